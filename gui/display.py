"""A screen that cannot be reached. Qt ends the whole process then, without a word that helps; so one is said before."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_NOT_DONE = 1
_UNREACHED = re.compile(r"could not connect to display (.*)")
_COMMANDS = "The commands work without a window; `copydesk import --help` is a beginning."


@contextmanager
def spoken_for() -> Iterator[None]:
    """While the application is made: where Qt would abort, say why in a sentence and end with exit status 1.

    What Qt says otherwise goes to standard error afterwards, as it would have gone.
    """
    said: list[str] = []

    def listen(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(f"copydesk: {sentence([*said, words])}\n")
            sys.stderr.flush()
            os._exit(_NOT_DONE)  # nothing is open yet; what Qt does after this is abort
        said.append(words)

    before = qInstallMessageHandler(listen)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for words in said:
            sys.stderr.write(f"{words}\n")


def sentence(said: list[str]) -> str:
    """What Qt's complaints mean to somebody who wanted a window."""
    missed = next((found[1].strip() for found in map(_UNREACHED.search, said) if found), None)
    if missed is not None:
        there = f"The display {missed} cannot be reached" if missed else "There is no display"
        return (
            f"{there}, so no window can be opened. Nothing was changed. Start Copydesk where a desktop is running, or "
            f"set DISPLAY to one that is. {_COMMANDS}"
        )
    first = " ".join(said[0].split()).rstrip(".")
    return (
        f"Qt cannot open a window here ({first}). Nothing was changed. Look whether a desktop is running and whether "
        f"QT_QPA_PLATFORM names one that Qt knows; `make setup` names system libraries that are missing. {_COMMANDS}"
    )
