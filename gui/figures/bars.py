"""Rows with a bar each: a list that is walked by keys like any other, and needs no colour to be read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.frozen import frozen
from gui.look import Look
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

BAR_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT, _BAR, _GAP, _EDGE = 27, 11, 12, 8
_NAME_SHARE, _LEAST_NAME, _LEAST_FIGURE = 0.36, 110, 64


class Fill(StrEnum):
    """How a piece of a bar is filled: the fill tells what the colour tells."""

    SOLID = "solid"
    HATCHED = "hatched"
    HOLLOW = "hollow"
    DOTTED = "dotted"


@frozen
class Piece:
    value: float
    fill: Fill
    role: str  # a colour of the theme
    what: str  # in words: “accepted”


@frozen
class Bar:
    """One row. ``key`` is what a click on it asks for."""

    key: object
    name: str
    pieces: tuple[Piece, ...]
    figure: str  # at the right end
    tip: str = ""

    @property
    def total(self) -> float:
        return sum(piece.value for piece in self.pieces)

    def said(self) -> str:
        """The row for a screen reader."""
        pieces = ", ".join(f"{piece.value:,.0f} {piece.what}".strip() for piece in self.pieces if piece.value)
        return f"{self.name}: {self.figure}" + (f" ({pieces})" if pieces and pieces != self.figure else "")


def paint_piece(painter: QPainter, rect: QRectF, piece: Piece, theme: Theme) -> None:
    """A piece of a bar, or its square in a legend."""
    colour = theme.colour(piece.role)
    soft = QColor(colour)
    soft.setAlphaF(0.16)
    painter.setPen(Qt.PenStyle.NoPen)
    match piece.fill:
        case Fill.SOLID:
            painter.fillRect(rect, colour)
        case Fill.HATCHED:
            painter.fillRect(rect, soft)
            painter.fillRect(rect, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        case Fill.DOTTED:
            painter.fillRect(rect, QBrush(colour, Qt.BrushStyle.Dense6Pattern))
        case Fill.HOLLOW:
            painter.fillRect(rect, soft)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bars: list[Bar] = []

    def fill(self, bars: Sequence[Bar]) -> None:
        self.beginResetModel()
        self.bars = list(bars)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.bars)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        bar = self.bars[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return bar
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return bar.said()
            case Qt.ItemDataRole.ToolTipRole:
                return bar.tip or bar.said()
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, view: BarList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        bar: Bar = index.data(BAR_ROLE)
        theme = self._look.theme
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("focus"), 1) if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(QRectF(rect).adjusted(2.5, 1.5, -2.5, -1.5), 5, 5)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        figure_width = self._view.figure_width()
        name_width = max(_LEAST_NAME, int((rect.width() - figure_width) * _NAME_SHARE))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, name_width)
        painter.setPen(theme.colour("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(_EDGE, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(theme.colour("muted"))
        painter.drawText(rect.adjusted(0, 0, -_EDGE, 0), middle | Qt.AlignmentFlag.AlignRight, bar.figure)
        left = rect.left() + _EDGE + name_width + _GAP
        room = rect.right() - _EDGE - figure_width - _GAP - left
        if room > 0:
            self._paint_bar(painter, QPointF(left, rect.center().y() - _BAR // 2), room, bar)
        painter.restore()

    def _paint_bar(self, painter: QPainter, at: QPointF, room: int, bar: Bar) -> None:
        most = self._view.most()
        x = at.x()
        for piece in bar.pieces:
            width = round(room * piece.value / most) if most else 0
            if piece.value:
                width = max(width, 2)
                paint_piece(painter, QRectF(x, at.y(), width, _BAR), piece, self._look.theme)
                x += width + 1


class BarList(QListView):
    """As high as its rows. A click, or Enter, chooses one; the arrow keys go from list to list at its ends."""

    chosen = Signal(object)  # the key of a bar

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bars")
        self.setAccessibleName(name)
        self._bars = _Model(self)
        self.setModel(self._bars)
        self.setItemDelegate(_Delegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        look.changed.connect(self.viewport().update)

    def fill(self, bars: Sequence[Bar]) -> None:
        self._bars.fill(bars)
        self.setFixedHeight(_HEIGHT * len(bars) + 2)
        self._begin()

    def bars(self) -> list[Bar]:
        return list(self._bars.bars)

    def most(self) -> float:
        return max((bar.total for bar in self._bars.bars), default=0)

    def figure_width(self) -> int:
        metrics = self.fontMetrics()
        return max(_LEAST_FIGURE, *(metrics.horizontalAdvance(bar.figure) for bar in self._bars.bars), 0)

    def _choose(self, index: Index) -> None:
        self.chosen.emit(self._bars.bars[index.row()].key)

    def unchoose(self) -> None:
        """Another list has what is chosen."""
        self.clearSelection()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._begin()

    def _begin(self) -> None:
        if self.hasFocus() and not self.currentIndex().isValid() and self._bars.bars:
            self.setCurrentIndex(self._bars.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def wheelEvent(self, event: QEvent) -> None:  # what lies around it scrolls
        event.ignore()


class Legend(QWidget):
    """What the fills mean."""

    def __init__(self, pieces: Sequence[Piece], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces, self._look = tuple(pieces), look
        self.setFixedHeight(22)
        self.setAccessibleName("Legend: " + ", ".join(f"{piece.fill} is {piece.what}" for piece in pieces))
        look.changed.connect(self.update)

    def paintEvent(self, event: QEvent) -> None:
        del event
        with QPainter(self) as painter:
            font = painter.font()
            font.setPixelSize(12)
            painter.setFont(font)
            x = _EDGE
            for piece in self._pieces:
                paint_piece(painter, QRectF(x, 6, 16, _BAR), piece, self._look.theme)
                painter.setPen(self._look.theme.colour("muted"))
                painter.drawText(QPointF(x + 22, 16), piece.what)
                x += 22 + painter.fontMetrics().horizontalAdvance(piece.what) + 18
