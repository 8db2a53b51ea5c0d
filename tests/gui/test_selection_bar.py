"""The bar at text that the mouse has selected: it offers, it steals no key, and it goes calmly."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.bodies import Quote
from core.settings import Settings
from gui.selection_bar import SelectionBar
from tests.gui.conftest import TEXT, Hand, span

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def drag(hand: Hand, words: str) -> SelectionBar:
    """Drag over some words; the bar, wherever it is."""
    hand.window.assistants.arrive()
    hand.desk.select(None)
    there = span(words)
    view = hand.article.viewport()
    start, end = hand.point(there.start), hand.point(there.end - 1)
    hand.bot.mousePress(view, LEFT, pos=start)
    hand.bot.mouseMove(view, (start + end) / 2)
    hand.bot.mouseMove(view, end)
    hand.bot.mouseRelease(view, LEFT, pos=end)
    assert hand.article.selected_span() == there
    bar = hand.window.assistants.bar
    assert bar is not None
    return bar


def shown(hand: Hand) -> bool:
    bar = hand.window.assistants.bar
    return bar is not None and bar.isVisible()


def test_a_click_in_the_bar_labels_the_text(hand: Hand) -> None:
    bar = drag(hand, "Tall Zaher")
    assert bar.isVisible()
    hand.bot.mouseClick(bar.buttons["label:GPE"], LEFT)
    assert hand.entity("Tall Zaher").label == "GPE"
    assert not bar.isVisible()
    assert hand.article.hasFocus()


def test_the_parts_of_a_quote_are_offered_too(hand: Hand) -> None:
    bar = drag(hand, "The army left Tall Zaher")
    hand.bot.mouseClick(bar.buttons["content"], LEFT)
    assert isinstance(hand.item("The army left Tall Zaher", layer="quote").body, Quote)


def test_the_menu_takes_its_place(hand: Hand) -> None:
    bar = drag(hand, "Tall Zaher")
    menu = hand.right_click("Tall Zaher")
    assert not bar.isVisible()
    menu.close()
    assert hand.article.selected_span() == span("Tall Zaher")


def test_every_key_works_as_if_the_bar_were_not_there(hand: Hand) -> None:
    bar = drag(hand, "Tall Zaher")
    assert hand.article.hasFocus()
    hand.key(K.Key_1)
    assert hand.entity("Tall Zaher").label == "PERSON"
    assert not bar.isVisible()


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_Tab, K.Key_Right, K.Key_Q, K.Key_PageDown])
def test_it_goes_when_a_key_is_pressed(hand: Hand, key: Qt.Key) -> None:
    before = len(hand.revisions())
    bar = drag(hand, "Tall Zaher")
    hand.key(key)
    assert not bar.isVisible()
    assert len(hand.revisions()) == before


def test_it_goes_when_something_else_is_clicked(hand: Hand) -> None:
    bar = drag(hand, "Tall Zaher")
    hand.click_words("BEIRUT")
    assert not bar.isVisible()


def test_a_double_click_brings_it_and_the_keyboard_does_not(hand: Hand) -> None:
    hand.window.assistants.arrive()
    hand.mark("Tall Zaher")
    assert shown(hand) is False
    where = hand.point(span("television").start + 2)
    hand.bot.mouseClick(hand.article.viewport(), LEFT, pos=where)
    hand.bot.mouseDClick(hand.article.viewport(), LEFT, pos=where)
    assert shown(hand)


def test_it_lies_beside_the_text_and_within_the_article(hand: Hand) -> None:
    for words in ("Qusair falls", "Tall Zaher", "More to Read"):
        bar = drag(hand, words)
        viewport = hand.article.viewport()
        there = [viewport.mapTo(hand.article, hand.point(span(words).start + n)) for n in (0, len(words) - 1)]
        assert not any(bar.geometry().contains(point) for point in there)
        assert hand.article.rect().contains(bar.geometry())
        hand.key(K.Key_Escape)


def test_it_can_be_switched_off(hand: Hand, settings: Settings) -> None:
    settings.selection_bar = False
    hand.window.assistants.arrive()
    view = hand.article.viewport()
    where = hand.point(TEXT.index("television") + 2)
    hand.bot.mouseDClick(view, LEFT, pos=where)
    assert hand.article.selected_span() is not None
    assert hand.window.assistants.bar is None
