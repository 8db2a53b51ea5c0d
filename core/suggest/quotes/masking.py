"""Putting a short dummy in the place of every whole quote before a paragraph is parsed.

A small parser loses its way in a quote of forty words and then takes the wrong subject for "said". It does not lose it
in "“It works,” said Kamel Wazne". Fragments stay, without their marks: they are words of the clause that they stand in.
"""

from __future__ import annotations

import re

from core.marks import Stretch
from core.suggest.quotes.parse import Masked, Piece
from core.suggest.quotes.shape import Shape

_DUMMY = "It works"
_GLUED_DASH = re.compile(r"\s*[-–—―]{1,2}(?=[A-ZÀ-Þ]|\s[A-ZÀ-Þ])")  # “…”― Jane Roe, “…” -Jane Roe


def masked_paragraph(text: str, start: int, end: int, stretches: list[tuple[int, Stretch, Shape]]) -> Masked:
    """The paragraph ``text[start:end]`` with its whole quotes masked; ``stretches`` are numbered over the article."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0

    def put(
        part: str, first: int, last: int, stretch: int = -1, dummy: bool = False, marks: tuple[int, int] = (0, 0)
    ) -> None:
        nonlocal length
        if part:
            pieces.append(Piece(length, first, last, stretch, dummy, marks))
            parts.append(part)
            length += len(part)

    at = start
    for number, stretch, shape in stretches:
        put(text[at : stretch.start], at, stretch.start)
        if shape in (Shape.WHOLE, Shape.TURN):
            dummy = _dummy(text, stretch)
            if stretch.start > start and not text[stretch.start - 1].isspace():
                dummy = " " + dummy  # said,“Look: glued marks make one token of three
            put(dummy, stretch.start, stretch.end, number, True)
        else:
            first, last = stretch.inner_start, stretch.inner_end
            put(text[first:last], first, last, number, marks=(first - stretch.start, stretch.end - last))
        at = stretch.end
        dash = _GLUED_DASH.match(text, at, end) if shape is Shape.WHOLE else None
        if dash is not None:
            put(" " + dash.group().strip(), dash.end() - len(dash.group().strip()) - 1, dash.end())
            put(" ", dash.end(), dash.end())
            at = dash.end()
    put(text[at:end], at, end)
    return Masked("".join(parts), start, end, tuple(pieces))


def _dummy(text: str, stretch: Stretch) -> str:
    inner = text[stretch.inner_start : stretch.inner_end].rstrip()
    stop = inner[-1:] if inner[-1:] in (",", "?", "!", ".") else ""
    return f"“{_DUMMY}{stop}”"
