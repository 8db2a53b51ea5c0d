"""The unquoted rest of mixed quotes: the clause that marks are a part of, on short invented texts."""

import pytest

from core.bodies import Kind
from core.suggest import Pipeline, QuoteSettings
from tests.core.suggest.reading import said_in

CORPUS = QuoteSettings(indirect=True, unquoted_rest=True)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The mayor said “no” driver would use the bridge at night.",
            "“no” driver would use the bridge at night",
        ),
        (
            "The mayor said that after ten years of repairs, “it still shakes.”",
            "that after ten years of repairs, “it still shakes.”",
        ),
        (
            "Anna Weber told reporters that the bridge “is not safe at all.”",
            "that the bridge “is not safe at all.”",
        ),
        (
            "When it comes to the bridge, “we have all done our best,” the mayor said.",
            "When it comes to the bridge, “we have all done our best,”",
        ),
        (
            "The mayor said “we will close the bridge tomorrow” despite the protests.",
            "“we will close the bridge tomorrow” despite the protests",
        ),
    ],
)
def test_whole_marks_are_a_part_of_the_clause_about_them(text: str, content: str, pipeline: Pipeline) -> None:
    (said,) = said_in(text, pipeline, CORPUS)
    assert (said.contents, said.kind) == ((content,), Kind.MIXED)
    (said,) = said_in(text, pipeline, QuoteSettings(indirect=True))
    assert said.contents[0].startswith("“")
    assert said.contents[0].endswith("”")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said, “We will close the bridge.”",
        "The council shouted “we want a new bridge” after the mayor had left.",
        "The council shouted “we want a new bridge” and left the hall.",
        "The mayor praised the builder. “We want a new bridge,” she said.",
    ],
)
def test_whole_marks_that_stand_alone_do(text: str, pipeline: Pipeline) -> None:
    said = next(one for one in said_in(text, pipeline, CORPUS) if one.kind is not Kind.INDIRECT)
    assert said.kind is Kind.DIRECT
    assert said.contents[0].startswith("“")
    assert said.contents[0].endswith("”")


def test_what_is_said_before_the_cue_goes_on_in_marks(pipeline: Pipeline) -> None:
    (said,) = said_in("If it rains tomorrow, Anna Weber said, “we will close the bridge.”", pipeline, CORPUS)
    assert said.contents == ("If it rains tomorrow", "“we will close the bridge.”")
    assert said.kind is Kind.MIXED
    (said,) = said_in("After the storm had passed, Anna Weber said, “We will close the bridge.”", pipeline, CORPUS)
    assert said.contents == ("“We will close the bridge.”",)
