"""Undo, redo, revert and restore: each a new revision that brings back what was there before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from core.commands import Redo, Restore, Revert, Undo
from core.errors import ConflictError, RefusedError
from core.handlers.common import place_of, refuse_double_of
from core.handlers.label_moves import is_about_labels, label_of, taken_back
from core.history import inverse, key_of, restoration
from core.labels import heirs, settled_revision
from core.records import Annotation, Change, Label
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
    """Everything is as it was then, under the names that labels have by now; a single annotation may meet others."""
    article = uow.article(command.article).id
    uow.revision(command.revision)  # a number that is none is refused, not taken for the end of time
    to = heirs(uow.labels())
    later = [settled_revision(revision, to) for revision in uow.revisions_after(article, command.revision)]
    if any(revision.intent == "import_article" for revision in later):
        raise RefusedError(f"After revision {command.revision} the article was not in the library yet.")
    in_set = uow.set_of(article)
    found = restoration(later, uow.record, command.record)
    in_it = [change for change in found if getattr(change.record, "set_id", None) == in_set]
    changes = _without_twins(uow, in_it, to)
    if not changes:
        raise RefusedError(f"That is already as it was after revision {command.revision}. Nothing was changed.")
    if command.record is not None:
        _refuse_clashes(uow, changes, command.revision)
    return Plan(article, changes, reverts=command.revision, reason=command.reason)


def _next(uow: UnitOfWork, number: int, what: str) -> Plan:
    # What somebody else has changed since is not jumped over: an undo that takes back another action than the last one
    # would surprise. The sentence says what is in the way, and how to get round it.
    try:
        return _taking_back(uow, number, None)
    except ConflictError as error:
        raise ConflictError(f"{error} {_BLOCKED.format(what=what)}", error.later) from error
    except RefusedError as error:
        raise RefusedError(f"{error} {_BLOCKED.format(what=what)}") from error


def _taking_back(uow: UnitOfWork, number: int, reason: str | None) -> Plan:
    revision = uow.revision(number)
    if revision.intent == "import_article":
        raise RefusedError("An import cannot be taken back: the article would be lost. Set its status instead.")
    if is_about_labels(revision):
        return Plan(None, taken_back(uow, revision), reverts=number, reason=reason)
    to = heirs(uow.labels())
    inverted = inverse(settled_revision(revision, to), uow.record, uow.last_change)
    found = [change for change in inverted if change.before != change.after]
    if not found:
        if any(isinstance(change.record, Label) for change in revision.changes):
            raise RefusedError("A label that is in the label set stays there, as it may be in use. Retire it instead.")
        raise RefusedError(f"Revision {number} changed nothing that could be taken back.")
    changes = _without_twins(uow, found, to)
    if not changes:
        raise RefusedError(
            f"What revision {number} took away stands there already, as two labels have become one since."
        )
    _refuse_clashes(uow, changes, number)
    return Plan(revision.article, changes, reverts=number, reason=reason)


def _without_twins(uow: UnitOfWork, changes: Sequence[Change], to: Mapping[str, str]) -> tuple[Change, ...]:
    """The changes, but what would say what another annotation says by now does not come back: two labels became one.

    A file may say two things of the same words. As when labels are merged, what was made of a suggestion stays, as the
    suggestion must not be left alone.
    """
    heirs_of_others = frozenset(to.values())
    touched = {change.record.id for change in changes}
    coming = Counter((one.set_id, one.body) for change in changes if isinstance(one := change.after, Annotation))

    def is_twin(one: Annotation) -> bool:
        if one.run is not None or label_of(one) not in heirs_of_others:
            return False
        if coming[one.set_id, one.body] > 1:
            return True
        others = uow.annotations(one.set_id, one.body.bounds)
        return any(other.body == one.body and other.id not in touched for other in others)

    kept = []
    for change in changes:
        after = change.after
        if not isinstance(after, Annotation) or not is_twin(after):
            kept.append(change)
            continue
        coming[after.set_id, after.body] -= 1
        if change.before is not None:
            kept.append(Change(change.before, None, change.text))
    return tuple(kept)


def _refuse_clashes(uow: UnitOfWork, changes: Iterable[Change], since: int) -> None:
    """What comes back must still keep the rules beside what came to its place since a revision.

    What stood there already was its neighbour then, too: a file may say two things of the same words.

    Raises:
        RefusedError: the text is annotated anew.
    """
    touched = {change.record.id for change in changes}
    for change in changes:
        after = change.after
        if isinstance(after, Annotation):
            others = (one for one in uow.annotations(after.set_id, after.body.bounds) if one.id not in touched)
            there = (one for one in others if place_of(one.body) == place_of(after.body))
            refuse_double_of((one for one in there if not _was_beside(uow, one, after, since)), after.body, change.text)


def _was_beside(uow: UnitOfWork, one: Annotation, back: Annotation, number: int) -> bool:
    """Whether an annotation stood where it stands now after a revision already, and does not only now say the same."""
    key = key_of(one)
    last = uow.last_change(key, number)
    then = None if last is None else next(change.after for change in last.changes if key_of(change.record) == key)
    if not isinstance(then, Annotation) or place_of(then.body) != place_of(one.body):
        return False
    return one.body == then.body or one.body != back.body
