"""The newsroom's rulings: a change is a revision, suggestions follow it, and the log gives it again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest

from core import commands as c
from core.cli import main
from core.codec import from_snapshot, snapshot
from core.errors import RefusedError
from core.library import LibraryStore, open_library
from core.records import Ruling
from core.rulings import RULINGS, in_force
from core.story import tell, title
from core.suggest import QuoteSettings
from core.suggest.rulings import quote_settings
from tests.core.library.made import ANA, BEN

MIXED = "The mayor said the bridge was “rotten”."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        yield store


def test_the_table_is_the_engines_own_with_its_defaults() -> None:
    assert {info.name: info.default for info in RULINGS} == asdict(QuoteSettings())
    assert quote_settings(()) == QuoteSettings()
    assert quote_settings([Ruling("auxiliaries", False), Ruling("of a newer version", True)]) == QuoteSettings(
        auxiliaries=False
    )
    for info in RULINGS:
        assert not info.title.endswith(".")
        assert info.example.endswith(".")


def test_a_ruling_is_a_revision_and_the_next_one_too(store: LibraryStore) -> None:
    assert store.rulings() == ()
    first = store.execute(c.SetRuling("indirect", True), ANA)
    assert store.rulings() == (Ruling("indirect", True, version=first.id),)
    second = store.execute(c.SetRuling("indirect", False), BEN)
    assert store.rulings() == (Ruling("indirect", False, version=second.id),)
    assert in_force(store.rulings()) == in_force(())
    assert not store.check()
    story = tell(second)
    assert (story.who, story.sentence) == (BEN, "ruled on “Indirect quotes are suggested”")
    assert (story.before, story.after) == ("yes", "no")
    assert title("set_ruling") == "Ruling"


@pytest.mark.parametrize(
    ("name", "on", "said"),
    [("weather", True, "no ruling “weather”"), ("auxiliaries", True, "as it already is")],
)
def test_rulings_that_are_refused(store: LibraryStore, name: str, on: bool, said: str) -> None:
    newest = store.newest()
    with pytest.raises(RefusedError, match=said):
        store.execute(c.SetRuling(name, on), ANA)
    assert store.newest() == newest


def test_a_ruling_is_reverted_and_no_undo_of_a_correction_meets_it(store: LibraryStore) -> None:
    made = store.execute(c.SetRuling("description", False), ANA)
    assert store.trail(ANA).undo_top is None
    store.execute(c.Revert(made.id), ANA)
    assert store.rulings() == ()
    assert not store.check()


def test_a_ruling_that_is_not_what_the_log_says_is_found(store: LibraryStore, tmp_path: Path) -> None:
    store.execute(c.SetRuling("auxiliaries", False), ANA)
    value = json.dumps({"on": True, "version": store.newest()})
    statement = "UPDATE about SET value = ? WHERE name = 'ruling.auxiliaries'"
    with closing(sqlite3.connect(tmp_path / "library.copydesk")) as connection:
        connection.execute(statement, (value,))
        connection.commit()
    assert [finding.where for finding in store.check()] == ["ruling auxiliaries"]


def test_a_snapshot_comes_back() -> None:
    assert from_snapshot("ruling", snapshot(Ruling("indirect", True, version=7))) == Ruling("indirect", True)


def test_a_story_of_a_ruling_nobody_knows_any_more(store: LibraryStore) -> None:
    made = store.execute(c.SetRuling("auxiliaries", False), ANA)
    reverted = store.execute(c.Revert(made.id), ANA)
    assert "took back" in tell(reverted).sentence


# ------------------------------------------------------------------------------------------------------ command line


def test_the_command_line_shows_and_sets_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = ["--library", str(tmp_path / "library.copydesk")]
    open_library(tmp_path / "library.copydesk").close()
    assert main(["rulings", "unquoted_rest=on", "description=on", *library]) == 0
    told = capsys.readouterr()
    assert "unquoted_rest  on   The unquoted rest of a mixed quote is content." in told.out
    assert "description was on already." in told.err
    assert main(["rulings", "--json", *library]) == 0
    assert json.loads(capsys.readouterr().out) == {**asdict(QuoteSettings()), "unquoted_rest": True}
    for wrong in ("weather=on", "indirect=perhaps", "indirect"):
        assert main(["rulings", wrong, *library]) == 2


def test_suggestions_of_a_library_follow_its_rulings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = ["--library", str(tmp_path / "library.copydesk")]
    (tmp_path / "a.txt").write_text(f"Bridge\n{MIXED}\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "a.txt"), *library]) == 0
    assert main(["rulings", "unquoted_rest=on", *library]) == 0
    assert main(["suggest", *library]) == 0
    capsys.readouterr()
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        run = next(run for run in store.runs() if run.suggester == "quotes")
    assert json.loads(run.settings)["unquoted_rest"] is True


@pytest.mark.parametrize(("options", "content"), [([], "“rotten”"), (["--ruling", "unquoted_rest=on"], "the bridge")])
def test_annotate_takes_them_as_options(
    tmp_path: Path, options: list[str], content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines.write_text(json.dumps({"id": 1, "text": MIXED}) + "\n", encoding="utf-8")
    assert main(["annotate", str(lines), "-o", str(out), "--layers", "quotes", *options]) == 0
    (quote,) = json.loads(out.read_text(encoding="utf-8"))["quotes"]
    start, end = quote["contents"][0]
    assert MIXED[start:end].startswith(content)
    assert main(["annotate", str(lines), "-o", str(out), "--ruling", "nothing=on"]) == 2
    capsys.readouterr()
