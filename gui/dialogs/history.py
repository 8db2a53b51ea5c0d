"""The history is written: whose, of which time, as what, into which file."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from core.errors import KnownError
from core.formats import history_html, history_jsonl
from core.formats.history import Past
from core.rules import short
from core.training import StoppedError
from core.training.place import new_file
from core.workspace import Workspace
from gui.history.periods import DAYS, HOW, period
from gui.history.wishes import Wishes
from gui.parts import button, label, muted, resize_to
from gui.printing import write_pdf
from gui.work import Cancelled, Work

if TYPE_CHECKING:
    from gui.host import Host

T = TypeVar("T")

FORMATS = {
    "html": "Report to read (HTML)",
    "pdf": "Report to print (PDF)",
    "jsonl": "Every change, for programs (JSON lines)",
}


_TYPED = "typed"  # a period that is written beside


def open_over(window: Host) -> None:
    session = window.desk.session
    article = (session.id, session.info.headline) if session is not None else None
    HistoryDialog(window.desk.workspace, window.intake.executor, article, Path.home(), window).open()


class HistoryDialog(QDialog):
    def __init__(
        self,
        workspace: Workspace,
        executor: Executor,
        article: tuple[str, str] | None,
        folder: Path,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export History")
        resize_to(self, 600, 300)
        self._workspace, self._executor = workspace, executor
        self._work: Work | None = None
        self.whose, self.time, self.format = QComboBox(), QComboBox(), QComboBox()
        if article is not None:
            self.whose.addItem(f"This article: {article[1]}", article[0])
        self.whose.addItem("All articles of the library", None)
        for name in ("", *DAYS):
            self.time.addItem(name.capitalize() or "From the beginning", name)
        self.time.addItem("A period…", _TYPED)
        self.period = QLineEdit(placeholderText="2026-11-20 – 2026-11-25")
        self.period.setAccessibleName("Period")
        self.period.hide()
        self.time.currentIndexChanged.connect(self._of_time)
        for format, title in FORMATS.items():
            self.format.addItem(title, format)
        self.format.currentIndexChanged.connect(self._of_format)
        self.file = QLineEdit(str(folder / "copydesk-history.html"))
        self.file.setAccessibleName("File")
        form = QFormLayout()
        form.setVerticalSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.file, 1)
        row.addWidget(button("Choose…", self._choose))
        time = QHBoxLayout()
        time.addWidget(self.time, 1)
        time.addWidget(self.period, 1)
        for name, field in (("History of", self.whose), ("Time", self.time), ("Format", self.format)):
            field.setAccessibleName(name)
            form.addRow(label(name), time if field is self.time else field)
        form.addRow(label("File"), row)
        self.told = muted()
        self.progress = QProgressBar(textVisible=False)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName("Progress of the export")
        self.progress.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        self.go = button("Export", self.start, role="primary")
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addStretch(1)
        column.addWidget(self.progress)
        column.addWidget(self.buttons)
        self.go.setDefault(True)

    def _of_time(self) -> None:
        self.period.setVisible(self.time.currentData() == _TYPED)
        if self.period.isVisible():
            self.period.setFocus()

    def _of_format(self) -> None:
        path = self.file.text().strip()
        if path:
            self.file.setText(str(Path(path).with_suffix(f".{self.format.currentData()}")))

    def _choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Export History", self.file.text())
        if path:
            self.file.setText(path)

    def start(self) -> None:
        """Write the history, off the GUI thread and off the library’s: who works on meanwhile need not wait."""
        name = self.file.text().strip()
        if not name:
            self.told.setText("Name a file to write to.")
            return
        path, format = Path(name).expanduser(), str(self.format.currentData())
        time = str(self.time.currentData())
        time = self.period.text().strip() if time == _TYPED else time
        if time and period(time) is None:
            self.told.setText(f"“{short(time)}” is no time. {HOW}")
            return
        wanted = replace(Wishes(), article=self.whose.currentData(), time=time).wanted()
        until = wanted.until or datetime.now().astimezone()
        self._working(True)
        self._work = work = Work(self)
        work.done.connect(lambda count: self.told.setText(f"{count:,} revisions written to {path}."))
        work.failed.connect(self._failed)
        work.ended.connect(self._ended)
        workspace = self._workspace

        def write(_report: object, cancelled: Cancelled) -> int:
            past = Past(workspace.answer, wanted.article, wanted.since, until, workspace.annotator)
            _write(past, format, path, cancelled)
            return past.count

        work.start(self._executor, write)

    def _failed(self, error: KnownError) -> None:
        self.told.setText("Stopped. Nothing was written." if isinstance(error, StoppedError) else str(error))

    def _ended(self) -> None:
        self._work = None
        self._working(False)
        if not self.isVisible():
            self.deleteLater()

    def _working(self, working: bool) -> None:
        self.progress.setVisible(working)
        self.go.setEnabled(not working)

    def done(self, result: int) -> None:
        """However the dialog ends, what it began is stopped."""
        super().done(result)
        if self._work is not None:
            self._work.cancel()  # and goes when that has ended
        else:
            self.deleteLater()


def _write(past: Past, format: str, path: Path, cancelled: Cancelled) -> None:
    def watched(pieces: Iterator[T]) -> Iterator[T]:
        for piece in pieces:
            if cancelled():
                raise StoppedError("Stopped. Nothing was written.")
            yield piece

    if format == "pdf":
        write_pdf(watched(history_html.blocks(past)), path, history_html.title_of(past))
        return
    pieces = history_jsonl.lines(past) if format == "jsonl" else history_html.parts(past)
    with new_file(path) as file:
        file.writelines(watched(pieces))
