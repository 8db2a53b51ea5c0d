"""Rulings in the preferences: they are the library's, and what is ticked is what it has."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from core.commands import SetRuling
from core.records import Ruling
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.rulings import RulingsBox
from tests.gui.conftest import Hand


def rulings(hand: Hand) -> tuple[Ruling, ...]:
    return hand.workspace.ask(lambda store: store.rulings()).result()


def test_a_tick_is_a_revision_of_the_library(hand: Hand, qtbot: QtBot) -> None:
    hand.window.run("preferences")
    box = hand.window.findChild(RulingsBox)
    assert box is not None
    dialog = hand.window.findChild(PreferencesDialog)
    assert dialog is not None
    tabs = dialog.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentWidget(box)
    auxiliaries = box.boxes["auxiliaries"]
    assert auxiliaries.isEnabled()
    assert auxiliaries.isChecked()
    auxiliaries.setFocus()
    qtbot.keyClick(auxiliaries, Qt.Key.Key_Space)
    assert hand.newest().intent == "set_ruling"
    assert [(one.name, one.on) for one in rulings(hand)] == [("auxiliaries", False)]
    assert not auxiliaries.isChecked()
    assert "Ctrl+R" in box.told.text()


def test_what_another_desk_ruled_is_shown(hand: Hand) -> None:
    hand.window.run("preferences")
    box = hand.window.findChild(RulingsBox)
    assert box is not None
    hand.workspace.submit(SetRuling("description", False)).result()
    assert not box.boxes["description"].isChecked()


def test_the_model_is_asked_under_the_librarys_rulings(hand: Hand, qtbot: QtBot) -> None:
    hand.workspace.submit(SetRuling("auxiliaries", False)).result()
    hand.window.suggesting.start()
    with qtbot.waitSignal(hand.window.suggesting.suggested):
        hand.window.run("suggest")
    runs = hand.workspace.ask(lambda store: store.runs(hand.desk.session.id if hand.desk.session else None)).result()
    assert any('"auxiliaries": false' in run.settings for run in runs)
