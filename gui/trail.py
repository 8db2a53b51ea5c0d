"""What undo and redo would take next, by name: “Undo Relabel”."""

from __future__ import annotations

from core.frozen import frozen
from core.queries import Store
from core.story import title


@frozen
class Trail:
    """The names of what undo and redo would take next; empty where there is nothing."""

    undo: str = ""
    redo: str = ""


def trail_of(store: Store, annotator: str) -> Trail:
    """An annotator's trail, as the library has it."""
    trail = store.trail(annotator)
    return Trail(*(_name(store, number) for number in (trail.undo_top, trail.redo_top)))


def _name(store: Store, number: int | None) -> str:
    """The name of the action at the bottom of a chain of undos and redos."""
    if number is None:
        return ""
    (revision,) = store.brief([number])
    while revision.reverts is not None and revision.intent not in ("revert", "restore"):
        (revision,) = store.brief([revision.reverts])
    return title(revision.intent)
