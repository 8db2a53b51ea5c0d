"""Everybody who speaks in the library, with their quotes in all articles.

Two who are one are merged here; what was merged by mistake, or is some other's, is split off again.
"""

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
from core.counted import counted
from core.merging import Former, Told, formers, merging, splitting, told
from core.rules import short
from core.speakers import KnownSpeaker
from gui.desk import Desk, Folded
from gui.parts import button, label, muted, resize_to

if TYPE_CHECKING:
    from gui.host import Host

_COLUMNS = ("Speaker", "Quotes", "Articles")
_QUOTES, _LONGEST = 100, 110


def open_over(window: Host) -> None:
    SpeakersDialog(window.desk, window).open()


class SpeakersDialog(QDialog):
    """Reads the library when it opens and after each change."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Speakers")
        resize_to(self, 900, 580)
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
        self.quotes.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.quotes.itemActivated.connect(self._go)
        self.quotes.itemSelectionChanged.connect(self._enable)
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
        column.addWidget(self._build_splitting())
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
        self.which = label()
        row = QHBoxLayout()
        row.addWidget(self.which)
        row.addWidget(self.into, 1)
        row.addWidget(self.merge)
        return row

    def _build_splitting(self) -> QWidget:
        """Whom the speaker was made of; nothing to see where that is nobody."""
        self.former = QComboBox()
        self.former.setAccessibleName("Whose the quotes were")
        self.former.setSizePolicy(self.former.sizePolicy().Policy.Expanding, self.former.sizePolicy().Policy.Fixed)
        self.split = button("Split", self._split, tip="Give these quotes back: one revision in each article")
        self.splitting = QWidget()
        row = QHBoxLayout(self.splitting)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("Split off what was merged from"))
        row.addWidget(self.former, 1)
        row.addWidget(self.split)
        self.splitting.hide()
        return self.splitting

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
        self._choose()  # also where the row is the same: its speaker may be another one
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

        def show(found: tuple[tuple[Told, ...], tuple[Former, ...]]) -> None:
            if name == self.chosen():
                self._show_quotes(found[0])
                self._show_formers(found[1])

        self._desk.bridge.ask(lambda store: (told(store, name, _QUOTES), formers(store, name)), show)

    def _show_quotes(self, found: tuple[Told, ...]) -> None:
        self.quotes.clear()
        for quote in found:
            line = QListWidgetItem(f"{short(quote.words, _LONGEST)}\n{quote.headline}")
            line.setData(Qt.ItemDataRole.UserRole, quote)
            self.quotes.addItem(line)

    def _show_formers(self, found: tuple[Former, ...]) -> None:
        self.former.clear()
        for one in found:
            self.former.addItem(
                f"{one.name} ({counted(one.quotes, 'quote')} in {counted(one.articles, 'article')})", one
            )
        self.splitting.setVisible(bool(found))

    def _enable(self) -> None:
        into, selected = self._into(), len(self.quotes.selectedItems())
        which = "all their quotes" if not selected else "the selected quote" if selected == 1 else f"{selected} quotes"
        self.which.setText(f"Give {which} to")
        self.merge.setText("Give" if selected else "Merge")
        self.merge.setEnabled(bool(into) and bool(self.chosen()) and into != self.chosen())

    def _into(self) -> str:
        return " ".join(self.into.currentText().split())

    # ----------------------------------------------------------------------------------------------------------- acting

    def _go(self, line: QListWidgetItem) -> None:
        quote: Told = line.data(Qt.ItemDataRole.UserRole)
        self.close()
        self._desk.open_article(quote.article, lambda: self._desk.select(quote.id))

    def _merge(self) -> None:
        name, into = self.chosen(), self._into()
        selected: list[Told] = [line.data(Qt.ItemDataRole.UserRole) for line in self.quotes.selectedItems()]
        only = {quote.id for quote in selected} or None
        self._desk.bridge.ask(lambda store: merging(store, name, into, only), self._submit)

    def _split(self) -> None:
        name, former = self.chosen(), self.former.currentData()
        if isinstance(former, Former):
            self._desk.bridge.ask(lambda store: splitting(store, name, former.name), self._submit)

    def _submit(self, commands: tuple[RenameSpeaker, ...]) -> None:
        for command in commands:
            self._desk.submit(command)
        if commands:
            quotes = counted(sum(len(command.targets) for command in commands), "quote")
            articles = counted(len(commands), "article")
            name, into = commands[0].name, commands[0].new_name
            self.told.setText(f"{quotes} of {name} in {articles} given to {into}. Undo takes it back.")
