"""Blocks of HTML onto sheets of paper: a block stays whole, a heading is never alone at the foot of a page.

Qt breaks the rows of a table wherever a page ends. So each block is a document of its own here, set below the one
before, or on the next page where it does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextDocument,
)

from core.formats.history_html import END_OF_TABLE, STYLE, TABLE, Block
from gui.fonts import SANS

_POINTS = 9.0  # the size of the letters
_MARGIN = 20.0  # millimetres
_GAP = 3.0  # millimetres between text and foot
_ABOVE_HEADING = 1.5  # times as much
_INK = QColor("#616873")


class Paper:
    """The sheets of one device."""

    def __init__(self, device: QPagedPaintDevice, title: str) -> None:
        """Take hold of a device, whose margins must be none.

        Args:
            device: a printer, or the writer of a PDF.
            title: what stands at the foot of each page.
        """
        self._device, self._title = device, title
        self._font = QFont(SANS)
        self._font.setPointSizeF(_POINTS)
        per_millimetre = device.logicalDpiX() / 25.4
        margin = _MARGIN * per_millimetre
        self._gap = _GAP * per_millimetre
        self._room = QRectF(margin, margin, device.width() - 2 * margin, device.height() - 2 * margin)
        self.pages = 0

    def print_(self, blocks: Iterable[Block], heard: Callable[[], None] = lambda: None) -> None:
        """Print all blocks.

        Args:
            blocks: in their order.
            heard: called before each; what it raises ends the printing.
        """
        painter = QPainter(self._device)
        painter.setFont(self._font)
        try:
            self._print(painter, blocks, heard)
        finally:
            painter.end()

    def _print(self, painter: QPainter, blocks: Iterable[Block], heard: Callable[[], None]) -> None:
        self._begin_page(painter)
        at = self._room.top()
        waiting: list[QTextDocument] = []  # headings, until what they lead to is known to fit
        for block in blocks:
            heard()
            waiting.append(self._document(block))
            if block.leads:
                continue
            at = self._place(painter, waiting, at)
            waiting = []
        self._place(painter, waiting, at)

    def _place(self, painter: QPainter, documents: Sequence[QTextDocument], at: float) -> float:
        """Draw what belongs together, on the next page where there is no room for it; says where it ends."""
        height = sum(one.size().height() for one in documents)
        if len(documents) > 1 and at > self._room.top():
            at += _ABOVE_HEADING * self._gap
        if at + height > self._room.bottom() and at > self._room.top():
            self._device.newPage()
            self._begin_page(painter)
            at = self._room.top()
        for nth, one in enumerate(documents):
            if 0 < nth < len(documents) - 1:  # a heading below a heading
                at += self._gap
            at = self._draw(painter, one, at)
        return at

    def _draw(self, painter: QPainter, document: QTextDocument, at: float) -> float:
        """One block; what is higher than a page goes on over the next ones."""
        height, done = document.size().height(), 0.0
        while True:
            room = self._room.bottom() - at
            painter.save()
            painter.translate(QPointF(self._room.left(), at - done))
            _ink(document, painter, QRectF(0, done, self._room.width(), min(room, height - done)))
            painter.restore()
            if height - done <= room:
                return at + height - done
            done += room
            self._device.newPage()
            self._begin_page(painter)
            at = self._room.top()

    def _begin_page(self, painter: QPainter) -> None:
        self.pages += 1
        foot = QRectF(self._room.left(), self._room.bottom() + self._gap, self._room.width(), 4 * self._gap)
        painter.save()
        painter.setPen(_INK)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(foot, right, str(self.pages))
        number = painter.fontMetrics().horizontalAdvance("00000")
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, round(foot.width()) - number)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.restore()

    def _document(self, block: Block) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._device)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font)
        document.setDefaultStyleSheet(STYLE)
        document.setHtml(f"{TABLE}{block.html}{END_OF_TABLE}" if block.is_row else block.html)
        document.setTextWidth(self._room.width())
        return document


def _ink(document: QTextDocument, painter: QPainter, part: QRectF) -> None:
    """Draw a part of a document in black; QTextDocument.drawContents would take the screen's ink, pale in the dark."""
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette(context.palette)
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.palette, context.clip = palette, part
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)
