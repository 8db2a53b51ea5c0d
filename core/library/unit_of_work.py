"""The library as one command sees it, and the commit of what the command comes to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection

from core.bodies import Span
from core.comments import Remarks
from core.errors import UnknownRecordError
from core.history import Key, Trail, trail_after
from core.library import labelled, log, memory, quote_memory, reach, reading, remarks, sets, writing
from core.library.stages import READ, WRITTEN, Stages, at_ease
from core.library.whole import Whole
from core.memory import Remembered, learned
from core.queries import Report
from core.quote_memory import QuoteMemory
from core.records import Annotation, ArticleInfo, Change, Label, MemoryRule, Record, Revision, Suggestion
from core.sets import AnnotationSet, Assignment, Resolution, Review
from core.unit_of_work import Plan

T = TypeVar("T")

_TEXTS_KEPT = 8_000_000  # code points
_FACTS_KEPT = 1_000
_SINGLE_LOOKUPS = 64  # more than these, and reading the whole set is quicker


@dataclass(slots=True)
class Cache:
    """What one store remembers between commands.

    Texts and annotators' ids never change. Labels, trails and facts hold for as long as the log ends where it ended
    when they were read.
    """

    texts: OrderedDict[str, str] = field(default_factory=OrderedDict)
    annotators: dict[str, str] = field(default_factory=dict)
    head: log.Head | None = None
    labels: tuple[Label, ...] | None = None
    trails: dict[str, Trail] = field(default_factory=dict)
    facts: dict[tuple[str, ...], Any] = field(default_factory=dict)  # of articles and sets, not what is in them
    quotes: quote_memory.Kept = field(default_factory=quote_memory.Kept)

    def text(self, article: str, read: Callable[[], str | None]) -> str | None:
        """The text of an article, read if it is not remembered; the longest unused are forgotten."""
        found = self.texts.get(article)
        if found is not None:
            self.texts.move_to_end(article)
            return found
        found = read()
        if found is not None:
            self.texts[article] = found
            while len(self.texts) > 1 and sum(map(len, self.texts.values())) > _TEXTS_KEPT:
                self.texts.popitem(last=False)
        return found

    def fact(self, key: tuple[str, ...], read: Callable[[], T]) -> T:
        """What nearly every command asks about its article, and hardly any changes."""
        if key not in self.facts:
            if len(self.facts) >= _FACTS_KEPT:
                self.facts.clear()
            self.facts[key] = read()
        found: T = self.facts[key]
        return found

    def at(self, head: log.Head) -> None:
        """The log ends here now: what somebody else wrote since may have changed labels, trails and facts."""
        if head != self.head:
            self.labels = None
            self.trails.clear()
            self.facts.clear()
            self.head = head


class LibraryUnitOfWork:
    """One command's view, inside one transaction that writes. Implements :class:`core.unit_of_work.UnitOfWork`."""

    def __init__(self, connection: Connection, annotator: str, cache: Cache, advance: Report = at_ease) -> None:
        self._connection = connection
        self._stages = Stages(advance)
        self._annotator = annotator
        self._cache = cache
        self._head = log.head(connection)
        cache.at(self._head)
        self._id: str | None = None  # the annotator's; in the cache when it is known to be committed
        self._lookups = 0
        self._whole: dict[str, Whole] = {}
        self._independent: frozenset[str] | None = None  # the sets of those who work independently, once asked for

    # ------------------------------------------------------------------------------------------------------- look-ups

    @property
    def annotator(self) -> str:
        return self._annotator

    def article(self, article: str) -> ArticleInfo:
        info = self._cache.fact(("article", article), lambda: reading.article(self._connection, article))
        return _there(info, "article", article)

    def text(self, article: str) -> str:
        text = self._cache.text(article, lambda: reading.article_text(self._connection, article))
        return _there(text, "article", article)

    def article_with_text(self, sha256: str) -> ArticleInfo | None:
        return reading.article_with_text(self._connection, sha256)

    def set_of(self, article: str) -> str:
        def read() -> str:
            return sets.working_set(self._connection, self.article(article).id, self._annotator)

        return self._cache.fact(("set", article, self._annotator), read)

    def sets(self, article: str) -> Sequence[AnnotationSet]:
        return sets.sets_of(self._connection, article)

    def assignments(self, article: str) -> Sequence[Assignment]:
        return sets.assignments_of(self._connection, article)

    def review(self, set_id: str) -> Review | None:
        return self._cache.fact(("review", set_id), lambda: sets.review_of(self._connection, set_id))

    def remarks(self, set_id: str) -> Remarks:
        return remarks.of_set(self._connection, set_id)

    def resolutions(self, set_id: str) -> Sequence[Resolution]:
        return sets.resolutions_in(self._connection, set_id)

    def annotation(self, id: str) -> Annotation | None:
        for whole in self._whole.values():
            if id in whole:
                return whole.annotations.get(id)
        found = reading.annotation(self._connection, id)
        self._count_lookup(None if found is None else found.set_id)
        return found

    def suggestion(self, id: str) -> Suggestion | None:
        for whole in self._whole.values():
            if id in whole:
                return whole.suggestions.get(id)
        found = reading.suggestion(self._connection, id)
        self._count_lookup(None if found is None else found.set_id)
        return found

    def annotations(self, set_id: str, within: Span | None = None) -> Sequence[Annotation]:
        if within is not None:
            self._count_lookup(set_id)
        whole = self._whole.get(set_id)
        if whole is None:
            return reading.annotations_in(self._connection, set_id, within)
        if within is None:
            return whole.annotations.all()
        return whole.annotations.within(within)

    def suggestions(self, set_id: str, within: Span | None = None) -> Sequence[Suggestion]:
        if within is not None:
            self._count_lookup(set_id)
        whole = self._whole.get(set_id)
        if whole is None:
            return reading.suggestions_in(self._connection, set_id, within)
        if within is None:
            return whole.suggestions.all()
        return whole.suggestions.within(within)

    def memory(self, *, words: Sequence[str] = (), firsts: Sequence[str] = ()) -> Sequence[Remembered]:
        if firsts:
            return memory.beginning_with(self._connection, firsts)
        return memory.of_words(self._connection, words)

    def quote_memory(self, since: int = 0) -> QuoteMemory:
        whole = quote_memory.quote_memory(self._connection, self._cache.quotes)
        return quote_memory.since(self._cache.quotes, since) if since else whole

    def quotes_as_suggested(self, set_id: str, ids: Sequence[str]) -> Iterator[tuple[Suggestion, Suggestion]]:
        return quote_memory.as_suggested(self._connection, set_id, ids)

    def speakers_in(self, set_id: str) -> frozenset[str]:
        return reading.speakers_in(self._connection, set_id)

    def speakers(self) -> Sequence[str]:
        return reading.speakers(self._connection)

    def labels(self) -> Sequence[Label]:
        if self._cache.labels is None:
            self._cache.labels = reading.all_labels(self._connection)
        return self._cache.labels

    def bearing(self, label: str) -> Iterator[tuple[Annotation | Suggestion, str]]:
        return labelled.bearing(self._connection, label, self._stages.stage(READ))

    def doubled(self, label: str, other: str) -> frozenset[str]:
        return labelled.doubled(self._connection, label, other)

    def rules_with(self, label: str) -> Sequence[MemoryRule]:
        return labelled.rules_with(self._connection, label)

    def record(self, key: Key) -> Record | None:
        name, id = key
        if name == "annotation":
            return self.annotation(id)
        if name == "suggestion":
            return self.suggestion(id)
        return reading.record(self._connection, key)

    def revision(self, number: int) -> Revision:
        return _there(log.revision(self._connection, number), "revision", str(number))

    def last_change(self, key: Key, until: int | None = None) -> Revision | None:
        number = log.last_change(self._connection, *key, self._head.number if until is None else until)
        return None if number is None else self.revision(number)

    def revisions_after(self, article: str, number: int) -> Sequence[Revision]:
        return log.revisions_after(self._connection, article, number)

    def trail(self) -> Trail:
        trail = self._cache.trails.get(self._annotator)
        if trail is None:
            trail = log.trail_before(self._connection, self._annotator_id(), self._head.number + 1)
            self._cache.trails[self._annotator] = trail
        return trail

    def _count_lookup(self, set_id: str | None) -> None:
        """A command about hundreds of places reads their set whole, instead of asking twice for each."""
        self._lookups += 1
        if self._lookups > _SINGLE_LOOKUPS and set_id is not None and set_id not in self._whole:
            self._whole[set_id] = Whole(self._connection, set_id)

    # --------------------------------------------------------------------------------------------------------- commit

    def commit(self, plan: Plan, intent: str) -> Revision:
        """Write what a command comes to: rows, revision and changes. The transaction's end makes it so.

        The cache learns of it through :meth:`committed`, when the transaction has ended well.

        Raises:
            BugError: the plan does not fit the tables.
        """
        number = self._head.number + 1
        writing.apply(self._connection, plan.changes, number, plan.new_text, self._stages.stage(WRITTEN))
        text = None
        if plan.article is not None:
            text = plan.new_text if plan.new_text is not None else self.text(plan.article)
        # What somebody thinks who works independently is nobody else's lesson until it is gold.
        counted = [one for one in plan.changes if not self._is_independent(one, plan.article)]
        memory.learn(self._connection, learned(counted, text))
        below = Trail()
        if plan.reverts is not None and intent in ("undo", "redo"):
            below = log.trail_before(self._connection, self._annotator_id(), plan.reverts)
        trail = trail_after(intent, number, self.trail(), below)
        changes = tuple(log.as_committed(plan.changes, number))
        revision = Revision(
            number,
            plan.article,
            self._annotator,
            datetime.now(UTC),
            intent,
            changes,
            plan.reverts,
            plan.reason,
            trail.undo_top,
            trail.redo_top,
        )
        digest = log.put(self._connection, revision, self._annotator_id(), self._head.digest, self._stages)
        if plan.article is None:
            reach.put(self._connection, revision)
        sets.sift(self._connection, number, revision.set_id)
        self._head = log.Head(number, digest)
        return revision

    def committed(self, revision: Revision) -> None:
        """Let the cache know that the transaction with a revision has ended well."""
        self._cache.head = self._head
        self._cache.annotators[self._annotator] = self._annotator_id()
        self._cache.trails[self._annotator] = Trail(revision.undo_top, revision.redo_top)
        others = [
            change.record for change in revision.changes if not isinstance(change.record, Annotation | Suggestion)
        ]
        if others:
            self._cache.facts.clear()
        if any(isinstance(record, Label) for record in others):
            self._cache.labels = None

    def _annotator_id(self) -> str:
        if self._id is None:
            self._id = self._cache.annotators.get(self._annotator)
        if self._id is None:
            self._id = sets.annotator_id(self._connection, self._annotator)
        return self._id

    def _is_independent(self, change: Change, article: str | None) -> bool:
        set_id = getattr(change.record, "set_id", article)
        if set_id == article:
            return False
        if self._independent is None:
            self._independent = sets.independent(self._connection)
        return set_id in self._independent


def _there(found: T | None, what: str, name: str) -> T:
    if found is None:
        raise UnknownRecordError(f"The library has no {what} {name}.")
    return found
