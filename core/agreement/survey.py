"""The agreement of a library: which sets can be compared, and counting them some at a time, with a way to stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeAlias

from core.agreement.differing import Case, cases, of_row
from core.agreement.marks import Row
from core.agreement.tally import Tally
from core.bodies import Entity, Quote
from core.errors import StoppedError
from core.frozen import frozen
from core.gold import has_gold
from core.queries import Ask, Cancelled, Report, Store
from core.records import Annotation, Origin, Run
from core.surveys import GOLD, OWN, SHARED, Model, SetInfo, model_of

AT_ONCE = 50
"""Articles read in one question, so that whoever works in the library meanwhile need not wait."""

SHARED_NAME, GOLD_NAME = "shared", "gold"
"""How the sets that are no single annotator’s are called beside those that are."""

_LAYERS: dict[str, type[Entity] | type[Quote]] = {"entities": Entity, "quotes": Quote}
"""What the suggesters that can be compared suggest. The memory is none: it repeats what people decided."""


@frozen
class Pairing:
    """Two sides of one article that can be compared."""

    article: str
    headline: str
    left: str  # a set's id; with runs, what these suggested in it
    right: str  # a set's id
    names: tuple[str, str]
    runs: tuple[str, ...] = ()
    layer: type[Entity] | type[Quote] | None = None  # the only one that is compared


@frozen
class Found:
    """A difference, and in which article."""

    pairing: Pairing
    case: Case


# ---------------------------------------------------------------------------------------------- what can be compared


def name_of(one: SetInfo) -> str:
    return one.annotator if one.owner == OWN else SHARED_NAME


def human_pairings(sets: Iterable[SetInfo]) -> list[Pairing]:
    """Every two finished sets of one article, the two in the order of their annotators’ names.

    A set in which nothing is marked counts too: “nothing here” is an answer. Gold is no annotator’s, and is left out;
    see :func:`gold_pairings`.
    """
    of_article: dict[str, list[SetInfo]] = defaultdict(list)
    for one in sets:
        if one.owner != GOLD and one.is_finished:
            of_article[one.article].append(one)
    found = []
    for some in of_article.values():
        for left, right in combinations(sorted(some, key=lambda one: (one.owner == SHARED, name_of(one))), 2):
            names = name_of(left), name_of(right)
            found.append(Pairing(left.article, left.headline, left.id, right.id, names))
    return found


def gold_pairings(sets: Iterable[SetInfo]) -> list[Pairing]:
    """Every finished set of an article beside the gold that somebody made of two of them; see :func:`settled`."""
    of_article: dict[str, list[SetInfo]] = defaultdict(list)
    for one in sets:
        of_article[one.article].append(one)
    found = []
    for some in of_article.values():
        gold = next((one for one in some if one.owner == GOLD), None)
        others = (one for one in some if one.owner != GOLD and one.is_finished) if gold is not None else ()
        for one in sorted(others, key=lambda one: (one.owner == SHARED, name_of(one))):
            assert gold is not None
            found.append(Pairing(one.article, one.headline, one.id, gold.id, (name_of(one), GOLD_NAME)))
    return found


def couples(pairings: Iterable[Pairing]) -> dict[tuple[str, str], int]:
    """Who can be compared with whom, and in how many articles; the most first."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for one in pairings:
        found[one.names] += 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def model_pairings(sets: Iterable[SetInfo], runs: Iterable[Run], *, gold: bool = False) -> dict[Model, list[Pairing]]:
    """For each version of a model the finished articles that it was the first to suggest in, the newest version first.

    A later run leaves out what was decided by then, so in an article that another version came to first it cannot be
    said what it would have found.

    Args:
        sets: of the library.
        runs: of the library, the oldest first.
        gold: compare with the gold of adjudicated articles instead, see :func:`settled`; the shared set may be open.
    """
    of_text: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        of_text[run.text_sha256].append(run)
    found: dict[Model, list[Pairing]] = defaultdict(list)
    newest: dict[Model, Run] = {}
    sets = list(sets)
    golds = {one.article: one.id for one in sets if one.owner == GOLD}
    for one in sets:
        right = golds.get(one.article) if gold else one.id if one.is_finished else None
        if one.owner != SHARED or right is None:
            continue
        for suggester, layer in _LAYERS.items():
            here = [run for run in of_text[one.sha256] if run.suggester == suggester]
            if not here:
                continue
            first = model_of(here[0])
            its = tuple(run.id for run in here if model_of(run) == first)
            newest[first] = max((newest.get(first, here[0]), here[0]), key=lambda run: run.at)
            names = first.name, GOLD_NAME if gold else "what stands"
            found[first].append(Pairing(one.article, one.headline, one.id, right, names, its, layer))
    return {model: found[model] for model in sorted(found, key=lambda one: newest[one].at, reverse=True)}


