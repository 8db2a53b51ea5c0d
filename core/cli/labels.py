"""The label set on the command line: listed, written into a file, taken over from one, renamed and merged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.desk import AsJson, Desk, Library, opened, progress
from core.commands import AdoptLabels, Command, MergeLabel, RenameLabel
from core.errors import KnownError, LibraryError
from core.formats.label_file import read_labels, write_labels
from core.queries import LabelUse
from core.records import Label
from core.workspace import Workspace


def labels(
    take: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Take over the label set of a JSON or TOML file.")
    ] = None,
    retire_others: Annotated[
        bool, typer.Option("--retire-others", help="With --import: retire every label that the file does not have.")
    ] = False,
    give: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write the label set into a JSON or TOML file.")
    ] = None,
    rename: Annotated[str | None, typer.Option(metavar="LABEL", help="Give this label another name, by --to.")] = None,
    merge: Annotated[
        str | None, typer.Option(metavar="LABEL", help="Make everything with this label another, by --to.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="LABEL", help="The new name, or the label to merge into.")] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """List the label set with what bears each label; share it as a file; rename or merge labels in all articles."""
    if (to is None) != (rename is None and merge is None) or (rename is not None and merge is not None):
        raise typer.BadParameter("Say --rename LABEL --to NAME, or --merge LABEL --to LABEL.")
    if retire_others and take is None:
        raise typer.BadParameter("--retire-others says what becomes of other labels after --import.")
    desk = Desk(json)
    with opened(library) as workspace:
        if take is not None:
            _do(workspace, desk, AdoptLabels(read_labels(take), retire_others))
        if rename is not None and to is not None:
            _do(workspace, desk, RenameLabel(rename, to))
        if merge is not None and to is not None:
            _do(workspace, desk, MergeLabel(merge, to))
        known = workspace.ask(lambda store: store.labels()).result()
        uses = workspace.ask(lambda store: store.label_uses()).result()
    if give is not None:
        count = write_labels(give, known)
        desk.note(f"{count} labels are in {give}.")
    for label in known:
        desk.say(_line(label, uses.get(label.name, LabelUse(0, 0, 0))))
    return desk.finish([_told(label, uses.get(label.name, LabelUse(0, 0, 0))) for label in known])


def _do(workspace: Workspace, desk: Desk, command: Command) -> None:
    from core.story import tell

    try:
        with progress("Labels") as advance:
            revision = workspace.submit(command, advance).result()
    except LibraryError:
        raise
    except KnownError as error:
        desk.fail(str(error))
    else:
        told = tell(revision)
        desk.note(f"Revision {revision.id}: {told.sentence}{f' ({told.detail})' if told.detail else ''}.")


def _line(label: Label, use: LabelUse) -> str:
    state = f"is {label.successor} now" if label.successor else "retired" if label.retired else ""
    count = f"{use.annotations:,} in {use.articles:,}"
    return f"{label.key or ' '} {label.name:14} {count:>16}  {state or label.guideline}".rstrip()


def _told(label: Label, use: LabelUse) -> dict[str, Any]:
    return {
        "name": label.name,
        "title": label.title,
        "colour": label.colour,
        "key": label.key,
        "guideline": label.guideline,
        "examples": [{"text": example.text, "good": example.good} for example in label.examples],
        "retired": label.retired,
        "successor": label.successor or None,
        "annotations": use.annotations,
        "articles": use.articles,
        "suggestions": use.pending,
    }
