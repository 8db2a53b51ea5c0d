"""Whose fault is it? Turns what SQLite and SQLAlchemy raise into a sentence to the editor, or into a report to us."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from core.errors import BugError, CopydeskError, DamagedError, LibraryError

SENTENCES: Mapping[int, str] = {
    sqlite3.SQLITE_PERM: "The library {location} cannot be read or written: the system refuses access to it. "
    "Nothing was changed. Change the permissions of the file and of its folder, or choose another library.",
    sqlite3.SQLITE_BUSY: "The library {location} is being written by another program. Nothing was changed here. "
    "Wait until the other program is done, or close it, and try again.",
    sqlite3.SQLITE_NOMEM: "There is not enough memory to work on the library {location}. Nothing was changed. "
    "Close other programs and try again.",
    sqlite3.SQLITE_READONLY: "The library {location} is read-only. Nothing was changed. "
    "Allow writing to the file and to its folder, or choose another library.",
    sqlite3.SQLITE_IOERR: "The disk did not read or write the library {location} as it should. What was saved before "
    "is kept. Look at the disk or the network drive, open the library again and let “copydesk check” look it over.",
    sqlite3.SQLITE_CORRUPT: "The library {location} is damaged. Nothing more was written to it. Keep a copy of the "
    "file, then put a backup back with “copydesk restore”; “copydesk check” says what is damaged.",
    sqlite3.SQLITE_FULL: "The disk that holds the library {location} is full. The last change was not saved; "
    "everything before it is kept. Make room, then try again.",
    sqlite3.SQLITE_CANTOPEN: "The library {location} cannot be opened. Nothing was changed. "
    "Look whether its folder is there and whether you may write to it, or choose another library.",
    sqlite3.SQLITE_PROTOCOL: "The library {location} is being used by too many programs at once. Nothing was changed "
    "here. Try again; if it lies on a network drive, move it to a disk of this computer.",
    sqlite3.SQLITE_NOTADB: "The file {location} is no Copydesk library, or its beginning is damaged. It was left as it "
    "is. Choose another file, or put a backup back with “copydesk restore”.",
}
_ALIASES = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_AUTH: sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_TOOBIG: sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_NOLFS: sqlite3.SQLITE_FULL,
}
_FIRST_BYTE = 0xFF  # an extended code holds its family in the lowest byte
_PAGE = 4096  # bytes, SQLite's own choice
_ROOM = 64 * 1024  # bytes; with less, SQLite cannot even make the files beside a library that it needs to read it


def classified(error: SQLAlchemyError | sqlite3.Error | OSError, location: str) -> CopydeskError:
    """The error that Copydesk raises instead: a LibraryError for the world's faults, else a BugError."""
    if isinstance(error, OSError):
        return LibraryError(
            f"The library {location} cannot be used ({error.strerror or error}). Nothing was changed. "
            "Look at the file and its folder, or choose another library."
        )
    family = family_of(error, location)
    if family is not None and family in SENTENCES:
        kind = DamagedError if family == sqlite3.SQLITE_CORRUPT else LibraryError
        return kind(SENTENCES[family].format(location=location))
    cause = error.orig if isinstance(error, DBAPIError) else error
    return BugError(f"the library {location} refused: {cause or error}")


def family_of(error: Exception, location: str) -> int | None:
    """SQLite's code for what went wrong with a file, without its particulars; None where it has none for it.

    A full disk is SQLITE_FULL whoever says so, and also where SQLite complains of reading and writing instead.
    """
    if isinstance(error, OSError):
        return sqlite3.SQLITE_FULL if error.errno == errno.ENOSPC else None
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    family = _ALIASES.get(code & _FIRST_BYTE, code & _FIRST_BYTE)
    return sqlite3.SQLITE_FULL if family == sqlite3.SQLITE_IOERR and _is_full(location) else family


def _is_full(location: str) -> bool:
    """Whether there is no room left on the disk of a file."""
    try:
        return shutil.disk_usage(Path(location).absolute().parent).free < _ROOM
    except OSError:
        return False


@contextmanager
def told(location: str) -> Iterator[None]:
    """Within it, whatever the database raises leaves as a LibraryError or a BugError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise classified(error, location) from error


@contextmanager
def empty_handed_when_full(path: Path) -> Iterator[None]:
    """Within it, a library that the disk has no room for leaves no bare file, which would pass for a new one.

    Where anything but the room is wanting, the file may be one that another program is about to fill.
    """
    was_there = path.exists()
    try:
        yield
    except LibraryError as error:
        full = isinstance(error.__cause__, Exception) and family_of(error.__cause__, str(path)) == sqlite3.SQLITE_FULL
        if full and not was_there and _is_bare(path):
            path.unlink()
        raise


def _is_bare(path: Path) -> bool:
    """Whether a file has no more than a database's first page, with nothing on it, and nobody is filling it."""
    return path.exists() and path.stat().st_size <= _PAGE and not path.with_name(f"{path.name}-wal").exists()
