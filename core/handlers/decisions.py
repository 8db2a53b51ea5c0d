"""Accept, reject, delete."""

from __future__ import annotations

from core.commands import Accept, Delete, Reject
from core.comments import ON_PURPOSE
from core.errors import RefusedError
from core.handlers.common import Places, accepted, decision, distinct, removed, seen
from core.handlers.remarks import said
from core.records import Change, Suggestion, Verdict
from core.unit_of_work import Plan, UnitOfWork


def accept(uow: UnitOfWork, command: Accept) -> Plan:
    text = uow.text(command.article)
    changes: list[Change] = []
    targets = distinct(command.targets)
    places = Places(uow, text, targets)
    for target in targets:
        item = seen(uow, target)
        if isinstance(item, Suggestion) and places.take(item):
            changes += accepted(text, item)
            if command.on_purpose:
                changes.append(said(uow, item, text, ON_PURPOSE, resolved=True))
    if not changes:
        raise RefusedError("That is accepted already. Nothing was changed.")
    return decision(uow, command.article, changes)


def reject(uow: UnitOfWork, command: Reject) -> Plan:
    text = uow.text(command.article)
    changes: list[Change] = []
    for target in distinct(command.targets):
        item = seen(uow, target)
        if isinstance(item, Suggestion) and (item.verdict, item.reason) == (Verdict.REJECTED, command.reason):
            continue
        changes += removed(uow, text, item, command.reason)
    if not changes:
        raise RefusedError("That is rejected already. Nothing was changed.")
    return decision(uow, command.article, changes, command.reason)


def delete(uow: UnitOfWork, command: Delete) -> Plan:
    return reject(uow, Reject(command.article, command.targets))
