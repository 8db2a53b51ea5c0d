"""Mentions in a list, each in its line of text and under one another, with a box to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.matching import Place
from core.model import Entity
from core.rules import short
from gui.look import Look

Index = QModelIndex | QPersistentModelIndex

PLACE_ROLE = Qt.ItemDataRole.UserRole
_BEFORE, _AFTER = 70, 110  # characters of the line that are shown at the most
_ROW, _BOX, _STATE = 30, 16, 190  # pixels


def state_of(place: Place) -> str:
    """What a place is now, in words."""
    if place.within is not None and isinstance(place.within.body, Entity):
        return f"in {place.within.body.label}"
    if place.label is None:
        return "not annotated"
    if place.is_rejected:
        return f"{place.label}, rejected"
    return f"{place.label}, suggested" if place.is_undecided else place.label


class PlaceModel(QAbstractListModel):
    def __init__(self, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._places: list[Place] = []
        self._ticked: set[int] = set()

    def fill(self, places: Sequence[Place], ticked: set[int]) -> None:
        self.beginResetModel()
        self._places, self._ticked = list(places), set(ticked)
        self.endResetModel()

    def chosen(self) -> list[Place]:
        return [place for row, place in enumerate(self._places) if row in self._ticked]

    def tick_all(self, *, on: bool) -> None:
        self._ticked = set(range(len(self._places))) if on else set()
        if self._places:
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))

    def line(self, place: Place) -> tuple[str, str, str]:
        """What stands before the mention in its line, the mention, and what stands behind it."""
        start, end = place.span.start, place.span.end
        before = self._text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
        after = self._text[end : end + _AFTER].partition("\n")[0]
        return before, " ".join(self._text[start:end].split()), after

    # -------------------------------------------------------------------------------------------------------------- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self._places)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place = self._places[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{''.join(self.line(place)).strip()} — {state_of(place)}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if index.row() in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and place.within is not None:
            return f"A part of “{short(place.within.body.bounds.of(self._text))}”"
        if role == PLACE_ROLE:
            return place
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(index.row())
        else:
            self._ticked.discard(index.row())
        self.dataChanged.emit(index, index, [role])
        return True


class PlaceDelegate(QStyledItemDelegate):
    """Box, line and state. A click anywhere in the row ticks it, and so does the space bar."""

    def __init__(self, look: Look, colours: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._colours = look, colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        )
        typed = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        if not clicked and not typed:
            return False
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Place = index.data(PLACE_ROLE)
        model = index.model()
        assert isinstance(model, PlaceModel)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        theme, rect = self._look.theme, option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(rect, 5, 5)
        self._draw_box(painter, QRect(rect.left() + 8, rect.center().y() - _BOX // 2 + 1, _BOX, _BOX), ticked)
        line = QRect(rect.left() + 36, rect.top(), rect.width() - 36 - _STATE, rect.height())
        ink = theme.colour("ink")
        of_label = theme.label(self._colours.get(place.label, "")) if place.label is not None else ink
        draw_line(painter, option.font, line, model.line(place), ink, of_label)
        painter.setFont(option.font)
        painter.setPen(theme.colour("muted"))
        state = QRect(rect.right() - _STATE + 14, rect.top(), _STATE - 20, rect.height())
        elided = painter.fontMetrics().elidedText(state_of(place), Qt.TextElideMode.ElideRight, state.width())
        painter.drawText(state, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, elided)
        painter.restore()

    def _draw_box(self, painter: QPainter, box: QRect, ticked: bool) -> None:
        theme = self._look.theme
        painter.setPen(QPen(theme.colour("accent" if ticked else "border"), 1.4))
        painter.setBrush(theme.colour("accent") if ticked else theme.colour("field"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            painter.setPen(QPen(theme.colour("field"), 2))
            x, y = box.left(), box.top()
            painter.drawLine(x + 4, y + 8, x + 7, y + 11)
            painter.drawLine(x + 7, y + 11, x + 12, y + 5)


def draw_line(
    painter: QPainter, font: QFont, rect: QRect, words: tuple[str, str, str], ink: QColor, mention_ink: QColor
) -> None:
    """A line with a mention in bold, where all mentions of a list begin: at two fifths of its width."""
    before, mention, after = words
    bold = QFont(font)
    bold.setBold(True)
    middle = rect.left() + rect.width() * 2 // 5
    align = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(font)
    painter.setPen(ink)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, middle - rect.left())
    # Placed from the left: alignment to the right would drop the space before the mention.
    width = metrics.horizontalAdvance(shown)
    painter.drawText(QRect(middle - width, rect.top(), width + 1, rect.height()), align, shown)
    painter.setFont(bold)
    painter.setPen(mention_ink)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(mention, Qt.TextElideMode.ElideRight, rect.right() - middle)
    width = metrics.horizontalAdvance(shown)
    painter.drawText(QRect(middle, rect.top(), width + 1, rect.height()), align, shown)
    painter.setFont(font)
    painter.setPen(ink)
    right = QRect(middle + width, rect.top(), rect.right() - middle - width, rect.height())
    shown = painter.fontMetrics().elidedText(after, Qt.TextElideMode.ElideRight, right.width())
    painter.drawText(right, align, shown)
