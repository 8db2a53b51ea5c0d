"""Where a model, the memory and what stands say different things."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.bodies import Body, Entity, Quote, Span
from core.comments import ON_PURPOSE, Comment, Remarks
from core.disagreements import disagreements, words_of
from core.memory import Remembered
from core.records import Annotation, Article, ArticleInfo, Origin, Suggestion, Verdict
from core.session import Session

TEXT = "The New York Times wrote that Qusair fell. “We go,” he said. “We stay.”"


def entity(words: str, label: str) -> Entity:
    start = TEXT.index(words)
    return Entity(Span(start, start + len(words)), label)


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote((Span(start, start + len(words)),))


def stands(id: str, body: Body) -> Annotation:
    return Annotation(id, "a", body, Origin.HAND)


def suggested(id: str, body: Body, verdict: Verdict = Verdict.PENDING, reason: str | None = None) -> Suggestion:
    return Suggestion(id, "a", "r", body, verdict=verdict, reason=reason)


def session(*items: Annotation | Suggestion, said: tuple[Comment, ...] = ()) -> Session:
    info = ArticleInfo("a", "h", "o", "", len(TEXT), datetime.now(UTC))
    standing = [item for item in items if isinstance(item, Annotation)]
    return Session(Article(info, TEXT), standing, [item for item in items if isinstance(item, Suggestion)], 1,
                   Remarks(said))  # fmt: skip


def told(*items: Annotation | Suggestion, known: tuple[Remembered, ...] = ()) -> dict[str, str]:
    found = disagreements(session(*items), {one.words: one for one in known})
    return {one.id: one.sentence for one in found}


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        (suggested("1", entity("Qusair", "ORG")), stands("2", entity("Qusair", "GPE")),
         "“Qusair”: ORG is suggested, and GPE stands."),
        (suggested("1", entity("New York Times", "ORG")), stands("2", entity("The New York", "GPE")),
         "“New York Times” as ORG is suggested, and “The New York” as GPE stands."),
        (suggested("1", entity("The New York Times", "ORG")), stands("2", entity("New York Times", "ORG")),
         "“The New York Times” as ORG is suggested, and “New York Times” as ORG stands."),
        (suggested("1", quote("“We go,” he said. “We stay.”")), stands("2", quote("“We go,”")),
         "“We go,” he said. “We stay.” shares text with another quote that stands"),
    ],
)  # fmt: skip
def test_what_is_suggested_against_what_stands(one: Suggestion, other: Annotation, sentence: str) -> None:
    found = told(one, other)
    assert list(found) == ["1"]
    assert sentence.split(" shares", maxsplit=1)[0].strip("“”") in found["1"]
    assert found["1"].endswith(".")


@pytest.mark.parametrize(
    "items",
    [
        (suggested("1", entity("New York", "GPE")), stands("2", entity("The New York Times", "ORG"))),
        (stands("1", entity("New York", "GPE")), stands("2", entity("The New York Times", "GPE"))),
        (suggested("1", entity("Qusair", "GPE")), stands("2", entity("The New York Times", "ORG"))),
        (suggested("1", entity("Qusair", "GPE"), Verdict.REJECTED), stands("2", entity("Qusair", "ORG"))),
        (suggested("1", quote("“We go,”")), stands("2", quote("“We stay.”"))),
        (suggested("1", quote("“We go,” he said. “We stay.”")), stands("2", entity("We", "ORG"))),
    ],
)
def test_what_is_no_disagreement(items: tuple[Annotation | Suggestion, ...]) -> None:
    assert told(*items) == {}


def test_two_suggesters_that_disagree_are_both_to_be_looked_at() -> None:
    found = told(suggested("1", entity("Qusair", "ORG")), suggested("2", entity("Qusair", "GPE")))
    assert set(found) == {"1", "2"}
    assert found["1"] == "“Qusair”: ORG is suggested, and GPE is suggested, too."


def test_a_model_that_the_memory_held_back() -> None:
    held = suggested("1", entity("Qusair", "ORG"), Verdict.WITHDRAWN, "memory")
    assert told(held, suggested("2", entity("Qusair", "GPE"))) == {
        "2": "“Qusair”: the memory says GPE, and a model said ORG."
    }
    assert told(held, suggested("2", entity("Qusair", "ORG"))) == {}


@pytest.mark.parametrize(
    ("item", "known", "sentence"),
    [
        (suggested("1", entity("Qusair", "ORG")), Remembered("Qusair", (("GPE", 3),)), "the memory says GPE"),
        (suggested("1", entity("Qusair", "ORG")), Remembered("Qusair", (), (("ORG", 3),)), "says no entity"),
        (stands("1", entity("Qusair", "ORG")), Remembered("Qusair", (("GPE", 3), ("ORG", 1))), "made it GPE 3 times"),
        (
            stands("1", entity("Qusair", "ORG")),
            Remembered("Qusair", (("ORG", 1),), (("ORG", 4),)),
            "rejected it 4 times",
        ),
        (stands("1", entity("Qusair", "ORG")), Remembered("Qusair", (("GPE", 1), ("ORG", 1))), ""),
        (stands("1", entity("Qusair", "ORG")), Remembered("Qusair", (("GPE", 3), ("ORG", 3))), ""),
        (suggested("1", entity("Qusair", "ORG")), Remembered("Qusair", (("GPE", 3), ("ORG", 1))), ""),
        (stands("1", entity("Qusair", "ORG")), Remembered("Aleppo", (("GPE", 9),)), ""),
    ],
)
def test_against_the_memory(item: Annotation | Suggestion, known: Remembered, sentence: str) -> None:
    found = told(item, known=(known,))
    assert sentence in found["1"] if sentence else found == {}


def test_they_come_in_the_order_of_the_text() -> None:
    items = (
        suggested("z", entity("New York Times", "ORG")), stands("y", entity("The New York", "GPE")),
        suggested("a", entity("Qusair", "ORG")), stands("b", entity("Qusair", "GPE")),
    )  # fmt: skip
    assert list(told(*items)) == ["z", "a"]
    assert words_of(session(*items)) == ["New York Times", "Qusair", "The New York"]


def test_what_was_said_to_be_on_purpose_is_passed_over() -> None:
    known = {"Qusair": Remembered("Qusair", kept=(("GPE", 3), ("ORG", 1)))}
    here = stands("1", entity("Qusair", "ORG"))
    said = Comment("c", "a", "1", "Lois", datetime.now(UTC), ON_PURPOSE, resolved=True)
    assert [one.id for one in disagreements(session(here), known)] == ["1"]
    assert disagreements(session(here, said=(said,)), known) == []
    asked = replace(said, id="d", resolved=False)
    assert [one.id for one in disagreements(session(here, said=(said, asked)), known)] == ["1"], "somebody asks"
    open_one = suggested("1", entity("Qusair", "ORG"))
    sure = {"Qusair": Remembered("Qusair", kept=(("GPE", 3),))}
    assert len(disagreements(session(open_one, said=(said,)), sure)) == 1, "what is undecided is to be decided"
