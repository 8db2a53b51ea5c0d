"""The desk while no article is open: what to do is said in full, and is the first thing that a key does."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.window import DeskWindow


def test_importing_is_what_the_first_key_does(empty_window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(empty_window.frame.empty.import_button.hasFocus)


def test_its_words_are_whole_however_narrow_the_window(empty_window: DeskWindow, qtbot: QtBot) -> None:
    words = next(one for one in empty_window.frame.empty.findChildren(QLabel) if one.text().startswith("Drop"))
    wide = words.height()
    assert wide >= words.heightForWidth(words.width())
    empty_window.resize(empty_window.minimumSize())
    qtbot.waitUntil(lambda: words.height() > wide)
    assert words.height() >= words.heightForWidth(words.width())
