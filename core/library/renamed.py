"""Which quotes of a speaker were somebody else's, before the one was renamed to the other: read from the log."""

from __future__ import annotations

from collections.abc import Sequence
from json import loads

from sqlalchemy import BindParameter, Connection, bindparam, select

from core.bodies import Quote
from core.codec import from_snapshot
from core.library import tables as t
from core.records import Annotation, Record

_AT_ONCE = 500  # values in one statement

R, C = t.revisions.c, t.changes.c

_IDS: BindParameter[list[str]] = bindparam("ids", expanding=True)
_RENAMED = (
    select(C.record_id, C.before, C.after)
    .join(t.revisions, R.id == C.revision_id)
    .where(C.record == "annotation", C.record_id.in_(_IDS), R.intent == "rename_speaker")
    .order_by(C.revision_id)
)


def former_names(connection: Connection, ids: Sequence[str], name: str) -> dict[str, str]:
    """By the id of a quote, the name that was last changed to this one there; what was always theirs is left out."""
    former: dict[str, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        for id, before, after in connection.execute(_RENAMED, {"ids": ids[start : start + _AT_ONCE]}):
            old, new = _speakers(before), _speakers(after)
            gone = [one for one in old if one not in new]
            if name in new and name not in old and gone:
                former[id] = gone[0]
    return former


def _speakers(snapshot: str | None) -> tuple[str, ...]:
    record: Record | None = None if snapshot is None else from_snapshot("annotation", loads(snapshot))
    return record.body.speakers if isinstance(record, Annotation) and isinstance(record.body, Quote) else ()
