"""Where two annotation sets of one article differ: what stands behind a figure that is less than one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.agreement.marks import (
    ENTITIES,
    KIND,
    PARTS,
    QUOTES,
    SPEAKER,
    Mark,
    Marks,
    Row,
    exactly_paired,
    paired,
    quotes_paired,
)
from core.agreement.tally import same_parts, same_speaker, who
from core.bodies import Quote, Span
from core.frozen import frozen
from core.records import Annotation
from core.rules import short

_LONGEST = 60  # characters of what was marked


@frozen
class Case:
    """One difference. ``left`` and ``right`` say in words what each has; "" where one has nothing."""

    rows: tuple[Row, ...]  # in which rows of the table it counts
    span: Span  # where to look
    left: str
    right: str
    left_id: str | None
    right_id: str | None
    lenient: bool  # whether it is a difference also where sharing a character is enough


def cases(text: str, left: Iterable[Annotation], right: Iterable[Annotation]) -> list[Case]:
    """Every difference between two sets in one article, in the order of the text."""
    ours, theirs = Marks(left), Marks(right)
    found = [*_entities(text, ours, theirs), *_parts(text, ours, theirs), *_quotes(text, ours, theirs)]
    return sorted(found, key=lambda case: (case.span, case.rows))


def of_row(found: Iterable[Case], row: Row, *, lenient: bool = False) -> Iterator[Case]:
    """The differences that count in one row, under the lenient reading only those that count there too."""
    return (case for case in found if row in case.rows and (case.lenient or not lenient))


def _entities(text: str, ours: Marks, theirs: Marks) -> Iterator[Case]:
    mine, yours = _without_equals(ours.entities, theirs.entities)
    pairs, mine, yours = paired(mine, yours)
    for one, other in pairs:
        labels = dict.fromkeys((one.category, other.category))
        rows: tuple[Row, ...] = ((ENTITIES, ""), *((ENTITIES, label) for label in labels))
        yield _case(rows, text, one, other, lenient=len(labels) > 1)
    for mark in mine:
        yield _case(((ENTITIES, ""), (ENTITIES, mark.category)), text, mark, None)
    for mark in yours:
        yield _case(((ENTITIES, ""), (ENTITIES, mark.category)), text, None, mark)


def _without_equals(left: list[Mark], right: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """What is left where marks with the same span and label are taken out: nested ones must not be paired crosswise."""
    mine, yours = [], []
    for label in {mark.category for mark in left} | {mark.category for mark in right}:
        ours = [mark for mark in left if mark.category == label]
        theirs = [mark for mark in right if mark.category == label]
        _, rest, other = exactly_paired(ours, theirs)
        mine += rest
        yours += other
    return mine, yours


def _parts(text: str, ours: Marks, theirs: Marks) -> Iterator[Case]:
    for part in PARTS:
        pairs, mine, yours = paired(ours.parts[part], theirs.parts[part])
        for one, other in pairs:
            if one.span != other.span:
                yield _case(((QUOTES, part),), text, one, other, lenient=False)
        for mark in mine:
            yield _case(((QUOTES, part),), text, mark, None)
        for mark in yours:
            yield _case(((QUOTES, part),), text, None, mark)


def _case(rows: tuple[Row, ...], text: str, one: Mark | None, other: Mark | None, *, lenient: bool = True) -> Case:
    there = one or other
    assert there is not None
    left, right = (_said(text, mark) for mark in (one, other))
    return Case(rows, there.span, left, right, one.id if one else None, other.id if other else None, lenient)


def _said(text: str, mark: Mark | None) -> str:
    return "" if mark is None else f"{mark.category} “{short(mark.span.of(text), _LONGEST)}”"


def _quotes(text: str, ours: Marks, theirs: Marks) -> Iterator[Case]:
    pairs, mine, yours = quotes_paired(ours.quotes, theirs.quotes)
    for at, there in pairs:
        (id, one), (their_id, other) = ours.quotes[at], theirs.quotes[there]
        span = one.anchors[0]
        if not same_parts(one, other):
            yield Case(((QUOTES, ""),), span, _quote(text, one), _quote(text, other), id, their_id, lenient=False)
        if who(one) != who(other):
            left, right = (who(quote) or "nobody" for quote in (one, other))
            apart = not same_speaker(one, other)
            yield Case(((QUOTES, SPEAKER),), span, left, right, id, their_id, lenient=apart)
        if one.kind is not other.kind:
            yield Case(((QUOTES, KIND),), span, one.kind.value, other.kind.value, id, their_id, lenient=True)
    for at in mine:
        id, quote = ours.quotes[at]
        yield Case(((QUOTES, ""),), quote.anchors[0], _quote(text, quote), "", id, None, lenient=True)
    for at in yours:
        id, quote = theirs.quotes[at]
        yield Case(((QUOTES, ""),), quote.anchors[0], "", _quote(text, quote), None, id, lenient=True)


def _quote(text: str, quote: Quote) -> str:
    said = [
        f"{name} “{short(' … '.join(span.of(text) for span in spans), _LONGEST)}”"
        for name, spans in (("content", quote.contents), ("cue", quote.cues), ("source", quote.sources))
        if spans
    ]
    return ", ".join(said)
