"""What every format is to the rest of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from core.frozen import frozen
from core.records import ArticleDraft
from core.rules import short
from core.text import canonical

HEADLINE_LENGTH = 120  # characters


@frozen
class Failure:
    """Something that could not be read: which file, which line of it (counted from 1), and a sentence that says why."""

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        return _placed(self.path, self.line, self.reason)


@frozen
class Notice:
    """Something that was read otherwise than the reader of the file might think, or was passed over on purpose."""

    path: str
    text: str
    line: int | None = None

    def __str__(self) -> str:
        return _placed(self.path, self.line, self.text)


Outcome: TypeAlias = ArticleDraft | Failure | Notice

Read: TypeAlias = Callable[[Path, str], Iterator[Outcome]]
"""Reads a file, given its path and the origin that its articles shall have."""


@frozen
class Reader:
    """A format that can be imported."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Read


def _placed(path: str, line: int | None, what: str) -> str:
    return f"{path}: {what}" if line is None else f"{path}, line {line}: {what}"


def headline_of(text: str) -> str:
    """The first line that holds something, on one line and not too long; "" where there is none."""
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words:
            return words if len(words) <= HEADLINE_LENGTH else _cut(words)
    return ""


def _cut(line: str) -> str:
    """The beginning of a line, up to the last whole word that leaves room for an ellipsis."""
    head = line[: HEADLINE_LENGTH - 1]
    space = head.rfind(" ")
    if space < HEADLINE_LENGTH // 2:  # one endless word
        return f"{head}…"
    return f"{head[:space].rstrip(' ,;:–—-')}…"


def origin_of(name: str) -> str:
    """A file's name as it can be stored and shown: file systems allow bytes in it that are no text."""
    return " ".join(canonical(name).split())


def quoted(text: str) -> str:
    """A value as a sentence shows it."""
    return f"“{short(text)}”"
