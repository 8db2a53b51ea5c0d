"""The log record by record, beside the tables in the same order, for the integrity check.

Both are read in the order of the records’ ids, so that no more than one record is held at a time; what is counted over
all of them are numbers of sets and of words.
"""

from __future__ import annotations

import heapq
import json
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, func, select

from core.codec import from_snapshot, record_name, snapshot
from core.errors import BugError
from core.frozen import frozen
from core.history import stamped
from core.library import memory, reading, remarks, rulings, sets
from core.library import tables as t
from core.library.tables_together import revision_sets
from core.memory import Count, counted
from core.queries import Finding
from core.records import Annotation, ArticleInfo, MemoryRule, Record, Suggestion, Verdict
from core.sets import Review, ReviewStatus

C, R, E, X = t.changes.c, t.revisions.c, t.annotation_sets.c, t.article_texts.c

_AT_ONCE = 500  # annotations, with their parts
_TEXTS = 64  # that are held: records that came together are of one article

_CHANGES = (
    select(C.record_id, C.record, C.revision_id, C.before, C.after, R.article_id)
    .outerjoin(t.revisions, R.id == C.revision_id)
    .order_by(C.record_id, C.revision_id, C.ordinal)
    .execution_options(yield_per=1000)
)
_IDS: Any = bindparam("ids", expanding=True)
_PARTS = reading.PARTS.where(t.parts.c.annotation_id.in_(_IDS))
_SPEAKERS = reading.SPEAKERS.where(t.annotation_speakers.c.annotation_id.in_(_IDS))
_TEXT = select(X.text).where(bindparam("id") == X.article_id)

_UNREADABLE = (ValueError, KeyError, TypeError, BugError)

Row: TypeAlias = Sequence[Any]
Numbered: TypeAlias = tuple[int, Finding]


def standing(connection: Connection) -> Iterator[Record]:
    """Every record of the state tables, by their ids."""
    small: list[Record] = [
        *map(reading.article_of, connection.execute(reading.ARTICLES)),
        *map(reading.label_of, connection.execute(reading.LABELS)),
        *rulings.all_rulings(connection),
        *map(reading.run_of, connection.execute(reading.RUNS)),
        *(MemoryRule(*row) for row in connection.execute(reading.MEMORY_RULES)),
        *remarks.everything(connection),
        *sets.everything(connection),
    ]
    suggestions = reading.suggestions_of(_in_order(connection, reading.SUGGESTIONS, t.suggestions.c.id))
    streams: tuple[Iterable[Record], ...] = (
        sorted(small, key=attrgetter("id")), _annotations(connection), suggestions,
    )  # fmt: skip
    return heapq.merge(*streams, key=attrgetter("id"))


def _in_order(connection: Connection, rows: Any, id: Any) -> Iterator[Row]:
    return iter(connection.execute(rows.order_by(id).execution_options(yield_per=1000)))


def _annotations(connection: Connection) -> Iterator[Annotation]:
    rows = _in_order(connection, reading.ANNOTATIONS, t.annotations.c.id)
    while some := list(islice(rows, _AT_ONCE)):
        ids = {"ids": [row[0] for row in some if row[2] == "quote"]}
        quotes = reading.Quotes(connection.execute(_PARTS, ids), connection.execute(_SPEAKERS, ids))
        yield from reading.annotations_of(some, quotes)


@frozen
class _Set:
    article: str
    is_own: bool
    total: int
    undecided: int
    longest: int
    review_status: str


