"""Paints what belongs to the text: fills, underlines, waves, outlines, tags, the selection, the caret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QStaticText

from core.bodies import Role
from gui.article.lines import Place, Row
from gui.article.marks import Look
from gui.article.scene import Box, Region, Scene, Stage, Tag
from gui.article.sizes import Sizes
from gui.fonts import sans
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.article.found import FoundRows

EXCLUDED = "EXCLUDED"

_DASHES = {Look.SUGGESTED: [2.5, 1.5], Look.REJECTED: [1.0, 2.0]}  # in widths of the pen


def dashed(colour: QColor, width: float, look: Look) -> QPen:
    """A pen that says without colour how sure a mark is."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if look in _DASHES:
        pen.setDashPattern(_DASHES[look])
    return pen


def tag_font(sizes: Sizes) -> QFont:
    font = sans(sizes.tag, QFont.Weight.Bold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4 * sizes.zoom)
    return font


def _rect_of(region: Region) -> QRectF:
    return QRectF(region.left, region.top, region.right - region.left, region.bottom - region.top)


class TextPainter:
    """Paints in the colours of one theme and the sizes of one zoom."""

    def __init__(self, theme: Theme, sizes: Sizes) -> None:
        self._theme = theme
        self._sizes = sizes
        self._tag_font = tag_font(sizes)
        self._tag_metrics = QFontMetricsF(self._tag_font)
        self._tags: dict[str, QStaticText] = {}
        self._widths: dict[str, float] = {}
        self._colours: dict[str, QColor] = {}

    def tag_width(self, text: str) -> float:
        """The width of a label's name under the line."""
        if text not in self._widths:
            self._widths[text] = self._tag_metrics.horizontalAdvance(text)
        return self._widths[text]

    def _colour(self, role: str) -> QColor:
        if role not in self._colours:
            self._colours[role] = self._theme.colour(role)
        return self._colours[role]

    def _of_label(self, role: str) -> QColor:
        key = f"label {role}"
        if key not in self._colours:
            self._colours[key] = self._theme.label(role)
        return self._colours[key]

    # -------------------------------------------------------------------------------------------------- under the text

    def under(
        self, painter: QPainter, stage: Stage, scene: Scene, selection: Sequence[Row], found: FoundRows | None = None
    ) -> None:
        """All that lies under the letters."""
        by_role: dict[Role, list[Box]] = {role: [] for role in Role}
        boxes = scene.boxes
        for box in boxes:
            by_role[box.mark.part.role].append(box)
        for region in scene.regions:
            painter.fillRect(_rect_of(region), self._colour("excluded_wash"))
        for box in sorted(by_role[Role.CONTENT], key=lambda box: box.mark.selected):
            self._content(painter, box)
        for box in by_role[Role.MENTION]:
            if box.mark.look is Look.DECIDED:
                painter.fillRect(self._rect(box), self._fill(box.mark.colour))
        for row in selection:
            self._selection(painter, stage, row)
        if found is not None:
            found.paint(painter, self._theme, self._sizes, stage.em)
        for box in by_role[Role.MENTION]:
            self._underline(painter, stage, box)
        for box in by_role[Role.CUE]:
            self._wave(painter, stage, box)
        for box in by_role[Role.NESTED]:
            self._dots(painter, box)
        self._outlines(painter, [*by_role[Role.SOURCE], *(box for box in boxes if box.mark.selected)])
        painter.setFont(self._tag_font)
        for tag in scene.tags:
            self._tag(painter, tag)

    def over(self, painter: QPainter, scene: Scene) -> None:
        """What lies over the letters: excluded text is faded, rejected mentions are struck."""
        fade = QColor(self._colour("page"))
        fade.setAlphaF(0.55)
        for region in scene.regions:
            painter.fillRect(_rect_of(region), fade)
            if region.whole:
                self._caption(painter, region)
        for box in scene.boxes:
            if box.mark.look is Look.REJECTED and box.mark.part.role is Role.MENTION:
                y = round(box.bottom - (box.bottom - box.top) * 0.42)
                painter.fillRect(QRectF(box.left, y, box.right - box.left, self._sizes.px(1)), self._colour("faint"))

    def _caption(self, painter: QPainter, region: Region) -> None:
        painter.setFont(self._tag_font)
        painter.setPen(self._colour("muted"))
        inside = _rect_of(region).adjusted(0, self._sizes.px(2), -self._sizes.px(6), 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, EXCLUDED)

    def _fill(self, role: str) -> QColor:
        key = f"fill {role}"
        if key not in self._colours:
            self._colours[key] = self._theme.label_fill(role)
        return self._colours[key]

    def _rect(self, box: Box) -> QRectF:
        return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)

    def _content(self, painter: QPainter, box: Box) -> None:
        rect = self._rect(box).adjusted(0, 0, 0, self._sizes.stroke)
        if box.mark.selected:
            painter.fillRect(rect, self._colour("selection"))
        elif box.mark.look is Look.REJECTED:
            painter.setPen(dashed(self._colour("faint"), self._sizes.px(1), Look.REJECTED))
            painter.drawLine(QLineF(box.left, rect.bottom(), box.right, rect.bottom()))
        else:
            decided = box.mark.look is Look.DECIDED
            painter.fillRect(rect, self._colour("quote_wash" if decided else "quote_wash_soft"))

    def _selection(self, painter: QPainter, stage: Stage, row: Row) -> None:
        em = stage.em(row.block)
        top, bottom = row.baseline - self._sizes.rise(em), row.baseline + self._sizes.drop(em)
        for piece in row.pieces:
            rect = QRectF(piece.left, round(top), piece.right - piece.left, round(bottom) - round(top))
            painter.fillRect(rect, self._colour("text_selection"))

    def _underline(self, painter: QPainter, stage: Stage, box: Box) -> None:
        rejected = box.mark.look is Look.REJECTED
        colour = self._colour("faint") if rejected else self._of_label(box.mark.colour)
        y, stroke = stage.underline(box), self._sizes.stroke
        right = box.right - (1 if box.right_edge else 0)  # so that neighbours stay two
        if box.mark.look is Look.DECIDED:
            painter.fillRect(QRectF(box.left, y, right - box.left, stroke), colour)
            return
        painter.setPen(dashed(colour, stroke, box.mark.look))
        painter.drawLine(QLineF(box.left, y + stroke / 2, right, y + stroke / 2))

    def _wave(self, painter: QPainter, stage: Stage, box: Box) -> None:
        unit = 1.5 * self._sizes.zoom
        middle = stage.underline(box) + unit
        count = max(2, int((box.right - box.left) / (2 * unit)))
        step = (box.right - box.left) / count
        points = [QPointF(box.left + n * step, middle + (unit if n % 2 else -unit)) for n in range(count + 1)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(dashed(self._quote_colour(box), 1.2 * self._sizes.zoom, box.mark.look))
        painter.drawPolyline(QPolygonF(points))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _dots(self, painter: QPainter, box: Box) -> None:
        """A quiet dotted line under a quote inside a quote."""
        painter.setPen(dashed(self._quote_colour(box), self._sizes.px(1), Look.REJECTED))
        painter.drawLine(QLineF(box.left, box.bottom, box.right, box.bottom))

    def _quote_colour(self, box: Box) -> QColor:
        if box.mark.selected:
            return self._colour("accent")
        return self._colour("faint" if box.mark.look is Look.REJECTED else "quote")

    def _outlines(self, painter: QPainter, boxes: Iterable[Box]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in boxes:
            if box.mark.selected:
                quiet = box.mark.part.role is Role.CONTENT or not box.mark.current
                pen = QPen(
                    self._colour("accent_soft" if quiet else "accent"), (1.0 if quiet else 1.4) * self._sizes.zoom
                )
            else:
                pen = dashed(self._quote_colour(box), 1.1 * self._sizes.zoom, box.mark.look)
            painter.setPen(pen)
            painter.drawPath(self._outline(box))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _outline(self, box: Box) -> QPainterPath:
        """A rounded frame around a box, open where the mark goes on in another line."""
        beside, around = self._sizes.px(1), self._sizes.px(2)
        rect = self._rect(box).adjusted(-beside - 0.5, -around + 0.5, beside - 0.5, self._sizes.stroke + around - 0.5)
        radius = 4 * self._sizes.zoom
        path = QPainterPath()
        if box.left_edge and box.right_edge:
            path.addRoundedRect(rect, radius, radius)
            return path
        left, right = (rect.left(), rect.right()) if box.left_edge else (rect.right(), rect.left())
        turn = radius if box.left_edge else -radius
        path.moveTo(right, rect.top())
        if box.left_edge or box.right_edge:
            path.lineTo(left + turn, rect.top())
            path.quadTo(left, rect.top(), left, rect.top() + radius)
            path.lineTo(left, rect.bottom() - radius)
            path.quadTo(left, rect.bottom(), left + turn, rect.bottom())
        else:
            path.lineTo(left, rect.top())
            path.moveTo(left, rect.bottom())
        path.lineTo(right, rect.bottom())
        return path

    def _tag(self, painter: QPainter, tag: Tag) -> None:
        if tag.text not in self._tags:
            static = QStaticText(tag.text)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(font=self._tag_font)
            self._tags[tag.text] = static
        faint = tag.mark.look is Look.REJECTED or not tag.mark.colour
        painter.setPen(self._colour("muted") if faint else self._of_label(tag.mark.colour))
        # A tag is given by the top of its capitals, static text by the top of its font.
        top = tag.top - (self._tag_metrics.ascent() - self._tag_metrics.capHeight())
        painter.drawStaticText(QPointF(tag.left, round(top)), self._tags[tag.text])

    # --------------------------------------------------------------------------------------------------------- the hand

    def handles(self, painter: QPainter, boxes: Iterable[Box]) -> None:
        """What one takes hold of to move a boundary of the selected item."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour("page"), self._sizes.px(1)))
        painter.setBrush(self._colour("accent"))
        knob = 3.4 * self._sizes.zoom
        beside, around = self._sizes.px(1), self._sizes.px(1)
        for box in boxes:
            if not box.mark.current:
                continue
            if box.left_edge:
                painter.drawEllipse(QPointF(box.left - beside - 0.5, box.top - around), knob, knob)
            if box.right_edge:
                bottom = box.bottom + self._sizes.stroke + around
                painter.drawEllipse(QPointF(box.right + beside - 0.5, bottom), knob, knob)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def caret(self, painter: QPainter, place: Place, em: float, active: bool) -> None:
        """The caret, quiet while the keys go elsewhere."""
        top, bottom = place.baseline - self._sizes.rise(em), place.baseline + self._sizes.drop(em)
        width = self._sizes.px(2) if active else 1.0
        rect = QRectF(round(place.x), round(top), width, round(bottom) - round(top))
        painter.fillRect(rect, self._colour("accent" if active else "faint"))
