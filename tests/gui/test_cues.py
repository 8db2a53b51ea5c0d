"""The dialog of cue words: a word is looked up, one is added, a mistake is told before anything is saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.suggest.quotes.own_cues import cue_words, own_cues_file
from gui.dialogs.cues import CuesDialog
from tests.gui.conftest import Hand


@pytest.fixture
def dialog(hand: Hand) -> CuesDialog:
    hand.window.run("cues")
    (found,) = hand.window.findChildren(CuesDialog)
    return found


def test_a_word_is_added_and_saved(dialog: CuesDialog, qtbot: QtBot) -> None:
    assert not dialog.keep.isEnabled(), "there is nothing to save"
    qtbot.keyClicks(dialog.search, "yodeled")
    assert dialog.found.text() == "“yodeled” is no cue."
    dialog.text.setPlainText('report = "yodel"\n')
    assert dialog.found.text() == "“yodeled” is a form of “yodel” and reports."
    assert dialog.state.text() == "1 word of your own."
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert dialog.state.text() == "1 word of your own. Saved. Ctrl+R suggests again."
    assert cue_words().lexicon.base("yodels") == "yodel"
    assert not dialog.keep.isEnabled()


def test_a_mistake_is_told_at_once_and_not_saved(dialog: CuesDialog) -> None:
    dialog.text.setPlainText('report = "yodel"\nnaming = dub\n')
    assert dialog.state.text().startswith("Line 2 is not as it should be")
    assert not dialog.keep.isEnabled()
    dialog.text.setPlainText('report = "yodel"\n')
    assert dialog.keep.isEnabled()
    assert not own_cues_file().exists()


def test_a_broken_file_is_shown_as_it_is(hand: Hand) -> None:
    own_cues_file().parent.mkdir(parents=True, exist_ok=True)
    own_cues_file().write_text("report = yodel\n", "utf-8")
    hand.window.run("cues")
    (dialog,) = hand.window.findChildren(CuesDialog)
    assert dialog.text.toPlainText() == "report = yodel\n"
    assert "Line 1" in dialog.state.text()
