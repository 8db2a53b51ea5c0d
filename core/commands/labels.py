"""What can be asked of the label set; :mod:`core.commands` has them among all others."""

from __future__ import annotations

from core.frozen import frozen
from core.records import Label


@frozen
class SetLabel:
    """Add a label, or change all but the name of the one that has it."""

    label: Label
    seen_version: int | None = None  # of the label as it was on the screen; None where nobody looked at it


@frozen
class RenameLabel:
    """Give a label another name, and with it everything that bears it, in all articles."""

    name: str
    new_name: str


@frozen
class MergeLabel:
    """Give everything that bears a label another one, in all articles, and retire the label."""

    name: str
    into: str


@frozen
class OrderLabels:
    """Put labels into this order; those that are not named come after them."""

    names: tuple[str, ...]


@frozen
class AdoptLabels:
    """Take over a label set, in its order: what it has is added or becomes as it is there; nothing is taken away.

    ``retire_others`` retires every label that it does not have.
    """

    labels: tuple[Label, ...]
    retire_others: bool = False
