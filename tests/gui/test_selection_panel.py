"""When the selection's panel shows what: all at once, never in a key's way, and also while the library is busy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from core.queries import Store
from tests.gui.conftest import Hand

K = Qt.Key


class Turns(QObject):
    """Counts how often a widget is laid out."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def turns(hand: Hand) -> Turns:
    inside = hand.window.selection.widget()
    assert inside is not None
    return Turns(inside)


def test_an_item_is_shown_with_its_history_in_one_turn_of_the_column(hand: Hand, turns: Turns) -> None:
    panel = hand.window.selection
    hand.select("“It is over,”", layer="quote")
    hand.wait_for_panel()
    hand.bot.waitUntil(lambda: turns.count > 0)
    turns.count = 0
    hand.select("Wednesday")
    hand.bot.waitUntil(lambda: "Wednesday" in panel.facts.text())
    assert len(panel.timeline.events()) == 1
    hand.bot.waitUntil(lambda: turns.count > 0)
    hand.wait_for_panel()
    assert turns.count <= 2  # what is shown, and then how high the words are in it


def test_what_a_key_sets_on_its_way_comes_before_the_panel(hand: Hand) -> None:
    panel = hand.window.selection
    hand.select("Qusair")
    hand.wait_for_panel()
    shown = panel.facts.text()
    hand.desk.hold()
    hand.select("“It is over,”", layer="quote")
    panel.refresh()
    assert panel.facts.text() == shown
    hand.desk.release()
    hand.bot.waitUntil(lambda: "“It is over,”" in panel.facts.text())


def test_an_item_is_shown_also_while_the_library_is_busy(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    panel, bridge = hand.window.selection, hand.desk.bridge
    hand.select("Wednesday")
    hand.wait_for_panel()
    assert not panel.timeline.isHidden()
    waiting: list[tuple[Callable[[Store], Any], Callable[[Any], None]]] = []
    monkeypatch.setattr(bridge, "ask", lambda query, then: waiting.append((query, then)))
    hand.select("“It is over,”", layer="quote")
    hand.bot.waitUntil(lambda: "“It is over,”" in panel.facts.text())
    assert panel.timeline.isHidden(), "another item's history is not shown for this one's"
    assert not panel.is_settled
    monkeypatch.undo()
    for query, then in waiting:
        bridge.ask(query, then)
    hand.bot.waitUntil(lambda: panel.is_settled)
    assert not panel.timeline.isHidden()


def test_a_label_s_row_is_drawn_as_it_is_now(hand: Hand) -> None:
    """It is drawn from a picture of itself, which must be another one for every look that it can have."""
    hand.select("Qusair")
    hand.wait_for_panel()
    row = hand.window.selection.labels.rows["label_3"]

    def look() -> QImage:
        return row.grab().toImage()

    plain = look()
    assert look() == plain
    hand.key(K.Key_3)
    hand.wait_for_panel()
    current = look()
    hand.window.look.choose("dark")
    dark = look()
    hand.key(K.Key_1)
    hand.wait_for_panel()
    plain_in_the_dark = look()
    assert len({bytes(image.constBits()) for image in (plain, current, dark, plain_in_the_dark)}) == 4
