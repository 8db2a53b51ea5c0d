"""The history as a file: complete as JSON lines, readable as a page, and in the words of the desk."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from core.bodies import Entity, Span
from core.cli import main
from core.commands import Accept, AddEntity, ImportArticle, RecordSuggestions, Relabel, Target
from core.commands.sharing import Assign
from core.errors import UnknownRecordError
from core.formats import history_html, history_jsonl
from core.formats.history import Past
from core.records import ArticleDraft
from core.workspace import Inline, Workspace
from tests.core.library.made import TEXT, run_result

HEADLINE = "Qusair <falls> & “rises”"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.copydesk"


@pytest.fixture
def workspace(path: Path) -> Any:
    """Two articles; in the first one suggestion was accepted and one relabelled, by two people."""
    workspace = Workspace.open(path, "Lois Lane", Inline())
    article = workspace.submit(ImportArticle(ArticleDraft(HEADLINE, TEXT, "wire.txt"))).result().article
    assert article is not None
    entities = [Entity(Span(0, 7), "ORG"), Entity(Span(19, 25), "ORG")]
    workspace.submit(RecordSuggestions(article, (run_result(TEXT, entities),))).result()
    first, second = (Target(item.id, item.version) for item in workspace.open_article(article).result().items())
    workspace.submit(Accept(article, (first,))).result()
    workspace.annotator = "Perry <White>"
    workspace.submit(Relabel(article, (second,), "GPE")).result()
    other = workspace.submit(ImportArticle(ArticleDraft("Another", "It rained in Bath.", "b.txt"))).result().article
    assert other is not None
    workspace.submit(AddEntity(other, Span(13, 17), "GPE")).result()
    yield workspace
    workspace.close()


def past(workspace: Workspace, *given: Any) -> Past:
    return Past(lambda query: workspace.ask(query).result(), *given)


def first_article(workspace: Workspace) -> str:
    return workspace.ask(lambda store: store.articles()).result()[-1].info.id


def test_every_revision_is_a_line_with_all_that_it_changed(workspace: Workspace) -> None:
    lines = [json.loads(line) for line in history_jsonl.lines(past(workspace))]
    revisions = workspace.ask(lambda store: store.revisions()).result()
    assert [line["id"] for line in lines] == [revision.id for revision in revisions]
    assert [len(line["changes"]) for line in lines] == [len(revision.changes) for revision in revisions]
    relabelled = next(line for line in lines if line["intent"] == "relabel")
    assert relabelled["annotator"] == "Perry <White>"
    assert relabelled["told"] == "Perry <White> made “Qusair” GPE: ORG → GPE"
    assert relabelled["headline"] == HEADLINE
    after = [change["after"] for change in relabelled["changes"] if change["record"] == "annotation"]
    assert after[0]["body"] == {"layer": "entity", "start": 19, "end": 25, "label": "GPE"}
    assert all(re.fullmatch("[0-9a-f]{64}", line["digest"]) for line in lines)
    assert len({line["digest"] for line in lines}) == len(lines)
    assert lines[0]["headline"] is None


def test_one_article_and_a_period(workspace: Workspace) -> None:
    def intents(*given: Any) -> list[str]:
        return [json.loads(line)["intent"] for line in history_jsonl.lines(past(workspace, *given))]

    article = first_article(workspace)
    assert intents(article) == ["import_article", "record_suggestions", "accept", "relabel"]
    assert intents(article[:30]) == intents(article)
    at = [revision.at for revision in workspace.ask(lambda store: store.revisions(article=article)).result()]
    assert intents(article, at[2]) == ["accept", "relabel"]
    assert intents(article, at[1], at[3]) == ["record_suggestions", "accept"]
    assert intents(None, at[3] + timedelta(days=1)) == []
    with pytest.raises(UnknownRecordError):
        past(workspace, "nowhere")


class Words(HTMLParser):
    """Reads a page as an editor does, and sees that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(page: str) -> str:
    reader = Words()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return " ".join("".join(reader.words).split())


def test_a_page_to_read(workspace: Workspace) -> None:
    page = "".join(history_html.parts(past(workspace, first_article(workspace)), made_at=datetime.now(UTC)))
    words = words_of(page)
    assert f"History of “{HEADLINE}”" in words
    assert "What the editors made of the suggestions: 1 relabelled, 1 accepted" in words
    assert "Perry <White> made “Qusair” GPEORG → GPE" in words
    assert "Revisions4" in words
    assert "Digest of the lastRevision 5: " in words
    assert "Another" not in words


def test_a_page_of_the_library_says_of_which_article(workspace: Workspace) -> None:
    words = words_of("".join(history_html.parts(past(workspace))))
    assert words.startswith("History of the library")
    assert "added “Bath” as GPEGPEin “Another”" in words
    assert "suggestions:" not in words


def test_a_page_of_a_time_in_which_nothing_was_done(workspace: Workspace) -> None:
    since = datetime(2100, 1, 1, tzinfo=UTC)
    words = words_of("".join(history_html.parts(past(workspace, None, since))))
    assert "from 2100-01-01 00:00 until now" in words
    assert "Nothing was done in this time." in words


# ---------------------------------------------------------------------------------------------------- the command line


def cli(workspace: Workspace, *arguments: str) -> int:
    return main(["history", *arguments, "--library", workspace.location])


def test_the_command_line_writes_a_file(workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    file = tmp_path / "history.jsonl"
    assert cli(workspace, "-o", str(file)) == 0
    assert [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()] == list(range(1, 8))
    assert "7 revisions written to" in capsys.readouterr().err
    page = tmp_path / "history.htm"
    assert cli(workspace, first_article(workspace), "--output", str(page)) == 0
    assert HEADLINE in words_of(page.read_text(encoding="utf-8"))


def test_the_command_line_prints(workspace: Workspace, capsys: pytest.CaptureFixture) -> None:
    assert cli(workspace, "--format", "html", "--since", "2020-01-01") == 0
    assert "from 2020-01-01 00:00" in words_of(capsys.readouterr().out)
    assert cli(workspace, "--until", "2020-01-01T12:30") == 0
    assert capsys.readouterr().out == "Nothing was done yet.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-o", "history.PDF"], "The desk makes PDFs: File › Export History"),
        (["-o", "history.doc"], "There is no format .doc for a history"),
        (["-o", "history"], "There is no format"),
        (["--format", "xml"], "There is no format xml"),
        (["--format", "html", "--limit", "3"], "for the list"),
        (["--since", "yesterday"], "yesterday"),
    ],
)
def test_wrong_usage(workspace: Workspace, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture) -> None:
    assert cli(workspace, *arguments) == 2
    told = " ".join(re.sub("[│╭╮╰╯─]", " ", capsys.readouterr().err).split())
    assert sentence in told


def test_a_file_that_cannot_be_written(workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert cli(workspace, "-o", str(tmp_path / "nowhere" / "history.html")) == 1
    assert "could not be written" in capsys.readouterr().err


def test_who_annotates_independently_reads_nothing_of_what_others_do(workspace: Workspace) -> None:
    article = first_article(workspace)
    workspace.submit(Assign(article, "Jimmy", independent=True, assisted=False)).result()
    its = Past(workspace.answer, article, None, None, "Jimmy")
    page = "".join(history_html.parts(its))
    assert its.count == 2  # the import, and that he was asked
    assert "What the editors made" not in page
    assert "What the editors made" in "".join(history_html.parts(past(workspace, article)))
