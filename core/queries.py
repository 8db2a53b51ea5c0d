"""What can be asked of a library, and the plain values it answers with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from core.bodies import Span
from core.comments import Remarks
from core.frozen import frozen
from core.history import Trail
from core.memory import Remembered
from core.quote_memory import QuoteMemory
from core.records import Annotation, Article, ArticleInfo, Label, Revision, Ruling, Run, Status, Suggestion
from core.sets import AnnotationSet, Assignment, Resolution, Review, ReviewStatus
from core.speakers import KnownSpeaker
from core.surveys import Model, Surveys

if TYPE_CHECKING:
    from core.commands import Command
    from core.find.material import Material
    from core.find.search import Search
    from core.session import Session


@frozen
class Assigned:
    """Somebody who was asked to annotate an article; ``review`` is of a set of their own, where they have one."""

    annotator: str
    independent: bool
    due: str
    note: str
    review: ReviewStatus | None


T = TypeVar("T")


@frozen
class ArticleSummary:
    """A line of the article list."""

    info: ArticleInfo
    decided: int
    total: int
    comments: int = 0
    open_comments: int = 0
    flags: int = 0  # on annotations
    set_id: str = ""  # of which the counts and the review are
    review: ReviewStatus = ReviewStatus.NONE
    assigned: tuple[Assigned, ...] = ()
    independent: int = 0  # how many annotators have a set of their own
    has_gold: bool = False


@frozen
class Loaded:
    """All that a session needs, read in one transaction; ``revision`` is the newest in the library at that moment."""

    article: Article
    annotations: tuple[Annotation, ...]
    suggestions: tuple[Suggestion, ...]
    revision: int
    remarks: Remarks
    annotation_set: AnnotationSet
    review: Review | None = None

    def session(self) -> Session:
        """The same in memory, to be kept up to date by what is committed later."""
        from core.session import Session

        return Session(
            self.article,
            self.annotations,
            self.suggestions,
            self.revision,
            self.remarks,
            self.annotation_set,
            self.review,
        )


@frozen
class Wanted:
    """Which revisions a timeline shows; what is not said is not asked for."""

    article: str | None = None
    annotator: str | None = None
    intents: frozenset[str] = frozenset()  # none of them: any
    label: str | None = None  # on either side of a change
    since: datetime | None = None  # aware; the moment itself included
    until: datetime | None = None  # aware; the moment itself not
    words: str = ""  # a part of the words that were changed; of letters, A–Z count as a–z
    model: Model | None = None  # the suggestions of this model, and what became of them
    part: str = ""  # “sources”: what changed this part of a quote, as snapshots call it
    abridged: bool = False  # of revisions with very many changes the first ones, and what all did: see core.steps
    set_id: str | None = None  # of an article: only what is about this set, and facts about the article itself
    viewer: str | None = None  # only what this annotator may see, who may be working independently


@frozen
class Stretch:
    """A part of the log that was looked through, newest first, and what is wanted of it."""

    found: tuple[Revision, ...]
    reached: int  # below this number nothing was looked at yet; 1 at the beginning of the log


@frozen
class LabelUse:
    """How much bears a label by now, in all articles together."""

    annotations: int
    articles: int  # with annotations
    pending: int  # suggestions that nobody has decided


@frozen
class Finding:
    """Something that an integrity check found wrong."""

    where: str
    what: str


Report: TypeAlias = Callable[[int, int], None]
"""Hears how many are done, and of how many."""

Cancelled: TypeAlias = Callable[[], bool]
"""Asked now and then whether to stop."""


class Ask(Protocol):
    """Puts one short question to the library and waits for the answer, so that others need not wait long."""

    def __call__(self, query: Callable[[Store], T], /) -> T: ...


class Together(Protocol):
    """The part of a library that is asked about the work of several people."""

    def sets(self, article: str) -> tuple[AnnotationSet, ...]:
        """All of an article: the shared one first, then those of annotators by name, gold last."""
        ...

    def assignments(self, article: str) -> tuple[Assignment, ...]: ...

    def review(self, set_id: str) -> Review | None: ...

    def resolutions(self, set_id: str) -> tuple[Resolution, ...]:
        """How the pairs of a gold set were settled so far; in no order."""
        ...

    def is_blind(self, article: str, annotator: str) -> bool:
        """Whether somebody is annotating an article independently just now, and so is not to see other sets of it."""
        ...

    def people(self) -> tuple[str, ...]:
        """Everybody whom the library knows as an annotator, by alphabet: who did something, or was asked to."""
        ...


class Store(Surveys, Together, Protocol):
    """A library, used by one thread at a time."""

    @property
    def location(self) -> str:
        """The path or URL, as a person would write it."""
        ...

    def execute(
        self, command: Command, annotator: str, advance: Report = ..., written: Callable[[Revision], None] = ...
    ) -> Revision:
        """Carry out a command and commit it, whole or not at all; ``advance`` hears how far one is that takes long.

        ``written`` hears of the revision when all of it is written and only the disk is waited for. It may still fail.

        Raises:
            KnownError: it cannot be done; nothing was changed.
        """
        ...

    def articles(
        self,
        *,
        status: Status | None = None,
        search: str = "",
        annotator: str | None = None,
        assigned: str | None = None,
    ) -> tuple[ArticleSummary, ...]:
        """All articles, the newest import first; ``search`` looks in headlines and origins, whatever their case.

        Counts and review are those of the set that ``annotator`` works in; else of the shared one. ``assigned`` leaves
        only what somebody was asked to annotate.
        """
        ...

    def length(self, article: str) -> int:
        """The length of an article's text in code points.

        Raises:
            UnknownRecordError: there is no such article.
        """
        ...

    def load(
        self, article: str, *, annotator: str | None = None, set_id: str | None = None, within: Span | None = None
    ) -> Loaded:
        """An article with the set of that id, or the one that somebody works in; else with the shared one.

        With ``within``, of the set only what touches that stretch of the text.

        Raises:
            UnknownRecordError: there is no such article, or no such set of it. A unique beginning of an id will do.
        """
        ...

    def revisions(
        self,
        *,
        article: str | None = None,
        record: str | None = None,
        after: int = 0,
        limit: int | None = None,
        newest_first: bool = False,
        set_id: str | None = None,
    ) -> tuple[Revision, ...]:
        """Revisions with their changes: of an article, or that touch a record's id, numbered above ``after``.

        With ``record`` they have only what they did to that record, and the run that had suggested it. With ``set_id``
        there is only what an article's revisions did in that set, or to the article itself.
        """
        ...

    def timeline(
        self, wanted: Wanted, *, before: int | None = None, after: int | None = None, limit: int
    ) -> tuple[Revision, ...]:
        """The newest revisions that are wanted, numbered below ``before``, newest first.

        With ``after`` it is the oldest that are numbered above it, in their order.
        """
        ...

    def look_back(self, wanted: Wanted, *, before: int | None = None, limit: int, at_most: int) -> Stretch:
        """The newest revisions that are wanted, of ``at_most`` so many numbered below ``before``.

        What is rare may be anywhere in a long log; asked so, others need not wait until all of it was looked through.
        """
        ...

    def brief(self, numbers: Collection[int]) -> tuple[Revision, ...]:
        """The revisions with these numbers, those with very many changes abridged; what there is not is left out."""
        ...

    def headlines(self, articles: Collection[str]) -> Mapping[str, str]:
        """The headlines of some articles, by their ids; what the library does not hold is left out."""
        ...

    def digest(self, number: int) -> str:
        """The digest that chains a revision to all before it: kept elsewhere, it shows a log that was made anew."""
        ...

    def annotators(self) -> tuple[str, ...]:
        """Everybody who has done something, by alphabet."""
        ...

    def revision(self, number: int) -> Revision: ...

    def labels(self) -> tuple[Label, ...]: ...

    def label_uses(self) -> Mapping[str, LabelUse]:
        """How much bears each label; what nothing bears is left out."""
        ...

    def rulings(self) -> tuple[Ruling, ...]:
        """What was ruled in this library; :func:`core.rulings.in_force` adds the defaults."""
        ...

    def runs(self, article: str | None = None) -> tuple[Run, ...]: ...

    def speakers(self) -> tuple[str, ...]:
        """Every speaker's name that the library knows, by alphabet."""
        ...

    def memory(self, words: Sequence[str]) -> tuple[Remembered, ...]:
        """What was decided about these words; what nobody decided about is left out."""
        ...

    def memories(self, *, search: str = "", limit: int = 1000) -> tuple[Remembered, ...]:
        """What the memory knows, the most often decided first; ``search`` is a part of the words."""
        ...

    def quote_memory(self) -> QuoteMemory:
        """What the newest decisions say of cues and of sources."""
        ...

    def would_change(self, command: Command, annotator: str) -> bool:
        """Whether a command would change something if it were carried out now."""
        ...

    def known_speakers(self) -> tuple[KnownSpeaker, ...]:
        """Everybody to whom a quote is given, the most quoted first."""
        ...

    def quotes_of(self, speaker: str) -> tuple[Annotation, ...]:
        """Every quote of a speaker in whatever article, by article and place."""
        ...

    def former_names(self, speaker: str) -> Mapping[str, str]:
        """By the ids of quotes of a speaker, the names that were changed to this one; others are left out."""
        ...

    def trail(self, annotator: str) -> Trail: ...

    def newest(self) -> int:
        """The number of the newest revision; 0 in an empty library."""
        ...

    def sets_with(self, search: Search) -> frozenset[str] | None:
        """The annotation sets that may have what a search's filters ask for, and some more; ``None`` for all."""
        ...

    def materials(self, sets: Mapping[str, str], search: Search) -> list[Material]:
        """What a search looks through: for each article's id the id of the set that is looked at."""
        ...

    def check(
        self, report: Report = lambda done, total: None, cancelled: Cancelled = lambda: False
    ) -> Sequence[Finding]:
        """Replays the log against the tables and looks at the file itself; empty when all is well.

        Args:
            report: hears how much of how much is done.
            cancelled: asked now and then whether to stop.

        Raises:
            StoppedError: ``cancelled()`` said so.
        """
        ...

    def backup(self, path: str) -> None: ...

    def tidy(self) -> None:
        """Bring what was committed lately to its place in the file: else one commit in so many waits for that."""
        ...

    def close(self) -> None: ...
