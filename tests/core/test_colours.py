"""What is said of a label's colour: whether it can be read, what it is like, and what would be better."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.colours import (
    APART,
    BLINDNESS,
    READABLE,
    Alike,
    Paper,
    alike,
    blended,
    contrast,
    distance,
    faults,
    simulated,
    suggested,
    told,
)

LIGHT = Paper("light", "#fffefb", ("#fffefb", "#dfe6f7"), "#1b1f27", 14)
DARK = Paper("dark", "#1d1f24", ("#1d1f24", "#26335a"), "#e6e5df", 19)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.01)
    assert blended("#000000", "#ffffff", 50) == "#808080"


def test_blindness_is_that_of_machado() -> None:
    assert simulated("#ff0000", "") == "#ff0000"
    assert [simulated("#ff0000", name) for name in BLINDNESS] == ["#6d5f00", "#a39000", "#ff000f"]
    for name in BLINDNESS:
        assert distance("#ffffff", simulated("#ffffff", name)) < 0.5, "white stays white"


@given(COLOURS, COLOURS)
def test_a_distance_is_one(one: str, other: str) -> None:
    assert distance(one, one) == 0
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0 <= distance(one, other) <= 105


def test_what_cannot_be_read_is_told() -> None:
    assert list(faults("#2a5fc9", LIGHT)) == []
    (sentence,) = faults("#9db4e8", LIGHT)
    assert sentence.startswith("On light paper the label’s name is hard to read: its contrast is 1.")
    assert list(faults("#7fb0ff", DARK)) == []
    assert "On dark paper" in next(faults("#2a5fc9", DARK))


def test_what_is_alike_is_told_of_whom_it_concerns() -> None:
    green = "#107043"
    others = {"ORG": green, "GPE": "#7e40bf"}
    found = list(alike(green, others, LIGHT))
    assert Alike("ORG", "", "light") in found
    assert "Hard to tell from ORG for everybody." in told(found)
    assert told([Alike("A", "deutan", "light"), Alike("B", "deutan", "dark")]) == [
        "Hard to tell from A and B without green cones (deutan)."
    ]
    pink, grey = "#b02a7c", "#5f6774"
    assert distance(pink, grey) > 5 * distance(pink, grey, "deutan"), "only some cannot tell these apart"
    assert list(alike(pink, {"DATE": grey}, LIGHT)) == [Alike("DATE", "deutan", "light")]


@settings(max_examples=12)
@given(st.lists(COLOURS, max_size=4), COLOURS)
def test_what_is_suggested_can_be_read_on_both_papers(others: list[str], near: str) -> None:
    rivals = {str(nth): colour for nth, colour in enumerate(others)}
    found = suggested(near, [rivals, rivals], [LIGHT, DARK])
    for colour, paper in zip(found, (LIGHT, DARK), strict=True):
        assert not list(faults(colour, paper))
        assert min(contrast(colour, ground) for ground in paper.grounds) >= READABLE
        if len(others) <= 2:
            assert not list(alike(colour, rivals, paper)), APART
