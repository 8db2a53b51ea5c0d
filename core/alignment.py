"""Whether training will see a span: its boundaries must be boundaries of the training tokenizer's tokens.

The tokenizer cuts each stretch without white space by itself. So only the two stretches in which a span begins and ends
are looked at, and they can be remembered; what the tokenizer is, this module does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.bodies import Body, Entity, ExcludedRegion, PartRef, Quote, Role, Span
from core.checks import Check, Flaw
from core.frozen import frozen
from core.rules import short

Cut = Callable[[str], Sequence[tuple[int, int]]]
"""Cuts a stretch without white space into tokens, as ``(start, end)`` in code points into the stretch."""

_FIELDS = {Role.CONTENT: "contents", Role.CUE: "cues", Role.SOURCE: "sources", Role.NESTED: "nested"}


@frozen
class Misfit:
    """A part with a boundary that lies inside a token."""

    part: PartRef
    span: Span
    token: Span
    nearest: Span | None
    """The tokens with the nearest boundaries, as the report of an export names them; ``None`` where there are none."""


def misfits(text: str, body: Body, cut: Cut) -> tuple[Misfit, ...]:
    """The parts of a body that an export would leave out. Excluded text is never trained on: its edges may be any."""
    if isinstance(body, ExcludedRegion):
        return ()
    found = (_misfit(text, part, span, cut) for part, span in body.parts())
    return tuple(misfit for misfit in found if misfit is not None)


def checks_of(text: str, body: Body, found: Sequence[Misfit]) -> tuple[Check, ...]:
    """The misfits of a body as findings, each with the nearest tokens as its remedy."""
    return tuple(_check(text, body, misfit) for misfit in found)


def _check(text: str, body: Body, misfit: Misfit) -> Check:
    what = "this" if isinstance(body, Entity) else f"this {misfit.part.role.value}"
    sentence = f"Training would drop {what}: the token is “{short(misfit.token.of(text))}”."
    if misfit.nearest is None:
        return Check(Flaw.INSIDE_TOKEN, misfit.part, sentence)
    name = f"Cover “{short(misfit.nearest.of(text), 24)}”"
    return Check(Flaw.INSIDE_TOKEN, misfit.part, sentence, _with(body, misfit), name)


def _with(body: Body, misfit: Misfit) -> Body:
    """The body with its misfit moved to the nearest tokens."""
    assert misfit.nearest is not None
    if not isinstance(body, Quote):
        return replace(body, span=misfit.nearest)
    role = misfit.part.role
    spans = tuple(misfit.nearest if span == misfit.span else span for span in body.of_role(role))
    changes: dict[str, tuple[Span, ...]] = {_FIELDS[role]: tuple(sorted(spans))}
    return replace(body, **changes)  # type: ignore[arg-type]


def _misfit(text: str, part: PartRef, span: Span, cut: Cut) -> Misfit | None:
    first, last = _tokens(text, span.start, cut), _tokens(text, span.end - 1, cut)
    opens = next((token for token in first if token.start <= span.start < token.end), None)
    closes = next((token for token in last if token.start < span.end <= token.end), None)
    if opens is None or closes is None:  # at white space, where training knows of no word
        return None
    if opens.start == span.start and closes.end == span.end:
        return None
    start = next((token.start for token in first if token.start >= span.start), None)
    end = next((token.end for token in reversed(last) if token.end <= span.end), None)
    if first != last:  # the words between the two stretches may be all that is left
        start = _over_space(text, first[-1].end, 1) if start is None else start
        end = _over_space(text, last[0].start, -1) if end is None else end
    choices = [Span(start, end)] if start is not None and end is not None and start < end else []
    choices.append(Span(opens.start, closes.end))
    nearest = min(choices, key=lambda there: abs(there.start - span.start) + abs(there.end - span.end))
    return Misfit(part, span, opens if opens.start != span.start else closes, nearest)


def _tokens(text: str, offset: int, cut: Cut) -> list[Span]:
    """The tokens of the stretch without white space that holds the character at an offset."""
    start = end = offset
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return [Span(start + first, start + last) for first, last in cut(text[start:end])] if start < end else []


def _over_space(text: str, offset: int, direction: int) -> int:
    """The nearest offset from here, forwards (1) or backwards (-1), beyond which there is no white space."""
    while text[offset if direction > 0 else offset - 1].isspace():
        offset += direction
    return offset
