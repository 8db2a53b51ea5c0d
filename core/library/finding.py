"""What a search across the library reads: texts, and where the items are that its filters ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from core.find.inventory import Inventory
from core.find.material import Material
from core.find.search import LAYERS, Search
from core.find.states import State
from core.library import reading, remarks
from core.library import tables as t
from core.records import Item, Origin, Suggestion, Verdict

A, S, X = t.annotations.c, t.suggestions.c, t.article_texts.c

_IDS: BindParameter[Sequence[str]] = bindparam("ids", expanding=True)
_TEXTS = select(X.article_id, X.text).where(X.article_id.in_(_IDS))
_ANNOTATIONS = reading.ANNOTATIONS.where(A.set_id.in_(_IDS))
_QUOTES = select(A.id).where(A.set_id.in_(_IDS), A.layer == "quote")
_PARTS = reading.PARTS.where(t.parts.c.annotation_id.in_(_QUOTES))
_SPEAKERS = reading.SPEAKERS.where(t.annotation_speakers.c.annotation_id.in_(_QUOTES))
_SUGGESTIONS = reading.SUGGESTIONS.where(S.set_id.in_(_IDS))

_VERDICTS = {
    State.UNDECIDED: Verdict.PENDING,
    State.ACCEPTED: Verdict.ACCEPTED,
    State.CORRECTED: Verdict.CORRECTED,
    State.REJECTED: Verdict.REJECTED,
}
_ORIGINS = {State.ADDED: Origin.HAND, State.IMPORTED: Origin.IMPORT}
_OPEN = (Verdict.PENDING.value, Verdict.REJECTED.value)


def sets_with(connection: Connection, search: Search) -> frozenset[str] | None:
    """The sets that may have what a search's filters ask for; ``None`` for all of them.

    Quick, and generous: that the label and the state are of the same item is looked at later.
    """
    if not search.filters or search.state is State.BARE:
        return None
    found: frozenset[str] | None = None
    names = [one.name for one in reading.all_labels(connection) if one.name.casefold() == search.label.casefold()]
    for statements in (_of_label(search, names), _of_state(search)):
        if statements:
            some = frozenset(id for one in statements for id in connection.execute(one).scalars())
            found = some if found is None else found & some
    return found


def _of_label(search: Search, names: Sequence[str]) -> list[Select[str]]:
    if not search.label:
        return []
    layer = LAYERS.get(search.label.casefold())
    wanted: list[Select[str]] = []
    for table in (A, S):
        meant = table.layer == layer if layer is not None else table.label.in_(names)
        one = select(table.set_id).where(meant).distinct()
        wanted.append(one.where(S.verdict.in_(_OPEN)) if table is S else one)
    return wanted


def _of_state(search: Search) -> list[Select[str]]:
    state = search.state
    if state is None:
        return []
    if state in _VERDICTS:
        wanted = [select(S.set_id).where(S.verdict == _VERDICTS[state].value).distinct()]
        if state is State.ACCEPTED:  # what was joined or imported with its origin has no suggestion of its own
            wanted.append(select(A.set_id).where(A.origin == Origin.SUGGESTION.value).distinct())
        return wanted
    if state in _ORIGINS:
        return [select(A.set_id).where(A.origin == _ORIGINS[state].value).distinct()]
    if state is State.FLAGGED:
        return [select(t.flags.c.set_id).distinct()]
    return [select(t.comments.c.set_id).distinct()]


def materials(connection: Connection, sets: Mapping[str, str], search: Search) -> list[Material]:
    """Of some articles, in their order; one that is gone is left out. ``sets`` says which set of each is looked at."""
    texts = {row[0]: row[1] for row in connection.execute(_TEXTS, {"ids": list(sets)})}
    if not search.filters:
        return [Material(id, texts[id]) for id in sets if id in texts]
    found = _inventories(connection, list(sets.values()))
    return [Material(id, texts[id], found[of].candidates(search)) for id, of in sets.items() if id in texts]


def _inventories(connection: Connection, sets: Sequence[str]) -> dict[str, Inventory]:
    ids = {"ids": list(sets)}
    items: dict[str, list[Item]] = defaultdict(list)
    standing: set[str] = set()
    quotes = reading.Quotes(connection.execute(_PARTS, ids), connection.execute(_SPEAKERS, ids))
    for annotation in reading.annotations_of(reading.plain(connection.execute(_ANNOTATIONS, ids)), quotes):
        items[annotation.set_id].append(annotation)
        standing.add(annotation.id)
    made: dict[str, Suggestion] = {}
    for suggestion in reading.suggestions_of(reading.plain(connection.execute(_SUGGESTIONS, ids))):
        if suggestion.id in standing:
            made[suggestion.id] = suggestion
        elif suggestion.verdict in (Verdict.PENDING, Verdict.REJECTED):
            items[suggestion.set_id].append(suggestion)
    return {id: Inventory(items[id], made.get, remarks.of_set(connection, id)) for id in sets}
