"""The label set is edited."""

from __future__ import annotations

from collections.abc import Iterable

from core.commands import SetLabel
from core.errors import RefusedError
from core.history import stamped
from core.model import Change, Label
from core.unit_of_work import Plan, UnitOfWork


def set_label(uow: UnitOfWork, command: SetLabel) -> Plan:
    name = command.label.name.strip()
    if not name or name != command.label.name:
        raise RefusedError("A label needs a name, without spaces around it.")
    labels = {label.name: label for label in uow.labels()}
    refuse_taken_key(labels.values(), command.label)
    before = labels.get(name)
    if before is not None and stamped(before, 0) == stamped(command.label, 0):
        raise RefusedError("That is as it already is. Nothing was changed.")
    return Plan(None, (Change(before, command.label),))


def refuse_taken_key(labels: Iterable[Label], label: Label) -> None:
    """Raises RefusedError where another label has the key of this one."""
    for other in labels:
        if label.key and other.key == label.key and other.name != label.name:
            raise RefusedError(f"The key {label.key} already belongs to {other.name}.")
