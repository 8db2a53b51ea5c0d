"""The label set on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.cli import main


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "library.copydesk"
    monkeypatch.setenv("COPYDESK_LIBRARY", str(path))
    line = {"id": "1", "text": "Beirut fell.", "entities": [{"start": 0, "end": 6, "label": "GPE"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert main(["import", str(tmp_path / "a.jsonl")]) == 0
    capsys.readouterr()
    return path


def test_labels_are_listed_renamed_and_shared(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["labels"]) == 0
    assert "3 GPE 1 in 1 Countries" in " ".join(capsys.readouterr().out.split())
    assert main(["labels", "--rename", "GPE", "--to", "PLACE", "--json"]) == 0
    told = capsys.readouterr()
    assert told.err == "Revision 3: renamed the label GPE (1 annotation in 1 article).\n"
    by_name = {label["name"]: label for label in json.loads(told.out)}
    assert (by_name["PLACE"]["annotations"], by_name["GPE"]["successor"]) == (1, "PLACE")
    assert main(["labels", "--merge", "PLACE", "--to", "LOC"]) == 0
    shared = library.with_name("set.toml")
    assert main(["labels", "--export", str(shared)]) == 0
    shared.write_text(shared.read_text(encoding="utf-8").replace('"LAW"', '"RULING"'), encoding="utf-8")
    capsys.readouterr()
    assert main(["labels", "--import", str(shared), "--retire-others"]) == 0
    told = capsys.readouterr()
    assert "added RULING" in told.err
    assert "retired LAW" in told.err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--rename", "GPE"], 2, "Say --rename LABEL --to NAME"),
        (["--rename", "GPE", "--merge", "ORG", "--to", "LOC"], 2, "Say --rename LABEL --to NAME"),
        (["--retire-others"], 2, "after --import"),
        (["--merge", "SHIP", "--to", "LOC"], 1, "no label SHIP"),
        (["--import", "nowhere.toml"], 1, "cannot be read"),
        (["--export", "labels.doc"], 1, "neither JSON nor TOML"),
    ],
)
def test_what_cannot_be_done(
    library: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    assert main(["labels", *arguments]) == status
    assert said in " ".join(capsys.readouterr().err.replace("│", "").split())
