"""The log: revisions with their changes, written once and chained by their digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, insert, select

from core.codec import from_snapshot, record_name, snapshot, time_to_json
from core.frozen import frozen
from core.history import Trail, stamped
from core.library import reach
from core.library import tables as t
from core.library.prepared import PreparedChange, PreparedSelect
from core.library.stages import AT_ONCE, LOGGED, TOLD, Stages, some_at_once
from core.queries import Report
from core.records import Change, Record, Revision

NO_DIGEST = ""
"""What stands before the first revision in the chain."""

R, C, N = t.revisions.c, t.changes.c, t.annotators.c

REVISIONS = select(
    R.id, R.article_id, N.name, R.at, R.intent, R.reverts, R.reason, R.undo_top, R.redo_top, R.digest
).join(t.annotators, N.id == R.annotator_id)
CHANGES = reach.CHANGES

# Made once: json.dumps makes an encoder for every value that is written otherwise than by default.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_READ = json.JSONDecoder().raw_decode  # half of the time of json.loads, which looks for spaces around the value

ANNOTATOR: BindParameter[str] = bindparam("annotator")
NUMBER: BindParameter[int] = bindparam("number")

_NEWEST = PreparedSelect(select(R.id, R.digest).order_by(R.id.desc()).limit(1))
_ONE = PreparedSelect(REVISIONS.where(R.id == NUMBER))
_CHANGES_OF_ONE = PreparedSelect(CHANGES.where(C.revision_id == NUMBER))
_TRAIL_BEFORE = PreparedSelect(
    select(R.undo_top, R.redo_top).where(R.annotator_id == ANNOTATOR, R.id < NUMBER).order_by(R.id.desc()).limit(1)
)
_LAST_CHANGE = PreparedSelect(
    select(C.revision_id)
    .where(bindparam("record_id") == C.record_id, bindparam("record") == C.record, C.revision_id <= NUMBER)
    .order_by(C.revision_id.desc())
    .limit(1)
)
_FIRST = PreparedSelect(
    select(C.revision_id, C.after)
    .where(bindparam("record_id") == C.record_id, bindparam("record") == C.record)
    .order_by(C.revision_id)
    .limit(1)
)
_REVISIONS_AFTER = REVISIONS.where(reach.of_article(bindparam("article")), R.id > NUMBER).order_by(R.id)
_PUT_REVISION = PreparedChange(insert(t.revisions))
_PUT_CHANGE = PreparedChange(insert(t.changes))


_HASHED_AT_ONCE = 500


@frozen
class Head:
    """The newest revision: its number, 0 in an empty log, and its digest."""

    number: int
    digest: str


# ------------------------------------------------------------------------------------------------------------- as JSON


def canonical_json(value: Any) -> str:
    """One text for one value: sorted keys, no spaces."""
    return _ENCODER.encode(value)


def snapshot_json(record: Record | None) -> str | None:
    return None if record is None else canonical_json(snapshot(record))


def digest_of(previous: str, revision: Sequence[Any], changes: Iterable[Sequence[Any]]) -> str:
    """SHA-256 over the digest before and all that the log says of a revision.

    Args:
        previous: the digest of the revision before.
        revision: the first nine columns of ``REVISIONS``.
        changes: the columns of ``CHANGES`` behind the first.
    """
    number, article, annotator, at, *rest = revision
    told = canonical_json([number, article, annotator, time_to_json(at), *rest])
    # Bit by bit, as a revision may have a hundred thousand changes: the text of all of them is never in memory.
    hashing = hashlib.sha256(f"{previous}\n{told[:-1]},[".encode())
    changes, comma = iter(changes), ""
    while some := [list(change) for change in islice(changes, _HASHED_AT_ONCE)]:
        hashing.update(f"{comma}{canonical_json(some)[1:-1]}".encode())
        comma = ","
    hashing.update(b"]]")
    return hashing.hexdigest()


# -------------------------------------------------------------------------------------------------------------- reading


def head(connection: Connection) -> Head:
    row = _NEWEST.row(connection, {})
    return Head(0, NO_DIGEST) if row is None else Head(*row)


def revision_of(row: Sequence[Any], changes: Iterable[Sequence[Any]]) -> Revision:
    """A revision from a row of ``REVISIONS`` and rows of ``CHANGES``; what it left behind bears its number."""
    id, article, annotator, at, intent, reverts, reason, undo_top, redo_top = row[:9]
    made = tuple(
        Change(_record(name, before, 0), _record(name, after, id), text) for _, name, _, before, after, text in changes
    )
    return Revision(id, article, annotator, at, intent, made, reverts, reason, undo_top, redo_top)


def _record(name: str, value: str | None, version: int) -> Record | None:
    return None if value is None else from_snapshot(name, _READ(value)[0], version)


def revision(connection: Connection, number: int) -> Revision | None:
    row = _ONE.row(connection, {"number": number})
    return None if row is None else revision_of(row, _CHANGES_OF_ONE.rows(connection, {"number": number}))


def revisions_after(connection: Connection, article: str, number: int) -> tuple[Revision, ...]:
    """The revisions of an article with higher numbers, in their order; of those of the library, its own changes."""
    rows = connection.execute(_REVISIONS_AFTER, {"article": article, "number": number}).all()
    changes = reach.changes_of(connection, [row[0] for row in rows], article=article)
    return tuple(replace(revision_of(row, changes[row[0]]), article=article) for row in rows)


def trail_before(connection: Connection, annotator_id: str, number: int) -> Trail:
    """Where an annotator's undo and redo stood before a revision with a number, of whomever."""
    row = _TRAIL_BEFORE.row(connection, {"annotator": annotator_id, "number": number})
    return Trail() if row is None else Trail(*row)


