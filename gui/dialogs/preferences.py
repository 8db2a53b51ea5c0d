"""Preferences: a form made of the table of settings. What is changed takes effect at once and is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.settings import TABLE, Setting, Settings
from gui.dialogs.rulings import RulingsBox
from gui.parts import AROUND, label, muted

if TYPE_CHECKING:
    from gui.host import Host

HIDDEN = frozenset(
    {
        *("window_geometry", "window_state", "places", "last_library", "last_article", "recent_models", "model"),
        "own_keys",
        *("same_case", "same_possessive", "same_hyphenated"),
    }
)
"""Rows that the desk itself keeps, or that have a dialog of their own."""

_BESIDE_THE_FORM = 140  # of the dialog: tabs, button, margins
_MARGINS = 40  # left and right of the form

_NAMES = {
    "annotator": "Your name",
    "memory": "Memory of decisions",
    "show_rejected": "Rejected suggestions",
    "zoom": "Zoom (percent)",
    "font_size": "Letters (pixels)",
    "measure": "Line length (characters)",
    "line_height": "Line height (percent)",
}


def open_over(window: Host) -> None:
    PreferencesDialog(window.settings, window.apply_setting, window, RulingsBox(window.desk)).open()


class PreferencesDialog(QDialog):
    """One row for each setting that somebody may choose; ``changed`` is called with the setting's name."""

    def __init__(
        self, settings: Settings, changed: Callable[[str], None], parent: QWidget, rulings: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Preferences")
        self.setMinimumWidth(620)
        self._settings, self._changed = settings, changed
        self.editors: dict[str, QWidget] = {}
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        for setting in TABLE.values():
            if setting.name not in HIDDEN:
                editor = self._editor(setting)
                editor.setAccessibleName(_name(setting))
                editor.setAccessibleDescription(setting.description)
                self.editors[setting.name] = editor
                form.addRow(label(_name(setting)), _with_words(editor, setting.description))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        form.addRow("", muted(f"Kept in {settings.path}"))
        inside = QWidget()
        inside.setLayout(form)
        page = QScrollArea()  # on a small screen there is less room than there are preferences
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setWidgetResizable(True)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setWidget(inside)
        page.setAccessibleName("Your desk")
        tabs = QTabWidget()
        tabs.setAccessibleName("Preferences")
        tabs.addTab(page, "Your desk")
        if rulings is not None:
            tabs.addTab(rulings, "The library’s rulings")
        column.addWidget(tabs)
        column.addWidget(buttons)
        room = self.screen().availableSize().height() - AROUND
        needed = form.totalHeightForWidth(self.minimumWidth() - _MARGINS) + _BESIDE_THE_FORM
        self.resize(self.minimumWidth(), min(room, needed))

    def _editor(self, setting: Setting[Any]) -> QWidget:
        value = self._settings.get(setting.name)
        if setting.type is bool:
            box = QCheckBox()
            box.setChecked(value)
            box.toggled.connect(lambda on: self._set(setting.name, on))
            return box
        if setting.type is int and isinstance(setting.allowed, range):
            spin = QSpinBox()
            spin.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet’s padding does not reach it
            spin.setRange(setting.allowed[0], setting.allowed[-1])
            spin.setValue(value)
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(lambda number: self._set(setting.name, number))
            return spin
        if setting.allowed is not None:
            combo = QComboBox()
            combo.addItems([str(choice) for choice in setting.allowed])
            combo.setCurrentText(str(value))
            combo.currentTextChanged.connect(lambda text: self._set(setting.name, text))
            return combo
        line = QLineEdit(str(value))
        line.editingFinished.connect(lambda: self._set(setting.name, line.text().strip()))
        return line

    def _set(self, name: str, value: object) -> None:
        if value != self._settings.get(name) and value != "":
            self._settings.set(name, value)
            self._changed(name)


def _with_words(editor: QWidget, description: str) -> QWidget:
    """An editor with what it does: a box beside its words, anything else above them."""
    whole = QWidget()
    is_box = isinstance(editor, QCheckBox)
    rows = QHBoxLayout(whole) if is_box else QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(8 if is_box else 3)
    rows.addWidget(editor)
    rows.addWidget(muted(description), int(is_box))
    return whole


def _name(setting: Setting[Any]) -> str:
    return _NAMES.get(setting.name) or setting.name.replace("_", " ").capitalize()