# ---------------------------------------------------------------------------------------------------------- counting


def tallied(
    ask: Ask,
    pairings: Sequence[Pairing],
    report: Report = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> Tally:
    """Count all these articles together.

    Args:
        ask: puts one short question to the library.
        pairings: what is compared.
        report: hears how many of how many articles are counted.
        cancelled: asked now and then whether to stop.

    Raises:
        StoppedError: ``cancelled()`` said so.
    """
    tally = Tally()
    for done, (_, text, left, right) in enumerate(_read(ask, pairings, cancelled), 1):
        tally.count(text, left, right)
        if done % AT_ONCE == 0 or done == len(pairings):
            report(done, len(pairings))
    return tally


def settled(ask: Ask, pairings: Sequence[Pairing], cancelled: Cancelled = lambda: False) -> list[Pairing]:
    """Those of some pairings with gold whose gold is complete: every difference is decided, and nothing changed since.

    Raises:
        StoppedError: ``cancelled()`` said so.
    """
    articles = list(dict.fromkeys(one.article for one in pairings))
    complete: set[str] = set()
    for first in range(0, len(articles), AT_ONCE):
        if cancelled():
            raise StoppedError("Stopped. Nothing was changed.")
        some = articles[first : first + AT_ONCE]
        complete.update(ask(lambda store, some=some: [one for one in some if has_gold(store, one)]))  # type: ignore[misc]
    return [one for one in pairings if one.article in complete]


def differences(
    ask: Ask,
    pairings: Sequence[Pairing],
    row: Row,
    *,
    lenient: bool = False,
    limit: int = 1000,
    cancelled: Cancelled = lambda: False,
) -> tuple[Found, ...]:
    """Where two sides differ in what a row of the table counts, the first ``limit`` of them."""
    found: list[Found] = []
    for pairing, text, left, right in _read(ask, pairings, cancelled):
        found += (Found(pairing, case) for case in of_row(cases(text, left, right), row, lenient=lenient))
        if len(found) >= limit:
            break
    return tuple(found[:limit])


Read: TypeAlias = tuple[Pairing, str, Sequence[Annotation], Sequence[Annotation]]


def _read(ask: Ask, pairings: Sequence[Pairing], cancelled: Cancelled) -> Iterator[Read]:
    for first in range(0, len(pairings), AT_ONCE):
        if cancelled():
            raise StoppedError("Stopped. Nothing was changed.")
        some = pairings[first : first + AT_ONCE]
        yield from ask(lambda store, some=some: _some(store, some))  # type: ignore[misc]  # the default binds it


def _some(store: Store, pairings: Sequence[Pairing]) -> list[Read]:
    texts = store.texts({one.article for one in pairings})
    sets = {id for one in pairings for id in ((one.right,) if one.runs else (one.left, one.right))}
    standing = store.annotations_of(sets)
    runs = [run for one in pairings for run in one.runs]
    proposed = store.suggestions_of({one.left for one in pairings if one.runs}, runs) if runs else {}
    found: list[Read] = []
    for one in pairings:
        left, right = standing.get(one.left, ()), standing[one.right]
        if one.runs:
            # The same is proposed anew by every run until somebody decides; it was one proposal all the same.
            bodies = {suggestion.body: suggestion for suggestion in proposed[one.left] if suggestion.run in one.runs}
            left = [Annotation(s.id, s.set_id, body, Origin.SUGGESTION, s.run) for body, s in bodies.items()]
        if one.layer is not None:
            left, right = ([a for a in side if isinstance(a.body, one.layer)] for side in (left, right))
        found.append((one, texts[one.article], left, right))
    return found


def of_couple(pairings: Iterable[Pairing], one: str, other: str) -> list[Pairing]:
    """The pairings of two people, turned so that the one is at the left."""
    turned = []
    for pairing in pairings:
        if pairing.names == (one, other):
            turned.append(pairing)
        elif pairing.names == (other, one):
            turned.append(replace(pairing, left=pairing.right, right=pairing.left, names=(one, other)))
    return turned
