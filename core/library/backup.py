"""Copies of a library that can be trusted: made by SQLite's own backup, then looked over, and only then named."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from core.errors import LibraryError
from core.library.trouble import classified, family_of


def copy_checked(source: sqlite3.Connection, target: Path) -> None:
    """Copy a library into a new file, as it is at one moment, also while others use it.

    Args:
        source: a connection outside of a transaction.
        target: a file that is not there yet; it appears whole, or not at all.

    Raises:
        LibraryError: the file is there already, cannot be written, or the copy is not what the library is.
    """
    if target.exists():
        raise LibraryError(f"{target} is there already and was left as it is. Choose another name for the backup.")
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as copy:
            source.execute("BEGIN")  # what is counted is what is copied
            try:
                counts = _counts(source)
                source.backup(copy)
            finally:
                source.execute("ROLLBACK")
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, not three
            _look_over(copy, counts, target)
        part.rename(target)
    except (sqlite3.Error, OSError) as error:
        told: object = classified(error, str(target))
        if family_of(error, str(target)) == sqlite3.SQLITE_FULL:
            told = f"The disk has no room for {target}. Make room there, or choose another place."
        raise LibraryError(f"No backup was made, and the library is as it was. {told}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _look_over(copy: sqlite3.Connection, counts: Mapping[str, int], target: Path) -> None:
    verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    copied = _counts(copy) if verdict == "ok" else {}
    if copied != counts:
        wrong = verdict if verdict != "ok" else "it has another number of rows"
        raise LibraryError(
            f"The backup {target} does not agree with the library ({wrong}), so it was thrown away. "
            "The library is as it was; let “copydesk check” look it over."
        )


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
