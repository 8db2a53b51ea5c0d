"""The undecided suggestions of an article by how sure their suggester is of them: the least sure first.

What a suggester names a doubt of is marked as unsure, and comes before all of which it names none. A suggester that
gives no score has said nothing against its suggestion: it counts as sure, or as half sure where it names a doubt.
Equally sure ones go by their place in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from typing import TypeAlias

from core.records import Suggestion

Rank: TypeAlias = tuple[float, int, int, str]

_UNSCORED, _UNSCORED_AND_DOUBTED = 1.0, 0.5


def sureness(suggestion: Suggestion) -> float:
    """From 0, a guess, to 1."""
    if suggestion.score is not None:
        return suggestion.score
    return _UNSCORED_AND_DOUBTED if suggestion.doubts else _UNSCORED


def rank(suggestion: Suggestion) -> Rank:
    """Where a suggestion stands in the queue, also one that has left it."""
    bounds = suggestion.body.bounds
    return sureness(suggestion) + (not suggestion.doubts), bounds.start, bounds.end, suggestion.id


class Queue:
    """Suggestions in that order. One comes, goes or is found in the logarithm of their number."""

    __slots__ = ("_order", "_ranks")

    def __init__(self, suggestions: Iterable[Suggestion] = ()) -> None:
        self._ranks = {suggestion.id: rank(suggestion) for suggestion in suggestions}
        self._order = sorted(self._ranks.values())

    def __len__(self) -> int:
        return len(self._order)

    def put(self, suggestion: Suggestion) -> None:
        """Take a suggestion in, or give one that is in its new place."""
        self.discard(suggestion.id)
        self._ranks[suggestion.id] = rank(suggestion)
        insort(self._order, self._ranks[suggestion.id])

    def discard(self, id: str) -> None:
        found = self._ranks.pop(id, None)
        if found is not None:
            del self._order[bisect_left(self._order, found)]

    def neighbour(self, place: Rank | None, step: int) -> str | None:
        """The next less doubtful (1) or more doubtful (-1) one than a place, and round; from the ends without one."""
        if not self._order:
            return None
        if place is None:
            at = 0 if step > 0 else -1
        else:
            at = bisect_right(self._order, place) if step > 0 else bisect_left(self._order, place) - 1
        return self._order[at % len(self._order)][3]
