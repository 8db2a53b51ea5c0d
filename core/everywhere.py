"""One decision for all equal mentions of the library: in which articles the words stand, and what is there now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.deeds import Deed
from core.errors import StoppedError
from core.frozen import frozen
from core.matching import Matching, Place, find
from core.queries import Ask, Cancelled, Report, Store
from core.session import Session

if TYPE_CHECKING:
    from core.commands import Command

AT_ONCE = 100
"""Articles looked through in one question, so that whoever works in the library meanwhile need not wait."""

MOST = 1000
"""Articles that are read; the words stand in more than these only where nobody would look at each mention."""


@frozen
class Finding:
    """Places in one article."""

    article: str
    headline: str
    text: str
    places: tuple[Place, ...]


@frozen
class Reading:
    """The articles in which some words stand and are annotated together.

    ``left`` more were not read; ``own`` more somebody annotates independently, each as an article of its own.
    """

    sessions: tuple[Session, ...]
    left: int = 0
    own: int = 0


def holding(
    ask: Ask,
    annotator: str,
    words: str,
    rules: Matching,
    report: Report = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> Reading:
    """The articles in which some words stand, the newest first.

    Args:
        ask: puts one short question to the library.
        annotator: who is to decide.
        words: what is mentioned.
        rules: what counts as the same.
        report: hears how many of how many articles were looked through.
        cancelled: asked now and then whether to stop.

    Raises:
        StoppedError: ``cancelled()`` said so.
    """
    ids = [summary.info.id for summary in ask(lambda store: store.articles())]
    found: list[Session] = []
    left = 0
    for first in range(0, len(ids), AT_ONCE):
        if cancelled():
            raise StoppedError("Stopped. Nothing was changed.")
        some = ids[first : first + AT_ONCE]
        texts = ask(lambda store, some=some: store.texts(some))  # type: ignore[misc]  # the default binds it
        those = [id for id in some if any(find(texts[id], words, rules))]
        room = MOST - len(found)
        left += len(those[room:])
        found += (ask(lambda store, id=id: _session(store, id, annotator)) for id in those[:room])  # type: ignore[misc]
        report(min(first + AT_ONCE, len(ids)), len(ids))
    shared = tuple(session for session in found if not session.annotation_set.is_independent)
    return Reading(shared, left, len(found) - len(shared))


def _session(store: Store, article: str, annotator: str) -> Session:
    return store.load(article, annotator=annotator).session()


def findings(sessions: Sequence[Session], deed: Deed, rules: Matching, home: str) -> list[Finding]:
    """Where the deed is still to be done, by article; ``home`` is the one that its origin is in."""
    found: list[Finding] = []
    for session in sessions:
        places = tuple(place for place in _places(session, deed, rules, home) if deed.is_open(place))
        if places:
            found.append(Finding(session.id, session.info.headline, session.text, places))
    return found


def done_already(sessions: Sequence[Session], deed: Deed, rules: Matching, home: str) -> int:
    """At how many places there is nothing left to do."""
    return sum(not deed.is_open(place) for one in sessions for place in _places(one, deed, rules, home))


def _places(session: Session, deed: Deed, rules: Matching, home: str) -> list[Place]:
    return (deed if session.id == home else replace(deed, origin=None)).places(session, rules)


def command(deed: Deed, chosen: Sequence[Finding]) -> Command:
    """One command, and so one revision and one undo, for the chosen places of all articles."""
    from core.commands import Everywhere

    parts = tuple(deed.command(one.article, one.places) for one in chosen)
    return parts[0] if len(parts) == 1 else Everywhere(parts)
