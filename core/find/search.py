"""What is looked for: words, and which annotations they are to stand in."""

from __future__ import annotations

import re
from dataclasses import replace

from core.bodies import Body, Entity
from core.errors import KnownError
from core.find.states import State
from core.frozen import frozen

LONGEST = 2_000  # characters of what is looked for

# What a label can also be: things that have no label of their own.
LAYERS = {"quote": "quote", "quotes": "quote", "excluded": "region", "region": "region"}
_FILTER = re.compile(r"(?:(?<=\s)|^)(label|status):(\"[^\"]*\"|\S+)(?:\s+|$)", re.IGNORECASE)


class SearchError(KnownError):
    """What is looked for cannot be looked for; the text says why."""


@frozen
class Search:
    """Words, or a pattern; in items of a label and a state only, where those are given.

    Without words, the items themselves are looked for.
    """

    words: str = ""
    case: bool = False  # capital and small letters differ
    whole: bool = False  # whole words only
    pattern: bool = False  # the words are a regular expression
    label: str = ""
    state: State | None = None

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.filters

    @property
    def filters(self) -> bool:
        return bool(self.label) or self.state is not None

    def takes_label_of(self, body: Body) -> bool:
        """Whether a body has the label that is asked for."""
        if not self.label:
            return True
        layer = LAYERS.get(self.label.casefold())
        if isinstance(body, Entity):
            return layer is None and body.label.casefold() == self.label.casefold()
        return layer == body.layer.value


def parsed(typed: str, search: Search) -> Search:
    """The search that a typed line means, with the switches of another: ``label:GPE status:undecided Qusair``.

    What is typed goes before the switches. Where the line is a pattern, it is nothing but that.

    Raises:
        SearchError: it names a status that there is not, or is too long.
    """
    if len(typed) > LONGEST:
        raise SearchError(f"That is longer than {LONGEST:,} characters; look for the beginning of it.")
    if search.pattern:
        return replace(search, words=typed)
    for name, value in _FILTER.findall(typed):
        value = value.strip('"')
        search = replace(search, label=value) if name.lower() == "label" else replace(search, state=_state(value))
    rest = _FILTER.sub("", typed)
    return replace(search, words=rest if rest == typed else rest.strip())


def _state(name: str) -> State:
    try:
        return State(name.casefold())
    except ValueError:
        raise SearchError(f"There is no status “{name}”. There are: {', '.join(State)}.") from None
