"""Lanes: overlapping spans never share one."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gui.article.lanes import lanes

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (float(pair[0]), float(pair[0] + pair[1]))),
    max_size=30,
)


@given(SPANS)
def test_overlapping_spans_never_share_a_lane(spans):
    found = lanes(spans)
    for (one, in_one), (other, in_other) in combinations(zip(spans, found, strict=True), 2):
        if one[0] < other[1] and other[0] < one[1]:
            assert in_one != in_other


@given(SPANS)
def test_no_lane_is_left_out(spans):
    assert set(lanes(spans)) == set(range(len(set(lanes(spans)))))


@given(SPANS)
def test_what_overlaps_nothing_of_the_others_changes_no_lane(spans):
    far = [*spans, (1000.0, 1010.0)]
    assert lanes(far)[:-1] == lanes(spans)


def test_the_nested_span_is_nearest_to_the_text():
    assert lanes([(0, 40), (0, 22), (14, 22)]) == [2, 1, 0]


def test_spans_side_by_side_share_the_first_lane():
    assert lanes([(0, 5), (5, 9), (10, 12)]) == [0, 0, 0]
