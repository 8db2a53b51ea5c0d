"""Moving a boundary by a token or a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Span
from core.boundaries import Edge, Step, moved
from core.text import trimmed

TEXT = "Syrian Brig. Gen. Yahya Suleiman  told.\nIt"


@pytest.mark.parametrize(
    ("covered", "edge", "step", "outwards", "wanted"),
    [
        ("Yahya", Edge.END, Step.TOKEN, True, "Yahya Suleiman"),
        ("Yahya Suleiman", Edge.END, Step.TOKEN, True, "Yahya Suleiman  told"),
        ("Yahya Suleiman", Edge.END, Step.TOKEN, False, "Yahya"),
        ("Yahya", Edge.END, Step.TOKEN, False, "Yahya"),
        ("Yahya", Edge.START, Step.TOKEN, True, "Gen. Yahya"),
        ("Gen. Yahya", Edge.START, Step.TOKEN, False, "Yahya"),
        ("Gen. Yahya", Edge.START, Step.TOKEN, True, "Brig. Gen. Yahya"),
        ("Syrian", Edge.END, Step.TOKEN, True, "Syrian Brig."),
        ("Suleiman", Edge.START, Step.CHARACTER, True, "a Suleiman"),
        ("Suleiman", Edge.START, Step.CHARACTER, False, "uleiman"),
        ("Suleiman", Edge.END, Step.CHARACTER, True, "Suleiman  t"),
        ("Suleiman", Edge.END, Step.CHARACTER, False, "Suleima"),
        ("a Suleiman", Edge.START, Step.CHARACTER, False, "Suleiman"),
        ("Syrian", Edge.START, Step.TOKEN, True, "Syrian"),
        ("It", Edge.END, Step.CHARACTER, True, "It"),
    ],
)
def test_one_step(covered: str, edge: Edge, step: Step, outwards: bool, wanted: str) -> None:
    start = TEXT.index(covered)
    span = moved(TEXT, Span(start, start + len(covered)), edge, step, outwards=outwards)
    assert span.of(TEXT) == wanted


@given(
    st.text(st.sampled_from("ab -.\n🎉e\u0301👍🏽\u200d"), min_size=1, max_size=40).filter(str.strip),
    st.sampled_from(Edge),
    st.sampled_from(Step),
    st.booleans(),
    st.data(),
)
def test_a_span_stays_a_span(text: str, edge: Edge, step: Step, outwards: bool, data: st.DataObject) -> None:
    spans = [
        Span(start, end)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if trimmed(text, start, end) == (start, end)
    ]
    span = data.draw(st.sampled_from(spans))
    after = moved(text, span, edge, step, outwards=outwards)
    assert 0 <= after.start < after.end <= len(text)
    assert trimmed(text, after.start, after.end) == (after.start, after.end), "no boundary ends up at a space"
    if edge is Edge.START:
        assert after.end == span.end
        assert (after.start <= span.start) if outwards else (after.start >= span.start)
    else:
        assert after.start == span.start
        assert (after.end >= span.end) if outwards else (after.end <= span.end)


def test_an_accent_and_a_joined_emoji_are_one_step() -> None:
    text = "cafe\u0301 👩\u200d👧 here"
    cafe = Span(0, 5)
    assert moved(text, cafe, Edge.END, Step.CHARACTER, outwards=False) == Span(0, 3)
    assert moved(text, Span(0, 3), Edge.END, Step.CHARACTER, outwards=True) == cafe
    assert moved(text, cafe, Edge.END, Step.CHARACTER, outwards=True) == Span(0, 9)
    assert moved(text, Span(6, 14), Edge.START, Step.CHARACTER, outwards=False) == Span(10, 14)
