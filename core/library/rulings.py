"""Rulings in the table of what the library says of itself: ``ruling.NAME`` with the value and its revision, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, insert, select

from core.library import tables as t
from core.records import Change, Ruling

_BEGINNING = "ruling."
_ALL = select(t.about.c.name, t.about.c.value).where(t.about.c.name.startswith(_BEGINNING, autoescape=True))
_DROP = delete(t.about).where(t.about.c.name == bindparam("of"))
_PUT = insert(t.about)


def all_rulings(connection: Connection) -> tuple[Ruling, ...]:
    """What was ruled in this library, by name."""
    rows = connection.execute(_ALL.order_by(t.about.c.name))
    return tuple(
        Ruling(name.removeprefix(_BEGINNING), said["on"], said["version"])
        for name, said in ((name, json.loads(value)) for name, value in rows)
    )


def ruling(connection: Connection, name: str) -> Ruling | None:
    return next((one for one in all_rulings(connection) if one.name == name), None)


def apply(connection: Connection, changes: Iterable[Change], number: int) -> None:
    """Bring the table from what the changes say was before to what they say is after."""
    for change in changes:
        if not isinstance(change.record, Ruling):
            continue
        name = f"{_BEGINNING}{change.record.name}"
        connection.execute(_DROP, {"of": name})
        if isinstance(change.after, Ruling):
            value = json.dumps({"on": change.after.on, "version": number})
            connection.execute(_PUT, {"name": name, "value": value})
