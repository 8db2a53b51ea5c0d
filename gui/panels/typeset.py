"""One event of a timeline in type: a sentence, and below it in small letters when, from what to what, and what else.

Laid out line by line, which takes a quarter of the time of a document; a timeline sets thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from core.frozen import frozen
from gui.panels.entries import Event
from gui.theme import Theme

_SMALL = 12  # pixels
_MARK = "\u200e"
ARROW = f"{_MARK} → {_MARK}"
"""From what to what, from left to right also between words of a script that runs from right to left."""


@frozen
class Run:
    """Words in one colour, by its role in the theme."""

    text: str
    role: str
    bold: bool = False
    struck: bool = False


def runs_of(event: Event) -> tuple[list[Run], list[Run]]:
    """What stands in the first paragraph and what in the second."""
    story, ink = event.story, "muted" if event.taken_back else "ink"
    first = [Run(event.who, ink, bold=True), Run(f" {story.sentence}", ink)]
    second = [Run(f"{event.at:%H:%M:%S}", "muted")]
    sides = [Run(story.before, "bad", struck=True)] if story.before else []
    if story.before and story.after:
        sides.append(Run(ARROW, "muted"))
    if story.after:
        sides.append(Run(story.after, "good"))
    if sides:
        second += [Run(" · ", "muted"), *sides]
    more = [one for one in (story.detail, "taken back" if event.taken_back else "") if one]
    second += (Run(f" · {one}", "muted") for one in more)
    return first, second


def height(event: Event, font: QFont, width: float) -> float:
    """How high an event is in a width, in pixels."""
    return sum(bottom - top for _, top, bottom in _laid_out(event, font, width, None))


def draw(painter: QPainter, event: Event, font: QFont, width: float, theme: Theme) -> None:
    """Draw an event where the painter stands."""
    for layout, top, _ in _laid_out(event, font, width, theme):
        layout.draw(painter, QPointF(0, top))


def _laid_out(
    event: Event, font: QFont, width: float, theme: Theme | None
) -> Iterator[tuple[QTextLayout, float, float]]:
    """Both paragraphs, each with where it begins and ends; without a theme they have no colours."""
    top = 0.0
    for runs, size in zip(runs_of(event), (font.pixelSize(), _SMALL), strict=True):
        letters = QFont(font)
        letters.setPixelSize(size)
        layout = QTextLayout("".join(run.text for run in runs), letters)
        layout.setTextOption(_option())
        if theme is not None or any(run.bold for run in runs):  # colours take no room
            layout.setFormats(list(_formats(runs, theme)))
        layout.beginLayout()
        bottom = top
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, bottom - top))
            bottom += line.height()
        layout.endLayout()
        yield layout, top, bottom
        top = bottom


def _option() -> QTextOption:
    """The sentences are English, whatever they quote."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return option


def _formats(runs: Sequence[Run], theme: Theme | None) -> Iterator[QTextLayout.FormatRange]:
    start = 0
    for run in runs:
        length = len(run.text.encode("utf-16-le")) // 2
        if theme is None and not run.bold:
            start += length
            continue
        shape = QTextCharFormat()
        if theme is not None:
            shape.setForeground(theme.colour(run.role))
        if run.bold:
            shape.setFontWeight(QFont.Weight.Bold)
        shape.setFontStrikeOut(run.struck)
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = start, length, shape
        yield found
        start += length