class Replay:
    """Replays every record by itself, and holds it against the tables; ``steps`` has to be gone through first."""

    def __init__(self, connection: Connection, most: int) -> None:
        """Look at the sets.

        Args:
            connection: in a transaction.
            most: so many findings of one kind are kept.
        """
        self._connection, self._most = connection, most
        self.hashes: dict[str, str] = {}  # of the articles’ texts, as the log has them
        self.rows: list[Finding] = []
        self._in_log: list[tuple[int, int, Finding]] = []  # a heap of the first ones, by their numbers
        self._found = 0
        self._newest = connection.execute(select(func.max(R.id))).scalar() or 0
        self._cut_off: set[int] = set()  # revisions behind the newest: what they left in the tables gives them away
        self._about: dict[int, str] = {}  # of which set a revision is, where that is not the shared one
        self._reviews: dict[str, str] = {}
        self._totals: Counter[str] = Counter()
        self._undecided: Counter[str] = Counter()
        self._longest: dict[str, int] = defaultdict(int)
        self._counts: Counter[Count] = Counter()
        self._texts: OrderedDict[str, str] = OrderedDict()
        read = select(E.id, E.article_id, E.annotator_id, E.total, E.undecided, E.longest, E.review_status)
        self._sets = {row[0]: _Set(row[1], row[2] is not None, *row[3:]) for row in connection.execute(read)}

    # ---------------------------------------------------------------------------------------------------------- replay

    def steps(self) -> Iterator[None]:
        """Record by record; one step for each change."""
        changes = groupby(self._connection.execute(_CHANGES), key=itemgetter(0))
        tables = groupby(standing(self._connection), key=attrgetter("id"))
        logged, there = next(changes, None), next(tables, None)
        while logged is not None or there is not None:
            id = min(pair[0] for pair in (logged, there) if pair is not None)
            expected: dict[str, Record] = {}
            read: dict[str, str | None] = {}  # the snapshots that the records were last read from
            found: dict[str, Record] = {}
            if logged is not None and logged[0] == id:
                for row in logged[1]:
                    yield
                    self._fold(expected, read, row)
                logged = next(changes, None)
            if there is not None and there[0] == id:
                found = {record_name(record): record for record in there[1]}
                there = next(tables, None)
            self._compare(expected, found)
            self._count(expected)

    def _fold(self, state: dict[str, Record], read: dict[str, str | None], row: Row) -> None:
        id, name, number, before_json, after_json, article = row
        known = state.get(name)
        try:
            # Nearly always it begins with the very text that the revision before it ended with.
            fits = known is not None and read.get(name) == before_json
            before = known if fits else _record(name, before_json)
            after = _record(name, after_json)
        except _UNREADABLE as error:
            self._tell(number, f"what it says of {name} {id} cannot be read: {error!r}")
            return
        if not fits and (None if known is None else stamped(known, 0)) != before:
            self._tell(number, f"it begins from another {name} {id} than the log has until then")
        read[name] = after_json
        if after is None:
            state.pop(name, None)
        else:
            state[name] = stamped(after, number)
        of_set = getattr(after or before, "set_id", None)
        if of_set is not None and article not in (None, of_set):
            self._about.setdefault(number, of_set)

    def _tell(self, number: int, what: str) -> None:
        """Keep a finding, if it is among the first by its number."""
        self._found += 1
        heapq.heappush(self._in_log, (-number, -self._found, Finding(f"revision {number}", what)))
        if len(self._in_log) > self._most:
            heapq.heappop(self._in_log)

    def _compare(self, expected: Mapping[str, Record], found: Mapping[str, Record]) -> None:
        for name in sorted(expected.keys() | found.keys()):
            there, wanted = found.get(name), expected.get(name)
            if there is not None and there.version > self._newest and there.version not in self._cut_off:
                self._cut_off.add(there.version)
                self._tell(there.version, f"it is missing from the end of the log; it left {name} {there.id}")
            if there == wanted or len(self.rows) >= self._most:
                continue
            where = f"{name} {(there or wanted).id}"  # type: ignore[union-attr]  # one of them is there
            if there is None:
                told = f"the log has it, by revision {wanted.version if wanted else 0}, but the tables do not"
            elif wanted is None:
                told = "it is in the tables, but not in the log"
            else:
                told = _difference(there, wanted)
            self.rows.append(Finding(where, told))

    # --------------------------------------------------------------------------------------------- what follows from it

    def _count(self, state: Mapping[str, Record]) -> None:
        for record in state.values():
            match record:
                case ArticleInfo():
                    self.hashes[record.id] = record.sha256
                case Review():
                    self._reviews[record.id] = record.status
                case Annotation() | Suggestion():
                    self._count_item(record, "annotation" in state)

    def _count_item(self, item: Annotation | Suggestion, is_annotated: bool) -> None:
        of, bounds = item.set_id, item.body.bounds
        self._longest[of] = max(self._longest[of], bounds.end - bounds.start)
        if isinstance(item, Annotation):
            self._totals[of] += 1
        elif not is_annotated:
            self._totals[of] += item.verdict in (Verdict.PENDING, Verdict.REJECTED)
            self._undecided[of] += item.verdict is Verdict.PENDING
        known = self._sets.get(of)
        if known is not None and not known.is_own and (words := self._text(known.article)) is not None:
            count = counted(item, words)
            if count is not None:
                self._counts[count] += 1

    def _text(self, article: str) -> str | None:
        if article not in self._texts:
            found: str | None = self._connection.execute(_TEXT, {"id": article}).scalar()
            if found is None:
                return None
            self._texts[article] = found
            if len(self._texts) > _TEXTS:
                self._texts.popitem(last=False)
        self._texts.move_to_end(article)
        return self._texts[article]

    # -------------------------------------------------------------------------------------------------------- findings

    def in_log(self) -> list[Numbered]:
        """What is wrong in the log itself, each with the number of its revision; the first ones."""
        found = [(-number, finding) for number, _, finding in sorted(self._in_log, reverse=True)]
        sifted = dict(self._connection.execute(select(revision_sets.c.revision_id, revision_sets.c.set_id)).all())
        for number in sorted(sifted.keys() | self._about.keys()):
            if sifted.get(number) != self._about.get(number):
                told = (
                    f"it is listed as of the set {sifted.get(number)}, and its changes are of {self._about.get(number)}"
                )
                found.append((number, Finding(f"revision {number}", told)))
        return found

    def counts(self) -> Iterator[Finding]:
        """The counts that the article list shows, and the review status."""
        for id, one in self._sets.items():
            wanted = self._reviews.get(id, ReviewStatus.NONE)
            if one.review_status != wanted:
                yield Finding(f"annotation set {id}", f"its review status is {one.review_status}, in the log {wanted}")
            total, undecided, length = self._totals[id], self._undecided[id], self._longest[id]
            if (one.total, one.undecided) != (total, undecided):
                told = f"it counts {one.undecided} undecided of {one.total}, and has {undecided} of {total}"
                yield Finding(f"annotation set {id}", told)
            if one.longest < length:
                yield Finding(f"annotation set {id}", f"it says its longest is {one.longest} long, and one is {length}")

    def memory(self) -> Iterator[Finding]:
        """The memory of decisions against what stands and what was rejected."""
        found: Counter[Count] = Counter()
        for words, label, kept, rejected in self._connection.execute(memory.COUNTS):
            found[words, label, True], found[words, label, False] = kept, rejected
        for count in sorted(self._counts.keys() | found.keys()):
            if self._counts[count] != found[count]:
                what = f"{count[1]} was {'kept' if count[2] else 'rejected'} {self._counts[count]} times"
                yield Finding(f"memory of “{count[0]}”", f"{what}, and it says {found[count]}")


def _record(name: str, value: str | None) -> Record | None:
    return None if value is None else from_snapshot(name, json.loads(value))


def _difference(there: Record, wanted: Record) -> str:
    ours, theirs = snapshot(there), snapshot(wanted)
    told = [f"{name} is {ours[name]!r}, in the log {theirs[name]!r}" for name in ours if ours[name] != theirs[name]]
    if there.version != wanted.version:
        told.append(f"its version is {there.version}, in the log {wanted.version}")
    return "; ".join(told)
