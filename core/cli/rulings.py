"""The newsroom's rulings on the command line: ``rulings`` shows and sets them; ``annotate`` takes them as options."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from core.cli.desk import AsJson, Desk, Library, opened
from core.commands import SetRuling
from core.errors import RefusedError
from core.records import Ruling
from core.rulings import BY_NAME, RULINGS, in_force

_WORDS = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}

AsOptions = Annotated[
    list[str] | None,
    typer.Option("--ruling", metavar="NAME=on|off", help=f"How to rule, once for each of: {', '.join(BY_NAME)}."),
]


def rulings(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="NAME=on|off", help="What to rule.")] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Show how the library rules where guidelines differ, or rule otherwise. Later suggestions follow it."""
    ruled = parsed(wanted)
    desk = Desk(json)
    with opened(library) as workspace:
        for one in ruled:
            try:
                workspace.submit(SetRuling(one.name, one.on)).result()
            except RefusedError:
                desk.note(f"{one.name} was {_word(one.on)} already.")
        standing = in_force(workspace.ask(lambda store: store.rulings()).result())
    for info in RULINGS:
        desk.say(f"{info.name:14} {_word(standing[info.name]):4} {info.title}. {info.example}")
    return desk.finish(standing)


def parsed(wanted: Iterable[str] | None) -> list[Ruling]:
    """``NAME=on`` and so on as rulings; wrong usage where it is nothing of the sort."""
    found = []
    for text in wanted or ():
        name, _, word = text.partition("=")
        if name not in BY_NAME:
            raise typer.BadParameter(f"There is no ruling “{name}”. There are: {', '.join(BY_NAME)}.")
        if word.casefold() not in _WORDS:
            raise typer.BadParameter(f"“{text}” says neither on nor off: write {name}=on or {name}=off.")
        found.append(Ruling(name, _WORDS[word.casefold()]))
    return found


def _word(on: bool) -> str:
    return "on" if on else "off"
