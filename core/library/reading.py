"""Rows of the state tables as records.

Statements are made once, so that SQLAlchemy compiles each once; rows are read as plain tuples, in the order in which
the statement names the columns.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Connection, CursorResult, bindparam, func, select

from core.bodies import Body, Entity, ExcludedRegion, Kind, Quote, Role, Span
from core.codec import body_from_json, examples_from_json
from core.errors import BugError
from core.history import Key
from core.library import remarks, rulings, sets
from core.library import tables as t
from core.library.prepared import PreparedSelect
from core.records import Annotation, ArticleInfo, Label, MemoryRule, Origin, Record, Run, Status, Suggestion, Verdict
from core.speakers import KnownSpeaker

Rows: TypeAlias = Iterable[Sequence[Any]]

A, S, P, W, N = t.annotations.c, t.suggestions.c, t.parts.c, t.annotation_speakers.c, t.speakers.c
R, L, U, M = t.articles.c, t.labels.c, t.runs.c, t.memory_rules.c

# A look-up in a mapping takes a tenth of the time of calling the enum.
_ORIGINS = {origin.value: origin for origin in Origin}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_STATUSES = {status.value: status for status in Status}
_ENTITY, _QUOTE = "entity", "quote"

ARTICLES = select(R.id, R.headline, R.origin, R.sha256, R.length, R.imported_at, R.status, R.version)
ANNOTATIONS = select(A.id, A.set_id, A.layer, A.label, A.kind, A.start, A.end, A.note, A.origin, A.run_id, A.version)
SUGGESTIONS = select(
    S.id,
    S.set_id,
    S.run_id,
    S.layer,
    S.label,
    S.start,
    S.end,
    S.body,
    S.score,
    S.doubts,
    S.verdict,
    S.reason,
    S.version,
)
PARTS = select(P.annotation_id, P.role, P.start, P.end).order_by(P.annotation_id, P.role, P.ordinal)
SPEAKERS = select(W.annotation_id, N.name).join(t.speakers, N.id == W.speaker_id).order_by(W.annotation_id, W.ordinal)
LABELS = select(L.name, L.colour, L.key, L.guideline, L.retired, L.version, L.title, L.examples, L.place, L.successor)
RUNS = select(U.id, U.suggester, U.model, U.model_version, U.settings, U.at, U.text_sha256, U.proposed, U.version)

ID: BindParameter[str] = bindparam("id")
SET: BindParameter[str] = bindparam("set")
START: BindParameter[int] = bindparam("start")
END: BindParameter[int] = bindparam("end")

_ARTICLE = PreparedSelect(ARTICLES.where(R.id == ID))
_ARTICLE_BY_TEXT = ARTICLES.where(bindparam("sha256") == R.sha256)
_ARTICLE_IDS = select(R.id).where(bindparam("first") <= R.id, R.id < bindparam("last")).order_by(R.id).limit(2)
_TEXT = select(t.article_texts.c.text).where(t.article_texts.c.article_id == ID)
_ANNOTATION = PreparedSelect(ANNOTATIONS.where(A.id == ID))
_ANNOTATIONS_OF_SET = ANNOTATIONS.where(A.set_id == SET)
_FIRST_START = select(START - t.annotation_sets.c.longest).where(t.annotation_sets.c.id == SET).scalar_subquery()
_ANNOTATIONS_WITHIN = PreparedSelect(_ANNOTATIONS_OF_SET.where(A.start < END, A.end > START, A.start >= _FIRST_START))
_QUOTES_OF_SET = select(A.id).where(A.set_id == SET, A.layer == _QUOTE)
_SUGGESTION = PreparedSelect(SUGGESTIONS.where(S.id == ID))
_SUGGESTIONS_OF_SET = SUGGESTIONS.where(S.set_id == SET)
_SUGGESTIONS_WITHIN = PreparedSelect(_SUGGESTIONS_OF_SET.where(S.start < END, S.end > START, S.start >= _FIRST_START))
_PARTS_OF_ONE = PreparedSelect(PARTS.where(P.annotation_id == ID))
_PARTS_OF_SET = PARTS.where(P.annotation_id.in_(_QUOTES_OF_SET))
_SPEAKERS_OF_ONE = PreparedSelect(SPEAKERS.where(W.annotation_id == ID))
_SPEAKERS_OF_SET = SPEAKERS.where(W.annotation_id.in_(_QUOTES_OF_SET))
_KNOWN_SPEAKERS = (
    select(N.name, func.count(), func.count(func.distinct(A.set_id)))
    .join(t.annotation_speakers, W.speaker_id == N.id)
    .join(t.annotations, A.id == W.annotation_id)
    .where(A.set_id.not_in(sets.MADE))
    .group_by(N.name)
)
_SPEAKERS = select(N.name).where(
    select(W.speaker_id)
    .join(t.annotations, A.id == W.annotation_id)
    .where(W.speaker_id == N.id, A.set_id.not_in(sets.INDEPENDENT))
    .exists()
)
_QUOTES_OF_SPEAKER = (
    ANNOTATIONS.join(t.annotation_speakers, W.annotation_id == A.id)
    .join(t.speakers, N.id == W.speaker_id)
    .where(N.name == bindparam("name"), A.set_id.not_in(sets.MADE))
    .order_by(A.set_id, A.start)
)
_LABEL, _LABELS = LABELS.where(L.name == ID), LABELS.order_by(L.place == 0, L.place, L.ordinal)
_RUN = RUNS.where(U.id == ID)
MEMORY_RULES = select(M.words, M.label, M.proposes, M.version)
_MEMORY_RULE = MEMORY_RULES.where(M.words == ID)


def plain(result: CursorResult[*tuple[Any, ...]]) -> Sequence[Sequence[Any]]:
    """All rows as the driver gives them: half the time for twenty thousand. Only where no column needs converting."""
    if result.cursor is None:
        raise BugError("a statement gave no rows")
    rows: Sequence[Sequence[Any]] = result.cursor.fetchall()
    result.close()
    return rows


# ------------------------------------------------------------------------------------------------------------- articles


def article_of(row: Sequence[Any]) -> ArticleInfo:
    id, headline, origin, sha256, length, imported_at, status, version = row
    return ArticleInfo(id, headline, origin, sha256, length, imported_at, _STATUSES[status], version)


def article(connection: Connection, id: str) -> ArticleInfo | None:
    row = _ARTICLE.row(connection, {"id": id})
    return None if row is None else article_of(row)


def article_with_text(connection: Connection, sha256: str) -> ArticleInfo | None:
    row = connection.execute(_ARTICLE_BY_TEXT, {"sha256": sha256}).one_or_none()
    return None if row is None else article_of(row)


def article_ids(connection: Connection, beginning: str) -> Sequence[str]:
    """The first two ids that begin so."""
    return connection.execute(_ARTICLE_IDS, {"first": beginning, "last": beginning + "\U0010ffff"}).scalars().all()


def article_text(connection: Connection, id: str) -> str | None:
    text: str | None = connection.execute(_TEXT, {"id": id}).scalar_one_or_none()
    return text


# ---------------------------------------------------------------------------------------------------------- annotations


_OF_QUOTES = (Role.CONTENT, Role.CUE, Role.SOURCE, Role.NESTED)


class Quotes:
    """Parts and speakers of the quotes among some annotations, by the annotation's id."""

    def __init__(self, parts: Rows, speakers: Rows) -> None:
        self._parts: dict[tuple[str, str], list[Span]] = defaultdict(list)
        self._speakers: dict[str, list[str]] = defaultdict(list)
        for id, role, start, end in parts:
            self._parts[id, role].append(Span(start, end))
        for id, name in speakers:
            self._speakers[id].append(name)

    def quote(self, id: str, kind: str) -> Quote:
        contents, cues, sources, nested = (tuple(self._parts.get((id, role.value), ())) for role in _OF_QUOTES)
        return Quote(contents, cues, sources, Kind(kind), tuple(self._speakers.get(id, ())), nested)


