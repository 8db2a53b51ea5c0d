"""Is the library what its log says? Looks at the file, at the chain of digests, and at every row of the tables.

Nothing is held in memory that grows with the log: it is read once by its numbers, for the chain, and once by its
records, beside the tables in the same order (:mod:`core.library.replaying`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from core.counted import counted
from core.errors import BugError, StoppedError
from core.history import State, key_of
from core.library import log, replaying
from core.library import tables as t
from core.queries import Cancelled, Finding, Report
from core.text import text_hash

MOST = 20
"""So many findings of one kind are told; where one row is wrong, thousands may be."""

_CHECK_FILE = f"PRAGMA integrity_check({MOST})"
_TOLD_EVERY = 2_000  # revisions, or records

_UNREADABLE = (ValueError, KeyError, TypeError, BugError)


def look_over(
    connection: Connection, report: Report = lambda done, total: None, cancelled: Cancelled = lambda: False
) -> tuple[Finding, ...]:
    """Everything that is wrong, in words; the first findings are the nearest to the cause.

    Args:
        connection: in a transaction, so that nothing changes meanwhile.
        report: hears how much of how much is done, of whatever takes time.
        cancelled: asked now and then whether to stop.

    Raises:
        StoppedError: ``cancelled()`` said so.
    """
    file = _in_file(connection.execute(text(_CHECK_FILE)).scalars())
    if file:  # what a damaged file says of its rows is worth nothing
        return file
    findings = [*_first(_orphans(connection))]
    clock = _Clock(connection, report, cancelled)
    try:
        chain = list(islice(_chain(connection, clock), MOST))
        clock.go_on_from(clock.revisions)
        replay = replaying.Replay(connection, MOST)
        for _ in replay.steps():
            clock.tick()
        in_log = sorted([*chain, *replay.in_log()], key=lambda found: found[0])
        findings += [finding for _, finding in in_log[:MOST]]
        for found in (replay.rows, _texts(connection, replay.hashes), replay.counts(), replay.memory()):
            findings += _first(iter(found))
    except _UNREADABLE as error:  # a date that is none, a status that nobody knows
        findings.append(Finding("the tables", f"a value cannot be read, so the check ended there: {error}"))
    return tuple(findings)


def damage(path: Path) -> tuple[Finding, ...]:
    """What SQLite finds wrong with a file that cannot be opened as a library. Nothing is written to it."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        try:
            lines = [line for (line,) in file.execute(_CHECK_FILE)]
        except sqlite3.DatabaseError as error:
            lines = [str(error)]
    return _in_file(lines)


class _Clock:
    """Tells how far the check is, and stops it."""

    def __init__(self, connection: Connection, report: Report, cancelled: Cancelled) -> None:
        self._report, self._cancelled = report, cancelled
        self.revisions = connection.execute(select(func.count()).select_from(t.revisions)).scalar() or 0
        changes = connection.execute(select(func.count()).select_from(t.changes)).scalar() or 0
        self._total, self._done = self.revisions + changes, 0

    def tick(self) -> None:
        if self._done % _TOLD_EVERY == 0:
            if self._cancelled():
                raise StoppedError("The check was stopped before its end. Nothing was changed.")
            self._report(min(self._done, self._total), self._total)
        self._done += 1

    def go_on_from(self, done: int) -> None:
        self._done = done


def _first(findings: Iterator[Finding]) -> list[Finding]:
    return list(islice(findings, MOST))


def _in_file(lines: Iterable[str]) -> tuple[Finding, ...]:
    return tuple(Finding("the file", line) for line in lines if line != "ok")


def _orphans(connection: Connection) -> Iterator[Finding]:
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Finding(f"table {table}", f"its row {row} names a row of {parent} that is not there")


# ------------------------------------------------------------------------------------------------------------- the log


def _chain(connection: Connection, clock: _Clock) -> Iterator[tuple[int, Finding]]:
    """What is wrong with the revisions themselves, each with its number."""
    digest, expected = log.NO_DIGEST, 1
    changes = iter(connection.execute(log.CHANGES.execution_options(yield_per=1000)))
    change = next(changes, None)
    revisions = log.REVISIONS.order_by(t.revisions.c.id).execution_options(yield_per=1000)
    for row in connection.execute(revisions):
        clock.tick()
        number = row[0]
        if number != expected:
            yield expected, Finding(f"revision {expected}", f"it is missing; the next in the log is {number}")
        of_this = []
        while change is not None and change[0] <= number:
            if change[0] == number:
                of_this.append(change)
            else:
                yield change[0], _without_revision(change[0])
            change = next(changes, None)
        if log.digest_of(digest, row[:9], [c[1:] for c in of_this]) != row[9]:
            told = "it, or one before it, is not what was written: its digest does not fit. "
            told += f"It stands in the log as “{row[4]}” by {row[2]}, with {counted(len(of_this), 'change')}"
            yield number, Finding(f"revision {number}", told)
        digest, expected = row[9], number + 1
    if change is not None:
        yield change[0], _without_revision(change[0])


def _without_revision(number: int) -> Finding:
    return Finding(f"revision {number}", "it is missing, but a change of it is there")


# ---------------------------------------------------------------------------------------------------------- the tables


def standing(connection: Connection) -> State:
    """Every record of the state tables, as replaying the log should give it."""
    return {key_of(record): record for record in replaying.standing(connection)}


def _texts(connection: Connection, hashes: dict[str, str]) -> Iterator[Finding]:
    """Texts against the hashes that the log has of them."""
    words = select(t.article_texts.c.article_id, t.article_texts.c.text).execution_options(yield_per=100)
    for id, read in connection.execute(words):
        if text_hash(read) != hashes.get(id):
            yield Finding(f"article {id}", "its text is not the one that was imported")
