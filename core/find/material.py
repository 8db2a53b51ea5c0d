"""What a search reads of an article."""

from __future__ import annotations

from typing import TypeAlias

from core.frozen import frozen

Place: TypeAlias = tuple[int, int]
"""Start and end of a hit; a plain pair, as there may be a hundred thousand."""


@frozen
class Material:
    """What is searched of one article: its text, and where the items are that the filters ask for."""

    article: str
    text: str
    parts: tuple[Place, ...] = ()
