"""What the rows of all lists are painted with: the ground of one that is selected, and words that are cut to fit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from gui.theme import Theme

MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

_GROUNDS = ((QStyle.StateFlag.State_Selected, "selection"), (QStyle.StateFlag.State_MouseOver, "hover"))


@contextmanager
def painted(
    painter: QPainter, option: QStyleOptionViewItem, theme: Theme, ground: QRect, radius: int = 5
) -> Iterator[None]:
    """Paint a row within: on its ground, where it is selected or under the mouse, framed where the keys act on it.

    The painter comes back as it was.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = next((name for state, name in _GROUNDS if option.state & state), "")
    has_keys = bool(option.state & QStyle.StateFlag.State_HasFocus)
    if colour or has_keys:
        painter.setPen(QPen(theme.colour("focus"), 1.5) if has_keys else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(colour) if colour else Qt.BrushStyle.NoBrush)
        edge = 0.75 if has_keys else 0
        painter.drawRoundedRect(QRectF(ground).adjusted(edge, edge, -edge, -edge), radius, radius)
    try:
        yield
    finally:
        painter.restore()


def write(painter: QPainter, rect: QRect, words: str, align: Qt.AlignmentFlag = MIDDLE) -> int:
    """Write words on one line, cut at their end where there is no room for them. How wide they are."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align, shown)
    return metrics.horizontalAdvance(shown)
