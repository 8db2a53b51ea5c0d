"""Sets, assignments, reviews and resolutions: read as records, and brought to what changes say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Connection, Delete, Insert, bindparam, delete, insert, select, update

from core.bodies import Body
from core.codec import body_from_json, body_to_json
from core.errors import BugError
from core.history import Key
from core.ids import new_id
from core.library import tables as t
from core.library import tables_together as w
from core.library.log import canonical_json
from core.library.prepared import PreparedSelect
from core.records import Change, Record
from core.sets import AnnotationSet, Assignment, Choice, Owner, Resolution, Review, ReviewStatus

Row: TypeAlias = dict[str, Any]

E, M, N, S = t.annotation_sets.c, w.made_sets.c, t.annotators.c, w.revision_sets.c
G, V, Z = w.assignments.c, w.reviews.c, w.resolutions.c

SETS = (
    select(E.id, E.article_id, E.owner, N.name, M.assisted, M.left_id, M.right_id, M.version)
    .outerjoin(w.made_sets, M.set_id == E.id)
    .outerjoin(t.annotators, N.id == E.annotator_id)
)
ASSIGNMENTS = select(G.article_id, N.name, G.independent, G.due, G.note, G.version).join(
    t.annotators, N.id == G.annotator_id
)
REVIEWS = select(V.set_id, V.status, N.name, V.at, V.version).join(t.annotators, N.id == V.annotator_id)
RESOLUTIONS = select(
    Z.id, Z.set_id, Z.left_id, Z.right_id, Z.left_body, Z.right_body, Z.choice, Z.annotations, N.name, Z.version
).join(t.annotators, N.id == Z.annotator_id)

OF: BindParameter[str] = bindparam("of")
NAME: BindParameter[str] = bindparam("name")
_SETS_OF_ARTICLE = SETS.where(E.article_id == OF)
_SET, _MADE_SET = SETS.where(E.id == OF), SETS.where(E.id == OF, M.set_id.is_not(None))
_OWN = PreparedSelect(select(E.id).join(t.annotators, N.id == E.annotator_id).where(E.article_id == OF, N.name == NAME))
_ASSIGNED_SHARED = PreparedSelect(
    select(G.article_id)
    .join(t.annotators, N.id == G.annotator_id)
    .where(G.article_id == OF, N.name == NAME, ~G.independent)
)
_ASSIGNMENTS_OF_ARTICLE = ASSIGNMENTS.where(G.article_id == OF)
_ASSIGNMENT = _ASSIGNMENTS_OF_ARTICLE.where(N.name == NAME)
_REVIEW = REVIEWS.where(V.set_id == OF)
_REVIEW_OF_SET = PreparedSelect(_REVIEW)  # asked with every key
_RESOLUTIONS_OF_SET, _RESOLUTION = RESOLUTIONS.where(Z.set_id == OF), RESOLUTIONS.where(Z.id == OF)
_ANNOTATOR, _PUT_ANNOTATOR = select(N.id).where(N.name == NAME), insert(t.annotators)

INDEPENDENT = select(E.id).where(E.annotator_id.is_not(None))
"""The ids of all sets that annotators have of their own."""

MADE = select(M.set_id)
"""The ids of all sets but the shared ones."""

# ------------------------------------------------------------------------------------------------------------- reading


def set_of_row(row: Sequence[Any]) -> AnnotationSet:
    id, article, owner, annotator, assisted, left, right, version = row
    sources = tuple(source for source in (left, right) if source is not None)
    return AnnotationSet(id, article, Owner(owner), annotator, assisted is not False, sources, version or 0)


def _assignment(row: Sequence[Any]) -> Assignment:
    return Assignment(*row)


def _review(row: Sequence[Any]) -> Review:
    set_id, status, by, at, version = row
    return Review(set_id, ReviewStatus(status), by, at, version)


def _resolution(row: Sequence[Any]) -> Resolution:
    id, set_id, left, right, left_body, right_body, choice, annotations, by, version = row
    ids = tuple(json.loads(annotations))
    return Resolution(id, set_id, left, right, _body(left_body), _body(right_body), Choice(choice), ids, by, version)


def _body(value: str | None) -> Body | None:
    return None if value is None else body_from_json(json.loads(value))


def sets_of(connection: Connection, article: str) -> tuple[AnnotationSet, ...]:
    """All of an article: the shared one first, then those of annotators by name, gold last."""
    order = {Owner.SHARED: 0, Owner.ANNOTATOR: 1, Owner.GOLD: 2}
    found = map(set_of_row, connection.execute(_SETS_OF_ARTICLE, {"of": article}))
    return tuple(sorted(found, key=lambda one: (order[one.owner], one.title, one.id)))


def annotation_set(connection: Connection, id: str) -> AnnotationSet | None:
    row = connection.execute(_SET, {"of": id}).one_or_none()
    return None if row is None else set_of_row(row)


def working_set(connection: Connection, article: str, annotator: str) -> str:
    """The set in which somebody works on an article: their own, unless they were asked to work in the shared one."""
    where = {"of": article, "name": annotator}
    own = _OWN.row(connection, where)
    if own is None or _ASSIGNED_SHARED.row(connection, where) is not None:
        return article
    return str(own[0])


def independent(connection: Connection) -> frozenset[str]:
    """The ids of all sets that annotators have of their own."""
    return frozenset(connection.execute(INDEPENDENT).scalars())


def assignments_of(connection: Connection, article: str) -> tuple[Assignment, ...]:
    return tuple(map(_assignment, connection.execute(_ASSIGNMENTS_OF_ARTICLE.order_by(N.name), {"of": article})))


def review_of(connection: Connection, set_id: str) -> Review | None:
    row = _REVIEW_OF_SET.row(connection, {"of": set_id})
    return None if row is None else _review(row)


def resolutions_in(connection: Connection, set_id: str) -> tuple[Resolution, ...]:
    return tuple(map(_resolution, connection.execute(_RESOLUTIONS_OF_SET, {"of": set_id})))


def record(connection: Connection, key: Key) -> Record | None:
    """What stands under a key of the log.

    Raises:
        KeyError: no record of this module has such a name.
    """
    name, id = key
    if name == "assignment":
        article, annotator = id.split("/", 1)
        row = connection.execute(_ASSIGNMENT, {"of": article, "name": annotator}).one_or_none()
        return None if row is None else _assignment(row)
    statement, made = _ONE[name]
    row = connection.execute(statement, {"of": id}).one_or_none()
    return None if row is None else made(row)


_ONE: dict[str, tuple[Any, Callable[[Sequence[Any]], Record]]] = {
    "set": (_MADE_SET, set_of_row),
    "review": (_REVIEW, _review),
    "resolution": (_RESOLUTION, _resolution),
}


def everything(connection: Connection) -> Iterator[Record]:
    """All records of this module, for the integrity check."""
    yield from map(set_of_row, connection.execute(SETS.where(M.set_id.is_not(None))))
    yield from map(_assignment, connection.execute(ASSIGNMENTS))
    yield from map(_review, connection.execute(REVIEWS))
    yield from map(_resolution, connection.execute(RESOLUTIONS))


# ------------------------------------------------------------------------------------------------------------- writing


def annotator_id(connection: Connection, name: str) -> str:
    """The id of somebody, who gets one with this."""
    id: str | None = connection.execute(_ANNOTATOR, {"name": name}).scalar()
    if id is None:
        id = new_id()
        connection.execute(_PUT_ANNOTATOR, {"id": id, "name": name})
    return id


def make(connection: Connection, changes: Iterable[Change]) -> None:
    """Bring in the sets that changes make, before what stands in them."""
    for change in changes:
        one = change.after
        if isinstance(one, AnnotationSet) and change.before is None:
            own = None if one.annotator is None else annotator_id(connection, one.annotator)
            connection.execute(PUT_SET, new_set(one.id, one.article, one.owner, own))


def new_set(id: str, article: str, owner: str, annotator: str | None) -> Row:
    """The row of a set in which nothing stands yet."""
    counts = {"total": 0, "undecided": 0, "longest": 0}
    status = ReviewStatus.NONE.value
    return {
        "id": id,
        "article_id": article,
        "owner": str(owner),
        "annotator_id": annotator,
        "review_status": status,
        **counts,
    }


PUT_SET, _DROP_SET = insert(t.annotation_sets), delete(t.annotation_sets).where(E.id == OF)
_SET_STATUS = update(t.annotation_sets).where(E.id == OF).values(review_status=bindparam("status"))
_PUT_REVISION = insert(w.revision_sets)
_DROP_ASSIGNMENT = delete(w.assignments).where(G.article_id == OF, G.annotator_id == bindparam("who"))
_TABLES: dict[type, tuple[Insert, Delete]] = {
    AnnotationSet: (insert(w.made_sets), delete(w.made_sets).where(M.set_id == OF)),
    Assignment: (insert(w.assignments), _DROP_ASSIGNMENT),
    Review: (insert(w.reviews), delete(w.reviews).where(V.set_id == OF)),
    Resolution: (insert(w.resolutions), delete(w.resolutions).where(Z.id == OF)),
}


def apply(connection: Connection, changes: Iterable[Change], number: int) -> None:
    """Bring the tables of this module to what changes say; the sets that go, go last.

    Raises:
        BugError: the tables are not what the changes say was before.
    """
    gone: list[str] = []
    for change in changes:
        one = change.record
        if type(one) not in _TABLES:
            continue
        put, drop = _TABLES[type(one)]
        if change.before is not None and connection.execute(drop, _where(connection, one)).rowcount != 1:
            raise BugError(f"{type(one).__name__} {one.id} is not there: the tables left the log")
        if change.after is not None:
            connection.execute(put, {**_row(connection, change.after), "version": number})
        elif isinstance(one, AnnotationSet):
            gone.append(one.id)
        if isinstance(one, Review):
            status = one.status if change.after is not None else ReviewStatus.NONE
            connection.execute(_SET_STATUS, {"of": one.set_id, "status": status.value})
    for id in gone:
        connection.execute(_DROP_SET, {"of": id})


def sift(connection: Connection, number: int, set_id: str | None) -> None:
    """Note of which set a revision is, where it is not the article's shared one."""
    if set_id is not None:
        connection.execute(_PUT_REVISION, {"revision_id": number, "set_id": set_id})


