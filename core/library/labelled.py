"""What bears a label, in all articles: for renaming and merging labels, and for counting before that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from core.library import reading
from core.library import tables as t
from core.library.stages import AT_ONCE
from core.queries import LabelUse, Report
from core.records import Annotation, MemoryRule, Suggestion

A, S, T, X = t.annotations.c, t.suggestions.c, t.annotation_sets.c, t.article_texts.c

_LABEL: BindParameter[str] = bindparam("label")
_OTHER: BindParameter[str] = bindparam("other")
_ANNOTATIONS = reading.ANNOTATIONS.where(A.label == _LABEL).order_by(A.set_id, A.start)
_SUGGESTIONS = reading.SUGGESTIONS.where(S.label == _LABEL).order_by(S.set_id, S.start)
_COUNTS = (select(func.count()).where(A.label == _LABEL), select(func.count()).where(S.label == _LABEL))
_TEXT = select(X.text).join(t.annotation_sets, T.article_id == X.article_id).where(T.id == bindparam("set"))
_OTHERS = t.annotations.alias()
_B = _OTHERS.c
_DOUBLED = (
    select(A.id)
    .join(_OTHERS, (_B.set_id == A.set_id) & (_B.start == A.start) & (_B.end == A.end))
    .where(A.label == _LABEL, _B.label == _OTHER)
)
_RULES = reading.MEMORY_RULES.where(t.memory_rules.c.label == _LABEL)
Item: TypeAlias = Annotation | Suggestion


def bearing(connection: Connection, label: str, advance: Report) -> Iterator[tuple[Item, str]]:
    """Every entity with a label, with the words it covers; ``advance`` hears how many were read."""
    said = {"label": label}
    total = sum(int(connection.execute(count, said).scalar_one()) for count in _COUNTS)
    annotations = connection.execute(_ANNOTATIONS, said).all()
    suggestions = connection.execute(_SUGGESTIONS, said).all()
    items: Sequence[Item] = (
        *reading.annotations_of(annotations, reading.Quotes((), ())),
        *reading.suggestions_of(suggestions),
    )
    set_id, text = "", ""
    for done, item in enumerate(items, 1):
        if item.set_id != set_id:
            set_id = item.set_id
            text = connection.execute(_TEXT, {"set": set_id}).scalar_one()
        yield item, item.body.bounds.of(text)
        if done % AT_ONCE == 0:
            advance(done, total)


def doubled(connection: Connection, label: str, other: str) -> frozenset[str]:
    """The annotations with a label that stand exactly where one with another label does."""
    return frozenset(connection.execute(_DOUBLED, {"label": label, "other": other}).scalars())


def rules_with(connection: Connection, label: str) -> tuple[MemoryRule, ...]:
    return tuple(MemoryRule(*row) for row in connection.execute(_RULES, {"label": label}))


def _counts(of: Any, *more: Any) -> Select[Any]:
    return (
        select(of.label, func.count(), func.count(func.distinct(of.set_id)), *more)
        .where(of.label.is_not(None))
        .group_by(of.label)
    )


def uses(connection: Connection) -> dict[str, LabelUse]:
    """How much bears each label; what nothing bears is left out."""
    annotated = {label: (count, sets) for label, count, sets in connection.execute(_counts(A))}
    pending = dict(
        connection.execute(
            select(S.label, func.count()).where(S.label.is_not(None), S.verdict == "pending").group_by(S.label)
        ).all()
    )
    return {
        label: LabelUse(*annotated.get(label, (0, 0)), pending.get(label, 0))
        for label in {**annotated, **pending}
        if label is not None
    }
