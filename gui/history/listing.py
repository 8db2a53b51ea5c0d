"""The timeline of the history page: revisions in words, newest first, which one can walk along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.look import Look
from gui.panels.entries import Entry, Event, Heading
from gui.panels.timeline import ENTRY_ROLE, TimelineView

_TO_THE_TOP = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MovePageUp)


class Listing(TimelineView):
    current_changed = Signal(int)  # the number of the revision that the editor went to

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("listing")
        self.setAccessibleName("Timeline")
        self._quiet = False
        self._nothing = ""
        self._look = look
        self.setViewportMargins(10, 8, 4, 0)
        self.selectionModel().currentChanged.connect(self._gone_to)
        self.clicked.connect(lambda index: self._gone_to(index, QModelIndex()))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Keys step over the headings."""
        index = super().moveCursor(action, modifiers)
        if not isinstance(index.data(ENTRY_ROLE), Heading):
            return index
        above = index.row() < self.currentIndex().row() and index.row() > 0
        return self.timeline.index(index.row() + (-1 if above and action not in _TO_THE_TOP else 1))

    def fill(self, entries: Sequence[Entry]) -> None:
        self._quiet = True
        super().fill(entries)
        self._quiet = False

    def tell_of_nothing(self, sentence: str) -> None:
        """What to say where nothing is listed; "" for nothing."""
        self._nothing = sentence
        self.setAccessibleDescription(sentence if not self.timeline.entries else "")
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing and not self.timeline.entries:
            with QPainter(self.viewport()) as painter:
                painter.setPen(self._look.theme.colour("muted"))
                where = self.viewport().rect().adjusted(8, 10, -12, 0)
                painter.drawText(where, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._nothing)

    def show_current(self, number: int | None) -> None:
        """Make a revision the current row, where it is listed, without telling that anybody went there."""
        self._quiet = True
        place = self._row_of(number)
        if place is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != place:
            self.setCurrentIndex(self.timeline.index(place))
            self.scrollTo(self.currentIndex())
        self._quiet = False

    def current(self) -> int | None:
        """The number of the revision in the current row."""
        entry = self.currentIndex().data(ENTRY_ROLE)
        return entry.number if isinstance(entry, Event) else None

    def event_of(self, number: int) -> Event | None:
        return next((event for event in self.events() if event.number == number), None)

    def _row_of(self, number: int | None) -> int | None:
        rows = enumerate(self.timeline.entries)
        return next((row for row, entry in rows if isinstance(entry, Event) and entry.number == number), None)

    def _gone_to(self, index: QModelIndex, _before: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if not self._quiet and isinstance(entry, Event):
            self.current_changed.emit(entry.number)
