"""The library asked about many articles at once; see :class:`core.surveys.Surveys`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, select

from core.bodies import Layer
from core.library import overview, reading
from core.library import tables as t
from core.library.collecting import without_collecting
from core.records import Annotation, Status, Suggestion, Verdict
from core.surveys import Misjudged, MisjudgedEntity, Outcome, SetInfo

_SETS: BindParameter[list[str]] = bindparam("sets", expanding=True)
_RUNS: BindParameter[list[str]] = bindparam("runs", expanding=True)
_ARTICLES: BindParameter[list[str]] = bindparam("articles", expanding=True)

A, S, Q, W, X = t.annotations.c, t.suggestions.c, t.annotation_sets.c, t.articles.c, t.article_texts.c

_ALL_SETS = (
    select(Q.id, W.id, W.headline, W.sha256, W.status, Q.owner, t.annotators.c.name, Q.review_status, Q.total,
           Q.undecided)
    .join(t.articles, W.id == Q.article_id)
    .outerjoin(t.annotators, t.annotators.c.id == Q.annotator_id)
    .order_by(Q.article_id, Q.owner, t.annotators.c.name)
)  # fmt: skip
_QUOTES = select(A.id).where(A.set_id.in_(_SETS), A.layer == "quote")
_ANNOTATIONS = reading.ANNOTATIONS.where(A.set_id.in_(_SETS))
_PARTS = reading.PARTS.where(t.parts.c.annotation_id.in_(_QUOTES))
_SPEAKERS = reading.SPEAKERS.where(t.annotation_speakers.c.annotation_id.in_(_QUOTES))
_SUGGESTIONS = reading.SUGGESTIONS.where(S.set_id.in_(_SETS), S.run_id.in_(_RUNS))
_DECIDED = S.verdict.in_(("accepted", "corrected", "rejected"))
_OUTCOMES = (
    select(S.run_id, S.layer, S.label, S.kind, S.verdict, func.count())
    .where(_DECIDED)
    .group_by(S.run_id, S.layer, S.label, S.kind, S.verdict)
)
_IS_WRONG = (S.set_id.in_(_SETS), S.verdict.in_(("corrected", "rejected")))
_WRONG_ENTITIES = (
    select(S.run_id, S.set_id, S.id, S.label, S.start, S.end, A.label, A.start, A.end)
    .outerjoin(t.annotations, and_(A.id == S.id, S.verdict == "corrected"))
    .where(*_IS_WRONG, S.layer == "entity")
    .order_by(S.set_id, S.start, S.end)
)
_WRONG = reading.SUGGESTIONS.where(*_IS_WRONG, S.layer == "quote").order_by(S.set_id, S.start, S.end)
_CORRECTED_IDS = select(S.id).where(S.set_id.in_(_SETS), S.layer == "quote", S.verdict == "corrected")
_CORRECTED = reading.ANNOTATIONS.where(A.id.in_(_CORRECTED_IDS))
_CORRECTED_PARTS = reading.PARTS.where(t.parts.c.annotation_id.in_(_CORRECTED_IDS))
_CORRECTED_SPEAKERS = reading.SPEAKERS.where(t.annotation_speakers.c.annotation_id.in_(_CORRECTED_IDS))
_IN_SETS_WITH_SUGGESTIONS = A.set_id.in_(
    select(Q.id).where(Q.id.in_(_SETS), select(S.id).where(S.set_id == Q.id).limit(1).exists())
)
_NEAR = select(S.id).where(S.set_id == A.set_id, S.layer == A.layer, S.start < A.end, S.end > A.start)
_IS_ADDED = (_IN_SETS_WITH_SUGGESTIONS, A.origin == "hand", A.layer != "region", ~_NEAR.exists())
_ADDED = reading.ANNOTATIONS.where(*_IS_ADDED)
_ADDED_IDS = select(A.id).where(*_IS_ADDED, A.layer == "quote")
_ADDED_PARTS = reading.PARTS.where(t.parts.c.annotation_id.in_(_ADDED_IDS))
_ADDED_SPEAKERS = reading.SPEAKERS.where(t.annotation_speakers.c.annotation_id.in_(_ADDED_IDS))
_TEXTS = select(X.article_id, X.text).where(X.article_id.in_(_ARTICLES))


# A look-up in a mapping takes a tenth of the time of calling the enum.
_LAYERS = {layer.value: layer for layer in Layer}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


class Surveying:
    """What a library adds to its other answers."""

    def _reading(self) -> AbstractContextManager[Connection]:
        """One transaction in which nothing is written."""
        raise NotImplementedError

    def annotation_sets(self) -> tuple[SetInfo, ...]:
        with self._reading() as connection, without_collecting():
            rows = connection.execute(_ALL_SETS).all()
        return tuple(
            SetInfo(id, article, headline, sha256, Status(status), owner, name or "", review, total, undecided)
            for id, article, headline, sha256, status, owner, name, review, total, undecided in rows
        )

    def annotations_of(self, sets: Collection[str]) -> Mapping[str, Sequence[Annotation]]:
        wanted = {"sets": list(sets)}
        with self._reading() as connection, without_collecting():
            rows = reading.plain(connection.execute(_ANNOTATIONS, wanted))
            quotes = reading.Quotes(
                reading.plain(connection.execute(_PARTS, wanted)), reading.plain(connection.execute(_SPEAKERS, wanted))
            )
            found: dict[str, list[Annotation]] = {id: [] for id in sets}
            for annotation in reading.annotations_of(rows, quotes):
                found[annotation.set_id].append(annotation)
        return found

    def suggestions_of(self, sets: Collection[str], runs: Collection[str]) -> Mapping[str, Sequence[Suggestion]]:
        found: dict[str, list[Suggestion]] = {id: [] for id in sets}
        with self._reading() as connection, without_collecting():
            rows = reading.plain(connection.execute(_SUGGESTIONS, {"sets": list(sets), "runs": list(runs)}))
            for suggestion in reading.suggestions_of(rows):
                found[suggestion.set_id].append(suggestion)
        return found

    def outcomes(self) -> tuple[Outcome, ...]:
        with self._reading() as connection, without_collecting():
            rows = reading.plain(connection.execute(_OUTCOMES))
        return tuple(
            Outcome(run, _LAYERS[layer], label or kind or "", _VERDICTS[verdict], count)
            for run, layer, label, kind, verdict, count in rows
        )

    def misjudged_entities_in(self, sets: Collection[str]) -> tuple[MisjudgedEntity, ...]:
        with self._reading() as connection, without_collecting():
            rows = reading.plain(connection.execute(_WRONG_ENTITIES, {"sets": list(sets)}))
            return tuple(map(MisjudgedEntity._make, rows))

    def misjudged_quotes_in(self, sets: Collection[str]) -> tuple[Misjudged, ...]:
        wanted = {"sets": list(sets)}
        with self._reading() as connection, without_collecting():
            rows = reading.plain(connection.execute(_CORRECTED, wanted))
            quotes = reading.Quotes(
                connection.execute(_CORRECTED_PARTS, wanted), connection.execute(_CORRECTED_SPEAKERS, wanted)
            )
            standing = {one.id: one for one in reading.annotations_of(rows, quotes)}
            wrong = reading.suggestions_of(reading.plain(connection.execute(_WRONG, wanted)))
            return tuple(Misjudged(one, standing.get(one.id)) for one in wrong)

    def added_in(self, sets: Collection[str]) -> tuple[Annotation, ...]:
        wanted = {"sets": list(sets)}
        with self._reading() as connection, without_collecting():
            rows = reading.plain(connection.execute(_ADDED, wanted))
            quotes = reading.Quotes(
                connection.execute(_ADDED_PARTS, wanted), connection.execute(_ADDED_SPEAKERS, wanted)
            )
            return tuple(reading.annotations_of(rows, quotes))

    def blind_articles(self, annotator: str) -> frozenset[str]:
        with self._reading() as connection:
            return frozenset(overview.blind_in(connection, annotator))

    def texts(self, articles: Collection[str]) -> Mapping[str, str]:
        with self._reading() as connection, without_collecting():
            return dict(connection.execute(_TEXTS, {"articles": list(articles)}).all())
