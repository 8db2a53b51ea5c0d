"""The lexicon of cues, as it comes and as an editor extends it."""

from pathlib import Path

import pytest

from core.errors import ModelError
from core.suggest.quotes.cues import lexicon


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("said", "say"),
        ("Told", "tell"),
        ("replies", "reply"),
        ("quipped", "quip"),
        ("declaring", "declare"),
        ("stresses", "stress"),
        ("bridge", None),
    ],
)
def test_forms_lead_to_their_base(form: str, base: str | None) -> None:
    assert lexicon().base(form) == base


def test_weak_verbs_are_cues_but_not_strong_ones() -> None:
    assert lexicon().is_cue("laughed")
    assert not lexicon().is_strong("laughed")
    assert lexicon().is_strong("said")


def test_every_weak_or_naming_verb_is_a_verb_of_the_lexicon() -> None:
    bases = set(lexicon().verbs.values())
    assert lexicon().weak <= bases
    assert lexicon().naming <= bases


def test_a_lexicon_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "cues.toml"
    own.write_text(
        'report = "yodel"\nweak = ""\nnaming = ""\nnouns = ""\nnot_said = ""\nphrases_before_source = []\n',
        "utf-8",
    )
    assert lexicon(own).base("yodeled") == "yodel"


@pytest.mark.parametrize("content", ["report = [", "report = 3", ""])
def test_a_lexicon_that_cannot_be_read_says_so(tmp_path: Path, content: str) -> None:
    broken = tmp_path / "cues.toml"
    broken.write_text(content, "utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        lexicon(broken)
    with pytest.raises(ModelError, match="cannot be read"):
        lexicon(tmp_path / "nowhere.toml")
