"""The people of an article: their names, short and full, where they are mentioned and what their gender may be."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from core.frozen import frozen
from core.suggest.wordsets import word_set

TITLES = word_set(
    "mr mrs ms miss dr sir dame lord lady prof professor president senator sen rep gov governor judge justice general "
    "gen col captain capt lt sgt rev reverend minister secretary king queen prince princess hon mayor chief pope brig "
    "maj cmdr adm admiral sheikh imam congressman congresswoman representative chancellor ambassador former the st"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_LONGEST_NAME = 5
_ASIDE = 60  # how far beside a name a role may stand
_CLAUSE = re.compile(r"(?:[^.!?\n]|\.(?=\w))+")
_SHORTEST_NAME, _MANY_PRONOUNS = 4, 6
_HEADLINE = 0.7  # the share of capitals among the longer words of a headline in title case
_NAME_WORD = r"[A-ZÀ-Þ][\w’'-]*\.?"
_NAME = r"[A-ZÀ-Þ][\w’'.-]+(?:[ \u00a0](?:[A-ZÀ-Þ][\w’'.-]*|de|du|von|van|der|al|bin|la|le))*"
_OPENING = re.compile(rf"(?:[^\n]{{0,60}}\n+)?({_NAME}) (?:\(|FRS\b|was (?:a|an|the|born)\b|is (?:a|an|the)\b|, )")
_BORN = re.compile(rf"({_NAME}) was born\b")
_CAPITALISED = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]*\.?")
_LETTERS_AFTER = word_set("FRS OBE CBE MBE KBE DBE MP QC PhD MD Jr Jr. Sr Sr. II III IV RA OM")


@dataclass(slots=True)
class Person:
    """One person: every mention is ``(start, end)``."""

    name: str
    mentions: list[tuple[int, int]] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)  # the names that the article uses
    evidence: Counter[str] = field(default_factory=Counter)

    @property
    def gender(self) -> str | None:
        """What the evidence plainly says: "m", "f" or nothing."""
        male, female = self.evidence["m"], self.evidence["f"]
        return None if male == female else ("m" if male > female else "f")


@frozen
class Hints:
    """Which words tell a person's gender."""

    titles: dict[str, str]
    roles: dict[str, str]
    given: dict[str, str]


@cache
def hints() -> Hints:
    """The lists of ``resources/lexicon/people.toml``."""
    table = tomllib.loads((files("resources") / "lexicon" / "people.toml").read_text("utf-8"))

    def of(section: str) -> dict[str, str]:
        male, female = (frozenset(table[section][key].split()) for key in ("male", "female"))
        return {**dict.fromkeys(male - female, "m"), **dict.fromkeys(female - male, "f")}

    return Hints(of("titles"), of("roles"), of("given"))


def clean_name(name: str) -> str:
    """A name without titles and possessive."""
    words = _POSSESSIVE.sub("", " ".join(name.split())).split()
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _LETTERS_AFTER:
        words = words[:-1]
    return " ".join(words)


def gather(text: str, mentions: list[tuple[int, int]]) -> list[Person]:
    """The people whom these mentions name; a short name is the last fuller one that it can be short for."""
    people: list[Person] = []
    by_word: dict[str, list[Person]] = {}  # the first and the last word of each name
    spans = {span for span in mentions if _stands(text, span)} | set(_subject_of_text(text))
    names = [(span, clean_name(text[slice(*span)])) for span in sorted(spans)]
    for (start, end), name in sorted(names, key=lambda item: -len(item[1].split())):
        if not name or len(name.split()) > _LONGEST_NAME or not name[0].isalpha():
            continue
        person = _known(by_word, name, start)
        if person is None:
            person = Person(name)
            people.append(person)
            for word in {*name.lower().split()[:1], *name.lower().split()[-1:]}:
                by_word.setdefault(word, []).append(person)
        person.mentions.append((start, end))
        person.forms[name] += 1
    for person in people:
        person.name = _canonical(person.forms)
        person.mentions.sort()
    _find_all_mentions(text, people)
    _weigh_main_person(text, people)
    for person in people:
        person.mentions.sort()
        for start, end in person.mentions:
            _weigh(text, person, start, end)
        given = hints().given.get(person.name.split()[0].lower())
        if given is not None and len(person.name.split()) > 1:
            person.evidence[given] += 2
    people.sort(key=lambda person: person.mentions[0])
    return people


