"""The export as a whole: what is written, what is told, and that it is all or nothing."""

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.bodies import Layer, PartRef, Quote, Role, Span
from core.commands import ImportArticle, MoveBoundary, SetStatus
from core.errors import FormatError, RefusedError
from core.formats import read_path
from core.library import LibraryStore
from core.records import ArticleDraft, Status
from core.training import ExportOptions, Split, StoppedError, Undecided, export
from core.workspace import Inline, Workspace
from tests.core.training.made import ANN, Made, docs_of

SPACY_FILES = {"train.spacy", "dev.spacy", "config.cfg", "config-quotes.cfg", "report.json", "report.md"}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def some(store: LibraryStore) -> LibraryStore:
    for number in range(10):
        made = Made(store, f"Ann {number} met Bo in Rome. “Go,” she said.", f"News {number}")
        made.add("Rome", "GPE").quote(["“Go,”"], "said", "she", "Ann").done()
    return store


def test_every_article_is_in_one_part(some: LibraryStore, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    options = ExportOptions(split=Split(80, 10, 10), seed=3)
    report = export(some, tmp_path / "out", options, lambda done, total: seen.append((done, total)))
    assert names(tmp_path / "out") == SPACY_FILES | {"test.spacy"}
    texts = [{doc.text for doc in docs_of(tmp_path / "out" / f"{name}.spacy")} for name in ("train", "dev", "test")]
    assert [len(part) for part in texts] == [8, 1, 1]
    assert len(set().union(*texts)) == 10
    assert seen == [(done, 10) for done in range(1, 11)]
    assert {name: len(part.articles) for name, part in report.parts.items()} == {"train": 8, "dev": 1, "test": 1}


def test_the_same_export_twice_is_the_same(some: LibraryStore, tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        export(some, tmp_path / name)
        files.append({doc.text for doc in docs_of(tmp_path / name / "dev.spacy")})
        assert (tmp_path / name / "train.spacy").stat().st_size
    assert files[0] == files[1]
    assert (tmp_path / "one" / "train.spacy").read_bytes() == (tmp_path / "two" / "train.spacy").read_bytes()


def test_a_workspace_can_be_exported_from_its_thread(some: LibraryStore, tmp_path: Path) -> None:
    workspace = Workspace.open(some.location, ANN)
    try:
        assert export(workspace, tmp_path / "out").articles == 10
    finally:
        workspace.close()


def test_the_report_tells_everything_twice(some: LibraryStore, tmp_path: Path) -> None:
    waiting = Made(some, "Nobody | looked.", "Waiting | here").suggest(("Nobody", "PERSON"))
    Made(some, "The Bank of Rome’s.", "Nested").add("Rome", "GPE").add("Bank of Rome", "ORG").done()
    report = export(some, tmp_path / "out")
    told: dict[str, Any] = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert told == report.to_json()
    assert told["passed_over"] == [
        {
            "article": waiting.id,
            "headline": "Waiting | here",
            "reason": "Nobody has decided anything in it (1 suggestions wait).",
        }
    ]
    assert [one["text"] for one in told["left_out"]] == ["Rome"]
    assert told["gold"] == 22
    assert told["options"]["seed"] == 0
    counted = [told["parts"][part]["entities"].get("GPE", 0) for part in ("train", "dev")]
    assert sum(counted) == 10
    page = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    for words in ("11 articles", "**overlap** GPE “Rome”", "Waiting \\| here", "| entities: GPE |", "- seed: 0"):
        assert words in page


def test_layers_choose_the_config(some: LibraryStore, tmp_path: Path) -> None:
    export(some, tmp_path / "quotes", ExportOptions(layers=(Layer.QUOTE,)))
    assert "config-quotes.cfg" not in names(tmp_path / "quotes")
    assert "[components.spancat]" in (tmp_path / "quotes" / "config.cfg").read_text(encoding="utf-8")
    export(some, tmp_path / "entities", ExportOptions(layers=(Layer.ENTITY,), seed=7))
    config = (tmp_path / "entities" / "config.cfg").read_text(encoding="utf-8")
    assert names(tmp_path / "entities") == SPACY_FILES - {"config-quotes.cfg"}
    assert 'incorrect_spans_key = "incorrect_spans"' in config
    assert "\nseed = 7\n" in config
    assert f'train = "{tmp_path}/entities/train.spacy"' in config


# ---------------------------------------------------------------------------------------------------------- refusals


def test_nothing_to_export_is_told_with_the_reasons(store: LibraryStore, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="holds no articles"):
        export(store, tmp_path / "out")
    Made(store, "Nobody looked.", "Waiting").suggest(("Nobody", "PERSON"))
    with pytest.raises(RefusedError, match=r"“Waiting”: Nobody has decided .*as-suggested"):
        export(store, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert export(store, tmp_path / "out", ExportOptions(undecided=Undecided.AS_SUGGESTED)).silver == 1


def test_wrong_options_are_refused(some: LibraryStore, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="spacy, jsonl"):
        export(some, tmp_path / "out", ExportOptions(format="conll"))
    with pytest.raises(RefusedError, match="entities, quotes or both"):
        export(some, tmp_path / "out", ExportOptions(layers=()))


def test_a_stopped_export_leaves_nothing(some: LibraryStore, tmp_path: Path) -> None:
    before = names(tmp_path)
    asked = iter([False] * 15 + [True] * 100)
    with pytest.raises(StoppedError):
        export(some, tmp_path / "deep" / "out", cancelled=lambda: next(asked))
    assert names(tmp_path) - before == {"deep"}
    assert names(tmp_path / "deep") == set()


def test_an_earlier_export_makes_way_and_other_files_stay(some: LibraryStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(some, out, ExportOptions(split=Split(80, 10, 10)))
    (out / "model").mkdir()
    (out / "model" / "meta.json").write_text("{}", encoding="utf-8")
    export(some, out, ExportOptions(layers=(Layer.ENTITY,)))
    assert names(out) == SPACY_FILES - {"config-quotes.cfg"} | {"model"}
    assert names(out / "model") == {"meta.json"}
    assert {name for name in names(tmp_path) if name.startswith(".")} == set()


def test_whoever_is_in_the_folder_stays_in_it(
    some: LibraryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "link").symlink_to(out)
    monkeypatch.chdir(out)
    export(some, ".")
    export(some, tmp_path / "link", ExportOptions(format="jsonl"))
    assert {path.name for path in Path().iterdir()} == {"articles.jsonl", "report.json", "report.md"}
    assert (tmp_path / "link").is_symlink()


def test_files_that_cannot_trade_places_go_back(
    some: LibraryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    export(some, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    real = Path.rename

    def fail_once(self: Path, target: Path) -> Path:
        if self.name == "report.md" and self.parent != out and target.parent == out:
            monkeypatch.setattr(Path, "rename", real)
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(FormatError, match="Input/output error"):
        export(some, out, ExportOptions(layers=(Layer.ENTITY,), seed=9))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert {name for name in names(tmp_path) if name.startswith(".")} == set()


def test_a_stopped_export_leaves_the_earlier_one(some: LibraryStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(some, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(StoppedError):
        export(some, out, ExportOptions(format="jsonl"), cancelled=lambda: True)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_folder_with_other_files_is_left_alone(some: LibraryStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(some, out)  # an empty folder will do
    other = tmp_path / "other"
    other.mkdir()
    for name, content in (("thesis.txt", "mine"), ("report.json", '{"made_by": "somebody"}')):
        (other / name).write_text(content, encoding="utf-8")
        with pytest.raises(FormatError, match="holds other files"):
            export(some, other)
    assert names(other) == {"thesis.txt", "report.json"}
    with pytest.raises(FormatError, match="is a file"):
        export(some, other / "thesis.txt")


@pytest.mark.parametrize("format", ["spacy", "jsonl"])
def test_a_full_disk_leaves_nothing_half_written(
    some: LibraryStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    out = tmp_path / "out"
    export(some, out, ExportOptions(format=format))
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    left = 3000 if format == "spacy" else 500
    monkeypatch.setattr(Path, "open", full_after(left, Path.open))
    with pytest.raises(FormatError, match=r"No space left on device.*untouched"):
        export(some, out, ExportOptions(format=format))
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert {name for name in names(tmp_path) if name.startswith(".out")} == set()


def full_after(left: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """An ``open`` whose files fail when more than so many characters were written to all of them."""
    room = [left]

    def opened(self: Path, mode: str = "r", *args: Any, **options: Any) -> Any:
        file = real(self, mode, *args, **options)
        if "w" in mode:
            write = file.write

            def limited(data: Any) -> int:
                room[0] -= len(data)
                if room[0] < 0:
                    raise OSError(errno.ENOSPC, "No space left on device")
                written: int = write(data)
                return written

            return Writing(file, limited)
        return file

    return opened


class Writing:
    def __init__(self, file: Any, write: Callable[[Any], int]) -> None:
        self._file = file
        self.write = write

    def __enter__(self) -> "Writing":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


# ------------------------------------------------------------------------------------------------------------- JSONL


def lines(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "articles.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def test_jsonl_tells_how_everything_came_to_stand(store: LibraryStore, tmp_path: Path) -> None:
    made = Made(store, "“Go,” says Ann in Rome to Bo.").suggest(
        ("Ann", "ORG"), ("Rome", "GPE"), ("Bo", "ORG"), ("Go", "EVENT"), quotes=[Quote((Span(0, 5),))]
    )
    made.accept("Rome").reject("Go", "no event").add("says", "EVENT").exclude("in")
    item = made.target("Bo")
    made.do(MoveBoundary(made.id, item, PartRef(Role.MENTION), made.span("to Bo")))
    export(store, tmp_path / "out", ExportOptions(format="jsonl"))
    (line,) = lines(tmp_path / "out")
    assert line["id"] == made.id
    assert (line["status"], line["headline"], line["origin"]) == ("open", "News", "News.txt")
    assert line["entities"] == [
        {"start": 6, "end": 10, "label": "EVENT"},
        {"start": 18, "end": 22, "label": "GPE"},
        {"start": 23, "end": 28, "label": "ORG"},
    ]
    assert line["quotes"] == []
    assert line["excluded"] == [{"start": 15, "end": 17, "note": ""}]
    told = {(one["start"], one["decision"]) if "start" in one else "quote" for one in line["annotations"]}
    assert told == {
        "quote",
        (1, "rejected"),
        (6, "added"),
        (11, "pending"),
        (15, "added"),
        (18, "accepted"),
        (23, "corrected"),
    }
    of = {one.get("start", 0): one for one in line["annotations"]}
    assert of[23]["suggested"]["start"] == 26
    assert of[23]["provenance"]["model"] == "en_test"
    assert of[18]["annotator"] == ANN
    assert of[18]["time"].endswith("Z")
    assert (of[11]["annotator"], of[11]["time"], of[11]["score"]) == (None, None, 0.5)
    assert of[1]["reason"] == "no event"
    assert of[6]["provenance"] == {"origin": "hand"}


def test_jsonl_as_suggested_has_pending_ones_among_what_stands(store: LibraryStore, tmp_path: Path) -> None:
    Made(store, "“Go,” says Ann.").suggest(("Ann", "PERSON"), quotes=[Quote((Span(0, 5),))])
    options = ExportOptions(format="jsonl", undecided=Undecided.AS_SUGGESTED, layers=(Layer.QUOTE,))
    report = export(store, tmp_path / "out", options)
    (line,) = lines(tmp_path / "out")
    assert (line["entities"], [quote["contents"] for quote in line["quotes"]]) == ([], [[[0, 5]]])
    assert (report.gold, report.silver) == (0, 1)


def test_jsonl_counts_quotes_without_content_by_themselves(store: LibraryStore, tmp_path: Path) -> None:
    Made(store, "“Go,” says Ann. “Stay,” said Bo.").quote(["“Go,”"], "says").quote([], "said", "Bo")
    report = export(store, tmp_path / "out", ExportOptions(format="jsonl"))
    (line,) = lines(tmp_path / "out")
    assert [quote["contents"] for quote in line["quotes"]] == [[[0, 5]], []]
    assert report.parts["articles"].spans == {"quotes": 1, "quotes without content": 1}


def test_from_library_to_library_nothing_changes(store: LibraryStore, tmp_path: Path) -> None:
    emoji = Made(store, "\n “Go 😀,”\u2028says Ann\u00a0Lee. Read more", "Emoji")
    emoji.add("Ann\u00a0Lee", "PERSON").quote(["“Go 😀,”"], "says", "Ann\u00a0Lee", "Ann Lee").exclude(
        "Read more"
    ).done()
    Made(store, "The Bank of Rome", "Nested").add("Rome", "GPE").add("Bank of Rome", "ORG")
    export(store, tmp_path / "one", ExportOptions(format="jsonl"))
    workspace = Workspace.open(tmp_path / "other.copydesk", "Bo", Inline())
    for outcome in read_path(tmp_path / "one" / "articles.jsonl"):
        assert isinstance(outcome, ArticleDraft)
        workspace.submit(ImportArticle(outcome)).result()
    export(workspace, tmp_path / "two", ExportOptions(format="jsonl"))
    workspace.close()
    fields = ("headline", "origin", "status", "text", "entities", "quotes", "excluded")
    before, after = (
        [{name: line[name] for name in fields} for line in lines(tmp_path / out)] for out in ("one", "two")
    )
    assert before == after
    assert len(before) == 2
    assert {one["decision"] for line in lines(tmp_path / "two") for one in line["annotations"]} == {"imported"}


def test_jsonl_takes_articles_of_every_status_but_only_those_asked_for(store: LibraryStore, tmp_path: Path) -> None:
    flagged = Made(store, "Ann", "Flagged")
    flagged.do(SetStatus(flagged.id, Status.FLAGGED))
    Made(store, "Bo", "New")
    assert export(store, tmp_path / "out", ExportOptions(format="jsonl")).articles == 2
    report = export(store, tmp_path / "out", ExportOptions(format="jsonl", statuses=(Status.NEW,)))
    assert [line["headline"] for line in lines(tmp_path / "out")] == ["New"]
    assert [one.headline for one in report.passed_over] == ["Flagged"]
    with pytest.raises(RefusedError):
        export(store, tmp_path / "out", ExportOptions(format="jsonl", statuses=(Status.DONE,)))
