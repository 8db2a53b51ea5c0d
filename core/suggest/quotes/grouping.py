"""Joining stretches into quotes: one cue, one quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.suggest.quotes.beside import attribution_by_sentence_before, attribution_of_whole
from core.suggest.quotes.marks import Stretch
from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.shape import Shape
from core.suggest.quotes.woven import attribution_of_fragment

_LETTER = re.compile(r"\w")
_PARAGRAPH_BREAK = re.compile(r"\s+")
_ONE_BREAK = 3
_SOME_WORDS = 3


@dataclass(slots=True)
class Group:
    """The stretches of one quote and what brings them."""

    stretches: list[int]
    shape: Shape
    unit: int  # the paragraph in which its cue stands
    attribution: Attribution | None = None
    inherited: bool = False  # a stretch was joined on without a word that says so


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph with its stretches and its words."""

    start: int
    end: int
    stretches: tuple[int, ...]
    paragraph: Paragraph


def groups_of(text: str, units: list[Unit], stretches: list[Stretch], shapes: list[Shape]) -> list[Group]:
    """The quotes of an article, in the order of their first stretch."""
    groups: list[Group] = []
    previous_end = -1  # where the last stretch of the last whole group ended
    for nth, unit in enumerate(units):
        pending: list[int] = []
        for number in unit.stretches:
            stretch = stretches[number]
            if shapes[number] is not Shape.WHOLE:
                groups.append(_fragment_group(unit, nth, number, shapes[number], groups))
                continue
            attribution = _attribution(text, unit, number, stretch)
            home = _home(text, groups, nth, unit, number, stretches, attribution, previous_end)
            if attribution is None and home is None:
                attribution = attribution_by_sentence_before(unit.paragraph, number)
            if attribution is None and home is None:
                pending.append(number)
                continue
            if home is None:
                home = Group([], Shape.WHOLE, nth, attribution)
                groups.append(home)
                while pending and not _LETTER.search(text, stretches[pending[-1]].end, stretch.start):
                    home.stretches.insert(0, pending.pop())
                    stretch = stretches[home.stretches[0]]
            home.stretches.append(number)
            previous_end = stretches[number].end
        if pending:
            groups.append(Group(pending, Shape.WHOLE, nth, inherited=True))
            previous_end = stretches[pending[-1]].end
    groups = [group for group in groups if group.stretches]
    groups.sort(key=lambda group: group.stretches[0])
    return groups


def _attribution(text: str, unit: Unit, number: int, stretch: Stretch) -> Attribution | None:
    inner = text[stretch.inner_start : stretch.inner_end].rstrip()
    return attribution_of_whole(unit.paragraph, number, inner[-1:])


def _fragment_group(unit: Unit, nth: int, number: int, shape: Shape, groups: list[Group]) -> Group:
    attribution = attribution_of_fragment(unit.paragraph, number)
    if attribution is not None and shape is not Shape.TITLE:
        for group in groups:
            same = group.unit == nth and group.shape is shape and group.attribution is not None
            if same and group.attribution is not None and group.attribution.verb == attribution.verb:
                group.stretches.append(number)
                return Group([], shape, nth)
    return Group([number], shape, nth, attribution if shape is not Shape.TITLE else None)


def _home(
    text: str,
    groups: list[Group],
    nth: int,
    unit: Unit,
    number: int,
    stretches: list[Stretch],
    attribution: Attribution | None,
    previous_end: int,
) -> Group | None:
    """The quote that a whole stretch goes on with."""
    last = next((group for group in reversed(groups) if group.shape is Shape.WHOLE and group.stretches), None)
    if last is None:
        return None
    if attribution is not None:
        same_cue = last.unit == nth and last.attribution is not None and last.attribution.verb == attribution.verb
        return last if same_cue else None
    if last.unit == nth:
        last.inherited = last.inherited or last.attribution is None
        return last
    if stretches[number].continues or _follows_directly(text, stretches[number], previous_end):
        last.inherited = True
        return last
    if last.attribution is not None and last.unit == nth - 1 and _fills(text, unit, stretches[number]):
        # A paragraph that is all quote goes on with whoever spoke in the paragraph right before it.
        between = text[stretches[last.stretches[-1]].end : unit.start]
        if _PARAGRAPH_BREAK.fullmatch(between[len(between.rstrip()) :]) and between.count("\n") <= _ONE_BREAK:
            last.inherited = True
            return last
    return None


def _fills(text: str, unit: Unit, stretch: Stretch) -> bool:
    """Whether a paragraph holds nothing but a stretch of some length."""
    around = text[unit.start : stretch.start] + text[stretch.end : unit.end]
    return not _LETTER.search(around) and text.count(" ", stretch.start, stretch.end) >= _SOME_WORDS


def _follows_directly(text: str, stretch: Stretch, previous_end: int) -> bool:
    """Whether nothing but white space lies between a stretch that begins its paragraph and the quote before."""
    return previous_end >= 0 and not _LETTER.search(text, previous_end, stretch.start)
