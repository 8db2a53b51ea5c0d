"""Revisions with very many changes, as a timeline needs them: the first changes, and a count of what all of them did.

A run may suggest twenty thousand, and one gesture may decide them all. The sentence that tells it needs none of them
singly, and reading and making them takes half a second; the database counts them in a fraction of that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Column, ColumnElement, Connection, and_, bindparam, case, func, or_, select

from core.bodies import Body, Entity, ExcludedRegion, Quote, Span
from core.library import tables as t
from core.records import Revision, Verdict
from core.steps import AbridgedRevision, Did, Step

C, X = t.changes.c, t.reach.c

MANY = 40
"""A revision with more changes is abridged."""

_FEW = 8  # of its annotations and suggestions are read all the same: somebody may want to go to the first

_NUMBERS: BindParameter[list[int]] = bindparam("numbers", expanding=True)
_ITEMS = ("annotation", "suggestion")
_IS_ITEM = C.record.in_(_ITEMS)

_MANY = select(C.revision_id).where(C.revision_id.in_(_NUMBERS)).group_by(C.revision_id).having(func.count() > MANY)
_FIRST = (
    select(C.revision_id, C.record, C.record_id, C.before, C.after, C.text)
    .where(C.revision_id.in_(_NUMBERS), or_(C.ordinal < _FEW, ~_IS_ITEM))
    .order_by(C.revision_id, C.ordinal)
)
_ARTICLES = (
    select(X.revision_id, func.count(func.distinct(X.article_id)))
    .where(X.revision_id.in_(_NUMBERS))
    .group_by(X.revision_id)
)

_NO_LABEL = ""
_SOMEWHERE = Span(0, 1)
_BODIES: dict[str, Body] = {"quote": Quote((_SOMEWHERE,)), "region": ExcludedRegion(_SOMEWHERE)}


def _sort(side: Column[str | None]) -> ColumnElement[str | None]:
    """“entity ORG”, “quote ”: what stood there, as :func:`core.steps.steps_of` sees it; NULL for nothing."""
    stood = or_(C.record == "annotation", func.json_extract(side, "$.verdict") == Verdict.PENDING.value)
    label = func.coalesce(func.json_extract(side, "$.body.label"), _NO_LABEL)
    return case((and_(side.is_not(None), stood), func.json_extract(side, "$.body.layer") + " " + label))


_each = (
    select(
        C.revision_id.label("revision"),
        func.max(_sort(C.before)).label("before"),
        func.max(_sort(C.after)).label("after"),
        func.max(case((C.record == "annotation", C.text))).label("own"),
        func.max(C.text).label("any"),
    )
    .where(C.revision_id.in_(_NUMBERS), _IS_ITEM)
    .group_by(C.revision_id, C.record_id)
    .subquery()
)
_words = func.coalesce(_each.c.own, _each.c.any)
_DID = (
    select(_each.c.revision, _each.c.before, _each.c.after, func.count(), func.min(_words), func.max(_words))
    .where(or_(_each.c.before.is_not(None), _each.c.after.is_not(None)))
    .group_by(_each.c.revision, _each.c.before, _each.c.after)
    .order_by(func.count().desc())
)


def with_many(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """Which of some revisions have very many changes."""
    return list(connection.execute(_MANY, {"numbers": list(numbers)}).scalars()) if numbers else []


def first_changes(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Sequence[Any]]]:
    """Rows as of ``reach.CHANGES``: the first annotations and suggestions, and everything that is neither."""
    found: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in connection.execute(_FIRST, {"numbers": list(numbers)}) if numbers else ():
        found[row[0]].append(row)
    return found


def did(connection: Connection, numbers: Sequence[int]) -> dict[int, Did]:
    """What all changes of some revisions did, the most frequent first."""
    if not numbers:
        return {}
    found: dict[int, list[tuple[Step, int]]] = defaultdict(list)
    for number, before, after, count, first_words, last_words in connection.execute(_DID, {"numbers": list(numbers)}):
        sides = _body(before), _body(after)
        one = [(Step(*sides, first_words), count)]
        if first_words != last_words:  # two will do: what matters is whether the words are all the same
            one = [(Step(*sides, first_words), 1), (Step(*sides, last_words), count - 1)]
        found[number] += one
    reached = {row[0]: row[1] for row in connection.execute(_ARTICLES, {"numbers": list(numbers)})}
    return {number: Did(tuple(found[number]), reached.get(number, 1)) for number in numbers}


def _body(sort: str | None) -> Body | None:
    if sort is None:
        return None
    layer, label = sort.split(" ", 1)
    return Entity(_SOMEWHERE, label) if layer == "entity" else _BODIES[layer]


def abridged(revision: Revision, did: Did) -> AbridgedRevision:
    """A revision that was read with its first changes, and what all of them did."""
    return AbridgedRevision(
        revision.id,
        revision.article,
        revision.annotator,
        revision.at,
        revision.intent,
        revision.changes,
        revision.reverts,
        revision.reason,
        revision.undo_top,
        revision.redo_top,
        did,
    )
