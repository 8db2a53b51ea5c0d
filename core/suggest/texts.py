"""Cutting long texts into pieces that a pipeline takes at once."""

from __future__ import annotations

from collections.abc import Iterator

# spaCy refuses texts over a million characters because its memory grows with them; at this size a piece costs a few
# hundred milliseconds, which is also how soon a run can be stopped inside one long article.
PIECE = 40_000


def pieces(text: str, size: int = PIECE) -> Iterator[tuple[int, str]]:
    """The text in pieces of at most ``size`` characters with their offsets, cut at line ends, else at white space."""
    start = 0
    while len(text) - start > size:
        cut = text.rfind("\n", start + size // 2, start + size) + 1
        if not cut:
            cut = text.rfind(" ", start + size // 2, start + size) + 1
        cut = cut or start + size
        yield start, text[start:cut]
        start = cut
    if start < len(text) or not text:
        yield start, text[start:]
