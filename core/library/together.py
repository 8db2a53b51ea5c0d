"""What a library answers about the work of several people; see :class:`core.queries.Together`."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import Connection

from core.library import overview, sets, timeline
from core.sets import AnnotationSet, Assignment, Resolution, Review

PROGRAM = "Copydesk"
"""The annotator of what the program itself writes: the label set of a new library."""


class Together:
    """What a library adds to its other answers."""

    def _reading(self) -> AbstractContextManager[Connection]:
        """One transaction in which nothing is written."""
        raise NotImplementedError

    def sets(self, article: str) -> tuple[AnnotationSet, ...]:
        with self._reading() as connection:
            return sets.sets_of(connection, article)

    def assignments(self, article: str) -> tuple[Assignment, ...]:
        with self._reading() as connection:
            return sets.assignments_of(connection, article)

    def review(self, set_id: str) -> Review | None:
        with self._reading() as connection:
            return sets.review_of(connection, set_id)

    def resolutions(self, set_id: str) -> tuple[Resolution, ...]:
        with self._reading() as connection:
            return sets.resolutions_in(connection, set_id)

    def is_blind(self, article: str, annotator: str) -> bool:
        with self._reading() as connection:
            return article in overview.blind_in(connection, annotator)

    def people(self) -> tuple[str, ...]:
        with self._reading() as connection:
            return tuple(name for name in timeline.people(connection) if name != PROGRAM)
