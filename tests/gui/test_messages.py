"""What could not be done is told once, where the editor looks, and no longer than it is news."""

from __future__ import annotations

from PySide6.QtCore import Qt

from core.commands import Relabel, Target
from tests.gui.adjudicating.test_page import does
from tests.gui.conftest import Hand

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def refused(hand: Hand) -> str:
    """Two sources would overlap."""
    hand.select("“It is over,”", layer="quote")
    hand.mark("Wazne")
    hand.key(K.Key_S)
    return hand.window.messages.sentence()


def test_it_goes_with_the_next_thing_that_was_done(hand: Hand, article: str) -> None:
    assert "overlap" in refused(hand)
    hand.select("Beirut")
    hand.key(K.Key_Return)
    assert hand.window.messages.sentence() == ""


def test_the_history_page_tells_it_alone(hand: Hand, article: str) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    one = hand.item("Qusair")
    does(hand, "Ben", Relabel(article, (Target(one.id, one.version),), "LOC"))
    hand.bot.keyClick(hand.window, K.Key_H, CONTROL)
    page = hand.window.door.page
    hand.bot.waitUntil(page.listing.hasFocus)
    hand.bot.keyClick(page.listing, K.Key_Left)
    hand.bot.keyClick(page.listing, K.Key_R)
    hand.type_choice("")
    assert "has been changed since by Ben" in page.messages.sentence()
    hand.bot.keyClick(page.listing, K.Key_Escape)
    assert hand.window.messages.sentence() == ""


def test_news_that_asks_for_nothing_goes_with_the_next_thing_that_was_done(hand: Hand, article: str) -> None:
    hand.window.say("Submitted.")
    hand.select("Beirut")
    assert hand.window.messages.sentence() == "Submitted."
    hand.key(K.Key_Return)
    assert hand.window.messages.sentence() == ""
    hand.window.say("A file has other labels.", action="Labels…", then=lambda: None)
    hand.select("Syrian")
    hand.key(K.Key_Return)
    assert hand.window.messages.sentence() == "A file has other labels.", "what waits for an answer stays"


def test_good_news_do_not_push_away_what_waits_for_an_answer(hand: Hand, article: str) -> None:
    hand.window.say("Your settings could not be read.", action="Preferences…", then=lambda: None)
    hand.window.import_text("News\n\nThat is good.")
    hand.bot.waitUntil(
        lambda: hand.window.desk.session is not None and hand.window.desk.session.text.startswith("News")
    )
    assert hand.window.messages.sentence() == "Your settings could not be read."
    hand.window.messages.clear()
    hand.window.import_text("More news\n\nThat is good, too.")
    hand.bot.waitUntil(lambda: hand.window.messages.sentence() == "Imported 1 article.")
