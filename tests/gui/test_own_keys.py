"""Keys of one's own: pressed, refused with a reason, shown everywhere, kept, and given back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.records import Annotation
from core.settings import Settings
from core.workspace import Inline, Workspace
from gui import keymap
from gui.actions import ACTIONS, BY_ID, LETTERS
from gui.app import make_application
from gui.dialogs.keys import KeysDialog
from gui.dialogs.own_keys import OwnKeysDialog
from gui.look import Look
from gui.window import DeskWindow
from tests.gui.conftest import Hand

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FREE = LETTERS[0]


@pytest.fixture(autouse=True)
def own_keys_end_with_the_test() -> Iterator[None]:
    yield
    keymap.use({})


@pytest.fixture
def dialog(hand: Hand, qtbot: QtBot) -> Iterator[OwnKeysDialog]:
    hand.key(Qt.Key.Key_K, CTRL | SHIFT)
    found = hand.window.findChild(OwnKeysDialog)
    assert found is not None
    qtbot.waitUntil(found.search.hasFocus)
    yield found
    if isValid(found):
        found.close()


def give(hand: Hand, dialog: OwnKeysDialog, search: str, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """By keyboard alone: find the action, Enter, the new key."""
    dialog.search.setFocus()
    dialog.search.selectAll()
    hand.bot.keyClicks(dialog.search, search)
    hand.bot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.capture.hasFocus()
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    hand.bot.keyClick(dialog.capture, key, held)


def back_at_the_article(hand: Hand, dialog: OwnKeysDialog) -> None:
    dialog.close()
    hand.window.activateWindow()
    hand.article.setFocus()
    hand.bot.waitUntil(hand.article.hasFocus)


def test_what_would_be_undone_is_no_action_of_that_name(hand: Hand, qtbot: QtBot) -> None:
    hand.select("Syrian")
    hand.key(Qt.Key.Key_Return)
    assert hand.window.actions_of["undo"].text() == "Undo Accept"
    hand.key(Qt.Key.Key_K, CTRL | SHIFT)
    dialog = hand.window.findChild(OwnKeysDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.search.hasFocus)
    give(hand, dialog, "accept", Qt.Key(ord(FREE)))
    assert dialog.told.text() == f"Accept is {FREE} now."
    dialog.close()


def test_a_new_key_acts_and_is_shown_at_once(hand: Hand, dialog: OwnKeysDialog) -> None:
    give(hand, dialog, "accept return", Qt.Key(ord(FREE)))
    assert dialog.told.text() == f"Accept is {FREE} now."
    actions = hand.window.actions_of
    assert actions["accept"].shortcut().toString() == FREE
    assert actions["accept"].toolTip().endswith(f"({FREE})")
    assert hand.window.selection.accept.text() == f"Accept {FREE}"
    back_at_the_article(hand, dialog)
    hand.select("Qusair")
    hand.key(Qt.Key.Key_Return)
    assert not isinstance(hand.item("Qusair"), Annotation), "the old key does nothing any more"
    hand.key(Qt.Key(ord(FREE)))
    assert isinstance(hand.item("Qusair"), Annotation)
    hand.key(Qt.Key.Key_K, CTRL)
    assert any(choice.text == "Accept" and choice.key == FREE for choice in hand.picker().model.choices)
    hand.picker().close()


def test_a_key_that_is_taken_is_refused_with_the_name_of_the_other(hand: Hand, dialog: OwnKeysDialog) -> None:
    give(hand, dialog, "accept return", Qt.Key.Key_K, CTRL)
    assert dialog.told.text().startswith("Ctrl+K is Command Palette. Choose another")
    assert dialog.capture.hasFocus(), "one can press another at once"
    hand.bot.keyClick(dialog.capture, Qt.Key.Key_3)
    assert dialog.told.text().startswith("3 is GPE.")
    hand.bot.keyClick(dialog.capture, Qt.Key.Key_Up)
    assert dialog.told.text().startswith("Up is Up by Line.")
    hand.bot.keyClick(dialog.capture, Qt.Key.Key_PageUp)
    assert "moves about in the text" in dialog.told.text()
    hand.bot.keyClick(dialog.capture, Qt.Key.Key_Shift)
    hand.bot.keyClick(dialog.capture, Qt.Key.Key_Escape)
    assert dialog.tree.hasFocus()
    assert dialog.isVisible()
    assert keymap.own() == {}


def test_single_letters_are_the_articles(hand: Hand, dialog: OwnKeysDialog) -> None:
    give(hand, dialog, "ctrl+e", Qt.Key(ord(FREE)))
    assert "would be heard wherever one types" in dialog.told.text()
    hand.bot.keyClick(dialog.capture, Qt.Key.Key_F7)
    assert hand.window.actions_of["export"].shortcut().toString() == "F7"


def test_another_key_none_and_the_first_again(hand: Hand, dialog: OwnKeysDialog) -> None:
    dialog.choose("palette")
    hand.bot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    hand.bot.keyClick(dialog.capture, Qt.Key.Key_F7)
    assert [one.toString() for one in hand.window.actions_of["palette"].shortcuts()] == ["Ctrl+K", "F7"]
    hand.bot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert hand.window.actions_of["palette"].shortcuts() == []
    assert hand.window.top.field.text() == "Find a command or article"
    give(hand, dialog, "ctrl+f", Qt.Key.Key_K, CTRL)
    dialog.choose("palette")
    hand.bot.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert dialog.told.text().startswith("Ctrl+K is Find."), "what came with it is another's by now"
    hand.bot.mouseClick(dialog.reset_all, Qt.MouseButton.LeftButton)
    assert hand.window.actions_of["palette"].shortcut().toString() == "Ctrl+K"
    assert hand.window.top.field.text().endswith("Ctrl+K")
    assert not dialog.reset_all.isEnabled()


def test_a_letter_that_an_action_takes_is_no_labels_any_more(hand: Hand, dialog: OwnKeysDialog) -> None:
    give(hand, dialog, "reject backspace", Qt.Key(ord(FREE)))
    assert hand.window.actions_of[f"label_{FREE}"].shortcuts() == []
    assert f"Reject {FREE}" == hand.window.selection.reject.text()


def test_own_keys_are_found_by_searching_for_them(hand: Hand, dialog: OwnKeysDialog) -> None:
    give(hand, dialog, "quit", Qt.Key.Key_F7)
    hand.bot.keyClick(dialog.search, Qt.Key.Key_A, CTRL)
    hand.bot.keyClicks(dialog.search, "your own")
    hand.bot.keyClick(dialog.search, Qt.Key.Key_Down)
    shown = [line.text(0) for line in dialog.lines() if not line.isHidden()]
    assert shown == ["Keys of Your Own…", "Quit"]
    hand.bot.keyClick(dialog.search, Qt.Key.Key_A, CTRL)
    hand.bot.keyClicks(dialog.search, "ctrl+k")
    assert "Command Palette…" in [line.text(0) for line in dialog.lines() if not line.isHidden()]


def test_own_keys_are_kept_and_read_at_the_next_start(
    hand: Hand, dialog: OwnKeysDialog, settings: Settings, tmp_path: Path, bare_library: Path, qtbot: QtBot
) -> None:
    give(hand, dialog, "accept return", Qt.Key(ord(FREE)))
    assert settings.own_keys == (f"accept={FREE}",)
    settings.save()
    later = Settings.load(settings.path)
    workspace = Workspace.open(tmp_path / "other.copydesk", "Lois Lane", Inline())
    look = Look(make_application(), "light")
    window = DeskWindow(workspace, later, look, model_executor=Inline(), file_executor=Inline())
    assert window.actions_of["accept"].shortcut().toString() == FREE
    assert window.selection.accept.text() == f"Accept {FREE}"
    window.close()
    window.deleteLater()
    look.deleteLater()
    workspace.close()


def test_hints_name_the_keys_of_ones_own(hand: Hand, dialog: OwnKeysDialog) -> None:
    give(hand, dialog, "next undecided", Qt.Key.Key_F7)
    back_at_the_article(hand, dialog)
    hand.desk.select(None)
    hand.key(Qt.Key.Key_Return)
    assert hand.window.status.hint.text() == "Select an annotation first: click it, or press F7."


def test_the_sheet_shows_own_keys_leads_to_them_and_is_printed(hand: Hand, dialog: OwnKeysDialog) -> None:
    give(hand, dialog, "accept return", Qt.Key(ord(FREE)))
    back_at_the_article(hand, dialog)
    hand.key(Qt.Key.Key_F1)
    sheet = hand.window.findChild(KeysDialog)
    assert sheet is not None
    lines = sheet.page.toPlainText().splitlines()
    assert lines[lines.index("Accept") - 1] == FREE
    buttons = {button.text(): button for button in sheet.findChildren(QPushButton)}
    hand.bot.mouseClick(buttons["Copy as Text"], Qt.MouseButton.LeftButton)
    assert "Accept" in QGuiApplication.clipboard().text()
    hand.bot.mouseClick(buttons["Print…"], Qt.MouseButton.LeftButton)
    asked = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QPrintDialog) and one.isVisible())
    asked.reject()
    hand.bot.mouseClick(buttons["Change Keys…"], Qt.MouseButton.LeftButton)
    assert any(isinstance(one, OwnKeysDialog) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_the_sheet_is_a_page_on_paper(tmp_path: Path) -> None:
    from gui.dialogs.keys import html
    from gui.printing import write_pdf

    words = {action.id: action.text for action in ACTIONS}
    page = html(words, "#000000", "#333333")
    write_pdf(page, tmp_path / "keys.pdf", "Keys")
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
    document = QTextDocument()
    document.setHtml(page)
    assert "Command Palette…" in document.toPlainText()


def test_settings_of_another_version_do_no_harm() -> None:
    own = keymap.parsed(["accept=F7 F8", "no_such_action=F9", "nonsense", "quit="])
    assert own == {"accept": ("F7", "F8"), "quit": ()}
    assert keymap.written(own) == ("accept=F7 F8", "quit=")
    keymap.use(own)
    assert keymap.keys_of(BY_ID["quit"]) == ()
    assert keymap.told("press {accept} or {quit} {nothing}") == "press F7 or “Quit” {nothing}"
