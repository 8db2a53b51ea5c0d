"""The log, newest first and sifted: what the history page asks for, also of a library with a million revisions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, or_, select

from core.library import abridging, log, overview, reach
from core.library import tables as t
from core.model import Revision
from core.queries import Wanted
from core.surveys import Model

R, C, N, A, U = t.revisions.c, t.changes.c, t.annotators.c, t.articles.c, t.runs.c

_ROWS = log.REVISIONS.where(R.id.in_(bindparam("numbers", expanding=True)))
_HEADLINES = select(A.id, A.headline).where(A.id.in_(bindparam("ids", expanding=True)))

_AT_ONCE = 10_000  # SQLite takes no more than 32,766 values in one statement

_PEOPLE = select(N.name)
_ANNOTATORS = select(N.name).where(select(R.id).where(R.annotator_id == N.id).limit(1).exists())


def timeline(
    connection: Connection, wanted: Wanted, before: int | None, after: int | None, limit: int
) -> tuple[Revision, ...]:
    """The newest revisions that are wanted, newest first, or with ``after`` the oldest above it in their order."""
    visible = [] if wanted.viewer is None else overview.visible_to(connection, wanted.viewer)
    conditions = [*_conditions(wanted), *visible]
    numbers = select(R.id).where(*conditions).order_by(R.id.desc() if after is None else R.id).limit(limit)
    if before is not None:
        numbers = numbers.where(R.id < before)
    if after is not None:
        numbers = numbers.where(R.id > after)
    found = connection.execute(numbers).scalars().all()
    return tuple(one for first in range(0, len(found), _AT_ONCE) for one in _read(connection, found, first, wanted))


def _read(connection: Connection, numbers: Sequence[int], first: int, wanted: Wanted) -> Iterator[Revision]:
    """Some of the revisions with these numbers, in that order."""
    some = numbers[first : first + _AT_ONCE]
    rows = {row[0]: row for row in connection.execute(_ROWS, {"numbers": some})}
    # Of one that reached many articles, an article has its own; all others with very many changes are abridged.
    whole_ones = [n for n in some if wanted.article is None or rows[n][1] is not None]
    many = abridging.with_many(connection, whole_ones) if wanted.abridged else []
    did = abridging.did(connection, many) if many else {}
    changes = reach.changes_of(connection, sorted(set(some).difference(many)), article=wanted.article)
    changes.update(abridging.first_changes(connection, many) if many else {})
    for number in some:
        one = log.revision_of(rows[number], changes[number])
        if number in did:
            one = abridging.abridged(one, did[number])
        yield one if wanted.article is None else replace(one, article=wanted.article)


def annotators(connection: Connection) -> tuple[str, ...]:
    """Who has done something, by alphabet."""
    return tuple(sorted(connection.execute(_ANNOTATORS).scalars(), key=lambda name: (name.casefold(), name)))


def people(connection: Connection) -> tuple[str, ...]:
    """Everybody who has a name in the library, by alphabet."""
    return tuple(sorted(connection.execute(_PEOPLE).scalars(), key=lambda name: (name.casefold(), name)))


def headlines(connection: Connection, articles: Collection[str]) -> dict[str, str]:
    """The headlines of some articles, by their ids."""
    ids = list(articles)
    parts = (ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE))
    return {id: headline for part in parts for id, headline in connection.execute(_HEADLINES, {"ids": part})}


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.article is not None:
        conditions.append(reach.of_article(wanted.article))
    if wanted.set_id is not None and wanted.article is not None:
        conditions.append(overview.of_set(wanted.set_id, wanted.article))
    if wanted.annotator is not None:
        conditions.append(R.annotator_id.in_(select(N.id).where(N.name == wanted.annotator)))
    if wanted.intents:
        conditions.append(R.intent.in_(sorted(wanted.intents)))
    if wanted.since is not None:
        conditions.append(R.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(R.at < wanted.until)
    if wanted.label is not None:
        conditions.append(_with_label(wanted.label))
    if wanted.words:
        words = C.text.icontains(wanted.words, autoescape=True)
        conditions.append(select(C.revision_id).where(C.revision_id == R.id, words).exists())
    if wanted.model is not None:
        conditions.append(_of_model(wanted.model))
    return conditions


def _of_model(model: Model) -> ColumnElement[bool]:
    """Whether a change of the revision is a run of the model, or of something that one of its runs suggested."""
    run = case((C.record == "run", C.record_id), else_=func.json_extract(func.coalesce(C.after, C.before), "$.run"))
    its = (U.suggester == model.suggester, U.model == model.model, U.model_version == model.version)
    # Where it never ran nothing is its: that spares looking into the changes of nearly all articles for a rare model.
    there = select(A.id).join(t.runs, U.text_sha256 == A.sha256).where(*its)
    return and_(
        R.article_id.in_(there),
        select(C.revision_id).join(t.runs, run == U.id).where(C.revision_id == R.id, *its).exists(),
    )


def _with_label(label: str) -> ColumnElement[bool]:
    """Whether a change of the revision has the label on either side; snapshots are canonical JSON, so text will do."""
    words = f'"label":{log.canonical_json(label)}'
    on_a_side = or_(C.before.contains(words, autoescape=True), C.after.contains(words, autoescape=True))
    return select(C.revision_id).where(C.revision_id == R.id, on_a_side).exists()