def annotations_of(rows: Rows, quotes: Quotes) -> Iterator[Annotation]:
    for id, set_id, layer, label, kind, start, end, note, origin, run, version in rows:
        body: Body
        if layer == _ENTITY:
            body = Entity(Span(start, end), label)
        elif layer == _QUOTE:
            body = quotes.quote(id, kind)
        else:
            body = ExcludedRegion(Span(start, end), note)
        yield Annotation(id, set_id, body, _ORIGINS[origin], run, version)


def annotation(connection: Connection, id: str) -> Annotation | None:
    row = _ANNOTATION.row(connection, {"id": id})
    return None if row is None else next(annotations_of([row], _quotes_among(connection, [row])))


def annotations_in(connection: Connection, set_id: str, within: Span | None = None) -> list[Annotation]:
    """All of a set, or those whose bounds share a character with a span; in no order."""
    if within is None:
        return list(annotations_of(*annotation_rows(connection, set_id)))
    where = {"set": set_id, "start": within.start, "end": within.end}
    rows = _ANNOTATIONS_WITHIN.rows(connection, where)
    return list(annotations_of(rows, _quotes_among(connection, rows)))


def annotation_rows(connection: Connection, set_id: str) -> tuple[Sequence[Sequence[Any]], Quotes]:
    """All of a set, before values are made of it."""
    parts, speakers = (connection.execute(rows, {"set": set_id}) for rows in (_PARTS_OF_SET, _SPEAKERS_OF_SET))
    return plain(connection.execute(_ANNOTATIONS_OF_SET, {"set": set_id})), Quotes(parts, speakers)


