"""The page of agreement, with real keys and clicks, on a library in which two people annotated an article."""

from __future__ import annotations

import sqlite3
from concurrent.futures import Executor, Future
from contextlib import closing
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.agreement.words import FIGURES
from core.bodies import Body, Entity, Quote
from core.commands import Accept, Target
from core.errors import StoppedError
from gui.figures.agreement import AgreementPage
from gui.window import DeskWindow
from tests.core.agreement.two_people import put_own_set
from tests.gui.conftest import ENTITIES, SULEIMAN, WAZNE, Hand

K = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def accept_all(hand: Hand) -> None:
    assert hand.desk.session is not None
    targets = tuple(Target(item.id, item.version) for item in hand.desk.session.items())
    hand.workspace.submit(Accept(hand.desk.session.id, targets)).result()


def opened(hand: Hand) -> AgreementPage:
    hand.bot.keyClick(hand.window, K.Key_G, BOTH)
    page = hand.window.door.figures.agreement
    hand.bot.waitUntil(lambda: not page.is_working)
    return page


def with_two(hand: Hand, yours: tuple[Body, ...] = ()) -> AgreementPage:
    """The page, after Lois accepted everything and Ben marked what is given."""
    accept_all(hand)
    session = hand.desk.session
    assert session is not None
    put_own_set(Path(hand.workspace.location), session.id, "Ben", yours)
    return opened(hand)


def cells(page: AgreementPage, name: str) -> list[str]:
    """The row of the table with this name, from the second cell on."""
    for row in range(page.table.rowCount()):
        texts = [item.text() for column in range(7) if (item := page.table.item(row, column)) is not None]
        if texts[0].strip() == name:
            return texts[1:]
    raise AssertionError(f"no row {name}")


def test_no_word_of_a_heading_is_cut_in_a_narrow_window(hand: Hand) -> None:
    page = with_two(hand)
    hand.window.resize(1000, 700)
    header = page.table.horizontalHeader()
    metrics = header.fontMetrics()
    for column in range(header.count()):
        item = page.table.horizontalHeaderItem(column)
        assert item is not None
        widest = max(metrics.horizontalAdvance(word) for word in item.text().split("\n"))
        assert widest < header.sectionSize(column) - 8, item.text()
    assert header.length() <= page.table.viewport().width(), "and no column is out of sight"
    assert header.height() >= 2 * metrics.lineSpacing()


def go_to(hand: Hand, page: AgreementPage, name: str, column: int) -> None:
    row = next(n for n in range(page.table.rowCount()) if page.table.model().index(n, 0).data().strip() == name)
    where = page.table.visualRect(page.table.model().index(row, column)).center()
    hand.bot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    hand.bot.waitUntil(lambda: not page.is_working)


BENS: tuple[Body, ...] = (*(Entity(one.span, "GPE" if one.label == "ORG" else one.label) for one in ENTITIES), WAZNE)


def test_the_figures_of_two_people(hand: Hand) -> None:
    page = with_two(hand, BENS)
    assert page.figures.currentWidget() is not page.empty
    assert cells(page, "ORG")[:3] == ["0", "3", "0.00"]
    assert cells(page, "PERSON") == ["2", "2", "1.00", "1.00", "1.00", "1.00"]
    assert cells(page, "All quotes")[:2] == ["1", "3"]
    assert page.count.text().startswith("1 article · ")
    assert page.comparing.value() == "Ben and shared"


def test_each_figure_is_explained_in_a_sentence(hand: Hand) -> None:
    page = with_two(hand, BENS)
    for name, sentence in FIGURES.values():
        assert name in page.meaning.text()
        assert sentence in page.meaning.text()
    go_to(hand, page, "Speaker", 5)
    assert "Who is meant" in page.meaning.text()


def test_a_figure_leads_to_where_they_differ_and_into_the_article(hand: Hand) -> None:
    page = with_two(hand, BENS)
    go_to(hand, page, "ORG", 3)
    assert [place.words for place in page.cases.places()] == ["Ben: GPE “Qusair”"] * 3
    assert page.cases.places()[0].told == "shared: ORG “Qusair”"
    page.cases.list.setFocus()
    hand.bot.keyClick(page.cases.list, K.Key_Down)
    hand.bot.keyClick(page.cases.list, K.Key_Return)
    hand.bot.waitUntil(lambda: hand.desk.item is not None)
    assert hand.desk.item is not None
    assert hand.desk.item.id == hand.item("Qusair", 1).id
    assert hand.article.isVisible()
    assert hand.article.hasFocus()


def test_keys_walk_the_table_and_enter_shows_the_cases(hand: Hand) -> None:
    page = with_two(hand, BENS)
    hand.bot.waitUntil(page.table.hasFocus)
    assert page.cases.places() == []
    hand.bot.keyClick(page.table, K.Key_Return)
    hand.bot.waitUntil(lambda: not page.is_working)
    assert len(page.cases.places()) == 3
    hand.bot.keyClick(page.table, K.Key_Escape)
    hand.bot.waitUntil(hand.article.hasFocus)


