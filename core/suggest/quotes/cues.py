"""The lexicon of cues, read from ``resources/lexicon/cues.toml``; :mod:`core.suggest.quotes.own_cues` adds to it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from core.errors import ModelError
from core.frozen import frozen


@frozen
class Lexicon:
    """The words that bring a quote, in every form in which they occur, in lower case."""

    verbs: dict[str, str]  # form -> base form
    weak: frozenset[str]  # base forms
    naming: frozenset[str]
    nouns: frozenset[str]
    phrases_before_source: tuple[str, ...]
    not_said: frozenset[str]
    half_auxiliaries: frozenset[str] = frozenset()
    leads_by: frozenset[str] = frozenset()
    gestures: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    online: frozenset[str] = frozenset()

    def base(self, word: str) -> str | None:
        """The base form of a cue verb, or nothing when the word is none."""
        return self.verbs.get(word.lower())

    def is_cue(self, word: str) -> bool:
        return word.lower() in self.verbs

    def is_strong(self, word: str) -> bool:
        base = self.base(word)
        return base is not None and base not in self.weak


@cache
def lexicon(path: Path | None = None) -> Lexicon:
    """The lexicon in ``path``, or the one that comes with Copydesk."""
    try:
        return lexicon_of(tomllib.loads(path.read_text("utf-8")) if path else shipped())
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise ModelError(
            f"The list of cue words {path or 'cues.toml'} cannot be read ({type(error).__name__}: {error})."
        ) from error


@cache
def irregular_forms() -> dict[str, list[str]]:
    """The forms that no rule makes, by the base form of their verb."""
    listed: dict[str, list[str]] = shipped()["irregular"]
    return listed


@cache
def shipped() -> dict[str, Any]:
    """The lists that come with Copydesk, by their names; nobody changes them."""
    return tomllib.loads((files("resources") / "lexicon" / "cues.toml").read_text("utf-8"))


def lexicon_of(table: dict[str, Any]) -> Lexicon:
    """The lexicon that is made of lists of words, as the file has them."""
    irregular: dict[str, list[str]] = table.get("irregular", {})
    naming = frozenset(table["naming"].split())
    verbs: dict[str, str] = {}
    for base in {*table["report"].split(), *naming}:
        for form in (base, *(irregular.get(base) or forms_of(base))):
            verbs.setdefault(form, base)
    return Lexicon(
        verbs=verbs,
        weak=frozenset(table["weak"].split()),
        naming=naming,
        nouns=frozenset(table["nouns"].split()),
        phrases_before_source=tuple(table["phrases_before_source"]),
        not_said=frozenset(table["not_said"].split()),
        **{name: frozenset(words.split()) for name, words in table.get("reach", {}).items()},
    )


def forms_of(base: str) -> tuple[str, ...]:
    """The regular forms of a verb: third person, past, participle."""
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es", base + "ed", base + "ing"
    return base + "s", base + "ed", base + "ing"
