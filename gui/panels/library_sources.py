"""Who speaks in the whole library: every speaker with the number of quotes and articles, the quotes beneath."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView, QVBoxLayout, QWidget

from core.counted import counted
from core.merging import Told, told
from core.rules import short
from core.speakers import KnownSpeaker
from gui.desk import Desk, Folded
from gui.look import Look
from gui.parts import button, muted, search_line

Index = QModelIndex | QPersistentModelIndex
QUOTE_ROLE = Qt.ItemDataRole.UserRole
NAME_ROLE = Qt.ItemDataRole.UserRole + 1
_QUOTES = 100
_AGAIN_MILLISECONDS = 300  # so that a run of keys in the article asks the library once


class LibrarySources(QWidget):
    """A speaker's quotes are read when the speaker is unfolded; one of them leads to its article."""

    merge_clicked = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, look
        self._known: tuple[KnownSpeaker, ...] = ()
        self.search = search_line("Search speakers")
        self.search.setAccessibleName("Search speakers of the library")
        self.search.textChanged.connect(lambda _text: self._sift())
        self.count = muted()
        self.model = QStandardItemModel(self)
        self.tree = QTreeView()
        self.tree.setAccessibleName("Sources of the library")
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setModel(self.model)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.expanded.connect(self._unfold)
        self.tree.activated.connect(self._go)
        self.tree.clicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.count)
        column.addWidget(self.tree, 1)
        column.addWidget(button("Merge or Split…", self.merge_clicked.emit, tip="Two names of one speaker"))
        self._later = QTimer(self, singleShot=True, interval=_AGAIN_MILLISECONDS)
        self._later.timeout.connect(self._ask)
        desk.folded.connect(self._folded)
        look.changed.connect(self._fill)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _folded(self, _folded: Folded) -> None:
        if self.isVisible():
            self._later.start()

    def _ask(self) -> None:
        self._desk.bridge.ask(lambda store: store.known_speakers(), self._take)

    def _take(self, known: tuple[KnownSpeaker, ...]) -> None:
        if known != self._known or not self.model.rowCount():
            self._known = known
            self._fill()

    def _fill(self) -> None:
        unfolded = {index.data(NAME_ROLE) for index in self._rows() if self.tree.isExpanded(index)}
        self.model.clear()
        for one in self._known:
            self.model.appendRow(self._speaker(one))
        for index in self._rows():
            if index.data(NAME_ROLE) in unfolded:
                self.tree.expand(index)
        self._sift()

    def _rows(self) -> list[QModelIndex]:
        return [self.model.index(row, 0) for row in range(self.model.rowCount())]

    def _speaker(self, known: KnownSpeaker) -> QStandardItem:
        row = QStandardItem(known.name)
        row.setData(known.name, NAME_ROLE)
        font = row.font()
        font.setBold(True)
        row.setFont(font)
        counts = QStandardItem(f"{counted(known.quotes, 'quote')} in {counted(known.articles, 'article')}")
        counts.setForeground(self._look.theme.colour("muted"))
        counts.setSelectable(False)
        row.setToolTip(counts.text())
        row.appendRow(counts)
        return row

    def _sift(self) -> None:
        wanted = self.search.text().casefold().strip()
        shown = 0
        for row, one in enumerate(self._known):
            is_wanted = wanted in one.name.casefold()
            shown += is_wanted
            self.tree.setRowHidden(row, QModelIndex(), not is_wanted)
        quotes = sum(one.quotes for one in self._known if wanted in one.name.casefold())
        self.count.setText(
            f"{counted(shown, 'source')} · {counted(quotes, 'quote')} in all articles"
            if self._known
            else "No quote has a speaker yet: accept one, or name its speaker with P."
        )

    def _unfold(self, index: Index) -> None:
        """The quotes of a speaker, with their headlines, under the counts."""
        name, row = index.data(NAME_ROLE), index.row()

        def show(found: tuple[Told, ...]) -> None:
            if self.model.index(row, 0).data(NAME_ROLE) != name:
                return  # the list was filled anew meanwhile
            item = self.model.item(row)
            item.removeRows(1, item.rowCount() - 1)
            for quote in found:
                line = QStandardItem(short(quote.words, 70))
                line.setToolTip(f"{short(quote.words, 400)}\n{quote.headline}")
                line.setData(quote, QUOTE_ROLE)
                item.appendRow(line)

        if name is not None:
            self._desk.bridge.ask(lambda store: told(store, name, _QUOTES), show)

    def _go(self, index: Index) -> None:
        quote = index.data(QUOTE_ROLE)
        if isinstance(quote, Told):
            self._desk.open_article(quote.article, lambda: self._desk.select(quote.id))
