"""Comments and flags at the desk: by keys alone, seen in the article, in the panels and in the article list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from core.find.states import State
from core.records import Status
from gui.article import signs
from gui.dialogs.comment import CommentDialog
from gui.panels.article_rows import second_line
from tests.gui.conftest import Hand

K = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def dialog() -> CommentDialog:
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, CommentDialog) and w.isVisible()]
    return found


def write(hand: Hand, words: str, key: Qt.Key = K.Key_T) -> None:
    hand.key(key)
    open_one = dialog()
    hand.bot.waitUntil(open_one.text.hasFocus)
    hand.bot.keyClicks(open_one.text, words)
    hand.bot.keyClick(open_one.text, K.Key_Return)
    assert hand.window.focusWidget() is hand.article
    hand.window.activateWindow()  # as a window manager does when a dialog goes
    hand.bot.waitUntil(hand.article.hasFocus)


def said(hand: Hand) -> list[str]:
    hand.wait_for_panel()
    thread = hand.window.selection.said
    if thread is None or thread.isHidden():
        return []
    return [sentence.split(": ", 1)[1] for sentence in thread.sentences()]


def _buttons(hand: Hand) -> list[QPushButton]:
    """Those of what is shown now; what is gone is deleted later."""
    assert hand.window.selection.said is not None
    hand.bot.waitUntil(hand.window.selection.said.isVisible)
    return [one for one in hand.window.selection.said.findChildren(QPushButton) if one.isVisible()]


def press(hand: Hand, name: str, nth: int = 0) -> None:
    hand.bot.waitUntil(lambda: any(one.text() == name for one in _buttons(hand)))
    found = [one for one in _buttons(hand) if one.text() == name]
    hand.bot.mouseClick(found[nth], Qt.MouseButton.LeftButton)


def test_a_comment_is_written_resolved_and_reopened_by_keys(hand: Hand) -> None:
    hand.select("Qusair")
    write(hand, "The town?")
    assert hand.newest().intent == "add_comment"
    assert said(hand) == ["The town?"]
    hand.key(K.Key_Y)
    assert hand.newest().intent == "resolve_comment"
    hand.key(K.Key_Y)
    hand.key(K.Key_Z, CTRL)
    hand.key(K.Key_Z, CTRL)
    hand.key(K.Key_Z, CTRL)
    assert said(hand) == []


def test_a_comment_is_changed_and_deleted_by_its_buttons(hand: Hand) -> None:
    hand.select("Qusair")
    write(hand, "The town?")
    said(hand)
    press(hand, "Edit…")
    hand.bot.keyClicks(dialog().text, "The city?")
    hand.bot.keyClick(dialog().text, K.Key_Return)
    assert said(hand) == ["The city?"]
    press(hand, "Resolve")
    said(hand)
    press(hand, "Reopen")
    said(hand)
    press(hand, "Delete")
    assert said(hand) == []
    assert [r.intent for r in hand.revisions()[-4:]] == [
        "edit_comment", "resolve_comment", "resolve_comment", "delete_comment",
    ]  # fmt: skip


def test_others_words_have_no_button_to_change_them(hand: Hand) -> None:
    hand.select("Qusair")
    hand.workspace.annotator = "Perry White"
    write(hand, "Check this.")
    hand.workspace.annotator = "Lois Lane"
    assert said(hand) == ["Check this."]
    hand.bot.waitUntil(lambda: {one.text() for one in _buttons(hand)} == {"Resolve"})


def test_the_article_is_commented_on_where_nothing_is_selected(hand: Hand) -> None:
    hand.desk.select(None)
    write(hand, "No byline.")
    assert hand.newest().changes[0].text == ""
    assert said(hand) == ["No byline."]
    hand.select("Qusair")
    assert said(hand) == []


def test_nothing_is_written_without_words(hand: Hand) -> None:
    number = len(hand.revisions())
    hand.select("Qusair")
    hand.key(K.Key_T)
    hand.bot.keyClick(dialog().text, K.Key_Return)
    assert dialog().isVisible()
    hand.bot.keyClick(dialog().text, K.Key_Escape)
    assert len(hand.revisions()) == number


def test_a_flag_and_the_way_from_one_to_the_next(hand: Hand) -> None:
    first, second = hand.item("Qusair").id, hand.item("Beirut").id
    hand.select("Qusair")
    hand.key(K.Key_G)
    hand.select("Beirut")
    write(hand, "Which?")
    assert hand.desk.session is not None
    order = sorted((first, second), key=lambda id: hand.desk.session.item(id).body.bounds)  # type: ignore[union-attr]
    hand.desk.select(None)
    hand.article.set_caret(0)
    for id in (*order, order[0]):
        hand.key(K.Key_O)
        assert hand.desk.item is not None
        assert hand.desk.item.id == id
    hand.key(K.Key_O, SHIFT)
    assert hand.desk.item is not None
    assert hand.desk.item.id == order[1]
    hand.select("Qusair")
    hand.key(K.Key_G)
    assert hand.desk.session.remarks.flag(first) is None
    assert hand.newest().intent == "set_flag"


def test_a_jump_where_there_is_nothing_says_so(hand: Hand) -> None:
    hand.key(K.Key_O)
    assert "Nothing here has a comment" in hand.window.status.hint.text()


def colours_left(hand: Hand) -> set[str]:
    left = round(signs.left_of(hand.article._page, hand.article._sizes))
    image = hand.article.viewport().grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(left, left + 11) for y in range(image.height())}


def test_signs_are_in_the_margin_and_a_click_on_one_selects(hand: Hand) -> None:
    theme = hand.window.look.theme
    flag, comment = theme.colour("warn").name(), theme.colour("accent").name()
    assert not {flag, comment} & colours_left(hand)
    item = hand.select("Qusair")
    hand.key(K.Key_G)
    assert flag in colours_left(hand)
    hand.select("Beirut")
    write(hand, "Which?")
    assert {flag, comment} <= colours_left(hand)
    hand.desk.select(None)
    x = round(signs.left_of(hand.article._page, hand.article._sizes)) + 4
    place = hand.point(item.body.bounds.start)
    place.setX(x)
    hand.bot.mouseClick(hand.article.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert hand.desk.item is not None
    assert hand.desk.item.id == item.id


def test_lists_show_and_sift_them(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_G)
    write(hand, "Which?")
    hand.window.show_tab("Annotations")
    panel = hand.window.frame.annotations
    everything = panel.model.count()
    for state, number in ((State.FLAGGED, 1), (State.OPEN, 1), (State.COMMENTED, 1), (State.ACCEPTED, 0)):
        panel.states.setCurrentIndex(panel.states.findData(state.value))
        assert panel.model.count() == number
    panel.states.setCurrentIndex(0)
    assert panel.model.count() == everything
    articles = hand.window.list
    (summary,) = articles.model.summaries
    assert second_line(summary).endswith("1 open comment · 1 flag")
    hand.bot.waitUntil(lambda: articles.chips[State.OPEN].text() == "Open comments 1")
    for chip, number in ((State.OPEN, 1), (Status.FLAGGED, 1), (Status.DONE, 0)):
        articles.chips[chip].click()
        assert len(articles.model.summaries) == number


@pytest.mark.parametrize("layer", ["entity", "quote"])
def test_a_tip_tells_what_was_said(hand: Hand, layer: str) -> None:
    from gui.article.tips import tip

    item = next(item for item in hand.desk.session.items() if item.body.layer == layer)  # type: ignore[union-attr]
    hand.desk.select(item.id)
    write(hand, "Which?")
    hand.key(K.Key_G)
    assert hand.desk.session is not None
    told = tip(item, hand.desk.session.text, remarks=hand.desk.session.remarks)
    assert told.endswith("Flagged by Lois Lane\nLois Lane: Which?")


def status(hand: Hand) -> Status:
    assert hand.desk.session is not None
    return hand.desk.session.info.status


def test_where_nothing_is_selected_the_flag_is_the_articles_and_comes_off_again(hand: Hand) -> None:
    hand.key(K.Key_D, CTRL)
    assert status(hand) is Status.DONE
    hand.key(K.Key_G)
    assert status(hand) is Status.FLAGGED
    hand.wait_for_panel()
    assert hand.window.selection.said is not None
    words = [one.text() for one in hand.window.selection.said.findChildren(QLabel)]
    assert "⚑ The article is flagged; G takes the flag off." in words
    hand.key(K.Key_G)
    assert status(hand) is Status.DONE, "as it was before the flag"
    hand.key(K.Key_Z, CTRL)
    assert status(hand) is Status.FLAGGED


def test_what_an_undo_takes_back_of_a_flag_or_a_comment_stays_selected(hand: Hand) -> None:
    flagged = hand.select("Wednesday")
    hand.key(K.Key_G)
    other = hand.select("Qusair")
    hand.key(K.Key_Z, CTRL)
    assert hand.desk.item is not None
    assert hand.desk.item.id == flagged.id
    hand.desk.select(other.id)
    hand.key(K.Key_D, CTRL)
    hand.key(K.Key_Z, CTRL)
    assert hand.desk.item is not None
    assert hand.desk.item.id == other.id, "what was about the article leaves the selection alone"
