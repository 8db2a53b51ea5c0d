"""Who works on what, and what became of it: annotation sets, assignments, reviews, adjudication.

An article starts with one shared set, which has the article's own id and is no record of the log: it comes with the
article. An annotator who works independently has a set of their own; what two sets are settled into is the gold set.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from core.bodies import Body
from core.frozen import frozen

FACTS = frozenset({"import_article", "set_status", "assign", "unassign", "rename_label", "merge_label"})
"""Intents that say nothing of what anybody thinks of the text: everybody may know of them."""


class Owner(StrEnum):
    """Whose a set is."""

    SHARED = "shared"
    ANNOTATOR = "annotator"
    GOLD = "gold"


@frozen
class AnnotationSet:
    """One annotator's annotations of one article, or the shared ones, or the gold that adjudication makes."""

    id: str
    article: str
    owner: Owner
    annotator: str | None = None  # of an annotator's own set
    assisted: bool = True  # whether models suggest in it, or it is made from the text alone
    sources: tuple[str, ...] = ()  # of gold: the ids of the two sets that are settled
    version: int = 0

    @property
    def set_id(self) -> str:
        return self.id

    @property
    def is_independent(self) -> bool:
        return self.owner is Owner.ANNOTATOR

    @property
    def title(self) -> str:
        """As a heading names it: “Ana”, “shared”, “gold”."""
        return self.annotator or self.owner.value


def shared_set(article: str) -> AnnotationSet:
    """The set that comes with an article."""
    return AnnotationSet(article, article, Owner.SHARED)


@frozen
class Assignment:
    """Who is to annotate an article. ``id`` is made of both, as nobody is asked twice for one article."""

    article: str
    annotator: str
    independent: bool
    due: str = ""  # a day as ISO 8601 writes it, or ""
    note: str = ""
    version: int = 0

    @property
    def id(self) -> str:
        return assignment_id(self.article, self.annotator)


def works_in(sets: Iterable[AnnotationSet], assignments: Iterable[Assignment], annotator: str) -> str | None:
    """The id of the set of an article in which somebody works: their own, unless asked to work in the shared one."""
    together = any(one.annotator == annotator and not one.independent for one in assignments)
    found = tuple(sets)
    shared = next((one.id for one in found if one.owner is Owner.SHARED), None)
    own = next((one.id for one in found if one.is_independent and one.annotator == annotator), shared)
    return shared if together else own


def assignment_id(article: str, annotator: str) -> str:
    return f"{article}/{annotator}"


class ReviewStatus(StrEnum):
    """What a reviewer made of a set; how far the editing is, the article's own status says."""

    NONE = "none"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


@frozen
class Review:
    """The review status of a set, by whom and since when. A set that nobody submitted has none."""

    set_id: str
    status: ReviewStatus
    by: str
    at: datetime  # UTC
    version: int = 0

    @property
    def id(self) -> str:
        return self.set_id


class Choice(StrEnum):
    """How a pair was settled."""

    AGREED = "agreed"  # both sets say the same, so nobody was asked
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NEITHER = "neither"
    EDITED = "edited"


@frozen
class Resolution:
    """How one pair of annotations was settled: the provenance of gold, also of where there is nothing.

    The bodies are those that were compared. Where an annotator changes one later, the pair is open again.
    """

    id: str
    set_id: str  # the gold set
    left: str | None  # the id of the left set's annotation
    right: str | None
    left_body: Body | None
    right_body: Body | None
    choice: Choice
    annotations: tuple[str, ...]  # the ids of what it came to in the gold set
    by: str
    version: int = 0


SetRecord: TypeAlias = AnnotationSet | Assignment | Review | Resolution
"""What the log holds of all this."""
