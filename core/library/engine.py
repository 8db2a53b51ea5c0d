"""Connections to a library file, and what a file is before anything is written to it.

SQLAlchemy, not the ``sqlite3`` module, begins transactions here: with the module's own mode a failed migration would
stay half applied. A connection's ``info`` says how: reading with BEGIN, writing with BEGIN IMMEDIATE, so that two
programs wait for each other at the start of a command and never in its middle.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy.dialects.sqlite  # noqa: F401  # else create_engine looks for it, when Qt's import hook is in place
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from core.errors import LibraryError
from core.frozen import frozen
from core.library.trouble import SENTENCES

APPLICATION_ID = 0x43504459  # "CPDY"
_MAGIC = b"SQLite format 3\x00"
WAIT = 10.0  # seconds for another program's transaction to end
_HOW = "begin"  # where a connection notes by which statement its next transaction begins

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]+)://(.*)$", re.IGNORECASE)


def path_of(location: str | Path) -> Path:
    """The file that a path or a ``sqlite:///`` URL names.

    Raises:
        LibraryError: it names a database that is no file.
    """
    match = _SCHEME.match(str(location))
    if match is None:
        return Path(location).expanduser()
    scheme, rest = match.groups()
    if scheme.lower().partition("+")[0] != "sqlite" or not rest.startswith("/") or len(rest) == 1:
        raise LibraryError(
            f"{scheme}://… names a library that is no SQLite file, and this version of Copydesk knows only those. "
            "Nothing was opened. Name a file instead."
        )
    return Path(rest[1:]).expanduser()


def make_engine(path: Path, wait: float = WAIT) -> Engine:
    """An engine for one file. The file is made by the first transaction that writes, its folder is not."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"timeout": wait, "check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # Nothing here writes to the file: it may be somebody else's.
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")  # KiB; the tables of a large article at once
    connection.execute("PRAGMA temp_store = MEMORY")


def _begin(connection: Connection) -> None:
    # Straight to the driver: with every key, SQLAlchemy's way there would take longer than the statement.
    driver(connection).execute(connection.info.get(_HOW, "BEGIN"))


@contextmanager
def reading(connection: Connection) -> Iterator[Connection]:
    """A transaction that sees one state of the library and writes nothing."""
    with _transaction(connection, "BEGIN"):
        yield connection


@contextmanager
def writing(connection: Connection) -> Iterator[Connection]:
    """A transaction that may write; it waits for other writers at its start. Whatever is raised rolls it back."""
    with _transaction(connection, "BEGIN IMMEDIATE"):
        yield connection


@contextmanager
def _transaction(connection: Connection, how: str) -> Iterator[None]:
    connection.info[_HOW] = how
    try:
        with connection.begin():
            yield
    finally:
        raw = driver(connection)
        if raw.in_transaction:  # a commit that fails may leave it open, and no other could be begun
            raw.rollback()


def use_wal(connection: Connection) -> None:
    """Let readers read while somebody writes. Where the file system cannot, SQLite stays with its journal."""
    try:
        driver(connection).execute("PRAGMA journal_mode = WAL").fetchall()
    except sqlite3.OperationalError as error:
        # Another program has it open at this very moment, and sees to the same; SQLite does not wait here.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def driver(connection: Connection) -> sqlite3.Connection:
    """The ``sqlite3`` connection below, for pragmas outside of transactions and for backups."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


# ------------------------------------------------------------------------------------------------- what a file is


class Nature(StrEnum):
    EMPTY = "empty"  # nothing in it yet, or no file yet
    OURS = "ours"
    FOREIGN = "foreign"  # a database, but no library


@frozen
class Look:
    """What a look at a file found: its nature, and of a library the newest migration in it and who wrote that."""

    nature: Nature
    schema: str | None = None
    written_by: str = ""


def look(connection: Connection) -> Look:
    """See what a database is, within a transaction."""
    application = connection.execute(text("PRAGMA application_id")).scalar_one()
    tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    if application == 0 and not tables:
        return Look(Nature.EMPTY)
    if application != APPLICATION_ID or not {"alembic_version", "about"} <= tables:
        return Look(Nature.FOREIGN)
    schema = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    written_by = connection.execute(text("SELECT value FROM about WHERE name = 'written_by'")).scalar()
    return Look(Nature.OURS, schema, written_by or "unknown")


def require_usable(path: Path) -> None:
    """Make the folder where it is missing, and see that file and folder can be written.

    Raises:
        LibraryError: they cannot; nothing was changed.
    """
    if path.is_dir():
        inside = path / "library.copydesk"
        raise LibraryError(f"{path} is a folder, not a library. Name a file in it, such as {inside}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {path.parent} for the library cannot be made ({error.strerror or error}). "
            "Nothing was changed. Choose another place for the library."
        ) from error
    if path.exists() and not path.is_file():
        raise LibraryError(f"{path} is no ordinary file, so it cannot be a library. Choose another place for it.")
    if path.exists() and path.stat().st_size and _beginning(path) != _MAGIC:
        # SQLite takes a file of a few bytes for an empty database, and would write over it.
        raise LibraryError(SENTENCES[sqlite3.SQLITE_NOTADB].format(location=path))
    for place, what in ((path.parent, "folder"), (path, "file")):
        if place.exists() and not os.access(place, os.W_OK):
            raise LibraryError(
                f"The library {path} cannot be changed: its {what} is read-only. Nothing was changed. "
                f"Allow writing to {place}, or choose another library."
            )


class Place:
    """Where a library's file is, to see whether it still is: what is written to a file without a name is lost."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.stat()

    def require(self) -> None:
        """Raises LibraryError where the file was moved, deleted or replaced by another since."""
        try:
            in_place = os.path.samestat(self._path.stat(), self._file)
        except FileNotFoundError:
            in_place = False
        if not in_place:
            raise LibraryError(
                f"The library {self._path} is no longer where it was opened: its file was moved, deleted or replaced. "
                "What was saved until then is in that file; this change was not saved. "
                "Put the file back, or open the library where it is now."
            )


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_MAGIC))
