"""The hits of a search, painted under the letters: only those in sight, and without a touch of the document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextDocument

from core.find.article import Hits
from core.frozen import frozen
from core.text import TextIndex
from gui.article import lines
from gui.article.lines import Row
from gui.article.sizes import Sizes
from gui.theme import Theme


@frozen
class Found:
    """All hits, and the number of the one that one is at."""

    hits: Hits
    current: int | None = None


@frozen
class FoundRows:
    """The hits in sight, with their pieces by row; ``current`` is the number of one of them, or none."""

    rows: list[Row]
    current: int | None

    @classmethod
    def in_sight(
        cls, found: Found, document: QTextDocument, index: TextIndex, seen: tuple[Row, ...], top: float, bottom: float
    ) -> FoundRows:
        """What there is between two heights, which some rows that were seen there cover."""
        spans = list(found.hits.within(seen[0].start, seen[-1].end)) if seen else []
        current = found.hits.places[found.current] if found.current is not None else None
        rows = lines.rows(document, index, top, bottom, spans, seen[0].block) if spans else []
        return cls(rows, spans.index(current) if current in spans else None)

    def paint(self, painter: QPainter, theme: Theme, sizes: Sizes, em: Callable[[int], int]) -> None:
        """Each in the colour of hits; the one that one is at in a stronger one, and framed."""
        plain, strong = theme.colour("found"), theme.colour("found_current")
        framed: list[QRectF] = []
        for row in self.rows:
            size = em(row.block)
            top = round(row.baseline - sizes.rise(size)) - sizes.px(1)
            bottom = round(row.baseline + sizes.drop(size))
            for piece in row.pieces:
                rect = QRectF(piece.left - 0.5, top, piece.right - piece.left + 1, bottom - top)
                is_current = piece.span == self.current
                painter.fillRect(rect, strong if is_current else plain)
                if is_current:
                    framed.append(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("found_frame"), sizes.px(1.2)))
        for rect in framed:
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
