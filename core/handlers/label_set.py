"""The label set is edited."""

from __future__ import annotations

from core.commands import SetLabel
from core.errors import RefusedError
from core.history import stamped
from core.model import Change
from core.unit_of_work import Plan, UnitOfWork


def set_label(uow: UnitOfWork, command: SetLabel) -> Plan:
    name = command.label.name.strip()
    if not name or name != command.label.name:
        raise RefusedError("A label needs a name, without spaces around it.")
    labels = {label.name: label for label in uow.labels()}
    key = command.label.key
    for taken in labels.values():
        if not key or taken.key != key or taken.name == name:
            continue
        raise RefusedError(f"The key {command.label.key} already belongs to {taken.name}.")
    before = labels.get(name)
    if before is not None and stamped(before, 0) == stamped(command.label, 0):
        raise RefusedError("That is as it already is. Nothing was changed.")
    return Plan(None, (Change(before, command.label),))
