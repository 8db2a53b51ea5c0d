"""Two speakers of a library become one: every quote of the one gets the name of the other.

Each article gets a revision of its own, so that its history tells of it and it can be taken back there alone. Speakers
that were merged by mistake are split again: the log knows whose the quotes were, and gives them back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from core.commands import RenameSpeaker, Target
from core.frozen import frozen
from core.history import covered_text
from core.queries import Store
from core.records import Annotation


def merging(store: Store, name: str, into: str, only: Collection[str] | None = None) -> tuple[RenameSpeaker, ...]:
    """What it takes to give quotes of one speaker to another, one command for each article; all of them without ids."""
    if name == into or not name or not into:
        return ()
    quotes = store.quotes_of(name)
    return _renaming(quotes if only is None else (one for one in quotes if one.id in only), name, into)


@frozen
class Former:
    """Another name that some quotes of a speaker had, until somebody gave them to the speaker."""

    name: str
    quotes: int
    articles: int


def formers(store: Store, name: str) -> tuple[Former, ...]:
    """Whose the quotes of a speaker were, those with the most quotes first."""
    quotes: dict[str, list[Annotation]] = {}
    former = store.former_names(name)
    for quote in store.quotes_of(name) if former else ():
        if quote.id in former:
            quotes.setdefault(former[quote.id], []).append(quote)
    found = (Former(old, len(some), len({one.set_id for one in some})) for old, some in quotes.items())
    return tuple(sorted(found, key=lambda one: (-one.quotes, one.name.casefold(), one.name)))


def splitting(store: Store, name: str, former: str) -> tuple[RenameSpeaker, ...]:
    """What it takes to give the quotes that were another speaker's back to that one, one command for each article."""
    names = store.former_names(name)
    return _renaming((quote for quote in store.quotes_of(name) if names.get(quote.id) == former), name, former)


def _renaming(quotes: Iterable[Annotation], name: str, into: str) -> tuple[RenameSpeaker, ...]:
    return tuple(
        RenameSpeaker(article, tuple(Target(quote.id, quote.version) for quote in some), name, into)
        for article, some in groupby(quotes, key=lambda quote: quote.set_id)  # the shared set has its article's id
    )


@frozen
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
