"""A library is at one schema or at the next, never between; and the way there is tried on invented migrations."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from core import commands as c
from core.bodies import Quote, Span
from core.errors import LibraryError
from core.library import open_library, upgrade
from core.library.engine import make_engine
from core.library.tables import METADATA, SCHEMA
from core.library.upgrade import MIGRATIONS, make_ready
from tests.core.library.made import ANA, TEXT, imported

ROOT = Path(__file__).parents[2]

HEAD = """
import os
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{down}"

def upgrade():
    op.add_column("article", sa.Column("desk", sa.Text()))
    op.execute("UPDATE article SET desk = 'politics'")
"""
REBUILDS = """
    with op.batch_alter_table("annotation", recreate="always") as batch:
        batch.alter_column("note", new_column_name="remark")
"""
FAILS = """
    op.execute("UPDATE article SET status = NULL")
"""
ORPHANS = """
    op.execute("DELETE FROM annotation")
"""
DIES = """
    os._exit(9)
"""


@contextmanager
def connected(path: Path) -> Iterator[Connection]:
    engine = make_engine(path, 20)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library of today, with something in it: old, when there is a next schema."""
    path = tmp_path / "library.copydesk"
    with closing(open_library(path)) as store:
        article = imported(store)
        quote = Quote((Span(0, 5),), (Span(8, 12),), speakers=("Somebody",))
        store.execute(c.AddQuote(article, quote), ANA)
    return path


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A copy of the migrations, to add an invented one to."""
    return Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__")))


def invent(migrations: Path, does: str) -> None:
    (migrations / "versions" / "9001_invented.py").write_text(HEAD.format(down=SCHEMA) + does, encoding="utf-8")


def bring_up(path: Path, migrations: Path) -> None:
    with connected(path) as connection:
        make_ready(connection, path, lambda _: None, schema="9001", migrations=migrations)


def dump(path: Path) -> list[str]:
    """All that a library holds, as SQL."""
    with closing(sqlite3.connect(path)) as library:
        return list(library.iterdump())


def schema_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as library:
        return str(library.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*.backup"))


# ----------------------------------------------------------------------------------------------------- what they make


def test_the_program_works_with_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == SCHEMA


def pieces(sql: str) -> list[str]:
    """A statement cut at the commas that are in no more than one pair of brackets: the columns, the constraints."""
    found, depth = [""], 0
    for sign in sql.strip().removesuffix(")"):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 1:
            found.append("")
        else:
            found[-1] += sign
    return found


def test_the_migrations_make_the_tables_that_the_program_means(tmp_path: Path) -> None:
    path = tmp_path / "library.copydesk"
    open_library(path).close()
    with connected(path) as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []

    def made(connection: sqlite3.Connection) -> dict[str, list[str]]:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql <> ''")
        # The order of constraints is nobody's intention, and a column that was added stands behind them.
        told = {name: sorted(" ".join(part.split()) for part in pieces(sql)) for name, sql in rows}
        return {name: lines for name, lines in told.items() if name != "alembic_version"}

    engine = create_engine(f"sqlite:///{tmp_path}/meant")
    METADATA.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as migrated, closing(sqlite3.connect(tmp_path / "meant")) as meant:
        assert made(migrated) == made(meant), "also constraints and their names"


def test_the_migrations_are_in_the_wheel(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("core/library/migrations/")}
    there = {path.relative_to(ROOT).as_posix() for path in MIGRATIONS.rglob("*.py")}
    assert packed == there


# ------------------------------------------------------------------------------------------------------------ upgrading


def test_an_older_library_is_backed_up_and_upgraded(old: Path, migrations: Path) -> None:
    invent(migrations, REBUILDS)
    before = dump(old)
    bring_up(old, migrations)
    assert schema_of(old) == "9001"
    with closing(sqlite3.connect(old)) as library:
        assert library.execute("SELECT desk FROM article").fetchall() == [("politics",)]
        assert library.execute("SELECT count(*) FROM part").fetchone() == (2,), "the rebuilt table keeps its children"
        assert library.execute("PRAGMA foreign_key_check").fetchall() == []
    (kept,) = backups(old)
    assert dump(kept) == before
    with closing(open_library(kept)) as store:
        assert store.check() == ()
    bring_up(old, migrations)
    assert len(backups(old)) == 1, "what is up to date is left alone"


@pytest.mark.parametrize(
    ("does", "said"), [(FAILS, "NOT NULL constraint failed"), (ORPHANS, "a row of part would name a row of annotation")]
)
def test_a_failed_upgrade_leaves_the_old_library_whole(old: Path, migrations: Path, does: str, said: str) -> None:
    invent(migrations, does)
    before = dump(old)
    with pytest.raises(LibraryError, match="It is as it was, whole") as error:
        bring_up(old, migrations)
    assert said in str(error.value)
    assert str(backups(old)[0]) in str(error.value)
    assert dump(old) == before
    with closing(open_library(old)) as store:
        assert store.check() == ()
        assert store.load(store.articles()[0].info.id).article.text == TEXT


def test_without_a_backup_there_is_no_upgrade(old: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise LibraryError("The disk is full.")

    invent(migrations, "")
    before = dump(old)
    monkeypatch.setattr(upgrade, "copy_checked", full)
    with pytest.raises(LibraryError, match=r"The disk is full\. It is as it was, whole\. Open it") as error:
        bring_up(old, migrations)
    assert "A backup is in" not in str(error.value)
    assert dump(old) == before


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.migrations.test_upgrade import bring_up
bring_up(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_an_upgrade_that_is_killed_leaves_the_old_library_whole(old: Path, migrations: Path) -> None:
    invent(migrations, DIES)
    before = dump(old)
    died = subprocess.run(
        [sys.executable, "-c", KILLED, old, migrations, ROOT], check=False, capture_output=True, text=True
    )
    assert died.returncode == 9, died.stderr
    assert dump(old) == before
    invent(migrations, "")
    bring_up(old, migrations)
    assert schema_of(old) == "9001"


def test_two_programs_upgrade_once(old: Path, migrations: Path) -> None:
    invent(migrations, "")
    start = threading.Barrier(2)
    troubles: list[BaseException] = []

    def program() -> None:
        start.wait()
        try:
            bring_up(old, migrations)
        except LibraryError as error:
            troubles.append(error)

    programs = [threading.Thread(target=program) for _ in range(2)]
    for each in programs:
        each.start()
    for each in programs:
        each.join()
    assert troubles == []
    assert schema_of(old) == "9001"
    assert len(backups(old)) == 1


def test_two_programs_make_one_library(tmp_path: Path) -> None:
    path = tmp_path / "library.copydesk"
    start = threading.Barrier(3)
    newest: list[int] = []

    def program() -> None:
        start.wait()
        with closing(open_library(path)) as store:
            newest.append(store.newest())

    programs = [threading.Thread(target=program) for _ in range(3)]
    for each in programs:
        each.start()
    for each in programs:
        each.join()
    assert newest == [1, 1, 1]
    with closing(open_library(path)) as store:
        assert store.check() == ()


def test_a_program_that_dies_while_it_makes_a_library_is_followed_by_one_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "library.copydesk"
    with closing(sqlite3.connect(path)) as begun:
        begun.execute("PRAGMA journal_mode = WAL")  # all that is there before the transaction
    assert path.stat().st_size
    with closing(open_library(path)) as store:
        assert store.newest() == 1
