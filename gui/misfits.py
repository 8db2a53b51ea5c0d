"""What training would drop of the open article, as far as anybody has looked at it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.bodies import Body, PartRef
from core.records import Item
from core.session import Session

if TYPE_CHECKING:
    from core.alignment import Misfit


class Misfits:
    """What was found of each item, and which of them stand as they were looked at; an edit counts nothing anew."""

    def __init__(self) -> None:
        self.parts: dict[str, frozenset[PartRef]] = {}
        """By the items' ids; the view looks into it whenever it paints."""
        self.standing: set[str] = set()
        """The ids of those that still are what they were when somebody looked, and are not rejected."""
        self._found: dict[str, tuple[Body, tuple[Misfit, ...]]] = {}

    def clear(self) -> None:
        """Another article is open."""
        self.parts, self.standing, self._found = {}, set(), {}

    def of(self, item: Item | None) -> tuple[Misfit, ...]:
        """The parts of an item that training would drop, where it stands as it was looked at."""
        body, found = self._found.get(item.id, (None, ())) if item is not None else (None, ())
        return found if item is not None and item.body == body else ()

    def take(self, session: Session, item: Item, found: tuple[Misfit, ...]) -> bool:
        """Somebody has looked at an item as it stands now; whether that is news."""
        before = self._found.pop(item.id, None)
        self.parts.pop(item.id, None)
        if found:
            self._found[item.id] = item.body, found
            self.parts[item.id] = frozenset(one.part for one in found)
        self.look_again(session, [item.id])
        return bool(found or before)

    def look_again(self, session: Session, ids: Iterable[str]) -> None:
        """Some items have changed."""
        for id in ids:
            if id in self._found and not session.is_rejected(id) and self.of(session.item(id)):
                self.standing.add(id)
            else:
                self.standing.discard(id)
