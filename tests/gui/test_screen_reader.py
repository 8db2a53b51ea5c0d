"""What a screen reader hears: every control has a name and a role, and where the caret goes is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from core.bodies import Entity, ExcludedRegion, Quote
from core.settings import Settings
from gui import dialogs, speaking
from gui.article.spoken import spoken
from gui.motion import system_is_still
from tests.gui.article import making
from tests.gui.conftest import Hand, span

# Roles of what only holds other things, or is a part of a control that has a name itself.
FRAMES = {
    QAccessible.Role.Client,
    QAccessible.Role.Pane,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Splitter,
    QAccessible.Role.Grouping,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Grip,
    QAccessible.Role.Whitespace,
    QAccessible.Role.Border,
    QAccessible.Role.Separator,
    QAccessible.Role.StaticText,
    QAccessible.Role.Graphic,
    QAccessible.Role.MenuBar,
    QAccessible.Role.ToolBar,
    QAccessible.Role.PageTabList,
    QAccessible.Role.StatusBar,
    QAccessible.Role.TitleBar,
    QAccessible.Role.Table,
}
QTS_OWN = {"library", "print_history"}  # Qt makes the dialog for files and the preview of a print
CONTROLS_WITH_PARTS = ("QComboBox", "QSpinBox", "QDateEdit", "QAbstractItemView", "QHeaderView")


def controls(root: QWidget) -> Iterator[QWidget]:
    """What an editor can act on or must be told of, in sight or not."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.objectName().startswith("qt_"):
            continue  # Qt's own parts of a control
        if isinstance(widget, QMenu):
            continue  # what opens it is named, and it is heard by its entries
        if not any(holder.inherits(kind) for holder in holders(widget) for kind in CONTROLS_WITH_PARTS):
            yield widget


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in controls(root):
        told = QAccessible.queryAccessibleInterface(widget)
        assert told is not None, widget
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if told.role() in FRAMES and not takes_focus:
            continue
        if not widget.isVisibleTo(root) and not getattr(widget, "text", lambda: "-")():
            continue  # a button or a line without words, which has nothing to do or to say at the moment
        if not told.text(QAccessible.Text.Name).strip():
            path = " < ".join(type(holder).__name__ for holder in holders(widget))
            found.append(f"{type(widget).__name__} #{widget.objectName()} {told.role().name} in {path}")
    return found


