"""spaCy itself takes the export: its checks, its training, and what it makes of missing and rejected spans."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.training import Corpus

from core.library import open_library
from core.training import ExportOptions, Undecided, export
from tests.core.training.made import Made

NAMES = ("Zorbla", "Quimby", "Vexford", "Ann Lee", "Bo")
PLACES = ("Rome", "Qusair", "Zürich", "New Delhi")


def spacy_says(folder: Path, *arguments: str) -> tuple[int, str]:
    """Runs spaCy's command line in a folder, without its cache of earlier runs; exit status and all that it said."""
    run = subprocess.run(
        [sys.executable, "-m", "spacy", *arguments],
        cwd=folder,
        env=os.environ | {"NO_COLOR": "1", "PYTHONWARNINGS": "default"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return run.returncode, re.sub(r"\x1b\[[0-9;]*[mK]", "", run.stdout)


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of 140 short articles, so many that spaCy does not call them too few; finished ones and others."""
    home = tmp_path_factory.mktemp("exported")
    store = open_library(home / "library.copydesk")
    for number in range(140):
        who, where = NAMES[number % 5], PLACES[number % 4]
        made = Made(store, f"{who} met {number} people in {where}. “Go to the Bank of {where},” {who} said.")
        made.suggest((who, "ORG" if number % 3 else "PERSON"), (where, "GPE"))
        if number % 3:
            made.reject(who).add(who, "PERSON")
        else:
            made.accept(who)
        made.accept(where).add(f"Bank of {where}", "ORG").add(where, "GPE", nth=1)
        made.quote([f"“Go to the Bank of {where},”"], "said", speaker=who)
        if number % 4:
            made.done()
    export(store, home / "out")
    store.close()
    return home / "out"


@pytest.fixture(scope="session")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("single")
    store = open_library(home / "library.copydesk")
    Made(store, "Ann met Bo in Rome.").suggest(("Ann", "PERSON"), ("Rome", "GPE"))
    export(store, home / "out", ExportOptions(undecided=Undecided.AS_SUGGESTED))
    store.close()
    return home / "out"


@pytest.mark.parametrize("config", ["config.cfg", "config-quotes.cfg"])
def test_debug_data_finds_no_error(exported: Path, config: str) -> None:
    status, said = spacy_says(exported, "debug", "data", config)
    assert status == 0, said
    assert "✘" not in said
    if config == "config.cfg":
        assert "4 label(s)" not in said
        assert "3 label(s)" in said


def test_debug_data_finds_a_single_article_too_few_and_nothing_else(single: Path) -> None:
    _, said = spacy_says(single, "debug", "data", "config.cfg")
    assert re.findall("✘ .*", said) == ["✘ Low number of examples to train a new pipeline (1)", "✘ 1 error"]


@pytest.mark.parametrize("config", ["config.cfg", "config-quotes.cfg"])
def test_debug_config_finds_the_config_whole(exported: Path, config: str) -> None:
    status, said = spacy_says(exported, "debug", "config", config)
    assert status == 0, said


def test_training_takes_the_config_unedited(exported: Path) -> None:
    with Training(exported, "config.cfg") as rows:
        assert [next(rows)[1], next(rows)[1]] == ["0", "200"]


class Training:
    """A training that is stopped as soon as enough was seen of it; gives the rows of its table."""

    def __init__(self, folder: Path, config: str) -> None:
        self._run = subprocess.Popen(
            [sys.executable, "-m", "spacy", "train", config],
            cwd=folder,
            env=os.environ | {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Iterator[list[str]]:
        return self._rows()

    def __exit__(self, *_: object) -> None:
        self._run.terminate()
        self._run.wait()
        if self._run.stdout is not None:
            self._run.stdout.close()

    def _rows(self) -> Iterator[list[str]]:
        assert self._run.stdout is not None
        seen = []
        for line in self._run.stdout:
            seen.append(line)
            if re.match(r" *\d+ +\d+ ", line):
                yield line.split()
        raise AssertionError("".join(seen))


def test_a_training_from_another_folder_learns_what_was_taught(exported: Path, tmp_path: Path) -> None:
    status, said = spacy_says(
        tmp_path,
        *("train", str(exported / "config.cfg"), "--output", "model"),
        *("--training.max_steps", "80", "--training.eval_frequency", "40"),
    )
    assert status == 0, said
    nlp = spacy.load(tmp_path / "model" / "model-last")
    assert nlp.pipe_names == ["tok2vec", "ner"]
    doc = nlp("Zorbla met 7 people in Qusair.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Zorbla", "PERSON"), ("Qusair", "GPE")]


def test_a_single_article_trains(single: Path) -> None:
    few = ("--training.max_steps", "4", "--training.eval_frequency", "2")
    status, said = spacy_says(single, "train", "config.cfg", *few)
    assert status == 0, said
    # An article without quotes cannot teach them.
    assert not (single / "config-quotes.cfg").exists()
    assert "No quote is in train.spacy" in (single / "report.md").read_text(encoding="utf-8")


def test_the_quote_config_trains(exported: Path) -> None:
    status, said = spacy_says(
        exported, *("train", "config-quotes.cfg"), *("--training.max_steps", "4", "--training.eval_frequency", "2")
    )
    assert status == 0, said
    assert "SPANS_QUOT" in said
    assert "SPANS_SC" not in said


def test_a_moved_export_trains_when_it_is_told_where_the_data_is(exported: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in exported.iterdir():
        if path.is_file():
            (moved / path.name).write_bytes(path.read_bytes())
    config = (moved / "config.cfg").read_text(encoding="utf-8")
    (moved / "config.cfg").write_text(config.replace(str(exported), "/gone"), encoding="utf-8")
    told = re.search(r"--paths.train \S+ --paths.dev \S+", config)
    assert told is not None
    few = ("--training.max_steps", "2", "--training.eval_frequency", "1")
    status, said = spacy_says(moved, "train", "config.cfg", *told.group().split(), *few)
    assert status == 0, said


def test_a_training_sees_missing_words_as_missing(exported: Path) -> None:
    nlp = spacy.blank("en")
    examples = list(Corpus(exported / "train.spacy")(nlp))
    tags = [example.get_aligned_ner() for example in examples]
    open_articles = [some for some in tags if None in some]
    assert open_articles
    assert len(open_articles) < len(tags)
    for example, some in zip(examples, tags, strict=True):
        # Tokens are the ones of the pipeline: nothing is lost in aligning, and entities are where they were.
        assert [token.text for token in example.x] == [token.text for token in example.y]
        assert {"U-GPE", "B-GPE"} & {tag for tag in some if tag}
        assert ("O" in some) == (None not in some)
