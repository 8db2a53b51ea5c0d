"""Where words, patterns and annotations are found in an article."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Body, Entity, ExcludedRegion, Quote, Span
from core.comments import Comment, Flag, Remarks
from core.find.article import Hits, hits_in, merged, touches
from core.find.inventory import Inventory
from core.find.search import LONGEST, Search, SearchError, parsed
from core.find.states import State
from core.find.words import Finder
from core.records import Annotation, Article, ArticleInfo, Origin, Suggestion, Verdict
from core.session import Session

TEXT = "Qusair fell. The U.S. said Qusair’s rebels left. “We stay,” O'Brien said\u00a0of qusair.\n\nMore to read"
AT = datetime(2026, 11, 22, tzinfo=UTC)


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def annotation(id: str, body: Body, origin: Origin = Origin.HAND) -> Annotation:
    return Annotation(id, "a", body, origin, "run" if origin is Origin.SUGGESTION else None)


def suggestion(id: str, body: Body, verdict: Verdict = Verdict.PENDING) -> Suggestion:
    return Suggestion(id, "a", "run", body, verdict=verdict)


GPE, ORG = Entity(at("Qusair"), "GPE"), Entity(at("Qusair", 1), "ORG")
SESSION = Session(
    Article(ArticleInfo("a", "h", "o", "", len(TEXT), AT), TEXT),
    [
        annotation("1", GPE, Origin.SUGGESTION),
        annotation("2", Quote((at("“We stay,”"),), (at("said", 1),), (at("O'Brien"),))),
        annotation("3", Entity(at("U.S."), "GPE"), Origin.SUGGESTION),
        annotation("4", ExcludedRegion(at("More to read"))),
    ],
    [
        suggestion("1", GPE, Verdict.ACCEPTED),
        suggestion("3", Entity(at("U.S."), "ORG"), Verdict.CORRECTED),
        suggestion("5", ORG),
        suggestion("6", Entity(at("rebels"), "ORG"), Verdict.REJECTED),
        suggestion("7", Entity(at("The"), "ORG"), Verdict.WITHDRAWN),
    ],
    1,
    Remarks(
        [Comment("c", "a", "5", "Ana", AT, "?"), Comment("d", "a", "1", "Ana", AT, "?", True)],
        [Flag("2", "a", "A", AT)],
    ),
)


def found(search: Search, session: Session = SESSION) -> list[str]:
    found = hits_in(session.text, search, Inventory.of_session(session, search))
    return [session.text[start:end] for start, end in found.places]


@pytest.mark.parametrize(
    ("search", "words"),
    [
        (Search("qusair"), ["Qusair", "Qusair", "qusair"]),
        (Search("Qusair", case=True), ["Qusair", "Qusair"]),
        (Search("o’brien said of"), ["O'Brien said\u00a0of"]),
        (Search('"we'), ["“We"]),
        (Search("WE"), ["We"]),
        (Search("s", whole=True), []),
        (Search("Brien", whole=True), []),
        (Search("O'Brien", whole=True), ["O'Brien"]),
        (Search("U.S.", whole=True), ["U.S."]),
        (Search("U.S"), ["U.S"]),
        (Search(r"\b[A-Z]\w+r\b", case=True, pattern=True), ["Qusair", "Qusair"]),
        (Search(r"(?<=said )\w+", pattern=True), ["Qusair"]),
        (Search(r"^More", pattern=True), ["More"]),
        (Search(r"x*", pattern=True), []),
        (Search(r"\s+", pattern=True), []),
        (Search("(", whole=True), []),
        (Search("said  of"), ["said\u00a0of"]),
    ],
)
def test_words_and_patterns(search: Search, words: list[str]) -> None:
    assert sorted(found(search)) == sorted(words)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("label:GPE", ["Qusair", "U.S."]),
        ("label:gpe", ["Qusair", "U.S."]),
        ("label:quote", ["“We stay,”"]),
        ("label:excluded", ["More to read"]),
        ("status:undecided", ["Qusair"]),
        ("status:accepted", ["Qusair"]),
        ("status:corrected", ["U.S."]),
        ("status:rejected", ["rebels"]),
        ("status:added", ["“We stay,”", "More to read"]),
        ("status:flagged", ["“We stay,”"]),
        ("status:commented", ["Qusair", "Qusair"]),
        ("status:open-comment", ["Qusair"]),
        ("label:ORG status:undecided", ["Qusair"]),
        ("label:ORG status:accepted", []),
        ("qusair status:undecided", ["Qusair"]),
        ("label:GPE qusair", ["Qusair"]),
        ("status:unannotated qusair", ["qusair"]),
        ("said label:quote", ["said"]),
        ('label:"GPE"', ["Qusair", "U.S."]),
    ],
)
def test_labels_and_states(typed: str, words: list[str]) -> None:
    assert found(parsed(typed, Search())) == words


def test_switches_and_what_is_typed_go_together() -> None:
    switches = Search(case=True, label="ORG", state=State.ADDED)
    assert parsed("  army", switches) == Search("  army", case=True, label="ORG", state=State.ADDED)
    assert parsed("label:GPE", switches).label == "GPE", "what is typed goes first"
    assert parsed("label:GPE", Search(pattern=True)) == Search("label:GPE", pattern=True), "a pattern is a pattern"
    assert parsed("mylabel:GPE", Search()).words == "mylabel:GPE"


@pytest.mark.parametrize(
    ("typed", "search", "sentence"),
    [
        ("status:decided", Search(), "There is no status “decided”"),
        ("x" * (LONGEST + 1), Search(), "longer than"),
        ("status:unannotated", Search(), "Type the words"),
        ("(a|b", Search(pattern=True), "This is no pattern yet: missing ), at character 5."),
        ("[", Search(pattern=True), "This is no pattern yet"),
        (r"\p{Nothing}", Search(pattern=True), "This is no pattern yet"),
    ],
)
def test_what_cannot_be_looked_for_says_why(typed: str, search: Search, sentence: str) -> None:
    with pytest.raises(SearchError) as error:
        found(parsed(typed, search))
    assert sentence in str(error.value)


@pytest.mark.parametrize("pattern", [r"(a|aa)+$", r"(a+)+b", r"(x+x+)+y", r"^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_a_pattern_without_an_end_is_stopped(pattern: str) -> None:
    text = "a" * 5000 + "!" + "x" * 5000
    began = time.process_time()  # work done: a machine that is busy, or asleep for a while, is no fault of the finder
    with contextlib.suppress(SearchError):  # where the engine is clever enough, it ends by itself
        Finder(Search(pattern, pattern=True), 0.3).places(text)
    assert time.process_time() - began < 5


def test_the_first_of_them_is_one_that_has_to_be_stopped() -> None:
    with pytest.raises(SearchError, match="takes too long"):
        Finder(Search(r"(a|aa)+$", pattern=True), 0.2).places("a" * 60 + "!")


@given(st.text(max_size=60), st.text(min_size=1, max_size=4), st.booleans())
def test_plain_words_are_found_where_python_finds_them(text: str, words: str, whole: bool) -> None:
    places = Finder(Search(words, case=True, whole=whole)).places(text)
    assert all(start < end for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    plain = not any(sign.isspace() or sign in "'’‘\"“”„«»" for sign in words)
    if plain and not whole:
        expected, start = [], 0
        while (start := text.find(words, start)) >= 0:
            expected.append((start, start + len(words)))
            start += len(words)
        assert places == expected


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda p: (p[0], p[0] + p[1]))), st.data())
def test_touching_is_sharing_a_character(parts: list[tuple[int, int]], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, 35))
    place = start, start + data.draw(st.integers(1, 5))
    shared = any(one < place[1] and place[0] < other for one, other in parts)
    assert touches(merged(parts), place) is shared


def test_going_round_the_hits() -> None:
    some = Hits(Search("x"), [(2, 4), (6, 8), (10, 12)])
    assert [some.after(offset) for offset in (0, 2, 3, 10, 11)] == [0, 0, 1, 2, 0]
    assert [some.next(start, 1) for start in (0, 2, 10, 20)] == [0, 1, 0, 0]
    assert [some.next(start, -1) for start in (0, 2, 6, 20)] == [2, 2, 0, 2]
    assert Hits(Search("x")).after(3) is Hits(Search("x")).next(3, 1) is None
    assert some.within(7, 11) == [(6, 8), (10, 12)] or some.within(7, 11)[-2:] == [(6, 8), (10, 12)]
