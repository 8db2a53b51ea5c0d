"""Undo, redo, revert and restore: each a new revision that brings back what was there before."""

from __future__ import annotations

from collections.abc import Iterable

from core.commands import Redo, Restore, Revert, Undo
from core.errors import ConflictError, RefusedError
from core.handlers.common import refuse_double_of
from core.handlers.label_moves import is_about_labels, taken_back
from core.history import inverse, restoration
from core.labels import heirs, settled_revision
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


def restore(uow: UnitOfWork, command: Restore) -> Plan:
    """Everything is as it was then, so what was consistent then is so again; a single annotation may meet others."""
    article = uow.article(command.article).id
    uow.revision(command.revision)  # a number that is none is refused, not taken for the end of time
    to = heirs(uow.labels())
    later = [settled_revision(revision, to) for revision in uow.revisions_after(article, command.revision)]
    if any(revision.intent == "import_article" for revision in later):
        raise RefusedError(f"After revision {command.revision} the article was not in the library yet.")
    in_set = uow.set_of(article)
    found = restoration(later, uow.record, command.record)
    changes = tuple(change for change in found if getattr(change.record, "set_id", None) == in_set)
    if not changes:
        raise RefusedError(f"That is already as it was after revision {command.revision}. Nothing was changed.")
    if command.record is not None:
        _refuse_clashes(uow, changes)
    return Plan(article, changes, reverts=command.revision, reason=command.reason)


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
    if is_about_labels(revision):
        return Plan(None, taken_back(uow, revision), reverts=number, reason=reason)
    settled = settled_revision(revision, heirs(uow.labels()))
    changes = tuple(c for c in inverse(settled, uow.record, uow.last_change) if c.before != c.after)
    if not changes:
        if any(isinstance(change.record, Label) for change in revision.changes):
            raise RefusedError("A label that is in the label set stays there, as it may be in use. Retire it instead.")
        raise RefusedError(f"Revision {number} changed nothing that could be taken back.")
    _refuse_clashes(uow, changes)
    return Plan(revision.article, changes, reverts=number, reason=reason)


def _refuse_clashes(uow: UnitOfWork, changes: Iterable[Change]) -> None:
    """What comes back must still keep the rules beside what was added since.

    Raises:
        RefusedError: the text is annotated anew.
    """
    touched = {change.record.id for change in changes}
    for change in changes:
        after = change.after
        if isinstance(after, Annotation):
            others = uow.annotations(after.set_id, after.body.bounds)
            refuse_double_of((other for other in others if other.id not in touched), after.body, change.text)
