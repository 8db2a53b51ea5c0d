"""Interviews in letters: “Q: …”, “A: …”."""

import pytest

from core.bodies import Kind, Quote
from core.suggest import QUOTES, Pipeline, QuoteSettings, annotate
from tests.core.suggest.reading import said_in

ON = QuoteSettings(indirect=True)


def answers(text: str, pipeline: Pipeline) -> list[tuple[tuple[str, ...], str | None]]:
    return [(one.contents, one.speaker) for one in said_in(text, pipeline, ON) if (one.cue or "").startswith("A")]


TALK = "Q: Is it safe?\n\nA: It is safe.\n\nNobody will fall.\n\nQ: Since when?\n\nA: Since May.\n\nThe bridge is old."


def test_answers_of_nobody_named(pipeline: Pipeline) -> None:
    assert answers(TALK, pipeline) == [(("It is safe.", "Nobody will fall."), None), (("Since May.",), None)]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("An interview with Anna Weber.", "Anna Weber"),
        ("We spoke with Anna Weber, the mayor, on the bridge.", "Anna Weber"),
        ("Q&A with Anna Weber. In the interview with Weber we spoke of bridges.", "Anna Weber"),
        ("An interview with Anna Weber. We spoke with Peter Maier, too.", None),
        ("Anna Weber is the mayor.", None),
    ],
)
def test_who_was_interviewed(lead: str, speaker: str | None, pipeline: Pipeline) -> None:
    assert {who for _, who in answers(f"{lead}\n\n{TALK}", pipeline)} == {speaker}


def test_the_speaker_of_an_answer_is_never_sure(pipeline: Pipeline) -> None:
    runs = annotate(f"An interview with Anna Weber.\n\n{TALK}", pipeline, ON)
    (found,) = (run for run in runs if run.run.suggester == QUOTES)
    turns = [one for one in found.proposals if isinstance(one.body, Quote) and one.body.speakers == ("Anna Weber",)]
    assert [(one.body.kind, one.body.sources) for one in turns if isinstance(one.body, Quote)] == [
        (Kind.INDIRECT, ())
    ] * 2
    assert all("speaker" in one.doubts for one in turns)


@pytest.mark.parametrize(
    "text",
    ["A. J. Smith came.\n\nQ. T. Li went.", "A: It is safe.\n\nA: It is old.", "Q: Is it safe?\n\nIt is.", "Q:\n\nA:"],
)
def test_letters_that_make_no_interview(text: str, pipeline: Pipeline) -> None:
    assert answers(text, pipeline) == []


def test_letters_with_full_stops(pipeline: Pipeline) -> None:
    assert answers("Q. Is it safe?\nA. It is.", pipeline) == [(("It is.",), None)]
