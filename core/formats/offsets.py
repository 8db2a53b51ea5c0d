"""Offsets between a text and the same text with stretches removed.

Canonical text is a given text without some of its characters (a BOM, the LF of a CRLF); the text that is trained on is
an article without its excluded regions. Both conversions are this one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

_BOM = "\ufeff"


class Removal:
    """Which stretches of a longer text a shorter one leaves out.

    Args:
        removed: ``(start, end)`` in code points of the longer text, in order, without overlaps.
    """

    __slots__ = ("_before", "_ends", "_short_starts", "_starts")

    def __init__(self, removed: Iterable[tuple[int, int]]) -> None:
        stretches = [(start, end) for start, end in removed if end > start]
        self._starts = [start for start, _ in stretches]
        self._ends = [end for _, end in stretches]
        # How much was removed before the nth stretch, and where that stretch would be in the shorter text.
        self._before = [0, *accumulate(end - start for start, end in stretches)]
        self._short_starts = [start - gone for start, gone in zip(self._starts, self._before, strict=False)]

    def __bool__(self) -> bool:
        return bool(self._starts)

    def shorter(self, offset: int) -> int:
        """An offset into the longer text, in the shorter one; what was removed counts as the place where it was."""
        nth = bisect_right(self._starts, offset) - 1
        if nth < 0:
            return offset
        if offset < self._ends[nth]:
            return self._short_starts[nth]
        return offset - self._before[nth + 1]

    def longer(self, offset: int) -> int:
        """The offset in the longer text of the character at an offset into the shorter one."""
        return offset + self._before[bisect_right(self._short_starts, offset)]

    def longer_span(self, start: int, end: int) -> tuple[int, int]:
        """A span that is not empty, in the longer text: from its first character to behind its last."""
        return self.longer(start), self.longer(end - 1) + 1


def of_canonical(given: str) -> Removal:
    """What :func:`core.text.canonical` removes from a text."""
    boms = len(given) - len(given.lstrip(_BOM))
    removed = [(0, boms)]
    place = given.find("\r\n", boms)
    while place >= 0:
        removed.append((place + 1, place + 2))
        place = given.find("\r\n", place + 2)
    return Removal(removed)
