"""All of an annotation set at hand, for a command about hundreds of its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Connection

from core.bodies import Span
from core.library import reading
from core.records import Annotation, Suggestion
from core.span_index import SpanIndex

T = TypeVar("T")
Row: TypeAlias = Sequence[Any]

_START, _END = 5, 6  # the columns of both tables


class Shelf(Generic[T]):
    """Records by id. Of twenty thousand rows a command makes values of the few hundred that it is about."""

    def __init__(self, rows: Sequence[Row], make: Callable[[Sequence[Row]], Iterator[T]]) -> None:
        self._rows = {row[0]: row for row in rows}
        self._make = make
        self._made: dict[str, T] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._rows

    def get(self, id: str) -> T | None:
        found = self._made.get(id)
        if found is None and id in self._rows:
            found = self._made[id] = next(self._make([self._rows[id]]))
        return found

    def all(self) -> list[T]:
        return list(self._make(list(self._rows.values())))

    def within(self, span: Span) -> list[T]:
        """Those whose bounds share a character with a span, in the order of the text."""
        found = (self.get(id) for id in self._index.touching(span.start, span.end))
        return [one for one in found if one is not None]

    @cached_property
    def _index(self) -> SpanIndex:
        index = SpanIndex()
        index.fill({id: Span(row[_START], row[_END]) for id, row in self._rows.items()})
        return index


class Whole:
    """What a set held when the command came."""

    def __init__(self, connection: Connection, set_id: str) -> None:
        rows, quotes = reading.annotation_rows(connection, set_id)
        self.annotations: Shelf[Annotation] = Shelf(rows, lambda some: reading.annotations_of(some, quotes))
        self.suggestions: Shelf[Suggestion] = Shelf(reading.suggestion_rows(connection, set_id), reading.suggestions_of)

    def __contains__(self, id: str) -> bool:
        return id in self.annotations or id in self.suggestions
