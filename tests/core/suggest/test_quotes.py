"""The quote engine on short invented texts, with the real pipeline."""

import pytest

from core.bodies import Kind, Quote
from core.suggest import QUOTES, Pipeline, QuoteSettings, annotate
from tests.core.suggest.reading import Said, quotes_in, said_in


def one(text: str, pipeline: Pipeline | None, settings: QuoteSettings | None = None) -> Said:
    (said,) = said_in(text, pipeline, settings)
    return said


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“The bridge is safe,” Anna Weber said.", "said", "Anna Weber"),
        ("“The bridge is safe,” said Anna Weber.", "said", "Anna Weber"),
        ("“The bridge is safe,” said Anna Weber, the mayor of Lindau.", "said", "Anna Weber, the mayor of Lindau"),
        (
            "“The bridge is safe,” said Anna Weber, who runs the town hall.",
            "said",
            "Anna Weber, who runs the town hall",
        ),
        ("“The bridge is safe,” said Anna Weber, who declined to be photographed.", "said", "Anna Weber"),
        ("“The bridge is safe,” said Anna Weber as she left the hall.", "said", "Anna Weber"),
        ("“The bridge is safe,” said Anna Weber, pointing at the river.", "said", "Anna Weber"),
        ("“The bridge is safe,” Anna Weber, the mayor, told reporters.", "told", "Anna Weber, the mayor"),
        ("“The bridge is safe,” according to Anna Weber.", "according to", "Anna Weber"),
        ("Anna Weber said: “The bridge is safe.”", "said", "Anna Weber"),
        ("In a statement, the mayor, Anna Weber, said, “The bridge is safe.”", "said", "the mayor, Anna Weber"),
        ("Anna Weber spoke to reporters, saying, “The bridge is safe.”", "saying", "Anna Weber"),
        ("“The bridge is safe.” — Anna Weber, Lindau", "—", "Anna Weber, Lindau"),
        ("Weber: “The bridge is safe.”", ":", "Weber"),
        ("“The bridge is safe,” she went on to say.", "went on to say", "she"),
        ("Said Anna Weber, “The bridge is safe.”", "Said", "Anna Weber"),
        ("Yesterday Anna Weber said,“The bridge is safe.”", "said", "Anna Weber"),
        ("LINDAU — The mayor, Anna Weber, said, “The bridge is safe.”", "said", "The mayor, Anna Weber"),
        ("LINDAU, Bavaria (AP) -- The mayor said, “The bridge is safe.”", "said", "The mayor"),
    ],
)
def test_cue_and_source(text: str, cue: str, source: str, pipeline: Pipeline) -> None:
    said = one(text, pipeline)
    assert (said.cue, said.source, said.kind) == (cue, source, Kind.DIRECT)


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is safe,” Anna Weber said. “Go and look.”",
        "“The bridge,” Anna Weber said, “is safe.”",
        "Anna Weber said: “The bridge is safe. Go and look.",
    ],
)
def test_an_interrupted_quote_is_one_quote(text: str, pipeline: Pipeline) -> None:
    said = one(text, pipeline)
    assert len(said.contents) == text.count("“")
    assert said.source == "Anna Weber"


def test_a_quote_over_paragraphs_is_one_quote(pipeline: Pipeline) -> None:
    text = "“The bridge is safe,” Anna Weber said. “Go and look.\n\n“Nobody ever fell into the river there.”"
    said = one(text, pipeline)
    assert len(said.contents) == 3
    assert said.source == "Anna Weber"


def test_a_paragraph_that_is_all_quote_goes_on_with_who_spoke(pipeline: Pipeline) -> None:
    text = "“The bridge is safe,” Anna Weber said.\n\n“Nobody ever fell into the river over there.”"
    assert len(one(text, pipeline).contents) == 2


def test_a_colon_at_a_paragraphs_end_brings_the_next_one(pipeline: Pipeline) -> None:
    text = "Anna Weber wrote on Tuesday:\n\n“The bridge is safe and nobody needs to worry about it.”"
    said = one(text, pipeline)
    assert (said.cue, said.source) == ("wrote", "Anna Weber")


def test_two_people_are_two_quotes(pipeline: Pipeline) -> None:
    text = "“The bridge is safe,” said Anna Weber. “It is not,” said Peter Maier."
    assert [said.source for said in said_in(text, pipeline)] == ["Anna Weber", "Peter Maier"]


def test_a_fragment_is_mixed_and_holds_only_what_is_marked(pipeline: Pipeline) -> None:
    said = one("The mayor said the bridge was a “disgrace to the town” and closed it.", pipeline)
    assert said == Said(("“disgrace to the town”",), "said", "The mayor", Kind.MIXED, "The mayor")


