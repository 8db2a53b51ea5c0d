"""Quotes inside a quote: ‘thus’ in a stretch of “double” marks, “thus” in a British one, and the same marks again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.bodies import Span
from core.marks import Stretch
from core.single_marks import single_stretches

_DOUBLE = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"|«[^«»\n]+»")
_WORD = re.compile(r"\w")


def nested_in(text: str, stretch: Stretch) -> tuple[Span, ...]:
    """The outermost of the quotes inside a stretch, marks included, in order and never overlapping."""
    found: list[Span] = []
    for span in sorted(_all(text, stretch), key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(span for span in found if _WORD.search(text, span.start, span.end))


def _all(text: str, stretch: Stretch) -> Iterator[Span]:
    start, end = stretch.inner_start, stretch.inner_end
    for first, last in stretch.children:
        yield Span(first, last)
    if stretch.single:
        yield from (Span(*match.span()) for match in _DOUBLE.finditer(text, start, end))
        return
    for opening, closing in single_stretches(text, start, end, []):
        if closing is not None:
            yield Span(opening, closing + 1)
