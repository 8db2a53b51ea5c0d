"""Undo, redo and revert: each a new revision that holds the inverse of an older one."""

from __future__ import annotations

from core.commands import Redo, Revert, Undo
from core.errors import RefusedError
from core.history import inverse
from core.unit_of_work import Plan, UnitOfWork


def undo(uow: UnitOfWork, _command: Undo) -> Plan:
    top = uow.trail().undo_top
    if top is None:
        raise RefusedError("There is nothing to undo.")
    return _taking_back(uow, top, None)


def redo(uow: UnitOfWork, _command: Redo) -> Plan:
    top = uow.trail().redo_top
    if top is None:
        raise RefusedError("There is nothing to redo.")
    return _taking_back(uow, top, None)


def revert(uow: UnitOfWork, command: Revert) -> Plan:
    return _taking_back(uow, command.revision, command.reason)


def _taking_back(uow: UnitOfWork, number: int, reason: str | None) -> Plan:
    revision = uow.revision(number)
    if revision.intent == "import_article":
        raise RefusedError("An import cannot be taken back: the article would be lost. Set its status instead.")
    changes = inverse(revision, uow.record)
    if not changes:
        raise RefusedError(f"Revision {number} changed nothing that could be taken back.")
    return Plan(revision.article, changes, reverts=number, reason=reason)
