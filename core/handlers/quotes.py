"""One quote is one object: its parts, kind and speakers change, two become one, one becomes two."""

from __future__ import annotations

import re
from dataclasses import replace

from core.bodies import Body, PartRef, Quote, Role, Span
from core.commands import (
    AddPart,
    AddQuote,
    ApplyRemedy,
    ChangeRole,
    JoinQuotes,
    RemovePart,
    RenameSpeaker,
    SetKind,
    SetSpeakers,
    SplitQuote,
)
from core.errors import RefusedError
from core.handlers.common import (
    added,
    corrected,
    decision,
    distinct,
    place_of,
    refuse_double,
    removed,
    seen,
    seen_quote,
)
from core.handlers.spans import no_such_part, with_parts
from core.history import change_of
from core.ids import new_id
from core.records import Annotation, Change, Item, Origin, Verdict
from core.rules import kind_of, tidy
from core.unit_of_work import Plan, UnitOfWork

JOINED = "joined with another quote"

_SENTENCE_END = re.compile(r"[.!?\n]")
_WORD = re.compile(r"\w")


def add_quote(uow: UnitOfWork, command: AddQuote) -> Plan:
    text, set_id = uow.text(command.article), uow.set_of(command.article)
    return decision(uow, command.article, added(uow, text, set_id, command.quote))


def add_part(uow: UnitOfWork, command: AddPart) -> Plan:
    item, quote = seen_quote(uow, command.target)
    spans = (*quote.of_role(command.role), command.span)
    return _with_other_parts(uow, command.article, item, quote, with_parts(quote, command.role, spans))


def remove_part(uow: UnitOfWork, command: RemovePart) -> Plan:
    item, quote = seen_quote(uow, command.target)
    return _corrected(uow, command.article, item, _without(quote, command.part))


def change_role(uow: UnitOfWork, command: ChangeRole) -> Plan:
    item, quote = seen_quote(uow, command.target)
    span = _part(quote, command.part)
    moved = _without(quote, command.part)
    spans = (*moved.of_role(command.role), span)
    return _with_other_parts(uow, command.article, item, quote, with_parts(moved, command.role, spans))


def set_kind(uow: UnitOfWork, command: SetKind) -> Plan:
    item, quote = seen_quote(uow, command.target)
    return _corrected(uow, command.article, item, replace(quote, kind=command.kind))


def set_speakers(uow: UnitOfWork, command: SetSpeakers) -> Plan:
    item, quote = seen_quote(uow, command.target)
    return _corrected(uow, command.article, item, replace(quote, speakers=command.speakers))


def rename_speaker(uow: UnitOfWork, command: RenameSpeaker) -> Plan:
    """An empty new name takes the speaker away; a name that a quote does not have leaves the quote as it is."""
    text = uow.text(command.article)
    changes: list[Change] = []
    for target in distinct(command.targets):
        item, quote = seen_quote(uow, target)
        named = tuple(command.new_name if name == command.name else name for name in quote.speakers)
        if command.name == "" and not quote.speakers:
            named = (command.new_name,)
        if named != quote.speakers:
            changes += corrected(uow, text, item, replace(quote, speakers=named))
    if not changes:
        raise RefusedError("That is as it already is. Nothing was changed.")
    return decision(uow, command.article, changes)


def apply_remedy(uow: UnitOfWork, command: ApplyRemedy) -> Plan:
    text, item = uow.text(command.article), seen(uow, command.target)
    if isinstance(command.body, Quote):
        _, quote = seen_quote(uow, command.target)
        if command.body.contents and not quote.contents:
            return decision(uow, command.article, _joined(uow, text, item, command.body), reason=command.flaw)
    elif command.body.layer is not item.body.layer:
        raise RefusedError("The remedy is for something else than what is selected. Nothing was changed.")
    else:
        others = uow.annotations(item.set_id, command.body.bounds)
        refuse_double((other for other in others if other.id != item.id), command.body, text)
    return decision(uow, command.article, corrected(uow, text, item, command.body), reason=command.flaw)


def _joined(uow: UnitOfWork, text: str, item: Item, quote: Quote) -> list[Change]:
    """The changes that give a quote its first content; where a quote of that stands, that one gets the attribution."""
    there = (one for one in uow.annotations(item.set_id, quote.bounds) if one.id != item.id)
    standing = next((one for one in there if place_of(one.body) == place_of(quote)), None)
    if standing is None or not isinstance(standing.body, Quote):
        return _filled(uow, text, item, quote)
    named = _completed(standing.body, quote)
    changes = corrected(uow, text, standing, named) if named != standing.body else []
    return [*changes, *removed(uow, text, item, JOINED, Verdict.CORRECTED)]


def _corrected(uow: UnitOfWork, article: str, item: Item, quote: Quote) -> Plan:
    return decision(uow, article, corrected(uow, uow.text(article), item, quote))


