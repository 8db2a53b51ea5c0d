"""Undo, redo and revert: each a new revision that holds the inverse of an older one."""

from __future__ import annotations

from collections.abc import Iterable

from core.commands import Redo, Revert, Undo
from core.errors import ConflictError, RefusedError
from core.handlers.common import refuse_double
from core.handlers.label_set import refuse_taken_key
from core.history import inverse
from core.model import Annotation, Change, Label
from core.unit_of_work import Plan, UnitOfWork

_BLOCKED = "Until then there is nothing more to {what} step by step; single revisions can be reverted in the history."


def undo(uow: UnitOfWork, _command: Undo) -> Plan:
    top = uow.trail().undo_top
    if top is None:
        raise RefusedError("There is nothing to undo.")
    return _next(uow, top, "undo")


def redo(uow: UnitOfWork, _command: Redo) -> Plan:
    top = uow.trail().redo_top
    if top is None:
        raise RefusedError("There is nothing to redo.")
    return _next(uow, top, "redo")


def revert(uow: UnitOfWork, command: Revert) -> Plan:
    return _taking_back(uow, command.revision, command.reason)


def _next(uow: UnitOfWork, number: int, what: str) -> Plan:
    # What somebody else has changed since is not jumped over: an undo that takes back another action than the last one
    # would surprise. The sentence says what is in the way, and how to get round it.
    try:
        return _taking_back(uow, number, None)
    except (ConflictError, RefusedError) as error:
        raise type(error)(f"{error} {_BLOCKED.format(what=what)}") from error


def _taking_back(uow: UnitOfWork, number: int, reason: str | None) -> Plan:
    revision = uow.revision(number)
    if revision.intent == "import_article":
        raise RefusedError("An import cannot be taken back: the article would be lost. Set its status instead.")
    changes = inverse(revision, uow.record, uow.last_change)
    if not changes:
        if any(isinstance(change.record, Label) for change in revision.changes):
            raise RefusedError("A label that is in the label set stays there, as it may be in use. Retire it instead.")
        raise RefusedError(f"Revision {number} changed nothing that could be taken back.")
    _refuse_clashes(uow, revision.article, changes)
    return Plan(revision.article, changes, reverts=number, reason=reason)


def _refuse_clashes(uow: UnitOfWork, article: str | None, changes: Iterable[Change]) -> None:
    """What comes back must still keep the rules beside what was added since.

    Raises:
        RefusedError: the text is annotated anew, or a label's key is another's by now.
    """
    touched = {change.record.id for change in changes}
    for change in changes:
        after = change.after
        if isinstance(after, Label):
            refuse_taken_key(uow.labels(), after)
        elif isinstance(after, Annotation) and article is not None:
            others = uow.annotations(after.set_id, after.body.bounds)
            refuse_double((other for other in others if other.id not in touched), after.body, uow.text(article))
