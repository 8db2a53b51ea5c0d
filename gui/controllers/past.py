"""Undo and redo, across articles and restarts, and taking back one revision of the history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.commands import Redo, Revert, Undo
from core.comments import Comment, Flag
from core.history import items_touched
from core.records import Item, Revision
from core.story import title
from gui.desk import Desk
from gui.screen import Screen


def undo(screen: Screen) -> None:
    latest = screen.desk.trail.undo
    if screen.is_adjudicating and latest and latest != title("adjudicate"):
        screen.hint(f"No decision is left here to take back. At the desk, undo takes back: {latest}.")
        return
    screen.desk.submit(Undo(), lambda revision: show(screen, revision))


def redo(screen: Screen) -> None:
    screen.desk.submit(Redo(), lambda revision: show(screen, revision))


def revert(screen: Screen, number: int, reason: str | None) -> None:
    """Take back one revision, whoever made it."""
    screen.desk.submit(Revert(number, reason or None), lambda revision: show(screen, revision))


def show(screen: Screen, revision: Revision) -> None:
    """Bring what a revision touched before the editor's eyes, in whatever article it is."""
    desk = screen.desk

    def select() -> None:
        if desk.session is not None:
            ids = items_touched(revision)
            there = [item for item in map(desk.session.item, ids or _talked_about(revision)) if item is not None]
            if ids or there:  # else it was about the article, and what is selected stays so
                desk.select(_first_seen(desk, there).id if there else None)

    if revision.article is not None:
        desk.open_article(revision.article, select)


def _talked_about(revision: Revision) -> Iterator[str]:
    """The ids of what comments and flags of a revision are about."""
    for change in revision.changes:
        if isinstance(change.record, Flag):
            yield change.record.id
        elif isinstance(change.record, Comment) and change.record.about is not None:
            yield change.record.about


def _first_seen(desk: Desk, items: Sequence[Item]) -> Item:
    """Of what a revision touched: what is selected, else the first that is in sight, else the first in the text."""
    if desk.item is not None and desk.item in items:
        return desk.item
    in_sight = [item for item in items if desk.view.is_in_sight(item.body.bounds.start)]
    return min(in_sight or items, key=lambda item: item.body.bounds.start)
