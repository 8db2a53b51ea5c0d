"""Where text is on the page, asked of Qt line by line, and only for lines that matter.

Everything here is in the document's coordinates. Blocks, layouts and lines of Qt never outlive the function that got
them; what comes back are plain values.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextDocument, QTextLine

from core.boundaries import Edge
from core.frozen import frozen
from core.patterns import Pattern
from core.text import TextIndex

# Letters and marks that make a line run from right to left, whole or in part.
_RIGHT_TO_LEFT = Pattern(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@frozen
class Piece:
    """The part of one span that lies in one row, or, where directions mix, a part of that part."""

    span: int  # which of the spans that were asked for
    left: float
    right: float
    left_edge: Edge | None  # which end of the span the left side is, if it is one
    right_edge: Edge | None


@frozen
class Row:
    """One line of text as it lies on the page."""

    start: int  # offsets
    end: int
    left: float
    right: float
    baseline: float
    block: int
    pieces: tuple[Piece, ...]


@frozen
class Place:
    """The line that holds an offset: its offsets and where it lies."""

    start: int
    end: int
    baseline: float
    x: float  # of the offset
    block: int


def x_of(line: QTextLine, position: int) -> float:
    """Where a position of the block lies in its line."""
    x, _ = cast(tuple[float, int], line.cursorToX(position))
    return x


def span_of(index: TextIndex, block: QTextBlock, line: QTextLine) -> tuple[int, int]:
    """The offsets of a line's start and end."""
    first = block.position() + line.textStart()
    return index.offset(first), index.offset(first + line.textLength())


def turns(index: TextIndex, block: QTextBlock, start: int, end: int) -> bool:
    """Whether anything in the line from ``start`` to ``end`` runs from right to left."""
    right_to_left = block.textDirection() is Qt.LayoutDirection.RightToLeft
    return right_to_left or _RIGHT_TO_LEFT.search(index.text, start, end) is not None


def first_block(document: QTextDocument, y: float, near: int = 0) -> int:
    """The number of the block that holds a height, the last one at most.

    Galloping from a block near by, since Qt lays a text out only as far as one asks.
    """
    last = document.blockCount() - 1
    near = max(0, min(near, last))
    step = 1
    if block_top(document, near) <= y:
        low = near
        while low + step <= last and block_top(document, low + step) <= y:
            low, step = low + step, step * 2
        high = min(last + 1, low + step)
    else:
        high = near
        while high - step > 0 and block_top(document, high - step) > y:
            high, step = high - step, step * 2
        low = max(0, high - step)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if block_top(document, middle) <= y else (low, middle)
    return low


def block_top(document: QTextDocument, number: int) -> float:
    return document.documentLayout().blockBoundingRect(document.findBlockByNumber(number)).top()


def _lines(
    document: QTextDocument, top: float, bottom: float, near: int
) -> Iterator[tuple[QTextBlock, QTextLine, QPointF]]:
    """The lines between two heights with their blocks and the blocks' corners. Not to be kept."""
    shapes = document.documentLayout()
    block = document.findBlockByNumber(first_block(document, top, near))
    while block.isValid():
        corner = shapes.blockBoundingRect(block).topLeft()
        if corner.y() > bottom:
            return
        layout = block.layout()
        # Shaping a long paragraph takes longer than drawing what is seen of it, so what Qt has shaped stays.
        layout.setCacheEnabled(True)
        count = layout.lineCount()
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            line = layout.lineAt(middle)
            if corner.y() + line.y() + line.height() < top:
                low = middle + 1
            else:
                high = middle
        for number in range(low, count):
            line = layout.lineAt(number)
            if corner.y() + line.y() > bottom:
                return
            yield block, line, corner
        block = block.next()


def rows(
    document: QTextDocument,
    index: TextIndex,
    top: float,
    bottom: float,
    spans: Sequence[tuple[int, int]] = (),
    near: int = 0,
) -> list[Row]:
    """The rows between two heights, with the pieces of the spans (sorted by start) that lie in them."""
    found: list[Row] = []
    coming = 0
    open_: list[int] = []
    for block, line, corner in _lines(document, top, bottom, near):
        start, end = span_of(index, block, line)
        while coming < len(spans) and spans[coming][0] < end:
            open_.append(coming)
            coming += 1
        open_ = [nth for nth in open_ if spans[nth][1] > start]
        shape = line.naturalTextRect()
        left, right = corner.x() + shape.left(), corner.x() + shape.right()
        pieces: tuple[Piece, ...] = ()
        if open_:
            mixed = turns(index, block, start, end)
            measure = _Measure(index, line, block.position(), corner.x(), left, right, start, end, mixed)
            pieces = tuple(piece for nth in open_ for piece in measure.pieces(nth, *spans[nth]))
        baseline = corner.y() + line.y() + line.ascent()
        found.append(Row(start, end, left, right, baseline, block.blockNumber(), pieces))
    return found


