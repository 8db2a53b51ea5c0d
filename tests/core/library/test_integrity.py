"""The log cannot be changed by the program, and what is changed behind its back is found and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core import commands as c
from core.bodies import Body, Entity, Quote, Span
from core.errors import LibraryError, StoppedError
from core.library import LibraryStore, integrity, open_library, replaying
from core.library.integrity import MOST
from core.queries import Finding
from tests.core.library.made import ANA, BEN, TEXT, imported, run_result, target


@pytest.fixture
def worked_on(path: Path) -> Path:
    """A library with an article in which something was done; the log ends with revision 6."""
    with closing(open_library(path)) as store:
        article = imported(store)
        store.execute(c.RecordSuggestions(article, (run_result(TEXT, [Entity(Span(16, 22), "GPE")]),)), ANA)
        (suggestion,) = store.load(article).suggestions
        store.execute(c.Accept(article, (target(suggestion),)), ANA)
        store.execute(c.AddQuote(article, Quote((Span(0, 5),), speakers=("Somebody",))), BEN)
        store.execute(c.Undo(), ANA)
    return path


def after(path: Path, *statements: str, free: bool = True) -> tuple[Finding, ...]:
    """What the check finds after somebody worked on the file with another program."""
    with closing(sqlite3.connect(path)) as other:
        if free:
            for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
        other.commit()
    with closing(open_library(path)) as store:
        return tuple(store.check())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET reason = 'x' WHERE id = 2",
        "DELETE FROM revision WHERE id = 6",
        "UPDATE change SET text = 'x' WHERE revision_id = 3",
        "DELETE FROM change",
        "INSERT INTO change VALUES (2, 99, 'run', 'x', NULL, '{}', '')",
        "REPLACE INTO change VALUES (2, 0, 'run', 'x', NULL, '{}', '')",
        "REPLACE INTO revision SELECT id, NULL, annotator_id, at, intent, NULL, NULL, NULL, NULL, '' FROM revision",
        "INSERT INTO revision SELECT 99, NULL, annotator_id, at, intent, NULL, NULL, 1, 1, '' FROM revision LIMIT 1",
        "UPDATE article_text SET text = 'x'",
    ],
)
def test_the_log_only_grows(worked_on: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="copydesk: "):
        after(worked_on, statement, free=False)
    assert after(worked_on, free=False) == ()


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE revision SET reason = 'x' WHERE id = 4", "revision 4", "its digest does not fit"),
        ("UPDATE revision SET at = '2001-01-01 00:00:00' WHERE id = 5", "revision 5", "digest"),
        ("UPDATE change SET text = 'Qussair' WHERE revision_id = 3 AND ordinal = 1", "revision 3", "digest"),
        ("UPDATE annotator SET name = 'Bob' WHERE name = 'Ben'", "revision 5", "by Bob, with 1 change"),
        ("DELETE FROM change WHERE revision_id = 4 AND ordinal = 0", "revision 4", "digest"),
        ("INSERT INTO change VALUES (4, 9, 'run', 'r', NULL, NULL, '')", None, None),
        ("DELETE FROM revision WHERE id = 4", "table change", "names a row of revision that is not there"),
        ("UPDATE change SET after = '{}' WHERE revision_id = 4 AND ordinal = 0", "revision 4", "digest"),
    ],
)
def test_a_change_of_the_log_is_named(worked_on: Path, statement: str, where: str | None, what: str | None) -> None:
    if where is None or what is None:
        with pytest.raises(sqlite3.IntegrityError, match="something"):
            after(worked_on, statement)
        return
    findings = after(worked_on, statement)
    assert findings[0].where == where
    assert what in findings[0].what


def test_a_revision_cut_out_whole_is_missed(worked_on: Path) -> None:
    first, *_ = after(worked_on, "DELETE FROM change WHERE revision_id = 5", "DELETE FROM revision WHERE id = 5")
    assert first == Finding("revision 5", "it is missing; the next in the log is 6")


def test_the_newest_revision_cut_off_is_missed(worked_on: Path) -> None:
    findings = after(worked_on, "DELETE FROM change WHERE revision_id = 6", "DELETE FROM revision WHERE id = 6")
    assert findings[0].where == "revision 6"
    assert findings[0].what.startswith("it is missing from the end of the log; it left")
    assert any("its version is 6, in the log 4" in finding.what for finding in findings)


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE suggestion SET label = 'ORG'", "suggestion", "'label': 'ORG'"),
        ("UPDATE suggestion SET version = 3", "suggestion", "its version is 3, in the log 6"),
        ("DELETE FROM suggestion", "suggestion", "but the tables do not"),
        ("UPDATE part SET start = 1", "annotation", "'contents': [[1, 5]]"),
        ("DELETE FROM annotation_speaker", "annotation", "'speakers': []"),
        ("UPDATE speaker SET name = 'Nobody'", "annotation", "'Nobody'"),
        ("UPDATE article SET status = 'done'", "article", "status is 'done', in the log 'open'"),
        ("UPDATE label SET retired = 1 WHERE name = 'ORG'", "label ORG", "retired is True, in the log False"),
        ("UPDATE run SET model_version = '9'", "run", "model_version is '9', in the log '3.8.0'"),
        (
            "INSERT INTO label (name, colour, 'key', guideline, retired, ordinal, version) VALUES ('X','','','',0,9,1)",
            "label X",
            "in the tables, but not in the log",
        ),
        ("UPDATE article_text SET text = 'Another text.'", "article", "its text is not the one that was imported"),
        ("UPDATE annotation_set SET undecided = 7", "annotation set", "it counts 7 undecided of 2, and has 1 of 2"),
        ("UPDATE annotation_set SET longest = 1", "annotation set", "longest"),
        ("UPDATE article SET status = 'lost'", "the tables", "'lost'"),
        ("UPDATE revision SET at = 'tomorrow'", "the tables", "'tomorrow'"),
    ],
)
def test_a_change_of_the_tables_is_named(worked_on: Path, statement: str, where: str, what: str) -> None:
    (finding,) = after(worked_on, statement)
    assert finding.where.startswith(where)
    assert what in finding.what


def test_a_thousand_differences_are_told_shortly(path: Path) -> None:
    with closing(open_library(path)) as store:
        text = "Qusair. " * 100
        article = imported(store, text)
        bodies = [Entity(Span(n * 8, n * 8 + 6), "ORG") for n in range(100)]
        store.execute(c.RecordSuggestions(article, (run_result(text, bodies),)), ANA)
    assert len(after(path, "UPDATE suggestion SET label = 'GPE'")) == MOST


def test_a_check_says_how_far_it_is_and_can_be_stopped(worked_on: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "_TOLD_EVERY", 2)
    heard: list[tuple[int, int]] = []
    with closing(open_library(worked_on)) as store:
        assert store.check(lambda done, total: heard.append((done, total))) == ()
        assert heard == sorted(heard)
        assert len(heard) > 5
        assert heard[-1][0] <= heard[-1][1]
        with pytest.raises(StoppedError):
            store.check(cancelled=lambda: len(heard) > 0)


def test_more_than_are_read_at_once_are_all_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "_AT_ONCE", 7)
    with closing(open_library(path)) as store:
        text = "Qusair. " * 60
        article = imported(store, text)
        bodies: list[Body] = [Entity(Span(n * 8, n * 8 + 6), "ORG") for n in range(30)]
        bodies += [Quote((Span(n * 8, n * 8 + 6),), speakers=(f"Speaker {n}",)) for n in range(30, 60)]
        store.execute(c.RecordSuggestions(article, (run_result(text, bodies),)), ANA)
        targets = tuple(target(one) for one in store.load(article).suggestions)
        store.execute(c.Accept(article, targets), ANA)
        assert store.check() == ()
    (finding,) = after(path, "UPDATE speaker SET name = 'Nobody' WHERE name = 'Speaker 59'")
    assert "Nobody" in finding.what


# -------------------------------------------------------------------------------------------------------------- backup


def test_a_backup_is_a_library(store: LibraryStore, article: str, tmp_path: Path) -> None:
    target_file = tmp_path / "kept.copydesk"
    store.backup(str(target_file))
    store.execute(c.AddEntity(article, Span(16, 22), "GPE"), ANA)
    with closing(open_library(target_file)) as kept:
        assert kept.newest() == 2
        assert kept.load(article).article.text == TEXT
        assert kept.check() == ()
    assert not list(tmp_path.glob(".*.part")), "nothing half-made is left"


def test_a_backup_never_overwrites(store: LibraryStore, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("precious")
    with pytest.raises(LibraryError, match="is there already and was left as it is"):
        store.backup(str(there))
    assert there.read_text() == "precious"
    with pytest.raises(LibraryError, match="No backup was made, and the library is as it was"):
        store.backup(str(tmp_path / "nowhere" / "kept"))
    assert store.check() == ()


def test_a_backup_of_what_is_damaged_is_thrown_away(path: Path, tmp_path: Path) -> None:
    with closing(open_library(path)) as store:
        for number in range(40):
            imported(store, f"{number} {TEXT * 20}")
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 5000, len(content) // 4096):
        content[page * 4096 : page * 4096 + 2000] = bytes(2000)
    path.write_bytes(content)
    with closing(open_library(path)) as store, pytest.raises(LibraryError):
        store.backup(str(tmp_path / "kept"))
    assert not (tmp_path / "kept").exists()
