"""The speakers of the library on the command line: listed, merged and split again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from core.cli.desk import AsJson, Desk, Library, opened
from core.commands import RenameSpeaker
from core.errors import KnownError, LibraryError
from core.merging import merging, splitting
from core.workspace import Workspace


def speakers(
    merge: Annotated[str | None, typer.Option(metavar="NAME", help="Give this speaker's quotes to another.")] = None,
    into: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who gets them: a known speaker or a new name.")
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Give this speaker's quotes back to them, after a merge."),
    ] = None,
    out_of: Annotated[str | None, typer.Option(metavar="NAME", help="Who has them now.")] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """List the speakers of all articles, the most quoted first; merge two, or split them again.

    Merging and splitting are one revision in each article.
    """
    if (merge is None) != (into is None) or (into is not None and not into.strip()):
        raise typer.BadParameter("Merging takes two names: --merge NAME --into NAME.")
    if (split is None) != (out_of is None):
        raise typer.BadParameter("Splitting takes two names: --split NAME --out-of NAME.")
    desk = Desk(json)
    with opened(library) as workspace:
        if merge is not None and into is not None:
            _merge(workspace, desk, merge, " ".join(into.split()))
        if split is not None and out_of is not None:
            _split(workspace, desk, split, out_of)
        known = workspace.ask(lambda store: store.known_speakers()).result()
    for one in known:
        desk.say(f"{one.quotes:5} in {one.articles:4}  {one.name}")
    if not known:
        desk.say("No quote has a speaker yet.")
    told: list[dict[str, Any]] = [{"name": one.name, "quotes": one.quotes, "articles": one.articles} for one in known]
    return desk.finish(told)


def _merge(workspace: Workspace, desk: Desk, name: str, into: str) -> None:
    commands = workspace.ask(lambda store: merging(store, name, into)).result()
    if not commands:
        desk.fail(f"No quote is {name}’s, or it is the same name. Nothing was changed.")
    _carry_out(workspace, desk, commands)


def _split(workspace: Workspace, desk: Desk, name: str, out_of: str) -> None:
    commands = workspace.ask(lambda store: splitting(store, out_of, name)).result()
    if not commands:
        desk.fail(f"No quote of {out_of} was {name}’s before. Nothing was changed.")
    _carry_out(workspace, desk, commands)


def _carry_out(workspace: Workspace, desk: Desk, commands: Sequence[RenameSpeaker]) -> None:
    for command in commands:
        try:
            workspace.submit(command).result()
        except LibraryError:
            raise
        except KnownError as error:
            desk.fail(f"{command.article}: {error}")
        else:
            desk.note(f"{command.article}: {len(command.targets)} of {command.name} are {command.new_name}’s now.")