@dataclass(slots=True)
class _Measure:
    """Measures spans in one line; lives no longer than the look at that line."""

    index: TextIndex
    line: QTextLine
    block: int  # position of the block
    x: float
    left: float
    right: float
    start: int
    end: int
    turns: bool

    def pieces(self, nth: int, start: int, end: int) -> Iterator[Piece]:
        opens, closes = start >= self.start, end <= self.end
        start, end = max(start, self.start), min(end, self.end)
        if start >= end:
            return
        first, last = Edge.START if opens else None, Edge.END if closes else None
        if not self.turns:
            yield Piece(nth, self._clamped(self._x(start)), self._clamped(self._x(end)), first, last)
            return
        if runs_left(self.index.text[start:end]):
            first, last = last, first
        strips = self._strips(start, end)
        for place, (left, right) in enumerate(strips):
            yield Piece(nth, left, right, None if place else first, last if place == len(strips) - 1 else None)

    def _x(self, offset: int) -> float:
        return self.x + x_of(self.line, self.index.position(offset) - self.block)

    def _clamped(self, x: float) -> float:
        return min(self.right, max(self.left, x))

    def _strips(self, start: int, end: int) -> list[tuple[float, float]]:
        """Where the characters lie when they need not lie side by side: strips from left to right, merged."""
        first = self.index.position(start) - self.block
        runs = self.line.glyphRuns(first, self.index.position(end) - self.block - first)
        shapes = [run.boundingRect() for run in runs]
        edges = sorted((self.x + shape.left(), self.x + shape.right()) for shape in shapes if shape.width() > 0)
        strips = edges[:1]
        for left, right in edges[1:]:
            if left <= strips[-1][1] + 0.5:
                strips[-1] = (strips[-1][0], max(strips[-1][1], right))
            else:
                strips.append((left, right))
        return [(self._clamped(left), self._clamped(right)) for left, right in strips]


def runs_left(text: str) -> bool:
    """Whether the first letter that has a direction is written to the left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def in_sight(document: QTextDocument, index: TextIndex, top: float, bottom: float, near: int = 0) -> tuple[int, int]:
    """The offsets of the first line below one height and of the last line above another: what is between."""
    start, end = 0, index.length
    for block, line, _ in _lines(document, top, bottom, near):
        start, _ = span_of(index, block, line)
        break
    for block, line, _ in _lines(document, bottom, bottom + 1e6, near):
        _, end = span_of(index, block, line)
        break
    return start, end


def place(document: QTextDocument, index: TextIndex, offset: int) -> Place:
    """The line in which an offset lies. Lays the text out as far as there."""
    position = index.position(offset)
    block = document.findBlock(position)
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    line = block.layout().lineForTextPosition(position - block.position())
    return Place(
        *span_of(index, block, line),
        corner.y() + line.y() + line.ascent(),
        corner.x() + x_of(line, position - block.position()),
        block.blockNumber(),
    )


def draw_text(document: QTextDocument, painter: QPainter, top: float, bottom: float, near: int = 0) -> None:
    """Draw the lines between two heights with the painter's pen."""
    for _, line, corner in _lines(document, top, bottom, near):
        line.draw(painter, corner)


@frozen
class Under:
    """What lies under a point: the nearest gap between characters, and the character, where the point is on one."""

    caret: int
    character: int | None


def under(document: QTextDocument, index: TextIndex, x: float, y: float, pitch: float, near: int = 0) -> Under:
    """What lies under a point; beyond the text, what is nearest to it."""
    best: tuple[float, Under] | None = None
    for block, line, corner in _lines(document, y - pitch, y + pitch, near):
        middle = corner.y() + line.y() + line.height() / 2
        distance = abs(middle - y)
        if best is not None and best[0] <= distance:
            continue
        inside = x - corner.x()
        between = line.xToCursor(inside, QTextLine.CursorPosition.CursorBetweenCharacters)
        gap = index.offset(block.position() + between)
        shape = line.naturalTextRect()
        character = None
        if shape.left() <= inside < shape.right() and distance <= pitch / 2:
            if turns(index, block, *span_of(index, block, line)):
                on = line.xToCursor(inside, QTextLine.CursorPosition.CursorOnCharacter)
            else:  # Qt's own answer is wrong within a ligature
                on = between if inside >= x_of(line, between) else between - 1
            if line.textStart() <= on < line.textStart() + line.textLength():
                character = index.offset(block.position() + on)
        best = distance, Under(gap, character)
    if best is not None:
        return best[1]
    block = document.findBlockByNumber(first_block(document, y, near))
    last = y > document.documentLayout().blockBoundingRect(block).center().y()
    return Under(index.offset(block.position() + (block.length() - 1 if last else 0)), None)
