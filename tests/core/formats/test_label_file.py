"""A label set goes into a file and comes back; what is no label set is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import KnownError
from core.formats.label_file import read_labels, write_labels
from core.labels import COLOURS, DEFAULT_LABELS
from core.records import Example, Label

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="[]"), min_size=1).filter(str.strip)
NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
LABELS = st.builds(
    Label,
    NAMES,
    st.sampled_from([*COLOURS, "#2a5fc9/#7fb0ff"]),
    guideline=st.text(st.characters(codec="utf-8")),
    retired=st.booleans(),
    title=st.text(st.characters(codec="utf-8")),
    examples=st.builds(lambda good, bad: tuple(good + bad), *(
        st.lists(st.builds(Example, WORDS.map(lambda words: f"a [{words}] b"), st.just(good)), max_size=2)
        for good in (True, False)
    )),
)  # fmt: skip


@pytest.mark.parametrize("name", ["labels.json", "labels.toml"])
def test_the_default_set_comes_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    gone = Label("OLD", "red", retired=True, successor="ORG")
    assert write_labels(path, (*DEFAULT_LABELS, gone)) == len(DEFAULT_LABELS)
    assert read_labels(path) == DEFAULT_LABELS
    assert [one.name for one in tmp_path.iterdir()] == [name], "nothing half written beside it"


@given(label=LABELS, suffix=st.sampled_from([".json", ".toml"]))
def test_any_label_comes_back(tmp_path_factory: pytest.TempPathFactory, label: Label, suffix: str) -> None:
    path = tmp_path_factory.mktemp("set") / f"labels{suffix}"
    write_labels(path, [replace(label, version=3, place=7)])
    assert read_labels(path) == (label,)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.txt", "", "neither JSON nor TOML"),
        ("a.json", "{", "cannot be read"),
        ("a.json", "[]", "holds no label set"),
        ("a.toml", "labels = []", "holds no label set"),
        ("a.json", json.dumps({"labels": [{"name": "A"}, 3]}), "label 2: it is no table"),
        ("a.json", json.dumps({"labels": [{"name": "A", "hue": 3}]}), "field “hue”"),
        ("a.json", json.dumps({"labels": [{"name": 3}]}), "its name is not a text"),
        ("a.json", json.dumps({"labels": [{"name": "A", "good": "x"}]}), "its good is not a list of texts"),
        ("a.json", json.dumps({"labels": [{"name": "A", "good": ["x"]}]}), "marks no mention"),
        ("a.json", json.dumps({"labels": [{"name": "A", "key": "1"}, {"name": "B", "key": "1"}]}), "key 1"),
        ("missing/a.json", None, "cannot be read"),
    ],
)
def test_what_is_no_label_set(tmp_path: Path, name: str, text: str | None, said: str) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(KnownError, match=said):
        read_labels(path)


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be written"):
        write_labels(tmp_path / "nowhere" / "a.json", DEFAULT_LABELS)
