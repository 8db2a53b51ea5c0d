"""Moving one boundary of a span by a token or by a character: what the boundary keys do."""

from __future__ import annotations

from enum import StrEnum

from core.bodies import Span
from core.text import character_after, character_before, token_end_after, token_start_before, trimmed


class Edge(StrEnum):
    START = "start"
    END = "end"


class Step(StrEnum):
    TOKEN = "token"
    CHARACTER = "character"


def moved(text: str, span: Span, edge: Edge, step: Step, *, outwards: bool) -> Span:
    """The span with one boundary moved by one step.

    A boundary goes over white space to the next token's edge. A span never shrinks to nothing and never leaves the
    text: where there is no room, the same span comes back.
    """
    if edge is Edge.START:
        start = _left(text, span.start, step) if outwards else _right_start(text, span.start, step)
        return _kept(text, span, start, span.end)
    end = _right(text, span.end, step) if outwards else _left_end(text, span.end, step)
    return _kept(text, span, span.start, end)


def _kept(text: str, span: Span, start: int, end: int) -> Span:
    if start >= end:
        return span
    start, end = trimmed(text, start, end)  # behind the last token, and before the first, there may be white space
    return Span(start, end) if start < end else span


def _left(text: str, offset: int, step: Step) -> int:
    if step is Step.CHARACTER:
        return _over_space(text, character_before(text, offset), -1) if offset else 0
    return token_start_before(text, offset)


def _right(text: str, offset: int, step: Step) -> int:
    if step is Step.CHARACTER:
        return min(character_after(text, _over_space(text, offset, 1)), len(text.rstrip()))
    return token_end_after(text, offset)


def _right_start(text: str, offset: int, step: Step) -> int:
    after = character_after(text, offset) if step is Step.CHARACTER else token_end_after(text, offset)
    return _over_space(text, after, 1)


def _left_end(text: str, offset: int, step: Step) -> int:
    before = character_before(text, offset) if step is Step.CHARACTER else token_start_before(text, offset)
    while before > 0 and text[before - 1].isspace():
        before -= 1
    return before


def _over_space(text: str, offset: int, direction: int) -> int:
    """The first offset from here in a direction whose character is no white space; the text's edge at the most."""
    while 0 < offset < len(text) and text[offset].isspace():
        offset += direction
    return offset
