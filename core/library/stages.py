"""How far a command is that changes very much: read, written to the tables, told for the log, written to the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from core.queries import Report

T = TypeVar("T")

READ, WRITTEN, TOLD, LOGGED = range(4)
"""The stages of a command, in their order."""

_STAGES = 4
AT_ONCE = 5_000  # records between two looks at how far it is


def at_ease(_done: int, _total: int) -> None:
    """For what takes no time."""


class Stages:
    """Makes one measure of all stages, so that a bar goes from one end to the other, once.

    Whoever hears of it may raise a StoppedError: the transaction is rolled back, and nothing changed.
    """

    def __init__(self, report: Report = at_ease) -> None:
        self._report = report

    def stage(self, nth: int) -> Report:
        """What is done of one stage, as a part of the whole."""
        return lambda done, total: self._report(nth * total + done, _STAGES * total)


def some_at_once(all_of_them: Sequence[T], advance: Report) -> Iterator[tuple[int, Sequence[T]]]:
    """Some thousand of them at a time, each time with the place of the first; with progress where there are more."""
    for first in range(0, len(all_of_them), AT_ONCE):
        some = all_of_them[first : first + AT_ONCE]
        yield first, some
        if len(all_of_them) > AT_ONCE:
            advance(first + len(some), len(all_of_them))