def _stands(text: str, span: tuple[int, int]) -> bool:
    """Whether a name is one: a headline's capitals make "Trump Calls" of a name, which then comes only once."""
    line_end = text.find("\n")
    if span[0] > line_end or " " not in text[slice(*span)]:
        return True
    if text[max(0, line_end - 4) : line_end].rstrip().endswith((".", ".”", '."')):
        return True  # a text without a headline begins with a sentence
    long_words = [word for word in text[:line_end].split() if len(word) > _SHORTEST_NAME]
    if sum(word[0].isupper() for word in long_words) < _HEADLINE * len(long_words):
        return True
    return text.find(clean_name(text[slice(*span)]), line_end) >= 0


def _canonical(forms: Counter[str]) -> str:
    """The full name that the article uses most."""
    full = [name for name in forms if len(name.split()) > 1]
    return max(full or forms, key=lambda name: (forms[name], len(name)))


def _subject_of_text(text: str) -> list[tuple[int, int]]:
    """The name with which a biography begins: "Zaha Hadid (31 October 1950 – 2016) was an architect"."""
    found = [match.span(1) for match in _BORN.finditer(text)]
    opening = _OPENING.match(text)
    return found + ([opening.span(1)] if opening is not None else [])


def _find_all_mentions(text: str, people: list[Person]) -> None:
    """Adds the mentions that the pipeline took for something else, by the last word of each name."""
    sharing: dict[str, list[Person]] = {}
    for person in people:
        last = person.name.split()[-1]
        if len(last) >= _SHORTEST_NAME and last[0].isupper():
            sharing.setdefault(last, []).append(person)
    foremost = {
        last: max(some, key=lambda one: (len(one.mentions), -one.mentions[0][0])) for last, some in sharing.items()
    }
    ends = {end for person in people for _, end in person.mentions}
    before, before_end = "", -2
    for match in _CAPITALISED.finditer(text):
        last = match.group() if match.group() in foremost else _POSSESSIVE.sub("", match.group())
        end = match.start() + len(last)
        alone = before_end + 1 != match.start() or before.rstrip(".").lower() in TITLES
        if last in foremost and end not in ends and (alone or len(sharing[last]) == 1):
            foremost[last].mentions.append((match.start(), end))
        before, before_end = match.group(), match.end()


def _weigh_main_person(text: str, people: list[Person]) -> None:
    """When nearly all pronouns are of one gender, the person most spoken of has it."""
    male = len(re.findall(r"\b(?:he|his|him)\b", text, re.IGNORECASE))
    female = len(re.findall(r"\b(?:she|her|hers)\b", text, re.IGNORECASE))
    if not people or max(male, female) < _MANY_PRONOUNS or min(male, female) * 4 > max(male, female):
        return
    main = max(people, key=lambda person: len(person.mentions))
    if sum(len(person.mentions) for person in people) < len(main.mentions) * 3:
        main.evidence["m" if male > female else "f"] += 3


def _known(people: dict[str, list[Person]], name: str, start: int) -> Person | None:
    words = name.lower().split()
    near = {id(person): person for word in (words[0], words[-1]) for person in people.get(word, ())}
    fits = [person for person in near.values() if _may_be(words, person.name.lower().split())]
    if not fits:
        return None
    before = [person for person in fits if person.mentions[0][0] <= start]
    return max(before or fits, key=lambda person: len(person.mentions))


def _may_be(short: list[str], full: list[str]) -> bool:
    if short == full or sorted(short) == sorted(full):
        return True
    if len(short) == 1:
        return short[0] == full[-1] or (short[0] == full[0] and short[0] in hints().given)
    return short[-1] == full[-1] and short[0] == full[0]


def _weigh(text: str, person: Person, start: int, end: int) -> None:
    """Adds what the words about one mention say of the person's gender."""
    known = hints()
    before = re.findall(r"[\w’'-]+", text[max(0, start - 24) : start + 6])
    for word in before[-3:]:
        gender = known.titles.get(word.lower().rstrip("."))
        if gender is not None and word[0].isupper():
            person.evidence[gender] += 3
    beside = _CLAUSE.match(text, end, end + _ASIDE)
    aside = beside.group() if beside is not None and beside.group().startswith(",") else ""
    for word in [*before[-4:], *re.findall(r"[\w’'-]+", aside)[:8]]:
        gender = known.roles.get(word)
        if gender is not None:
            person.evidence[gender] += 1