def test_fragments_of_one_cue_are_one_quote(pipeline: Pipeline) -> None:
    said = one("The mayor said the bridge was “rotten” and its pillars “a joke of engineering.”", pipeline)
    assert said.contents == ("“rotten”", "“a joke of engineering.”")


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        ("He watched the series “Morning in Lindau” every day.", "title"),
        ("She appeared on NBC’s “Meet the Town” on Sunday.", "title"),
        ("The so-called “experts” stayed at home.", "scare quote"),
        ("The “Iron” Lady and a ‘ghost ship’ lay in port.", "scare quote"),
        ("Jack “Shorty” Malone painted the ferries.", "nickname"),
        ("The sailor, known as “Shorty”, painted the ferries.", "nickname"),
    ],
)
def test_titles_nicknames_and_scare_quotes_are_shown_as_what_they_are(
    text: str, taken_for: str, pipeline: Pipeline
) -> None:
    proposal = next(run.proposals for run in annotate(text, pipeline) if run.run.suggester == QUOTES)[-1]
    quote = proposal.body
    assert isinstance(quote, Quote)
    assert quote.kind is Kind.MIXED
    assert not quote.cues
    assert proposal.doubts == (taken_for,)
    assert quotes_in(text, pipeline, QuoteSettings(unattributed=False)) == []


def test_a_short_name_is_spelled_out(pipeline: Pipeline) -> None:
    text = "Anna Weber opened the bridge on Monday.\n\n“It is safe,” Weber said."
    assert one(text, pipeline).speaker == "Anna Weber"


def test_pronouns_agree_in_gender(pipeline: Pipeline) -> None:
    text = (
        "Anna Weber and her deputy, Peter Maier, opened the bridge on Monday. Maier cut the ribbon.\n\n"
        "“It is safe,” she said."
    )
    assert one(text, pipeline).speaker == "Anna Weber"


def test_two_speakers_of_one_quote(pipeline: Pipeline) -> None:
    (quote,) = quotes_in("“We are safe,” Anna Weber and Peter Maier said.", pipeline)
    assert quote.speakers == ("Anna Weber", "Peter Maier")


def test_we_have_no_name(pipeline: Pipeline) -> None:
    said = one("“It is safe,” we said.", pipeline)
    assert (said.source, said.speaker) == ("we", None)


def test_offsets_behind_emoji_and_odd_spaces(pipeline: Pipeline) -> None:
    text = "😀\u00a0👩‍🚒 Fire!\u2028\n“The bridge is safe,”\u00a0said Anna Weber. 😀"
    said = one(text, pipeline)
    assert (said.contents, said.cue, said.source) == (("“The bridge is safe,”",), "said", "Anna Weber")


def test_auxiliaries_and_descriptions_are_settings(pipeline: Pipeline) -> None:
    text = "“The bridge is safe,” Anna Weber, the mayor of Lindau, has said."
    assert one(text, pipeline).cue == "has said"
    assert one(text, pipeline, QuoteSettings(auxiliaries=False)).cue == "said"
    assert one("“The bridge is safe,” she later said.", pipeline).cue == "later said"
    assert one(text, pipeline).source == "Anna Weber, the mayor of Lindau"
    assert one(text, pipeline, QuoteSettings(description=False)).source == "Anna Weber"


@pytest.mark.parametrize(
    ("text", "cue", "source", "speaker"),
    [
        ("“It is safe,” said Anna Weber.", "said", "Anna Weber", "Anna Weber"),
        ("“It is safe,” Anna Weber said on Monday.", "said", "Anna Weber", "Anna Weber"),
        ("Anna Weber said: “It is safe.”", "said", "Anna Weber", "Anna Weber"),
        ("“It is safe,” she added.", "added", "she", None),
    ],
)
def test_without_a_pipeline(text: str, cue: str, source: str, speaker: str | None) -> None:
    assert one(text, None) == Said((text[text.index("“") : text.index("”") + 1],), cue, source, Kind.DIRECT, speaker)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said the bridge was “rotten” and closed.", "the bridge was “rotten” and closed"),
        ("The bridge was “rotten,” the mayor said.", "The bridge was “rotten,”"),
        ("The mayor called the bridge “rotten.”", "the bridge “rotten.”"),
    ],
)
def test_the_unquoted_rest_of_a_mixed_quote_is_a_setting(text: str, content: str, pipeline: Pipeline) -> None:
    said = one(text, pipeline, QuoteSettings(unquoted_rest=True))
    assert (said.contents, said.kind) == ((content,), Kind.MIXED)


def test_it_was_said_names_nobody(pipeline: Pipeline) -> None:
    said = one("The bank opened. It had promised rain. “Everyone is tired,” it was said in the canteen.", pipeline)
    assert (said.cue, said.source, said.speaker) == ("was said", None, None)
    said = one("The bank opened on Monday. “Everyone is tired,” it said in a statement.", pipeline)
    assert said.source == "it"


def test_a_quote_of_several_paragraphs_may_be_attributed_in_the_last(pipeline: Pipeline) -> None:
    text = (
        "The council met.\n\n“The bridge is old.\n\n“It was built by others.\n\n"
        "“It must go,” said Anna Weber. “Soon.”\n\n“Nobody asked us,” said Peter Maier."
    )
    first, second = said_in(text, pipeline)
    assert first.contents == ("“The bridge is old.", "“It was built by others.", "“It must go,”", "“Soon.”")
    assert (first.source, second.source) == ("Anna Weber", "Peter Maier")
    unopened = text.replace("“It must go", "It must go").replace("“It was built by others.\n\n", "")
    assert next(said.contents for said in said_in(unopened, pipeline)) == (
        "“The bridge is old.",
        "It must go,”",
        "“Soon.”",
    )
