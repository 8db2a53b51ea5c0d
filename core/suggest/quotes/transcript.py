"""Lines that a name and a colon bring: the turns of a debate, and a headline like "Weber: Bridge Is Safe"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from core.model import Kind, Proposal, Quote, Span
from core.suggest.quotes.marks import paragraphs

_TURN = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?P<cue>:)\s+(?P<said>\S.{2,})")
_OFTEN = 2  # a name that begins so many lines is a speaker's
_NO_NAME = re.compile(
    r"\b(?:q|a|update|breaking|wow|correction|note|photos?|video|watch|read|more|related|editor|by|abstract|caption)\b",
    re.IGNORECASE,
)
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
