"""Pages for the printer: HTML laid out by Qt, as a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile, Qt
from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from core.errors import FormatError, KnownError
from core.formats.history_html import Block
from gui.fonts import SANS
from gui.paper import Paper

_POINTS = 9.5  # the size of the letters


def write_pdf(what: str | Iterable[Block], path: Path, title: str) -> None:
    """Write a page of HTML, or blocks, as a PDF in A4, which takes the place of ``path`` whole or not at all.

    Raises:
        FormatError: it cannot be written; what was there before is untouched.
    """
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _unwritable(path, file)
    writer = QPdfWriter(file)
    writer.setTitle(title)
    writer.setCreator("Copydesk")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())  # a document brings margins of two centimetres with it, and so does our paper
    try:
        if isinstance(what, str):
            document_of(what).print_(writer)
        else:
            Paper(writer, title).print_(what)
    except KnownError:
        file.cancelWriting()
        raise
    del writer  # it ends the file
    if not file.commit():
        raise _unwritable(path, file)


def ask_and_print(html: str, title: str, parent: QWidget) -> None:
    """Let the editor choose a printer, or a file that one prints into, and print a page there."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: only who prints needs it

    printer = QPrinter()
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Print")
    dialog.accepted.connect(lambda: document_of(html).print_(dialog.printer()))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


def document_of(html: str) -> QTextDocument:
    """A page as it goes to paper."""
    document = QTextDocument()
    font = QFont(SANS)
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setHtml(html)
    return document


def _unwritable(path: Path, file: QSaveFile) -> FormatError:
    return FormatError(
        f"{path} could not be written ({file.errorString()}). What was there before is untouched. "
        "Make room or writing possible there, or name another file."
    )
