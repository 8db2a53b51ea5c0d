"""The table of actions: whole, without conflicts, and the only one."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QTextBrowser

from core.bodies import Layer
from gui.actions import ACTIONS, BY_ID, CONTEXT_MENUS, MENUS, Action
from gui.context import CONDITIONS
from gui.controllers import handler
from gui.dialogs.keys import KeysDialog
from gui.printing import document_of, write_pdf
from tests.gui.conftest import Hand


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_is_whole(action: Action) -> None:
    assert callable(handler(action.run))
    assert action.when in CONDITIONS
    assert action.help.endswith((".", "”."))
    assert not action.menu or action.menu.split("/")[0] in MENUS
    for keys in action.keys:
        assert QKeySequence(keys).toString() not in ("", "Unknown"), keys


def test_ids_and_keys_are_given_once() -> None:
    assert len(BY_ID) == len(ACTIONS)
    counts = Counter(QKeySequence(keys).toString() for action in ACTIONS for keys in action.keys)
    assert [keys for keys, count in counts.items() if count > 1] == []


def test_every_condition_says_what_to_do() -> None:
    assert all(condition.otherwise.endswith((".", ").")) for name, condition in CONDITIONS.items() if name != "always")


def test_context_menus_name_actions_and_cover_every_layer() -> None:
    assert {layer.value for layer in Layer} | {"text", "nothing"} == set(CONTEXT_MENUS)
    for names in CONTEXT_MENUS.values():
        for name in names:
            assert name == "-" or name in BY_ID or any(action.menu == name for action in ACTIONS)


def entries(menu: QMenu) -> set[str]:
    found = set()
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            found |= entries(submenu)
        elif action.objectName():
            found.add(action.objectName())
    return found


def test_every_action_with_a_menu_is_in_the_menu_bar(hand: Hand) -> None:
    found: set[str] = set()
    for action in hand.window.top.menus.actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        found |= entries(menu)
    assert found == {action.id for action in ACTIONS if action.menu}


def test_menus_grey_out_what_cannot_be_done_and_only_while_they_are_open(hand: Hand) -> None:
    hand.desk.select(None)
    annotate = next(action.menu() for action in hand.window.top.menus.actions() if action.text() == "&Annotate")
    assert isinstance(annotate, QMenu)
    annotate.popup(hand.window.mapToGlobal(hand.window.rect().center()))
    assert not hand.window.actions_of["accept"].isEnabled()
    annotate.close()
    assert hand.window.actions_of["accept"].isEnabled()


def test_labels_carry_their_names_in_the_menu(hand: Hand) -> None:
    assert hand.window.actions_of["label_3"].text() == "GPE"


def test_the_sheet_of_keys_has_every_key(hand: Hand) -> None:
    hand.key(Qt.Key.Key_F1)
    dialog = hand.window.findChild(KeysDialog)
    assert dialog is not None
    page = dialog.findChild(QTextBrowser)
    assert page is not None
    text = page.toPlainText()
    for action in ACTIONS:
        if action.menu and action.keys:
            assert QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) in text
    dialog.close()


def test_the_printed_sheet_has_every_key_on_two_pages(hand: Hand, tmp_path: Path) -> None:
    hand.key(Qt.Key.Key_Question)
    dialog = hand.window.findChild(KeysDialog)
    assert dialog is not None
    document = document_of(dialog.on_paper)
    text = document.toPlainText()
    for action in ACTIONS:
        if action.menu and action.keys and hand.window.actions_of[action.id].isVisible():
            assert QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) in text
    assert "PERSON" in text, "labels are called by their names"
    assert "Undo Reject" not in text
    write_pdf(dialog.on_paper, tmp_path / "keys.pdf", "Keys")
    assert (tmp_path / "keys.pdf").read_bytes().count(b"/Type /Page\n") == 2
    dialog.close()


@pytest.mark.parametrize(
    ("typed", "happens"),
    [("suggest", "Suggest"), ("history panel", "History Panel"), ("qusair falls", "Qusair falls")],
)
def test_the_palette_finds_commands_and_articles(hand: Hand, typed: str, happens: str) -> None:
    hand.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    picker = hand.picker()
    hand.bot.keyClicks(picker.line, typed)
    assert picker.model.choices[0].text == happens
    picker.close()


def test_the_palette_knows_also_what_cannot_be_done_now(hand: Hand) -> None:
    hand.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    picker = hand.picker()
    quiet = [choice.is_quiet for choice in picker.model.choices]
    assert quiet == sorted(quiet)
    assert True in quiet
    hand.bot.keyClicks(picker.line, "nested")
    (nested,) = picker.model.choices
    assert (nested.text, nested.key) == ("Nested Quote", "Shift+C")
    assert nested.hint.startswith("Not now: Select text for this part")
    hand.bot.keyClick(picker.line, Qt.Key.Key_Return)
    assert "Select text for this part" in hand.window.status.hint.text()


def test_keys_are_the_pickers_also_when_the_article_takes_the_focus(hand: Hand) -> None:
    """As it does when it was on its way while the picker opened."""
    hand.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    picker = hand.picker()
    hand.article.setFocus()
    before = len(hand.revisions())
    hand.bot.keyClick(picker.line, Qt.Key.Key_Tab)
    assert hand.desk.item is None, "Tab did not go to the next undecided one"
    hand.bot.keyClicks(picker.line, "history panel")
    hand.bot.keyClick(picker.line, Qt.Key.Key_Return)
    hand.bot.waitUntil(lambda: hand.window.tabs.currentIndex() == 3)
    assert len(hand.revisions()) == before


def test_the_palette_runs_what_was_chosen(hand: Hand) -> None:
    hand.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    hand.type_choice("history panel")
    assert hand.window.tabs.currentIndex() == 3


def test_the_palette_is_opened_by_the_mouse(hand: Hand) -> None:
    hand.bot.mouseClick(hand.window.top.field, Qt.MouseButton.LeftButton)
    hand.type_choice("next undecided")
    assert hand.desk.item is not None
