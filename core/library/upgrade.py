"""The schema of a library: made, recognised, brought up to date.

Alembic runs from inside, on a connection of ours, within one transaction: a library is at one schema or at the next,
never between. A new library is made by the same migrations as an old one is upgraded by.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy import Connection, insert, text, update
from sqlalchemy.exc import SQLAlchemyError

from core.codec import time_to_json
from core.errors import LibraryError
from core.ids import new_id
from core.library import tables as t
from core.library.backup import copy_checked
from core.library.engine import APPLICATION_ID, Look, Nature, driver, look, make_engine, reading, use_wal, writing
from core.library.tables import SCHEMA
from core.library.trouble import classified

MIGRATIONS = Path(__file__).parent / "migrations"


def program_version() -> str:
    """The version of Copydesk that runs, for the library's own records."""
    try:
        return version("copydesk")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "unknown"


def make_ready(
    connection: Connection,
    path: Path,
    fill: Callable[[Connection], None],
    *,
    schema: str = SCHEMA,
    migrations: Path = MIGRATIONS,
) -> None:
    """Make a library of an empty file, upgrade an old one, and refuse what is no library of ours.

    Args:
        connection: to the file at ``path``, outside of a transaction.
        path: the file.
        fill: what to write into a new library, in the transaction that makes it.
        schema: the migration that this program works with.
        migrations: where the migrations are.

    Raises:
        LibraryError: the file is no library, or a newer one, or could not be upgraded; it is as it was.
    """
    with reading(connection):
        found = look(connection)
    if found.nature is Nature.FOREIGN:
        raise LibraryError(
            f"The file {path} is a database, but not a Copydesk library. It was left as it is. "
            "Choose another file, or another name for a new library."
        )
    if found.nature is Nature.EMPTY:
        use_wal(connection)
        _create(connection, fill, schema, migrations)
    elif found.schema != schema:
        _refuse_newer(found, path, migrations)
        _upgrade(connection, path, found, schema, migrations)
    use_wal(connection)


def _create(connection: Connection, fill: Callable[[Connection], None], schema: str, migrations: Path) -> None:
    with writing(connection):
        if look(connection).nature is not Nature.EMPTY:
            return  # another program made it meanwhile
        _migrate(connection, schema, migrations)
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        about = {"id": new_id(), "created_at": time_to_json(datetime.now(UTC)), "written_by": program_version()}
        connection.execute(insert(t.about), [{"name": name, "value": value} for name, value in about.items()])
        fill(connection)


def _migrate(connection: Connection, schema: str, migrations: Path) -> None:
    # Alembic takes as long to import as all of SQLAlchemy, and is needed once in a library's life.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(migrations))
    environment = EnvironmentContext(
        Config(),
        scripts,
        fn=lambda rev, _context: scripts._upgrade_revs(schema, rev),  # as alembic.command has it
        destination_rev=schema,
    )
    with environment:
        environment.configure(connection=connection)
        environment.run_migrations()


def _refuse_newer(found: Look, path: Path, migrations: Path) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(migrations)).walk_revisions()}
    if found.schema not in known:
        raise LibraryError(
            f"The library {path} was written by Copydesk {found.written_by}, and this is {program_version()}, which "
            f"does not know its schema {found.schema}. It was left as it is. Open it with that version or a newer one."
        )


def _upgrade(connection: Connection, path: Path, found: Look, schema: str, migrations: Path) -> None:
    kept = path.with_name(f"{path.name}.{found.schema}-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.backup")
    # A table that is rebuilt must not take its children with it. SQLite heeds this pragma outside of transactions only.
    driver(connection).execute("PRAGMA foreign_keys = OFF")
    try:
        with writing(connection):
            if look(connection) != found:
                return  # another program upgraded it while this one waited
            _back_up(path, kept)
            _migrate(connection, schema, migrations)
            broken = connection.execute(text("PRAGMA foreign_key_check")).first()
            if broken is not None:
                raise LibraryError(f"a row of {broken[0]} would name a row of {broken[2]} that is not there")
            connection.execute(update(t.about).where(t.about.c.name == "written_by").values(value=program_version()))
    except (LibraryError, SQLAlchemyError) as error:
        reason = classified(error, str(path)) if isinstance(error, SQLAlchemyError) else error
        backup = f" A backup is in {kept}." if kept.exists() else ""
        raise LibraryError(
            f"The library {path} could not be brought from schema {found.schema} to {schema}: {reason} "
            f"It is as it was, whole.{backup} Open it with the version of Copydesk that you had, and report this."
        ) from error
    finally:
        driver(connection).execute("PRAGMA foreign_keys = ON")


def _back_up(path: Path, kept: Path) -> None:
    # A connection of its own: the other one holds the write lock, so what this one reads is what will be upgraded.
    engine = make_engine(path)
    with closing(engine.connect()) as second:
        copy_checked(driver(second), kept)
    engine.dispose()
