"""A layout that breaks its row when there is no more room, as words do."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Remembers how large its items are until one of them changes: a column asks several times in one turn."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        self._between = spacing
        self._items: list[QLayoutItem] = []
        self._sizes: list[tuple[QLayoutItem, int, int]] | None = None  # of those that are to be seen: width, height
        self._heights: dict[int, int] = {}  # by width
        self._smallest: QSize | None = None
        super().__init__(parent)  # which may ask for all of these
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._sizes = self._smallest = None
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            rows = list(self._rows(width))
            self._heights[width] = sum(map(_height, rows)) + self._between * max(0, len(rows) - 1)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        y = rect.top()
        for row in self._rows(rect.width()):
            x, high = rect.left(), _height(row)
            for item, width, height in row:
                item.setGeometry(QRect(QPoint(x, y + (high - height) // 2), QSize(width, height)))
                x += width + self._between
            y += high + self._between

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._smallest is None:
            self._smallest = QSize()
            for item in self._items:
                self._smallest = self._smallest.expandedTo(item.minimumSize())
        return self._smallest

    def _seen(self) -> list[tuple[QLayoutItem, int, int]]:
        if self._sizes is None:
            hints = ((item, item.sizeHint()) for item in self._items if not item.isEmpty())
            self._sizes = [(item, hint.width(), hint.height()) for item, hint in hints]
        return self._sizes

    def _rows(self, width: int) -> Iterator[list[tuple[QLayoutItem, int, int]]]:
        """The items that stand in each row, at least one."""
        row: list[tuple[QLayoutItem, int, int]] = []
        filled = 0
        for sized in self._seen():
            if row and filled + sized[1] > width:
                yield row
                row, filled = [], 0
            row.append(sized)
            filled += sized[1] + self._between
        if row:
            yield row


def _height(row: list[tuple[QLayoutItem, int, int]]) -> int:
    return max(height for _, _, height in row)
