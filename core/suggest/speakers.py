"""Who is meant by the words of a source: one canonical name for a name, a short name, a pronoun or a body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from core.bodies import Span
from core.frozen import frozen
from core.suggest.apposition import apposed, belongs_to_another, listed
from core.suggest.people import TITLES, Person, clean_name, gather
from core.suggest.pronouns import Pronouns, gender_of
from core.suggest.wordsets import word_set

_NAME_WORD = r"(?:[A-ZÀ-Þ][\w’'-]*\.?|bin|al|de|van|von|der|la|du)"
_NAME = re.compile(rf"{_NAME_WORD}(?:[ \u00a0]{_NAME_WORD})*")
_DESCRIPTION = re.compile(r",\s|\s\(|\s[-–—]|\s(?:who|which|that|whose)\s")
_ARTICLE = re.compile(r"(?:the|an?)\b", re.IGNORECASE)
_NO_PERSON = frozenset(("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"))
_ENDS_NAME = re.compile(r"[ .'’s]*$|,? (?:of|from|in|at|with|for)\b")
_TOGETHER = re.compile(r",? and (?:[\w-]+ ){0,3}")
_PERSONAL = word_set("he him his himself she her hers herself")
_NEUTRAL = word_set("it its they them their which that")
_OURSELVES = word_set("i we you me us my our")
_STARTERS = word_set("but and the when as if while so yet for after before in on")


@frozen
class Mention:
    """A name in the text, as the pipeline found it."""

    start: int
    end: int
    label: str


@frozen
class Speaker:
    """A resolved speaker: a canonical name, or nothing, and whether the engine is sure of it."""

    name: str | None
    sure: bool
    others: tuple[str, ...] = ()  # who speaks with them: "David Albright and Serena Kelleher"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.others) if self.name else ()


class Cast:
    """The people and bodies of one article, asked in the order in which they speak."""

    def __init__(self, text: str, mentions: Sequence[Mention], quoted: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self._quoted = list(quoted)
        self._labels = {(m.start, m.end): m.label for m in mentions}
        self._people = gather(text, [(m.start, m.end) for m in mentions if m.label == "PERSON"])
        places = [(place, person) for person in self._people for place in person.mentions]
        self._places = sorted(places, key=lambda item: item[0])
        self._starts = [place[0] for place, _ in self._places]
        self._pronouns: Pronouns | None = None
        self._spelled: dict[str, str | None] = {}
        self._said: list[tuple[int, str, bool]] = []  # where somebody spoke, who, and whether it is a person

    def resolve(self, source: Span, head: Span, near: Span | None = None) -> Speaker:
        """The speaker behind the words of a source; ``near`` is the subject before it in its sentence, if any."""
        phrase = source.of(self.text).strip()
        lower = phrase.lower()
        if lower in _PERSONAL:
            return self._person_behind(source.start, gender_of(lower))
        if lower in _NEUTRAL:
            return self._body_behind(source, near)
        if lower == "who":
            return self._nearest_person(source.start)
        if lower in _OURSELVES:
            return Speaker(None, False)
        names = self._apposed(source) or self._names_in(source, head)
        self._said.append((source.start, names[0] if names else body_name(phrase), bool(names)))
        return Speaker(names[0], True, names[1:]) if names else Speaker(body_name(phrase), True)

    def canonical(self, name: str) -> str:
        """The fullest form in which the article gives a name."""
        words = clean_name(name).split()
        if len(words) != 1:
            return " ".join(words) or name
        return self._spelled_out(words[0]) or words[0]

    # ------------------------------------------------------------------------------------------------------- names

    def _apposed(self, source: Span) -> tuple[str, ...]:
        """The names of "the mayor, Ann Li" and "Ann Li, Peter Maier and Eva Stone"."""
        phrase = source.of(self.text)
        if "," not in phrase:
            return ()
        names = apposed(phrase, lambda start, end: self._label_of(source.start + start, source.start + end))
        names = names or listed(phrase, self._is_person)
        return tuple(self.canonical(name) for name in names)

    def _label_of(self, start: int, end: int) -> str | None:
        low = bisect_left(self._starts, start)
        if low < len(self._places) and self._places[low][0] == (start, end):
            return "PERSON"
        return self._labels.get((start, end))

    def _is_person(self, name: str) -> bool:
        return any(clean_name(name) in person.forms for person in self._people)

    def _names_in(self, source: Span, head: Span) -> tuple[str, ...]:
        """The persons' names in a source, by the pipeline or by capitals about the head."""
        described = _DESCRIPTION.search(self.text, source.start, source.end)
        end = described.start() if described else source.end
        low, high = bisect_left(self._starts, source.start), bisect_left(self._starts, end)
        inside = self._places[low:high]
        for nth in range(len(inside) - 1, -1, -1):
            (start, stop), person = inside[nth]
            if belongs_to_another(self.text, start, stop, source.start, end):
                continue
            # "Clinton campaign spokesman Nick Merrill": the name at the phrase's end or at its head, not the first
            ends = _ENDS_NAME.match(self.text[stop:end]) is not None
            if start <= head.start < stop or ends or len(inside) == 1:
                together = nth and _TOGETHER.fullmatch(self.text[inside[nth - 1][0][1] : start])
                first = (self._full_name(inside[nth - 1][1]),) if together else ()
                return (*first, self._full_name(person))
        for match in _NAME.finditer(self.text, source.start, end):
            if match.start() <= head.start < match.end() and self._may_be_person(source.start, match):
                return (self.canonical(match.group()),)
        return ()

    def _full_name(self, person: Person) -> str:
        return person.name if " " in person.name else self.canonical(person.name)

    def _may_be_person(self, start: int, match: re.Match[str]) -> bool:
        """A name that no article stands before: "Harba", "Jaad Yamani", but not "The army", "the Red Cross"."""
        words = clean_name(match.group()).split()
        if not words or _ARTICLE.match(self.text[start : match.end()]):
            return False
        label = self._labels.get(match.span())
        if label in _NO_PERSON and not (label == "ORG" and self._is_last_name(words)):
            return False
        return len(words) > 1 or self._spelled_out(words[0]) is not None

    def _is_last_name(self, words: list[str]) -> bool:
        """Whether a short name, which small pipelines take for a firm, is that of somebody named in full elsewhere."""
        return len(words) == 1 and any(person.name.endswith(f" {words[0]}") for person in self._people)

    def _spelled_out(self, last: str) -> str | None:
        """The words with capitals before a short name where the article gives it in full."""
        if last in self._spelled:
            return self._spelled[last]
        found: Counter[str] = Counter()
        for match in re.finditer(rf"((?:[A-ZÀ-Þ][\w’'-]*\.?[ \u00a0]){{1,3}}){re.escape(last)}\b", self.text):
            words = clean_name(match.group()).split()
            begins_line = match.start() == 0 or self.text[match.start() - 1] == "\n"
            if len(words) > 1 and not (begins_line and words[0].lower() in _STARTERS | TITLES):
                found[" ".join(words)] += 1
        self._spelled[last] = found.most_common(1)[0][0] if found else None
        return self._spelled[last]

    # ---------------------------------------------------------------------------------------------------- pronouns

    def _person_behind(self, start: int, gender: str) -> Speaker:
        if self._pronouns is None:
            self._pronouns = Pronouns(self.text, self._people, self._quoted)
        name, sure = self._pronouns.who(start, gender)
        if name is not None:
            return Speaker(self.canonical(name), sure)
        spoke = [said for place, said, person in self._said if person and place < start]
        return Speaker(spoke[-1], False) if spoke else Speaker(None, False)

    def _body_behind(self, source: Span, near: Span | None) -> Speaker:
        if near is not None:
            return Speaker(body_name(near.of(self.text)), False)
        spoke = [name for start, name, person in self._said if not person and start < source.start]
        return Speaker(spoke[-1], False) if spoke else Speaker(None, False)

    def _nearest_person(self, start: int) -> Speaker:
        at = bisect_left(self._starts, start)
        return Speaker(self._full_name(self._places[at - 1][1]), False) if at else Speaker(None, False)


def without_description(text: str, source: Span, head: Span) -> Span:
    """The name and title of a source: "Kamel Wazne", not "Kamel Wazne, director of the Center"."""
    described = _DESCRIPTION.search(text, max(source.start, head.end), source.end)
    return Span(source.start, described.start()) if described else source


def body_name(phrase: str) -> str:
    """The name of a source that is no person, without its description: "The army", "Syrian state TV"."""
    name = _DESCRIPTION.split(phrase)[0].strip(" ,;:")
    return name[:1].upper() + name[1:] if _ARTICLE.match(name) else name
