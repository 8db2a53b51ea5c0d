"""The answers of an interview that is printed as “Q: …” and “A: …”.

The letters name nobody. Whom the article says the interview was with is proposed as the speaker, never as sure; where
it names nobody, or two, nobody is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.bodies import Kind, Quote, Span
from core.frozen import frozen
from core.marks import paragraphs
from core.records import Proposal
from core.suggest.speakers import Cast

_LABEL = re.compile(r"\s*(?P<cue>(?P<who>Q|A|Question|Answer|QUESTION|ANSWER)(?P<sign>[:.]))[^\S\n]+(?=\S)")
_INITIALS = re.compile(r"(?:[A-Z]\. ?){2}")  # “A. J. Smith said”
_NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|[A-Z])\.|[A-ZÀ-Þ][\w’'-]*)"
_WITH = re.compile(
    r"\b(?:Q&A|Q & A|Q and A|interview|interviewed|conversation|questions for|spoke|sat down|talked|chatted)"
    r"(?: (?:this week|on \w+|recently|briefly|here))?"
    rf"(?:(?: with)|(?<=interviewed)|(?<=for)) (?P<name>{_NAME}(?: {_NAME}){{0,5}})"
)
_LETTER = re.compile(r"\w")
_SCORE = 0.75


@frozen
class _Turn:
    cue: Span | None  # nothing for a paragraph without a letter before it
    answers: bool
    said: Span


def answers_of(text: str, cast: Cast) -> Iterator[Proposal]:
    """The answers, each with the paragraphs in which it goes on; the last one ends with its paragraph."""
    turns = _turns(text)
    labelled = [nth for nth, turn in enumerate(turns) if turn.cue is not None]
    if len({turns[nth].answers for nth in labelled}) < 2:  # no questions, or no answers
        return
    names = _interviewed(text, turns[labelled[0]].said.start, cast)
    for nth, following in zip(labelled, [*labelled[1:], None], strict=True):
        turn = turns[nth]
        if not turn.answers or turn.cue is None:
            continue
        parts = turns[nth:following] if following is not None else [turn]
        body = Quote(tuple(part.said for part in parts), (turn.cue,), (), Kind.INDIRECT, names)
        yield Proposal(body, _SCORE, ("source", "speaker"))


def _turns(text: str) -> list[_Turn]:
    found: list[_Turn] = []
    for start, end in paragraphs(text):
        while text[end - 1].isspace():
            end -= 1
        while text[start].isspace():
            start += 1
        match = _LABEL.match(text, start, end)
        if match is not None and match["sign"] == "." and _INITIALS.match(text, match.start("cue"), end):
            match = None
        begin = match.end() if match is not None else start
        if begin >= end or not _LETTER.search(text, begin, end):
            continue
        cue = Span(*match.span("cue")) if match is not None else None
        found.append(_Turn(cue, match is not None and match["who"][0] == "A", Span(begin, end)))
    return found


def _interviewed(text: str, end: int, cast: Cast) -> tuple[str, ...]:
    """The one whom the lines before the first question name as the partner of the interview."""
    names = {cast.canonical(match["name"]) for match in _WITH.finditer(text, 0, end)}
    return (names.pop(),) if len(names) == 1 else ()
