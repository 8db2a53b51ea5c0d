"""Tells a screen reader what is selected, and which mention the caret has come to. Silent while none listens."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from core.bodies import PartRef
from core.records import Item
from gui.article.spoken import spoken
from gui.desk import Desk, Selected


def announce(desk: Desk, sentence: str) -> None:
    """Let the screen reader say a sentence."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(desk.view, sentence))


class Speaking(QObject):
    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._under: str | None = None  # the innermost item at the caret
        desk.selected.connect(self._selected)
        desk.view.cursorPositionChanged.connect(self._moved)

    def _selected(self, selected: Selected) -> None:
        if selected.item is not None:
            self._say(selected.item, selected.part)
            self._under = selected.item.id

    def _moved(self) -> None:
        """The caret has come to another mention, or has left one."""
        session, view = self._desk.session, self._desk.view
        if session is None or not QAccessible.isActive():
            return
        at_caret = session.at(view.caret())
        item = at_caret[0] if at_caret else None
        if item is not None and item.id != self._under and item != self._desk.item:
            self._say(item, None)
        self._under = item.id if item is not None else None

    def _say(self, item: Item, part: PartRef | None) -> None:
        session = self._desk.session
        if session is not None and QAccessible.isActive():
            dropped = bool(self._desk.misfits_of(item))
            announce(self._desk, spoken(item, session.text, part, dropped=dropped))
