"""One open article: what is where, what comes next, who speaks. The library's random commands test folding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.bodies import Entity, Kind, Quote, Span
from core.records import Annotation, Article, ArticleInfo, Change, Origin, Revision, Status, Suggestion, Verdict
from core.session import Progress, Session, SpeakerTally, Touched

TEXT = "“We won,” Yahya Suleiman said. “It is ours.”\nQusair fell."
NOW = datetime(2013, 6, 5, tzinfo=UTC)
INFO = ArticleInfo("a", "Qusair", "a.txt", "", len(TEXT), NOW)

SULEIMAN, YAHYA, QUSAIR = Span(10, 24), Span(10, 15), Span(45, 51)
QUOTE = Quote((Span(0, 9), Span(31, 44)), (Span(25, 29),), (SULEIMAN,), Kind.DIRECT, ("Yahya Suleiman",))


def annotation(id: str, body: Entity | Quote) -> Annotation:
    return Annotation(id, "a", body, Origin.HAND, None, 3)


def suggestion(id: str, body: Entity | Quote, verdict: Verdict = Verdict.PENDING) -> Suggestion:
    return Suggestion(id, "a", "r", body, None, (), verdict, None, 2)


@pytest.fixture
def session() -> Session:
    return Session(
        Article(INFO, TEXT),
        [annotation("quote", QUOTE), annotation("person", Entity(SULEIMAN, "PERSON"))],
        [
            suggestion("quote", QUOTE, Verdict.ACCEPTED),
            suggestion("nested", Entity(YAHYA, "PERSON")),
            suggestion("place", Entity(QUSAIR, "GPE")),
            suggestion("wrong", Entity(QUSAIR, "ORG"), Verdict.REJECTED),
            suggestion("joined", QUOTE, Verdict.CORRECTED),
            suggestion("old", Entity(QUSAIR, "LOC"), Verdict.WITHDRAWN),
        ],
        3,
    )


def ids(items: object) -> list[str]:
    return [item.id for item in items]  # type: ignore[attr-defined]


def test_items_are_what_stands_and_what_is_open(session: Session) -> None:
    assert ids(session.items()) == ["quote", "nested", "person", "place"]
    assert ids(session.items(rejected=True)) == ["quote", "nested", "person", "place", "wrong"]
    assert isinstance(session.item("quote"), Annotation)
    assert session.item("joined") is session.item("old") is session.item("nobody") is None
    found = session.suggestion("quote")
    assert found is not None
    assert found.verdict is Verdict.ACCEPTED
    assert session.is_pending("nested")
    assert not session.is_pending("quote")
    assert session.is_rejected("wrong")
    assert session.progress() == Progress(3, 5)
    assert session.id == "a"


def test_what_is_at_an_offset(session: Session) -> None:
    assert ids(session.at(12)) == ["nested", "person", "quote"], "the smallest part first"
    assert ids(session.at(20)) == ["person", "quote"]
    assert ids(session.at(30)) == [], "between the parts of a quote is no quote"
    assert ids(session.touching(30, 31)) == ["quote"], "but its bounds go over it"
    assert ids(session.at(46)) == ["place"]
    assert ids(session.at(46, rejected=True)) == ["place", "wrong"]
    assert session.at(len(TEXT)) == []


def test_going_from_one_to_the_next(session: Session) -> None:
    assert session.undecided_after(None) == "nested"
    assert session.undecided_after("nested") == "place"
    assert session.undecided_after("place") == "nested", "round the end"
    assert session.undecided_after(11) == "place"
    assert session.undecided_before("place") == "nested"
    assert session.undecided_before("nested") == "place"
    assert session.undecided_before(None) == "place"
    assert session.neighbour(None, 1) == "quote"
    assert session.neighbour("quote", 1) == "nested"
    assert session.neighbour("quote", -1) is None
    assert session.neighbour(None, -1) == "place"
    places = {id: item.body.bounds.start for id in ("nested", "place") if (item := session.item(id)) is not None}
    assert session.neighbour(places["place"], 1) == "place", "from an offset on"
    assert session.neighbour(places["place"], -1) == "person"
    assert session.neighbour(places["place"] + 1, 1) is None
    assert session.undecided_after("wrong") == "nested", "a rejected one has a place too"


def test_who_speaks(session: Session) -> None:
    anonymous = Quote((Span(45, 56),), kind=Kind.INDIRECT)
    session.fold(revision(4, Change(None, annotation("other", anonymous))))
    assert session.speakers() == (SpeakerTally("Yahya Suleiman", ("quote",), 5), SpeakerTally("", ("other",), 2))


def revision(number: int, *changes: Change, article: str = "a") -> Revision:
    return Revision(number, article, "Ana", NOW, "intent", changes)


def test_folding_says_what_to_draw_again(session: Session) -> None:
    before = session.suggestion("place")
    assert before is not None
    accepted = suggestion("place", before.body, Verdict.CORRECTED)  # type: ignore[arg-type]
    moved = Entity(Span(45, 56), "GPE")
    opened = ArticleInfo("a", "Qusair", "a.txt", "", len(TEXT), NOW, Status.OPEN)
    touched = session.fold(
        revision(4, Change(before, accepted), Change(None, annotation("place", moved)), Change(INFO, opened))
    )
    assert touched == Touched(frozenset({"place"}), (Span(45, 51), Span(45, 56)))
    item = session.item("place")
    assert item is not None
    assert (item.body, item.version) == (moved, 4)
    assert (session.info.status, session.info.version, session.revision) == (Status.OPEN, 4, 4)
    assert session.progress() == Progress(4, 5)


def test_what_was_seen_or_is_elsewhere_changes_nothing(session: Session) -> None:
    gone = Change(session.item("person"), None)
    nothing = Touched(frozenset(), ())
    assert session.fold(revision(3, gone)) == nothing
    assert session.fold(revision(9, gone, article="b")) == nothing
    assert session.item("person") is not None
    session.fold(revision(9, gone))
    assert session.item("person") is None
    assert ids(session.items()) == ["quote", "nested", "place"]


def test_the_least_sure_come_first_and_decided_ones_leave_the_queue(session: Session) -> None:
    nested, place = session.suggestion("nested"), session.suggestion("place")
    assert nested is not None
    assert place is not None
    unsure = replace(place, score=0.2)
    session.fold(revision(4, Change(place, unsure)))
    assert [session.unsure(None), session.unsure("place"), session.unsure("nested")] == ["place", "nested", "place"]
    assert session.unsure("place", -1) == "nested"
    session.fold(revision(5, Change(unsure, replace(unsure, verdict=Verdict.REJECTED))))
    assert session.unsure("place") == session.unsure(None) == "nested", "a decided one still has its place"
    session.fold(revision(6, Change(replace(unsure, verdict=Verdict.REJECTED), unsure)))
    assert session.unsure("nested") == "place", "what was taken back waits again"
    assert session.unsure("person", -1) == "nested", "nobody suggested it: from the end"
