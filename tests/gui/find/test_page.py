"""Finding across the library: by keys alone, in portions, with a way to stop, and a way to each hit."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt

from core.commands import ImportArticle, SetFlag
from core.find import library
from core.find.library import chunks, look_through
from core.find.material import Material
from core.find.search import Search
from core.queries import ArticleSummary
from core.records import ArticleDraft
from gui.find.page import LibraryPage
from gui.find.sweep import Sweep
from tests.gui.conftest import TEXT, Hand, span

K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

OTHER = "The army of Ruritania marched on.\n\nNobody knew why the army did."


@pytest.fixture
def other(hand: Hand) -> str:
    """A second article in the library, which is not open."""
    article = hand.workspace.submit(ImportArticle(ArticleDraft("Ruritania marches", OTHER, "b.txt"))).result().article
    assert article is not None
    return article


@pytest.fixture
def page(hand: Hand, other: str) -> LibraryPage:
    hand.key(K.Key_F, CTRL | SHIFT)
    page = hand.window.finder.page
    hand.bot.waitUntil(page.what.line.hasFocus)
    return page


def look(hand: Hand, page: LibraryPage, words: str) -> None:
    page.what.line.setText(words)
    with hand.bot.waitSignal(page.sweep.ended):
        hand.bot.keyClick(page.what.line, K.Key_Return)


def shown(page: LibraryPage) -> list[str]:
    return [row.told() for row in page.model.rows]


def test_hits_stand_in_their_lines_by_article(hand: Hand, page: LibraryPage) -> None:
    look(hand, page, "army")
    assert page.told.text() == f"{TEXT.lower().count('army') + 2} hits in 2 articles"
    assert shown(page)[:3] == [
        "Ruritania marches: 2 hits",
        "The army of Ruritania marched on.",
        "Nobody knew why the army did.",
    ]


def test_enter_opens_the_article_at_the_hit_and_f3_goes_on(hand: Hand, page: LibraryPage, other: str) -> None:
    look(hand, page, "army")
    hand.bot.keyClick(page.what.line, K.Key_Down)
    assert page.list.hasFocus()
    hand.bot.keyClick(page.list, K.Key_Return)
    hand.bot.waitUntil(lambda: hand.desk.session is not None and hand.desk.session.id == other)
    hand.bot.waitUntil(hand.article.hasFocus)
    assert hand.article.selected_span() == span("army", 0, OTHER)
    hand.bot.waitUntil(lambda: hand.window.finder.bar.count.text() == "1 of 2")
    hand.key(K.Key_F3)
    assert hand.article.selected_span() == span("army", 1, OTHER)
    hand.key(K.Key_F, CTRL | SHIFT)
    hand.bot.waitUntil(page.isVisible)
    assert shown(page)[0] == "Ruritania marches: 2 hits", "what was found is still there"


def test_escape_goes_back_step_by_step(hand: Hand, page: LibraryPage) -> None:
    look(hand, page, "army")
    hand.bot.keyClick(page.what.line, K.Key_Down)
    hand.bot.keyClick(page.list, K.Key_Escape)
    assert page.what.line.hasFocus()
    hand.bot.keyClick(page.what.line, K.Key_Escape)
    hand.bot.waitUntil(hand.article.hasFocus)
    assert not page.isVisible()


def test_labels_and_flags_are_found_everywhere(hand: Hand, page: LibraryPage) -> None:
    item = hand.item("Qusair")
    look(hand, page, "status:flagged")
    assert page.told.text() == "No hits."
    assert hand.desk.session is not None
    hand.workspace.submit(SetFlag(hand.desk.session.id, item.id, True)).result()
    page.search = Search()
    look(hand, page, "status:flagged")
    assert page.told.text() == "1 hit in 1 article"
    look(hand, page, "label:ORG status:undecided")
    assert all("Ruritania" not in words for words in shown(page))
    look(hand, page, "army status:unannotated")
    assert page.told.text() == "4 hits in 2 articles"


def test_what_is_wrong_is_a_sentence(hand: Hand, page: LibraryPage) -> None:
    page.what.pattern.setChecked(True)
    page.what.line.setText("(army")
    with hand.bot.waitSignal(page.sweep.trouble):
        hand.bot.keyClick(page.what.line, K.Key_Return)
    assert "This is no pattern yet" in page.told.text()
    page.what.pattern.setChecked(False)
    page.what.line.setText("status:nothing")
    assert "There is no status" in page.told.text()


def test_typing_alone_is_enough(hand: Hand, page: LibraryPage) -> None:
    with hand.bot.waitSignal(page.sweep.ended):
        hand.bot.keyClicks(page.what.line, "ruritania")
    assert page.told.text() == "1 hit in 1 article"


def test_a_search_can_be_stopped_and_another_takes_its_place(hand: Hand, page: LibraryPage, monkeypatch) -> None:
    monkeypatch.setattr(library, "CHUNK_ARTICLES", 1)
    waiting: list[Future[list[Material]]] = []
    ask = hand.workspace.ask

    def late(query):
        future = ask(query)
        if isinstance(future.result(), list):  # materials wait until they are let go
            waiting.append(Future())
            waiting[-1].set_running_or_notify_cancel()
            return waiting[-1]
        return future

    monkeypatch.setattr(hand.workspace, "ask", late)
    sweep = Sweep(hand.desk.bridge)
    sweep.start(Search("army"))
    hand.bot.waitUntil(lambda: len(waiting) == 1)
    with hand.bot.waitSignal(sweep.ended) as ended:
        sweep.stop()
    assert ended.args is not None
    assert (ended.args[0].hits, ended.args[0].is_whole) == (0, False)
    found: list[object] = []
    sweep.found.connect(found.append)
    waiting[0].set_result([Material("x", "army")])
    monkeypatch.setattr(hand.workspace, "ask", ask)
    with hand.bot.waitSignal(sweep.ended) as ended:
        sweep.start(Search("ruritania"))
    assert ended.args is not None
    assert (ended.args[0].hits, ended.args[0].is_whole) == (1, True)
    assert len(found) == 1, "what the first one still brought is dropped"
    sweep.close()


def test_portions_are_small(hand: Hand, other: str, monkeypatch) -> None:
    summaries = hand.workspace.ask(lambda store: store.articles()).result()
    assert list(chunks(summaries)) == [[one.info.id for one in summaries]]
    monkeypatch.setattr(library, "CHUNK_LENGTH", 10)
    assert list(chunks(summaries)) == [[one.info.id] for one in summaries]
    assert list(chunks([])) == []


def test_of_one_article_not_everything_is_shown() -> None:
    (found,) = look_through([Material("a", "ha " * 500)], Search("ha"))
    assert (len(found.hits), found.total) == (library.MOST_OF_ONE, 500)
    assert found.hits[1].before == "ha "
    assert look_through([Material("a", "ha")], Search("ha"), lambda: True) == []


def test_a_summary_knows_its_hits(page: LibraryPage, hand: Hand) -> None:
    look(hand, page, "army")
    assert all(isinstance(row.article, ArticleSummary) for row in page.model.rows)
