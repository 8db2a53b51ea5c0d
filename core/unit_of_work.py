"""What a handler may ask for, and what it hands back. The library implements it; tests may too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from core.bodies import Span
from core.comments import Remarks
from core.frozen import frozen
from core.history import Key, Trail
from core.memory import Remembered
from core.quote_memory import QuoteMemory
from core.records import Annotation, ArticleInfo, Change, Label, MemoryRule, Record, Revision, Suggestion
from core.sets import AnnotationSet, Assignment, Resolution, Review


@frozen
class Plan:
    """What a command comes to: the changes of one revision, not yet written."""

    article: str | None
    changes: tuple[Change, ...]
    reverts: int | None = None  # as in Revision
    reason: str | None = None
    new_text: str | None = None  # of the article that the plan brings in


class UnitOfWork(Protocol):
    """The library as one command sees it, inside one transaction."""

    @property
    def annotator(self) -> str: ...

    def article(self, article: str) -> ArticleInfo:
        """Raises UnknownRecordError where there is none."""
        ...

    def text(self, article: str) -> str: ...

    def article_with_text(self, sha256: str) -> ArticleInfo | None: ...

    def set_of(self, article: str) -> str:
        """The annotation set this annotator works in; the shared one has the article's own id."""
        ...

    def sets(self, article: str) -> Sequence[AnnotationSet]:
        """All of an article: the shared one first, then those of annotators by name, gold last."""
        ...

    def assignments(self, article: str) -> Sequence[Assignment]: ...

    def review(self, set_id: str) -> Review | None: ...

    def remarks(self, set_id: str) -> Remarks:
        """The comments and flags in a set."""
        ...

    def resolutions(self, set_id: str) -> Sequence[Resolution]: ...

    def annotation(self, id: str) -> Annotation | None: ...

    def suggestion(self, id: str) -> Suggestion | None: ...

    def annotations(self, set_id: str, within: Span | None = None) -> Sequence[Annotation]:
        """All of a set, or those whose bounds share a character with a span."""
        ...

    def suggestions(self, set_id: str, within: Span | None = None) -> Sequence[Suggestion]:
        """All of a set, or those whose bounds share a character with a span."""
        ...

    def speakers(self) -> Sequence[str]:
        """The name of everybody to whom a quote is given, in whatever article."""
        ...

    def labels(self) -> Sequence[Label]: ...

    def bearing(self, label: str) -> Iterator[tuple[Annotation | Suggestion, str]]:
        """Every entity of every article that bears a label, stood or suggested, with the words that it covers."""
        ...

    def doubled(self, label: str, other: str) -> frozenset[str]:
        """The ids of the annotations with a label that stand exactly where one with another label stands."""
        ...

    def rules_with(self, label: str) -> Sequence[MemoryRule]:
        """The rules of the memory that say a label."""
        ...

    def memory(self, *, words: Sequence[str] = (), firsts: Sequence[str] = ()) -> Sequence[Remembered]:
        """What was decided about exactly these words, or about all that begin with one of these tokens."""
        ...

    def quote_memory(self, since: int = 0) -> QuoteMemory:
        """What was decided about quotes lately, in whatever article; only by revisions with higher numbers."""
        ...

    def quotes_as_suggested(self, set_id: str, ids: Sequence[str]) -> Iterator[tuple[Suggestion, Suggestion]]:
        """The suggested quotes of a set with these ids: each as it is, and as it was when it came in."""
        ...

    def speakers_in(self, set_id: str) -> frozenset[str]:
        """The name of everybody to whom a quote of a set is given."""
        ...

    def record(self, key: Key) -> Record | None: ...

    def revision(self, number: int) -> Revision:
        """Raises UnknownRecordError where there is none."""
        ...

    def last_change(self, key: Key, until: int | None = None) -> Revision | None:
        """The revision that last changed the record with a key, also one that is gone; of those up to a number."""
        ...

    def revisions_after(self, article: str, number: int) -> Sequence[Revision]:
        """The revisions of an article with higher numbers, in their order."""
        ...

    def trail(self) -> Trail:
        """Where this annotator's undo and redo stand."""
        ...
