"""What the library tells of the selected item. A panel waits for it a blink, and shows the item with it at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.frozen import frozen
from core.queries import Store
from core.records import Item, Revision
from gui.desk import Desk
from gui.panels import facts

_HISTORY = 200
_PATIENCE = 80  # milliseconds


@frozen
class Told:
    """An item's revisions, newest first, and what was decided about its words."""

    item: str
    revisions: tuple[Revision, ...]
    remembered: str
    remembers: bool  # whether what was decided before was to be told


class Lookup(QObject):
    """Asks the library about one item at a time."""

    told = Signal()  # the answer is there
    late = Signal()  # the answer is not there yet: something long is being done

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told: Told | None = None
        self._asked: str | None = None  # the item that the library was asked about
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.late)

    def of(self, item: Item) -> Told | None:
        """What is known of an item as it stands now."""
        told = self._told
        return told if told is not None and (told.item, told.remembers) == (item.id, self._desk.remembers) else None

    def revision(self, number: int) -> Revision | None:
        """One of those that were told."""
        revisions = self._told.revisions if self._told is not None else ()
        return next((revision for revision in revisions if revision.id == number), None)

    def ask(self, item: Item) -> None:
        if self._asked == item.id:
            return
        self._asked = id = item.id
        text, remembers = self._desk.session.text if self._desk.session else "", self._desk.remembers

        def query(store: Store) -> Told:
            revisions = store.revisions(record=id, newest_first=True, limit=_HISTORY)
            return Told(id, revisions, facts.remembered_of(item, text, store, is_on=remembers), remembers)

        def take(told: Told) -> None:
            if self._asked == id:
                self._told, self._asked = told, None
                self.told.emit()

        self.be_patient()
        self._desk.bridge.ask(query, take)

    def forget(self) -> None:
        """What was told is not so any more, nor what is being told."""
        self._told = self._asked = None

    def be_patient(self) -> None:
        """Something is waited for; when it takes too long, it is ``late``."""
        if not self._patience.isActive():
            self._patience.start()

    def be_calm(self) -> None:
        """Nothing is waited for."""
        self._patience.stop()

    @property
    def is_waited_for(self) -> bool:
        return self._asked is not None or self._patience.isActive()
