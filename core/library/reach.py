"""Revisions of the whole library, as one article sees them.

Most revisions are of one article. A label that is renamed or merged, or a decision for all equal mentions, changes many
at once, by one revision that belongs to none of them; the table ``reach`` says which of its changes are whose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, func, insert, or_, select

from core.library import tables as t
from core.library.prepared import PreparedChange
from core.records import Annotation, ArticleInfo, Revision, Suggestion

R, C, X, S = t.revisions.c, t.changes.c, t.reach.c, t.annotation_sets.c

Row: TypeAlias = Sequence[Any]

CHANGES = select(C.revision_id, C.record, C.record_id, C.before, C.after, C.text).order_by(C.revision_id, C.ordinal)

_NUMBERS: BindParameter[list[int]] = bindparam("numbers", expanding=True)
_LABELS_FIRST = 100  # the labels of a revision of the library come before what bears them
_IS_LABEL = (C.record == "label") & (C.ordinal < _LABELS_FIRST)
_OF_REVISIONS = CHANGES.where(C.revision_id.in_(_NUMBERS))
_WIDE = select(R.id).where(
    R.id.in_(_NUMBERS), R.article_id.is_(None), select(X.ordinal).where(X.revision_id == R.id).limit(1).exists()
)
_LABELS_OF = _OF_REVISIONS.where(_IS_LABEL)
_OF_ARTICLE = _OF_REVISIONS.join(t.reach, (X.revision_id == C.revision_id) & (X.ordinal == C.ordinal)).where(
    X.article_id == bindparam("article")
)
_FIRST = 2  # who is given an article, and what that was before, stand before what comes with it
_ASSIGNED = _OF_REVISIONS.where(C.ordinal < _FIRST, C.record == "assignment")
_OF_RECORDS = CHANGES.where(C.record_id.in_(bindparam("records", expanding=True)), C.record != "label")
_RUNS_OF_RECORD = (
    select(func.json_extract(func.coalesce(C.after, C.before), "$.run"))
    .where(bindparam("record_id") == C.record_id, C.record.in_(("annotation", "suggestion")))
    .distinct()
)
_PUT = PreparedChange(insert(t.reach))
_ARTICLES = select(S.id, S.article_id).where(S.id.in_(bindparam("sets", expanding=True)))
_AT_ONCE = 10_000  # SQLite takes no more than 32,766 values in one statement


def put(connection: Connection, revision: Revision) -> None:
    """Write down whose the changes of a revision are that belongs to no article."""
    sets = [
        (ordinal, change.record.set_id)
        for ordinal, change in enumerate(revision.changes)
        if isinstance(change.record, Annotation | Suggestion)
    ]
    if not sets:
        return
    articles = _articles_of(connection, sorted({set_id for _, set_id in sets}))
    whose = [(ordinal, articles[set_id]) for ordinal, set_id in sets]
    whose += (
        (ordinal, change.record.id)
        for ordinal, change in enumerate(revision.changes)
        if isinstance(change.record, ArticleInfo)
    )
    rows: list[dict[str, Any]] = [
        {"article_id": article, "revision_id": revision.id, "ordinal": ordinal} for ordinal, article in whose
    ]
    _PUT.run_all(connection, rows)


def _articles_of(connection: Connection, sets: list[str]) -> dict[str, str]:
    parts = (sets[first : first + _AT_ONCE] for first in range(0, len(sets), _AT_ONCE))
    return {id: article for part in parts for id, article in connection.execute(_ARTICLES, {"sets": part})}


def of_article(article: str | BindParameter[str]) -> ColumnElement[bool]:
    """Whether a revision is one of an article, or one of the library that changed something in it."""
    return or_(R.article_id == article, R.id.in_(select(X.revision_id).where(X.article_id == article)))


def changes_of(
    connection: Connection,
    numbers: Sequence[int],
    *,
    article: str | None = None,
    record: str | None = None,
) -> dict[int, list[Row]]:
    """Rows of ``log.CHANGES`` by the numbers of their revisions.

    Of a revision that changed many articles one may want only what one article has of it; its labels are in it always,
    as they say what happened. Of any revision one may want only what it did to one record, with the run that had
    suggested it: a run may have suggested twenty thousand.
    """
    found: dict[int, list[Row]] = defaultdict(list)
    for first in range(0, len(numbers), _AT_ONCE):
        some = list(numbers[first : first + _AT_ONCE])
        wide: list[int] = []
        if (article, record) != (None, None):
            wide = list(connection.execute(_WIDE, {"numbers": some}).scalars())
        labels: Iterator[Row] = iter(connection.execute(_LABELS_OF, {"numbers": wide}) if wide else ())
        if record is not None:
            rows = _of_record(connection, some, record)
        else:
            others = sorted(set(some).difference(wide))
            plain = iter(connection.execute(_OF_REVISIONS, {"numbers": others}))
            rows = chain(plain, _of_article(connection, wide, article))
        for row in chain(labels, rows):
            found[row[0]].append(row)
    return found


def _of_record(connection: Connection, numbers: list[int], record: str) -> Iterator[Row]:
    runs = connection.execute(_RUNS_OF_RECORD, {"record_id": record}).scalars()
    records = [record, *(run for run in runs if run is not None)]
    # The numbers are sifted here: asked for both, the database would go through all that a revision changed.
    wanted = set(numbers)
    own = (row for row in connection.execute(_OF_RECORDS, {"records": records}) if row[0] in wanted)
    return chain(connection.execute(_ASSIGNED, {"numbers": numbers}), own)


def _of_article(connection: Connection, wide: list[int], article: str | None) -> Iterator[Row]:
    return iter(connection.execute(_OF_ARTICLE, {"numbers": wide, "article": article}) if wide else ())
