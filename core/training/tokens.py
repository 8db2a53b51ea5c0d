"""The tokens of the training tokenizer, for whoever wants to know before an export what it will leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeAlias

import spacy

from core.alignment import Misfit, misfits
from core.bodies import Body

Question: TypeAlias = tuple[str | None, Sequence[tuple[str, Body]]]
"""A text, or ``None`` for the one that was asked about before, and bodies with the ids of their items."""

Found: TypeAlias = Mapping[str, tuple[Misfit, ...]]
"""The misfits of those bodies that have some, by the ids of their items."""

_MOST = 200_000  # stretches that are remembered


class Tokens:
    """Cuts stretches without white space, and remembers how: the words of a language come again and again."""

    def __init__(self) -> None:
        self._nlp = spacy.blank("en")
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    def __call__(self, stretch: str) -> Sequence[tuple[int, int]]:
        """The tokens of a stretch, as ``(start, end)`` in code points into it."""
        known = self._known.get(stretch)
        if known is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            known = tuple((token.idx, token.idx + len(token)) for token in self._nlp.tokenizer(stretch))
            self._known[stretch] = known
        return known


@cache
def training_tokens() -> Tokens:
    """The one of this process. The first call takes a moment, spaCy's import included; call it on a worker thread."""
    return Tokens()


class LooksAtBodies:
    """In a child process, see :mod:`core.child`: what training would leave out of some bodies of a text."""

    def __init__(self) -> None:
        self._text = ""

    def __call__(self, question: Question) -> Iterator[Found]:
        text, bodies = question
        self._text = self._text if text is None else text
        cut = training_tokens()
        looked_at = ((id, misfits(self._text, body, cut)) for id, body in bodies)
        yield {id: found for id, found in looked_at if found}
