"""Cue words of one's own, on top of those that come with Copydesk."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.cli.app import app
from core.errors import ModelError
from core.suggest import Pipeline, annotate
from core.suggest.quotes.own_cues import TEMPLATE, checked, cue_words, own_cues_file, save, told_of
from tests.core.suggest.reading import said_in

TEXT = "Anna Weber yodeled that the bridge was “a disgrace to the town” and left."


def test_without_a_file_the_words_are_those_that_come_along() -> None:
    words = cue_words()
    assert (words.own, words.trouble) == (0, "")
    assert words.lexicon.base("said") == "say"
    assert checked(TEMPLATE).lexicon == words.lexicon


def test_a_verb_of_ones_own_brings_quotes_at_once(pipeline: Pipeline) -> None:
    assert [one.cue for one in said_in(TEXT, pipeline)] == [None]
    save('report = "yodel"\n')
    assert cue_words().own == 1
    assert [(one.cue, one.source) for one in said_in(TEXT, pipeline)] == [("yodeled", "Anna Weber")]
    save('no_cue = "yodel say"\n')
    assert not cue_words().lexicon.is_cue("yodeled")
    assert not cue_words().lexicon.is_cue("said")


def test_every_list_can_be_added_to() -> None:
    words = checked(
        'naming = "knight"\nweak = "wink"\nnouns = "telegram"\nnot_said = "zine"\n'
        'phrases_before_source = ["to hear it from"]\n[irregular]\nknight = ["knights", "knyghted"]\n'
    )
    found = words.lexicon
    assert words.own == 5
    assert found.base("knyghted") == "knight"
    assert found.is_cue("winked")
    assert not found.is_strong("winked")
    assert "telegram" in found.nouns
    assert "zine" in found.not_said
    assert found.phrases_before_source[-1] == "to hear it from"
    assert "said" in found.verbs


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('report = "quip"\nnaming = call\n', "Line 2 is not as it should be"),
        ('report = "quip', "is not as it should be"),
        ('\n\nreports = "quip"\n', "Line 3: there is no list “reports”. The lists are report, naming"),
        ('report = ["quip"]\n', "Line 1: the words of “report” stand between quotation marks"),
        ('nouns = ""\nreport = "quip 3 x"\n', "Line 2: “3” in “report” is no word of letters."),
        ('phrases_before_source = "according to"\n', "Line 1: “phrases_before_source” is a list like"),
        ('[irregular]\nquip = "quipped"\n', "Line 1: below [irregular] each line is like"),
    ],
)
def test_a_broken_line_is_told_and_the_others_words_go_on_working(text: str, sentence: str) -> None:
    with pytest.raises(ModelError) as refused:
        checked(text)
    assert sentence in str(refused.value)
    with pytest.raises(ModelError):
        save(text)
    assert not own_cues_file().exists(), "what cannot be read is not kept"
    own_cues_file().parent.mkdir(parents=True, exist_ok=True)
    own_cues_file().write_text(text, "utf-8")
    words = cue_words()
    assert sentence in words.trouble
    assert "were left out" in words.trouble
    assert words.lexicon.base("said") == "say"


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_bytes(b'report = "\xff\xfe"')
    assert "cannot be read" in cue_words(path).trouble


def test_where_nothing_can_be_written_the_old_words_stay(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    with pytest.raises(ModelError, match="could not be written"):
        save('report = "yodel"\n', tmp_path / "file" / "cues.toml")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("quipped", "“quipped” is a form of “quip” and reports."),
        ("say", "“say” is a cue: it reports."),
        ("laughed", "“laughed” is a form of “laugh” and reports, but only right beside a quote."),
        ("dubbed", "“dubbed” is a form of “dub” and gives something its name."),
        ("statement", "“statement” brings a quote as a noun: the statement: “…”"),
        ("album", "“album” brings no quote: what stands in marks behind it is a name or a title."),
        ("bridge", "“bridge” is no cue."),
    ],
)
def test_a_word_can_be_looked_up(word: str, told: str) -> None:
    assert told_of(word, cue_words().lexicon) == told


def test_the_command_line_heeds_them_and_tells_of_a_broken_line(tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text('{"id": "a", "text": "“The bridge is safe,” yodeled Anna Weber."}\n', "utf-8")
    save('report = "yodel"\n')
    done = CliRunner().invoke(app, ["annotate", str(given), "-o", str(out), "--layers", "quotes"])
    assert done.exit_code == 0
    assert '"cues": [[22, 29]]' in out.read_text("utf-8")
    own_cues_file().write_text("report = yodel\n", "utf-8")
    done = CliRunner().invoke(app, ["annotate", str(given), "-o", str(out), "--layers", "quotes"])
    assert done.exit_code == 1
    assert "Line 1 is not as it should be" in done.stderr
    assert '"contents"' in out.read_text("utf-8")


def test_a_run_keeps_which_words_of_ones_own_were_in_force(pipeline: Pipeline) -> None:
    def settings() -> dict[str, object]:
        *_, quotes = annotate(TEXT, pipeline)
        kept: dict[str, object] = json.loads(quotes.run.settings)
        return kept

    without = settings()
    assert "own_cues" not in without
    save('report = "yodel"\n')
    first = settings()
    assert {name: first[name] for name in without} == without
    save('report = "yodel quip"\n')
    assert settings()["own_cues"] != first["own_cues"]
    save(TEMPLATE)
    assert settings() == without
