"""Who is meant: names, short names and pronouns resolved to one name in the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Span
from core.suggest.wordsets import word_set

_TITLES = word_set(
    "mr mrs ms miss dr sir dame lord lady prof professor president senator sen rep gov governor judge justice general "
    "gen col captain capt lt sgt rev reverend minister secretary king queen prince princess hon mayor chief pope brig "
    "maj cmdr sheikh imam congressman congresswoman representative chancellor ambassador former the"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w’'-]*\.?|bin|al|de|van|von|der|la|du)"
_NAME = re.compile(rf"{_NAME_WORD}(?:[ \u00a0]{_NAME_WORD})*")
_DESCRIPTION = re.compile(r",\s|\s\(|\s[-–—]|\s(?:who|which|that|whose)\s")
_PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f", "who": "w",
    "it": "n", "its": "n", "they": "p", "them": "p", "their": "p", "which": "n", "that": "n",
}  # fmt: skip
_ARTICLE = re.compile(r"(?:the|an?)\b", re.IGNORECASE)
_NO_PERSON = frozenset(("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"))
_OURSELVES = word_set("i we you me us my our")
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, as the pipeline found it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker: a canonical name, or nothing, and whether the engine is sure of it."""

    name: str | None
    sure: bool


class Cast:
    """The people and bodies of one article."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self._labels = {(m.start, m.end): m.label for m in mentions}
        people = [(m.start, m.end) for m in mentions if m.label == "PERSON"]
        self._people = sorted((start, clean_name(text[start:end])) for start, end in people)
        self._starts = [start for start, _ in self._people]
        self._full: dict[str, Counter[str]] = {}
        for _, name in self._people:
            words = name.split()
            if 1 < len(words) <= _LONGEST_NAME:
                self._full.setdefault(words[-1], Counter())[name] += 1
        self._said: list[tuple[int, str, bool]] = []  # where somebody spoke, who, and whether it is a person

    def resolve(self, source: Span, head: Span, near: Span | None = None) -> Speaker:
        """The speaker behind the words of a source; ``near`` is the subject before it in its sentence, if any."""
        phrase = source.of(self.text).strip()
        gender = _PRONOUNS.get(phrase.lower())
        if gender is not None:
            return self._pronoun(source, gender, near)
        if phrase.lower() in _OURSELVES:
            return Speaker(None, False)
        name = self._name_in(source, head)
        self._said.append((source.start, name or body_name(phrase), name is not None))
        return Speaker(name or body_name(phrase), True)

    def canonical(self, name: str) -> str:
        """The fullest form in which the article gives a name."""
        words = clean_name(name).split()
        if not words:
            return name
        if len(words) > 1:
            return " ".join(words)
        known = self._full.get(words[0])
        if known is not None:
            return known.most_common(1)[0][0]
        return self._spelled_out(words[0]) or words[0]

    def _name_in(self, source: Span, head: Span) -> str | None:
        """The person's name in a source, by the pipeline or by capitals about the head."""
        described = _DESCRIPTION.search(self.text, source.start, source.end)
        end = described.start() if described else source.end
        low = bisect_left(self._starts, source.start)
        for start, name in self._people[low:]:
            if start >= source.end:
                break
            if name and (start < end or start <= head.start):
                return self.canonical(name)
        for match in _NAME.finditer(self.text, source.start, end):
            if match.start() <= head.start < match.end() and self._may_be_person(source.start, match):
                return self.canonical(match.group())
        return None

    def _may_be_person(self, start: int, match: re.Match[str]) -> bool:
        """A name that no article stands before: "Harba", "Jaad Yamani", but not "The army", "the Red Cross"."""
        words = clean_name(match.group()).split()
        if not words or _ARTICLE.match(self.text[start : match.end()]):
            return False
        if self._labels.get(match.span()) in _NO_PERSON:
            return False
        return len(words) > 1 or words[0] in self._full or self._spelled_out(words[0]) is not None

    def _spelled_out(self, last: str) -> str | None:
        """The words with capitals before a short name where the article gives it in full."""
        found: Counter[str] = Counter()
        for match in re.finditer(rf"((?:[A-ZÀ-Þ][\w’'-]*\.?[ \u00a0]){{1,3}}){re.escape(last)}\b", self.text):
            words = clean_name(match.group()).split()
            begins_sentence = match.start() == 0 or self.text[match.start() - 1] == "\n"
            if len(words) > 1 and not (begins_sentence and len(words) == 2 and words[0].lower() in _SMALL_STARTERS):
                found[" ".join(words)] += 1
        return found.most_common(1)[0][0] if found else None

    def _pronoun(self, source: Span, gender: str, near: Span | None) -> Speaker:
        if gender in ("n", "p") and near is not None:
            return Speaker(body_name(near.of(self.text)), False)
        if gender in ("m", "f", "w"):
            before = [name for start, name in self._people if start < source.start and name]
            before = before or [name for start, name, person in self._said if person and start < source.start]
            return Speaker(self.canonical(before[-1]), False) if before else Speaker(None, False)
        spoke = [name for start, name, person in self._said if not person and start < source.start]
        return Speaker(spoke[-1], False) if spoke else Speaker(None, False)


_SMALL_STARTERS = word_set("but and the when as if while so yet for after before in on")


def clean_name(name: str) -> str:
    """A name without titles and possessive."""
    words = _POSSESSIVE.sub("", " ".join(name.split())).split()
    while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
        words = words[1:]
    return " ".join(words)


def body_name(phrase: str) -> str:
    """The name of a source that is no person, without its description: "The army", "Syrian state TV"."""
    name = _DESCRIPTION.split(phrase)[0].strip(" ,;:")
    return name[:1].upper() + name[1:] if _ARTICLE.match(name) else name
