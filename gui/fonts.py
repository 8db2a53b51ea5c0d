"""The fonts that the desk brings along, so that it looks the same on every machine."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase

SERIF = "Source Serif Pro"  # the article
SANS = "Source Sans Pro"  # everything around it


@cache
def load_fonts() -> None:
    """Make the two families known to Qt. Needs an application; a second call does nothing."""
    with as_file(files("resources") / "fonts") as folder:
        for path in sorted(folder.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))


def serif(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The article's font, ``pixels`` high."""
    return _font([SERIF], "serif", pixels, weight)


def sans(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of the interface, ``pixels`` high."""
    return _font([SANS], "sans-serif", pixels, weight)


def _font(families: list[str], fallback: str, pixels: float, weight: QFont.Weight) -> QFont:
    font = QFont([*families, fallback])
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(weight)
    return font
