"""How the words of a note are broken into lines: as many as they need, up to a few, the last one cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from core.frozen import frozen
from gui.article.sizes import Sizes
from gui.fonts import sans

TITLE, DETAIL = 2, 3  # the most lines that a note gives to who speaks and to how
_MOST_KEPT = 2_000  # notes of which it is remembered how they are broken: the same few come again and again
_JOINTS = str.maketrans({"\u2028": " ", "\n": " ", "\t": " "})


@frozen
class Broken:
    """A note's lines, and where its signs follow: how wide the last line of the title is."""

    title: tuple[str, ...]
    detail: tuple[str, ...]
    title_width: float

    @property
    def count(self) -> int:
        return len(self.title) + len(self.detail)


class NoteType:
    """The fonts of notes at one zoom, and what they make of words."""

    def __init__(self, sizes: Sizes) -> None:
        self.title_font = sans(sizes.small, QFont.Weight.Bold)
        self.detail_font = sans(max(7, sizes.small - sizes.px(0.6)))
        self.title_metrics = QFontMetricsF(self.title_font)
        self.detail_metrics = QFontMetricsF(self.detail_font)
        self.badge = sizes.small * 1.1
        self._kept: dict[tuple[str, str, float, int, bool], Broken] = {}

    def sign_left(self, nth: int) -> float:
        """How far behind the title its nth sign, ``?`` or ``!``, begins."""
        return self.badge * (0.4 + 1.2 * nth)

    def broken(self, title: str, detail: str, room: float, signs: int, *, narrow: bool = False) -> Broken:
        """The lines in a room of so many pixels, with so many signs behind the title; ``narrow`` for one line each."""
        key = (title, detail, room, signs, narrow)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._break(title, detail, room, signs, narrow)
        return self._kept[key]

    def _break(self, title: str, detail: str, room: float, signs: int, narrow: bool) -> Broken:
        behind = self.sign_left(signs) if signs else 0.0
        width = self.title_metrics.horizontalAdvance
        names = _lines(title, self.title_font, self.title_metrics, room, 1 if narrow else TITLE)
        if width(names[-1]) + behind > room:  # the signs must stay beside the name
            names = _lines(title, self.title_font, self.title_metrics, room - behind, 1 if narrow else TITLE)
        how = _lines(detail, self.detail_font, self.detail_metrics, room, 1 if narrow else DETAIL)
        return Broken(names, how, width(names[-1]))


def _lines(words: str, font: QFont, metrics: QFontMetricsF, room: float, most: int) -> tuple[str, ...]:
    """Words in lines, broken between words, and inside one that is wider than the room."""
    words = words.translate(_JOINTS)
    elided = Qt.TextElideMode.ElideRight
    if most == 1 or metrics.horizontalAdvance(words) <= room:
        return (metrics.elidedText(words, elided, room),)
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = words.encode("utf-16-le")
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        start, length = line.textStart(), line.textLength()
        end = start + length if len(lines) < most - 1 else len(units) // 2
        lines.append(units[2 * start : 2 * end].decode("utf-16-le").strip())
    layout.endLayout()
    lines[-1] = metrics.elidedText(lines[-1], elided, room)
    return tuple(line for line in lines if line) or ("",)
