"""Where the caret goes by what is seen: in the line above or below, and left or right where lines run to the left.

There the arrows mean what is seen. Elsewhere the next offset is the next one on the screen, and nobody need look.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from core.boundaries import Step
from core.text import TextIndex, steps, token_end_after, token_start_before
from gui.article.lines import span_of, turns, x_of


def beside(document: QTextDocument, index: TextIndex, offset: int, step: Step, direction: int) -> int | None:
    """The offset one step to the right (1) or to the left (-1) of another, as it is seen.

    ``None`` where the line runs from left to right, so that it is the next offset, or the one before.
    """
    position = index.position(offset)
    block = document.findBlock(position)
    line = block.layout().lineForTextPosition(position - block.position())
    start, end = span_of(index, block, line)
    if not turns(index, block, start, end):
        return None
    here = x_of(line, position - block.position()), offset
    stops = sorted(_stops(index, block, line, step, direction))
    if direction > 0:
        found = next((stop for stop in stops if stop > here), None)
    else:
        found = next((stop for stop in reversed(stops) if stop < here), None)
    if found is not None:
        return found[1]
    onwards = (direction > 0) is (block.textDirection() is not Qt.LayoutDirection.RightToLeft)
    if step is Step.CHARACTER:
        return min(index.length, max(end, offset + 1)) if onwards else max(0, start - 1)
    # From where the line ends and not from the caret: what is seen at its edge need not be its last word.
    return token_end_after(index.text, end) if onwards else token_start_before(index.text, start)


def _stops(
    index: TextIndex, block: QTextBlock, line: QTextLine, step: Step, direction: int
) -> Iterator[tuple[float, int]]:
    """Where in a line the caret can stop: how far to the right, and the offset."""
    first, layout = block.position(), block.layout()
    if step is Step.TOKEN:
        for token in steps(index.text, *span_of(index, block, line)):
            edges = [(x_of(line, index.position(edge) - first), edge) for edge in token]
            yield max(edges) if direction > 0 else min(edges)
        return
    end = line.textStart() + line.textLength()
    is_last = end >= block.length() - 1
    for position in range(line.textStart(), end + is_last):
        if layout.isValidCursorPosition(position):
            yield x_of(line, position), index.offset(first + position)


def over(document: QTextDocument, index: TextIndex, offset: int, x: float, direction: int) -> int:
    """The offset nearest to ``x`` in the line below (1) or above (-1) an offset's; without one, the text's edge."""
    shapes = document.documentLayout()
    position = index.position(offset)
    block = document.findBlock(position)
    corner = shapes.blockBoundingRect(block).topLeft()  # Qt lays a text out only as far as one asks
    layout = block.layout()
    number = layout.lineForTextPosition(position - block.position()).lineNumber() + direction
    if not 0 <= number < layout.lineCount():
        block = block.next() if direction > 0 else block.previous()
        if not block.isValid():
            return index.length if direction > 0 else 0
        corner = shapes.blockBoundingRect(block).topLeft()
        layout = block.layout()
        number = 0 if direction > 0 else layout.lineCount() - 1
    line = layout.lineAt(number)
    found = line.xToCursor(x - corner.x(), QTextLine.CursorPosition.CursorBetweenCharacters)
    end = line.textStart() + line.textLength()
    if found >= end and number < layout.lineCount() - 1:  # there the caret would stand before the line below
        found = layout.previousCursorPosition(end)
    return index.offset(block.position() + found)
