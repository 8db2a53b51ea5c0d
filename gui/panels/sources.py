"""Who speaks: every speaker with the number of quotes and words, the quotes beneath, and a way to each.

Of the open article, or, by the switch at the top, of the whole library.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from core.bodies import Quote
from core.commands import RenameSpeaker
from core.counted import counted
from core.rules import short
from core.session import Session, SpeakerTally
from gui.article.carrying import MIME
from gui.context import target_of
from gui.desk import Desk, Folded, Opened
from gui.later import Later
from gui.look import Look
from gui.panels.library_sources import LibrarySources
from gui.parts import button, muted

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
NAME_ROLE = Qt.ItemDataRole.UserRole + 1


class SpeakerModel(QStandardItemModel):
    """Speakers can be dragged out, by their names."""

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        name = next((index.data(NAME_ROLE) for index in indexes if index.data(NAME_ROLE)), "")
        if name:
            data.setData(MIME, name.encode("utf-8"))
        return data


class SourcesPanel(QWidget):
    quote_chosen = Signal(str)
    merge_clicked = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._look = desk, look
        self.count = muted()
        self.hint = muted("Double-click a name, or press F2, to rename it in all its quotes; drag it onto a quote.")
        self.model = SpeakerModel(self)
        self.model.itemChanged.connect(self._renamed)
        self.tree = QTreeView()
        self.tree.setAccessibleName("Sources")
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setModel(self.model)
        triggers = QTreeView.EditTrigger
        self.tree.setDragEnabled(True)
        self.tree.setDragDropMode(QTreeView.DragDropMode.DragOnly)
        self.tree.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.clicked.connect(self._jump)
        self.tree.activated.connect(self._jump)
        here = QWidget()
        column = QVBoxLayout(here)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.count)
        column.addWidget(self.tree, 1)
        column.addWidget(self.hint)
        self.everywhere = Later(self._make_everywhere)
        self.pages = QStackedWidget()
        self.pages.addWidget(here)
        self.pages.addWidget(self.everywhere)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 10, 6, 4)
        whole.addLayout(self._build_switch())
        whole.addWidget(self.pages, 1)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fill)
        desk.opened.connect(self._opened)
        desk.folded.connect(self._folded)
        look.changed.connect(self._later.start)

    def _build_switch(self) -> QHBoxLayout:
        """Of this article, or of the library."""
        row = QHBoxLayout()
        row.setSpacing(5)
        self.scope = QButtonGroup(self)
        for page, name in enumerate(("This article", "Library")):
            pill = button(name, partial(self._turn_to, page), role="pill")
            pill.setCheckable(True)
            pill.setChecked(page == 0)
            self.scope.addButton(pill, page)
            row.addWidget(pill)
        row.addStretch(1)
        return row

    def _turn_to(self, page: int) -> None:
        self.pages.setCurrentIndex(page)

    def _make_everywhere(self) -> LibrarySources:
        made = LibrarySources(self.desk, self._look)
        made.merge_clicked.connect(self.merge_clicked)
        return made

    def _opened(self, _opened: Opened) -> None:
        if self.isVisible():
            self._later.start()

    def _folded(self, folded: Folded) -> None:
        if folded.touched.ids and self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        session = self.desk.session
        unfolded = {
            self.model.item(row).data(NAME_ROLE)
            for row in range(self.model.rowCount())
            if self.tree.isExpanded(self.model.index(row, 0))
        }
        first = self.model.rowCount() == 0
        self.model.clear()
        tallies = session.speakers() if session is not None else ()
        for tally in tallies:
            assert session is not None
            self.model.appendRow(self._speaker(session, tally))
        for row in range(self.model.rowCount()):
            if first or self.model.item(row).data(NAME_ROLE) in unfolded:
                self.tree.expand(self.model.index(row, 0))
        named = sum(bool(tally.name) for tally in tallies)
        quotes = len({id for tally in tallies for id in tally.quotes})
        self.count.setText(
            f"{counted(named, 'source')} · {counted(quotes, 'quote')}" if tallies else "No quotes in this article yet."
        )

    def _speaker(self, session: Session, tally: SpeakerTally) -> QStandardItem:
        quotes, words = len(tally.quotes), tally.words
        row = QStandardItem(tally.name or "Nobody named")
        row.setData(tally.name, NAME_ROLE)
        told = f"{counted(quotes, 'quote')} · {counted(words, 'word')}"
        row.setToolTip(told)
        font = row.font()
        font.setBold(bool(tally.name))
        font.setItalic(not tally.name)
        row.setFont(font)
        counts = QStandardItem(told)
        counts.setForeground(self._look.theme.colour("muted"))
        counts.setEditable(False)
        counts.setSelectable(False)
        row.appendRow(counts)
        for id in tally.quotes:
            item = session.item(id)
            if item is not None and isinstance(item.body, Quote):
                words_of = " … ".join(span.of(session.text) for span in item.body.anchors)
                quote = QStandardItem(short(words_of, 70))
                quote.setToolTip(short(words_of, 400))
                quote.setData(id, ID_ROLE)
                quote.setEditable(False)
                row.appendRow(quote)
        return row

    def _jump(self, index: Index) -> None:
        id = index.data(ID_ROLE)
        if id is not None:
            self.desk.select(id)
            self.quote_chosen.emit(id)

    def _renamed(self, item: QStandardItem) -> None:
        """A name was edited in place: one command renames it in all its quotes; the list shows what was committed."""
        session, name, new = self.desk.session, item.data(NAME_ROLE), " ".join(item.text().split())
        if session is None or name is None:
            return
        if new in (name, "", "Nobody named"):
            self._later.start()
            return
        tally = next((known for known in session.speakers() if known.name == name), None)
        quotes = [session.item(id) for id in tally.quotes] if tally is not None else []
        targets = tuple(target_of(quote) for quote in quotes if quote is not None)
        self.desk.submit(RenameSpeaker(session.id, targets, name, new))
        self._later.start()
