"""Everybody who speaks in the library, with their quotes in all articles; two who are one are merged here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.commands import RenameSpeaker
from core.merging import Told, merging, told
from core.rules import short
from core.speakers import KnownSpeaker
from gui.desk import Desk, Folded
from gui.parts import button, label, muted

if TYPE_CHECKING:
    from gui.window import DeskWindow

_COLUMNS = ("Speaker", "Quotes", "Articles")
_QUOTES, _LONGEST = 100, 110


def open_over(window: DeskWindow) -> None:
    SpeakersDialog(window.desk, window).open()


class SpeakersDialog(QDialog):
    """Reads the library when it opens and after each change."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Speakers")
        self.resize(900, 580)
        self._desk = desk
        self._known: tuple[KnownSpeaker, ...] = ()
        self.search = QLineEdit(placeholderText="Search speakers")
        self.search.setAccessibleName("Search speakers")
        self.search.textChanged.connect(lambda _text: self._sift())
        self.table = self._build_table()
        self.quotes = QListWidget()
        self.quotes.setAccessibleName("Quotes of the speaker")
        self.quotes.setWordWrap(True)
        self.quotes.setSpacing(3)
        self.quotes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.quotes.itemActivated.connect(self._go)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.quotes)
        split.setSizes([440, 460])
        self.told = muted()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter goes to the quote
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(split, 1)
        column.addLayout(self._build_merging())
        column.addWidget(self.told)
        column.addWidget(buttons)
        desk.folded.connect(self._folded)
        self._ask()

    def _build_table(self) -> QTableWidget:
        table = QTableWidget(0, len(_COLUMNS))
        table.setAccessibleName("Speakers")
        table.setHorizontalHeaderLabels(_COLUMNS)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.itemSelectionChanged.connect(self._choose)
        return table

    def _build_merging(self) -> QHBoxLayout:
        self.into = QComboBox(editable=True)
        self.into.setAccessibleName("Who gets the quotes")
        self.into.setSizePolicy(self.into.sizePolicy().Policy.Expanding, self.into.sizePolicy().Policy.Fixed)
        self.into.editTextChanged.connect(lambda _text: self._enable())
        self.merge = button("Merge", self._merge, tip="One revision in each article; each can be taken back there")
        row = QHBoxLayout()
        row.addWidget(label("Give all their quotes to"))
        row.addWidget(self.into, 1)
        row.addWidget(self.merge)
        return row

    # ---------------------------------------------------------------------------------------------------------- showing

    def _folded(self, _folded: Folded) -> None:
        self._ask()

    def _ask(self) -> None:
        self._desk.bridge.ask(lambda store: store.known_speakers(), self._fill)

    def _fill(self, known: tuple[KnownSpeaker, ...]) -> None:
        if known == self._known and self.table.rowCount():
            return
        chosen, typed = self.chosen(), self.into.currentText()
        self._known = known
        self.table.setRowCount(len(known))
        for row, one in enumerate(known):
            for at, value in enumerate((one.name, f"{one.quotes:,}", f"{one.articles:,}")):
                self.table.setItem(row, at, QTableWidgetItem(value))
        self.into.clear()
        self.into.addItems([one.name for one in known])
        self.into.setEditText(typed if chosen else "")
        names = [one.name for one in known]
        self.table.setCurrentCell(names.index(chosen) if chosen in names else 0, 0)
        self._sift()
        self._enable()
        if not known:
            self.told.setText("No quote has a speaker yet: accept one, or name its speaker with P.")

    def _sift(self) -> None:
        wanted = self.search.text().casefold().strip()
        for row, one in enumerate(self._known):
            self.table.setRowHidden(row, wanted not in one.name.casefold())

    def chosen(self) -> str:
        """The name of the selected speaker."""
        row = self.table.currentRow()
        return self._known[row].name if 0 <= row < len(self._known) else ""

    def _choose(self) -> None:
        self._enable()
        name = self.chosen()

        def show(found: tuple[Told, ...]) -> None:
            if name == self.chosen():
                self.quotes.clear()
                for quote in found:
                    line = QListWidgetItem(f"{short(quote.words, _LONGEST)}\n{quote.headline}")
                    line.setData(Qt.ItemDataRole.UserRole, quote)
                    self.quotes.addItem(line)

        self._desk.bridge.ask(lambda store: told(store, name, _QUOTES), show)

    def _enable(self) -> None:
        into = " ".join(self.into.currentText().split())
        self.merge.setEnabled(bool(into) and bool(self.chosen()) and into != self.chosen())

    # ----------------------------------------------------------------------------------------------------------- acting

    def _go(self, line: QListWidgetItem) -> None:
        quote: Told = line.data(Qt.ItemDataRole.UserRole)
        self.close()
        self._desk.open_article(quote.article, lambda: self._desk.select(quote.id))

    def _merge(self) -> None:
        name, into = self.chosen(), " ".join(self.into.currentText().split())

        def submit(commands: tuple[RenameSpeaker, ...]) -> None:
            for command in commands:
                self._desk.submit(command)
            articles = "1 article" if len(commands) == 1 else f"{len(commands)} articles"
            self.told.setText(f"The quotes of {name} in {articles} are {into}’s now. Undo takes it back.")

        self._desk.bridge.ask(lambda store: merging(store, name, into), submit)
