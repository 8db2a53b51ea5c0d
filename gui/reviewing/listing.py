"""What an annotator did, line by line, and what the reviewer says about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from core.counted import counted
from core.diffing import Difference
from gui.reviewing.reading import UnderReview, told

_COLUMNS = ("Words", "What was done", "Comment")


class DoneList(QTreeWidget):
    chosen = Signal(object)  # Difference: the reviewer went to a line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What was done")
        self.setColumnCount(len(_COLUMNS))
        self.setHeaderLabels(list(_COLUMNS))
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        header = self.header()
        header.setStretchLastSection(False)
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 138)
        self.differences: list[Difference] = []
        self._filling = False
        self.currentItemChanged.connect(self._changed)

    def fill(self, shown: UnderReview, drafts: Mapping[str | None, str], *, everything: bool) -> None:
        self._filling = True
        self.clear()
        self.differences = shown.differences(everything=everything)
        for one in self.differences:
            item = QTreeWidgetItem(self, [shown.words(one), told(one), ""])
            item.setToolTip(0, shown.words(one))
            item.setToolTip(1, told(one))
            self._tell(item, one, shown, drafts)
        self._filling = False

    def refresh(self, shown: UnderReview, drafts: Mapping[str | None, str]) -> None:
        """Only what is said has changed."""
        for nth, one in enumerate(self.differences):
            item = self.topLevelItem(nth)
            if item is not None:
                self._tell(item, one, shown, drafts)

    def _tell(
        self, item: QTreeWidgetItem, one: Difference, shown: UnderReview, drafts: Mapping[str | None, str]
    ) -> None:
        said = len(shown.remarks.thread(one.id))
        text = drafts.get(one.id) or (counted(said, "comment") if said else "")
        item.setText(2, text)
        item.setToolTip(2, text)
        for column in range(len(_COLUMNS)):
            font = item.font(column)
            font.setBold(one.id in drafts)
            item.setFont(column, font)

    def go_to(self, id: str | None) -> None:
        nth = next((nth for nth, one in enumerate(self.differences) if one.id == id), None)
        item = None if nth is None else self.topLevelItem(nth)
        self._filling = True
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        self._filling = False

    def leave(self) -> None:
        """No line is the current one."""
        self._filling = True
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        self._filling = False

    def step(self, step: int) -> bool:
        """On to the next line (1) or the one before (-1), round at the ends; says whether there is one."""
        if not self.differences:
            return False
        row = self.currentIndex().row()
        here = row if row >= 0 else (-1 if step > 0 else 0)
        item = self.topLevelItem((here + step) % len(self.differences))
        if item is not None:
            self.setCurrentItem(item)
        return True

    def _changed(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if not self._filling and item is not None:
            self.chosen.emit(self.differences[self.indexOfTopLevelItem(item)])
