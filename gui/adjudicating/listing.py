"""Every difference in a line, with how it was settled; what both sides agree on is folded away at the end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.pairing import Pair
from gui.adjudicating.bench import Bench

_COLUMNS = ("Words", "Difference", "Decided")


class PairList(QTreeWidget):
    chosen = Signal(object)  # Pair: the editor went to a line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Differences")
        self.setColumnCount(len(_COLUMNS))
        self.setHeaderLabels(list(_COLUMNS))
        self.setUniformRowHeights(True)
        self.setIndentation(12)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 132)
        header.resizeSection(2, 88)
        self._pairs: list[Pair] = []
        self._filling = False
        self.currentItemChanged.connect(self._changed)

    def fill(self, bench: Bench, current: Pair | None) -> None:
        self._filling = True
        self.clear()
        self._pairs = list(bench.found.differences)
        for pair in self._pairs:
            item = QTreeWidgetItem(self, [bench.words(pair), bench.differing(pair), ""])
            self._tell(item, bench, pair)
        if bench.found.agreed:
            agreed = QTreeWidgetItem(self, [f"{bench.found.agreed:,} agreed", "", ""])
            for pair in bench.found.pairs:
                if pair.is_agreed:
                    QTreeWidgetItem(agreed, [bench.words(pair), pair.bodies[0].layer.value, "agreed"])
        self._filling = False
        self.go_to(current)

    def refresh(self, bench: Bench) -> None:
        """Only what was decided has changed."""
        for nth, pair in enumerate(self._pairs):
            item = self.topLevelItem(nth)
            if item is not None:
                self._tell(item, bench, pair)

    def _tell(self, item: QTreeWidgetItem, bench: Bench, pair: Pair) -> None:
        told = bench.told(pair)
        item.setText(2, told or "undecided")
        item.setToolTip(0, bench.words(pair))
        for column in range(len(_COLUMNS)):
            font = item.font(column)
            font.setBold(not told)
            item.setFont(column, font)

    def go_to(self, pair: Pair | None) -> None:
        nth = next((nth for nth, one in enumerate(self._pairs) if pair is not None and one.key == pair.key), None)
        self._filling = True
        item = None if nth is None else self.topLevelItem(nth)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        self._filling = False

    def _changed(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if self._filling or item is None or item.parent() is not None:
            return
        nth = self.indexOfTopLevelItem(item)
        if 0 <= nth < len(self._pairs):
            self.chosen.emit(self._pairs[nth])

    def fold(self) -> None:
        """Unfold what is agreed, or fold it away again."""
        item = self.topLevelItem(self.topLevelItemCount() - 1)
        if item is not None and item.childCount():
            item.setExpanded(not item.isExpanded())
            if item.isExpanded():
                self.scrollToItem(item, QTreeWidget.ScrollHint.PositionAtTop)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # as Qt calls it
        del next
        return False  # Tab is the page's
