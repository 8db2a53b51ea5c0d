"""What a search reads of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""Start and end of a hit; a plain pair, as there may be a hundred thousand."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is searched of one article: its text, and where the items are that the filters ask for."""

    article: str
    text: str
    parts: tuple[Place, ...] = ()