def last_change(connection: Connection, record: str, record_id: str, until: int) -> int | None:
    """The number of the revision that last changed a record, also one that is gone; of those up to a number."""
    row = _LAST_CHANGE.row(connection, {"record": record, "record_id": record_id, "number": until})
    return None if row is None else int(row[0])


def first(connection: Connection, record: str, record_id: str) -> Record | None:
    """A record as the revision left it that brought it in, with that one's number as its version."""
    row = _FIRST.row(connection, {"record": record, "record_id": record_id})
    return None if row is None else _record(record, row[1], row[0])


# -------------------------------------------------------------------------------------------------------------- writing


def as_committed(changes: Iterable[Change], number: int) -> Iterator[Change]:
    """The changes as the log will give them: what is left behind bears the revision's number."""
    for change in changes:
        before = None if change.before is None else stamped(change.before, 0)
        after = None if change.after is None else stamped(change.after, number)
        yield Change(before, after, change.text)


def put(
    connection: Connection, revision: Revision, annotator_id: str, previous: str, stages: Stages | None = None
) -> str:
    """Write a revision with its changes; the digest comes back."""
    stages = stages or Stages()
    changes = list(_as_rows(revision.changes, stages.stage(TOLD)))
    said = {
        "id": revision.id,
        "article_id": revision.article,
        "annotator_id": annotator_id,
        "at": revision.at,
        "intent": revision.intent,
        "reverts": revision.reverts,
        "reason": revision.reason,
        "undo_top": revision.undo_top,
        "redo_top": revision.redo_top,
    }
    row = (*list(said.values())[:2], revision.annotator, *list(said.values())[3:])
    digest = digest_of(previous, row, changes)
    _PUT_REVISION.run(connection, {**said, "digest": digest})
    names = ("record", "record_id", "before", "after", "text")
    for first, some in some_at_once(changes, stages.stage(LOGGED)):
        _PUT_CHANGE.run_all(
            connection,
            [
                {"revision_id": revision.id, "ordinal": ordinal, **dict(zip(names, change, strict=True))}
                for ordinal, change in enumerate(some, first)
            ],
        )
    return digest


def _as_rows(changes: Sequence[Change], advance: Report) -> Iterator[tuple[str, str, str | None, str | None, str]]:
    for done, change in enumerate(changes):
        before, after = snapshot_json(change.before), snapshot_json(change.after)
        yield record_name(change.record), change.record.id, before, after, change.text
        if done % AT_ONCE == AT_ONCE - 1:
            advance(done + 1, len(changes))
