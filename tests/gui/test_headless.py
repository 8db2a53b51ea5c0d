"""What is done where there is no display: the main job, whole."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gui import headless


def test_the_main_job_is_done_and_drawn(qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert headless.main([str(tmp_path / "build")]) == 0
    picture = QImage(str(tmp_path / "build" / "desk.png"))
    assert (picture.width(), picture.height()) == headless.SIZE
    for name in ("spacy", "jsonl"):
        report = json.loads((tmp_path / "build" / f"export-{name}" / "report.json").read_text(encoding="utf-8"))
        assert report["articles"] == 1
    said = capsys.readouterr().out
    assert [line.split()[0] for line in said.splitlines()] == ["imported", "suggested", "exported", "exported", "drawn"]


def test_without_a_folder_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert headless.main([]) == 2
    assert "OUT_DIR" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert headless.main([str(tmp_path / "file" / "build")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("copydesk: ")
    assert "Traceback" not in error
