"""Quiet signs of comments and flags: a shape in the left margin, and a corner on the words that they are about.

A speech bubble is a comment: full while one is open, hollow when all are resolved. A pennant is a flag. Shapes tell
them apart, colours only help.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from core.bodies import Role
from gui.article.marks import FLAG, OPEN, RESOLVED
from gui.article.scene import Box, Scene
from gui.article.sizes import Page, Sizes
from gui.theme import Theme

_SIZE = 11.0  # of a sign at 100 %


def begins(box: Box) -> bool:
    """Whether what a sign is about begins in this box."""
    return box.mark.leads and box.left_edge is not None


def left_of(page: Page, sizes: Sizes) -> float:
    """Where the signs of the margin begin."""
    return max(4.0, page.text - sizes.px(45))


def at(scene: Scene, page: Page, sizes: Sizes, x: float, y: float) -> Iterator[str]:
    """The items whose sign in the margin is at a point."""
    left = left_of(page, sizes)
    if left <= x <= left + sizes.px(_SIZE):
        for box in scene.boxes:
            if begins(box) and box.top <= y <= box.bottom:
                yield box.mark.id


def paint(painter: QPainter, theme: Theme, sizes: Sizes, page: Page, scene: Scene) -> None:
    """All signs of a scene."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line in scene.lines:
        signs = {sign for box in line.boxes if begins(box) for sign in box.mark.sign}
        if signs:
            size = sizes.px(_SIZE)
            rect = QRectF(left_of(page, sizes), line.row.baseline - size, size, size)
            if FLAG in signs:
                draw(painter, rect, FLAG, theme)
                rect.translate(0, -size - sizes.px(1))
            if signs & {OPEN, RESOLVED}:
                draw(painter, rect, OPEN if OPEN in signs else RESOLVED, theme)
        for box in line.boxes:
            if box.mark.sign and box.ends and box.mark.part.role is Role.MENTION:
                _corner(painter, box, sizes, theme.colour(_ROLE[box.mark.sign[-1]]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


_ROLE = {FLAG: "warn", OPEN: "accent", RESOLVED: "muted"}


def _corner(painter: QPainter, box: Box, sizes: Sizes, colour: QColor) -> None:
    """The corner of a mention turned down, as a note in a table's cell has it."""
    size = sizes.px(5)
    corner = QPointF(box.right + sizes.px(1), box.top - sizes.px(1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner + QPointF(0, size)]))


def draw(painter: QPainter, rect: QRectF, sign: str, theme: Theme) -> None:
    """One sign in a square."""
    colour = theme.colour(_ROLE[sign])
    painter.setPen(QPen(colour, max(1.0, rect.width() / 9)))
    painter.setBrush(Qt.BrushStyle.NoBrush if sign == RESOLVED else colour)
    painter.drawPath(_pennant(rect) if sign == FLAG else _bubble(rect))


def _bubble(rect: QRectF) -> QPainterPath:
    height, tail = rect.height() * 0.72, rect.width() * 0.25
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect.left(), rect.top(), rect.width(), height), height * 0.3, height * 0.3)
    point = QPainterPath()
    point.addPolygon(
        QPolygonF(
            [
                QPointF(rect.left() + tail, rect.top() + height),
                QPointF(rect.left() + tail, rect.bottom()),
                QPointF(rect.left() + 2 * tail, rect.top() + height),
            ]
        )
    )
    point.closeSubpath()
    return path.united(point)


def _pennant(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    pole = rect.left() + rect.width() * 0.15
    path.moveTo(pole, rect.bottom())
    path.lineTo(pole, rect.top())
    path.lineTo(rect.right(), rect.top() + rect.height() * 0.3)
    path.lineTo(pole, rect.top() + rect.height() * 0.6)
    return path
