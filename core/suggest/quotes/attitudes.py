"""The words that bring indirect quotes, by what follows them: read from ``resources/lexicon/attitudes.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from core.errors import ModelError
from core.frozen import frozen
from core.suggest.quotes.cues import forms_of, irregular_forms

CLAUSE, INFINITIVE, OBJECT, NAMED, SEEMING = "clause", "infinitive", "object", "named", "seeming"


@frozen
class Attitudes:
    """For every form of a word, the frames in which it brings what somebody says or thinks.

    A frame is one of the names above, or the preposition that follows: "accused … of".
    """

    verbs: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]

    def frames(self, word: str, tag: str) -> frozenset[str]:
        """The frames of a word with this part of speech; none when it brings nothing."""
        if tag.startswith("VB"):
            return self.verbs.get(word, frozenset())
        if tag.startswith("NN"):
            return self.nouns.get(word, frozenset())
        return self.adjectives.get(word, frozenset()) if tag.startswith(("JJ", "RB")) else frozenset()


@cache
def attitudes() -> Attitudes:
    """The lists that come with Copydesk, or as the editor has changed them."""
    try:
        table = tomllib.loads((files("resources") / "lexicon" / "attitudes.toml").read_text("utf-8"))
        return _attitudes(table)
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise ModelError(
            f"The list of words that bring indirect quotes, attitudes.toml, cannot be read "
            f"({type(error).__name__}: {error})."
        ) from error


def _attitudes(table: dict[str, Any]) -> Attitudes:
    irregular = irregular_forms() | table["irregular"]
    verbs: dict[str, set[str]] = {}
    nouns: dict[str, set[str]] = {}
    adjectives: dict[str, set[str]] = {}
    for frame, listed in (table["verbs"] | table["prepositions"]).items():
        for base in listed.split():
            for form in (base, *(irregular.get(base) or forms_of(base))):
                verbs.setdefault(form, set()).add(frame)
    for frame, listed in table["nouns"].items():
        for base in listed.split():
            for form in (base, forms_of(base)[0]):
                nouns.setdefault(form, set()).add(frame)
    for frame, listed in table["adjectives"].items():
        for base in listed.split():
            adjectives.setdefault(base, set()).add(frame)
    return Attitudes(*({form: frozenset(frames) for form, frames in one.items()} for one in (verbs, nouns, adjectives)))
