"""What the finders of constructions give: indirect quotes and what their cues bring, in numbers of words."""

from __future__ import annotations

from core.frozen import frozen
from core.suggest.quotes.paragraph import Attribution


@frozen
class Complement:
    """The first and last word of what a cue brings, the frame in which it does, and where the cue ends."""

    first: int
    last: int
    frame: str
    cue_end: int
    front: int | None = None  # where its part before the cue begins: "the plan, she said, is to close the bridge"


@frozen
class Indirect:
    """An indirect quote in numbers of words: what is said, by which cue, in which frame."""

    contents: tuple[tuple[int, int], ...]
    attribution: Attribution
    frame: str

    @property
    def length(self) -> int:
        return sum(last - first for first, last in self.contents)

    def says(self, nth: int) -> bool:
        """Whether a word is part of what is said."""
        return any(first <= nth <= last for first, last in self.contents)
