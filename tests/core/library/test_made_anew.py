"""What is put into the log behind the program's back, and a log that somebody made anew, digests and all."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from core import commands as c
from core.bodies import Span
from core.cli import main
from core.formats import history_jsonl
from core.formats.history import Past
from core.library import LibraryStore, log, open_library
from core.library import tables as t
from core.library.engine import writing
from core.queries import Finding
from tests.core.library.made import ANA, BEN, imported


@pytest.fixture
def worked_on(path: Path) -> Path:
    """A library with an article in which something was done; the log ends with revision 5."""
    with closing(open_library(path)) as store:
        article = imported(store)
        store.execute(c.AddEntity(article, Span(0, 5), "GPE"), ANA)
        store.execute(c.AddEntity(article, Span(8, 12), "ORG"), BEN)
        store.execute(c.Revert(4, "no body"), ANA)
    return path


@pytest.fixture
def history(worked_on: Path, tmp_path: Path) -> Path:
    """The history as it was written then, and kept elsewhere."""
    file = tmp_path / "history.jsonl"
    with closing(open_library(worked_on)) as store:
        file.write_text("".join(history_jsonl.lines(Past(lambda query: query(store)))), encoding="utf-8")
    return file


def behind_its_back(path: Path, *statements: str) -> tuple[Finding, ...]:
    with closing(sqlite3.connect(path)) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
        other.commit()
    with closing(open_library(path)) as store:
        return tuple(store.check())


_COPY = (
    "INSERT INTO revision SELECT 6, article_id, annotator_id, at, intent, NULL, NULL, NULL, NULL, digest FROM revision"
)


@pytest.mark.parametrize(
    ("statements", "where", "what"),
    [
        ([f"{_COPY} WHERE id = 3"], "revision 6", "its digest does not fit"),
        ([f"{_COPY} WHERE id = 5"], "revision 6", "with 0 changes"),
        (
            [
                (
                    "INSERT INTO change SELECT 5, 7, record, record_id, NULL, after, text FROM change "
                    "WHERE revision_id = 3 AND ordinal = 0"
                )
            ],
            "revision 5",
            "its digest does not fit",
        ),
        (
            [
                "PRAGMA foreign_keys = OFF",
                "UPDATE change SET revision_id = revision_id + 1 WHERE revision_id = 5",
                "UPDATE revision SET id = 6, reverts = NULL WHERE id = 5",
                _COPY.replace("SELECT 6", "SELECT 5") + " WHERE id = 3",
            ],
            "revision 5",
            "its digest does not fit",
        ),
        (["UPDATE revision SET digest = upper(digest) WHERE id = 4"], "revision 4", "its digest does not fit"),
        (["UPDATE revision SET article_id = NULL WHERE id = 3"], "revision 3", "its digest does not fit"),
    ],
    ids=["appended", "appended with the last digest", "a change", "in between", "a digest", "an article"],
)
def test_the_first_difference_is_named(worked_on: Path, statements: list[str], where: str, what: str) -> None:
    first, *_ = behind_its_back(worked_on, *statements)
    assert first.where == where
    assert what in first.what


def make_anew(path: Path, number: int) -> None:
    """Change a revision’s reason, and every digest from there on, as somebody could who has read this program."""
    with closing(open_library(path)) as store:
        assert isinstance(store, LibraryStore)
        assert store._connection is not None
        with writing(store._connection) as connection:
            for trigger in ("revision_no_update", "change_no_update"):
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
            connection.execute(update(t.revisions).where(t.revisions.c.id == number).values(reason="quite another"))
            digest = log.NO_DIGEST
            for row in connection.execute(log.REVISIONS.order_by(t.revisions.c.id)).all():
                changes = connection.execute(log.CHANGES.where(log.C.revision_id == row[0])).all()
                digest = log.digest_of(digest, row[:9], [change[1:] for change in changes])
                connection.execute(update(t.revisions).where(t.revisions.c.id == row[0]).values(digest=digest))
        assert store.check() == ()


def test_a_log_made_anew_does_not_fit_a_history_that_was_kept(
    worked_on: Path, history: Path, capsys: pytest.CaptureFixture
) -> None:
    check = ["check", "--library", str(worked_on), "--against", str(history)]
    assert main(check) == 0
    make_anew(worked_on, 4)
    assert main(["check", "--library", str(worked_on)]) == 0
    capsys.readouterr()
    assert main([*check, "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["where"] == "revision 4"
    assert "is not what it was when" in finding["what"]


def test_a_log_that_was_cut_off_does_not_fit_either(
    worked_on: Path, history: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    older = tmp_path / "older.copydesk"
    with closing(open_library(older)) as store:
        imported(store)
    lines = history.read_text(encoding="utf-8").splitlines(keepends=True)
    history.write_text("".join(lines[2:]), encoding="utf-8")
    assert main(["check", "--library", str(older), "--against", str(history)]) == 1
    assert "revision 3: it is in" in capsys.readouterr().err
    # what was done after the history was written is no matter
    with closing(open_library(worked_on)) as store:
        store.execute(c.Undo(), ANA)
    assert main(["check", "--library", str(worked_on), "--against", str(history)]) == 0


@pytest.mark.parametrize("content", [b"{}", b'{"id": "x", "digest": ""}', b"[1]", b"nonsense", b"\xff\xfe"])
def test_a_file_that_is_no_history(
    worked_on: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture
) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert main(["check", "--library", str(worked_on), "--against", str(file)]) == 1
    assert "history written as JSON lines" in capsys.readouterr().err
    assert main(["check", "--library", str(worked_on), "--against", str(tmp_path / "nowhere")]) == 1
