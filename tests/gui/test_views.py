"""What the remaining actions do: copying, showing what was rejected, the window as a whole."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from core.commands import ImportArticle
from core.records import ArticleDraft
from core.settings import Settings
from tests.gui.conftest import Hand, span

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_selected_text_is_copied_as_it_is_in_the_article(hand: Hand) -> None:
    hand.mark("Syrian forces")
    hand.key(K.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Syrian forces"


def test_the_words_of_an_annotation_are_selected(hand: Hand) -> None:
    hand.select("Kamel Wazne")
    hand.key(K.Key_A, CTRL)
    assert hand.article.selected_span() == span("Kamel Wazne")


def test_rejected_suggestions_are_shown_when_asked_for(hand: Hand, settings: Settings) -> None:
    hand.select("Wednesday")
    hand.key(K.Key_Backspace)
    hand.key(K.Key_H)
    assert settings.show_rejected
    hand.click_words("Wednesday")
    assert hand.desk.item == hand.item("Wednesday")
    hand.key(K.Key_H)
    assert not settings.show_rejected


def test_the_desk_fills_the_screen_and_comes_back(hand: Hand) -> None:
    hand.key(K.Key_F11)
    assert hand.window.isFullScreen()
    hand.key(K.Key_F11)
    assert not hand.window.isFullScreen()


def test_an_article_stands_where_it_was_left(hand: Hand) -> None:
    first = hand.desk.context().article
    long = "A long article\n" + "\n".join(f"Paragraph {number} of it." for number in range(300))
    made = hand.workspace.submit(ImportArticle(ArticleDraft("A long article", long, "wire"))).result().article
    assert made is not None
    hand.desk.open_article(made)
    hand.article.set_scroll_position(long.index("Paragraph 200"))
    place = hand.article.scroll_position()
    assert place > 0
    hand.desk.open_article(first)
    assert hand.article.scroll_position() == 0
    hand.desk.open_article(made)
    assert hand.article.scroll_position() == place


def test_about_names_the_library(hand: Hand) -> None:
    hand.window.run("about")
    dialog = next(child for child in hand.window.findChildren(QDialog) if child.windowTitle() == "About Copydesk")
    dialog.close()


def test_quit_closes_the_window_and_everything_is_saved(hand: Hand) -> None:
    hand.select("Syrian")
    hand.key(K.Key_Return)
    hand.key(K.Key_Q, CTRL)
    assert not hand.window.isVisible()
    assert hand.newest().intent == "accept"
