"""All commands together, and the end of the program: every way out of a command becomes an exit status."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand

from core.cli import (
    COMMANDS,
    DONE,
    FAILED,
    agreement,
    exchange,
    labels,
    mistakes,
    reading,
    rulings,
    speakers,
    together,
    upkeep,
    work,
)
from core.errors import KnownError

INTERRUPTED = 130  # what typer makes of Ctrl-C

app = typer.Typer(
    name="copydesk",
    help="Copydesk on the command line. Without a command, and with article files, the desk opens.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done, 1 it or a part of it could not be done, 2 wrong usage.",
)

_COMMANDS: dict[str, Callable[..., int]] = {
    "import": work.import_,
    "suggest": work.suggest,
    "annotate": exchange.annotate,
    "articles": reading.articles,
    "show": reading.show,
    "history": reading.history,
    "export": exchange.export,
    "agreement": agreement.agreement,
    "mistakes": mistakes.mistakes,
    "rulings": rulings.rulings,
    "labels": labels.labels,
    "speakers": speakers.speakers,
    "assign": together.assign,
    "review": together.review,
    "check": upkeep.check,
    "backup": upkeep.backup,
    "restore": upkeep.restore,
    "migrate": upkeep.migrate,
}


class _Command(TyperCommand):
    """A command whose help calls what is asked for by its name, without the type that Python has for it."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options, as typer calls it."""
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None:  # hidden
                continue
            if isinstance(parameter, TyperArgument):
                sections["Arguments"].append((parameter.display_name_raw, record[1]))
            else:
                sections["Options"].append(record)
        for title, lines in sections.items():
            if lines:
                with formatter.section(title):
                    formatter.write_dl(lines)


def _exiting(command: Callable[..., int]) -> Callable[..., None]:
    @functools.wraps(command)  # typer reads the signature through it
    def exits(*args: Any, **options: Any) -> None:
        raise typer.Exit(command(*args, **options))

    return exits


for _name, _command in _COMMANDS.items():
    app.command(_name, cls=_Command, short_help=COMMANDS[_name])(_exiting(_command))


def run(argv: list[str]) -> int:
    """The exit status of a command line; nothing leaves as an exception, and nothing as a traceback."""
    _let_any_character_pass()
    try:
        app(args=argv, prog_name="copydesk")
        sys.stdout.flush()
    except SystemExit as end:
        return _ended(end.code, argv)
    except KeyboardInterrupt:
        return _ended(INTERRUPTED, argv)
    except BrokenPipeError:
        return _ended(FAILED, argv)
    except KnownError as error:
        return _failed(str(error), argv)
    except Exception as error:  # the program's end: whatever went wrong is told, in one sentence
        if os.environ.get("COPYDESK_TRACEBACK"):
            raise
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        return _failed(
            f"Copydesk has a fault ({what}). What was saved is kept. Set COPYDESK_TRACEBACK=1 and do the same again "
            "for a report to send to its makers.",
            argv,
        )
    return DONE


def _ended(code: object, argv: list[str]) -> int:
    if code == INTERRUPTED:
        return _failed("Stopped. What was done until then is kept; nothing is half done.", argv)
    try:
        sys.stdout.flush()
    except OSError:  # nobody reads on
        _close_quietly()
        return FAILED
    return code if isinstance(code, int) else DONE if code is None else FAILED


def _failed(sentence: str, argv: list[str]) -> int:
    print(f"copydesk: {sentence}", file=sys.stderr)
    if "--json" in argv:
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps({"error": sentence}, ensure_ascii=False), flush=True)
    return FAILED


def _let_any_character_pass() -> None:
    """A file's name may hold bytes that are no text, and a terminal may know few characters: never fail for that."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _close_quietly() -> None:
    """Nobody reads on: what is still to be flushed at the program's end goes nowhere."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
