"""Speakers across articles: known ones come first in the picker, and two are merged into one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.bodies import Quote, Span
from core.commands import AddEntity, AddQuote, ImportArticle
from core.records import ArticleDraft
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


def test_a_surname_alone_is_no_speaker_of_its_own(hand: Hand, article: str) -> None:
    text = hand.desk.session.text if hand.desk.session else ""
    start = text.index("Kamel Wazne")
    for span in (Span(start, start + len("Kamel Wazne")), Span(start + len("Kamel "), start + len("Kamel Wazne"))):
        hand.workspace.submit(AddEntity(article, span, "PERSON")).result()
    hand.select("“No comment,”", layer="quote")
    hand.key(Qt.Key.Key_P)
    assert [choice.value for choice in hand.picker().model.choices].count("Wazne") == 0
    hand.type_choice("wazn")
    assert hand.quote("“No comment,”").speakers == ("Kamel Wazne",)


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


def test_what_was_merged_is_split_again(hand: Hand, qtbot: QtBot) -> None:
    elsewhere(hand, ("“It rains,”", "Gen. Suleiman"), ("“Still,”", "Gen. Suleiman"))
    hand.select("“Whoever controls Qusair,”", layer="quote")
    hand.key(Qt.Key.Key_Return)
    shown = dialog(hand)
    assert not shown.splitting.isVisible(), "nobody was merged yet"
    qtbot.keyClicks(shown.into.lineEdit(), "Yahya Suleiman")
    qtbot.mouseClick(shown.merge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(shown.splitting.isVisible)
    assert shown.former.currentText() == "Gen. Suleiman (2 quotes in 1 article)"
    qtbot.mouseClick(shown.split, Qt.MouseButton.LeftButton)
    assert names(shown) == ["Gen. Suleiman", "Yahya Suleiman"]
    assert "2 quotes of Yahya Suleiman in 1 article given to Gen. Suleiman." in shown.told.text()
    shown.close()


def test_selected_quotes_alone_are_given_to_another(hand: Hand, qtbot: QtBot) -> None:
    elsewhere(hand, ("“It rains,”", "Ann Li"), ("“Still,”", "Ann Li"))
    shown = dialog(hand)
    shown.quotes.setFocus()
    shown.quotes.setCurrentRow(1)
    assert (shown.which.text(), shown.merge.text()) == ("Give the selected quote to", "Give")
    shown.into.clearEditText()
    qtbot.keyClicks(shown.into.lineEdit(), "Bob Li")
    qtbot.mouseClick(shown.merge, Qt.MouseButton.LeftButton)
    assert names(shown) == ["Ann Li", "Bob Li"]
    assert shown.quotes.count() == 1
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


def test_the_sources_panel_shows_the_library_too(hand: Hand, qtbot: QtBot) -> None:
    article = elsewhere(hand, ("“It rains,”", "Ann Li"), ("“Still,”", "Yahya Suleiman"))
    hand.select("“Whoever controls Qusair,”", layer="quote")
    hand.key(Qt.Key.Key_Return)
    hand.window.show_tab("Sources")
    panel = hand.window.frame.sources
    qtbot.mouseClick(panel.scope.button(1), Qt.MouseButton.LeftButton)
    library = panel.everywhere.content
    qtbot.waitUntil(lambda: library.count.text() == "2 sources · 3 quotes in all articles")
    assert [library.model.item(row).text() for row in range(2)] == ["Yahya Suleiman", "Ann Li"]
    assert library.model.item(0).child(0).text() == "2 quotes in 2 articles"
    qtbot.keyClicks(library.search, "ann")
    assert library.count.text() == "1 source · 1 quote in all articles"
    ann = library.model.index(1, 0)
    library.tree.expand(ann)
    qtbot.waitUntil(lambda: library.model.rowCount(ann) == 2)
    library.tree.setCurrentIndex(library.model.index(1, 0, ann))
    library.tree.setFocus()
    qtbot.keyClick(library.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hand.desk.session is not None and hand.desk.session.id == article)
    assert hand.desk.item is not None
    assert hand.desk.item.body.bounds.of(OTHER) == "“It rains,”"


def test_the_librarys_sources_follow_what_is_decided(hand: Hand, qtbot: QtBot) -> None:
    hand.window.show_tab("Sources")
    panel = hand.window.frame.sources
    qtbot.mouseClick(panel.scope.button(1), Qt.MouseButton.LeftButton)
    library = panel.everywhere.content
    assert "No quote has a speaker yet" in library.count.text()
    hand.select("“Whoever controls Qusair,”", layer="quote")
    hand.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: library.count.text() == "1 source · 1 quote in all articles")
