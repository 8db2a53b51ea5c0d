"""Mentions in a list, each in its line of text and under one another, with a box to tick; of one article or of many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

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
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.bodies import Entity
from core.everywhere import Finding
from core.frozen import frozen
from core.matching import Place
from core.rules import short
from gui.look import Look
from gui.row_painting import painted, write

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
_BEFORE, _AFTER = 70, 110  # characters of the line that are shown at the most
_ROW, _BOX, _STATE, _INDENT = 30, 16, 190, 22  # pixels


def state_of(place: Place) -> str:
    """What a place is now, in words."""
    if place.within is not None and isinstance(place.within.body, Entity):
        return f"in {place.within.body.label}"
    if place.label is None:
        return "not annotated"
    if place.is_rejected:
        return f"{place.label}, rejected"
    if place.on_purpose:
        return f"{place.label}, on purpose"
    return f"{place.label}, suggested" if place.is_undecided else place.label


@frozen
class Row:
    """A mention, or, without one, the headline above the mentions of an article."""

    finding: Finding
    place: Place | None = None


class PlaceModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.has_headlines = False  # where the mentions are of several articles
        self._rows: list[Row] = []
        self._ticked: set[int] = set()

    def fill(self, findings: Sequence[Finding], is_ticked: Callable[[Place], bool]) -> None:
        """Show the places of some articles; where they are several, each under its headline."""
        self.beginResetModel()
        self._rows = []
        self.has_headlines = len(findings) > 1
        for finding in findings:
            if self.has_headlines:
                self._rows.append(Row(finding))
            self._rows += (Row(finding, place) for place in finding.places)
        self._ticked = {at for at, row in enumerate(self._rows) if row.place is not None and is_ticked(row.place)}
        self.endResetModel()

    def chosen(self) -> list[Finding]:
        """What is ticked, by article; an article of which nothing is ticked is left out."""
        found: dict[str, list[Place]] = {}
        findings: dict[str, Finding] = {}
        for at in sorted(self._ticked):
            place, finding = self._rows[at].place, self._rows[at].finding
            if place is not None:
                found.setdefault(finding.article, []).append(place)
                findings[finding.article] = finding
        return [replace(findings[article], places=tuple(places)) for article, places in found.items()]

    def tick_all(self, *, on: bool) -> None:
        self._ticked = {at for at, row in enumerate(self._rows) if row.place is not None} if on else set()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def line(self, row: Row) -> tuple[str, str, str]:
        """What stands before the mention in its line, the mention, and what stands behind it."""
        assert row.place is not None
        text, start, end = row.finding.text, row.place.span.start, row.place.span.end
        before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
        after = text[end : end + _AFTER].partition("\n")[0]
        return before, " ".join(text[start:end].split()), after

    def _under(self, at: int) -> range:
        """The rows of a headline's mentions."""
        last = at + 1
        while last < len(self._rows) and self._rows[last].place is not None:
            last += 1
        return range(at + 1, last)

    # -------------------------------------------------------------------------------------------------------------- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._state(index.row())
        place = row.place
        if role == Qt.ItemDataRole.DisplayRole:
            if place is None:
                return row.finding.headline
            return f"{''.join(self.line(row)).strip()} — {state_of(place)}"
        if role == Qt.ItemDataRole.ToolTipRole and place is not None and place.within is not None:
            return f"A part of “{short(place.within.body.bounds.of(row.finding.text))}”"
        return None

    def _state(self, at: int) -> Qt.CheckState:
        """Of a headline: whether all of its mentions are ticked, some, or none."""
        if self._rows[at].place is not None:
            return Qt.CheckState.Checked if at in self._ticked else Qt.CheckState.Unchecked
        under = self._under(at)
        ticked = sum(one in self._ticked for one in under)
        if ticked == len(under):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a mention; or, by a headline, all mentions of its article."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        at = index.row()
        meant = self._under(at) if self._rows[at].place is None else range(at, at + 1)
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.update(meant)
        else:
            self._ticked.difference_update(meant)
        # The headline above says whether all are ticked, so what is before the row may change, too.
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [role])
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
        row: Row = index.data(ROW_ROLE)
        model = index.model()
        assert isinstance(model, PlaceModel)
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        theme, rect = self._look.theme, option.rect.adjusted(4, 1, -4, -1)
        indent = _INDENT if row.place is not None and model.has_headlines else 0
        left = rect.left() + 8 + indent
        with painted(painter, option, theme, rect):
            self._draw_box(painter, QRect(left, rect.center().y() - _BOX // 2 + 1, _BOX, _BOX), state)
            if row.place is None:
                beside = QRect(left + 28, rect.top(), rect.width() - 44, rect.height())
                self._draw_headline(painter, option.font, beside, row)
            else:
                beside = rect.adjusted(36 + indent, 0, 0, 0)
                self._draw_mention(painter, option.font, beside, model.line(row), row.place)

    def _draw_headline(self, painter: QPainter, font: QFont, rect: QRect, row: Row) -> None:
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._look.theme.colour("ink"))
        write(painter, rect, row.finding.headline)

    def _draw_mention(
        self, painter: QPainter, font: QFont, rect: QRect, line: tuple[str, str, str], place: Place
    ) -> None:
        theme = self._look.theme
        ink = theme.colour("ink")
        of_label = theme.label(self._colours.get(place.label, "")) if place.label is not None else ink
        draw_line(painter, font, rect.adjusted(0, 0, -_STATE, 0), line, ink, of_label)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        state = QRect(rect.right() - _STATE + 14, rect.top(), _STATE - 20, rect.height())
        write(painter, state, state_of(place), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)

    def _draw_box(self, painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
        theme, x, y = self._look.theme, box.left(), box.top()
        ticked = state is Qt.CheckState.Checked
        painter.setPen(QPen(theme.colour("border" if state is Qt.CheckState.Unchecked else "accent"), 1.4))
        painter.setBrush(theme.colour("accent") if ticked else theme.colour("field"))
        painter.drawRoundedRect(box, 3, 3)
        if state is Qt.CheckState.PartiallyChecked:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawLine(x + 4, y + 8, x + 12, y + 8)
        if ticked:
            painter.setPen(QPen(theme.colour("field"), 2))
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
    width = write(painter, QRect(middle, rect.top(), rect.right() - middle, rect.height()), mention)
    painter.setFont(font)
    painter.setPen(ink)
    right = QRect(middle + width, rect.top(), rect.right() - middle - width, rect.height())
    write(painter, right, after)
