"""Which spans touch a stretch of text: an index, quick with tens of thousands of spans and cheap to change."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container

from core.bodies import Span

_CELL = 256  # code points a cell


class SpanIndex:
    """Ids by span. Adding, removing and looking up take time in the length of the span, not of the text."""

    __slots__ = ("_cells", "_order", "_spans")

    def __init__(self) -> None:
        self._cells: dict[int, set[str]] = {}
        self._spans: dict[str, Span] = {}
        self._order: list[tuple[int, int, str]] = []

    def __len__(self) -> int:
        return len(self._spans)

    def __contains__(self, id: object) -> bool:
        return id in self._spans

    def fill(self, spans: dict[str, Span]) -> None:
        """Take many spans at once into an empty index."""
        for id, span in spans.items():
            self._spans[id] = span
            for cell in self._cells_of(span):
                self._cells.setdefault(cell, set()).add(id)
        self._order = sorted((span.start, span.end, id) for id, span in self._spans.items())

    def put(self, id: str, span: Span) -> None:
        """Add an id, or give it another span."""
        if self._spans.get(id) == span:
            return
        self.discard(id)
        self._spans[id] = span
        insort(self._order, (span.start, span.end, id))
        for cell in self._cells_of(span):
            self._cells.setdefault(cell, set()).add(id)

    def discard(self, id: str) -> None:
        span = self._spans.pop(id, None)
        if span is None:
            return
        del self._order[bisect_left(self._order, (span.start, span.end, id))]
        for cell in self._cells_of(span):
            self._cells[cell].discard(id)

    def touching(self, start: int, end: int) -> list[str]:
        """The ids whose span shares a character with ``start..end``, in the order of the text."""
        found: set[str] = set()
        for cell in range(start // _CELL, max(start, end - 1) // _CELL + 1):
            found |= self._cells.get(cell, set())
        hits = [
            (span.start, span.end, id) for id in found if (span := self._spans[id]).start < end and start < span.end
        ]
        return [id for _, _, id in sorted(hits)]

    def in_order(self) -> list[str]:
        """All ids by start, then end."""
        return [id for _, _, id in self._order]

    def place_of(self, id: str) -> tuple[int, int, str]:
        span = self._spans[id]
        return span.start, span.end, id

    def neighbour(self, place: tuple[int, int, str], step: int, wanted: Container[str]) -> str | None:
        """The nearest id of ``wanted`` after (``step`` 1) or before (-1) a place; ``None`` at the end of the text."""
        at = bisect_left(self._order, place)
        if step > 0:
            at += at < len(self._order) and self._order[at] == place
        else:
            at -= 1
        while 0 <= at < len(self._order):
            if self._order[at][2] in wanted:
                return self._order[at][2]
            at += step
        return None

    @staticmethod
    def _cells_of(span: Span) -> range:
        return range(span.start // _CELL, (span.end - 1) // _CELL + 1)
