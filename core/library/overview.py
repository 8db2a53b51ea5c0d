"""The article list as one annotator sees it, and what of the log they may see while they work independently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, or_, select

from core.library import tables as t
from core.library import tables_together as w
from core.library.remarks import Counts
from core.queries import ArticleSummary, Assigned
from core.sets import FACTS, Owner, ReviewStatus

E, M, N, G = t.annotation_sets.c, w.made_sets.c, t.annotators.c, w.assignments.c
R, X, C, H = t.revisions.c, w.revision_sets.c, t.changes.c, t.reach.c

_ANY = select(or_(exists(select(G.article_id)), exists(select(M.set_id))))
_ASSIGNED = (
    select(G.article_id, N.name, G.independent, G.due, G.note, E.review_status)
    .join(t.annotators, N.id == G.annotator_id)
    .outerjoin(t.annotation_sets, and_(E.article_id == G.article_id, E.annotator_id == G.annotator_id))
    .order_by(N.name)
)
_OWN = (
    select(E.article_id, E.id, E.total - E.undecided, E.total, E.review_status)
    .join(t.annotators, N.id == E.annotator_id)
    .where(N.name == bindparam("name"))
)
_MADE = select(E.article_id, E.owner).join(w.made_sets, M.set_id == E.id)
_BLIND = (
    select(E.id, E.article_id)
    .join(t.annotators, N.id == E.annotator_id)
    .where(
        N.name == bindparam("name"),
        E.review_status.in_((ReviewStatus.NONE, ReviewStatus.RETURNED)),
        ~exists(
            select(G.article_id).where(
                G.article_id == E.article_id, G.annotator_id == E.annotator_id, G.independent.is_(False)
            )
        ),
    )
)


def with_work(
    connection: Connection, lines: Sequence[ArticleSummary], annotator: str | None, said: Mapping[str, Counts]
) -> Sequence[ArticleSummary]:
    """The lines of the article list with who is assigned, and with the counts of the set that an annotator works in.

    Costs next to nothing where nobody was ever assigned. ``said`` is the comments and flags of each set.
    """
    if not connection.execute(_ANY).scalar():
        return lines
    assigned: dict[str, list[Assigned]] = defaultdict(list)
    for article, name, independent, due, note, status in connection.execute(_ASSIGNED):
        of_own = ReviewStatus(status) if independent and status is not None else None
        assigned[article].append(Assigned(name, independent, due, note, of_own))
    owners: dict[str, list[str]] = defaultdict(list)
    for article, owner in connection.execute(_MADE):
        owners[article].append(owner)
    shared = {(id, one.annotator) for id, some in assigned.items() for one in some if not one.independent}
    own = {
        row[0]: row[1:]
        for row in connection.execute(_OWN, {"name": annotator or ""})
        if (row[0], annotator) not in shared
    }
    made = []
    for line in lines:
        id = line.info.id
        if id in assigned or id in owners:
            line = replace(
                line,
                assigned=tuple(assigned.get(id, ())),
                independent=owners[id].count(Owner.ANNOTATOR),
                has_gold=Owner.GOLD in owners[id],
            )
        if id in own:
            set_id, decided, total, status = own[id]
            heard = asdict(said.get(set_id, Counts()))
            line = replace(line, set_id=set_id, decided=decided, total=total, review=ReviewStatus(status), **heard)
        made.append(line)
    return made


# ------------------------------------------------------------------------------------------------------------- the log


def blind_in(connection: Connection, annotator: str) -> dict[str, str]:
    """The articles that somebody is annotating independently just now, each with the set that they work in."""
    return {article: id for id, article in connection.execute(_BLIND, {"name": annotator})}


def hidden_from(connection: Connection, annotator: str) -> frozenset[str]:
    """The sets of which somebody is not to see anything now: those of others, in what they annotate independently."""
    blind = blind_in(connection, annotator)
    if not blind:
        return frozenset()
    others = select(E.id).where(E.article_id.in_(list(blind)), E.id.not_in(list(blind.values())))
    return frozenset(connection.execute(others).scalars())


def of_set(set_id: str, article: str) -> ColumnElement[bool]:
    """Whether a revision of an article is about a set, or a fact about the article itself."""
    about = select(X.set_id).where(X.revision_id == R.id)
    if set_id == article:
        return or_(~exists(about), R.intent.in_(sorted(FACTS)))
    return or_(exists(about.where(X.set_id == set_id)), R.intent.in_(sorted(FACTS)), _is_of_labels())


def _is_of_labels() -> ColumnElement[bool]:
    """Whether a revision of the whole library is one of the label set, which is everybody's, and not of annotations."""
    label = select(C.ordinal).where(C.revision_id == R.id, C.record == "label")
    return and_(R.article_id.is_(None), exists(label))


def visible_to(connection: Connection, annotator: str) -> list[ColumnElement[bool]]:
    """What of the log somebody may see: of articles that they annotate independently only what they did themselves."""
    blind = blind_in(connection, annotator)
    if not blind:
        return []
    about = select(X.set_id).where(X.revision_id == R.id, X.set_id.in_(list(blind.values())))
    # A decision for many articles is nobody's own; it is seen where none of them is one of these.
    reached = select(H.ordinal).where(H.revision_id == R.id, H.article_id.in_(list(blind)))
    far = and_(R.article_id.is_(None), or_(~exists(reached), _is_of_labels()))
    elsewhere = or_(far, R.article_id.not_in(list(blind)))
    return [or_(elsewhere, exists(about), R.intent.in_(sorted(FACTS)))]
