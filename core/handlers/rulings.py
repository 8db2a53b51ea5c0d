"""A ruling of the newsroom is changed."""

from __future__ import annotations

from core.commands import SetRuling
from core.errors import RefusedError
from core.records import Change, Ruling
from core.rulings import BY_NAME
from core.unit_of_work import Plan, UnitOfWork


def set_ruling(uow: UnitOfWork, command: SetRuling) -> Plan:
    """Refused where it is unknown, or as it already is, by a ruling or by default."""
    info = BY_NAME.get(command.name)
    if info is None:
        raise RefusedError(f"There is no ruling “{command.name}”. There are: {', '.join(BY_NAME)}.")
    before = uow.record(("ruling", command.name))
    is_on = before.on if isinstance(before, Ruling) else info.default
    if is_on == command.on:
        raise RefusedError("That is as it already is. Nothing was changed.")
    return Plan(None, (Change(before, Ruling(command.name, command.on)),))
