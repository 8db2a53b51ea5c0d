"""Joining stretches into quotes: one cue, one quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.frozen import frozen
from core.marks import Stretch
from core.suggest.quotes.beside import attribution_by_sentence_before, attribution_of_whole
from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.shape import Shape
from core.suggest.quotes.woven import attribution_of_fragment

_LETTER = re.compile(r"\w")
_LINE_ENDS = 3  # at most so many lie between the paragraphs of one quote
_SOME_WORDS = 3
_WEAK = 2.0  # an attribution under this gives way to one that the paragraph already has


@dataclass(slots=True)
class Group:
    """The stretches of one quote and what brings them."""

    stretches: list[int]
    shape: Shape
    unit: int  # the paragraph in which its cue stands
    attribution: Attribution | None = None
    inherited: bool = False  # a stretch was joined on without a word that says so


@frozen
class Unit:
    """A paragraph with its stretches and its words."""

    start: int
    end: int
    stretches: tuple[int, ...]
    paragraph: Paragraph


def groups_of(text: str, units: list[Unit], stretches: Sequence[Stretch], shapes: Sequence[Shape]) -> list[Group]:
    """The quotes of an article, in the order of their first stretch."""
    grouping = _Grouping(text, units, stretches, shapes)
    for nth in range(len(units)):
        grouping.read(nth)
    return sorted(grouping.groups, key=lambda group: group.stretches[0])


class _Grouping:
    """Reads an article paragraph by paragraph and gives every stretch its quote."""

    def __init__(self, text: str, units: list[Unit], stretches: Sequence[Stretch], shapes: Sequence[Shape]) -> None:
        self.groups: list[Group] = []
        self._text = text
        self._units = units
        self._stretches = stretches
        self._shapes = shapes
        self._last: Group | None = None  # the last quote of whole stretches
        self._last_end = -1  # where its last stretch ends

    def read(self, nth: int) -> None:
        """Groups the stretches of the ``nth`` paragraph."""
        waiting: list[int] = []  # whole stretches that nothing has brought so far
        for number in self._units[nth].stretches:
            if self._shapes[number] is Shape.TURN:
                self._last, self._last_end = None, -1
                continue
            if self._shapes[number] is not Shape.WHOLE:
                self._read_fragment(nth, number)
                continue
            attribution = self._attribution(nth, number)
            home = self._goes_on(nth, number) if attribution is None else self._same_quote(nth, attribution)
            if home is None and attribution is not None:
                home = self._brought_late(nth, number, attribution)
            if home is None:
                attribution = attribution or attribution_by_sentence_before(self._units[nth].paragraph, number)
                if attribution is None:
                    waiting.append(number)
                    continue
                home = Group([*self._taken_along(waiting, number)], Shape.WHOLE, nth, attribution)
                self._begin(home)
            home.stretches.append(number)
            self._last_end = self._stretches[number].end
        if waiting:
            self._begin(Group(waiting, Shape.WHOLE, nth, inherited=True))
            self._last_end = self._stretches[waiting[-1]].end

    def _begin(self, group: Group) -> None:
        self.groups.append(group)
        self._last = group

    def _attribution(self, nth: int, number: int) -> Attribution | None:
        stretch = self._stretches[number]
        inner = self._text[stretch.inner_start : stretch.inner_end].rstrip()
        return attribution_of_whole(self._units[nth].paragraph, number, inner[-1:])

    def _taken_along(self, waiting: list[int], number: int) -> Iterator[int]:
        """The waiting stretches that nothing but white space parts from ``number``: they are one quote with it."""
        along: list[int] = []
        start = self._stretches[number].start
        while waiting and not _LETTER.search(self._text, self._stretches[waiting[-1]].end, start):
            start = self._stretches[waiting[-1]].start
            along.append(waiting.pop())
        return reversed(along)

    def _read_fragment(self, nth: int, number: int) -> None:
        shape = self._shapes[number]
        paragraph = self._units[nth].paragraph
        attribution = attribution_of_fragment(paragraph, number) if shape is Shape.FRAGMENT else None
        if attribution is not None:
            for group in reversed(self.groups):
                if group.unit != nth:
                    break
                if group.shape is shape and group.attribution and group.attribution.verb == attribution.verb:
                    group.stretches.append(number)
                    return
        self.groups.append(Group([number], shape, nth, attribution))

    # ------------------------------------------------------------------------------------------- which quote goes on

    def _same_quote(self, nth: int, attribution: Attribution) -> Group | None:
        """The quote before, when a stretch has the same cue, or one too weak to begin a quote of its own."""
        last = self._last
        if last is None or last.unit != nth or last.attribution is None:
            return None
        same_cue = last.attribution.verb == attribution.verb
        weaker = attribution.strength < _WEAK < last.attribution.strength
        return last if same_cue or weaker else None

    def _brought_late(self, nth: int, number: int, attribution: Attribution) -> Group | None:
        """The quote before, when only the paragraph in which it goes on says who speaks."""
        last = self._last
        if last is None or last.attribution is not None or not self._stretches[number].continues:
            return None
        if last.stretches[-1] != number - 1:
            return None
        last.attribution, last.unit, last.inherited = attribution, nth, False
        return last

    def _goes_on(self, nth: int, number: int) -> Group | None:
        """The quote before, when a stretch without a cue goes on with it."""
        last = self._last
        if last is None:
            return None
        if last.unit == nth:
            last.inherited = last.inherited or last.attribution is None
            return last
        if self._stretches[number].dash or self._stretches[last.stretches[-1]].dash:
            return None  # with each paragraph that a dash begins, somebody else speaks
        if self._stretches[number].continues or self._follows_directly(number) or self._fills_next(nth, number, last):
            last.inherited = True
            return last
        return None

    def _follows_directly(self, number: int) -> bool:
        """Whether nothing but white space lies between a stretch and the quote before."""
        return self._last_end >= 0 and not _LETTER.search(self._text, self._last_end, self._stretches[number].start)

    def _fills_next(self, nth: int, number: int, last: Group) -> bool:
        """Whether a paragraph is all quote, and the one right before it says who speaks."""
        if last.attribution is None or last.unit != nth - 1:
            return False
        unit, stretch = self._units[nth], self._stretches[number]
        around = self._text[unit.start : stretch.start] + self._text[stretch.end : unit.end]
        words = self._text.count(" ", stretch.start, stretch.end)
        between = self._text[self._stretches[last.stretches[-1]].end : unit.start]
        return not _LETTER.search(around) and words >= _SOME_WORDS and between.count("\n") <= _LINE_ENDS
