"""What every command needs: the library, something to say, and a count of what could not be done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from core.cli import DONE, FAILED
from core.errors import LibraryError
from core.settings import Settings, default_library
from core.workspace import Inline, Workspace

Library = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="PATH_OR_URL",
        help="The library to work on; else COPYDESK_LIBRARY, else the one in your data folder.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]

Advance = Callable[[int, int], None]
"""Shows that so many of so many are done."""


class Desk:
    """One run of one command."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self._failed = False

    def say(self, text: str = "") -> None:
        """A line for people, on standard output."""
        if not self.as_json:
            print(text)

    def note(self, text: str) -> None:
        """A line on standard error about something that is no failure."""
        print(text, file=sys.stderr)

    def fail(self, text: str) -> None:
        """A sentence on standard error about something that could not be done."""
        self._failed = True
        print(f"copydesk: {text}", file=sys.stderr)

    def finish(self, document: Any) -> int:
        """The JSON document, where it is wanted, and the exit status."""
        if self.as_json:
            print(json.dumps(document, ensure_ascii=False, indent=2))
        return FAILED if self._failed else DONE


def settings() -> Settings:
    """The user's settings; what is wrong with their file is told."""
    chosen = Settings.load()
    for notice in chosen.notices:
        print(f"copydesk: {notice}", file=sys.stderr)
    return chosen


@contextmanager
def opened(library: str | None, *, make: bool = False, annotator: str | None = None) -> Iterator[Workspace]:
    """The library that was named, closed at the end. Only with ``make`` is a new one made where there is none.

    Raises:
        LibraryError: it cannot be opened, or is not there.
    """
    from core.library.engine import path_of

    location = library or default_library()
    if not make and not path_of(location).exists():
        raise LibraryError(
            f"There is no library at {location}. Import an article to make one, or name another with --library."
        )
    workspace = Workspace.open(location, annotator or settings().annotator, Inline())
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """A bar on standard error while something takes time; nothing where nobody looks at a terminal."""
    if not sys.stderr.isatty():
        yield _nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # What goes to standard output may go to a file: let rich not carry it over to the terminal.
    aside = sys.stdout.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=aside) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


def _nothing(done: int, total: int) -> None:
    pass
