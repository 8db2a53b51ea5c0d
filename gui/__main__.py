"""The ``copydesk`` command: opens the desk, or hands a subcommand over to the command line before Qt is imported."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from core.cli import COMMANDS, command_line
from core.cli import main as carry_out

DONE, NOT_DONE, USAGE = 0, 1, 2

_MORE = "\n`copydesk COMMAND --help` tells of each. A file of the name of a command is opened as ./NAME."


def main(argv: Sequence[str] | None = None, when_usable: Callable[[], None] | None = None) -> int:
    """Exit status: 0 done, 1 it could not be done, 2 wrong usage. ``when_usable`` is called at the first painting."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = command_line(arguments)
    if command is not None:
        return carry_out(command)
    try:
        files, library = _parsed(arguments)
    except SystemExit as end:  # argparse has said what it had to say
        return end.code if isinstance(end.code, int) else USAGE
    if not _has_display():
        sys.stderr.write(
            "copydesk: There is no display, so no window can be opened. "
            "The commands work without one; `copydesk import --help` is a beginning.\n"
        )
        return NOT_DONE
    gc.disable()  # what is imported stays; to look for garbage in it takes long. The painted window enables it again
    from core.workspace import import_ahead

    import_ahead()
    from gui.app import run

    return run(files, library, when_usable)


def _parsed(arguments: Sequence[str]) -> tuple[list[Path], str | None]:
    if not arguments:  # the usual start, which need not wait for the parser
        return [], None
    import argparse

    parser = argparse.ArgumentParser(
        prog="copydesk",
        description="Open the desk at which entities and quotes in news articles are corrected.",
        epilog="\n".join(("commands:", *(f"  {name:14}  {does}" for name, does in COMMANDS.items()), _MORE)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="ARTICLE_FILE", help="articles or folders to import; the first is opened"
    )
    parser.add_argument("--library", metavar="PATH", help="the library to open, or to make where there is none")
    chosen = parser.parse_args(arguments)
    _look_for_a_command(chosen.files, parser.error)
    return chosen.files, chosen.library


def _look_for_a_command(files: Sequence[Path], refuse: Callable[[str], object]) -> None:
    """A bare word that is no file was meant for a command: one that came too late, or one that there is not."""
    for name in map(str, files):
        if name.isidentifier() and not Path(name).exists():
            if name in COMMANDS:
                refuse(f"{name} is a command, and a command comes first: copydesk {name} …")
            refuse(f"there is no command and no file {name}")


def _has_display() -> bool:
    """Qt ends the whole process when it finds no display, so this is asked first."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
