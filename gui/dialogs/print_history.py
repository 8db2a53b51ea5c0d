"""The history report on paper: made off the GUI thread, looked at, and printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QProgressDialog, QWidget

from core.errors import KnownError, StoppedError
from core.formats import history_html
from core.formats.history import Past
from core.formats.history_html import Block
from gui.history.wishes import Wishes
from gui.paper import Paper
from gui.parts import resize_to
from gui.work import Cancelled, Work

if TYPE_CHECKING:
    from gui.host import Host


_ZOOM = 118  # pixels


def open_over(window: Host) -> None:
    """Print what the history page shows; from the desk the history of the open article, or of the library."""
    session = window.desk.session
    wishes = Wishes(article=session.id if session is not None else None)
    if window.door.is_open:
        shown = window.door.wishes
        wishes = replace(wishes, article=shown.article, time=shown.time)
    wanted, workspace = wishes.wanted(), window.desk.workspace
    waiting = QProgressDialog("Making the report …", "Stop", 0, 0, window)
    waiting.setWindowTitle("Print History")
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(400)
    work = Work(window)
    waiting.canceled.connect(work.cancel)

    def make(_report: object, cancelled: Cancelled) -> tuple[list[Block], str]:
        until = wanted.until or datetime.now().astimezone()
        past = Past(workspace.answer, wanted.article, wanted.since, until, workspace.annotator)
        blocks = []
        for block in history_html.blocks(past):
            if cancelled():
                raise StoppedError("Stopped. Nothing was printed.")
            blocks.append(block)
        return blocks, history_html.title_of(past)

    def show(made: tuple[list[Block], str]) -> None:
        Preview(*made, window).open()

    def failed(error: KnownError) -> None:
        if not isinstance(error, StoppedError):
            window.say(str(error))

    def ended() -> None:
        waiting.canceled.disconnect(work.cancel)
        waiting.close()
        waiting.deleteLater()

    work.ended.connect(ended)
    work.done.connect(show)
    work.failed.connect(failed)
    work.start(window.intake.executor, make)


class Preview(QPrintPreviewDialog):
    """The pages as a printer would make them, with a button that prints them."""

    def __init__(self, blocks: Sequence[Block], title: str, parent: QWidget) -> None:
        # The dialog does not own its printer: what Python forgets is gone, and Qt would paint on it.
        self._paper = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._paper.setDocName(title)
        self._paper.setCreator("Copydesk")
        self._paper.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._paper.setPageMargins(QMarginsF())  # ours has some of its own
        super().__init__(self._paper, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Print: {title}")
        resize_to(self, 980, 860)
        self._blocks, self._title = blocks, title
        self.paintRequested.connect(self._print)
        for zoom in self.findChildren(QComboBox):  # its width is for a style without our padding
            zoom.setMinimumSize(_ZOOM, zoom.sizeHint().height())

    def _print(self, printer: QPrinter) -> None:
        Paper(printer, self._title).print_(self._blocks)
