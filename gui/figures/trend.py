"""A chart of shares over time: one line for each model, told apart by its marks and its name, not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.frozen import frozen
from gui.look import Look

_PLOT, _LEGEND = 150, 20
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 24, 10, 30
_MARKS = 4  # shapes; the fifth line has the first one hollow
_NEAR = 14  # pixels from a point that still are on it
_ROLES = ("blue", "orange", "green", "purple", "teal", "red")  # of labels: tested for contrast in both themes


@frozen
class Point:
    """A share at a time; ``key`` is what a click on it asks for."""

    day: date
    share: float  # 0..1
    said: str  # “ 12 of 40 right, week of 5 January”
    key: object


@frozen
class Line:
    name: str
    points: tuple[Point, ...]  # by time


class Trend(QWidget):
    """Left and Right go from point to point, Up and Down from line to line; Enter, or a click, chooses one."""

    chosen = Signal(object)  # the key of a point

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._look = name, look
        self._lines: tuple[Line, ...] = ()
        self._at: tuple[int, int] | None = None  # line and point that the keys are at
        self._fit()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._describe()
        look.changed.connect(self.update)

    def fill(self, lines: Sequence[Line]) -> None:
        self._lines, self._at = tuple(line for line in lines if line.points), None
        self._describe()
        self._fit()
        self.update()

    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def _describe(self) -> None:
        self.setAccessibleName(self._name)
        told = (f"{line.name}: " + "; ".join(point.said for point in line.points) for line in self._lines)
        self.setAccessibleDescription(". ".join(told) or "Nothing yet.")

    # ---------------------------------------------------------------------------------------------------------- places

    def _legend(self) -> list[tuple[int, int]]:
        """Where each line’s name begins, and in which row of names."""
        places, x, row = [], _LEFT, 0
        for line in self._lines:
            width = self.fontMetrics().horizontalAdvance(line.name) + 40
            if x > _LEFT and x + width > self.width():
                x, row = _LEFT, row + 1
            places.append((x, row))
            x += width
        return places

    def _fit(self) -> None:
        rows = 1 + max((row for _, row in self._legend()), default=0)
        self.setFixedHeight(rows * _LEGEND + _TOP + _PLOT + _BOTTOM)

    def _plot(self) -> QRectF:
        top = self.height() - _BOTTOM - _PLOT
        return QRectF(_LEFT, top, max(40, self.width() - _LEFT - _RIGHT), _PLOT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def place(self, point: Point) -> QPointF:
        """Where a point is painted."""
        plot = self._plot()
        days = [one.day for line in self._lines for one in line.points]
        first, length = min(days), (max(days) - min(days)).days
        along = (point.day - first).days / length if length else 0.5
        return QPointF(plot.left() + along * plot.width(), plot.bottom() - point.share * plot.height())

    def _under(self, where: QPoint) -> tuple[int, int] | None:
        near = [
            ((self.place(point) - QPointF(where)).manhattanLength(), n, m)
            for n, line in enumerate(self._lines)
            for m, point in enumerate(line.points)
        ]
        best = min(near, default=(_NEAR + 1.0, 0, 0))
        return best[1:] if best[0] <= _NEAR else None

    # -------------------------------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = painter.font()
            font.setPixelSize(12)
            painter.setFont(font)
            if self._lines:
                self._paint_axes(painter)
                for number, (line, (x, row)) in enumerate(zip(self._lines, self._legend(), strict=True)):
                    self._paint_line(painter, number, line)
                    self._paint_name(painter, number, line, QPointF(x, row * _LEGEND + 10))

    def _paint_axes(self, painter: QPainter) -> None:
        theme, plot = self._look.theme, self._plot()
        for percent in (0, 25, 50, 75, 100):
            y = plot.bottom() - plot.height() * percent / 100
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("muted"))
            where = QRectF(0, y - 9, _LEFT - 8, 18)
            painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{percent} %")
        days = sorted({point.day for line in self._lines for point in line.points})
        end = -1000.0
        for day in days:
            x = self.place(Point(day, 0, "", None)).x()
            text = f"{day.day} {day:%b}" if days[0].year == days[-1].year else f"{day:%b %Y}"
            width = painter.fontMetrics().horizontalAdvance(text)
            if x - width / 2 > end:
                painter.drawText(QPointF(max(0, x - width / 2), self.height() - 8), text)
                end = x + width / 2 + 14

    def _paint_line(self, painter: QPainter, number: int, line: Line) -> None:
        theme = self._look.theme
        colour = theme.label(_ROLES[number % len(_ROLES)])
        painter.setPen(QPen(colour, 2))
        places = [self.place(point) for point in line.points]
        for one, other in pairwise(places):
            painter.drawLine(one, other)
        for at, place in enumerate(places):
            current = self._at == (number, at)
            painter.setPen(QPen(theme.colour("focus") if current else colour, 2.5 if current else 1.5))
            painter.setBrush(colour if number < _MARKS else theme.colour("panel"))
            painter.drawPolygon(_mark(number, place, 6.5 if current else 4.5))

    def _paint_name(self, painter: QPainter, number: int, line: Line, at: QPointF) -> None:
        colour = self._look.theme.label(_ROLES[number % len(_ROLES)])
        painter.setPen(QPen(colour, 2))
        painter.drawLine(at, at + QPointF(18, 0))
        painter.setBrush(colour if number < _MARKS else self._look.theme.colour("panel"))
        painter.drawPolygon(_mark(number, at + QPointF(9, 0), 4.5))
        painter.setPen(self._look.theme.colour("ink"))
        painter.drawText(at + QPointF(25, 4), line.name)

    # -------------------------------------------------------------------------------------------------------- choosing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._under(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._at = self._under(event.position().toPoint())
        self.update()
        self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        key = Qt.Key(event.key())
        if key in steps and self._lines:
            line, point = self._at or (0, 0)
            line = max(0, min(len(self._lines) - 1, line + steps[key][0]))
            point = max(0, min(len(self._lines[line].points) - 1, point + steps[key][1]))
            self._at = line, point
            self.setToolTip(self._lines[line].points[point].said)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None and self._lines and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._at = 0, len(self._lines[0].points) - 1
            self.update()

    def _choose(self) -> None:
        if self._at is not None:
            self.chosen.emit(self._lines[self._at[0]].points[self._at[1]].key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            under = self._under(event.pos())
            if under is None:
                QToolTip.hideText()
            else:
                line = self._lines[under[0]]
                QToolTip.showText(event.globalPos(), f"{line.name}: {line.points[under[1]].said}", self)
            return True
        return super().event(event)


def _mark(number: int, at: QPointF, size: float) -> QPolygonF:
    """A circle, a square, a triangle, a diamond: each line has its own."""
    corners: list[tuple[float, float]]
    match number % _MARKS:
        case 0:
            corners = [(1, 0), (0.92, 0.38), (0.71, 0.71), (0.38, 0.92)]
            corners = [turned for x, y in corners for turned in ((x, y), (-y, x), (-x, -y), (y, -x))]
            corners.sort(key=lambda corner: (corner[1] < 0, corner[0] if corner[1] < 0 else -corner[0]))
        case 1:
            corners = [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]
        case 2:
            corners = [(0, -1.1), (1, 0.8), (-1, 0.8)]
        case _:
            corners = [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)]
    return QPolygonF([at + QPointF(x * size, y * size) for x, y in corners])
