"""Comments and flags in their tables. An author is a row of the annotators, made where a file brings in a new name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from core.comments import Comment, Flag, Remarks
from core.errors import BugError
from core.ids import new_id
from core.library import tables as t
from core.records import Change

C, F, N = t.comments.c, t.flags.c, t.annotators.c

_COMMENTS = select(C.id, C.set_id, C.annotation_id, N.name, C.at, C.text, C.resolved, C.version).join(
    t.annotators, N.id == C.annotator_id
)
_FLAGS = select(F.id, F.set_id, N.name, F.at, F.version).join(t.annotators, N.id == F.annotator_id)
_COMMENT, _FLAG = _COMMENTS.where(bindparam("id") == C.id), _FLAGS.where(bindparam("id") == F.id)
_COMMENTS_OF_SET, _FLAGS_OF_SET = (
    _COMMENTS.where(bindparam("set") == C.set_id),
    _FLAGS.where(bindparam("set") == F.set_id),
)
_COUNT_COMMENTS = select(C.set_id, C.resolved, func.count()).group_by(C.set_id, C.resolved)
_COUNT_FLAGS = select(F.set_id, func.count()).group_by(F.set_id)
_ANNOTATOR = select(N.id).where(bindparam("name") == N.name)
_TABLES: Mapping[type, Table[Any]] = {Comment: t.comments, Flag: t.flags}


@dataclass(slots=True)
class Counts:
    """How many comments and flags an article has."""

    comments: int = 0
    open_comments: int = 0
    flags: int = 0


def comment(connection: Connection, id: str) -> Comment | None:
    row = connection.execute(_COMMENT, {"id": id}).one_or_none()
    return None if row is None else Comment(*row)


def flag(connection: Connection, id: str) -> Flag | None:
    row = connection.execute(_FLAG, {"id": id}).one_or_none()
    return None if row is None else Flag(*row)


def everything(connection: Connection) -> list[Comment | Flag]:
    """All of the library, for the check."""
    comments = [Comment(*row) for row in connection.execute(_COMMENTS)]
    return [*comments, *(Flag(*row) for row in connection.execute(_FLAGS))]


def of_set(connection: Connection, set_id: str) -> Remarks:
    return Remarks(
        (Comment(*row) for row in connection.execute(_COMMENTS_OF_SET, {"set": set_id})),
        (Flag(*row) for row in connection.execute(_FLAGS_OF_SET, {"set": set_id})),
    )


def counts(connection: Connection) -> Mapping[str, Counts]:
    """Of every set that has any."""
    found: dict[str, Counts] = defaultdict(Counts)
    for set_id, resolved, count in connection.execute(_COUNT_COMMENTS):
        found[set_id].comments += count
        found[set_id].open_comments += 0 if resolved else count
    for set_id, count in connection.execute(_COUNT_FLAGS):
        found[set_id].flags = count
    return found


def apply(connection: Connection, changes: Iterable[Change], number: int) -> None:
    """Bring the tables from what the changes say was before to what they say is after.

    Raises:
        BugError: the tables are not what the changes say was before.
    """
    for change in changes:
        record = change.record
        if not isinstance(record, Comment | Flag):
            continue
        table = _TABLES[type(record)]
        if change.after is None:
            _expect_one(connection.execute(delete(table).where(table.c.id == record.id)).rowcount)
        elif change.before is None:
            connection.execute(insert(table), [_row(connection, record, number)])
        else:
            _expect_one(
                connection.execute(
                    update(table).where(table.c.id == record.id), _row(connection, record, number)
                ).rowcount
            )


def _row(connection: Connection, record: Comment | Flag, number: int) -> dict[str, object]:
    row: dict[str, object] = {"id": record.id, "set_id": record.set_id, "at": record.at, "version": number}
    row["annotator_id"] = _annotator(connection, record.author)
    if isinstance(record, Comment):
        row |= {"annotation_id": record.about, "text": record.text, "resolved": record.resolved}
    return row


def _annotator(connection: Connection, name: str) -> str:
    found: str | None = connection.execute(_ANNOTATOR, {"name": name}).scalar()
    if found is None:
        found = new_id()
        connection.execute(insert(t.annotators), [{"id": found, "name": name}])
    return found


def _expect_one(rows: int) -> None:
    if rows != 1:
        raise BugError(f"one comment or flag should have changed, and {rows} did: the tables left the log")
