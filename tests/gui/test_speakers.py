"""Speakers across articles: known ones come first in the picker, and two are merged into one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.commands import AddQuote, ImportArticle
from core.model import ArticleDraft, Quote, Span
from gui.dialogs.speakers import SpeakersDialog
from tests.gui.conftest import Hand

OTHER = "Rain\n“It rains,” said Ann Li. “Still,” said Gen. Suleiman.\n"


def elsewhere(hand: Hand, *named: tuple[str, str]) -> str:
    """Another article, with quotes that somebody has named speakers of."""
    article = hand.workspace.submit(ImportArticle(ArticleDraft("Rain", OTHER, "rain.txt"))).result().article or ""
    for content, name in named:
        start = OTHER.index(content)
        span = Span(start, start + len(content))
        hand.workspace.submit(AddQuote(article, Quote((span,), speakers=(name,)))).result()
    return article


def test_known_speakers_come_first_with_their_quotes_and_articles(hand: Hand) -> None:
    elsewhere(hand, ("“It rains,”", "Kamel Wazne"), ("“Still,”", "Ann Li"))
    hand.select("“No comment,”", layer="quote")
    hand.key(Qt.Key.Key_P)
    shown = [(choice.value, choice.hint) for choice in hand.picker().model.choices]
    assert shown[0] == ("Kamel Wazne", "1 quote in 1 article"), "he is in this article too"
    assert shown[-1] == ("Ann Li", "1 quote in 1 article"), "she is not"
    assert ("Yahya Suleiman", "in this article") in shown
    hand.type_choice("ann")
    assert hand.quote("“No comment,”").speakers == ("Ann Li",)


def dialog(hand: Hand) -> SpeakersDialog:
    hand.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    found = hand.window.findChild(SpeakersDialog)
    assert found is not None
    return found


def names(shown: SpeakersDialog) -> list[str]:
    cells = [shown.table.item(row, 0) for row in range(shown.table.rowCount()) if not shown.table.isRowHidden(row)]
    return [cell.text() for cell in cells if cell is not None]


def test_two_speakers_are_merged_in_every_article(hand: Hand, qtbot: QtBot) -> None:
    article = elsewhere(hand, ("“It rains,”", "Gen. Suleiman"), ("“Still,”", "Gen. Suleiman"))
    hand.select("“Whoever controls Qusair,”", layer="quote")
    hand.key(Qt.Key.Key_Return)
    shown = dialog(hand)
    assert names(shown) == ["Gen. Suleiman", "Yahya Suleiman"]
    assert shown.quotes.count() == 2
    assert not shown.merge.isEnabled(), "nobody is named who would get them"
    qtbot.keyClicks(shown.into.lineEdit(), "Yahya Suleiman")
    qtbot.mouseClick(shown.merge, Qt.MouseButton.LeftButton)
    assert names(shown) == ["Yahya Suleiman"]
    assert "1 article" in shown.told.text()
    assert (hand.newest().intent, hand.newest().article) == ("rename_speaker", article)
    hand.window.run("undo")
    assert names(shown) == ["Gen. Suleiman", "Yahya Suleiman"]
    shown.close()


def test_a_quote_leads_to_its_article(hand: Hand, qtbot: QtBot) -> None:
    article = elsewhere(hand, ("“Still,”", "Ann Li"))
    shown = dialog(hand)
    qtbot.keyClicks(shown.search, "bob")
    assert names(shown) == []
    shown.search.clear()
    assert names(shown) == ["Ann Li"]
    assert shown.quotes.count() == 1
    shown.quotes.setFocus()
    qtbot.waitUntil(shown.quotes.hasFocus)
    shown.quotes.setCurrentRow(0)
    qtbot.keyClick(shown.quotes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hand.desk.session is not None and hand.desk.session.id == article)
    assert hand.desk.item is not None
    assert hand.desk.item.body.bounds.of(OTHER) == "“Still,”"


def test_a_library_without_speakers_says_what_to_do(hand: Hand) -> None:
    shown = dialog(hand)
    assert names(shown) == []
    assert "No quote has a speaker yet" in shown.told.text()
    assert not shown.merge.isEnabled()
    shown.close()
