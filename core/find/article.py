"""The hits of a search in one article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.comments import Remarks
from core.find.material import Place
from core.find.search import Search, SearchError
from core.find.states import REMARKED, State, state_of
from core.find.words import Finder
from core.model import Entity, ExcludedRegion, Item, Span, Suggestion, Verdict
from core.session import Session


@dataclass(frozen=True, slots=True)
class Hits:
    """Where something stands in an article, in the order of the text."""

    search: Search
    places: Sequence[Place] = ()

    def __len__(self) -> int:
        return len(self.places)

    def within(self, start: int, end: int) -> Sequence[Place]:
        """The hits that may share a character with a stretch; a few before it may be among them."""
        first = max(0, bisect_left(self.places, (start, 0)) - 1)
        return self.places[first : bisect_left(self.places, (end, 0))]

    def after(self, offset: int) -> int | None:
        """The number of the first hit that begins at an offset or behind it, else of the first of all."""
        if not self.places:
            return None
        return bisect_left(self.places, (offset, 0)) % len(self.places)

    def next(self, start: int, step: int) -> int | None:
        """The number of the hit behind (1) or before (-1) one that begins at an offset, and round."""
        if not self.places:
            return None
        if step > 0:
            return bisect_right(self.places, (start, 1 << 62)) % len(self.places)
        return (bisect_left(self.places, (start, 0)) - 1) % len(self.places)

    def number_of(self, span: Span) -> int | None:
        """The number of the hit that covers exactly a span."""
        at = bisect_left(self.places, (span.start, span.end))
        return at if at < len(self.places) and self.places[at] == (span.start, span.end) else None


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that stands, is suggested or was rejected in an article, in no order, with what is known of it."""

    items: Sequence[Item]
    suggestion: Callable[[str], Suggestion | None]  # from which an annotation was made, by its id
    remarks: Remarks

    @classmethod
    def of_session(cls, session: Session, search: Search) -> Inventory | None:
        """What of a session a search has to look at, if anything: taken in the window, to be looked at elsewhere."""
        if not search.filters:
            return None
        remarks = session.remarks.copy()
        if search.state in REMARKED:
            items = [item for item in map(session.item, remarks.abouts()) if item is not None]
        else:
            items = list(session.in_no_order())
        return cls(items, session.suggestion, remarks)

    def has_state(self, item: Item, state: State) -> bool:
        """Whether something holds of an item; ``BARE`` never does."""
        match state:
            case State.FLAGGED:
                return self.remarks.flag(item.id) is not None
            case State.COMMENTED:
                return bool(self.remarks.thread(item.id))
            case State.OPEN:
                return self.remarks.is_open(item.id)
            case _:
                return state_of(item, self.suggestion(item.id)) is state

    def is_wanted(self, item: Item, search: Search) -> bool:
        """Whether an item has the label and the state that are asked for."""
        return search.takes_label_of(item.body) and (search.state is None or self.has_state(item, search.state))

    def candidates(self, search: Search) -> tuple[Place, ...]:
        """The parts of the items that a search's filters ask for; for “not annotated”, what must not be there."""
        if search.state is State.BARE:
            items = [item for item in self.items if isinstance(item.body, Entity | ExcludedRegion) and _stands(item)]
        else:
            items = [item for item in self.items if self.is_wanted(item, search)]
        if search.words:
            return tuple((span.start, span.end) for item in items for _, span in item.body.parts())
        return tuple((span.start, span.end) for span in map(_first, items))


def is_wanted(session: Session, item: Item, search: Search) -> bool:
    """Whether an item of an open article has the label and the state that are asked for."""
    return Inventory((), session.suggestion, session.remarks).is_wanted(item, search)


def _stands(item: Item) -> bool:
    return not (isinstance(item, Suggestion) and item.verdict is Verdict.REJECTED)


def _first(item: Item) -> Span:
    """What an item begins with: its mention, or the first of its contents."""
    return item.body.span if isinstance(item.body, Entity) else next(span for _, span in item.body.parts())


def hits_in(text: str, search: Search, inventory: Inventory | None) -> Hits:
    """All hits, in what :meth:`Inventory.of_session` gave for the same search."""
    return hits(text, search, inventory.candidates(search) if inventory is not None else ())


def hits(text: str, search: Search, parts: Sequence[Place] = ()) -> Hits:
    """All hits.

    Args:
        text: the article's.
        search: what is looked for.
        parts: what :meth:`Inventory.candidates` gave, where the search has filters.

    Raises:
        SearchError: the pattern is none, or takes too long.
    """
    if not search.words:
        if search.state is State.BARE:
            raise SearchError("Type the words that are not annotated.")
        return Hits(search, sorted(set(parts)))
    found = Finder(search).places(text)
    if not search.filters:
        return Hits(search, list(found))
    covered = merged(parts)
    wanted = search.state is not State.BARE
    return Hits(search, [place for place in found if touches(covered, place) is wanted])


def merged(parts: Iterable[Place]) -> list[Place]:
    """The same characters as some stretches cover, as stretches that do not overlap."""
    joined: list[Place] = []
    for start, end in sorted(parts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def touches(covered: Sequence[Place], place: Place) -> bool:
    """Whether a place shares a character with one of some merged stretches."""
    at = bisect_left(covered, (place[1], 0)) - 1
    return at >= 0 and covered[at][1] > place[0]
