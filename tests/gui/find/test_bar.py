"""The find bar: by keys alone, from hit to hit and back, and all hits by one decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from core.bodies import Entity, Span
from gui.dialogs.same_text import SameTextDialog
from gui.find.bar import FindBar
from tests.gui.conftest import TEXT, Hand, span

K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def bar(hand: Hand) -> FindBar:
    """The bar, opened by its key, with the keyboard in it."""
    hand.key(K.Key_F, CTRL)
    bar = hand.window.finder.bar
    hand.bot.waitUntil(bar.what.line.hasFocus)
    return bar


def looked(hand: Hand, bar: FindBar, act: Callable[[], object]) -> None:
    with hand.bot.waitSignal(hand.window.finder.seeker.found):
        act()


def type_words(hand: Hand, bar: FindBar, words: str) -> None:
    """Type all of it, and wait for the hits of all of it."""
    hand.bot.keyClicks(bar.what.line, words[:-1])
    looked(hand, bar, lambda: hand.bot.keyClicks(bar.what.line, words[-1]))
    hand.bot.waitUntil(lambda: hand.window.finder.seeker.hits.search == bar.what.search())


def press(hand: Hand, bar: FindBar, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    hand.bot.keyClick(bar.what.line, key, modifiers)


def test_typing_goes_to_the_first_hit_and_enter_on(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "qusair")
    number = TEXT.lower().count("qusair")
    assert bar.count.text() == f"1 of {number}"
    assert hand.article.selected_span() == span("Qusair")
    press(hand, bar, K.Key_Return)
    assert (bar.count.text(), hand.article.selected_span()) == (f"2 of {number}", span("Qusair", 1))
    press(hand, bar, K.Key_Return, SHIFT)
    press(hand, bar, K.Key_Return, SHIFT)
    assert bar.count.text() == f"{number} of {number}"
    press(hand, bar, K.Key_F3)
    assert bar.count.text() == f"1 of {number}"
    assert bar.what.line.hasFocus()


def test_escape_gives_the_keys_to_the_article_at_the_hit_and_the_next_clears_it(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "army")
    press(hand, bar, K.Key_Return)
    press(hand, bar, K.Key_Escape)
    assert bar.isHidden()
    assert hand.article.hasFocus()
    assert hand.article._found is None
    assert hand.article.selected_span() == span("army", 1)
    hand.key(K.Key_2)
    assert hand.entity("army").label == "ORG", "what was found is what the keys act on"
    hand.key(K.Key_Z, CTRL)
    hand.article.set_caret(span("army", 1).end, span("army", 1).start)
    hand.key(K.Key_Escape)
    assert hand.article.selected_span() is None


def test_escape_after_a_search_by_label_leaves_the_annotation_selected(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "label:GPE")
    press(hand, bar, K.Key_Escape)
    assert hand.desk.item is not None
    assert hand.desk.item.id == hand.item("Beirut").id
    hand.key(K.Key_Return)
    assert hand.newest().intent == "accept"
    hand.key(K.Key_Escape)
    assert hand.desk.item is None


def test_escape_without_a_hit_is_where_one_was_before(hand: Hand) -> None:
    hand.select("Beirut")
    hand.article.set_caret(40, 30)
    hand.key(K.Key_F, CTRL)
    bar = hand.window.finder.bar
    bar.what.line.clear()
    type_words(hand, bar, "armyy")
    press(hand, bar, K.Key_Escape)
    assert bar.isHidden()
    assert hand.article.hasFocus()
    assert (hand.article.caret(), hand.article.selected_span()) == (40, Span(30, 40))
    assert hand.desk.item is not None
    assert hand.desk.item.id == hand.item("Beirut").id


def test_a_hit_can_be_labelled_from_the_article(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "army")
    press(hand, bar, K.Key_Return, ALT)
    assert hand.article.hasFocus()
    hand.key(K.Key_2)
    assert hand.entity("army").label == "ORG"
    hand.key(K.Key_F3)
    hand.bot.waitUntil(lambda: hand.article.selected_span() == span("army", 1))
    assert hand.article.hasFocus(), "the keys stay where they are"


def test_the_selected_words_are_looked_for(hand: Hand) -> None:
    hand.mark("army")
    hand.key(K.Key_F, CTRL)
    bar = hand.window.finder.bar
    assert bar.what.line.text() == "army"
    hand.bot.waitUntil(lambda: bar.count.text() == "1 of 2")


def test_a_bad_pattern_is_a_quiet_sentence(hand: Hand, bar: FindBar) -> None:
    press(hand, bar, K.Key_X, ALT)
    hand.bot.waitUntil(bar.what.pattern.isChecked)
    hand.bot.keyClicks(bar.what.line, "(army")
    hand.bot.waitUntil(lambda: "This is no pattern yet" in bar.told.text())
    assert bar.told.isVisible()
    assert hand.window.messages.sentence() == ""
    hand.bot.keyClicks(bar.what.line, ")")
    hand.bot.waitUntil(lambda: bar.count.text() == "1 of 2")
    assert bar.told.isHidden()


def test_what_was_wrong_with_the_search_goes_with_the_key_that_puts_it_right(hand: Hand, bar: FindBar) -> None:
    hand.bot.keyClicks(bar.what.line, "status:undecide")
    assert bar.told.isVisible()
    hand.bot.keyClicks(bar.what.line, "d")
    assert bar.told.isHidden(), "however long it takes to look"


def test_annotations_are_found_by_label_and_status(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "label:ORG status:undecided")
    number = int(bar.count.text().split(" of ")[1])
    assert hand.desk.item is not None
    assert isinstance(hand.desk.item.body, Entity)
    assert hand.desk.item.body.label == "ORG"
    press(hand, bar, K.Key_Return, ALT)
    hand.key(K.Key_Return)
    hand.bot.waitUntil(lambda: len(hand.window.finder.seeker.hits) == number - 1)
    bar.what.line.clear()
    bar.what.states.setCurrentIndex(bar.what.states.findData("accepted"))
    hand.bot.waitUntil(lambda: "of 1" in bar.count.text())


def test_all_hits_get_a_label_by_one_decision(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "army")
    press(hand, bar, K.Key_Return, CTRL)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, SameTextDialog) and w.isVisible()]
    assert [len(finding.places) for finding in dialog.chosen()] == [2]
    assert dialog.case.isHidden()
    dialog.label.setCurrentText("ORG")
    assert dialog.apply.text() == "Make 2 ORG"
    hand.bot.keyClick(dialog.list, K.Key_Return)
    assert [hand.entity("army", nth).label for nth in (0, 1)] == ["ORG", "ORG"]
    assert hand.newest().intent == "annotate_all"
    hand.key(K.Key_Z, CTRL)
    assert hand.newest().intent == "undo"


def test_what_is_found_gets_the_label_that_most_of_it_has(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "Qusair")
    press(hand, bar, K.Key_Return, CTRL)
    dialog = hand.window.findChild(SameTextDialog)
    assert dialog is not None
    assert dialog.label.currentText() == "ORG", "three are suggested as ORG, none as PERSON"
    dialog.close()


def colours(hand: Hand) -> set[str]:
    image = hand.article.viewport().grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_hits_are_painted_and_gone_again(hand: Hand, bar: FindBar) -> None:
    theme = hand.window.look.theme
    plain, strong = theme.colour("found").name(), theme.colour("found_current").name()
    assert plain not in colours(hand)
    type_words(hand, bar, "the")
    press(hand, bar, K.Key_Return)
    hand.article.set_caret(0)  # else the selection lies over it
    assert {plain, strong} <= colours(hand)
    hand.bot.keyClick(bar.what.line, K.Key_Escape)
    assert not {plain, strong} & colours(hand)


def test_nothing_is_changed_by_looking(hand: Hand, bar: FindBar) -> None:
    before = hand.article.document().revision()
    type_words(hand, bar, "the")
    press(hand, bar, K.Key_Return)
    assert hand.article.document().revision() == before


def test_escape_in_the_article_closes_the_bar_before_it_clears_the_selection(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "army")
    press(hand, bar, K.Key_Return, ALT)
    assert bar.isVisible()
    hand.key(K.Key_Escape)
    assert bar.isHidden()
    assert hand.article.selected_span() == span("army")
    hand.key(K.Key_Escape)
    assert hand.article.selected_span() is None


@pytest.mark.parametrize("width", [1800, 1450])
def test_the_bar_is_one_row_where_there_is_room_and_two_where_there_is_not(
    hand: Hand, bar: FindBar, width: int
) -> None:
    hand.window.resize(width, 900)
    hand.bot.waitUntil(lambda: hand.window.width() == width)
    row = bar.what.line.height() + 16
    wide = bar.width() >= 1120
    hand.bot.waitUntil(lambda: bar.height() <= (row if wide else 2 * row))
    middles = [widget.mapTo(bar, widget.rect().center()).y() for widget in bar._below]
    assert max(middles) - min(middles) <= 2, "filters and buttons stand side by side"
    assert bar.what.line.width() > 240


def test_annotations_that_were_found_by_their_label_are_named_as_found(hand: Hand, bar: FindBar) -> None:
    type_words(hand, bar, "label:ORG")
    press(hand, bar, K.Key_Return, CTRL)
    dialog = hand.window.findChild(SameTextDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "What Was Found"
    assert any(one.text() == "Make all that was found" for one in dialog.findChildren(QLabel))
    dialog.close()
