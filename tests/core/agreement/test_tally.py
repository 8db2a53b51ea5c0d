"""Counting: what is the same, what overlaps, token by token; and the cases behind it."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agreement.differing import cases, of_row
from core.agreement.marks import Mark, Tokens, paired
from core.agreement.tally import Line, Tally
from core.bodies import Body, Entity, ExcludedRegion, Kind, Quote, Span
from core.records import Annotation, Origin
from core.text import tokens

TEXT = "“We will go on,” Yahya Suleiman told Mayadeen. Hezbollah took the town of Qusair in Syria on Wednesday."
_IDS = count()


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def made(*bodies: Body) -> list[Annotation]:
    return [Annotation(f"a{next(_IDS)}", "s", body, Origin.HAND) for body in bodies]


def line(name: str, left: list[Annotation], right: list[Annotation]) -> Line:
    tally = Tally()
    tally.count(TEXT, left, right)
    return next(one for one in tally.lines() if one.name == name)


QUOTE = Quote((at("“We will go on,”"),), (at("told"),), (at("Yahya Suleiman"),), Kind.DIRECT, ("Yahya Suleiman",))


def test_the_same_twice_is_perfect() -> None:
    mine = made(Entity(at("Hezbollah"), "ORG"), Entity(at("Syria"), "GPE"), QUOTE)
    tally = Tally()
    tally.count(TEXT, mine, mine)
    for one in tally.lines():
        assert one.strict == one.lenient == 1
        if one.name not in ("speaker", "kind"):  # one quote alone: its speaker and its kind vary with nothing
            assert one.kappa == one.alpha == 1


def test_another_label_is_no_agreement() -> None:
    mine, yours = made(Entity(at("Qusair"), "ORG")), made(Entity(at("Qusair"), "GPE"))
    for name in ("entities", "ORG", "GPE"):
        assert line(name, mine, yours).lenient == 0


def test_another_boundary_agrees_where_sharing_a_character_is_enough() -> None:
    mine, yours = made(Entity(at("Yahya Suleiman"), "PERSON")), made(Entity(at("Suleiman"), "PERSON"))
    found = line("PERSON", mine, yours)
    assert (found.left, found.right, found.strict, found.lenient) == (1, 1, 0, 1)


def test_what_only_one_has_counts_against_both() -> None:
    mine = made(Entity(at("Hezbollah"), "ORG"), Entity(at("Syria"), "GPE"))
    assert line("entities", mine, made(Entity(at("Syria"), "GPE"))).strict == pytest.approx(2 / 3)


def test_tokens_are_counted_one_by_one() -> None:
    mine, yours = made(Entity(at("Yahya Suleiman"), "PERSON")), made(Entity(at("Suleiman"), "PERSON"))
    words = len(list(tokens(TEXT)))
    observed, by_chance = (words - 1) / words, (2 * 1 + (words - 2) * (words - 1)) / words**2
    assert line("PERSON", mine, yours).kappa == pytest.approx((observed - by_chance) / (1 - by_chance))


def test_a_label_that_comes_late_is_counted_over_all_articles() -> None:
    tally = Tally()
    tally.count(TEXT, [], [])
    tally.count(TEXT, made(Entity(at("Syria"), "GPE")), made(Entity(at("Syria"), "GPE")))
    tally.count(TEXT, made(Entity(at("Syria"), "GPE")), [])
    gpe = next(one for one in tally.lines() if one.name == "GPE")
    words = 3 * len(list(tokens(TEXT)))
    by_chance = (2 * 1 + (words - 2) * (words - 1)) / words**2
    assert gpe.kappa == pytest.approx(((words - 1) / words - by_chance) / (1 - by_chance))


def test_text_that_both_leave_out_is_no_part_of_the_article() -> None:
    out = ExcludedRegion(at("on Wednesday."))
    tally = Tally()
    tally.count(TEXT, made(out), made(out))
    assert tally.tokens == len(list(tokens(TEXT))) - 3


def test_the_parts_of_a_quote_are_counted_each_for_itself() -> None:
    other = Quote(QUOTE.contents, QUOTE.cues, (at("Suleiman"),), Kind.MIXED, ("Yahya Suleiman", "Mayadeen"))
    mine, yours = made(QUOTE), made(other)
    found = {name: line(name, mine, yours) for name in ("quotes", "content", "cue", "source", "speaker", "kind")}
    assert {name: one.strict for name, one in found.items()} == {
        "quotes": 0, "content": 1, "cue": 1, "source": 0, "speaker": 0, "kind": 0,
    }  # fmt: skip
    assert {name: one.lenient for name, one in found.items()} == {
        "quotes": 1, "content": 1, "cue": 1, "source": 1, "speaker": 1, "kind": 0,
    }  # fmt: skip


def test_marks_are_paired_with_what_they_share_most() -> None:
    long, short, other = (Mark(span, "X", str(n)) for n, span in enumerate((Span(0, 10), Span(0, 2), Span(3, 10))))
    pairs, left, right = paired([long], [short, other])
    assert (pairs, left, right) == ([(long, other)], [], [short])


def test_each_difference_is_a_case_of_its_rows() -> None:
    mine = made(Entity(at("Qusair"), "ORG"), Entity(at("Yahya Suleiman"), "PERSON"), QUOTE)
    yours = made(Entity(at("Qusair"), "GPE"), Entity(at("Suleiman"), "PERSON"), Entity(at("Syria"), "GPE"))
    found = cases(TEXT, mine, yours)
    told = [(one.left, one.right) for one in of_row(found, ("entities", ""))]
    assert told == [
        ("PERSON “Yahya Suleiman”", "PERSON “Suleiman”"),
        ("ORG “Qusair”", "GPE “Qusair”"),
        ("", "GPE “Syria”"),
    ]
    assert [one.left for one in of_row(found, ("entities", ""), lenient=True)] == ["ORG “Qusair”", ""]
    assert [one.right for one in of_row(found, ("entities", "GPE"))] == ["GPE “Qusair”", "GPE “Syria”"]
    assert [one.left for one in of_row(found, ("quotes", "cue"))] == ["cue “told”"]
    assert len(list(of_row(found, ("quotes", "")))) == 1


def test_nested_mentions_are_compared_with_their_own_like() -> None:
    both = made(Entity(at("town of Qusair"), "LOC"), Entity(at("Qusair"), "GPE"))
    yours = made(Entity(at("Qusair"), "GPE"), Entity(at("town of Qusair"), "LOC"))
    assert cases(TEXT, both, yours) == []
    assert line("entities", both, yours).kappa == 1


# ------------------------------------------------------------------------------------------------------------ anything

SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
ENTITIES = st.builds(Entity, SPANS, st.sampled_from(("ORG", "GPE")))
QUOTES = st.builds(
    lambda first, spans, kind, who: Quote(tuple(spans[:first]), tuple(spans[first:2]), tuple(spans[2:3]), kind, who),
    st.integers(0, 1),
    st.lists(SPANS, min_size=1, max_size=3),
    st.sampled_from(list(Kind)),
    st.sampled_from([(), ("A",), ("A", "B")]),
)
SETS = st.lists(ENTITIES | QUOTES, max_size=8, unique=True).map(lambda bodies: made(*bodies))


@given(SETS, SETS)
def test_figures_hold_together(mine: list[Annotation], yours: list[Annotation]) -> None:
    tally, turned = Tally(), Tally()
    tally.count(TEXT, mine, yours)
    turned.count(TEXT, yours, mine)
    for one, other in zip(tally.lines(), turned.lines(), strict=True):
        assert (one.left, one.right) == (other.right, other.left)
        assert one.strict == other.strict
        assert one.kappa == pytest.approx(other.kappa)
        assert one.strict is None or one.lenient is None or 0 <= one.strict <= one.lenient <= 1
        assert sum(tally.rows[one.row].table.values()) <= max(tally.tokens, len(mine))


@given(SETS, SETS)
def test_there_are_cases_just_where_a_figure_is_less_than_one(mine: list[Annotation], yours: list[Annotation]) -> None:
    tally = Tally()
    tally.count(TEXT, mine, yours)
    found = cases(TEXT, mine, yours)
    for one in tally.lines():
        perfect = one.strict is None or one.strict == 1
        assert perfect is not any(of_row(found, one.row)), one.row


@given(SETS, SETS, SETS)
def test_tallies_add_up(one: list[Annotation], other: list[Annotation], third: list[Annotation]) -> None:
    together, first, second = Tally(), Tally(), Tally()
    for left, right, alone in ((one, other, first), (other, third, second)):
        together.count(TEXT, left, right)
        alone.count(TEXT, left, right)
    first.add(second)
    assert first.lines() == together.lines()


@given(SPANS)
def test_a_token_is_under_a_span_when_they_share_a_character(span: Span) -> None:
    here = Tokens(TEXT)
    expected = sum(1 << n for n, (start, end) in enumerate(tokens(TEXT)) if start < span.end and span.start < end)
    assert here.under(span) == expected
