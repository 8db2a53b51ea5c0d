"""The command line. Imports nothing heavy: the window asks here whether its arguments are a command's."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

COMMANDS: Mapping[str, str] = {
    "import": "take articles into the library",
    "suggest": "suggest entities and quotes",
    "annotate": "suggest for a file, without a library",
    "articles": "list the articles",
    "show": "show an article and what is annotated in it",
    "history": "tell who did what, and when",
    "agreement": "say how far annotators agree",
    "mistakes": "say what models get wrong",
    "export": "write training data, and a report",
    "rulings": "rule where guidelines for quotes differ",
    "labels": "list, share and change the label set",
    "speakers": "list the speakers; merge and split them",
    "assign": "ask people to annotate articles",
    "review": "submit, return, approve or reopen annotations",
    "check": "look whether the library is whole",
    "backup": "copy the library into a new file",
    "restore": "put a backup in the library's place",
    "migrate": "bring an older library up to date",
}
"""Every subcommand, and what it does; what comes first on the command line and is none of them is an article."""

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
