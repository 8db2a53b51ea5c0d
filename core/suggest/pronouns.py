"""Whom "he" and "she" mean.

Every person before the pronoun gets points: for how lately, how often and how prominently the article names him or her,
for having just spoken, and for being whom the last pronoun of the same gender meant. A person of the other gender is
out. The lead over the second tells how sure the answer is.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from core.suggest.people import Person

_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?]\s)|(?<=[.!?][”\"’]\s)|(?<=\n))(?=\S)")
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_OPENING_WORDS = 4
_FORGET = 3.5  # sentences after which a mention counts for a third
_SURE_LEAD = 0.8
_CHAIN = 0.9  # what a resolved pronoun counts for, beside a plain mention


def gender_of(pronoun: str) -> str:
    """The gender of a personal pronoun: "m" for he, him, his, else "f"."""
    return "m" if pronoun.lower().startswith(("he", "hi")) and not pronoun.lower().startswith("her") else "f"


@dataclass(slots=True)
class _Trace:
    """Where a person was last spoken of, by name or by a resolved pronoun."""

    person: Person
    places: list[tuple[int, float]] = field(default_factory=list)  # offset, weight


class Pronouns:
    """Resolves the pronouns of one article, in the order in which they stand."""

    def __init__(self, text: str, people: list[Person], quoted: list[tuple[int, int]]) -> None:
        self._text = text
        self._quoted = sorted(quoted)
        self._quote_starts = [start for start, _ in self._quoted]
        self._sentences = [match.start() for match in _SENTENCE_START.finditer(text)] or [0]
        self._paragraphs = [0, *(match.end() for match in re.finditer(r"\n\s*", text))]
        self._traces = [self._trace(person) for person in people]
        self._answers: dict[int, tuple[str | None, bool]] = {}
        self._follow()

    def who(self, start: int, gender: str) -> tuple[str | None, bool]:
        """The name behind the pronoun at ``start``, and whether it is sure."""
        if start in self._answers:
            return self._answers[start]
        return self._resolve(start, gender)

    def _follow(self) -> None:
        """Resolves all pronouns outside quotes once, in order, so that each leans on the ones before."""
        for match in _PRONOUN.finditer(self._text):
            start = match.start()
            if self._is_quoted(start):
                continue
            name, sure = self._resolve(start, gender_of(match.group()))
            self._answers[start] = (name, sure)
            for trace in self._traces:
                if trace.person.name == name:
                    trace.places.append((start, _CHAIN))

    def _trace(self, person: Person) -> _Trace:
        return _Trace(person, [(start, self._weight(start, end)) for start, end in person.mentions])

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

    def _resolve(self, start: int, gender: str) -> tuple[str | None, bool]:
        here = bisect_right(self._sentences, start)
        paragraph = bisect_right(self._paragraphs, start)
        ranked: list[tuple[float, str]] = []
        for trace in self._traces:
            known = trace.person.gender
            if known is not None and known != gender:
                continue
            points = self._points(trace, start, here, paragraph)
            if points > 0:
                ranked.append((points + (0.6 if known == gender else 0.0), trace.person.name))
        ranked.sort(reverse=True)
        if not ranked:
            return None, False
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else ranked[0][0]
        return ranked[0][1], lead >= _SURE_LEAD

    def _points(self, trace: _Trace, start: int, here: int, paragraph: int) -> float:
        best = 0.0
        count = 0
        for offset, weight in trace.places:
            if offset >= start:
                continue
            count += 1
            sentences = here - bisect_right(self._sentences, offset)
            paragraphs = paragraph - bisect_right(self._paragraphs, offset)
            value = weight * math.exp(-(sentences + paragraphs) / _FORGET)
            best = max(best, value)
        return 2.0 * best + 0.25 * math.log1p(count) if count else 0.0
