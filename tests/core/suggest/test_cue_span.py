"""How far a cue reaches: the verb, what belongs to it by grammar, and what the newsroom rules into it."""

import pytest

from core.suggest import Pipeline, QuoteSettings
from tests.core.suggest.reading import said_in

BARE = QuoteSettings(auxiliaries=False, medium=False)
ALL = QuoteSettings(auxiliaries=True, medium=True, circumstance=True)


@pytest.mark.parametrize(
    ("text", "bare", "reach"),
    [
        ("“It is safe,” Anna Weber said.", "said", "said"),
        ("“It is safe,” Anna Weber pointed out.", "pointed out", "pointed out"),
        ("Anna Weber went on to say: “It is safe.”", "went on to say", "went on to say"),
        ("Anna Weber began by saying, “It is safe.”", "began by saying", "began by saying"),
        ("“It is safe,” Anna Weber shot back.", "shot back", "shot back"),
        ("“It is safe,” Anna Weber has not said.", "said", "has not said"),
        ("“It is safe,” Anna Weber said quietly.", "said", "said quietly"),
        ("Anna Weber was quick to add: “It is safe.”", "add", "was quick to add"),
        ("“It is safe,” Anna Weber said in a statement.", "said", "said in a statement"),
        ("“It is safe,” Anna Weber said in a written statement.", "said", "said in a written statement"),
        ("“It is safe,” Anna Weber wrote on Facebook.", "wrote", "wrote on Facebook"),
        ("Anna Weber released a statement saying, “It is safe.”", "saying", "released a statement saying"),
        ("“It is safe,” Anna Weber said in Lindau.", "said", "said"),
        ("“It is safe,” Anna Weber said in a statement to the council.", "said", "said"),
        ("“It is safe,” Anna Weber said Monday night.", "said", "said Monday night"),
        ("“It is safe,” Anna Weber said Monday in Lindau.", "said", "said"),
        ("“It is safe,” Anna Weber said with a wry smile.", "said", "said with a wry smile"),
        ("Anna Weber smiled and said: “It is safe.”", "said", "smiled and said"),
    ],
)
def test_reach(text: str, bare: str, reach: str, pipeline: Pipeline) -> None:
    (as_verb,) = said_in(text, pipeline, BARE)
    (with_all,) = said_in(text, pipeline, ALL)
    assert (as_verb.cue, with_all.cue) == (bare, reach)
    assert as_verb.source == with_all.source == "Anna Weber"


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“It is safe.”― Anna Weber", "―", "Anna Weber"),
        ("“It is safe.”\n\n-Anna Weber, Lindau.", "-", "Anna Weber, Lindau"),
        ("Said Anna Weber: “It is safe.”", "Said", "Anna Weber"),
        ("Anna Weber: “It is safe.”", ":", "Anna Weber"),
    ],
)
def test_signs_and_inversion(text: str, cue: str, source: str, pipeline: Pipeline) -> None:
    (said,) = said_in(text, pipeline)
    assert (said.cue, said.source) == (cue, source)


def test_a_transcript_in_marks(pipeline: Pipeline) -> None:
    text = (
        "A partial transcript:\n\n"
        "“STONE: Is it safe?\n\n“WEBER: It is safe. I went there.\n\n“(CROSSTALK)\n\n“Nobody will fall.”\n\n"
        "Anna Weber is the mayor."
    )
    stone, weber = said_in(text, pipeline)
    assert (stone.contents, stone.cue, stone.source) == (("Is it safe?",), ":", "STONE")
    assert weber.contents == ("It is safe. I went there.", "“Nobody will fall.”")
    assert (weber.source, weber.speaker) == ("WEBER", "Anna Weber")


def test_one_name_in_capitals_makes_no_transcript(pipeline: Pipeline) -> None:
    (said,) = said_in("Anna Weber said, “NOTE: It is safe.”", pipeline)
    assert said.contents == ("“NOTE: It is safe.”",)
