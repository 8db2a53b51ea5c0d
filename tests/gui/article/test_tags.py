"""The labels' names under a line."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gui.article.tags import Room, Wish, placed

ROOM = Room(50, 650, 4, 12)
SIZES = st.floats(5, 60)


@st.composite
def wishes(draw):
    found = []
    for _ in range(draw(st.integers(0, 12))):
        left = draw(st.floats(50, 640))
        right = min(650.0, left + draw(st.floats(2, 200)))
        width = draw(SIZES)
        found.append(Wish(left, right, width, min(width, 22.0)))
    return found


@given(wishes())
def test_tags_neither_touch_each_other_nor_leave_the_line(wishes):
    spots = [spot for spot in placed(wishes, ROOM) if spot is not None]
    spots.sort(key=lambda spot: spot.left)
    for one, other in pairwise(spots):
        assert one.left + one.width + ROOM.gap <= other.left + 0.01
    for spot in spots:
        assert spot.left >= ROOM.left - 0.01
        assert spot.left + spot.width <= ROOM.right + 0.01


@given(wishes())
def test_every_wish_is_answered_in_its_place(wishes):
    spots = placed(wishes, ROOM)
    assert len(spots) == len(wishes)
    for wish, spot in zip(wishes, spots, strict=True):
        if spot is not None:
            assert spot.width == (min(wish.width, wish.short) if spot.short else wish.width)


def test_a_lonely_tag_ends_where_its_span_ends():
    (spot,) = placed([Wish(100, 180, 20, 18)], ROOM)
    assert spot is not None
    assert (spot.left, spot.short) == (160, False)


def test_a_tag_that_is_wider_than_its_span_stays_on_the_page():
    (spot,) = placed([Wish(50, 60, 45, 20)], ROOM)
    assert spot is not None
    assert spot.left == 50


def test_of_two_that_end_together_the_outer_one_moves_into_its_span():
    inner, outer = placed([Wish(140, 200, 20, 20), Wish(60, 200, 20, 20)], ROOM)
    assert inner is not None
    assert outer is not None
    assert inner.left == 180
    assert outer.left == 180 - 4 - 20


def test_a_crowd_is_cut_short_before_it_strays():
    crowd = [Wish(100 + 15 * n, 110 + 15 * n, 45, 11) for n in range(5)]
    spots = placed(crowd, ROOM)
    assert all(spot is not None and spot.short for spot in spots)
