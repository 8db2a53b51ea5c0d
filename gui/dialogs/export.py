"""Training data is written: what, of which articles, where to; with progress, a way to stop it, and the report."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QSpinBox,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.errors import KnownError
from core.records import Status
from core.training import FORMATS, LAYERS, ExportOptions, Report, Split, StoppedError, Undecided, export
from core.workspace import Workspace
from gui.parts import button, label, muted, resize_to
from gui.work import Work

if TYPE_CHECKING:
    from gui.host import Host

_UNDECIDED = {
    Undecided.MISSING: "as missing: nobody knows (gold data)",
    Undecided.AS_SUGGESTED: "as suggested: take the model’s word (silver data)",
}


def open_over(window: Host) -> None:
    folder = str(Path.home() / "copydesk-export")
    ExportDialog(window.desk.workspace, window.intake.executor, folder, window).open()


class ExportDialog(QDialog):
    def __init__(self, workspace: Workspace, executor: Executor, folder: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export")
        resize_to(self, 640, 480)
        self._workspace, self._executor = workspace, executor
        self._work: Work | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self._form(folder))
        self.report = QTextBrowser()
        self.report.setAccessibleName("Report of the export")
        self.report.setOpenExternalLinks(False)
        self.pages.addWidget(self.report)
        self.trouble = label(wrap=True, name="trouble", says="What is the matter")
        self.trouble.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the export")
        self.progress.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        self.go = button("Export", self.start, role="primary")
        self.stop = button("Stop", self.cancel)
        self.show_folder = button("Open the Folder", self._open_folder)
        for made in (self.go, self.stop, self.show_folder):
            self.buttons.addButton(made, QDialogButtonBox.ButtonRole.ActionRole)
        for made in (self.stop, self.show_folder):
            made.hide()  # the box shows what is added to it
        column = QVBoxLayout(self)
        column.addWidget(self.pages, 1)
        column.addWidget(self.trouble)
        column.addWidget(self.progress)
        column.addWidget(self.buttons)
        self.go.setDefault(True)  # once it is in the dialog: before, there is nothing that it could be the default of
        self._of_format()

    def _form(self, folder: str) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setVerticalSpacing(10)
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        for one in FORMATS.values():
            self.format.addItem(one.title, one.name)
        self.format.currentIndexChanged.connect(self._of_format)
        form.addRow(label("Format"), self.format)
        self.folder = QLineEdit(folder)
        self.folder.setAccessibleName("Folder")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(button("Choose…", self._choose_folder))
        form.addRow(label("Folder"), row)
        form.addRow("", muted("The folder is made. An earlier export in it is replaced, anything else is left alone."))
        self.statuses: dict[Status, QCheckBox] = {}
        row = QHBoxLayout()
        for status in Status:
            self.statuses[status] = QCheckBox(status.value.capitalize())
            row.addWidget(self.statuses[status])
        row.addStretch(1)
        form.addRow(label("Articles"), row)
        self.layers: dict[str, QCheckBox] = {}
        row = QHBoxLayout()
        for name in LAYERS:
            self.layers[name] = QCheckBox(name.capitalize())
            self.layers[name].setChecked(True)
            row.addWidget(self.layers[name])
        row.addStretch(1)
        form.addRow(label("Layers"), row)
        self.undecided = QComboBox()
        self.undecided.setAccessibleName("Undecided suggestions")
        for undecided, words in _UNDECIDED.items():
            self.undecided.addItem(words, undecided)
        form.addRow(label("Undecided"), self.undecided)
        self.split = QLineEdit(str(Split()))
        self.split.setAccessibleName("Split into training, development and test")
        self.split.setMaximumWidth(120)
        self.seed = QSpinBox()
        self.seed.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet’s padding does not reach it
        self.seed.setRange(0, 2**31 - 1)
        self.seed.setAccessibleName("Seed")
        self._split_row = QWidget()
        row = QHBoxLayout(self._split_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        row.addWidget(label("Seed"))
        row.addWidget(self.seed)
        row.addWidget(muted("train/dev or train/dev/test, by article"), 1)
        self._split_label = label("Split")
        form.addRow(self._split_label, self._split_row)
        return page

    def _of_format(self) -> None:
        """Each format has articles that it takes when nobody says which; only training data is split."""
        format = FORMATS[str(self.format.currentData())]
        for status, box in self.statuses.items():
            box.setChecked(status in format.statuses)
        for widget in (self._split_row, self._split_label):
            widget.setVisible(format.name == "spacy")

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Export into Folder", self.folder.text())
        if folder:
            self.folder.setText(folder)

    def options(self) -> ExportOptions:
        """What was chosen. Raises RefusedError where a split is none."""
        return ExportOptions(
            format=str(self.format.currentData()),
            statuses=tuple(status for status, box in self.statuses.items() if box.isChecked()),
            layers=tuple(LAYERS[name] for name, box in self.layers.items() if box.isChecked()),
            split=Split.parse(self.split.text()),
            seed=self.seed.value(),
            undecided=Undecided(self.undecided.currentData()),
        )

    def start(self) -> None:
        """Write the export, off the GUI thread."""
        try:
            options = self.options()
        except KnownError as error:
            self._say(str(error))
            return
        folder = self.folder.text().strip()
        if not folder:
            self._say("Name a folder to export into.")
            return
        self.trouble.hide()
        self._working(True)
        self._work = work = Work(self)
        work.progressed.connect(self._progress)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        work.ended.connect(self._ended)
        workspace = self._workspace
        work.start(
            self._executor,
            lambda report, cancelled: export(workspace, folder, options, on_progress=report, cancelled=cancelled),
        )

    def cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _done(self, report: Report) -> None:
        self.report.setMarkdown(report.to_markdown())
        self.pages.setCurrentWidget(self.report)
        self.show_folder.show()
        self.go.hide()
        self.folder.setText(report.folder)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()

    def _failed(self, error: KnownError) -> None:
        self._say("Stopped. Nothing was written." if isinstance(error, StoppedError) else str(error))

    def _ended(self) -> None:
        self._work = None
        self._working(False)

    def _working(self, working: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        self.go.setEnabled(not working)
        self.pages.setEnabled(not working)

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))

    def reject(self) -> None:
        self.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancel()
        super().closeEvent(event)
