"""Entities and excluded regions are added and relabelled; any part's boundary moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.bodies import Body, Entity, ExcludedRegion, PartRef, Quote, Role, Span
from core.commands import AddEntity, AnnotateAll, ExcludeRegion, MoveBoundary, Relabel, Target
from core.errors import RefusedError
from core.handlers.common import Places, added, corrected, decision, distinct, refuse_double, removed, seen
from core.records import Change, Suggestion
from core.rules import known_label, lies_in, tidy, within
from core.unit_of_work import Plan, UnitOfWork

DOUBLE = "double"
"""Why a suggestion counts as rejected whose annotation turned out to say what another says."""


def add_entity(uow: UnitOfWork, command: AddEntity) -> Plan:
    return _added(uow, command.article, Entity(command.span, known_label(command.label, uow.labels())))


def exclude_region(uow: UnitOfWork, command: ExcludeRegion) -> Plan:
    return _added(uow, command.article, ExcludedRegion(command.span, command.note))


def _added(uow: UnitOfWork, article: str, body: Body) -> Plan:
    return decision(uow, article, added(uow, uow.text(article), uow.set_of(article), body))


def relabel(uow: UnitOfWork, command: Relabel) -> Plan:
    text, label = uow.text(command.article), known_label(command.label, uow.labels())
    changes = _relabelled(uow, text, label, command.targets)
    if not changes:
        raise RefusedError(f"That is {label} already. Nothing was changed.")
    return decision(uow, command.article, changes)


def annotate_all(uow: UnitOfWork, command: AnnotateAll) -> Plan:
    text, label = uow.text(command.article), known_label(command.label, uow.labels())
    changes = _relabelled(uow, text, label, command.targets)
    decided = {change.record.id for change in changes}
    set_id = uow.set_of(command.article)
    for span in dict.fromkeys(within(text, span) for span in command.spans):
        more = added(uow, text, set_id, Entity(span, label))
        if decided.isdisjoint(change.record.id for change in more):  # else a target stands on the very span
            changes += more
            decided.update(change.record.id for change in more)
    if not changes:
        raise RefusedError(f"That is {label} already. Nothing was changed.")
    return decision(uow, command.article, changes)


def _relabelled(uow: UnitOfWork, text: str, label: str, wanted: Sequence[Target]) -> list[Change]:
    """The changes that give targets a label; those that have it are left out.

    An import may bring the same words twice, with two labels. One that would become what stands there already goes: of
    two that say the same, one is enough.

    Raises:
        RefusedError: one is no entity, or the only one stands on text that is annotated already.
    """
    changes: list[Change] = []
    targets = distinct(wanted)
    places = Places(uow, text, targets)
    given: set[Span] = set()
    for target in targets:
        item = seen(uow, target)
        if not isinstance(item.body, Entity):
            raise RefusedError("Only an entity has a label. Select an entity first.")
        body = replace(item.body, label=label)
        if isinstance(item, Suggestion):
            if places.take(item):
                changes += corrected(uow, text, item, body)
        elif item.body != body:
            stand = (other.body for other in uow.annotations(item.set_id, body.span))
            is_double = body.span in given or body in stand
            changes += removed(uow, text, item, DOUBLE) if is_double else corrected(uow, text, item, body)
            given.add(body.span)
    return changes


def move_boundary(uow: UnitOfWork, command: MoveBoundary) -> Plan:
    text, item = uow.text(command.article), seen(uow, command.target)
    body = with_span(item.body, command.part, command.span)
    if not isinstance(body, Quote):
        others = uow.annotations(item.set_id, body.bounds)
        refuse_double((other for other in others if other.id != item.id), tidy(text, body), text)
    return decision(uow, command.article, corrected(uow, text, item, body))


def with_span(body: Body, part: PartRef, span: Span) -> Body:
    """The body with another span for one of its parts.

    Raises:
        RefusedError: the body has no such part.
    """
    match body, part.role:
        case Entity(), Role.MENTION:
            return Entity(span, body.label)
        case ExcludedRegion(), Role.REGION:
            return ExcludedRegion(span, body.note)
        case Quote(), Role.CONTENT | Role.CUE | Role.SOURCE | Role.NESTED:
            return with_parts(body, part.role, _replaced(body.of_role(part.role), part, span))
        case _:
            raise no_such_part(part)


def _replaced(spans: tuple[Span, ...], part: PartRef, span: Span) -> tuple[Span, ...]:
    if not 0 <= part.ordinal < len(spans):
        raise no_such_part(part)
    return (*spans[: part.ordinal], span, *spans[part.ordinal + 1 :])


def no_such_part(part: PartRef) -> RefusedError:
    return RefusedError(f"There is no {part.role.value} part number {part.ordinal + 1} here. Nothing was changed.")


def with_parts(quote: Quote, role: Role, spans: tuple[Span, ...]) -> Quote:
    """The quote with other parts of one role."""
    match role:
        case Role.CONTENT:
            return replace(quote, contents=spans)
        case Role.CUE:
            return replace(quote, cues=spans)
        case Role.SOURCE:
            return replace(quote, sources=spans)
        case Role.NESTED:
            if not all(lies_in(span, quote.contents) for span in spans):
                raise RefusedError("A nested quote lies inside the content of its quote. Select words of the content.")
            return replace(quote, nested=spans)
        case _:
            raise RefusedError(f"A quote has no {role.value} part.")
