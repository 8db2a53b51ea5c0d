"""Going through the article and the window by keyboard; undo and redo; what a key says that cannot act."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from core.bodies import Span
from core.settings import Settings
from core.workspace import Inline, Workspace
from gui.look import Look
from gui.window import DeskWindow
from tests.gui.conftest import TEXT, Hand, span

K = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def selected(hand: Hand) -> str:
    assert hand.desk.session is not None
    return hand.desk.item.body.bounds.of(hand.desk.session.text) if hand.desk.item is not None else ""


def test_tab_goes_from_one_undecided_to_the_next_and_round(hand: Hand) -> None:
    seen = []
    for _ in range(12):
        hand.key(K.Key_Tab)
        seen.append(selected(hand))
    assert seen[:4] == ["Qusair", "Syrian", "Qusair", "Wednesday"]
    assert seen[-1] == "Qusair"
    hand.key(K.Key_Tab, SHIFT)
    assert selected(hand).startswith("“No comment")


def test_n_goes_to_decided_ones_too(hand: Hand) -> None:
    hand.key(K.Key_Tab)
    hand.key(K.Key_Return)
    hand.key(K.Key_N, SHIFT)
    assert selected(hand) == "Qusair"
    hand.key(K.Key_N)
    assert selected(hand) == "Syrian"


def test_n_begins_at_the_caret_where_nothing_is_selected(hand: Hand) -> None:
    hand.desk.select(None)
    hand.article.set_caret(span("Wednesday").start)
    hand.key(K.Key_N)
    assert selected(hand) == "Wednesday"
    hand.desk.select(None)
    hand.article.set_caret(span("Wednesday").start)
    hand.key(K.Key_N, SHIFT)
    assert selected(hand) == "Qusair"


def test_alt_n_goes_from_quote_to_quote_and_round(hand: Hand) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    hand.select("Wednesday")
    met = []
    for _ in range(4):
        hand.key(K.Key_N, alt)
        met.append(selected(hand))
    begin = ("“It is over,”", "“Whoever controls Qusair,”", "“No comment,”", "“It is over,”")
    assert all(words.startswith(first) for words, first in zip(met, begin, strict=True))
    hand.key(K.Key_N, alt | SHIFT)
    assert selected(hand).startswith("“No comment,”")
    for item in [item for item in hand.desk.session.items() if item.body.layer == "quote"]:  # type: ignore[union-attr]
        hand.desk.select(item.id)
        hand.key(K.Key_Backspace)
    hand.key(K.Key_N, alt)
    assert "There are no quotes here yet. C makes one" in hand.window.status.hint.text()


def test_accept_twice_by_two_keys_decides_two(hand: Hand) -> None:
    hand.key(K.Key_Tab)
    hand.key(K.Key_Return)
    hand.key(K.Key_Return)
    assert [revision.intent for revision in hand.revisions()[-2:]] == ["accept", "accept"]
    assert hand.window.status.progress.text() == "2 of 11 decided"


def test_a_click_selects_the_item_and_its_part(hand: Hand) -> None:
    hand.click_words("It is over")
    quote = hand.item("“It is over,”", layer="quote")
    hand.bot.waitUntil(lambda: hand.desk.item == quote)
    hand.click_words("We go home")
    assert hand.desk.context().part_span == span("“We go home now.”")
    assert "content 2" in hand.window.status.part.text()


def test_text_is_selected_by_the_keyboard(hand: Hand) -> None:
    hand.article.set_caret(span("BEIRUT").start)
    hand.key(K.Key_Right, SHIFT)
    assert hand.article.selected_span() == span("BEIRUT")
    hand.key(K.Key_Right, SHIFT | CTRL)
    assert hand.article.selected_span() == Span(span("BEIRUT").start, span("BEIRUT").end + 1)
    hand.key(K.Key_Left)
    assert hand.article.selected_span() is None


def test_the_arrows_go_by_line_and_by_paragraph(hand: Hand) -> None:
    hand.article.set_caret(span("BEIRUT").start)
    end = TEXT.index("\n", span("BEIRUT").start)
    hand.key(K.Key_Down, SHIFT | CTRL)
    assert hand.article.selected_span() == Span(span("BEIRUT").start, end)
    hand.key(K.Key_Up, CTRL)
    assert hand.article.caret() == span("BEIRUT").start
    hand.key(K.Key_Up)
    hand.key(K.Key_Down)
    assert hand.article.caret() == span("BEIRUT").start
    hand.key(K.Key_End, SHIFT)
    assert hand.article.selected_span() is not None
    hand.key(K.Key_Home, SHIFT)
    assert hand.article.selected_span() is None


def test_the_caret_goes_to_the_ends_of_the_article_and_the_keys_to_the_article_first(hand: Hand) -> None:
    hand.article.set_caret(40)
    hand.key(K.Key_End, CTRL)
    assert hand.article.caret() == len(TEXT)
    hand.key(K.Key_Home, CTRL)
    assert hand.article.caret() == 0
    hand.article.set_caret(40)
    articles = hand.window.list.list
    articles.setFocus()
    hand.bot.waitUntil(articles.hasFocus)
    hand.bot.keyClick(articles, K.Key_Home, CTRL)
    hand.bot.waitUntil(hand.article.hasFocus)
    assert hand.article.caret() == 40, "it comes back to where it was"


def test_escape_leads_from_the_list_and_its_search_line_back_to_the_article(hand: Hand) -> None:
    hand.article.set_caret(40)
    for key in (None, K.Key_Down):
        hand.key(K.Key_L, CTRL)
        where = hand.window.list.search
        hand.bot.waitUntil(where.hasFocus)
        if key is not None:
            hand.bot.keyClick(where, key)
            hand.bot.waitUntil(hand.window.list.list.hasFocus)
        hand.bot.keyClick(QApplication.focusWidget(), K.Key_Escape)
        hand.bot.waitUntil(hand.article.hasFocus)
        assert hand.article.caret() == 40


def test_text_is_selected_by_the_mouse(hand: Hand) -> None:
    viewport = hand.article.viewport()
    start, end = hand.point(span("Tall Zaher").start), hand.point(span("Tall Zaher").end - 1)
    hand.bot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    hand.bot.mouseMove(viewport, end)
    hand.bot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert hand.article.selected_span() == span("Tall Zaher")
    hand.key(K.Key_3)
    assert hand.entity("Tall Zaher").label == "GPE"


def test_escape_clears_text_first_and_then_the_item(hand: Hand) -> None:
    hand.select("Syrian")
    hand.mark("Tall Zaher")
    hand.key(K.Key_Escape)
    assert hand.article.selected_span() is None
    assert hand.desk.item is not None
    hand.key(K.Key_Escape)
    assert hand.desk.item is None


def test_a_key_that_cannot_act_says_why(hand: Hand) -> None:
    before = hand.revisions()
    hand.desk.select(None)
    hand.key(K.Key_Return)
    assert hand.window.status.hint.text().startswith("Select an annotation first")
    hand.select("Syrian")
    hand.key(K.Key_K)
    assert hand.window.status.hint.text().startswith("Select a quote first")
    assert hand.revisions() == before


def test_single_letters_stay_letters_where_one_types(hand: Hand) -> None:
    hand.select("Syrian")
    before = hand.revisions()
    hand.key(K.Key_F, CTRL)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    hand.bot.keyClicks(focused, "x3a")
    assert focused.text() == "x3a"
    assert hand.revisions() == before


def test_panels_are_reached_by_f6(hand: Hand) -> None:
    reached = []
    for _ in range(4):
        hand.bot.keyClick(QApplication.focusWidget(), K.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(
            "article"
            if focused is hand.article
            else "side"
            if hand.window.tabs.isAncestorOf(focused)
            else "list"
            if hand.window.list.isAncestorOf(focused)
            else str(focused)
        )
    assert reached == ["side", "list", "list", "article"]


@pytest.mark.parametrize(("number", "name"), [(1, "Selection"), (2, "Annotations"), (3, "Sources"), (4, "History")])
def test_tabs_by_number(hand: Hand, number: int, name: str) -> None:
    hand.key(K(K.Key_0 + number), CTRL)
    assert hand.window.tabs.tabText(hand.window.tabs.currentIndex()) == name


def test_zoom_theme_and_panels(hand: Hand, settings: Settings) -> None:
    hand.key(K.Key_Plus, CTRL)
    assert (hand.article.zoom(), settings.zoom, hand.window.status.zoom.text()) == (110, 110, "Zoom 110%")
    hand.key(K.Key_0, CTRL)
    assert hand.article.zoom() == 100
    hand.key(K.Key_F9)
    assert not hand.window.list_shown
    hand.key(K.Key_F10)
    assert not hand.window.side_shown
    hand.key(K.Key_L, CTRL | SHIFT)
    assert settings.theme == "dark"
    assert hand.window.look.theme.is_dark


# -------------------------------------------------------------------------------------------------------- undo and redo


def test_undo_has_a_name_and_no_limit(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.select("Syrian")
    hand.key(K.Key_Return)
    assert hand.window.actions_of["undo"].text() == "Undo Accept"
    hand.key(K.Key_Z, CTRL)
    assert hand.window.actions_of["undo"].text() == "Undo Relabel"
    assert hand.window.actions_of["redo"].text() == "Redo Accept"
    assert selected(hand) == "Syrian"
    hand.key(K.Key_Z, CTRL)
    assert hand.entity("Qusair").label == "ORG"
    hand.key(K.Key_Z, CTRL)
    assert hand.window.status.hint.text() == "There is nothing to undo."
    hand.key(K.Key_Z, CTRL | SHIFT)
    assert hand.entity("Qusair").label == "GPE"


def test_undo_past_a_restart(hand: Hand, tmp_path: Path, settings: Settings, qtbot: QtBot) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    article = hand.newest().article
    assert article is not None
    hand.window.close()
    hand.workspace.close()
    workspace = Workspace.open(tmp_path / "library.copydesk", "Lois Lane", Inline())
    again = DeskWindow(workspace, settings, Look(qtbot_app(), "light"), model_executor=Inline(), file_executor=Inline())
    qtbot.addWidget(again)
    with qtbot.waitExposed(again):
        again.show()
    hand = Hand(again, workspace, qtbot)
    assert again.actions_of["undo"].text() == "Undo Relabel"
    again.run("undo")  # no article is open: undo opens it
    assert again.desk.session is not None
    assert again.desk.session.id == article
    assert hand.entity("Qusair").label == "ORG"
    again.close()
    workspace.close()


def qtbot_app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def test_the_window_comes_back_as_it_was_left(hand: Hand, settings: Settings, workspace: Workspace) -> None:
    hand.key(K.Key_F9)
    hand.key(K.Key_4, CTRL)
    hand.window.resize(1234, 765)
    hand.window.close()
    again = DeskWindow(workspace, settings, hand.window.look, model_executor=Inline(), file_executor=Inline())
    assert not again.list_shown
    assert again.tabs.currentIndex() == 3
    assert again.height() == 765  # the offscreen screen is narrower than the desk's least width
    again.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_shift_and_tab_go_back_whatever_the_platform_calls_that_key(hand: Hand, key: Qt.Key) -> None:
    hand.key(Qt.Key.Key_Tab)
    hand.key(Qt.Key.Key_Tab)
    hand.key(key, SHIFT)
    assert hand.desk.item is not None
    assert hand.desk.item.id == hand.item("Qusair").id


def test_unsure_first_goes_by_the_score_and_is_kept(hand: Hand, settings: Settings) -> None:
    first_in_text = hand.item("Qusair")
    hand.key(Qt.Key.Key_Tab)
    assert hand.desk.item is not None
    assert hand.desk.item.id == first_in_text.id
    hand.key(Qt.Key.Key_U)
    assert settings.unsure_first
    assert hand.window.is_unsure_first
    assert hand.window.status.progress.text() == "0 of 11 decided, unsure first"
    hand.desk.select(None)
    hand.key(Qt.Key.Key_Tab)
    unsure = hand.item("“It is over,”", layer="quote")
    assert hand.desk.item.id == unsure.id, "a quote whose speaker is in doubt before entities that are 90 % sure"
    hand.key(Qt.Key.Key_Return)
    assert hand.desk.item.id == hand.item("“Whoever controls Qusair,”", layer="quote").id, "and on to the next in doubt"
    hand.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert hand.desk.item.id == hand.item("Yahya Suleiman").id, "backwards: round to the surest"
    hand.key(Qt.Key.Key_U)
    assert hand.window.status.progress.text() == "1 of 11 decided"


def test_what_is_typed_ahead_into_a_dialog_is_no_key_of_the_articles(hand: Hand) -> None:
    hand.select("Syrian")
    before = hand.revisions()
    hand.desk.hold()  # something is on its way, and takes long
    for key in (K.Key_T, K.Key_A, K.Key_3):
        hand.key(key)
    hand.desk.release()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert [type(one).__name__ for one in dialogs] == ["CommentDialog"]
    assert "was not done: a dialog had opened before its turn." in hand.window.status.hint.text()
    assert hand.revisions() == before
    dialogs[0].close()
    hand.bot.waitUntil(hand.article.hasFocus)
    hand.key(K.Key_3)
    assert hand.entity("Syrian").label == "GPE"
