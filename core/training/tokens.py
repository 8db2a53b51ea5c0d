"""The tokens of the training tokenizer, for whoever wants to know before an export what it will leave out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import spacy

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
