"""A source or a cue is marked first and its content after, by real keys; the last content goes; one key mends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from core.bodies import Kind, PartRef, Quote, Role
from core.commands import Accept, Target
from gui.article import signs
from gui.article.spoken import spoken
from gui.article.tips import tip
from tests.gui.conftest import ARMY, TEXT, Hand, span

K = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ZAHER = span("The army")


def mark(hand: Hand, words: str, key: Qt.Key, nth: int = 0) -> Quote:
    """The words get a key; the selected quote comes back."""
    hand.mark(words, nth)
    hand.key(key)
    quote = hand.desk.context().quote
    assert quote is not None
    return quote


def test_the_source_first_then_the_content(hand: Hand) -> None:
    hand.desk.select(None)
    before = len(hand.revisions())
    assert mark(hand, "The army", K.Key_S) == Quote((), (), (ZAHER,), Kind.INDIRECT)
    assert hand.desk.context().part == PartRef(Role.SOURCE)
    assert "Now select what was said" in hand.window.status.hint.text()
    assert mark(hand, "left Tall Zaher", K.Key_C) == Quote((span("left Tall Zaher"),), (), (ZAHER,), Kind.INDIRECT)
    assert [one.intent for one in hand.revisions()[before:]] == ["add_quote", "add_part"]
    hand.key(K.Key_Z, CONTROL)
    hand.key(K.Key_Z, CONTROL)
    assert hand.desk.session is not None
    assert not any(isinstance(one.body, Quote) and not one.body.contents for one in hand.desk.session.items())


def test_the_cue_first_then_the_source_and_the_content(hand: Hand) -> None:
    hand.desk.select(None)
    assert mark(hand, "said", K.Key_V, 1) == Quote((), ARMY.cues, (), Kind.INDIRECT)
    mark(hand, "the army", K.Key_S)
    mark(hand, "“No comment,”", K.Key_C)
    quote = hand.desk.context().quote
    assert quote == ARMY, "it stands in marks, so it is direct"
    assert hand.desk.session is not None
    alike = [
        one for one in hand.desk.session.items() if isinstance(one.body, Quote) and one.body.contents == ARMY.contents
    ]
    assert len(alike) == 1, "what the model suggested of the same words is settled with it"


def test_a_key_without_text_still_says_what_to_select(hand: Hand) -> None:
    hand.select("Syrian")
    hand.desk.view.set_caret(0)
    hand.desk.select(hand.item("Syrian").id)
    hand.key(K.Key_S)
    assert hand.window.status.hint.text()
    assert not hand.revisions()[-1].intent.startswith("add")


@pytest.fixture
def emptied(hand: Hand) -> Hand:
    """The army’s quote is accepted, and its last content taken away."""
    item = hand.select("“No comment,”", layer="quote")
    context = hand.desk.context()
    hand.workspace.submit(Accept(context.article, (Target(item.id, item.version),))).result()
    hand.select("“No comment,”", layer="quote")
    hand.key(K.Key_R)
    return hand


def test_the_last_content_goes_and_what_is_left_says_so(emptied: Hand) -> None:
    item = emptied.desk.item
    assert item is not None
    assert item.body == replace(ARMY, contents=())
    (note,) = [note for note in emptied.article._sight().notes if note.mark.id == item.id]
    assert note.mark.flawed
    assert "no content · “said”" in " ".join(note.words.detail)
    assert not [bar for bar in emptied.article._sight().bars if bar.mark.id == item.id]
    emptied.wait_for_panel()
    panel = emptied.window.selection
    assert panel.worth_a_look.sentences() == ["The source “the army” has no content."]
    assert [made.text() for made in panel.worth_a_look.buttons] == ["Take “No comment,”  F"]
    assert "Content" in panel.facts.text()
    assert "Worth a look: The source “the army” has no content." in tip(item, TEXT)
    assert "without content" in spoken(item, TEXT)


def test_one_key_takes_the_content_of_the_sentence_and_undo_takes_it_back(emptied: Hand) -> None:
    before = len(emptied.revisions())
    emptied.key(K.Key_F)
    assert len(emptied.revisions()) == before + 1
    assert (emptied.newest().intent, emptied.newest().reason) == ("apply_remedy", "source-without-content")
    assert emptied.quote("“No comment,”") == ARMY
    emptied.key(K.Key_Z, CONTROL)
    assert emptied.quote("said") == replace(ARMY, contents=())


def test_the_remedy_goes_into_the_quote_that_has_the_content(hand: Hand) -> None:
    there = hand.select("“No comment,”", layer="quote")
    context = hand.desk.context()
    hand.workspace.submit(Accept(context.article, (Target(there.id, there.version),))).result()
    hand.desk.select(None)
    mark(hand, "the army", K.Key_S)
    hand.key(K.Key_F)
    assert hand.desk.item is not None
    assert (hand.desk.item.id, hand.desk.item.body) == (there.id, ARMY)


def test_it_is_found_among_what_is_worth_a_look_and_may_stand_as_it_is(emptied: Hand) -> None:
    item = emptied.desk.item
    assert item is not None
    emptied.desk.select(None)
    emptied.key(K.Key_F, SHIFT)
    while emptied.desk.item is not None and emptied.desk.item.id != item.id:
        emptied.key(K.Key_F, SHIFT)
    emptied.key(K.Key_Y, SHIFT)
    emptied.wait_for_panel()
    assert emptied.window.selection.worth_a_look.isHidden()
    (note,) = [note for note in emptied.article._sight().notes if note.mark.id == item.id]
    assert note.mark.flawed is False
    assert emptied.desk.session is not None
    kept = emptied.desk.session.item(item.id)
    assert kept is not None
    assert kept.body == replace(ARMY, contents=())


def test_where_nothing_was_said_one_key_deletes_it(hand: Hand) -> None:
    hand.desk.select(None)
    mark(hand, "The army", K.Key_S)
    item = hand.desk.item
    assert item is not None
    hand.wait_for_panel()
    assert [made.text() for made in hand.window.selection.worth_a_look.buttons] == ["Delete it  F"]
    hand.key(K.Key_F)
    assert hand.desk.session is not None
    assert hand.desk.session.item(item.id) is None
    assert hand.newest().intent == "delete"


def test_a_flag_has_its_sign_where_it_begins(emptied: Hand) -> None:
    item = emptied.desk.item
    assert item is not None
    emptied.key(K.Key_G)
    (box,) = [box for box in emptied.article._sight().boxes if signs.begins(box)]
    assert (box.mark.id, box.mark.part) == (item.id, PartRef(Role.SOURCE))


def test_its_parts_are_stepped_through_and_its_note_is_clicked(emptied: Hand) -> None:
    item = emptied.desk.item
    assert item is not None
    emptied.key(K.Key_Period)
    first = emptied.desk.context().part
    emptied.key(K.Key_Period)
    assert {first, emptied.desk.context().part} == {PartRef(Role.CUE), PartRef(Role.SOURCE)}
    emptied.key(K.Key_K)
    assert "its content will say" in emptied.window.status.hint.text()
    emptied.desk.select(None)
    (note,) = [note for note in emptied.article._sight().notes if note.mark.id == item.id]
    page = emptied.article._stage().page
    point = emptied.point(ARMY.sources[0].start)
    point.setX(int(page.notes_left) + 8)
    emptied.bot.mouseClick(emptied.article.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert emptied.desk.item is not None
    assert emptied.desk.item.id == item.id
    assert note.mark.id == item.id
