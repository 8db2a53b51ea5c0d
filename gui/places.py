"""Where each article stood when it was left: how far it was scrolled, and where the caret was. No Qt."""

from __future__ import annotations

from collections.abc import Iterable

from core.frozen import frozen

MOST = 200
"""Articles whose place is kept; of more, those that were left last."""

_LOOKED_AT = 20


@frozen
class Place:
    """Offsets into an article: of the line at the top of the view, and of the caret."""

    top: int
    caret: int


class Places:
    """The place of each article by its id, the one that was left last at the end."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}

    def take(self, kept: Iterable[str]) -> None:
        """Take in what an earlier run kept; what cannot be read is passed over."""
        for line in kept:
            id, _, numbers = line.partition(" ")
            top, _, caret = numbers.partition(" ")
            if id and top.isdecimal() and caret.isdecimal():
                self._places.setdefault(id, Place(int(top), int(caret)))

    def kept(self) -> tuple[str, ...]:
        """What another run can take: one text for each article."""
        newest = list(self._places.items())[-MOST:]
        return tuple(f"{id} {place.top} {place.caret}" for id, place in newest)

    def latest(self) -> tuple[str, ...]:
        """The articles that were left last, the latest of them first."""
        return tuple(self._places)[: -_LOOKED_AT - 1 : -1]

    def leave(self, id: str, place: Place) -> None:
        self._places.pop(id, None)
        self._places[id] = place

    def of(self, id: str) -> Place | None:
        return self._places.get(id)
