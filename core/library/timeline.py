"""The log, newest first and sifted: what the history page asks for, also of a library with a million revisions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, case, func, or_, select

from core.history import in_set
from core.library import abridging, log, overview, reach
from core.library import tables as t
from core.queries import Stretch, Wanted
from core.records import Revision, Verdict
from core.steps import AbridgedRevision
from core.surveys import Model

R, C, N, A, U = t.revisions.c, t.changes.c, t.annotators.c, t.articles.c, t.runs.c

_ROWS = log.REVISIONS.where(R.id.in_(bindparam("numbers", expanding=True)))
_HEADLINES = select(A.id, A.headline).where(A.id.in_(bindparam("ids", expanding=True)))

_BRIEFS_KEPT = 2_000
_AT_ONCE = 10_000  # SQLite takes no more than 32,766 values in one statement

_PEOPLE = select(N.name)
_ANNOTATORS = select(N.name).where(select(R.id).where(R.annotator_id == N.id).limit(1).exists())


class Briefs:
    """Abridged revisions that were read once. They never change, so none is counted twice while a library is open."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, AbridgedRevision] = OrderedDict()

    def get(self, number: int) -> AbridgedRevision | None:
        return self._kept.get(number)

    def keep(self, revision: AbridgedRevision) -> None:
        self._kept[revision.id] = revision
        if len(self._kept) > _BRIEFS_KEPT:
            self._kept.popitem(last=False)


def timeline(
    connection: Connection, wanted: Wanted, before: int | None, after: int | None, limit: int, briefs: Briefs
) -> tuple[Revision, ...]:
    """The newest revisions that are wanted, newest first, or with ``after`` the oldest above it in their order."""
    numbers = _numbers(connection, wanted).order_by(R.id.desc() if after is None else R.id).limit(limit)
    if before is not None:
        numbers = numbers.where(R.id < before)
    if after is not None:
        numbers = numbers.where(R.id > after)
    return _read(connection, connection.execute(numbers).scalars().all(), wanted, briefs)


def look_back(
    connection: Connection, wanted: Wanted, before: int | None, limit: int, at_most: int, briefs: Briefs
) -> Stretch:
    """The newest that are wanted, of a part of the log."""
    top = log.head(connection).number + 1 if before is None else before
    floor = max(1, top - at_most)
    numbers = _numbers(connection, wanted).where(R.id < top, R.id >= floor).order_by(R.id.desc()).limit(limit)
    found = connection.execute(numbers).scalars().all()
    return Stretch(_read(connection, found, wanted, briefs), found[-1] if len(found) == limit else floor)


def brief(connection: Connection, numbers: Collection[int], briefs: Briefs) -> tuple[Revision, ...]:
    """The revisions with these numbers, those with very many changes abridged."""
    found = connection.execute(select(R.id).where(R.id.in_(numbers)).order_by(R.id)).scalars().all()
    return _read(connection, found, Wanted(abridged=True), briefs)


def _numbers(connection: Connection, wanted: Wanted) -> Select[int]:
    visible = [] if wanted.viewer is None else overview.visible_to(connection, wanted.viewer)
    return select(R.id).where(*_conditions(wanted), *visible)


def _read(connection: Connection, numbers: Sequence[int], wanted: Wanted, briefs: Briefs) -> tuple[Revision, ...]:
    """The revisions with these numbers, in that order."""
    hidden = frozenset[str]() if wanted.viewer is None else overview.hidden_from(connection, wanted.viewer)
    found: list[Revision] = []
    for first in range(0, len(numbers), _AT_ONCE):
        for one in _some(connection, numbers[first : first + _AT_ONCE], wanted, briefs):
            shown = one if not hidden or one.article is not None else _without(one, hidden)
            found.append(shown if wanted.article is None else replace(shown, article=wanted.article))
    return tuple(found) if wanted.set_id is None else in_set(found, wanted.set_id)


def _some(connection: Connection, numbers: Sequence[int], wanted: Wanted, briefs: Briefs) -> Iterator[Revision]:
    known = {number: one for number in numbers if wanted.abridged and (one := briefs.get(number)) is not None}
    if wanted.article is not None:  # of a revision that reached many articles, an article has its own changes
        known = {number: one for number, one in known.items() if one.article is not None}
    others = [number for number in numbers if number not in known]
    rows = {row[0]: row for row in connection.execute(_ROWS, {"numbers": others})}
    of_one = [number for number in others if wanted.article is None or rows[number][1] is not None]
    many = abridging.with_many(connection, of_one) if wanted.abridged else []
    did = abridging.did(connection, many)
    changes = reach.changes_of(connection, sorted(set(others).difference(many)), article=wanted.article)
    changes.update(abridging.first_changes(connection, many))
    for number in numbers:
        if number in known:
            yield known[number]
        elif number in did:
            one = abridging.abridged(log.revision_of(rows[number], changes[number]), did[number])
            briefs.keep(one)
            yield one
        else:
            yield log.revision_of(rows[number], changes[number])


def _without(revision: Revision, sets: Collection[str]) -> Revision:
    """A revision of the whole library without what it did in some sets."""
    kept = (change for change in revision.changes if getattr(change.record, "set_id", None) not in sets)
    return replace(revision, changes=tuple(kept))


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
    if wanted.part:
        conditions.append(_with_part(wanted.part))
    if wanted.model is not None:
        conditions.append(_of_model(wanted.model))
    return conditions


def _with_part(part: str) -> ColumnElement[bool]:
    """Whether a quote has another such part after the revision than before, as an annotation or as a suggestion."""
    one, its = t.changes.alias("one").c, t.changes.alias("its").c
    beside = and_(its.revision_id == one.revision_id, its.record_id == one.record_id, its.record == "suggestion")
    before, after = (
        func.json_extract(func.coalesce(side, case((_is_pending(other), other))), f"$.body.{part}")
        for side, other in ((one.before, its.before), (one.after, its.after))
    )
    joined = select(one.revision_id).select_from(one.revision_id.table.outerjoin(its.revision_id.table, beside))
    return joined.where(one.revision_id == R.id, one.record == "annotation", before != after).exists()


def _is_pending(side: ColumnElement[str | None]) -> ColumnElement[bool]:
    return func.json_extract(side, "$.verdict") == Verdict.PENDING.value


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
