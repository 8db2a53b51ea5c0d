"""Dialogue in dashes, and dashes that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Kind, Quote
from core.checks import Flaw, checks
from core.marks import find_stretches
from core.suggest import Pipeline
from core.suggest.quotes.cues import lexicon
from core.suggest.quotes.dashes import with_dialogue
from core.suggest.quotes.engine import QuoteEngine
from core.suggest.speakers import Mention
from tests.core.suggest.reading import quotes_in, said_in


def spoken(text: str) -> list[str]:
    return [text[one.start : one.end] for one in with_dialogue(text, find_stretches(text), lexicon()) if one.dash]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("— I will not go, said Ann. — Not today.", ["— I will not go,", "— Not today."]),
        ("– I will not go – said Ann – and that is final.", ["– I will not go", "– and that is final."]),
        ("― I will, said Ann, not go.", ["― I will,", "not go."]),
        ("-- I will not go! Ann cried.", ["-- I will not go!"]),
        ("—I will not go, said Ann, the mayor, on Monday.", ["—I will not go,"]),
        ("— I will not go, he said quietly. He closed the door.", ["— I will not go,"]),
        ("— I will not go, he said. You know me.", ["— I will not go,", "You know me."]),
        ("— You are, he said with a wry smile, a fool.", ["— You are,", "a fool."]),
        ("— You are a fool, he said, looking away.", ["— You are a fool,"]),
        ("— I will not go, he said. He rose. — Not today.", ["— I will not go,", "— Not today."]),
        ("— Will you go? asked the old man.\n\n— No.\n\n— Why?", ["— Will you go?", "— No.", "— Why?"]),
        ("- Will you go? asked Ann.\n- No, I stay.", ["- Will you go?", "- No, I stay."]),
        ("« — I will not go, said Ann. — Not today. »", ["« — I will not go,", "— Not today. »"]),
    ],
)
def test_a_dash_opens_a_speech(text: str, parts: list[str]) -> None:
    assert spoken(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "BEIRUT — The army entered the town, said an official.",
        "The plan:\n\n— Cut taxes, said Stone.\n\n— You pay less.",
        "He wants three things.\n\n— Lower taxes.\n\n— Better roads.",
        "— Taxes will rise, union officials said.\n\n— Roads will be repaired.",
        "The bridge — a ruin, said Ann — is closed.",
        "– The battle ahead –\n\nAnn Weber said so.",
        "“It is safe.”\n\n— Anna Weber, mayor",
        "- Reported by Peter Maier.",
        "--additional reporting from Ann Weber, who said so.",
        "- It is over, said Ann.",
        "— “I will not go,” said Ann.",
        "-5 degrees, said Ann.\n-7 degrees, said Bob.",
    ],
)
def test_other_dashes_open_none(text: str) -> None:
    assert spoken(text) == []


def test_each_dash_is_another_speech_with_its_cue_and_its_speaker(pipeline: Pipeline) -> None:
    text = (
        "Anna Weber met Peter Maier on the bridge.\n\n"
        "— I will not go, said Weber. — Not today.\n\n— Why not? asked Maier.\n\n— It is late."
    )
    first, second, third = said_in(text, pipeline)
    assert first.contents == ("— I will not go,", "— Not today.")
    assert (first.cue, first.source, first.speaker, first.kind) == ("said", "Weber", "Anna Weber", Kind.DIRECT)
    assert (second.contents, second.cue, second.source) == (("— Why not?",), "asked", "Maier")
    assert (third.contents, third.cue, third.speaker) == (("— It is late.",), None, None)


def test_a_cue_between_dashes(pipeline: Pipeline) -> None:
    (said,) = said_in("Anna Weber came.\n\n— I will not go — said Weber — and that is final.", pipeline)
    assert said.contents == ("— I will not go", "— and that is final.")
    assert (said.cue, said.source, said.speaker) == ("said", "Weber", "Anna Weber")


def test_dialogue_without_a_pipeline() -> None:
    (said,) = said_in("— I will not go, said Ann Weber. — Not today.", None)
    assert (said.cue, said.source, said.speaker) == ("said", "Ann Weber", "Ann Weber")


def test_marks_inside_a_speech_are_its_nested_quote(pipeline: Pipeline) -> None:
    text = "— He said “never” to me, said Ann."
    (quote,) = quotes_in(text, pipeline)
    assert [span.of(text) for span in quote.nested] == ["“never”"]


def test_a_dash_is_mark_enough(pipeline: Pipeline) -> None:
    text = "— I will, said Ann Weber, not go."
    (quote,) = quotes_in(text, pipeline)
    assert Flaw.DIRECT_WITHOUT_MARKS not in {one.flaw for one in checks(text, quote)}


PIECES = [
    "—",
    "– ",
    "- ",
    "--",
    "\n",
    "\n\n",
    "said Ann",
    "he asked",
    "I go",
    "No",
    ",",
    ". ",
    "?",
    " ",
    "«",
    "»",
    "“",
    "”",
    ":",
    "😀",
]
DIALOGUE = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(st.one_of(DIALOGUE, st.text(max_size=80)))
def test_parts_lie_in_the_text_and_apart(text: str) -> None:
    at = 0
    for one in with_dialogue(text, find_stretches(text), lexicon()):
        assert at <= one.start < one.end <= len(text)
        assert one.start <= one.inner_start <= one.inner_end <= one.end
        assert not text[one.end - 1].isspace()
        at = one.end


@given(st.one_of(DIALOGUE, st.text(max_size=80)))
def test_no_paragraph_that_begins_otherwise_is_dialogue(text: str) -> None:
    text = "\n".join("The " + line for line in text.splitlines())
    stretches = find_stretches(text)
    assert with_dialogue(text, stretches, lexicon()) == stretches


def test_a_short_name_that_a_pipeline_takes_for_a_firm_is_the_person_s() -> None:
    text = "At the Lock\n— I will not go, said Peter Maier.\n\n— Why not? asked Ann Li.\n\n— I am tired, said Maier.\n"
    last = text.rindex("Maier")
    whole = text.index("Peter Maier")
    mentions = [Mention(whole, whole + 11, "PERSON"), Mention(last, last + 5, "ORG")]
    engine = QuoteEngine()
    found = engine.finish(engine.prepare(text), None, mentions)
    assert [one.body.speakers for one in found if isinstance(one.body, Quote)] == [
        ("Peter Maier",),
        ("Ann Li",),
        ("Peter Maier",),
    ]
