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
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.settings import TABLE, Setting, Settings
from gui.dialogs.rulings import RulingsBox
from gui.parts import label, muted

if TYPE_CHECKING:
    from gui.window import DeskWindow

HIDDEN = frozenset(
    {
        *("window_geometry", "window_state", "places", "last_library", "last_article", "recent_models", "model"),
        "own_keys",
        *("same_case", "same_possessive", "same_hyphenated"),
    }
)
"""Rows that the desk itself keeps, or that have a dialog of their own."""

_NAMES = {
    "annotator": "Your name",
    "memory": "Memory of decisions",
    "show_rejected": "Rejected suggestions",
    "zoom": "Zoom (percent)",
    "font_size": "Letters (pixels)",
    "measure": "Line length (characters)",
    "line_height": "Line height (percent)",
}


def open_over(window: DeskWindow) -> None:
    PreferencesDialog(window.settings, window.apply_setting, window, RulingsBox(window.desk)).open()


class PreferencesDialog(QDialog):
    """One row for each setting that somebody may choose; ``changed`` is called with the setting's name."""

    def __init__(
        self, settings: Settings, changed: Callable[[str], None], parent: QWidget, rulings: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Preferences")
        self.setMinimumWidth(560)
        self._settings, self._changed = settings, changed
        self.editors: dict[str, QWidget] = {}
        form = QFormLayout()
        form.setVerticalSpacing(4)
        for setting in TABLE.values():
            if setting.name not in HIDDEN:
                editor = self._editor(setting)
                editor.setAccessibleName(_name(setting))
                editor.setAccessibleDescription(setting.description)
                self.editors[setting.name] = editor
                form.addRow(label(_name(setting)), editor)
                form.addRow("", muted(setting.description))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        form.addRow("", muted(f"Kept in {settings.path}"))
        page = QWidget()
        page.setLayout(form)
        tabs = QTabWidget()
        tabs.setAccessibleName("Preferences")
        tabs.addTab(page, "Your desk")
        if rulings is not None:
            tabs.addTab(rulings, "The library’s rulings")
        column.addWidget(tabs)
        column.addWidget(buttons)

    def _editor(self, setting: Setting[Any]) -> QWidget:
        value = self._settings.get(setting.name)
        if setting.type is bool:
            box = QCheckBox()
            box.setChecked(value)
            box.toggled.connect(lambda on: self._set(setting.name, on))
            return box
        if setting.type is int and isinstance(setting.allowed, range):
            spin = QSpinBox()
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


def _name(setting: Setting[Any]) -> str:
    return _NAMES.get(setting.name) or setting.name.replace("_", " ").capitalize()
