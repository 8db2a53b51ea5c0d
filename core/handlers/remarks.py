"""Comments are written, changed, resolved and deleted; flags are put up and taken off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from core.commands import AddComment, DeleteComment, EditComment, ResolveComment, SetFlag, Target
from core.comments import LONGEST, Comment, Flag
from core.errors import ConflictError, RefusedError
from core.history import covered_text
from core.ids import new_id
from core.records import Change, Item
from core.text import canonical
from core.unit_of_work import Plan, UnitOfWork


def add_comment(uow: UnitOfWork, command: AddComment) -> Plan:
    words = _words(command.text)
    if command.about is not None:
        item = _item(uow, command.article, command.about)
        change = said(uow, item, uow.text(command.article), words, resolved=command.resolved)
    else:
        change = Change(None, _comment(uow, uow.set_of(command.article), None, words, command.resolved), "")
    return Plan(command.article, (change,))


def said(uow: UnitOfWork, item: Item, text: str, words: str, *, resolved: bool) -> Change:
    """A comment on an item of a text."""
    return Change(None, _comment(uow, item.set_id, item.id, words, resolved), covered_text(text, item.body))


def _comment(uow: UnitOfWork, set_id: str, about: str | None, words: str, resolved: bool) -> Comment:
    return Comment(new_id(), set_id, about, uow.annotator, datetime.now(UTC), words, resolved=resolved)


def edit_comment(uow: UnitOfWork, command: EditComment) -> Plan:
    words, comment = _words(command.text), _seen(uow, command.comment)
    _refuse_others(uow, comment)
    if words == comment.text:
        raise RefusedError("The comment says that already. Nothing was changed.")
    return _changed(uow, command.article, comment, replace(comment, text=words))


def resolve_comment(uow: UnitOfWork, command: ResolveComment) -> Plan:
    comment = _seen(uow, command.comment)
    if comment.resolved == command.resolved:
        raise RefusedError(f"The comment is {'resolved' if comment.resolved else 'open'} already. Nothing was changed.")
    return _changed(uow, command.article, comment, replace(comment, resolved=command.resolved))


def delete_comment(uow: UnitOfWork, command: DeleteComment) -> Plan:
    comment = _seen(uow, command.comment)
    _refuse_others(uow, comment)
    return _changed(uow, command.article, comment, None)


def set_flag(uow: UnitOfWork, command: SetFlag) -> Plan:
    item = _item(uow, command.article, command.about)
    there = uow.record(("flag", command.about))
    if (there is not None) == command.on:
        raise RefusedError(f"It is {'flagged already' if command.on else 'not flagged'}. Nothing was changed.")
    flag = Flag(command.about, item.set_id, uow.annotator, datetime.now(UTC)) if command.on else None
    return Plan(command.article, (Change(there, flag, covered_text(uow.text(command.article), item.body)),))


def _changed(uow: UnitOfWork, article: str, comment: Comment, after: Comment | None) -> Plan:
    if comment.set_id != uow.set_of(article):
        raise RefusedError("This comment is not in this article. Nothing was changed.")
    item = _there(uow, comment.about) if comment.about is not None else None
    covered = covered_text(uow.text(article), item.body) if item is not None else ""
    return Plan(article, (Change(comment, after, covered),))


def _words(text: str) -> str:
    words = canonical(text).strip()
    if not words:
        raise RefusedError("A comment needs words. Nothing was changed.")
    if len(words) > LONGEST:
        raise RefusedError(
            f"A comment has at most {LONGEST:,} characters, and this one has {len(words):,}. "
            "Nothing was changed. Make two of it."
        )
    return words


def _there(uow: UnitOfWork, id: str) -> Item | None:
    return uow.annotation(id) or uow.suggestion(id)


def _item(uow: UnitOfWork, article: str, id: str) -> Item:
    """What a remark is about.

    Raises:
        ConflictError: it is gone.
        RefusedError: it is in another article.
    """
    item = _there(uow, id)
    if item is None:
        raise ConflictError("This annotation is no longer there, so nothing can be said about it. Nothing was changed.")
    if item.set_id != uow.set_of(article):
        raise RefusedError("This annotation is not in this article. Nothing was changed.")
    return item


def _seen(uow: UnitOfWork, target: Target) -> Comment:
    comment = uow.record(("comment", target.id))
    if not isinstance(comment, Comment):
        raise ConflictError("This comment is no longer there. Nothing was changed.")
    if comment.version != target.seen_version:
        raise ConflictError(
            "Somebody has changed this comment in the meantime. Nothing was changed; read it as it is now."
        )
    return comment


def _refuse_others(uow: UnitOfWork, comment: Comment) -> None:
    if comment.author != uow.annotator:
        raise RefusedError(
            f"{comment.author} wrote this comment, and only {comment.author} can change its words. "
            "Nothing was changed. Answer with a comment of your own, or resolve it."
        )
