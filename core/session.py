"""One open article in memory: what stands in it, kept up to date by the revisions that are committed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.bodies import ExcludedRegion, Quote, Span
from core.comments import Comment, Flag, Remarks
from core.frozen import frozen
from core.queue import Queue, rank
from core.records import Annotation, Article, ArticleInfo, Change, Item, Label, Record, Revision, Suggestion, Verdict
from core.sets import FACTS, AnnotationSet, Review, shared_set
from core.span_index import SpanIndex
from core.text import TextIndex


@frozen
class Progress:
    """How many of an article's annotations and suggestions somebody has decided."""

    decided: int
    total: int


@frozen
class SpeakerTally:
    """A speaker of an article with the quotes (ids, in the order of the text) and the words that are theirs."""

    name: str  # "" for quotes whose speaker nobody named
    quotes: tuple[str, ...]
    words: int


@frozen
class Touched:
    """What a revision changed in a session: ids, and the stretches of text to draw again."""

    ids: frozenset[str]
    spans: tuple[Span, ...]
    remarks: bool = False  # comments or flags, of these items or of the article


class Session:
    """One article with its annotations and suggestions.

    An *item* is what the desk shows at a place: the annotation where one stands, else the suggestion. Withdrawn
    suggestions are no items; rejected ones are, apart from the others.
    """

    def __init__(
        self,
        article: Article,
        annotations: Iterable[Annotation],
        suggestions: Iterable[Suggestion],
        revision: int,
        remarks: Remarks | None = None,
        annotation_set: AnnotationSet | None = None,
        review: Review | None = None,
    ) -> None:
        self.info: ArticleInfo = article.info
        self.annotation_set = annotation_set or shared_set(article.info.id)
        self.review = review
        self.text = article.text
        self.index = TextIndex(article.text)
        self.revision = revision
        self.remarks = remarks if remarks is not None else Remarks()
        self._annotations = {annotation.id: annotation for annotation in annotations}
        self._suggestions = {suggestion.id: suggestion for suggestion in suggestions}
        self._regions = {id for id, one in self._annotations.items() if isinstance(one.body, ExcludedRegion)}
        self._shown = SpanIndex()
        self._rejected = SpanIndex()
        self._undecided: set[str] = set()
        shown: dict[str, Span] = {id: annotation.body.bounds for id, annotation in self._annotations.items()}
        rejected: dict[str, Span] = {}
        for id, suggestion in self._suggestions.items():
            if id not in shown and suggestion.verdict is Verdict.PENDING:
                shown[id] = suggestion.body.bounds
                self._undecided.add(id)
            elif id not in shown and suggestion.verdict is Verdict.REJECTED:
                rejected[id] = suggestion.body.bounds
        self._shown.fill(shown)
        self._rejected.fill(rejected)
        self._queue: Queue | None = None  # made when it is first asked for

    # ------------------------------------------------------------------------------------------------------ look-ups

    @property
    def id(self) -> str:
        return self.info.id

    @property
    def set_id(self) -> str:
        return self.annotation_set.id

    def item(self, id: str) -> Item | None:
        """The annotation with this id, else the suggestion, unless it is withdrawn or was joined into another."""
        annotation = self._annotations.get(id)
        if annotation is not None:
            return annotation
        suggestion = self._suggestions.get(id)
        if suggestion is not None and suggestion.verdict in (Verdict.PENDING, Verdict.REJECTED):
            return suggestion
        return None

    def suggestion(self, id: str) -> Suggestion | None:
        """The suggestion with this id, also where an annotation has been made of it."""
        return self._suggestions.get(id)

    def suggestions(self) -> Iterator[Suggestion]:
        """Every suggestion there ever was, in no order, withdrawn and decided ones too."""
        yield from self._suggestions.values()

    def standing_count(self) -> int:
        """How many annotations stand; excluded text is none."""
        return len(self._annotations) - len(self._regions)

    def is_pending(self, id: str) -> bool:
        return id in self._undecided

    def is_rejected(self, id: str) -> bool:
        return id in self._rejected

    def items(self, *, rejected: bool = False) -> Iterator[Item]:
        """Every item in the order of the text; rejected ones only when asked for."""
        ids = self._shown.in_order()
        if rejected:
            ids = sorted(ids + self._rejected.in_order(), key=self._place)
        for id in ids:
            item = self.item(id)
            assert item is not None
            yield item

    def in_no_order(self) -> Iterator[Item]:
        """Every item, rejected ones too; several times as quick as in the order of the text."""
        yield from self._annotations.values()
        for id in (*self._undecided, *self._rejected.in_order()):
            yield self._suggestions[id]

    def touching(self, start: int, end: int, *, rejected: bool = False) -> list[Item]:
        """The items whose bounds share a character with ``start..end``, in the order of the text."""
        ids = self._shown.touching(start, end)
        if rejected:
            ids = sorted(ids + self._rejected.touching(start, end), key=self._place)
        return [item for item in map(self.item, ids) if item is not None]

    def at(self, offset: int, *, rejected: bool = False) -> list[Item]:
        """The items of which a part covers the character at ``offset``, the smallest part first."""
        hits = []
        for item in self.touching(offset, offset + 1, rejected=rejected):
            sizes = [span.end - span.start for _, span in item.body.parts() if span.contains(offset)]
            if sizes:
                hits.append((min(sizes), item.id, item))
        return [item for _, _, item in sorted(hits, key=lambda hit: hit[:2])]

    def undecided_after(self, place: int | str | None) -> str | None:
        """The next pending suggestion behind an offset or an item, and from the top when there is none behind."""
        start = self._start(place)
        return self._shown.neighbour(start, 1, self._undecided) or self._shown.neighbour(
            (-1, 0, ""), 1, self._undecided
        )

    def undecided_before(self, place: int | str | None) -> str | None:
        """The pending suggestion before an offset or an item, and from the end when there is none before."""
        start = self._start(place)
        end = (len(self.text) + 1, 0, "")
        return self._shown.neighbour(start, -1, self._undecided) or self._shown.neighbour(end, -1, self._undecided)

    def unsure(self, place: str | None, step: int = 1) -> str | None:
        """The pending suggestion that is next less doubtful (1) or next more doubtful (-1) than an item, and round.

        Without an item, or from one that nobody suggested: the most doubtful one, or the least.
        """
        if self._queue is None:
            self._queue = Queue(self._suggestions[id] for id in self._undecided)
        suggestion = self._suggestions.get(place) if place is not None else None
        return self._queue.neighbour(rank(suggestion) if suggestion is not None else None, step)

    def neighbour(self, place: str | int | None, step: int) -> str | None:
        """The item after (1) or before (-1) another or an offset, decided or not; ``None`` at the ends.

        Without a place, and from an item that is not shown, the first or the last one.
        """
        if isinstance(place, str) and place in self._shown:
            return self._shown.neighbour(self._shown.place_of(place), step, self._shown)
        at = place if isinstance(place, int) else -1 if step > 0 else len(self.text) + 1
        return self._shown.neighbour((at, 0, ""), step, self._shown)

    def progress(self) -> Progress:
        total = len(self._shown) + len(self._rejected)
        return Progress(total - len(self._undecided), total)

    def speakers(self) -> tuple[SpeakerTally, ...]:
        """Who speaks in the article, most words first; quotes without a named speaker under ``""``, last."""
        quotes: dict[str, list[str]] = defaultdict(list)
        words: dict[str, int] = defaultdict(int)
        for item in self.items():
            if isinstance(item.body, Quote):
                count = sum(len(span.of(self.text).split()) for span in item.body.contents)
                for name in item.body.speakers or ("",):
                    quotes[name].append(item.id)
                    words[name] += count
        names = sorted(quotes, key=lambda name: (not name, -words[name], name))
        return tuple(SpeakerTally(name, tuple(quotes[name]), words[name]) for name in names)

    # --------------------------------------------------------------------------------------------------------- folding

    def narrowed(self, revision: Revision) -> Revision:
        """A revision of the whole library as this article has it, where it changed something here; else as it is."""
        if revision.article is not None:
            return revision
        own = [change for change in revision.changes if self._has(change.record) or isinstance(change.record, Label)]
        if all(isinstance(change.record, Label) for change in own):
            return revision
        return replace(revision, article=self.id, changes=tuple(own))

    def _has(self, record: Record) -> bool:
        if isinstance(record, ArticleInfo):
            return record.id == self.id
        if not isinstance(record, Annotation | Suggestion):
            return False
        return record.set_id == self.set_id or record.id in self._annotations or record.id in self._suggestions

    def concerns(self, revision: Revision) -> bool:
        """Whether a revision is about this article, and not about an annotation set of somebody else."""
        of_set = revision.set_id or revision.article
        return revision.article == self.id and (of_set == self.set_id or revision.intent in FACTS)

    def fold(self, revision: Revision) -> Touched:
        """Take in a committed revision. One that was seen already, or of another article, changes nothing."""
        revision = self.narrowed(revision)
        if revision.id <= self.revision or revision.article != self.id:
            return Touched(frozenset(), ())
        self.revision = revision.id
        ids: set[str] = set()
        spans: set[Span] = set()
        said: set[str | None] = set()
        for change in revision.changes:
            if isinstance(change.after, ArticleInfo):
                self.info = replace(change.after, version=revision.id)
            elif getattr(change.record, "set_id", self.set_id) != self.set_id:
                continue  # somebody else's
            elif isinstance(change.record, Review):
                self.review = change.after if isinstance(change.after, Review) else None
            elif isinstance(change.record, Comment | Flag):
                said.add(self._hear(change, revision.id))
            elif isinstance(change.record, Annotation | Suggestion):
                ids.add(change.record.id)
                spans |= self._take(change, revision.id)
        for id in ids:
            self._place_anew(id)
        for about in said - ids:
            item = self.item(about) if about is not None else None
            if item is not None:
                ids.add(item.id)
                spans.add(item.body.bounds)
        return Touched(frozenset(ids), tuple(sorted(spans)), bool(said))

    def _hear(self, change: Change, version: int) -> str | None:
        """Take in a comment or a flag; what it is about comes back."""
        before, after = change.before, change.after
        if isinstance(after, Comment | Flag):
            after = replace(after, version=version)
        return self.remarks.take(
            before if isinstance(before, Comment | Flag) else None, after if isinstance(after, Comment | Flag) else None
        )

    def _take(self, change: Change, version: int) -> set[Span]:
        record, after = change.record, change.after
        if isinstance(record, Annotation):
            self._annotations.pop(record.id, None)
            self._regions.discard(record.id)
            if isinstance(after, Annotation):
                self._annotations[record.id] = after if after.version == version else replace(after, version=version)
                if isinstance(after.body, ExcludedRegion):
                    self._regions.add(record.id)
        elif isinstance(record, Suggestion):
            self._suggestions.pop(record.id, None)
            if isinstance(after, Suggestion):
                self._suggestions[record.id] = after if after.version == version else replace(after, version=version)
        sides = (change.before, change.after)
        return {side.body.bounds for side in sides if isinstance(side, Annotation | Suggestion)}

    def _place_anew(self, id: str) -> None:
        self._undecided.discard(id)
        if self._queue is not None:
            self._queue.discard(id)
        item = self.item(id)
        if item is None:
            self._shown.discard(id)
            self._rejected.discard(id)
            return
        if isinstance(item, Suggestion) and item.verdict is Verdict.REJECTED:
            self._shown.discard(id)
            self._rejected.put(id, item.body.bounds)
            return
        self._rejected.discard(id)
        self._shown.put(id, item.body.bounds)
        if isinstance(item, Suggestion):
            self._undecided.add(id)
            if self._queue is not None:
                self._queue.put(item)

    # --------------------------------------------------------------------------------------------------------- places

    def _place(self, id: str) -> tuple[int, int, str]:
        index = self._shown if id in self._shown else self._rejected
        return index.place_of(id)

    def _start(self, place: int | str | None) -> tuple[int, int, str]:
        if isinstance(place, str) and (place in self._shown or place in self._rejected):
            return self._place(place)
        return (place if isinstance(place, int) else -1, 0, "")
