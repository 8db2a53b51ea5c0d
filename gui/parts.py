"""Small widgets that are made in many places, with the properties that the style sheets know them by."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import bidirectional

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget

AROUND = 60  # pixels that a window manager and its bars take of a screen


def label(text: str = "", *, role: str = "", name: str = "", says: str = "", wrap: bool = False) -> QLabel:
    """A label; ``role`` is one of the style sheet's, ``says`` its name for a screen reader."""
    made = QLabel(text)
    made.setWordWrap(wrap)
    made.setObjectName(name)
    if role:
        made.setProperty("role", role)
    if says:
        made.setAccessibleName(says)
    return made


def in_english(sentence: str) -> str:
    """A sentence of the desk’s, told from left to right also where it begins with words of a text that is not.

    Qt takes the direction of a paragraph from its first letter; a mark that nobody sees goes before it.
    """
    directions = (bidirectional(letter) for letter in sentence)
    first = next((one for one in directions if one in ("L", "R", "AL")), "L")
    return sentence if first == "L" else f"\N{LEFT-TO-RIGHT MARK}{sentence}"


def heading(text: str) -> QLabel:
    return label(text.upper(), role="heading")


def muted(text: str = "", *, wrap: bool = True) -> QLabel:
    return label(text, role="muted", wrap=wrap)


def button(text: str, act: Callable[[], object], *, role: str = "", tip: str = "", name: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setToolTip(tip)
    made.setAutoDefault(False)  # Enter in a dialog's line is the dialog's own button's, not the next best one's
    if role:
        made.setProperty("role", role)
    made.clicked.connect(lambda _checked=False: act())
    return made


def tool(text: str, act: Callable[[], object], *, tip: str, name: str = "", says: str = "") -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setObjectName(name)
    made.setToolTip(tip)
    made.setAccessibleName(says or tip)
    made.setAutoRaise(True)
    made.clicked.connect(lambda _checked=False: act())
    return made


def search_line(placeholder: str) -> QLineEdit:
    """A line to search in, with a button that empties it."""
    made = QLineEdit(placeholderText=placeholder, clearButtonEnabled=True)
    for clear in made.findChildren(QToolButton):
        clear.setAccessibleName("Clear")
    return made


def resize_to(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, or what the screen has of it: its last buttons have to be in sight."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width() - AROUND), min(height, room.height() - AROUND))


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a property again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
