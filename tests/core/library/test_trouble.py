"""What the world does to a library, each told in a sentence: what happened, what was kept, what to do."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import InvalidRequestError

from core import commands as c
from core.errors import BugError, LibraryError
from core.library import LibraryStore, open_library
from core.library.engine import APPLICATION_ID, driver
from core.library.trouble import classified
from core.records import ArticleDraft, Status
from tests.core.library.made import ANA, TEXT, imported


def refused(location: str | Path) -> str:
    with pytest.raises(LibraryError) as error:
        open_library(location).close()
    return str(error.value)


# -------------------------------------------------------------------------------------------------- what is no library


@pytest.mark.parametrize("content", [b"x", b"SQLite format 3", b"Once upon a time. " * 100, bytes(5000)])
def test_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    assert "no Copydesk library" in refused(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("application_id", [0, 1, APPLICATION_ID])
def test_the_database_of_another_program(tmp_path: Path, application_id: int) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (text TEXT)")
        other.execute(f"PRAGMA application_id = {application_id}")
        other.commit()
    content = path.read_bytes()
    assert "not a Copydesk library. It was left as it is" in refused(path)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "empty.copydesk"
    path.touch()
    open_library(path).close()
    with closing(sqlite3.connect(path)) as library:
        assert library.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert library.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_newer_library_says_who_wrote_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as library:
        library.execute("UPDATE alembic_version SET version_num = '0417'")
        library.execute("UPDATE about SET value = '7.3.1' WHERE name = 'written_by'")
        library.commit()
    said = refused(path)
    assert "written by Copydesk 7.3.1" in said
    assert "0417" in said


def test_a_folder_and_a_device(tmp_path: Path) -> None:
    assert "is a folder, not a library" in refused(tmp_path)
    assert "no ordinary file" in refused("/dev/null")


@pytest.mark.parametrize("url", ["postgresql://desk@host/library", "mysql+pymysql://x/y", "sqlite://", "sqlite:///"])
def test_another_database_server(url: str) -> None:
    assert "no SQLite file" in refused(url)


def test_a_sqlite_url(tmp_path: Path) -> None:
    with closing(open_library(f"sqlite:///{tmp_path}/deep/er/a.copydesk")) as store:
        assert store.location == f"{tmp_path}/deep/er/a.copydesk", "missing folders are made"


def test_a_home_and_odd_names(home: Path) -> None:
    with closing(open_library("~/Zeitung 100% ü?.copydesk")) as store:
        assert store.location == str(home / "Zeitung 100% ü?.copydesk")
    assert (home / "Zeitung 100% ü?.copydesk").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be made" in refused(tmp_path / "file" / "a.copydesk")


# ------------------------------------------------------------------------------------------------------ what goes wrong


@pytest.mark.parametrize("what", ["file", "folder"])
def test_read_only(path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    wrong = path if what == "file" else path.parent
    monkeypatch.setattr(os, "access", lambda place, _mode: Path(place) != wrong)
    said = refused(path)
    assert f"its {what} is read-only" in said
    assert f"Allow writing to {wrong}" in said


def test_locked(path: Path) -> None:
    with (
        closing(open_library(path, wait=0.05)) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        article = imported(store)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="being written by another program"):
            store.execute(c.SetStatus(article, Status.DONE), ANA)
        assert store.load(article).article.info.status is Status.NEW, "reading goes on"
        other.execute("ROLLBACK")
        store.execute(c.SetStatus(article, Status.DONE), ANA)
        assert store.check() == ()


def test_locked_from_the_start(tmp_path: Path) -> None:
    path = tmp_path / "new.copydesk"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="being written by another program"):
            open_library(path, wait=0.05)
        other.execute("ROLLBACK")
    open_library(path).close()


def test_a_full_disk(store: LibraryStore) -> None:
    article = imported(store)
    connection = store._connection
    assert connection is not None
    pages = driver(connection).execute("PRAGMA page_count").fetchone()[0]
    driver(connection).execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(LibraryError, match=r"is full\. The last change was not saved; everything before it is kept"):
        store.execute(c.ImportArticle(ArticleDraft("Long", TEXT * 1000, "long.txt")), ANA)
    assert [line.info.id for line in store.articles()] == [article]
    driver(connection).execute("PRAGMA max_page_count = 1000000")
    store.execute(c.ImportArticle(ArticleDraft("Long", TEXT * 1000, "long.txt")), ANA)
    assert store.check() == ()


@pytest.mark.parametrize("step", ["use_wal", "_create"])
@pytest.mark.parametrize("was_there", [False, True])
def test_a_disk_too_full_for_a_new_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool, step: str
) -> None:
    def full(_connection: Connection, *_others: object) -> None:
        failed = sqlite3.OperationalError("database or disk is full")
        failed.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise failed

    path = tmp_path / "new.copydesk"
    if was_there:
        path.touch()
    monkeypatch.setattr(f"core.library.upgrade.{step}", full)
    assert "is full" in refused(path)
    assert list(tmp_path.iterdir()) == [path] * was_there


def test_a_disk_so_full_that_it_cannot_even_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite cannot make the files beside the library that it reads by, and says that reading failed."""
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert "did not read or write" in str(classified(failed, str(path)))
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    assert "is full. The last change was not saved" in str(classified(failed, str(path)))


