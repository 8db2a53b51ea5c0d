"""What can be asked of a library, and the plain values it answers with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from core.comments import Remarks
from core.history import Trail
from core.memory import Remembered
from core.model import Annotation, Article, ArticleInfo, Label, Revision, Ruling, Run, Status, Suggestion
from core.quote_memory import QuoteMemory
from core.speakers import KnownSpeaker
from core.surveys import Model, Surveys

if TYPE_CHECKING:
    from core.commands import Command
    from core.find.material import Material
    from core.find.search import Search

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """A line of the article list."""

    info: ArticleInfo
    decided: int
    total: int
    comments: int = 0
    open_comments: int = 0
    flags: int = 0  # on annotations


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that a session needs, read in one transaction; ``revision`` is the newest in the library at that moment."""

    article: Article
    annotations: tuple[Annotation, ...]
    suggestions: tuple[Suggestion, ...]
    revision: int
    remarks: Remarks = field(default_factory=Remarks)


@dataclass(frozen=True, slots=True)
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
    most: int | None = None  # changes told of a revision of the whole library, as one may have a hundred thousand


@dataclass(frozen=True, slots=True)
class LabelUse:
    """How much bears a label by now, in all articles together."""

    annotations: int
    articles: int  # with annotations
    pending: int  # suggestions that nobody has decided


@dataclass(frozen=True, slots=True)
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


class Store(Surveys, Protocol):
    """A library, used by one thread at a time."""

    @property
    def location(self) -> str:
        """The path or URL, as a person would write it."""
        ...

    def execute(self, command: Command, annotator: str, advance: Report = ...) -> Revision:
        """Carry out a command and commit it, whole or not at all; ``advance`` hears how far one is that takes long.

        Raises:
            KnownError: it cannot be done; nothing was changed.
        """
        ...

    def articles(self, *, status: Status | None = None, search: str = "") -> tuple[ArticleSummary, ...]:
        """All articles, the newest import first; ``search`` looks in headlines and origins, whatever their case."""
        ...

    def load(self, article: str) -> Loaded:
        """Raises UnknownRecordError where there is no such article. A unique beginning of an id will do."""
        ...

    def revisions(
        self,
        *,
        article: str | None = None,
        record: str | None = None,
        after: int = 0,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> tuple[Revision, ...]:
        """Revisions with their changes: of an article, or that touch a record's id, numbered above ``after``."""
        ...

    def timeline(
        self, wanted: Wanted, *, before: int | None = None, after: int | None = None, limit: int
    ) -> tuple[Revision, ...]:
        """The newest revisions that are wanted, numbered below ``before``, newest first.

        With ``after`` it is the oldest that are numbered above it, in their order.
        """
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

    def articles_with(self, search: Search) -> frozenset[str] | None:
        """The articles that may have what a search's filters ask for, and some more; ``None`` for all."""
        ...

    def materials(self, articles: Sequence[str], search: Search) -> list[Material]:
        """What of some articles a search looks through; see :mod:`core.find.library`."""
        ...

    def check(self) -> Sequence[Finding]:
        """Replays the log against the tables and looks at the file itself; empty when all is well."""
        ...

    def backup(self, path: str) -> None: ...

    def close(self) -> None: ...