def holders(widget: QWidget) -> list[QWidget]:
    """The widgets that a widget is in, from the nearest on."""
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def test_every_control_of_the_window_has_a_name(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    for name in ("Annotations", "Sources", "History", "Selection"):
        hand.window.show_tab(name)
    hand.wait_for_panel()
    assert nameless(hand.window) == []


def test_every_control_of_the_history_page_has_a_name(hand: Hand) -> None:
    hand.select("Syrian")
    hand.key(Qt.Key.Key_Return)
    hand.window.run("history")
    assert nameless(hand.window) == []


def test_every_control_of_the_empty_desk_has_a_name(empty_window: QWidget) -> None:
    assert nameless(empty_window) == []


@pytest.mark.parametrize("name", sorted(set(dialogs.NAMES) - QTS_OWN))
def test_every_control_of_a_dialog_has_a_name(hand: Hand, name: str) -> None:
    hand.select("Qusair")
    hand.window.open_dialog(name)
    opened = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    assert opened
    for dialog in opened:
        assert nameless(dialog) == []
        assert dialog.windowTitle() or dialog.accessibleName()
        dialog.close()


def test_what_is_nameless_is_found(hand: Hand) -> None:
    hand.window.article.setAccessibleName("")
    hand.window.tabs.setAccessibleName("")
    assert len(nameless(hand.window)) == 2


# ------------------------------------------------------------------------------------------------------------- speaking


@pytest.fixture
def heard(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader that listens is told."""
    said: list[str] = []
    monkeypatch.setattr(speaking, "announce", lambda _desk, sentence: said.append(sentence))
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    hand.window.assistants.arrive()
    return said


def test_the_mention_at_the_caret_is_told_once(hand: Hand, heard: list[str]) -> None:
    hand.desk.select(None)
    hand.article.set_caret(span("Syrian").start)
    hand.article.set_caret(span("Syrian").start + 2)
    hand.article.set_caret(span("forces").start)
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Right)
    assert heard == ["Syrian, group, suggested by the model"]


def test_what_is_selected_is_told_with_the_part_and_what_is_unsure(hand: Hand, heard: list[str]) -> None:
    hand.select("“It is over,”", layer="quote")
    hand.key(Qt.Key.Key_Period)
    assert heard[0].startswith("“It is over,”, quote by Kamel Wazne, direct, 2 parts, suggested by the model")
    assert heard[0].endswith("unsure of the speaker")
    assert heard[-1].startswith("cue, said, quote by Kamel Wazne")


def test_a_decision_is_told(hand: Hand, heard: list[str]) -> None:
    hand.select("Qusair")
    hand.key(Qt.Key.Key_3)
    assert heard[-1] == "Qusair, place, accepted"


def test_nobody_listening_nothing_is_told(hand: Hand, heard: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    hand.select("Qusair")
    hand.article.set_caret(span("Syrian").start)
    assert heard == []


def test_an_announcement_is_what_qt_takes(hand: Hand) -> None:
    speaking.announce(hand.desk, "Qusair, place")


def test_every_sort_of_item_has_its_sentence() -> None:
    text = making.TEXT
    person = making.entity(text, "Bashar Assad", "PERSON")
    cases = {
        spoken(making.decided("a", person), text): "Bashar Assad, person, added by hand",
        spoken(making.rejected("a", person), text): "Bashar Assad, person, rejected",
        spoken(making.suggested("a", person, "label"), text): "Bashar Assad, person, suggested by the model, unsure",
        spoken(replace(making.suggested("a", person), score=0.3), text): (
            "Bashar Assad, person, suggested by the model, unsure"
        ),
        spoken(making.decided("a", Entity(person.span, "HOUSE_PET")), text): "Bashar Assad, house pet, added by hand",
        spoken(making.decided("a", person), text, dropped=True): (
            "Bashar Assad, person, added by hand, training would drop it"
        ),
        spoken(making.decided("a", ExcludedRegion(person.span)), text): (
            "excluded from training, Bashar Assad, added by hand"
        ),
        spoken(making.decided("a", Quote((person.span,))), text): (
            "Bashar Assad, quote of nobody named, direct, added by hand"
        ),
    }
    for told, wanted in cases.items():
        assert told == wanted


# --------------------------------------------------------------------------------------------------------------- motion


def test_nothing_moves_by_itself_when_that_is_asked_for(hand: Hand, settings: Settings, qapp: QApplication) -> None:
    hand.window.assistants.arrive()
    status = hand.window.status
    status.show_model("Loading…", working=True)
    assert not status.bar.isHidden()
    settings.reduced_motion = True
    hand.window.apply_setting("reduced_motion")
    status.show_model("Loading…", working=True)
    assert status.bar.isHidden()
    assert not status.stop.isHidden()
    status.show_model("Suggesting…", working=True, done=1, total=3)
    assert not status.bar.isHidden()
    assert qapp.cursorFlashTime() == 0
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_FadeMenu)
    settings.reduced_motion = False
    hand.window.apply_setting("reduced_motion")
    assert qapp.cursorFlashTime() > 0


def test_a_system_that_asks_for_less_motion_is_followed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        name = "ReducedMotion"

        def accessibility(self) -> Hints:
            return self

        def motionPreference(self) -> Hints:
            return self

    assert not system_is_still(qapp)
    monkeypatch.setattr(qapp, "styleHints", Hints)
    assert system_is_still(qapp)
