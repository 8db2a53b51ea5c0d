"""How much of the open article is worth a look, as a quiet link to the next of it."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from core.bodies import Quote
from core.checks import is_worth_a_look
from core.records import Item
from gui.actions import BY_ID
from gui.desk import Desk, Folded, Opened
from gui.keymap import short

_SLICE = 200  # quotes that are looked at in one go, so that no key waits while a long article is looked through


class WorthCount(QPushButton):
    """Hidden while nothing is worth a look. After an edit only what it touched is looked at again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._flawed: set[str] = set()  # ids of quotes of which a check has something to say
        self._waiting: deque[str] = deque()  # ids of quotes that nobody has looked at yet
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look_at_slice)
        self.setObjectName("chipLink")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the focus from the article
        self.hide()
        desk.opened.connect(self._opened)
        desk.folded.connect(self._folded)
        desk.misfits_changed.connect(self._tell)
        self._opened(Opened(desk.session))

    def _opened(self, opened: Opened) -> None:
        session = opened.session
        self._flawed.clear()
        items = session.in_no_order() if session is not None else ()
        self._waiting = deque(item.id for item in items if isinstance(item.body, Quote))
        self._tell()
        self._later.start()

    def _look_at_slice(self) -> None:
        for _ in range(min(_SLICE, len(self._waiting))):
            self._look_at(self._waiting.popleft())
        if self._waiting:
            self._later.start()
        else:
            self._tell()

    def _folded(self, folded: Folded) -> None:
        if folded.touched.ids:
            for id in folded.touched.ids:
                self._look_at(id)
            self._tell()

    def _look_at(self, id: str) -> None:
        session = self._desk.session
        item = self._standing(id)
        if session is not None and item is not None and is_worth_a_look(session.text, item, session.remarks):
            self._flawed.add(id)
        else:
            self._flawed.discard(id)

    def _standing(self, id: str) -> Item | None:
        """The item with an id; what was rejected is left alone."""
        session = self._desk.session
        return None if session is None or session.is_rejected(id) else session.item(id)

    def _tell(self) -> None:
        misfits = self._desk.misfits.standing
        count = len(misfits) + sum(1 for id in self._flawed if id not in misfits)
        if count:
            self.setText(f"! {count:,} worth a look")
            self.setToolTip(f"{BY_ID['next_flaw'].help}  {short('next_flaw')}")
            self.setAccessibleName(f"{count:,} worth a look: go to the next one")
        self.setVisible(bool(count))
