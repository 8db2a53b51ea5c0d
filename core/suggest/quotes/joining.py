"""Indirect quotes beside marked ones: one cue brings one quote, and no word is said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.bodies import Kind, Quote, Span
from core.records import Proposal
from core.suggest.quotes.indirect import indirect_quotes
from core.suggest.quotes.indirect_score import SURE, score_of
from core.suggest.quotes.interview import answers_of
from core.suggest.quotes.paragraph import Paragraph
from core.suggest.quotes.proposing import source_and_speakers, span_of
from core.suggest.quotes.saying import Indirect
from core.suggest.quotes.settings import QuoteSettings
from core.suggest.quotes.transcript import turns_of
from core.suggest.speakers import Cast


def with_indirect(
    text: str,
    whole: Sequence[Proposal],
    woven: Sequence[Proposal],
    paragraphs: Sequence[Paragraph],
    cast: Cast,
    settings: QuoteSettings,
) -> list[Proposal]:
    """The marked quotes and, about and between them, the indirect ones, in the order of the text.

    ``whole`` are quotes of whole stretches in marks, which keep their content whatever stands about them; ``woven``
    those of fragments. A fragment that an indirect quote holds becomes part of it: together they are a mixed quote.
    Where only marked words are the content of a mixed quote, the fragment stands alone.
    """
    turns = [*turns_of(text), *answers_of(text, cast)]
    found = [
        _proposal(text, paragraph, one, cast, settings)
        for paragraph in paragraphs
        for one in indirect_quotes(paragraph)
    ]
    found = turns + [one for one in found if not any(_share(_body(one).contents, _body(t).contents) for t in turns)]
    standing = [*whole] if settings.unquoted_rest else [*whole, *(one for one in woven if _body(one).cues)]
    within = [
        one for one in standing if settings.unquoted_rest and any(_tells_of(text, _body(t), _body(one)) for t in found)
    ]
    fixed = [one for one in standing if one not in within]
    loose = [one for one in (*whole, *woven) if one not in fixed]
    free = [one for one in found if not any(_share(_body(one).contents, _body(other).contents) for other in fixed)]
    free = [one for one in free if not any(_goes_on_behind(_body(one), _body(other)) for other in fixed)]
    kept: list[Proposal] = []
    for proposal in free:
        inside = [one for one in loose if _share(_body(one).contents, _body(proposal).contents)]
        kept.append(_as_mixed(proposal, [_body(one) for one in inside if one in within]) if inside else proposal)
        loose = [one for one in loose if one not in inside]
    return sorted([*fixed, *loose, *kept], key=lambda one: _body(one).contents[0].start)


def _proposal(text: str, paragraph: Paragraph, one: Indirect, cast: Cast, settings: QuoteSettings) -> Proposal:
    contents = tuple(span_of(paragraph, part) for part in one.contents)
    cue = span_of(paragraph, one.attribution.cue)
    source, speakers, sure = source_and_speakers(text, paragraph, one.attribution, cast, settings)
    score = score_of(paragraph, one)
    unsure = {"content": score < SURE, "source": source is None or score < SURE, "speaker": not sure}
    doubts = [part for part, is_unsure in unsure.items() if is_unsure]
    body = Quote(contents, (cue,), (source,) if source is not None else (), Kind.INDIRECT, speakers)
    return Proposal(body, score, tuple(doubts))


def _goes_on_behind(one: Quote, other: Quote) -> bool:
    """Whether the cue of a marked quote would bring words behind it a second time."""
    return _share(one.cues, other.cues) and one.contents[0].start > one.cues[0].start


def _tells_of(text: str, outer: Quote, inner: Quote) -> bool:
    """Whether one quote tells what another says: "he said that he would offer “a prayer”"."""
    if text[: inner.contents[0].start].rstrip().endswith((",", ":")):
        return False
    parts = (*inner.contents, *inner.cues)
    return bool(inner.cues) and all(any(c.start <= p.start < c.end for c in outer.contents) for p in parts)


def _body(proposal: Proposal) -> Quote:
    assert isinstance(proposal.body, Quote)
    return proposal.body


def _as_mixed(proposal: Proposal, inside: Sequence[Quote]) -> Proposal:
    """An indirect quote that holds marked words; with the quotes that it tells of, to their ends."""
    body = _body(proposal)
    *others, last = body.contents
    ends = [part.end for quote in inside for part in quote.contents if last.start <= part.start < last.end]
    mixed = replace(body, kind=Kind.MIXED, contents=(*others, Span(last.start, max([last.end, *ends]))))
    return Proposal(mixed, proposal.score, proposal.doubts)


def _share(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in some for other in others)
