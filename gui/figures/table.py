"""The table of agreement: a row for each label and part, a column for each figure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.agreement.marks import Row
from core.agreement.tally import Line
from core.agreement.words import FIGURES, ROWS, figure, title_of
from gui.look import Look

COUNTS = ("left", "right")
COLUMNS = (*COUNTS, *FIGURES)
_VALUE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW_ROLE = Qt.ItemDataRole.UserRole
_BESIDE_THE_WORD = 18  # pixels of a heading that the style keeps free


def _on_two_lines(name: str) -> str:
    return name.replace(" ", "\n", 1)


class _Delegate(QStyledItemDelegate):
    """A figure with a thin bar below it: the eye finds the low ones."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        value = index.data(_VALUE_ROLE)
        if value is None:
            return
        rect = QRectF(option.rect)
        track = QRectF(rect.left() + 10, rect.bottom() - 5, rect.width() - 20, 2)
        painter.fillRect(track, self._look.theme.colour("track"))
        filled = QRectF(track)
        filled.setWidth(track.width() * max(0.0, min(1.0, value)))
        painter.fillRect(filled, self._look.theme.colour("accent"))


class FigureTable(QTableWidget):
    """``chosen`` carries the row, the name of the column, and whether its cases are wanted: by a click, or Enter."""

    chosen = Signal(object, str, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(0, 1 + len(COLUMNS), parent)
        self.setObjectName("figureTable")
        self.setAccessibleName("Figures of agreement")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setItemDelegate(_Delegate(look, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.currentCellChanged.connect(lambda row, column, *_: self._tell(row, column, wanted=False))
        self.cellClicked.connect(lambda row, column: self._tell(row, column, wanted=True))
        look.changed.connect(self.viewport().update)

    def fill(self, lines: Sequence[Line], sides: tuple[str, str]) -> None:
        """Show a tally; who was at a row and column stays there."""
        row, column = self.currentRow(), self.currentColumn()
        self.blockSignals(True)
        self.setHorizontalHeaderLabels(
            ["", *(side[:1].upper() + side[1:] for side in sides), *(_on_two_lines(n) for n, _ in FIGURES.values())]
        )
        for at, name in enumerate(COLUMNS, 1):
            header = self.horizontalHeaderItem(at)
            assert header is not None
            header.setToolTip(FIGURES[name][1] if name in FIGURES else f"How many {sides[at - 1]} marked.")
            header.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setRowCount(len(lines))
        for number, line in enumerate(lines):
            self._fill_row(number, line)
        self.blockSignals(False)
        inside = self.horizontalHeader().sizeHint().height() + sum(self.rowHeight(n) for n in range(len(lines)))
        self.setMaximumHeight(inside + 2 * self.frameWidth() + 6)
        if lines:
            self.setCurrentCell(min(max(row, 0), len(lines) - 1), column if column > 0 else 3)
        self._share_out()

    def _share_out(self) -> None:
        """All columns are as wide, but for one whose heading needs more: no word of it is cut in a narrow window."""
        room = self.viewport().width()
        needs = sorted(((self._needed(column), column) for column in range(self.columnCount())), reverse=True)
        for others, (needed, column) in zip(range(len(needs), 0, -1), needs, strict=True):
            width = max(needed, room // others)
            self.horizontalHeader().resizeSection(column, width)
            room = max(0, room - width)

    def _needed(self, column: int) -> int:
        heading = self.horizontalHeaderItem(column)
        words = heading.text().split("\n") if heading is not None else []
        metrics = self.horizontalHeader().fontMetrics()
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + _BESIDE_THE_WORD

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _fill_row(self, number: int, line: Line) -> None:
        whole = not line.row[1]
        name = QTableWidgetItem(f"All {title_of(line.row).lower()}" if whole else f"    {title_of(line.row)}")
        name.setData(_ROW_ROLE, line.row)
        name.setToolTip(ROWS.get(line.row, "Entities with this label."))
        cells = [name]
        for column in COLUMNS:
            value = getattr(line, column)
            cell = QTableWidgetItem(f"{value:,}" if column in COUNTS else figure(value))
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column not in COUNTS:
                cell.setData(_VALUE_ROLE, value)
            cells.append(cell)
        font = QFont(self.font())
        font.setBold(whole)
        for at, cell in enumerate(cells):
            cell.setFont(font)
            self.setItem(number, at, cell)

    def at(self) -> tuple[Row | None, str]:
        """The row and the column of the current cell."""
        row, column = self.currentRow(), self.currentColumn()
        return (self.row_of(row) if row >= 0 else None), COLUMNS[column - 1] if column > 0 else "strict"

    def row_of(self, number: int) -> Row:
        item = self.item(number, 0)
        assert item is not None
        row = item.data(_ROW_ROLE)
        return row[0], row[1]

    def _tell(self, row: int, column: int, *, wanted: bool) -> None:
        if row >= 0 and self.item(row, 0) is not None:
            self.chosen.emit(self.row_of(row), COLUMNS[column - 1] if column else "strict", wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.currentRow(), self.currentColumn(), wanted=True)
        else:
            super().keyPressEvent(event)
