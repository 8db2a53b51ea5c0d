"""Notes in the margin."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.model import Kind, Quote, Span
from gui.article.margin import NOBODY, detail, stacked, title
from gui.article.marks import Look

TOPS = st.lists(st.floats(0, 2000), max_size=40).map(sorted)


@given(TOPS, st.floats(0, 2100))
def test_notes_never_overlap(wished, lowest):
    tops = stacked(wished, 38, 6, lowest)
    for one, other in pairwise(tops):
        assert one + 38 + 6 <= other + 0.01


@given(TOPS)
def test_notes_only_move_down_while_there_is_room(wished):
    for wish, top in zip(wished, stacked(wished, 38, 6, float("inf")), strict=True):
        assert top >= wish


@given(TOPS, st.floats(500, 2100))
def test_no_note_reaches_below_the_page(wished, lowest):
    assert all(top + 38 <= lowest + 0.01 for top in stacked(wished, 38, 6, lowest))


def test_a_note_with_room_stands_where_it_wishes():
    assert stacked([10, 100, 300], 38, 6, 1000) == [10, 100, 300]


TEXT = "“Yes,” she  said, she\nadded. “No.”"
QUOTE = Quote((Span(0, 6), Span(29, 34)), (Span(7, 16), Span(18, 27)), (), Kind.DIRECT, ("Ann Lee", "Bo"))


def test_a_note_tells_speakers_kind_cues_and_parts():
    assert title(QUOTE) == "Ann Lee, Bo"
    assert detail(QUOTE, TEXT, Look.DECIDED) == "direct · “she said … she added” · 2 parts"


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