def _quotes_among(connection: Connection, rows: Sequence[Sequence[Any]]) -> Quotes:
    ids = [row[0] for row in rows if row[2] == _QUOTE]
    return Quotes(
        (part for id in ids for part in _PARTS_OF_ONE.rows(connection, {"id": id})),
        (speaker for id in ids for speaker in _SPEAKERS_OF_ONE.rows(connection, {"id": id})),
    )


# ---------------------------------------------------------------------------------------------------------- suggestions


def suggestions_of(rows: Rows) -> Iterator[Suggestion]:
    for id, set_id, run, layer, label, start, end, body_json, score, doubts, verdict, reason, version in rows:
        body = Entity(Span(start, end), label) if layer == _ENTITY else body_from_json(json.loads(body_json))
        unsure = () if doubts is None else tuple(json.loads(doubts))
        yield Suggestion(id, set_id, run, body, score, unsure, _VERDICTS[verdict], reason, version)


def suggestion(connection: Connection, id: str) -> Suggestion | None:
    row = _SUGGESTION.row(connection, {"id": id})
    return None if row is None else next(suggestions_of([row]))


def suggestions_in(connection: Connection, set_id: str, within: Span | None = None) -> list[Suggestion]:
    """All of a set, or those whose bounds share a character with a span; in no order."""
    if within is None:
        return list(suggestions_of(suggestion_rows(connection, set_id)))
    where = {"set": set_id, "start": within.start, "end": within.end}
    return list(suggestions_of(_SUGGESTIONS_WITHIN.rows(connection, where)))


def suggestion_rows(connection: Connection, set_id: str) -> Sequence[Sequence[Any]]:
    """All of a set, before values are made of it."""
    return plain(connection.execute(_SUGGESTIONS_OF_SET, {"set": set_id}))


def speakers_in(connection: Connection, set_id: str) -> frozenset[str]:
    """The name of everybody to whom a quote of a set is given."""
    return frozenset(name for _, name in connection.execute(_SPEAKERS_OF_SET, {"set": set_id}))


def speakers(connection: Connection) -> Sequence[str]:
    """The name of everybody to whom a quote is given; quick, as nothing is counted."""
    return connection.execute(_SPEAKERS).scalars().all()


def known_speakers(connection: Connection) -> tuple[KnownSpeaker, ...]:
    """Everybody to whom a quote is given, the most quoted first."""
    rows = [KnownSpeaker(*row) for row in connection.execute(_KNOWN_SPEAKERS)]
    return tuple(sorted(rows, key=lambda one: (-one.quotes, one.name.casefold(), one.name)))


def quotes_of(connection: Connection, speaker: str) -> list[Annotation]:
    """Every quote, in whatever article, of which a speaker is one of the speakers; by article."""
    rows = connection.execute(_QUOTES_OF_SPEAKER, {"name": speaker}).all()
    return list(annotations_of(rows, _quotes_among(connection, rows)))


# ------------------------------------------------------------------------------------------------------ labels and runs


def all_labels(connection: Connection) -> tuple[Label, ...]:
    """The label set, the retired ones too, in the order that was chosen, then in that in which they came in."""
    return tuple(map(label_of, connection.execute(_LABELS)))


def label_of(row: Sequence[Any]) -> Label:
    name, colour, key, guideline, retired, version, title, examples, place, successor = row
    shown = examples_from_json(json.loads(examples)) if examples else ()
    return Label(name, colour, key, guideline, retired, version, title, shown, place, successor)


def run_of(row: Sequence[Any]) -> Run:
    return Run(*row)


def record(connection: Connection, key: Key) -> Record | None:  # noqa: PLR0911  # one for each sort of record
    """What stands under a key of the log."""
    name, id = key
    match name:
        case "article":
            return article(connection, id)
        case "annotation":
            return annotation(connection, id)
        case "suggestion":
            return suggestion(connection, id)
        case "run":
            row = connection.execute(_RUN, {"id": id}).one_or_none()
            return None if row is None else run_of(row)
        case "ruling":
            return rulings.ruling(connection, id)
        case "label":
            label = connection.execute(_LABEL, {"id": id}).one_or_none()
            return None if label is None else label_of(label)
        case "memory_rule":
            rule = connection.execute(_MEMORY_RULE, {"id": id}).one_or_none()
            return None if rule is None else MemoryRule(*rule)
        case "comment":
            return remarks.comment(connection, id)
        case "flag":
            return remarks.flag(connection, id)
        case _:
            return sets.record(connection, key)
