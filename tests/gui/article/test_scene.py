"""What is worked out for the eye: rows, boxes, tags, bars, notes, for every sort of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont

from core.bodies import Entity, ExcludedRegion, Kind, PartRef, Quote, Role, Span
from core.boundaries import Edge
from core.labels import DEFAULT_LABELS
from core.records import Change
from core.session import Session
from core.text import canonical
from gui.article.marks import Look, Shown, marks
from gui.article.paper import LONG, has_headline, paper
from gui.article.sizes import Page, Sizes
from gui.article.view import ArticleView
from tests.gui.article import making
from tests.gui.article.making import TEXT, entity, span

Show = Callable[..., ArticleView]


def boxes(view: ArticleView, id: str) -> list:
    return [box for box in view._sight().boxes if box.mark.id == id]


def test_a_mention_that_wraps_has_its_name_under_its_last_line(show):
    text = "Word " * 12 + "the Center of American Strategic Studies in Beirut and more of it."
    body = entity(text, "the Center of American Strategic Studies", "ORG")
    view = show(making.session(text, [making.decided("center", body)], "none"))
    first, last = boxes(view, "center")
    (tag,) = view._sight().tags
    assert (first.left_edge, first.right_edge) == (Edge.START, None)
    assert (last.left_edge, last.right_edge) == (None, Edge.END)
    assert last.top > first.bottom
    assert tag.top > last.bottom
    assert last.left <= tag.left <= last.right


def test_nested_mentions_have_underlines_of_their_own_and_the_inner_one_is_nearer(view):
    stage = view._stage()
    (inner,) = boxes(view, "american")
    outer = boxes(view, "center")[0]
    assert stage.underline(inner) < stage.underline(outer)


def test_the_selected_item_and_its_current_part_are_marked(view):
    view.select_item("quote")
    assert all(box.mark.selected and box.mark.current for box in boxes(view, "quote"))
    view.select_part(PartRef(Role.CUE))
    assert {box.mark.part.role for box in boxes(view, "quote") if box.mark.current} == {Role.CUE}
    view.select_item("qusair")
    assert all(box.mark.current for box in boxes(view, "qusair"))


def test_a_boundary_that_is_dragged_is_drawn_where_it_would_be(view):
    view.select_item("quote")
    longer = Span(span(TEXT, "Kamel Wazne").start, span(TEXT, "director").end)
    view.show_dragged((PartRef(Role.SOURCE), longer))
    assert {box.mark.span for box in boxes(view, "quote") if box.mark.part.role is Role.SOURCE} == {longer}
    view.show_dragged(None)
    assert longer not in {box.mark.span for box in boxes(view, "quote")}


def test_looks_tell_decided_suggested_and_rejected_apart(view):
    view.set_show_rejected(True)
    looks = {box.mark.id: box.mark.look for box in view._sight().boxes}
    assert (looks["qusair"], looks["syrian"], looks["wednesday"]) == (Look.DECIDED, Look.SUGGESTED, Look.REJECTED)


def test_an_unsure_suggestion_has_its_question_mark(show):
    body = Quote((span(TEXT, "“It is over,”"),))
    for doubts, detail in (
        (("source",), "source? · direct"),
        (("content", "source"), "content, source? · direct"),
        ((), "direct"),
    ):
        view = show(making.session(TEXT, [making.suggested("q", body, *doubts)]))
        (note,) = view._sight().notes
        assert (note.mark.doubts, " ".join(note.words.detail)) == (doubts, detail)


def test_what_was_decided_is_not_unsure_any_more(show):
    body = Quote((span(TEXT, "“It is over,”"),))
    view = show(making.session(TEXT, [making.decided("q", body)]))
    assert [(note.mark.doubts, " ".join(note.words.detail)) for note in view._sight().notes] == [((), "direct")]


def test_marks_that_quote_nobody_are_called_what_they_are_taken_for(show):
    body = Quote((span(TEXT, "“It is over,”"),), kind=Kind.MIXED)
    view = show(making.session(TEXT, [making.suggested("q", body, "scare quote")]))
    (note,) = view._sight().notes
    assert (" ".join(note.words.title), " ".join(note.words.detail), note.mark.flawed) == (
        "Scare quote?",
        "in marks, but no quote",
        False,
    )


# ---------------------------------------------------------------------------------------------------------- the margins


def test_notes_of_one_line_never_overlap_and_bars_stand_side_by_side(show):
    text = "“One,” he said. “Two,” she said. “Three,” it said. “Four,” we said."
    quotes = [making.decided(f"q{n}", Quote((span(text, f"“{n},”"),))) for n in ("One", "Two", "Three", "Four")]
    view = show(making.session(text, quotes, "none"))
    scene = view._sight()
    assert len(scene.notes) == 4
    for one, other in pairwise(scene.notes):
        assert one.bottom < other.top
    assert len({bar.left for bar in scene.bars}) == 4


def test_a_bar_runs_along_the_lines_of_the_contents_and_on_into_the_next_paragraph(show):
    text = "“One thing.\n“And another,” he said.\nNothing.\nNothing.\n“Much later.”"
    parts = tuple(span(text, words) for words in ("“One thing.", "“And another,”", "“Much later.”"))
    view = show(making.session(text, [making.decided("q", Quote(parts))], "none"))
    joined, apart = view._sight().bars
    rows = view._sight().rows
    assert joined.top < rows[0].baseline < rows[1].baseline < joined.bottom < rows[2].baseline
    assert rows[3].baseline < apart.top < rows[4].baseline < apart.bottom


def test_the_parts_of_the_selected_quote_are_joined(show):
    text = "The army\nsaid\n“yes.”"
    quote = Quote((span(text, "“yes.”"),), (span(text, "said"),), (span(text, "The army"),))
    view = show(making.session(text, [making.decided("q", quote)], "none"))
    assert not any(bar.thread for bar in view._sight().bars)
    view.select_item("q")
    (thread,) = (bar for bar in view._sight().bars if bar.thread)
    assert thread.top < view._sight().rows[0].baseline
    assert thread.bottom > view._sight().rows[2].baseline


def test_a_narrow_page_has_no_notes(show, session):
    assert show(session, 1001)._sight().notes
    assert not show(session, 480)._sight().notes


LONG_NAME = "The Local Coordination Committees"


def noted(*speakers: tuple[str, str]) -> Session:
    """Quotes in paragraphs of one line each, by these speakers and with these cues."""
    text = "\n".join(f"“Yes {nth},” they {cue}." for nth, (_, cue) in enumerate(speakers))
    quotes = [
        Quote((span(text, f"“Yes {nth},”"),), (span(text, cue, f"Yes {nth}"),), (), Kind.DIRECT, (name,))
        for nth, (name, cue) in enumerate(speakers)
    ]
    return making.session(text, [making.decided(f"q{nth}", quote) for nth, quote in enumerate(quotes)], "none")


def test_a_note_takes_the_lines_that_its_words_need(show):
    view = show(noted((LONG_NAME, "said in a statement on Wednesday")), width=796)  # as in a window of 1,440 pixels
    assert view._page.notes < 160
    (note,) = view._sight().notes
    assert len(note.words.title) == 2
    assert " ".join(note.words.title) == LONG_NAME
    assert " ".join(note.words.detail) == "direct · “said in a statement on Wednesday”"
    assert note.bottom - note.top == view._sizes.px(38) + 2 * view._sizes.note_pitch


def test_the_signs_of_a_note_stay_beside_the_name(show):
    text = "“Yes,” they said."
    unsure = making.suggested("q", Quote((span(text, "“Yes,”"),), speakers=(LONG_NAME,)), "speaker")
    view = show(making.session(text, [unsure], "none"), width=796)
    (note,) = view._sight().notes
    kind = view._page_painter.note_type
    assert note.signs[0] == "?"
    room = view._page.notes - view._sizes.px(12)
    assert note.words.title_width + kind.sign_left(len(note.signs)) <= room + 0.5
    assert " ".join(note.words.title) == LONG_NAME


def test_where_notes_are_dense_they_keep_to_two_lines_and_to_their_quotes(show):
    view = show(noted(*[(LONG_NAME, "said in a statement on Wednesday")] * 12), width=796, height=900)
    notes = view._sight().notes
    assert len(notes) == 12
    assert all(len(note.words.title) == 1 and note.words.title[0].endswith("…") for note in notes[:-1])
    firsts = [row.baseline for row in view._sight().rows][: len(notes)]
    assert all(
        abs(note.top - (baseline - view._sizes.rise(view._sizes.em))) <= view._sizes.pitch
        for note, baseline in zip(notes, firsts, strict=True)
    )


def test_a_word_wider_than_the_notes_is_broken(show):
    view = show(noted(("Oberlandesgerichtspräsidentinnenkonferenz", "said")), width=796)
    (note,) = view._sight().notes
    assert len(note.words.title) == 2
    assert "".join(note.words.title) == "Oberlandesgerichtspräsidentinnenkonferenz"


def test_excluded_paragraphs_are_one_rectangle_and_excluded_words_are_words(show):
    region = span(TEXT, "Sign up for our letters.")
    view = show(making.session(TEXT, [making.decided("r", ExcludedRegion(region))]))
    (whole,) = view._sight().regions
    assert whole.whole
    assert whole.right - whole.left > view._page.measure
    view = show(making.session(TEXT, [making.decided("r", ExcludedRegion(span(TEXT, "for our")))]))
    (words,) = view._sight().regions
    assert not words.whole
    assert words.right - words.left < 100


# ---------------------------------------------------------------------------------------------- right to left, oddities


def test_a_name_in_a_paragraph_from_right_to_left_is_boxed_whole(show):
    text = "قال الرئيس مع Hezbollah في مدينة القصير."
    names = ["Hezbollah", "القصير"]
    view = show(making.session(text, [making.decided(name, entity(text, name, "ORG")) for name in names], "none"))
    (latin,), (arabic,) = boxes(view, "Hezbollah"), boxes(view, "القصير")
    assert (latin.left_edge, latin.right_edge) == (Edge.START, Edge.END)
    assert (arabic.left_edge, arabic.right_edge) == (Edge.END, Edge.START)
    assert latin.right - latin.left > 70
    assert arabic.right < latin.left
    row = view._sight().rows[0]
    assert row.right == pytest.approx(view._page.text + view._page.measure, abs=2)


def test_a_span_over_both_directions_is_in_pieces(show):
    text = "Read שלום עולם here"
    view = show(making.session(text, [making.decided("e", Entity(Span(0, 9), "ORG"))], "none"))
    pieces = boxes(view, "e")
    assert len(pieces) == 2
    assert pieces[0].right < pieces[1].left


def test_a_line_separator_begins_a_line_and_not_a_paragraph(show):
    text = "one\u2028two three"
    view = show(making.session(text, [making.decided("e", Entity(Span(0, 7), "ORG"))], "none"))
    first, last = boxes(view, "e")
    assert last.top - first.top == view._sizes.pitch
    assert last.ends
    assert not first.ends


PIECES = st.sampled_from(
    ["word", "Qusair", " ", " ", "\n", "🎉", "\u00a0", "\u2028", "שלום", "بشار", "a-b", "“", "”", "W" * 90]
)


@st.composite
def sessions(draw):
    text = canonical("".join(draw(st.lists(PIECES, min_size=1, max_size=60))))
    items = []
    for nth in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        mention = Span(start, min(len(text), start + draw(st.integers(1, 30))))
        body = Entity(mention, draw(st.sampled_from(DEFAULT_LABELS)).name)
        items.append(making.decided(f"e{nth}", draw(st.sampled_from([body, Quote((mention,))]))))
    return making.session(text, items, draw(st.sampled_from([None, "none"])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(session=sessions(), width=st.sampled_from([1001, 620, 300]))
def test_whatever_the_text_everything_is_on_the_page_and_nothing_collides(show, session, width):
    view = ArticleView()
    view.resize(width, 3000)
    view.set_session(session, DEFAULT_LABELS)
    scene, page = view._stage().scene(Shown({}), 0, 1e6), view._page
    assert [row.start for row in scene.rows] == sorted({row.start for row in scene.rows})
    # In a line that runs to the left, Qt has a space before a line separator push the letters out into the margin.
    hangs = view._sizes.headline_em / 3 if re.search(r"\s\u2028", session.text) else 0
    for box in scene.boxes:
        assert page.text - 1 <= box.left <= box.right <= page.text + page.measure + 1 + hangs
    for one, other in pairwise(scene.notes):
        assert one.bottom <= other.top
    for start, first in enumerate(scene.boxes):
        for second in scene.boxes[start + 1 :]:
            both = first.mark.part.role is second.mark.part.role is Role.MENTION and first.top == second.top
            if both and first.mark is not second.mark and first.mark.span.overlaps(second.mark.span):
                assert first.mark.lane != second.mark.lane
    view.grab()
    view.deleteLater()


def test_a_space_before_a_line_separator_pushes_nothing_off_the_page(show):
    text = "שלום“ \u2028"
    view = show(making.session(text, [making.decided("e", Entity(Span(0, 1), "ORG"))]))
    (box,) = boxes(view, "e")
    edge = view._page.text + view._page.measure
    assert edge - 1 <= box.right <= edge + view._sizes.px(8), "no further out than labels may go"
    picture = view.viewport().grab().toImage()
    ratio, height = picture.devicePixelRatio(), round((box.top + box.bottom) / 2) - view._top()
    ink = view._theme.colour("ink").lightness() + 60
    dark = [x for x in range(round(box.left), round(edge) + 30)
            if picture.pixelColor(round(x * ratio), round(height * ratio)).lightness() < ink]  # fmt: skip
    assert dark, "the letter is painted"
    assert box.left - 1 <= min(dark) <= max(dark) <= box.right + 1, "in its box"


@st.composite
def edits(draw):
    """A session, and entities of it that are taken away, put in another place or added."""
    session = draw(sessions())
    changes = []
    for nth in range(draw(st.integers(1, 3))):
        known = [item for item in session.items() if isinstance(item.body, Entity)]
        item = draw(st.sampled_from([None, *known]))
        start = draw(st.integers(0, len(session.text) - 1))
        moved = Entity(Span(start, min(len(session.text), start + draw(st.integers(1, 25)))), "ORG")
        after = making.decided(item.id if item else f"new{nth}", moved)
        changes.append(Change(item, None if item and draw(st.booleans()) else after))
    return session, changes


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(edit=edits(), width=st.sampled_from([1001, 300]))
def test_a_scene_that_is_patched_equals_one_that_is_made_anew(show, edit, width):
    session, changes = edit
    view = ArticleView()
    view.resize(width, 3000)
    view.set_session(session, DEFAULT_LABELS)
    view._sight()
    for change in changes:
        known = session.item(change.record.id)
        fresh = Change(known, change.after) if known is not None or change.after is not None else None
        if fresh is not None:
            view.refresh(session.fold(making.revision(session, fresh)))
        patched = view._sight()
        view._scene = None
        assert view._sight() == patched
    view.deleteLater()


def test_lanes_do_not_depend_on_what_is_in_sight():
    words = "name " * 2000
    many = [making.decided(f"e{n:04}", Entity(Span(5 * n, 5 * n + 4 + 5 * (n % 3)), "ORG")) for n in range(1900)]
    session = making.session(words, many)
    lanes_in = [
        {mark.id: mark.lane for mark in marks(session, start, start + 600, Shown({})).parts}
        for start in (3000, 3100, 3550)
    ]
    for id in set.intersection(*(set(found) for found in lanes_in)):
        offset = int(id[1:]) * 5
        if 3550 <= offset < 3600:
            assert len({found[id] for found in lanes_in}) == 1


# ------------------------------------------------------------------------------------------------------------ the paper


def test_blank_lines_between_paragraphs_are_lower_than_lines(show):
    with_blanks = show(making.session("One.\n\nTwo.\n\n\nThree.", [], "none"))
    sizes = with_blanks._sizes
    tops = {row.start: row.baseline for row in with_blanks._sight().rows}
    usual = sizes.pitch + sizes.paragraph
    assert usual < tops[6] - tops[0] < usual + sizes.pitch / 2
    assert tops[6] - tops[0] < tops[13] - tops[6] < usual + sizes.pitch
    assert all((tops[start] - tops[0]).is_integer() for start in (6, 13)), "letters stay on whole pixels"


@pytest.mark.parametrize("headline", ["Strange days: 100 miles", "Strange  days: 100\u00a0miles"])
def test_a_headline_is_one_whatever_its_spaces_are(show, headline):
    text = "Strange\u00a0days: 100\u2009miles\nBody."
    assert has_headline(making.session(text, [], headline))
    assert not has_headline(making.session(text, [], "Strange days"))


@pytest.mark.parametrize(("tail", "needs"), [("قال", True), ("👩\u200d👧", True), ("Ünïcödé “quotes” — שלום", False)])
def test_a_long_text_is_shaped_only_where_its_letters_need_it(tail, needs):
    text = "word " * (LONG // 5 + 1) + tail
    sizes = Sizes.at(100)
    parent = QObject()
    document = paper(making.session(text, [], "none"), sizes, Page.fitted(1001, sizes), parent)
    is_plain = bool(document.defaultFont().styleStrategy() & QFont.StyleStrategy.PreferNoShaping)
    assert is_plain is not needs
