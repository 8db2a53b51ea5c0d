"""Whom "he" and "she" mean.

Every person before the pronoun gets points: for how lately, how often and how prominently the article names him or her,
for having just spoken, and for being whom the last pronoun of the same gender meant. A person of the other gender is
out. The lead over the second tells how sure the answer is.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable

from core.frozen import frozen
from core.suggest.people import Person

_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?]\s)|(?<=[.!?][”\"’]\s)|(?<=\n))(?=\S)")
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_OPENING_WORDS = 4
_FORGET = 3.5  # sentences after which a mention counts for a third
_SURE_LEAD = 0.8
_LATELY, _OFTEN, _GENDER_FITS = 2.0, 0.25, 0.6
_WINDOW = 150  # so many mentions back, and no farther, a pronoun may look
_CHAIN = 0.9  # what a resolved pronoun counts for, beside a plain mention


def gender_of(pronoun: str) -> str:
    """The gender of a personal pronoun: "m" for he, him, his, else "f"."""
    return "m" if pronoun.lower().startswith(("he", "hi")) and not pronoun.lower().startswith("her") else "f"


@frozen
class _Place:
    """Where a person was spoken of, by name or by a resolved pronoun."""

    offset: int
    person: int
    weight: float
    sentence: int
    paragraph: int


class Pronouns:
    """Resolves the pronouns of one article, in the order in which they stand."""

    def __init__(self, text: str, people: list[Person], quoted: list[tuple[int, int]]) -> None:
        self._text = text
        self._quoted = sorted(quoted)
        self._quote_starts = [start for start, _ in self._quoted]
        self._sentences = [match.start() for match in _SENTENCE_START.finditer(text)] or [0]
        self._paragraphs = [0, *(match.end() for match in re.finditer(r"\n\s*", text))]
        self._people = people
        places = [
            self._place(start, number, self._weight(start, end))
            for number, person in enumerate(people)
            for start, end in person.mentions
        ]
        self._named = sorted(places, key=lambda place: place.offset)
        self._waiting = self._named[::-1]  # what lies ahead of the pronoun that is looked at
        self._lately: deque[_Place] = deque(maxlen=_WINDOW)
        self._count = [0] * len(people)
        self._answers: dict[int, tuple[str | None, bool]] = {}
        self._follow()

    def who(self, start: int, gender: str) -> tuple[str | None, bool]:
        """The name behind the pronoun at ``start``, and whether it is sure."""
        if start in self._answers:
            return self._answers[start]
        number, sure = self._resolve(start, gender, [place for place in self._named if place.offset < start][-_WINDOW:])
        return (self._people[number].name if number is not None else None), sure

    def _follow(self) -> None:
        """Resolves all pronouns outside quotes once, in order, so that each leans on the ones before."""
        for match in _PRONOUN.finditer(self._text):
            start = match.start()
            if self._is_quoted(start):
                continue
            while self._waiting and self._waiting[-1].offset < start:
                self._pass(self._waiting.pop())
            number, sure = self._resolve(start, gender_of(match.group()), self._lately)
            self._answers[start] = (self._people[number].name if number is not None else None), sure
            if number is not None:
                self._pass(self._place(start, number, _CHAIN))

    def _pass(self, place: _Place) -> None:
        self._lately.append(place)
        self._count[place.person] += 1

    def _place(self, start: int, person: int, weight: float) -> _Place:
        return _Place(
            start, person, weight, bisect_right(self._sentences, start), bisect_right(self._paragraphs, start)
        )

    def _weight(self, start: int, end: int) -> float:
        """How prominent a mention is."""
        weight = 1.0
        sentence = self._sentences[bisect_right(self._sentences, start) - 1]
        if len(self._text[sentence:start].split()) <= _OPENING_WORDS:
            weight += 0.5  # most likely the subject
        if self._text[end : end + 2] in ("’s", "'s") or self._text[end - 2 : end] in ("’s", "'s"):
            weight -= 0.35
        if self._is_quoted(start):
            weight -= 0.6
        if re.match(r"\s(?:said|says|told|added|wrote|was|is|has|had|who|\w+ed)\b", self._text[end : end + 14]):
            weight += 0.35
        if re.search(
            r"\b(?:by|of|with|for|to|about|against|from)\s(?:\w+\.?\s)?$", self._text[max(0, start - 16) : start]
        ):
            weight -= 0.3
        return max(weight, 0.1)

    def _is_quoted(self, offset: int) -> bool:
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self._quoted[at][1]

    def _resolve(self, start: int, gender: str, lately: Iterable[_Place]) -> tuple[int | None, bool]:
        """The person whom a pronoun means most likely, among those spoken of lately."""
        sentence = bisect_right(self._sentences, start)
        paragraph = bisect_right(self._paragraphs, start)
        points: dict[int, float] = {}
        for place in lately:
            distance = sentence - place.sentence + paragraph - place.paragraph
            value = place.weight * math.exp(-distance / _FORGET)
            points[place.person] = max(points.get(place.person, 0.0), value)
        ranked = sorted(
            (
                (_LATELY * value + _OFTEN * math.log1p(self._count[number]) + self._fit(number, gender), number)
                for number, value in points.items()
                if self._people[number].gender in (None, gender)
            ),
            reverse=True,
        )
        if not ranked:
            return None, False
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else ranked[0][0]
        return ranked[0][1], lead >= _SURE_LEAD

    def _fit(self, number: int, gender: str) -> float:
        return _GENDER_FITS if self._people[number].gender == gender else 0.0
