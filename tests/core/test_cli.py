"""The command line, through its main(): what it does, says and returns."""

import errno
import json
import re
from pathlib import Path
from typing import Any

import pytest

from core.bodies import Span
from core.cli import COMMANDS, command_line, main
from core.cli.app import app
from core.cli.desk import settings
from core.commands import Accept, AddEntity, SetStatus, Target
from core.library import open_library
from core.records import Status
from core.text import canonical

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_ed2e3873cc5f8452.txt"


class Cli:
    """Runs command lines on one library and keeps what they say."""

    def __init__(self, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.library = library
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str | Path) -> int:
        command, *rest = map(str, arguments)
        library = [] if command == "annotate" else ["--library", str(self.library)]
        status = main([command, *rest, *library])
        self.out, self.err = self._capsys.readouterr()
        assert "Traceback" not in self.out + self.err
        return status

    def json(self, *arguments: str | Path, status: int = 0) -> Any:
        assert self(*arguments, "--json") == status, self.err
        return json.loads(self.out)


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path / "library.copydesk", capsys)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("Ann Lee spoke in Rome.\n“Go,” she said.\n", encoding="utf-8")
    (folder / "two.txt").write_text("Bo left Paris on Monday.\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def suggested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the sample article and the real pipeline's suggestions, made by the command line."""
    library = tmp_path_factory.mktemp("suggested") / "library.copydesk"
    for command in (["import", str(SAMPLE)], ["suggest"]):
        assert main([*command, "--library", str(library)]) == 0
    return library


# --------------------------------------------------------------------------------------------------------------- usage


@pytest.mark.parametrize(
    ("arguments", "understood"),
    [
        (["articles", "--library", "l.copydesk"], ["articles", "--library", "l.copydesk"]),
        (["--library", "l.copydesk", "articles", "--json"], ["articles", "--library", "l.copydesk", "--json"]),
        (["--library=l.copydesk", "articles"], ["articles", "--library=l.copydesk"]),
        ([], None),
        (["--library", "articles"], None),  # a library of that name, in the window
        (["--library", "l.copydesk", "a.txt"], None),
        (["a.txt", "articles"], None),
    ],
)
def test_the_library_may_be_named_before_the_command(arguments: list[str], understood: list[str] | None) -> None:
    assert command_line(arguments) == understood


def test_a_library_named_before_the_command_is_worked_on(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "named.copydesk"
    assert main(["--library", str(library), "import", str(news / "one.txt")]) == 0
    capsys.readouterr()
    assert main([f"--library={library}", "articles", "--json"]) == 0
    assert [article["headline"] for article in json.loads(capsys.readouterr().out)] == ["Ann Lee spoke in Rome."]


def test_the_list_of_commands_is_the_list_of_commands() -> None:
    assert {command.name for command in app.registered_commands} == set(COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_there(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*filter(None, [command]), "--help"]) == 0
    told = capsys.readouterr().out
    assert "Usage: copydesk" in told
    assert re.findall(r"<[^>]*>|%[A-Za-z]|[\w;]\.\.\.$", told, re.MULTILINE) == [], (
        "a type of Python's, or words cut off"
    )


@pytest.mark.parametrize(
    "line",
    [
        "",
        "bogus",
        "import",
        "import x --format docx",
        "import x --bogus",
        "articles --status finished",
        "show",
        "history --limit 0",
        "export out",
        "export out --format conll",
        "export out --format spacy --split 80/30",
        "export out --format spacy --split 100",
        "export out --format spacy --status finished",
        "export out --format spacy --status ,",
        "export out --format spacy --layers words",
        "export out --format spacy --undecided maybe",
        "export out --format spacy --seed one",
        "suggest --all --new",
        "annotate in.jsonl",
        "annotate in.jsonl -o out.jsonl --layers words",
    ],
)
def test_wrong_usage_is_2_and_does_nothing(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(line.split()) == 2
    assert not list(tmp_path.iterdir())


def test_the_guide_tells_of_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "guide" / "command-line.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"`copydesk {command}" in page
        main([command, "--help"])
        options = re.findall(r"--[a-z-]+", capsys.readouterr().out.partition("Options:")[2])
        told = page + "--output"  # as -o
        assert [option for option in options if option not in told] == []


# -------------------------------------------------------------------------------------------------- import and reading


def test_import_tells_what_came_in_what_was_there_and_what_failed(cli: Cli, news: Path) -> None:
    (news / "empty.txt").write_text("", encoding="utf-8")
    (news / "three.jsonl").write_text('{"text": "Cy ran."}\n{bad\n', encoding="utf-8")
    told = cli.json("import", news, status=1)
    assert (told["imported"], told["skipped"]) == (3, 0)
    assert [(Path(one["path"]).name, one.get("line")) for one in told["failed"]] == [
        ("empty.txt", None),
        ("three.jsonl", 2),
    ]
    assert "empty.txt: It is empty" in cli.err
    assert "three.jsonl, line 2: It is no JSON" in cli.err
    (news / "empty.txt").unlink()
    (news / "three.jsonl").unlink()
    told = cli.json("import", news, news / "one.txt")
    assert (told["imported"], told["skipped"], told["failed"]) == (0, 3, [])
    assert "already in the library" in cli.err


def test_import_takes_what_it_can_and_says_the_rest(cli: Cli, news: Path) -> None:
    assert cli("import", news / "no.txt", news / "one.txt") == 1
    assert "1 imported, 0 already there, 1 failed." in cli.out
    assert "There is no such file" in cli.err
    assert len(cli.json("articles")) == 1


def test_a_format_can_be_named(cli: Cli, news: Path) -> None:
    (news / "lines.txt").write_text('{"text": "Cy ran."}', encoding="utf-8")
    assert cli.json("import", news / "lines.txt", "--format", "jsonl")["imported"] == 1
    assert cli.json("articles")[0]["headline"] == "Cy ran."


def test_articles_are_listed_searched_and_shown(cli: Cli, news: Path) -> None:
    cli("import", news)
    listed = cli.json("articles")
    assert [one["origin"] for one in listed] == ["news/two.txt", "news/one.txt"]
    assert {"id", "headline", "status", "decided", "total", "length"} <= set(listed[0])
    assert [one["origin"] for one in cli.json("articles", "--search", "ANN LEE")] == ["news/one.txt"]
    assert cli.json("articles", "--status", "done") == []
    id = listed[1]["id"]
    assert cli.json("show", id)["text"] == "Ann Lee spoke in Rome.\n“Go,” she said.\n"
    assert cli("show", id) == 0
    assert "Ann Lee spoke in Rome." in cli.out
    assert cli("articles") == 0
    assert id in cli.out


def test_what_is_not_there_is_told(cli: Cli, news: Path) -> None:
    for line in (["articles"], ["show", "1"], ["history"], ["check"], ["backup", "x"], ["suggest"], ["migrate"]):
        assert cli(*line) == 1
        assert "There is no library at" in cli.err
    assert not cli.library.exists()
    cli("import", news)
    for line in (["show", "nonesuch"], ["history", "nonesuch"], ["suggest", "--article", "nonesuch"]):
        assert cli(*line) == 1
        assert "no article nonesuch" in cli.err
    assert "nonesuch" in cli.json("show", "nonesuch", status=1)["error"]


def test_history_tells_who_did_what(cli: Cli, news: Path) -> None:
    cli("import", news / "one.txt")
    (article,) = cli.json("articles")
    store = open_library(cli.library)
    store.execute(AddEntity(article["id"], Span(0, 7), "PERSON"), "Ann")
    store.execute(SetStatus(article["id"], Status.DONE), "Ann")
    store.close()
    assert cli("history", article["id"]) == 0
    assert "Ann marked the article as done" in cli.out.splitlines()[-1]
    told = cli.json("history", article["id"], "--limit", "2")
    assert [(one["annotator"], one["intent"]) for one in told] == [("Ann", "add_entity"), ("Ann", "set_status")]
    assert told[0]["changes"][0]["text"] == "Ann Lee"
    assert len(cli.json("history")) > 2


# ---------------------------------------------------------------------------------------------------------- the library


def test_check_backup_and_restore(cli: Cli, news: Path, tmp_path: Path) -> None:
    cli("import", news / "one.txt")
    assert cli("check") == 0
    assert "is in order: 1 article, " in cli.out
    assert cli("backup", tmp_path / "b.copydesk") == 0
    assert cli.json("backup", news)["backup"].startswith(str(news / "library-"))
    cli("import", news / "two.txt")
    assert cli("restore", tmp_path / "b.copydesk") == 0
    assert len(cli.json("articles")) == 1
    (kept,) = tmp_path.glob("library.copydesk.before-*")
    assert len(Cli.json(Cli(kept, cli._capsys), "articles")) == 2
    assert cli("migrate") == 0


@pytest.mark.parametrize(
    ("content", "said"), [(None, "There is no backup"), (b"no library" * 999, "no Copydesk library"), (b"", "is empty")]
)
def test_a_bad_backup_changes_nothing(cli: Cli, news: Path, tmp_path: Path, content: bytes | None, said: str) -> None:
    cli("import", news)
    before = cli.library.read_bytes()
    backup = tmp_path / "b.copydesk"
    if content is not None:
        backup.write_bytes(content)
    assert cli("restore", backup) == 1
    assert said in cli.err
    assert str(backup) in cli.err
    assert cli.library.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_damaged_library_is_told(cli: Cli, news: Path) -> None:
    cli("import", news)
    data = bytearray(cli.library.read_bytes())
    data[4096 * 3 : 4096 * 20] = b"\xaa" * 4096 * 17
    cli.library.write_bytes(data)
    assert cli("check") == 1
    assert cli.err
    data[4096 : 4096 * 20] = b"\xaa" * 4096 * 19  # the first page is whole, and nothing that it leads to
    cli.library.write_bytes(data)
    assert cli("articles") == 1
    assert "“copydesk check” says what is damaged" in cli.err
    assert cli("check") == 1
    found, sentence = cli.err.splitlines()[:-1], cli.err.splitlines()[-1]
    assert found
    assert all(line.startswith("copydesk: the file: ") for line in found)
    assert "is damaged. Nothing more was written to it." in sentence
    cli.library.write_bytes(b"something else" * 500)
    assert cli("articles") == 1
    assert "no Copydesk library" in cli.err


def test_the_library_comes_from_the_environment(
    cli: Cli, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COPYDESK_LIBRARY", str(cli.library))
    assert main(["import", str(news)]) == 0
    capsys.readouterr()
    assert len(cli.json("articles")) == 2


def test_a_fault_of_ours_is_told_in_a_sentence(cli: Cli, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("core.cli.work.read_path", fail)
    assert cli("import", news) == 1
    assert "Copydesk has a fault (ZeroDivisionError: oh)" in cli.err
    monkeypatch.setenv("COPYDESK_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["import", str(news), "--library", str(cli.library)])


def test_ctrl_c_keeps_what_was_done(cli: Cli, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.cli import work

    real = work._import_one
    done: list[int] = []

    def once(*arguments: Any) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        real(*arguments)

    monkeypatch.setattr(work, "_import_one", once)
    assert cli("import", news) == 1
    assert "Stopped. What was done until then is kept" in cli.err
    assert len(cli.json("articles")) == 1


# ------------------------------------------------------------------------------------------------- suggest and export


def test_suggestions_are_shown_with_their_provenance(suggested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli = Cli(suggested, capsys)
    (article,) = cli.json("articles")
    assert article["total"] > 150
    shown = cli.json("show", article["id"])
    assert {one["decision"] for one in shown["annotations"]} == {"pending"}
    assert {one["provenance"]["suggester"] for one in shown["annotations"]} == {"entities", "quotes"}
    assert shown["entities"] == shown["quotes"] == []
    assert cli.json("suggest") == {"articles": [], "failed": []}
    assert "suggested" in cli.json("history", article["id"])[-1]["told"]


def test_the_sample_is_exported_as_suggested_and_refused_undecided(
    suggested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli = Cli(suggested, capsys)
    assert cli("export", tmp_path / "out", "--format", "spacy") == 1
    assert "Nobody has decided anything in it" in cli.err
    assert not (tmp_path / "out").exists()
    told = cli.json("export", tmp_path / "out", "--format", "spacy", "--undecided", "as-suggested", "--seed", "5")
    assert told == json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert (told["articles"], told["gold"], told["options"]["seed"]) == (1, 0, 5)
    assert told["silver"] > 150
    assert cli("export", tmp_path / "out", "--format", "jsonl") == 0
    assert "1 article (1 in articles)" in cli.out
    assert (tmp_path / "out" / "articles.jsonl").exists()


def test_decisions_come_out_of_the_export(cli: Cli, suggested: Path, tmp_path: Path) -> None:
    cli.library.write_bytes(suggested.read_bytes())
    store = open_library(cli.library)
    (summary,) = store.articles()
    loaded = store.load(summary.info.id)
    targets = tuple(Target(one.id, one.version) for one in loaded.suggestions if one.body.layer.value == "quote")
    store.execute(Accept(summary.info.id, targets), "Ann")
    store.close()
    options = ("--format", "spacy", "--status", "open,done", "--layers", "quotes")
    told = cli.json("export", tmp_path / "out", *options)
    assert told["decisions"] == {"accepted": 10}
    assert told["parts"]["train"]["spans"]["doc.spans[quotes] CONTENT"] == 15


def test_without_the_pipeline_quotes_are_still_suggested(cli: Cli, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("import", news / "one.txt")
    assert cli("suggest", "--model", "nonesuch") == 1
    assert "no pipeline nonesuch" in cli.err
    assert cli.json("articles")[0]["total"] == 0
    monkeypatch.setattr("core.suggest.pipelines.is_installed", lambda _name: False)
    told = cli.json("suggest", status=1)
    assert told["articles"][0]["suggested"] == {"quotes": 1}
    assert "quotes are suggested by their marks" in cli.err


# --------------------------------------------------------------------------------------------------------- annotate

GIVEN = "\ufeffAngela Merkel met François Hollande in Paris. 😀\r\n\r\n“We go on,” Merkel said.\r\nNobody answered."


def annotated(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_annotate_gives_offsets_into_the_text_as_given(cli: Cli, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [{"id": 7, "text": GIVEN, "note": "passed over"}, {"text": ""}, {"id": "x", "text": "half \ud83d"}]
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert cli.json("annotate", source, "-o", out) == {"output": str(out), "annotated": 3, "failed": []}
    first, second, third = annotated(out)
    assert first["id"] == 7
    assert set(first) == {"id", "text", "entities", "quotes"}
    assert first["text"] == GIVEN
    found = {GIVEN[one["start"] : one["end"]] for one in first["entities"]}
    assert {"Angela Merkel", "François Hollande", "Paris", "Merkel"} <= found
    (quote,) = first["quotes"]
    assert [GIVEN[start:end] for start, end in quote["contents"]] == ["“We go on,”"]
    assert [GIVEN[start:end] for role in ("cues", "sources") for start, end in quote[role]] == ["said", "Merkel"]
    assert quote["kind"] == "direct"
    assert len(quote["speakers"]) == 1
    assert (second["id"], second["text"], second["entities"]) == (None, "", [])
    assert third["text"] == "half \ud83d"
    assert canonical(third["text"]) == "half \ufffd"


def test_annotate_does_what_it_can(cli: Cli, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b'{"id": 1, "text": "Ann left Rome."}\n{bad\n{"id": 3}\n\n{"id": 4, "text": "Bo came."}\n')
    told = cli.json("annotate", source, "-o", out, "--layers", "quotes", status=1)
    assert (told["annotated"], [one["line"] for one in told["failed"]]) == (2, [2, 3])
    assert "line 2: It is no JSON" in cli.err
    assert [(line["id"], line["entities"]) for line in annotated(out)] == [(1, []), (4, [])]


def test_annotate_can_write_over_what_it_reads(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1, "text": "Ann left Rome."}\n' * 40, encoding="utf-8")
    assert cli("annotate", path, "-o", path) == 0
    assert len(annotated(path)) == 40
    assert [one.name for one in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize("line", ["annotate no.jsonl -o out.jsonl", "annotate . -o out.jsonl"])
def test_annotate_without_a_file_does_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli(*line.split()) == 1
    assert cli.err.startswith("copydesk: ")
    assert not list(tmp_path.iterdir())


def test_annotate_leaves_what_was_there_when_the_disk_is_full(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "text": "Ann left Rome."}\n', encoding="utf-8")
    out.write_text("precious", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("core.training.place.os.fsync", full)
    assert cli("annotate", source, "-o", out) == 1
    assert "No space left on device" in cli.err
    assert out.read_text(encoding="utf-8") == "precious"
    assert {one.name for one in tmp_path.iterdir()} == {"in.jsonl", "out.jsonl"}
    monkeypatch.undo()
    assert cli("annotate", source, "-o", tmp_path / "none" / "out.jsonl") == 1
    assert "No such file or directory" in cli.err


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no /dev/full here")
def test_annotate_to_a_full_device_is_told(cli: Cli, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "Ann left Rome."}\n', encoding="utf-8")
    assert cli("annotate", source, "-o", "/dev/full") == 1
    assert "No space left on device" in cli.err
    assert Path("/dev/full").is_char_device()  # it is written to, not replaced


def test_who_annotates_independently_is_not_told_what_others_did(cli: Cli, news: Path) -> None:
    me = settings().annotator
    cli("import", news)
    two, one = (line["id"] for line in cli.json("articles"))
    cli("review", one, "--submit", "--as", "Ben")
    assert cli("history", one) == 0
    assert "Ben submitted" in cli.out
    cli("assign", one, "--to", me, "--independent")
    for output in ((), ("--format", "html"), ("--format", "jsonl"), ("--limit", "9")):
        assert cli("history", one, *output) == 0
        assert "Ben submitted" not in cli.out
        assert "is annotating an article independently" in cli.err
    assert cli("history", two) == 0
    assert "independently" not in cli.err
    assert cli.json("show", one)["set"]["annotator"] == me
    assert cli("show", one, "--set", "shared") == 1
    assert "until it is submitted" in cli.err
    cli("review", one, "--set", me, "--submit")
    assert cli("history", one) == 0
    assert "Ben submitted" in cli.out
    assert cli.json("show", one)["set"]["owner"] == "shared"


def test_articles_are_assigned_reviewed_and_listed(cli: Cli, news: Path) -> None:
    cli("import", news)
    two, one = (line["id"] for line in cli.json("articles"))
    assert cli("assign", one, two, "--to", "Ben", "--independent", "--text-only", "--due", "2026-12-01") == 0
    assert cli.json("articles", "--assigned", "Ben")[0]["assigned"][0]["independent"] is True
    assert cli("assign", one, "--to", "Ben", "--due", "soon") == 1
    assert "is no day" in cli.err
    assert cli("review", one, "--submit", "--as", "Ben") == 0
    assert "Ben: submitted by Ben" in cli.out
    assert cli("review", one, "--set", "Ben", "--return", "And the speakers?", "--as", "Carla") == 0
    assert cli.json("review", one, "--set", "Ben", "--approve", "--as", "Carla")[1]["review"] == "approved"
    assert cli("review", one, "--set", "gold") == 1
    assert "It has: shared, Ben" in cli.err
    assert cli.json("show", one, "--set", "Ben")["set"]["annotator"] == "Ben"
    assert cli("assign", two, "--to", "Ben", "--take-back") == 0
    assert [line["id"] for line in cli.json("articles", "--assigned", "Ben")] == [one]
    assert cli.json("check")
