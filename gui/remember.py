"""The window as it was left: its place and size, the widths of the panels, and which of them are shown."""

from __future__ import annotations

import json

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter, QTabWidget, QWidget

from core.matching import Case, Matching
from core.settings import Settings
from gui.article.sizes import Type

_SHARES = (270, 1010, 320)
_BEST = QSize(1600, 1000)
_AROUND = QSize(16, 48)


def packed(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def unpacked(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))


def remember(settings: Settings, window: QMainWindow, splitter: QSplitter, tabs: QTabWidget, left: QWidget) -> None:
    """Put the window's state into the settings; saving them is left to the caller."""
    settings.window_geometry = packed(window.saveGeometry())
    settings.window_state = json.dumps(
        {
            "splitter": packed(splitter.saveState()),
            "tab": tabs.currentIndex(),
            "list": not left.isHidden(),
            "side": not tabs.isHidden(),
        }
    )


def first_size(window: QMainWindow) -> QSize:
    """As large as the desk is best, and no larger than the screen with what a window manager puts around."""
    screen = window.screen().availableSize()
    room = QSize(screen.width() - _AROUND.width(), screen.height() - _AROUND.height())
    return _BEST.boundedTo(room).expandedTo(window.minimumSize())


def restore(settings: Settings, window: QMainWindow, splitter: QSplitter, tabs: QTabWidget, left: QWidget) -> None:
    """Make the window as it was left; what cannot be read is passed over."""
    if not settings.window_geometry or not window.restoreGeometry(unpacked(settings.window_geometry)):
        window.resize(first_size(window))
    splitter.setSizes(list(_SHARES))
    try:
        state = json.loads(settings.window_state or "{}")
    except ValueError:
        return
    if not isinstance(state, dict):
        return
    if isinstance(state.get("splitter"), str):
        splitter.restoreState(unpacked(state["splitter"]))
    if isinstance(state.get("tab"), int) and 0 <= state["tab"] < tabs.count():
        tabs.setCurrentIndex(state["tab"])
    left.setVisible(state.get("list") is not False)
    tabs.setVisible(state.get("side") is not False)


def type_of(settings: Settings) -> Type:
    """How the editor chose to have the article set."""
    return Type(settings.font_size, settings.measure, settings.line_height)


def rules_of(settings: Settings) -> Matching:
    """The rules that the editor chose for what counts as an equal mention."""
    return Matching(Case(settings.same_case), settings.same_possessive, settings.same_hyphenated)
