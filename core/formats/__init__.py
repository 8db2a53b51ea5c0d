"""Formats: what articles are read from. One module per format, one table of them all.

Nothing here writes into a library; a reader gives drafts, and says what it could not read or passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from core.errors import FormatError
from core.formats import jsonl, text
from core.formats.base import Failure, Notice, Outcome, Reader, headline_of, origin_of
from core.formats.folder import read_folder
from core.formats.text import draft_of

__all__ = [
    "READERS",
    "Failure",
    "Notice",
    "Outcome",
    "Reader",
    "draft_of",
    "headline_of",
    "read_path",
    "reader_for",
    "reader_named",
]

READERS: Mapping[str, Reader] = {reader.name: reader for reader in (text.READER, jsonl.READER)}


def reader_named(name: str) -> Reader:
    """Raises FormatError where there is no such format."""
    if name not in READERS:
        raise FormatError(f"There is no format “{name}” to import. There are: {', '.join(READERS)}.")
    return READERS[name]


def reader_for(path: Path) -> Reader | None:
    """The format that reads files with this ending."""
    suffix = path.suffix.lower()
    return next((reader for reader in READERS.values() if suffix in reader.suffixes), None)


def read_path(path: Path, format: str | None = None) -> Iterator[Outcome]:
    """The articles of a file or a folder; failures and notices between them, where they belong.

    A file without a known ending is taken for text. With ``format``, a folder gives all its files of that format, and
    a file is read as that format whatever its ending.

    Raises:
        FormatError: there is no such format.
    """
    chosen = None if format is None else reader_named(format)
    if path.is_dir():
        return read_folder(path, reader_for if chosen is None else lambda file: _if_it_is(chosen, file))
    return (chosen or reader_for(path) or text.READER).read(path, origin_of(path.name))


def _if_it_is(chosen: Reader, file: Path) -> Reader | None:
    return chosen if file.suffix.lower() in chosen.suffixes else None
