"""Notes in the margin."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Kind, Quote, Span
from gui.article.margin import NOBODY, detail, stacked, title, with_room
from gui.article.marks import Look

NOTES = st.lists(st.tuples(st.floats(0, 2000), st.floats(38, 110)), max_size=40).map(sorted)


def tops_of(notes, lowest):
    return stacked([wish for wish, _ in notes], [height for _, height in notes], 6, lowest)


@given(NOTES, st.floats(0, 2100))
def test_notes_never_overlap(notes, lowest):
    placed = list(zip(tops_of(notes, lowest), (height for _, height in notes), strict=True))
    for (one, height), (other, _) in pairwise(placed):
        assert one + height + 6 <= other + 0.01


@given(NOTES)
def test_notes_only_move_down_while_there_is_room(notes):
    for (wish, _), top in zip(notes, tops_of(notes, float("inf")), strict=True):
        assert top >= wish


@given(NOTES, st.floats(500, 2100))
def test_no_note_reaches_below_the_page(notes, lowest):
    for (_, height), top in zip(notes, tops_of(notes, lowest), strict=True):
        assert top + height <= lowest + 0.01


def test_a_note_with_room_stands_where_it_wishes():
    assert stacked([10, 100, 300], [38, 60, 38], 6, 1000) == [10, 100, 300]


def test_a_note_that_would_push_the_next_too_far_keeps_to_its_two_lines():
    assert with_room([10, 100, 300], [70, 200, 90], 38, 6, 20) == [True, True, True]
    assert with_room([10, 50, 300], [70, 200, 90], 38, 6, 20) == [False, True, True]
    assert with_room([10, 50, 300], [60, 260, 90], 38, 6, 30) == [True, False, True]


@given(NOTES, st.floats(0, 60))
def test_what_has_room_pushes_nobody_far(notes, gives):
    """However many follow each other, each lies at most ``gives`` below where notes of two lines would have it."""
    wished = [wish for wish, _ in notes]
    full = [height for _, height in notes]
    roomy = with_room(wished, full, 38, 6, gives)
    heights = [high if has_room else 38 for high, has_room in zip(full, roomy, strict=True)]
    narrow = stacked(wished, [38] * len(notes), 6, float("inf"))
    for top, least in zip(stacked(wished, heights, 6, float("inf")), narrow, strict=True):
        assert top <= least + gives + 0.01


TEXT = "“Yes,” she  said, she\nadded. “No.”"
QUOTE = Quote((Span(0, 6), Span(29, 34)), (Span(7, 16), Span(18, 27)), (), Kind.DIRECT, ("Ann Lee", "Bo"))


def test_a_note_tells_speakers_kind_cues_and_parts():
    assert title(QUOTE) == "Ann Lee, Bo"
    assert detail(QUOTE, TEXT, Look.DECIDED) == "direct · “she said … she added” · 2\u00a0parts"


def test_a_note_tells_what_is_missing_and_what_is_rejected():
    bare = Quote((Span(0, 6),), kind=Kind.INDIRECT)
    assert title(bare) == NOBODY
    assert detail(bare, TEXT, Look.SUGGESTED) == "indirect"
    assert detail(bare, TEXT, Look.REJECTED) == "indirect · rejected"


def test_a_note_names_what_is_unsure_in_the_room_it_has():
    bare = Quote((Span(0, 6),))
    for doubts, said in (
        ((), "direct"),
        (("speaker",), "speaker? · direct"),
        (("cue", "source"), "cue, source? · direct"),
    ):
        assert detail(bare, TEXT, Look.SUGGESTED, doubts) == said
    everything = ("content", "cue", "source", "speaker")
    assert detail(bare, TEXT, Look.SUGGESTED, everything) == "all unsure · direct"