def _where(connection: Connection, one: Record) -> Row:
    if isinstance(one, Assignment):
        return {"of": one.article, "who": annotator_id(connection, one.annotator)}
    return {"of": one.id}


def _row(connection: Connection, one: Record) -> Row:
    match one:
        case AnnotationSet():
            left, right = one.sources or (None, None)
            return {"set_id": one.id, "assisted": one.assisted, "left_id": left, "right_id": right}
        case Assignment():
            who = annotator_id(connection, one.annotator)
            said = {"independent": one.independent, "due": one.due, "note": one.note}
            return {"article_id": one.article, "annotator_id": who, **said}
        case Review():
            who = annotator_id(connection, one.by)
            return {"set_id": one.set_id, "status": one.status.value, "annotator_id": who, "at": one.at}
        case Resolution():
            return {
                "id": one.id,
                "set_id": one.set_id,
                "left_id": one.left,
                "right_id": one.right,
                "left_body": _body_json(one.left_body),
                "right_body": _body_json(one.right_body),
                "choice": one.choice.value,
                "annotations": json.dumps(one.annotations),
                "annotator_id": annotator_id(connection, one.by),
            }
        case _:
            raise BugError(f"{one!r} has no table here")


def _body_json(body: Body | None) -> str | None:
    return None if body is None else canonical_json(body_to_json(body))
