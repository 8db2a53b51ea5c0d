"""Indirect quotes on short invented texts, with the real pipeline."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from core.bodies import Kind
from core.cli import main
from core.suggest import Pipeline, QuoteSettings
from core.suggest.quotes.attitudes import CLAUSE, INFINITIVE, OBJECT, attitudes
from tests.core.suggest.reading import quotes_in, said_in

ON = QuoteSettings(indirect=True)
CORPUS = QuoteSettings(indirect=True, unquoted_rest=True)


@pytest.mark.parametrize(
    ("text", "contents", "cue", "source"),
    [
        ("Anna Weber said that the bridge was rotten.", ["that the bridge was rotten"], "said", "Anna Weber"),
        ("Anna Weber told reporters the bridge was rotten.", ["the bridge was rotten"], "told", "Anna Weber"),
        ("The bridge was rotten, Anna Weber said.", ["The bridge was rotten"], "said", "Anna Weber"),
        ("The bridge, Anna Weber said, was rotten.", ["The bridge", "was rotten"], "said", "Anna Weber"),
        ("The bridge was rotten, according to the mayor.", ["The bridge was rotten"], "according to", "the mayor"),
        ("According to the mayor, the bridge was rotten.", ["the bridge was rotten"], "According to", "the mayor"),
        ("The council plans to close the bridge.", ["to close the bridge"], "plans", "The council"),
        ("The mayor believes that nobody will fall.", ["that nobody will fall"], "believes", "The mayor"),
        ("The mayor criticized the council.", ["the council"], "criticized", "The mayor"),
        ("The mayor called for a new bridge.", ["a new bridge"], "called for", "The mayor"),
        ("The mayor accused the builder of lying.", ["the builder of lying"], "accused", "The mayor"),
        ("The mayor described the bridge as a trap.", ["the bridge as a trap"], "described", "The mayor"),
        ("The council suggested closing the bridge.", ["closing the bridge"], "suggested", "The council"),
        ("Anna Weber won the endorsement of the mayor.", ["Anna Weber"], "won the endorsement of", "the mayor"),
        ("The mayor was unhappy with the bridge.", ["the bridge"], "unhappy with", "The mayor"),
        ("The mayor took a hard stance about the bridge.", ["the bridge"], "stance about", "The mayor"),
        (
            "The mayor said that whatever the builder meant, words have power.",
            ["that whatever the builder meant, words have power"],
            "said",
            "The mayor",
        ),
        ("The bridge seems to be rotten.", ["The bridge", "to be rotten"], "seems", None),
        ("The bridge is expected to close.", ["The bridge", "to close"], "is expected", None),
        ("The mayor was accused of lying.", ["The mayor", "lying"], "was accused of", None),
        (
            "Anna Weber said that it was safe, which nobody believed.",
            ["that it was safe"],
            "said",
            "Anna Weber",
        ),
        (
            "Anna Weber said that it was safe and that nobody would fall.",
            ["that it was safe and that nobody would fall"],
            "said",
            "Anna Weber",
        ),
        (
            "If it rains, Anna Weber said, the bridge will close.",
            ["If it rains", "the bridge will close"],
            "said",
            "Anna Weber",
        ),
        (
            "The mayor criticized the council for closing the bridge at night.",
            ["the council for closing the bridge at night"],
            "criticized",
            "The mayor",
        ),
        ("Stone lambasted the council.", ["the council"], "lambasted", "Stone"),
        (
            "As Anna Weber pointed out, the bridge is rotten and will fall.",
            ["the bridge is rotten and will fall"],
            "pointed out",
            "Anna Weber",
        ),
        ("The bridge is rotten, as some have speculated.", ["The bridge is rotten"], "have speculated", "some"),
        ("As reported by the Times, the bridge is rotten.", ["the bridge is rotten"], "reported", "the Times"),
        (
            "Anna Weber was far ahead in a survey of the town.",
            ["Anna Weber was far ahead"],
            "in",
            "a survey of the town",
        ),
        (
            "In a poll of the whole town, Anna Weber had a clear lead.",
            ["Anna Weber had a clear lead"],
            "In",
            "a poll of the whole town",
        ),
        ("Anna Weber made it clear that the bridge was safe.", ["that the bridge was safe"], "clear", "Anna Weber"),
        ("In Weber's view, the bridge should be closed.", ["the bridge should be closed"], "view", "Weber"),
        (
            "At one point, she said, she was considering a new bridge.",
            ["At one point", "she was considering a new bridge"],
            "said",
            "she",
        ),
        (
            "The solution, the mayor told them, was simple.",
            ["The solution", "was simple"],
            "told",
            "the mayor",
        ),
        (
            "If anything, Weber argued in his letter, the bridge is an example of greed.",
            ["If anything", "the bridge is an example of greed"],
            "argued",
            "Weber",
        ),
        ("The mayor's best argument is that the bridge is safe.", ["that the bridge is safe"], "argument", "The mayor"),
        (
            "The mayor made the case to the council that the bridge is rotten.",
            ["that the bridge is rotten"],
            "case",
            "The mayor",
        ),
        ("It is clear that the bridge is rotten.", ["that the bridge is rotten"], "clear", None),
        ("She asked the builder if the bridge was safe.", ["if the bridge was safe"], "asked", "She"),
        ("The mayor called for the builder to resign.", ["the builder to resign"], "called for", "The mayor"),
        ("The mayor said no.", ["no"], "said", "The mayor"),
        (
            "The bridge was criticized by the mayor.",
            ["The bridge"],
            "was criticized",
            "the mayor",
        ),
        ("It was a step which the mayor vehemently opposed.", ["which"], "vehemently opposed", "the mayor"),
        ("It was a step the mayor opposed.", ["a step"], "opposed", "the mayor"),
        ("He left the bridge, which he described as a trap.", ["which", "as a trap"], "described", "he"),
        (
            "Anna Weber said the bridge was safe, adding nothing else.",
            ["the bridge was safe"],
            "said",
            "Anna Weber",
        ),
        (
            "The mayor criticized the bridge, a rotten old thing.",
            ["the bridge"],
            "criticized",
            "The mayor",
        ),
    ],
)
def test_constructions(text: str, contents: list[str], cue: str, source: str | None, pipeline: Pipeline) -> None:
    (said,) = said_in(text, pipeline, ON)
    assert (list(said.contents), said.cue, said.source) == (contents, cue, source)
    assert said.kind is Kind.INDIRECT


def test_a_noun_brings_a_clause(pipeline: Pipeline) -> None:
    (said,) = said_in("The mayor made the claim that the bridge was rotten.", pipeline, ON)
    assert said.contents == ("that the bridge was rotten",)
    assert (said.cue, said.source) == ("claim", "The mayor")


@pytest.mark.parametrize(
    "text",
    [
        "The builder appeared in court.",
        "As he crossed the river, the bridge fell.",
        "In the mayor's garden, the roses grow.",
        "They joined a group called the Bridge Builders.",
        "She runs a super PAC called Bridge Town.",
        "The mayor should accept the plan.",
        "There are sound reasons people are supporting a bridge.",
        "Anna Weber fell in the polls.",
        "Criticize the bridge and see.",
    ],
)
def test_what_nobody_says(text: str, pipeline: Pipeline) -> None:
    assert said_in(text, pipeline, ON) == []


def test_a_headline_is_read_like_a_sentence(pipeline: Pipeline) -> None:
    text = "Anna Weber Criticizes Rotten Bridge\n\nThe town is proud of Anna Weber and of its bridge."
    assert ("Criticizes", "Anna Weber", ("Rotten Bridge",)) in [
        (said.cue, said.source, said.contents) for said in said_in(text, pipeline, ON)
    ]


def test_what_is_told_of_a_quote_belongs_to_who_tells_it(pipeline: Pipeline) -> None:
    text = "The mayor said that he would offer “a prayer” for the bridge."
    assert [said.source for said in said_in(text, pipeline, CORPUS)] == ["The mayor"]
    assert Kind.DIRECT in [said.kind for said in said_in(text, pipeline, ON)]


def test_a_relative_pronoun_is_a_source(pipeline: Pipeline) -> None:
    (said,) = said_in("There was a builder who said that the bridge was rotten.", pipeline, ON)
    assert (said.cue, said.source) == ("said", "who")


def test_it_is_nobody(pipeline: Pipeline) -> None:
    (said,) = said_in("It was reported that the bridge was rotten.", pipeline, ON)
    assert said.source is None


def test_only_the_outermost_is_a_quote(pipeline: Pipeline) -> None:
    (said,) = said_in("Anna Weber said that Peter Maier believes the bridge is safe.", pipeline, ON)
    assert said.source == "Anna Weber"


def test_what_somebody_else_says_meanwhile_is_a_quote_of_its_own(pipeline: Pipeline) -> None:
    text = "Anna Weber said that the bridge was safe, while Peter Maier said that it was rotten."
    found = said_in(text, pipeline, ON)
    assert [(said.source, said.contents) for said in found] == [
        ("Anna Weber", ("that the bridge was safe",)),
        ("Peter Maier", ("that it was rotten",)),
    ]


@pytest.mark.parametrize(
    "text",
    ["“It is rotten,” Anna Weber complained about the bridge.", "Anna Weber criticized the bridge: “It is rotten.”"],
)
def test_a_cue_brings_one_quote(text: str, pipeline: Pipeline) -> None:
    (said,) = said_in(text, pipeline, ON)
    assert said.kind is Kind.DIRECT


def test_they_are_a_setting(pipeline: Pipeline) -> None:
    text = "Anna Weber said that the bridge was rotten."
    assert not QuoteSettings().indirect
    assert quotes_in(text, pipeline) == []


def test_marked_quotes_stay_what_they_are(pipeline: Pipeline) -> None:
    text = "“The bridge is safe,” Anna Weber said. She added that nobody ever fell.\n\nPeter Maier said: “It is not.”"
    marked = [one for one in quotes_in(text, pipeline, ON) if one.kind is Kind.DIRECT]
    assert marked == quotes_in(text, pipeline)
    assert [one.kind for one in quotes_in(text, pipeline, ON)] == [Kind.DIRECT, Kind.INDIRECT, Kind.DIRECT]


def test_a_marked_fragment_makes_it_a_mixed_quote(pipeline: Pipeline) -> None:
    text = "The mayor said that the bridge was “a disgrace to the town.”"
    (said,) = said_in(text, pipeline, CORPUS)
    assert said.contents == ("that the bridge was “a disgrace to the town.”",)
    assert said.kind is Kind.MIXED
    (said,) = said_in(text, pipeline, ON)
    assert said.contents == ("“a disgrace to the town.”",)


def test_a_fragment_does_not_end_the_clause_and_keeps_its_marks(pipeline: Pipeline) -> None:
    (said,) = said_in("The mayor said that polls could be “way off,” and were unreliable before.", pipeline, CORPUS)
    assert said.contents == ("that polls could be “way off,” and were unreliable before",)
    (said,) = said_in("The mayor called the bridge “a disgrace”.", pipeline, CORPUS)
    assert said.contents == ("the bridge “a disgrace”",)


def test_turns_of_a_debate_and_a_headline(pipeline: Pipeline) -> None:
    text = (
        "Weber: Bridge Is Safe\n\nThe debate began late.\n\nWEBER: The bridge is safe.\n\nMAIER: I doubt it.\n\n"
        "WEBER: Nobody ever fell.\n\nNote: There was no vote."
    )
    turns = [one for one in said_in(text, pipeline, ON) if one.cue == ":"]
    assert [(one.source, one.contents[0]) for one in turns] == [
        ("Weber", "Bridge Is Safe"),
        ("WEBER", "The bridge is safe."),
        ("MAIER", "I doubt it."),
        ("WEBER", "Nobody ever fell."),
    ]


def test_without_a_pipeline_there_are_none() -> None:
    assert quotes_in("Anna Weber said that the bridge was rotten.", None, ON) == []


def test_no_two_share_a_word(pipeline: Pipeline, sample: str) -> None:
    spans = sorted(span for quote in quotes_in(sample, pipeline, CORPUS) for span in quote.contents)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    kinds = [quote.kind for quote in quotes_in(sample, pipeline, CORPUS)]
    assert kinds.count(Kind.INDIRECT) > kinds.count(Kind.DIRECT)


def test_what_a_word_brings_depends_on_what_it_is() -> None:
    assert CLAUSE in attitudes().frames("said", "VBD")
    assert {CLAUSE, INFINITIVE} <= attitudes().frames("promised", "VBD")
    assert OBJECT in attitudes().frames("criticizing", "VBG")
    assert "of" in attitudes().frames("accused", "VBN")
    assert CLAUSE in attitudes().frames("claims", "NNS")
    assert attitudes().frames("bridge", "NN") == frozenset()


def test_annotate_suggests_them_where_it_is_told_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "Anna Weber said that the bridge was rotten."
    lines.write_text(json.dumps({"id": 1, "text": text}) + "\n", encoding="utf-8")
    for options, kinds in (([], []), (["--ruling", "indirect=on"], ["indirect"])):
        assert main(["annotate", str(lines), "-o", str(out), "--layers", "quotes", *options]) == 0
        assert [quote["kind"] for quote in json.loads(out.read_text(encoding="utf-8"))["quotes"]] == kinds
    capsys.readouterr()
