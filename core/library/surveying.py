"""The library asked about many articles at once; see :class:`core.surveys.Surveys`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import BindParameter, Connection, bindparam, select

from core.library import reading
from core.library import tables as t
from core.model import Annotation, Status, Suggestion
from core.surveys import SetInfo

_SETS: BindParameter[list[str]] = bindparam("sets", expanding=True)
_RUNS: BindParameter[list[str]] = bindparam("runs", expanding=True)
_ARTICLES: BindParameter[list[str]] = bindparam("articles", expanding=True)

A, S, Q, W, X = t.AnnotationRow, t.SuggestionRow, t.AnnotationSetRow, t.ArticleRow, t.ArticleTextRow

_ALL_SETS = (
    select(Q.id, W.id, W.headline, W.sha256, W.status, Q.owner, t.AnnotatorRow.name, Q.review_status, Q.total,
           Q.undecided)
    .join(W, W.id == Q.article_id)
    .outerjoin(t.AnnotatorRow, t.AnnotatorRow.id == Q.annotator_id)
    .order_by(Q.article_id, Q.owner, t.AnnotatorRow.name)
)  # fmt: skip
_QUOTES = select(A.id).where(A.set_id.in_(_SETS), A.layer == "quote")
_ANNOTATIONS = reading.ANNOTATIONS.where(A.set_id.in_(_SETS))
_PARTS = reading.PARTS.where(t.PartRow.annotation_id.in_(_QUOTES))
_SPEAKERS = reading.SPEAKERS.where(t.AnnotationSpeakerRow.annotation_id.in_(_QUOTES))
_SUGGESTIONS = reading.SUGGESTIONS.where(S.set_id.in_(_SETS), S.run_id.in_(_RUNS))
_TEXTS = select(X.article_id, X.text).where(X.article_id.in_(_ARTICLES))


class Surveying:
    """What a library adds to its other answers."""

    def _reading(self) -> AbstractContextManager[Connection]:
        """One transaction in which nothing is written."""
        raise NotImplementedError

    def annotation_sets(self) -> tuple[SetInfo, ...]:
        with self._reading() as connection:
            rows = connection.execute(_ALL_SETS).all()
        return tuple(
            SetInfo(id, article, headline, sha256, Status(status), owner, name or "", review, total, undecided)
            for id, article, headline, sha256, status, owner, name, review, total, undecided in rows
        )

    def annotations_of(self, sets: Collection[str]) -> Mapping[str, Sequence[Annotation]]:
        wanted = {"sets": list(sets)}
        with self._reading() as connection:
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
        with self._reading() as connection:
            rows = reading.plain(connection.execute(_SUGGESTIONS, {"sets": list(sets), "runs": list(runs)}))
            for suggestion in reading.suggestions_of(rows):
                found[suggestion.set_id].append(suggestion)
        return found

    def texts(self, articles: Collection[str]) -> Mapping[str, str]:
        with self._reading() as connection:
            return dict(connection.execute(_TEXTS, {"articles": list(articles)}).all())
