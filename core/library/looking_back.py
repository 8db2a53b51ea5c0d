"""What a library answers about its log, newest first; see :class:`core.queries.Store`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager

from sqlalchemy import Connection, select

from core.errors import UnknownRecordError
from core.library import tables as t
from core.library import timeline
from core.library.collecting import without_collecting
from core.queries import Stretch, Wanted
from core.records import Revision

_DIGEST = select(t.revisions.c.digest)


class LookingBack:
    """What a library adds to its other answers."""

    _briefs: timeline.Briefs

    def _reading(self) -> AbstractContextManager[Connection]:
        """One transaction in which nothing is written."""
        raise NotImplementedError

    def timeline(
        self, wanted: Wanted, *, before: int | None = None, after: int | None = None, limit: int
    ) -> tuple[Revision, ...]:
        with self._reading() as connection, without_collecting():
            return timeline.timeline(connection, wanted, before, after, limit, self._briefs)

    def look_back(self, wanted: Wanted, *, before: int | None = None, limit: int, at_most: int) -> Stretch:
        with self._reading() as connection, without_collecting():
            return timeline.look_back(connection, wanted, before, limit, at_most, self._briefs)

    def brief(self, numbers: Collection[int]) -> tuple[Revision, ...]:
        with self._reading() as connection:
            return timeline.brief(connection, numbers, self._briefs)

    def headlines(self, articles: Collection[str]) -> Mapping[str, str]:
        with self._reading() as connection:
            return timeline.headlines(connection, articles)

    def digest(self, number: int) -> str:
        with self._reading() as connection:
            found: str | None = connection.execute(_DIGEST.where(t.revisions.c.id == number)).scalar()
        if found is None:
            raise UnknownRecordError(f"The library has no revision {number}.")
        return found

    def annotators(self) -> tuple[str, ...]:
        with self._reading() as connection:
            return timeline.annotators(connection)
