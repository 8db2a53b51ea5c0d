"""Two speakers of a library become one: every quote of the one gets the name of the other.

Each article gets a revision of its own, so that its history tells of it and it can be taken back there alone: that is
how speakers that were merged by mistake are split again, wholly or in one article.
"""

from __future__ import annotations

from itertools import groupby

from core.commands import RenameSpeaker, Target
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