def test_what_only_one_has_opens_at_its_place(hand: Hand) -> None:
    page = with_two(hand, (Entity(WAZNE.cues[0], "ORG"),))
    go_to(hand, page, "ORG", 3)
    place = page.cases.places()[2]
    assert (place.words, place.told) == ("Ben: ORG “said”", "shared: nothing")
    page.opened.emit(place)
    hand.bot.waitUntil(lambda: hand.article.caret() == WAZNE.cues[0].start)
    assert hand.desk.item is None


def test_a_model_can_be_compared_with_what_stands(hand: Hand) -> None:
    page = with_two(hand, (SULEIMAN,))
    hand.bot.mouseClick(page.comparing, Qt.MouseButton.LeftButton)
    hand.type_choice("(entities)")
    hand.bot.waitUntil(lambda: not page.is_working)
    assert page.comparing.value() == "en_core_web_sm 3.8.0 (entities) with what stands"
    assert cells(page, "All entities") == ["8", "8", "1.00", "1.00", "1.00", "1.00"]


def test_where_nobody_can_be_compared_it_says_what_to_do(hand: Hand) -> None:
    page = opened(hand)
    assert page.figures.currentWidget() is page.empty
    assert "second annotator" in page.empty.words.text()
    assert not page.cases.isVisible()
    hand.bot.mouseClick(page.comparing, Qt.MouseButton.LeftButton)  # offers nothing, and does no harm
    hand.bot.keyClick(hand.window, K.Key_G, BOTH)
    hand.bot.waitUntil(hand.article.hasFocus)


def test_the_history_page_and_this_one_change_places(hand: Hand) -> None:
    page = opened(hand)
    hand.bot.keyClick(hand.window, K.Key_H, Qt.KeyboardModifier.ControlModifier)
    hand.bot.waitUntil(lambda: hand.window.door.is_open)
    assert not page.isVisible()
    hand.bot.keyClick(hand.window, K.Key_G, BOTH)
    hand.bot.waitUntil(page.isVisible)
    assert not hand.window.top.history.isChecked()


class Later(Executor):
    """Work that begins when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Any, tuple[Any, ...]]] = []

    def submit(self, fn, /, *args, **kwargs):
        future: Future[Any] = Future()
        self.waiting.append((future, fn, args))
        return future

    def go(self) -> None:
        for future, function, arguments in self.waiting:
            try:
                future.set_result(function(*arguments))
            except Exception as error:  # noqa: BLE001  the end of a worker
                future.set_exception(error)
        self.waiting.clear()


def test_counting_can_be_stopped(hand: Hand) -> None:
    page = hand.window.door.figures.agreement
    later = Later()
    page._executor = later
    accept_all(hand)
    assert hand.desk.session is not None
    put_own_set(Path(hand.workspace.location), hand.desk.session.id, "Ben", BENS)
    hand.bot.keyClick(hand.window, K.Key_G, BOTH)
    hand.bot.waitUntil(lambda: bool(later.waiting))
    assert page.progress.isVisible()
    hand.bot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    assert not page.progress.isVisible()
    later.go()
    QApplication.sendPostedEvents()
    assert page.table.rowCount() == 0
    assert page.count.text() == "stopped"


def test_counting_ends_with_the_window(hand: Hand) -> None:
    page = hand.window.door.figures.agreement
    later = Later()
    page._executor = later
    accept_all(hand)
    assert hand.desk.session is not None
    put_own_set(Path(hand.workspace.location), hand.desk.session.id, "Ben", BENS)
    hand.bot.keyClick(hand.window, K.Key_G, BOTH)
    hand.bot.waitUntil(lambda: bool(later.waiting))
    hand.window.close()
    ((future, _, _),) = later.waiting
    later.go()
    assert isinstance(future.exception(), StoppedError)


def test_an_empty_library_is_told_the_same(empty_window: DeskWindow, qtbot: QtBot) -> None:
    empty_window.run("agreement")
    page = empty_window.door.figures.agreement
    qtbot.waitUntil(lambda: page.figures.currentWidget() is page.empty)


def test_two_of_three_can_be_chosen(hand: Hand) -> None:
    accept_all(hand)
    session = hand.desk.session
    assert session is not None
    path = Path(hand.workspace.location)
    put_own_set(path, session.id, "Ben", BENS)
    put_own_set(path, session.id, "Cleo", BENS)
    page = opened(hand)
    assert page.comparing.value() == "everybody with everybody"
    assert page.count.text().startswith("3 articles")
    hand.bot.mouseClick(page.comparing, Qt.MouseButton.LeftButton)
    hand.type_choice("Ben and Cleo")
    hand.bot.waitUntil(lambda: not page.is_working)
    assert cells(page, "All entities")[2] == "1.00"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM annotation_set").fetchone() == (3,)


def test_quotes_differ_by_their_parts(hand: Hand) -> None:
    other = Quote(SULEIMAN.contents, SULEIMAN.cues, (), SULEIMAN.kind, ())
    page = with_two(hand, (other,))
    go_to(hand, page, "Speaker", 3)
    (place,) = page.cases.places()
    assert (place.words, place.told) == ("Ben: nobody", "shared: Yahya Suleiman")
