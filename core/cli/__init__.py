"""The command line. Imports nothing heavy: the window asks here whether its arguments are a command's."""

from __future__ import annotations

import sys
from collections.abc import Sequence

COMMANDS = (
    "import",
    "suggest",
    "annotate",
    "articles",
    "show",
    "history",
    "agreement",
    "mistakes",
    "export",
    "rulings",
    "labels",
    "speakers",
    "assign",
    "review",
    "check",
    "backup",
    "restore",
    "migrate",
)
"""Every subcommand; what comes first on the command line and is none of them is an article to open."""

DONE, FAILED, USAGE = 0, 1, 2

_LIBRARY = "--library"


def command_line(arguments: Sequence[str]) -> list[str] | None:
    """A command with what belongs to it, the command first; None where no command is asked for, but the desk.

    ``--library PATH`` may stand before the command, as many programs have it, or behind it.
    """
    match list(arguments):
        case [str(command), *rest] if command in COMMANDS:
            return [command, *rest]
        case [option, path, str(command), *rest] if option == _LIBRARY and command in COMMANDS:
            return [command, option, path, *rest]
        case [str(option), str(command), *rest] if option.startswith(f"{_LIBRARY}=") and command in COMMANDS:
            return [command, option, *rest]
    return None


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out a command line (without the program's name), and give the exit status.

    0: done. 1: it or a part of it could not be done, each with a sentence on standard error. 2: wrong usage.
    """
    from core.cli.app import run

    arguments = sys.argv[1:] if argv is None else list(argv)
    return run(command_line(arguments) or arguments)
