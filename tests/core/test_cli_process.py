"""The command line as a process of its own: start, pipes, signals."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from core.cli import main

ROOT = Path(__file__).parents[2]


def process(*arguments: str, **options: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-W", "error", "-m", "core.cli", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        **options,
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(f'{{"text": "News number {n}."}}\n' for n in range(300)), encoding="utf-8")
    assert main(["import", str(path), "--library", str(tmp_path / "library.copydesk")]) == 0
    return tmp_path / "library.copydesk"


def test_help_imports_nothing_heavy() -> None:
    code = """
import sys
from core.cli import main
assert main(["--help"]) == 0
heavy = {"spacy", "thinc", "numpy", "sqlalchemy", "alembic", "PySide6"} & set(sys.modules)
assert not heavy, heavy
"""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_json_is_one_document(library: Path) -> None:
    run = process("articles", "--library", str(library), "--json")
    out, err = run.communicate()
    assert (run.returncode, err) == (0, "")
    assert len(json.loads(out)) == 300


def test_a_reader_that_goes_away_is_no_error_worth_a_traceback(library: Path) -> None:
    run = process("history", "--library", str(library), "--json")
    assert run.stdout is not None
    assert run.stderr is not None
    assert run.stdout.readline()
    run.stdout.close()
    assert run.stderr.read() == ""
    run.stderr.close()
    assert run.wait() == 1


def test_a_terminal_of_few_characters_is_enough(library: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "core.cli", "import", str(ROOT / "seeds"), "no“file.txt", "--library", str(library)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert run.returncode == 1
    assert b"Syrian forces retake" in run.stdout
    assert b"no\\u201cfile.txt" in run.stderr
    assert b"Traceback" not in run.stderr


@pytest.mark.skipif(os.name == "nt", reason="terminals of another kind")
def test_a_bar_on_the_terminal_takes_nothing_from_standard_output(tmp_path: Path) -> None:
    leader, follower = os.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "core.cli", "import", str(ROOT / "seeds"), "--library", str(tmp_path / "l.copydesk")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=follower,
        text=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"TERM": "xterm", "PYTHONIOENCODING": "utf-8"},
    )
    os.close(follower)
    shown = os.read(leader, 65536).decode("utf-8")
    os.close(leader)
    assert "Syrian forces retake" in run.stdout
    assert "Importing" in shown
    assert "Syrian forces" not in shown


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_ctrl_c_stops_with_a_sentence_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "Ann left Rome."}\n' * 100_000, encoding="utf-8")
    # Where the tests run behind a script's &, they ignore Ctrl+C, and what they start would, too.
    listens = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    run = process("annotate", str(source), "-o", str(tmp_path / "out.jsonl"), preexec_fn=listens)
    # As soon as the file that is being written is there, the work has begun.
    while not list(tmp_path.glob(".out.jsonl-*")):
        assert run.poll() is None
    run.send_signal(signal.SIGINT)
    _, err = run.communicate()
    assert run.returncode == 1
    assert err.endswith("Stopped. What was done until then is kept; nothing is half done.\n")
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