def _with_other_parts(uow: UnitOfWork, article: str, item: Item, before: Quote, after: Quote) -> Plan:
    """The plan that gives a quote other parts; the first content says of what kind the quote is."""
    if before.contents or not after.contents:
        return _corrected(uow, article, item, after)
    text = uow.text(article)
    filled = tidy(text, replace(after, kind=kind_of(text, after.contents[0])))
    assert isinstance(filled, Quote)
    refuse_double((one for one in uow.annotations(item.set_id, filled.bounds) if one.id != item.id), filled, text)
    return decision(uow, article, _filled(uow, text, item, filled))


def _filled(uow: UnitOfWork, text: str, item: Item, quote: Quote) -> list[Change]:
    """The changes that give a quote its first content; a suggestion of just that content becomes one with it."""
    same = [
        one
        for one in uow.suggestions(item.set_id, quote.bounds)
        if one.verdict is Verdict.PENDING and one.id != item.id and place_of(one.body) == place_of(quote)
    ]
    for suggestion in same:
        quote = _completed(quote, suggestion.body)
    changes = corrected(uow, text, item, quote)
    for suggestion in same:
        changes += removed(uow, text, suggestion, JOINED, Verdict.CORRECTED)
    return changes


def _completed(quote: Quote, other: Body) -> Quote:
    """The quote with what it lacks and another of the same content has."""
    if not isinstance(other, Quote):
        return quote
    return replace(
        quote,
        cues=quote.cues or other.cues,
        sources=quote.sources or other.sources,
        speakers=quote.speakers or other.speakers,
        nested=quote.nested or other.nested,
    )


def _part(quote: Quote, part: PartRef) -> Span:
    spans = quote.of_role(part.role)
    if not 0 <= part.ordinal < len(spans):
        raise no_such_part(part)
    return spans[part.ordinal]


def _without(quote: Quote, part: PartRef) -> Quote:
    gone = _part(quote, part)
    return with_parts(quote, part.role, tuple(span for span in quote.of_role(part.role) if span != gone))


# ------------------------------------------------------------------------------------------------- join and split


def join_quotes(uow: UnitOfWork, command: JoinQuotes) -> Plan:
    targets = distinct(command.targets)
    if len(targets) < 2:
        raise RefusedError("Joining takes two quotes. Select a second one as well.")
    text = uow.text(command.article)
    pairs = [seen_quote(uow, target) for target in targets]
    pairs.sort(key=lambda pair: pair[1].bounds)
    (first, joined), others = pairs[0], pairs[1:]
    for _, quote in others:
        joined = replace(
            joined,
            contents=joined.contents + quote.contents,
            cues=joined.cues + quote.cues,
            sources=joined.sources + quote.sources,
            nested=joined.nested + quote.nested,
            kind=joined.kind if joined.contents else quote.kind,
            speakers=joined.speakers or quote.speakers,
        )
    changes = corrected(uow, text, first, joined)
    for item, _ in others:
        changes += removed(uow, text, item, JOINED, Verdict.CORRECTED)
    return decision(uow, command.article, changes)


def split_quote(uow: UnitOfWork, command: SplitQuote) -> Plan:
    text = uow.text(command.article)
    item, quote = seen_quote(uow, command.target)
    left, right = _divided(text, quote.contents, command.offset)
    if not quote.contents:
        raise RefusedError("This quote has no content yet, so there is nothing to split. Mark what was said first.")
    if not left or not right:
        raise RefusedError(
            "There is content on one side of the caret only, so nothing was split. "
            "Put the caret where the second quote begins: in a content, or between two of them."
        )
    near_right = {
        role: tuple(span for span in quote.of_role(role) if _gap(text, span, right) < _gap(text, span, left))
        for role in (Role.CUE, Role.SOURCE)
    }
    first, second = replace(quote, contents=left), replace(quote, contents=right)
    for role, spans in near_right.items():
        first = with_parts(first, role, tuple(span for span in quote.of_role(role) if span not in spans))
        second = with_parts(second, role, spans)
    origin = item.origin if isinstance(item, Annotation) else Origin.SUGGESTION
    new = Annotation(new_id(), item.set_id, tidy(text, second), origin, item.run)
    changes: list[Change] = [*corrected(uow, text, item, first), change_of(text, None, new)]
    return decision(uow, command.article, changes)


def _divided(text: str, contents: tuple[Span, ...], offset: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The contents before an offset and those behind it; one that has words on both sides is cut there."""
    left: list[Span] = []
    right: list[Span] = []
    for span in contents:
        at = min(max(offset, span.start), span.end)
        begun, goes_on = (bool(_WORD.search(part)) for part in (text[span.start : at], text[at : span.end]))
        if begun and goes_on:
            left.append(Span(span.start, at))
            right.append(Span(at, span.end))
        elif begun or at == span.end:
            left.append(span)
        else:
            right.append(span)
    return tuple(left), tuple(right)


def _gap(text: str, span: Span, contents: tuple[Span, ...]) -> tuple[int, int]:
    """How far a part is from the nearest of some contents: sentences that end between them, then characters.

    In “A,” he said. “B.” the cue is nearer to B by characters, but it ends A's sentence.
    """
    gaps = []
    for content in contents:
        start, end = min(content.end, span.end), max(content.start, span.start)
        gaps.append((len(_SENTENCE_END.findall(text, start, end)), max(end - start, 0)))
    return min(gaps)
