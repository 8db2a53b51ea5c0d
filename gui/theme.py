"""The look of the desk: colours by role, light, dark and with high contrast, and the style sheet made of them.

The files ``resources/themes/*.toml`` hold the same roles; ``application.qss`` names them as ``@role@``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from core.labels import FALLBACK_COLOUR
from gui.fonts import SANS

LIGHT, DARK = "light", "dark"
CONTRAST, CONTRAST_DARK = "high-contrast", "high-contrast-dark"
THEMES = (LIGHT, DARK, CONTRAST, CONTRAST_DARK)
_OTHER_CONTRAST = {LIGHT: CONTRAST, DARK: CONTRAST_DARK, CONTRAST: LIGHT, CONTRAST_DARK: DARK}
_HIGH = 8  # the least contrast of a label's own colour with a page of high contrast
_COUNTERPARTS = {LIGHT: DARK, DARK: LIGHT, CONTRAST: CONTRAST_DARK, CONTRAST_DARK: CONTRAST}

_PLACEHOLDER = re.compile(r"@(\w+)@")


@dataclass(frozen=True)
class Theme:
    """Colours by role. Two themes have the same roles."""

    name: str
    colours: Mapping[str, str]
    labels: Mapping[str, str]
    fills: Mapping[str, int]

    @property
    def is_dark(self) -> bool:
        return self.name in (DARK, CONTRAST_DARK)

    @property
    def counterpart(self) -> str:
        """The name of the dark one of a light theme, and of the light one of a dark theme."""
        return _COUNTERPARTS[self.name]

    @property
    def of_other_contrast(self) -> str:
        """The name of the theme that is light or dark as this one, and has the other contrast."""
        return _OTHER_CONTRAST[self.name]

    def colour(self, role: str) -> QColor:
        """The colour of a role: "page", "ink", "accent" … A role that no theme has is a ``KeyError``."""
        return QColor(self.colours[role])

    def label(self, role: str) -> QColor:
        """The colour of a label: of its role, "blue", "orange" …, or its own; of an unknown role, the fallback's."""
        if role.startswith("#"):
            on_light, _, on_dark = role.partition("/")
            own = QColor(on_dark if self.is_dark and on_dark else on_light)
            return self._stronger(own) if self.name in (CONTRAST, CONTRAST_DARK) else own
        return QColor(self.labels.get(role, self.labels[FALLBACK_COLOUR]))

    def _stronger(self, own: QColor) -> QColor:
        """A label's own colour, nearer to the ink until it can be read at high contrast."""
        ink, colour, part = self.colour("ink"), QColor(own), 0.0
        while contrast(colour, self.colour("page")) < _HIGH and part < 1:
            part = min(1.0, part + 0.1)
            ink.setAlphaF(part)
            colour = blended(ink, own)
        return colour

    def label_fill(self, role: str) -> QColor:
        """The soft fill behind a mention whose label has this colour role."""
        colour = self.label(role)
        colour.setAlphaF(self.fills["label"] / 100)
        return colour

    def stylesheet(self) -> str:
        """The style sheet of the whole application."""
        words = {**self.colours, "sans": SANS}
        template = (files("resources") / "themes" / "application.qss").read_text(encoding="utf-8")
        return _PLACEHOLDER.sub(lambda match: words[match[1]], template)

    def palette(self) -> QPalette:
        """What the style sheet cannot reach: the colours with which styles draw by themselves."""
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.colour(name))
        for role, name in _PALETTE_DISABLED.items():
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour(name))
        return palette


_PALETTE = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "selection_ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "tooltip_ink",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Light: "field",
}
_PALETTE_DISABLED = {
    QPalette.ColorRole.WindowText: "faint",
    QPalette.ColorRole.Text: "faint",
    QPalette.ColorRole.ButtonText: "faint",
}


@cache
def load_theme(name: str) -> Theme:
    """The theme of this name, one of THEMES."""
    if name not in THEMES:
        raise ValueError(f"there is no theme {name!r}")
    tokens = tomllib.loads((files("resources") / "themes" / f"{name}.toml").read_text(encoding="utf-8"))
    parts = (MappingProxyType(tokens[part]) for part in ("colours", "labels", "fills"))
    return Theme(tokens["name"], *parts)


def system_theme(app: QGuiApplication) -> Theme:
    """The theme that the system asks for; light and of usual contrast where it does not say."""
    hints = app.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return load_theme(CONTRAST_DARK if dark else CONTRAST)
    return load_theme(DARK if dark else LIGHT)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours after WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def blended(over: QColor, under: QColor) -> QColor:
    """The colour that is seen where a translucent one lies over an opaque one."""
    alpha = over.alphaF()
    channels = zip(_channels(over), _channels(under), strict=True)
    return QColor.fromRgbF(*(top * alpha + bottom * (1 - alpha) for top, bottom in channels))


def _channels(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _luminance(colour: QColor) -> float:
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
