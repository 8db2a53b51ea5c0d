"""Counting agreement: article by article, added up, and only at the end made into figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from core.agreement.figures import alpha, f1, kappa
from core.agreement.marks import (
    ENTITIES,
    KIND,
    PARTS,
    QUOTE_ROWS,
    QUOTES,
    SPEAKER,
    Mark,
    Marks,
    Row,
    Tokens,
    exactly_paired,
    paired,
    quotes_paired,
)
from core.bodies import Quote
from core.frozen import frozen
from core.records import Annotation

NOTHING = ""
"""The category of a token that nobody marked, and the speaker of a quote that is given to nobody."""


@dataclass(slots=True)
class Counts:
    """What was counted for one row."""

    left: int = 0  # marks of the one
    right: int = 0  # marks of the other
    strict: int = 0  # of these, pairs that are the same in everything
    lenient: int = 0  # pairs that share a character, with the same label
    table: Counter[tuple[str, str]] = field(default_factory=Counter)  # of tokens; for speaker and kind, of quotes

    def add(self, other: Counts) -> None:
        self.left += other.left
        self.right += other.right
        self.strict += other.strict
        self.lenient += other.lenient
        self.table.update(other.table)


@frozen
class Line:
    """One row of the table of agreement. A figure is ``None`` where there is nothing that it could be of."""

    row: Row
    left: int
    right: int
    strict: float | None  # F1, same bounds and label
    lenient: float | None  # F1, shared characters and same label
    kappa: float | None
    alpha: float | None

    @property
    def name(self) -> str:
        """The label or the part; “entities” and “quotes” where it is about all of them."""
        return self.row[1] or self.row[0]


class Tally:
    """How far two annotators agree in the articles that were counted so far."""

    def __init__(self) -> None:
        self.articles = 0
        self.tokens = 0
        self.apart: dict[Row, list[int]] = defaultdict(list)  # which of the articles counted differ in a row, from 0
        self.rows: dict[Row, Counts] = defaultdict(Counts)

    def add(self, other: Tally) -> None:
        for row, places in other.apart.items():
            self.apart[row] += (self.articles + place for place in places)
        self.articles += other.articles
        self.tokens += other.tokens
        for row, counts in other.rows.items():
            self.rows[row].add(counts)

    def count(self, text: str, left: Iterable[Annotation], right: Iterable[Annotation]) -> None:
        """Count one article, with what the one and the other have in it."""
        alone = Tally()
        alone._count(text, left, right)
        alone.apart = {row: [0] for row, one in alone.rows.items() if 2 * one.strict != one.left + one.right}
        self.add(alone)

    def _count(self, text: str, left: Iterable[Annotation], right: Iterable[Annotation]) -> None:
        ours, theirs, here = Marks(left), Marks(right), Tokens(text)
        out = here.under_all(ours.excluded) & here.under_all(theirs.excluded)
        self.articles += 1
        self.tokens += here.count - out.bit_count()
        self._count_entities(here, ours, theirs, out)
        self._count_parts(here, ours, theirs, out)
        self._count_quotes(here, ours, theirs, out)

    def _count_entities(self, here: Tokens, ours: Marks, theirs: Marks, out: int) -> None:
        mine, yours = ours.by_label(), theirs.by_label()
        whole = self.rows[ENTITIES, NOTHING]
        _count_tokens(whole, here.by_category(ours.entities), here.by_category(theirs.entities), out)
        for label in mine.keys() | yours.keys():
            row = self.rows[ENTITIES, label]
            _count_marks(row, mine.get(label, []), yours.get(label, []))
            whole.left += row.left
            whole.right += row.right
            whole.strict += row.strict
            whole.lenient += row.lenient
            one = {label: here.under_all(mark.span for mark in mine.get(label, ()))}
            other = {label: here.under_all(mark.span for mark in yours.get(label, ()))}
            _count_tokens(row, one, other, out)

    def _count_parts(self, here: Tokens, ours: Marks, theirs: Marks, out: int) -> None:
        for part in PARTS:
            row = self.rows[QUOTES, part]
            _count_marks(row, ours.parts[part], theirs.parts[part])
            one = {part: here.under_all(mark.span for mark in ours.parts[part])}
            other = {part: here.under_all(mark.span for mark in theirs.parts[part])}
            _count_tokens(row, one, other, out)

    def _count_quotes(self, here: Tokens, ours: Marks, theirs: Marks, out: int) -> None:
        whole = self.rows[QUOTES, NOTHING]
        whole.left += len(ours.quotes)
        whole.right += len(theirs.quotes)
        pairs, _, _ = quotes_paired(ours.quotes, theirs.quotes)
        whole.lenient += len(pairs)
        speakers, kinds = self.rows[QUOTES, SPEAKER], self.rows[QUOTES, KIND]
        for one, other in pairs:
            mine, yours = ours.quotes[one][1], theirs.quotes[other][1]
            whole.strict += same_parts(mine, yours)
            for row, left, right in ((speakers, who(mine), who(yours)), (kinds, mine.kind.value, yours.kind.value)):
                row.left += 1
                row.right += 1
                row.strict += left == right
                row.table[left, right] += 1
            kinds.lenient += mine.kind is yours.kind
            speakers.lenient += same_speaker(mine, yours)
        all_of = [mark for part in PARTS for mark in ours.parts[part]], [m for p in PARTS for m in theirs.parts[p]]
        _count_tokens(whole, here.by_category(all_of[0]), here.by_category(all_of[1]), out)

    def lines(self) -> tuple[Line, ...]:
        """The table: entities as a whole, each label by its name, quotes as a whole, and their parts."""
        labels = sorted(name for kind, name in self.rows if kind == ENTITIES and name)
        wanted = [(ENTITIES, NOTHING), *((ENTITIES, label) for label in labels)]
        wanted += [(QUOTES, "" if name == QUOTES else name) for name in QUOTE_ROWS]
        return tuple(self._line(row) for row in wanted if row in self.rows)

    def _line(self, row: Row) -> Line:
        counts = self.rows[row]
        strict, lenient = (f1(agreed, counts.left, counts.right) for agreed in (counts.strict, counts.lenient))
        table = Counter(counts.table)
        if row[1] not in (SPEAKER, KIND):
            table[NOTHING, NOTHING] = self.tokens - sum(table.values())
        return Line(row, counts.left, counts.right, strict, lenient, kappa(table), alpha(table))


def _count_marks(row: Counts, left: list[Mark], right: list[Mark]) -> None:
    row.left += len(left)
    row.right += len(right)
    same, mine, yours = exactly_paired(left, right)
    row.strict += len(same)
    row.lenient += len(same) + (len(paired(mine, yours)[0]) if mine and yours else 0)


def _count_tokens(row: Counts, left: Mapping[str, int], right: Mapping[str, int], out: int) -> None:
    """Add the tokens that somebody marked to a row’s table, but for those that are no part of the article.

    What nobody marked is every other token there is: that is known at the end.
    """
    all_left = reduce(or_, left.values(), 0)
    all_right = reduce(or_, right.values(), 0)
    mine = [*left.items(), (NOTHING, all_right & ~all_left)]
    yours = [*right.items(), (NOTHING, all_left & ~all_right)]
    for one, bits in mine:
        for other, bits_there in yours:
            both = (bits & bits_there & ~out).bit_count()
            if both:
                row.table[one, other] += both


# -------------------------------------------------------------------------------------------------------------- quotes


def same_parts(one: Quote, other: Quote) -> bool:
    """Whether two quotes have all their words in common, each in the same role."""
    return (one.contents, one.cues, one.sources) == (other.contents, other.cues, other.sources)


def who(quote: Quote) -> str:
    """The speakers as one category."""
    return "; ".join(sorted(quote.speakers))


def same_speaker(one: Quote, other: Quote) -> bool:
    """Whether they have a speaker in common, or both none."""
    return not {*one.speakers}.isdisjoint(other.speakers) or not (one.speakers or other.speakers)
