"""The theme that is on: chosen, or followed from the desktop. Whoever paints by hand asks it for colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from gui.theme import Theme, load_theme, system_theme

SYSTEM = "system"
_PLACEHOLDER = re.compile(r"@(\w+)@")


def icons_folder() -> str:
    """Where the icons lie, as a style sheet names it. Copydesk is installed as files, never as an archive."""
    return Path(str(files("resources") / "icons")).as_posix()


class Look(QObject):
    """One for the whole application."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.theme = self._chosen()
        self._apply()
        hints = app.styleHints()
        accessibility = hints.accessibility()  # it is gone for Python as soon as the hints are
        hints.colorSchemeChanged.connect(self._follow)
        accessibility.contrastPreferenceChanged.connect(self._follow)

    def choose(self, choice: str) -> None:
        """A theme by its name, or what the desktop has."""
        self._choice = choice
        self._follow()

    def named(self, name: str) -> str:
        """A choice by its name; "toggle" and "contrast" are seen from the theme that is on: the other in that."""
        if name == "toggle":
            return self.theme.counterpart
        return self.theme.of_other_contrast if name == "contrast" else name

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """Widgets made inside are dressed once, at the end, and not at each step of putting them together."""
        sheet = self._app.styleSheet()
        self._app.setStyleSheet("")
        try:
            yield
        finally:
            self._app.setStyleSheet(sheet)

    def _chosen(self) -> Theme:
        return system_theme(self._app) if self._choice == SYSTEM else load_theme(self._choice)

    def _follow(self) -> None:
        theme = self._chosen()
        if theme is not self.theme:
            self.theme = theme
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        own = (files("resources") / "themes" / "desk.qss").read_text(encoding="utf-8")
        words = {**self.theme.colours, "icons": icons_folder(), "theme": "dark" if self.theme.is_dark else "light"}
        own = _PLACEHOLDER.sub(lambda match: words[match[1]], own)
        self._app.setPalette(self.theme.palette())
        self._app.setStyleSheet(self.theme.stylesheet() + own)
