"""Two speakers of a library become one: every quote of the one gets the name of the other.

Each article gets a revision of its own, so that its history tells of it and it can be taken back there alone: that is
how speakers that were merged by mistake are split again, wholly or in one article.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from core.commands import RenameSpeaker, Target
from core.history import covered_text
from core.queries import Store


def merging(store: Store, name: str, into: str) -> tuple[RenameSpeaker, ...]:
    """What it takes to give every quote of one speaker to another, one command for each article."""
    if name == into or not name or not into:
        return ()
    quotes = groupby(store.quotes_of(name), key=lambda quote: quote.set_id)  # the shared set has its article's id
    return tuple(
        RenameSpeaker(article, tuple(Target(quote.id, quote.version) for quote in some), name, into)
        for article, some in quotes
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A quote of a speaker, as a list shows it."""

    article: str
    id: str
    headline: str
    words: str


def told(store: Store, name: str, limit: int) -> tuple[Told, ...]:
    """The first quotes of a speaker in all articles."""
    found: list[Told] = []
    quotes = store.quotes_of(name)[:limit] if name else ()
    for article, some in groupby(quotes, key=lambda quote: quote.set_id):
        read = store.load(article).article
        found += [Told(article, one.id, read.info.headline, covered_text(read.text, one.body)) for one in some]
    return tuple(found)
