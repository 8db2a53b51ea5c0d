"""Lines that a name and a colon bring: the turns of a debate, and a headline like "Weber: Bridge Is Safe".

Where a transcript is printed in marks, the name stands inside them: “WEBER: The bridge is safe.
“STONE: Since when?”
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.bodies import Kind, Quote, Span
from core.marks import Stretch, paragraphs
from core.records import Proposal
from core.suggest.quotes.shape import Shape
from core.suggest.speakers import Cast

_TURN = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?P<cue>:)\s+(?P<said>\S.{2,})")
_OFTEN = 2  # a name that begins so many lines is a speaker's
_NO_NAME = re.compile(
    r"\b(?:q|a|update|breaking|wow|correction|note|photos?|video|watch|read|more|related|editor|by|abstract|caption)\b",
    re.IGNORECASE,
)
_MARKED_TURN = re.compile(r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,3})(?P<cue>:)\s+(?=\S)")
_STAGE = re.compile(r"\([^()]*\)\W*")
_SCORE, _HEADLINE_SCORE = 0.75, 0.6


def turns_of(text: str) -> Iterator[Proposal]:
    """The turns of a transcript, and the headline when it is one."""
    found = [(start, match) for start, end in paragraphs(text) if (match := _TURN.match(text, start, end))]
    often = Counter(match["name"] for _, match in found)
    for start, match in found:
        name = match["name"]
        spoken = often[name] >= _OFTEN or (name.isupper() and len(often) > 1)
        if (spoken or not text[:start].strip()) and not _NO_NAME.search(name):
            yield _turn(text, match, _SCORE if spoken else _HEADLINE_SCORE)


def _turn(text: str, match: re.Match[str], score: float) -> Proposal:
    said = match["said"].rstrip()
    content = Span(match.start("said"), match.start("said") + len(said))
    cue, source = Span(*match.span("cue")), Span(*match.span("name"))
    kind = Kind.MIXED if re.search(r"[“”\"‘]", said) else Kind.INDIRECT
    return Proposal(Quote((content,), (cue,), (source,), kind, (match["name"],)), score, ("speaker",))


def numbers_of_turns(text: str, stretches: Sequence[Stretch]) -> frozenset[int]:
    """Which stretches are turns of a transcript in marks: a name begins them, or they go on with such a one."""
    numbers: set[int] = set()
    begun = 0
    for number, stretch in enumerate(stretches):
        match = _marked_turn(text, stretch)
        begun += match is not None
        if match is not None or (stretch.continues and number - 1 in numbers):
            numbers.add(number)
    return frozenset(numbers) if begun >= _OFTEN else frozenset()


def _marked_turn(text: str, stretch: Stretch) -> re.Match[str] | None:
    match = _MARKED_TURN.match(text, stretch.inner_start, stretch.inner_end)
    return match if match is not None and not _NO_NAME.search(match["name"]) else None


def marked_turns(text: str, stretches: Sequence[Stretch], shapes: Sequence[Shape], cast: Cast) -> Iterator[Proposal]:
    """The turns of a transcript in marks: a stretch that a name begins, and those that go on without one."""
    turn: Quote | None = None
    for stretch, shape in zip(stretches, shapes, strict=True):
        match = _marked_turn(text, stretch)
        if shape is not Shape.TURN or match is not None:
            if turn is not None:
                yield Proposal(turn, _SCORE)
            turn = None
        if shape is not Shape.TURN or _STAGE.fullmatch(text, stretch.inner_start, stretch.inner_end):
            continue
        if match is not None:
            content = Span(match.end(), stretch.end)
            cue, source = Span(*match.span("cue")), Span(*match.span("name"))
            turn = Quote((content,), (cue,), (source,), Kind.DIRECT, (cast.canonical(match["name"].title()),))
        elif turn is not None:
            turn = replace(turn, contents=(*turn.contents, Span(stretch.start, stretch.end)))
    if turn is not None:
        yield Proposal(turn, _SCORE)
