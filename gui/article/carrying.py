"""What is carried over the article to be dropped on a quote: words that become its source, or a speaker's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLabel

from core.bodies import Quote, Span
from core.frozen import frozen
from core.rules import short
from gui.article import hit
from gui.article.scene import Scene

if TYPE_CHECKING:
    from gui.article.selecting import SelectingSheet

MIME = "application/x-copydesk-speaker"
_BESIDE = QPoint(14, 18)  # from the pointer


@frozen
class Carried:
    """What is carried: the words, and where they stand; a speaker's name stands nowhere."""

    words: str
    span: Span | None = None


class Carrying:
    """Shows on which quote it would drop, by a frame around the quote and by words beside the pointer."""

    def __init__(self, view: SelectingSheet) -> None:
        self._view = view
        self.target: str | None = None
        self.hint: QLabel | None = None

    def at(self, point: QPoint) -> Carried | None:
        """The selected entity, where a point is on it: that is what can be carried from there."""
        view, session = self._view, self._view._session
        item = session.item(view._selected) if session is not None and view._selected else None
        if item is None or session is None or item.body.layer != "entity":
            return None
        character = view._under(point).character
        span = item.body.bounds
        on_it = character is not None and span.contains(character)
        return Carried(" ".join(span.of(session.text).split()), span) if on_it else None

    def over(self, point: QPoint, carried: Carried) -> str | None:
        """Show what would happen if it were dropped here; the id of the quote that would take it."""
        target = self._quote_at(point, carried)
        if target != self.target:
            self.target = target
            self._view.viewport().update()
        self._say(point, carried)
        return target

    def clear(self) -> None:
        self.target = None
        if self.hint is not None:
            self.hint.hide()
        self._view.viewport().update()

    def _quote_at(self, point: QPoint, carried: Carried) -> str | None:
        view, session = self._view, self._view._session
        if session is None:
            return None
        character = view._under(point).character
        if carried.span is not None and character is not None and carried.span.contains(character):
            return None
        noted = hit.margin_items(view._stage(), view._sight(), point.x(), point.y() + view._top())
        for id in (*view.item_at(point), *noted):
            item = session.item(id)
            if item is not None and isinstance(item.body, Quote):
                return id
        return None

    def _say(self, point: QPoint, carried: Carried) -> None:
        if self.hint is None:
            self.hint = QLabel(self._view)
            self.hint.setObjectName("carryHint")
            self.hint.setAccessibleName("What dropping does")
            self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        what = "source" if carried.span is not None else "speaker"
        where = f"the {what} of this quote" if self.target is not None else f"drop it on a quote, as its {what}"
        self.hint.setText(f"“{short(carried.words)}”: {where}")
        self.hint.adjustSize()
        place = self._view.viewport().mapTo(self._view, point) + _BESIDE
        place.setX(max(0, min(place.x(), self._view.width() - self.hint.width() - 16)))
        place.setY(max(0, min(place.y(), self._view.height() - self.hint.height())))
        self.hint.move(place)
        self.hint.show()
        self.hint.raise_()

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """A dashed frame around the contents of the quote that would take it, or what it has without any."""
        if self.target is None:
            return
        pen = QPen(self._view._theme.colour("accent"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        anchors = next((mark.quote.anchors for mark in scene.quotes if mark.id == self.target), ())
        for box in scene.boxes:
            if box.mark.id == self.target and box.mark.span in anchors:
                painter.drawRect(QRectF(box.left - 2, box.top - 2, box.right - box.left + 4, box.bottom - box.top + 4))
