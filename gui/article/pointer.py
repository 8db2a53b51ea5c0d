"""What the mouse does in the article: click, click again, drag over text, drag a boundary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.bodies import PartRef, Span
from core.boundaries import Edge
from core.text import snapped
from gui.article.hit import Handle

if TYPE_CHECKING:
    from gui.article.carrying import Carried

_EXACT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier  # many desktops keep Alt for themselves
_SAME_PLACE = 4  # pixels between two clicks that are meant for the same place


class Surface(Protocol):
    """What the pointer needs of the view."""

    def article_text(self) -> str: ...
    def gap_at(self, point: QPoint) -> int: ...
    def items_under(self, point: QPoint) -> list[str]: ...
    def handle_at(self, point: QPoint) -> Handle | None: ...
    def show_selection(self, anchor: int, caret: int) -> None: ...
    def settle(self) -> None: ...
    def show_dragged(self, dragged: tuple[PartRef, Span] | None) -> None: ...
    def drop_boundary(self, part: PartRef, span: Span) -> None: ...
    def click_item(self, id: str | None) -> None: ...
    def selected_item(self) -> str | None: ...
    def carried_at(self, point: QPoint) -> Carried | None: ...
    def carry(self, point: QPoint, carried: Carried) -> None: ...
    def drop(self, point: QPoint, carried: Carried) -> None: ...


@dataclass(slots=True)
class _Press:
    point: QPoint
    anchor: int
    handle: Handle | None
    dragging: bool = False
    carried: Carried | None = None  # the selected entity, when it is taken up
    span: Span | None = None  # of the part whose boundary is dragged, as it would be


class Pointer:
    """Turns presses, moves and releases of the left button into what they mean."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._press: _Press | None = None
        self._clicked: tuple[QPoint, list[str]] | None = None

    @property
    def dragging(self) -> bool:
        return self._press is not None and self._press.dragging

    def forget(self) -> None:
        """Another article, another scale: what was pressed or clicked is no longer there."""
        self._press = self._clicked = None

    def press(self, point: QPoint, modifiers: Qt.KeyboardModifier, caret_anchor: int) -> None:
        extending = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        handle = None if extending else self._surface.handle_at(point)
        anchor = caret_anchor if extending else self._surface.gap_at(point)
        carried = self._surface.carried_at(point) if handle is None and not modifiers else None
        self._press = _Press(point, anchor, handle, extending, carried)
        if extending:
            self.move(point, modifiers)

    def move(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        press = self._press
        if press is None:
            return
        far = (point - press.point).manhattanLength() >= QApplication.startDragDistance()
        press.dragging = press.dragging or far
        if not press.dragging:
            return
        if press.carried is not None:
            self._surface.carry(point, press.carried)
        elif press.handle is not None:
            press.span = self._moved(press.handle, self._surface.gap_at(point), modifiers)
            self._surface.show_dragged((press.handle.part, press.span))
        else:
            self._surface.show_selection(*self._selection(press.anchor, self._surface.gap_at(point), modifiers))

    def release(self, point: QPoint) -> None:
        press, self._press = self._press, None
        if press is None:
            return
        if press.dragging and press.carried is not None:
            self._surface.drop(point, press.carried)
        elif press.dragging and press.handle is not None:
            self._surface.show_dragged(None)
            if press.span is not None and press.span != press.handle.span:
                self._surface.drop_boundary(press.handle.part, press.span)
        elif press.dragging:
            self._surface.settle()
        else:
            self._click(point, press.anchor)

    def pick_token(self, point: QPoint) -> None:
        """Select the token at a point."""
        gap = self._surface.gap_at(point)
        text = self._surface.article_text()
        for start in (gap, gap - 1):  # the gap may be the token's end
            if 0 <= start < len(text) and not text[start].isspace():
                self._surface.show_selection(*snapped(text, start, start + 1))
                self._surface.settle()
                return

    def _click(self, point: QPoint, gap: int) -> None:
        self._surface.show_selection(gap, gap)
        self._surface.settle()
        found = self._surface.items_under(point)
        again = (
            self._clicked is not None
            and (point - self._clicked[0]).manhattanLength() <= _SAME_PLACE
            and found == self._clicked[1]
        )
        selected = self._surface.selected_item()
        if again and selected in found:
            chosen: str | None = found[(found.index(selected) + 1) % len(found)]
        else:
            chosen = found[0] if found else None
        self._clicked = point, found
        self._surface.click_item(chosen)

    def _selection(self, anchor: int, gap: int, modifiers: Qt.KeyboardModifier) -> tuple[int, int]:
        """Anchor and caret: whole tokens, or with Ctrl or Alt just what was drawn over."""
        if anchor == gap or modifiers & _EXACT:
            return anchor, gap
        start, end = snapped(self._surface.article_text(), min(anchor, gap), max(anchor, gap))
        return (start, end) if anchor < gap else (end, start)

    def _moved(self, handle: Handle, gap: int, modifiers: Qt.KeyboardModifier) -> Span:
        text, span = self._surface.article_text(), handle.span
        if handle.edge is Edge.START:
            start, end = min(gap, span.end - 1), span.end
            if not modifiers & _EXACT:
                start = min(snapped(text, start, end)[0], end - 1)
        else:
            start, end = span.start, max(gap, span.start + 1)
            if not modifiers & _EXACT:
                end = max(snapped(text, start, end)[1], start + 1)
        return Span(start, end)