def test_a_backup_onto_a_full_disk(store: LibraryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(LibraryError) as error:
        store.backup(str(tmp_path / "b.copydesk"))
    assert str(error.value) == (
        f"No backup was made, and the library is as it was. The disk has no room for {tmp_path / 'b.copydesk'}. "
        "Make room there, or choose another place."
    )
    assert not list(tmp_path.glob("*b.copydesk*"))


@pytest.mark.skipif(os.name == "nt", reason="an open file stays where it is")
def test_a_library_that_was_moved_or_replaced_while_it_was_open(path: Path, tmp_path: Path) -> None:
    """What is written to a file that has no name any more would be lost when it is closed."""
    with closing(open_library(path)) as store, closing(open_library(path)) as other:
        article = imported(store)
        elsewhere = tmp_path / "elsewhere.copydesk"
        path.rename(elsewhere)
        for _ in ("moved", "replaced"):
            with pytest.raises(LibraryError, match=r"was moved, deleted or replaced.*this change was not saved"):
                store.execute(c.SetStatus(article, Status.DONE), ANA)
            path.write_bytes(b"")
        path.unlink()
        elsewhere.rename(path)
        store.execute(c.SetStatus(article, Status.DONE), ANA)
        assert other.articles()[0].info.id == article
        assert store.check() == ()


def test_a_damaged_library(path: Path) -> None:
    with closing(open_library(path)) as store:
        for number in range(40):
            imported(store, f"{number} {TEXT * 20}")
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 5000, len(content) // 4096):
        content[page * 4096 : page * 4096 + 2000] = bytes(2000)
    path.write_bytes(content)
    with closing(open_library(path)) as store:
        assert store.check()[0].where == "the file"
        with pytest.raises(LibraryError, match="is damaged"):
            store.revisions()


def test_a_library_cut_short(path: Path) -> None:
    with closing(open_library(path)) as store:
        for number in range(40):
            imported(store, f"{number} {TEXT * 20}")
    path.write_bytes(path.read_bytes()[:9000])
    said = refused(path)
    assert "is damaged" in said
    assert "copydesk restore" in said


def test_sqlite_errors_that_only_it_can_make(tmp_path: Path, path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as only:
        with pytest.raises(sqlite3.OperationalError) as error:
            only.execute("DELETE FROM about")
        assert "is read-only" in str(classified(error.value, "x"))
    with pytest.raises(sqlite3.OperationalError) as error:
        sqlite3.connect(tmp_path / "nowhere" / "x")
    assert "cannot be opened" in str(classified(error.value, "x"))


def test_our_own_mistakes_are_bugs() -> None:
    with closing(sqlite3.connect(":memory:")) as memory:
        with pytest.raises(sqlite3.Error) as error:
            memory.execute("SELECT nonsense")
        assert isinstance(classified(error.value, "x"), BugError)
    assert isinstance(classified(InvalidRequestError("x"), "x"), BugError)
    assert isinstance(classified(PermissionError(13, "Permission denied"), "x"), LibraryError)


DIE = """
import os, sys
from core import commands as c
from core.library import open_library
from core.library import log
from core.records import ArticleDraft
store = open_library(sys.argv[1])
store.execute(c.ImportArticle(ArticleDraft("one", "The first text.", "one")), "Ana")
put = log.put
def dying(*args):
    put(*args)
    os._exit(9)
log.put = dying
store.execute(c.ImportArticle(ArticleDraft("two", "The second text.", "two")), "Ana")
"""


def test_a_program_that_dies_leaves_no_half_revision(path: Path) -> None:
    root = Path(__file__).parents[3]
    died = subprocess.run([sys.executable, "-c", DIE, path], cwd=root, check=False, capture_output=True, text=True)
    assert died.returncode == 9, died.stderr
    with closing(open_library(path)) as store:
        assert [line.info.headline for line in store.articles()] == ["one"]
        assert store.newest() == 2
        assert store.check() == ()
