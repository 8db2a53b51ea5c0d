"""What can agree: the marks that an annotation set makes in a text, sorted by the row of the table they count in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from core.bodies import Entity, ExcludedRegion, Quote, Role, Span
from core.frozen import frozen
from core.records import Annotation
from core.text import tokens

ENTITIES, QUOTES = "entities", "quotes"
"""The rows that stand for all labels together, and for quotes as wholes."""

CONTENT, CUE, SOURCE, SPEAKER, KIND = "content", "cue", "source", "speaker", "kind"
PARTS = (CONTENT, CUE, SOURCE)
QUOTE_ROWS = (QUOTES, *PARTS, SPEAKER, KIND)

Row: TypeAlias = tuple[str, str]
"""``("entities", "")`` or ``("quotes", "")`` for the wholes; ``("entities", "ORG")``; ``("quotes", "cue")``."""

_ROLES = {CONTENT: Role.CONTENT, CUE: Role.CUE, SOURCE: Role.SOURCE}


@frozen
class Mark:
    """One span with its category: a label, or the role of a quote's part. ``id`` is its annotation's."""

    span: Span
    category: str
    id: str


class Marks:
    """The marks of one annotation set in one article."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self.entities: list[Mark] = []
        self.parts: dict[str, list[Mark]] = {part: [] for part in PARTS}
        self.quotes: list[tuple[str, Quote]] = []  # with the annotation's id
        self.excluded: list[Span] = []
        for annotation in annotations:
            match annotation.body:
                case Entity(span, label):
                    self.entities.append(Mark(span, label, annotation.id))
                case Quote() as quote:
                    self.quotes.append((annotation.id, quote))
                    for name, role in _ROLES.items():
                        self.parts[name] += (Mark(span, name, annotation.id) for span in quote.of_role(role))
                case ExcludedRegion(span):
                    self.excluded.append(span)

    def by_label(self) -> dict[str, list[Mark]]:
        found: dict[str, list[Mark]] = defaultdict(list)
        for mark in self.entities:
            found[mark.category].append(mark)
        return found


# ------------------------------------------------------------------------------------------------------------- pairing


def exactly_paired(
    left: Sequence[Mark], right: Sequence[Mark]
) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
    """Marks on the same span, whatever their categories, each in one pair at most; and what is left on either side."""
    there: dict[Span, list[Mark]] = defaultdict(list)
    for mark in right:
        there[mark.span].append(mark)
    pairs, alone = [], []
    for mark in left:
        same = there.get(mark.span)
        if same:
            pairs.append((mark, same.pop()))
        else:
            alone.append(mark)
    return pairs, alone, [mark for rest in there.values() for mark in rest]


def paired(left: Sequence[Mark], right: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark], list[Mark]]:
    """Marks that share a character, each in one pair at most: first those on the same span, then the most shared.

    What is left over on either side has no partner.
    """
    pairs, left, right = exactly_paired(left, right)
    if not left or not right:
        return pairs, list(left), list(right)
    right = sorted(right, key=lambda mark: mark.span)
    longest = max(mark.span.end - mark.span.start for mark in right)
    starts = [mark.span.start for mark in right]
    candidates = []
    for one, mark in enumerate(left):
        first = bisect_right(starts, mark.span.start - longest)
        for other in range(first, bisect_left(starts, mark.span.end)):
            shared = min(mark.span.end, right[other].span.end) - max(mark.span.start, right[other].span.start)
            if shared > 0:
                candidates.append((-shared, one, other))
    lefts, rights = dict(enumerate(left)), dict(enumerate(right))
    for _, one, other in sorted(candidates):
        if one in lefts and other in rights:
            pairs.append((lefts.pop(one), rights.pop(other)))
    return pairs, list(lefts.values()), list(rights.values())


def quotes_paired(
    left: Sequence[tuple[str, Quote]], right: Sequence[tuple[str, Quote]]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Quotes whose contents share a character, as places in the lists: equal contents first, then the most shared.

    Last come those of which one has no content: they are paired where their sources, or their cues, share a character.
    """
    candidates = []
    there = [(quote, _extent(quote)) for _, quote in right]
    for one, (_, quote) in enumerate(left):
        contents, (start, end) = quote.contents, _extent(quote)
        for other, (their, (their_start, their_end)) in enumerate(there):
            if not contents or not their.contents:
                shared = _shared(quote.sources, their.sources) or _shared(quote.cues, their.cues)
                if shared:
                    candidates.append((2, -shared, one, other))
            elif their_start >= end or start >= their_end:
                continue
            elif contents == their.contents:
                candidates.append((0, 0, one, other))
            elif shared := _shared(contents, their.contents):
                candidates.append((1, -shared, one, other))
    lefts, rights = dict.fromkeys(range(len(left))), dict.fromkeys(range(len(right)))
    pairs = []
    for _, _, one, other in sorted(candidates):
        if one in lefts and other in rights:
            del lefts[one], rights[other]
            pairs.append((one, other))
    return pairs, list(lefts), list(rights)


def _extent(quote: Quote) -> tuple[int, int]:
    return quote.anchors[0].start, quote.anchors[-1].end


def _shared(left: Sequence[Span], right: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)


# -------------------------------------------------------------------------------------------------------------- tokens


class Tokens:
    """The tokens of a text, and which of them a span touches: as the bits of a number, which are quick to count."""

    def __init__(self, text: str) -> None:
        bounds = list(tokens(text))
        self._starts = [start for start, _ in bounds]
        self._ends = [end for _, end in bounds]
        self.count = len(bounds)

    def under(self, span: Span) -> int:
        """The tokens that share a character with a span, a bit for each."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return ((1 << max(0, last - first)) - 1) << first

    def under_all(self, spans: Iterable[Span]) -> int:
        found = 0
        for span in spans:
            found |= self.under(span)
        return found

    def by_category(self, marks: Iterable[Mark]) -> dict[str, int]:
        """One category for each token that is marked; where marks are nested, the outermost one's."""
        taken = 0
        found: dict[str, int] = defaultdict(int)
        for mark in sorted(marks, key=lambda mark: (mark.span.start - mark.span.end, mark.span, mark.category)):
            bits = self.under(mark.span) & ~taken
            taken |= bits
            found[mark.category] |= bits
        return found
