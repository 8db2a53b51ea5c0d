"""Whom a described source names: "the mayor, Ann Li", "Ann Li’s lawyer, Peter Maier", "the builder, Stone & Sons".

Everything is read from the words and their commas. What may be a place or only describes gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from core.suggest.people import TITLES

# Somebody who speaks for another: behind "a spokesman for the mayor, Ann Li", the name is the mayor's.
_FOR_ANOTHER = re.compile(
    r"\b(?:spokes\w+|lawyers?|attorneys?|aides?|advis[eo]rs?|represent\w+|friends?|relatives?|allies|ally|agents?|"
    r"members?|sources?|officials?|people|supporters?)\s+(?:for|to|of|with|from|close to)\b",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w’'-]*\.?|&|bin|al|de|van|von|der|la|du|of|the)"
_NAME = re.compile(rf"[A-ZÀ-Þ][\w’'-]*\.?(?: {_NAME_WORD})*")
_SEGMENT = re.compile(r",\s+")
_TWO = re.compile(r"\s+and\s+")
_POSSESSED = re.compile(r"[’']s?\s+[a-z]")
_GOVERNED = re.compile(r"\b(?:for|to|of|with|from|by|behind|under|at)\s+(?:the\s+)?$", re.IGNORECASE)
_PERSONS = re.compile(r"^(?:his|her|their|my|our|its)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\b", re.IGNORECASE)

Label = Callable[[int, int], str | None]
_NO_SPEAKER = frozenset(("GPE", "LOC", "DATE", "TIME", "NORP", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "EVENT"))


def apposed(phrase: str, label: Label) -> tuple[str, ...]:
    """The names that stand beside a description; ``label`` is the pipeline's for an extent of the phrase.

    Nothing where the phrase begins with a name itself: then what follows describes it.
    """
    pieces = _SEGMENT.split(phrase)
    if len(pieces) < 2 or _FOR_ANOTHER.search(pieces[0]) or _begins_with_name(pieces[0]):
        return ()
    start = phrase.index(pieces[1], len(pieces[0]))
    names = _TWO.split(pieces[1])
    found: list[str] = []
    for name in names:
        at = phrase.index(name, start)
        if not _is_name(name, label(at, at + len(name)), len(names) > 1, _PERSONS.match(pieces[0]) is not None):
            return ()
        found.append(name)
    return tuple(found)


def listed(phrase: str, is_person: Callable[[str], bool]) -> tuple[str, ...]:
    """The names of "Ann Li, Peter Maier and Eva Stone"."""
    pieces = [piece for part in _SEGMENT.split(phrase) for piece in _TWO.split(part.removeprefix("and "))]
    full = all(_NAME.fullmatch(piece) and " " in piece for piece in pieces)
    return tuple(pieces) if len(pieces) > 2 and full and any(map(is_person, pieces)) else ()


def belongs_to_another(text: str, start: int, end: int, source_start: int, source_end: int) -> bool:
    """Whether a name in a source is the name of somebody else: "Ann Li’s lawyer", "a spokesman for Ann Li"."""
    if _POSSESSED.match(text, end, source_end):
        return True
    before = text[source_start:start]
    words = before.split()
    while words and words[-1].rstrip(".").lower() in TITLES - {"the"}:
        before = before[: before.rindex(words.pop())]
    return _GOVERNED.search(before) is not None


def _begins_with_name(piece: str) -> bool:
    return not _ARTICLE.match(piece) and _NAME.fullmatch(piece) is not None


def _is_name(name: str, label: str | None, one_of_two: bool, somebodys: bool) -> bool:
    if _NAME.fullmatch(name) is None:
        return False
    if one_of_two or label in ("PERSON", "ORG"):
        return True
    return label not in _NO_SPEAKER and (" " in name or somebodys)
