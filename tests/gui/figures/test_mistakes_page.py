"""The page of what the model gets wrong: charts, chips, cases."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.bodies import Entity
from core.commands import Accept, AddEntity, Reject, Relabel, SetSpeakers, Target
from core.mistakes.sheet import Score
from gui.figures.charts import summary
from gui.figures.mistakes import MistakesPage
from gui.window import DeskWindow
from tests.gui.conftest import Hand, span

K = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def target(hand: Hand, words: str, nth: int = 0, layer: str = "entity") -> Target:
    item = hand.item(words, nth, layer)
    return Target(item.id, item.version)


@pytest.fixture
def page(hand: Hand, article: str) -> MistakesPage:
    """Two of three “Qusair” were no ORG, one was; “Wednesday” was rejected, “Mayadeen” missed, a speaker wrong."""
    submit = hand.workspace.submit
    submit(Accept(article, (target(hand, "Qusair"), target(hand, "Syrian")))).result()
    submit(Relabel(article, (target(hand, "Qusair", 1), target(hand, "Qusair", 2)), "GPE")).result()
    submit(Reject(article, (target(hand, "Wednesday"),))).result()
    submit(AddEntity(article, span("Mayadeen"), "ORG")).result()
    submit(SetSpeakers(article, target(hand, "“No comment,”", layer="quote"), ("The army",))).result()
    hand.bot.keyClick(hand.window, K.Key_W, BOTH)
    page = hand.window.door.figures.mistakes
    hand.bot.waitUntil(lambda: not page.is_working)
    return page


def told(page: MistakesPage, chart: str) -> dict[str, str]:
    return {bar.name: bar.figure for bar in page.charts[chart].bars()}


def click(hand: Hand, page: MistakesPage, chart: str, name: str) -> None:
    bars = page.charts[chart]
    page.area.ensureWidgetVisible(bars)
    row = next(n for n, bar in enumerate(bars.bars()) if bar.name == name)
    where = bars.visualRect(bars.model().index(row, 0)).center()
    hand.bot.mouseClick(bars.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_the_charts_count_the_decisions(page: MistakesPage) -> None:
    assert told(page, "Entities by label") == {"ORG": "33 %", "DATE": "0 %", "NORP": "100 %"}
    assert told(page, "Labels taken for others") == {"ORG → GPE": "2", "DATE → nothing": "1"}
    assert told(page, "Most often wrong") == {"Qusair · ORG → GPE": "2", "Wednesday · DATE → nothing": "1"}
    assert told(page, "Most often missed") == {"Mayadeen · ORG": "1"}
    assert told(page, "Parts of quotes")["Speaker"] == "1 of 1"
    assert told(page, "Quotes by kind") == {"direct": "0 %"}
    assert page.count.text() == "6 suggestions decided"
    assert page.summary.text().startswith("Of 6 suggestions 33 % were right as they stood, 3 were corrected")
    assert " 1 was missed: of what stands" in page.summary.text()


def test_the_summary_counts_rightly() -> None:
    one = summary(Score(rejected=1, missed=2))
    assert one.startswith("Of 1 suggestion 0 % was right as it stood, 0 were corrected and 1 rejected. 2 were missed")
    two = summary(Score(accepted=1, corrected=1))
    assert two == "Of 2 suggestions 50 % were right as they stood, 1 was corrected and 0 rejected."
    assert summary(Score(missed=1)).endswith(" 1 was missed.")


def test_each_row_says_in_words_what_its_bar_shows(page: MistakesPage) -> None:
    org = page.charts["Entities by label"].bars()[0]
    assert org.said() == "ORG: 33 % (1 right, 2 corrected, 1 missed)"


def test_a_bar_leads_to_its_cases_and_they_into_the_article(hand: Hand, page: MistakesPage) -> None:
    click(hand, page, "Labels taken for others", "ORG → GPE")
    assert [(place.words, place.told) for place in page.cases.places()] == [("“Qusair”", "ORG → GPE")] * 2
    page.cases.list.setFocus()
    hand.bot.keyClick(page.cases.list, K.Key_Down)
    hand.bot.keyClick(page.cases.list, K.Key_Return)
    hand.bot.waitUntil(lambda: hand.desk.item is not None)
    assert hand.desk.item is not None
    assert hand.desk.item.body == Entity(span("Qusair", 2), "GPE")


def test_keys_walk_a_chart_and_enter_shows_its_cases(hand: Hand, page: MistakesPage) -> None:
    bars = page.charts["Entities by label"]
    hand.bot.waitUntil(bars.hasFocus)
    hand.bot.keyClick(bars, K.Key_Down)
    hand.bot.keyClick(bars, K.Key_Return)
    assert page.cases.title.text() == "DATE"
    assert [place.told for place in page.cases.places()] == ["DATE, rejected"]
    hand.bot.keyClick(bars, K.Key_Escape)
    hand.bot.waitUntil(hand.article.hasFocus)


def test_what_was_missed_can_be_seen_too(hand: Hand, page: MistakesPage) -> None:
    click(hand, page, "Most often missed", "Mayadeen · ORG")
    (place,) = page.cases.places()
    assert (place.words, place.told, place.start) == ("“Mayadeen”", "not found; ORG", span("Mayadeen").start)
    click(hand, page, "Parts of quotes", "Speaker")
    assert [place.told for place in page.cases.places()] == ["direct; speaker corrected"]
    click(hand, page, "Parts of quotes", "Cue")
    assert page.cases.told.text() == "There is none."


def test_chips_sift_by_label_model_article_and_time(hand: Hand, page: MistakesPage) -> None:
    hand.bot.mouseClick(page.label, Qt.MouseButton.LeftButton)
    hand.type_choice("DATE")
    assert page.label.value() == "DATE"
    assert told(page, "Entities by label") == {"DATE": "0 %"}
    assert told(page, "Most often missed") == {}
    hand.bot.mouseClick(page.label, Qt.MouseButton.LeftButton)
    hand.type_choice("Any label")
    hand.bot.mouseClick(page.model, Qt.MouseButton.LeftButton)
    hand.type_choice("(quotes)")
    assert told(page, "Entities by label") == {}
    assert told(page, "Quotes by kind") == {"direct": "0 %"}
    hand.bot.mouseClick(page.model, Qt.MouseButton.LeftButton)
    hand.type_choice("Any model")
    hand.bot.mouseClick(page.article, Qt.MouseButton.LeftButton)
    hand.type_choice("Qusair falls")
    assert page.count.text() == "6 suggestions decided"
    hand.bot.mouseClick(page.time, Qt.MouseButton.LeftButton)
    hand.type_choice("Any time")
    assert page.time.value() == "any time"


def test_the_line_over_time_is_walked_by_keys_and_told_in_words(hand: Hand, page: MistakesPage) -> None:
    (entities, quotes) = page.trend.lines()
    assert [len(entities.points), len(quotes.points)] == [1, 1]
    assert "40 % of 5 right" in page.trend.accessibleDescription()
    page.trend.setFocus(Qt.FocusReason.TabFocusReason)
    hand.bot.keyClick(page.trend, K.Key_Down)
    hand.bot.keyClick(page.trend, K.Key_Return)
    assert page.cases.title.text().startswith("en_core_web_sm 3.8.0 (quotes), 0 % of 1 right")
    assert len(page.cases.places()) == 1
    where = page.trend.place(entities.points[0]).toPoint() + QPoint(1, 1)
    hand.bot.mouseClick(page.trend, Qt.MouseButton.LeftButton, pos=where)
    assert len(page.cases.places()) == 4


def test_what_is_done_meanwhile_counts_when_one_comes_back(hand: Hand, page: MistakesPage, article: str) -> None:
    hand.bot.keyClick(hand.window, K.Key_W, BOTH)
    hand.workspace.submit(Reject(article, (target(hand, "Beirut"),))).result()
    hand.bot.keyClick(hand.window, K.Key_W, BOTH)
    hand.bot.waitUntil(lambda: not page.is_working)
    assert page.count.text() == "7 suggestions decided"


def test_in_the_dark_it_is_painted_anew(hand: Hand, page: MistakesPage) -> None:
    light = page.grab().toImage()
    hand.window.set_theme("dark")
    assert page.grab().toImage() != light
    hand.window.set_theme("light")
    assert page.grab().toImage() == light


def test_where_nothing_was_decided_it_says_so(empty_window: DeskWindow, qtbot: QtBot) -> None:
    empty_window.run("mistakes")
    page = empty_window.door.figures.mistakes
    qtbot.waitUntil(lambda: "every decision counts" in page.empty.words.text())
    assert page.figures.currentWidget() is page.empty
