"""What the newest decisions say of contents, sources and cues, as a list to look at; nothing is set here."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.quote_memory import QuoteMemory, known
from gui.desk import Desk, Folded
from gui.parts import muted, search_line

_COLUMNS = ("Words", "Are", "What was decided")


class QuoteMemoryList(QWidget):
    """Reads the library when it is made and after each change."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: list[tuple[str, str, str]] = []
        self.search = search_line("Search words")
        self.search.setAccessibleName("Search words of quotes")
        self.search.textChanged.connect(lambda _text: self._sift())
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setAccessibleName("What is remembered of quotes")
        self.table.setHorizontalHeaderLabels(_COLUMNS)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(header.defaultAlignment().AlignLeft | header.defaultAlignment().AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 230)
        self.told = muted()
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        desk.folded.connect(self._folded)
        self._ask()

    def _folded(self, _folded: Folded) -> None:
        self._ask()

    def _ask(self) -> None:
        self._desk.bridge.ask(lambda store: store.quote_memory(), self._take)

    def _take(self, memory: QuoteMemory) -> None:
        self._lines = list(known(memory))
        self._sift()

    def _sift(self) -> None:
        wanted = self.search.text().casefold().strip()
        shown = [line for line in self._lines if wanted in " ".join(line).casefold()]
        self.table.setRowCount(len(shown))
        for row, line in enumerate(shown):
            for at, words in enumerate(line):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(row, at, item)
        count = f"{len(shown):,} contents, sources and cues, counted from the newest decisions."
        nothing = "Nothing like that is remembered." if self._lines else "No quote has been decided yet."
        self.told.setText(f"{count} Decide a quote otherwise, and this follows." if shown else nothing)
