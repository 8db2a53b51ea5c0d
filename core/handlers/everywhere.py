"""The same decision in several articles: one revision of the library, of which each article sees its own part."""

from __future__ import annotations

from core.commands import AnnotateAll, Delete, Everywhere, Reject, Relabel
from core.errors import RefusedError
from core.handlers import decisions, spans
from core.handlers.sharing import refuse_unsound
from core.records import Change
from core.rules import short
from core.unit_of_work import Plan, UnitOfWork


def everywhere(uow: UnitOfWork, command: Everywhere) -> Plan:
    """All parts or none: where one is refused, so is the whole, and the sentence is that part's."""
    articles = [part.article for part in command.parts]
    if not articles or len(set(articles)) < len(articles):
        raise RefusedError("A decision for several articles takes each of them once. Nothing was changed.")
    plans = [_part(uow, part) for part in command.parts]
    for part, plan in zip(command.parts, plans, strict=True):
        if uow.set_of(part.article) != part.article:
            raise RefusedError(
                f"You annotate the article “{short(uow.article(part.article).headline)}” independently, so what is "
                "in it is decided there. Nothing was changed."
            )
        refuse_unsound(uow, plan)
    changes: tuple[Change, ...] = tuple(change for plan in plans for change in plan.changes)
    reasons = {plan.reason for plan in plans}
    return Plan(None, changes, reason=reasons.pop() if len(reasons) == 1 else None)


def _part(uow: UnitOfWork, part: AnnotateAll | Relabel | Reject | Delete) -> Plan:
    match part:
        case AnnotateAll():
            return spans.annotate_all(uow, part)
        case Relabel():
            return spans.relabel(uow, part)
        case Reject():
            return decisions.reject(uow, part)
        case Delete():
            return decisions.delete(uow, part)
