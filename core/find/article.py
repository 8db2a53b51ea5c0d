"""The hits of a search in one article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from core.bodies import Span
from core.find.inventory import Inventory
from core.find.material import Place
from core.find.search import Search, SearchError
from core.find.states import State
from core.find.words import Finder
from core.frozen import frozen


@frozen
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
        return Hits(search, found)
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
