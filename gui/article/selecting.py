"""The sheet with a selected item, selected text and a caret."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QMimeData, QPoint, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from core.bodies import PartRef, Span
from core.boundaries import Step
from core.text import (
    character_after,
    character_before,
    paragraph_edge,
    token_around,
    token_end_after,
    token_start_before,
    trimmed,
)
from gui.article import hit, lines
from gui.article.marks import is_hidden
from gui.article.sheet import Sheet


class Stretch(StrEnum):
    """What the caret can go to the edge of."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"


class SelectingSheet(Sheet):
    """Knows what is selected. Offsets are code points, always."""

    text_selected = Signal(int, int)  # start and end of the settled text selection; equal for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settled = (0, 0)
        self._column: tuple[int, float] = (-1, 0.0)  # where the caret is, and the column that it goes up or down in

    # ------------------------------------------------------------------------------------------------------- items

    def select_item(self, id: str | None, scroll: bool = True) -> None:
        """Select an item, or none; ``scroll`` brings it into sight, and the caret to its start."""
        session = self._session
        item = session.item(id) if session is not None and id else None
        before, self._selected = self._selected, item.id if item else None
        if before != self._selected:
            self._part = None
        if session is None:
            return
        start = next(span for _, span in item.body.parts()).start if item is not None and scroll else None
        if start is not None:
            self.scroll_to(start)  # first of all: after that, what was in sight need not be painted again
        if before != self._selected:
            changed = [session.item(other) for other in (before, self._selected) if other]
            spans = [span for other in changed if other is not None for _, span in other.body.parts()]
            self._repaint({id for id in (before, self._selected) if id}, spans)
        if start is not None:
            self.set_caret(start)

    def select_part(self, part: PartRef | None) -> None:
        """Make one part of the selected item the current one, which alone has handles; ``None`` gives all of them."""
        if part != self._part:
            self._part = part
            item = self._session.item(self._selected) if self._session is not None and self._selected else None
            if item is not None:
                self._repaint({item.id}, [span for _, span in item.body.parts()])

    def selected_item(self) -> str | None:
        return self._selected

    def item_at(self, point: QPoint) -> list[str]:
        """The items at a point of the viewport, the innermost first."""
        if self._session is None:
            return []
        y = point.y() + self._top()
        found = hit.items(self._stage(), self._sight(), self._under(point), point.x(), y, self._show_rejected)
        return found if self._show_decided else [id for id in found if self._is_seen(id)]

    def _is_seen(self, id: str) -> bool:
        item = self._session.item(id) if self._session is not None else None
        return item is not None and (id == self._selected or not is_hidden(item))

    def point_of(self, offset: int) -> QPoint:
        """Where the character at an offset begins, at the height of its letters; in the viewport, in sight or not."""
        if self._session is None:
            return QPoint()
        place = lines.place(self.document(), self._session.index, offset)
        return QPoint(round(place.x), round(place.baseline - self._sizes.px(4)) - self._top())

    def is_in_sight(self, offset: int) -> bool:
        """Whether the line of an offset is in sight."""
        rows = self._sight().rows
        return bool(rows) and rows[0].start <= offset < rows[-1].end

    # ------------------------------------------------------------------------------------------- selection and caret

    def selected_span(self) -> Span | None:
        """The selected text."""
        start, end = sorted((self._anchor, self._caret))
        return Span(start, end) if start < end else None

    def caret(self) -> int:
        """Where the caret is, as an offset."""
        return self._caret

    def set_caret(self, offset: int, anchor: int | None = None) -> None:
        """Put the caret at an offset; with an anchor, select the text between them."""
        self.show_selection(offset if anchor is None else anchor, offset)
        self.settle()

    def move_caret(self, step: Step, direction: int, extend: bool) -> None:
        """Move the caret one step to the right (1) or to the left (-1); ``extend`` keeps the anchor, and selects."""
        if self._session is None:
            return
        from gui.article.visual import beside

        text, before, anchor = self._session.text, self._caret, self._anchor
        seen = beside(self.document(), self._session.index, before, step, direction)
        if seen is not None:
            caret = seen
        elif step is Step.TOKEN:
            caret = token_end_after(text, before) if direction > 0 else token_start_before(text, before)
        else:
            caret = character_after(text, before) if direction > 0 else character_before(text, before)
        if extend and step is Step.TOKEN and anchor == before:  # from inside a word: all of it
            start, end = token_around(text, before) or (before, before)
            anchor = start if caret > before else end
        self._put(caret, anchor if extend else None)

    def move_caret_over(self, direction: int, extend: bool) -> None:
        """Move the caret into the line below (1) or above (-1), as near as may be to the column that it came from."""
        if self._session is None:
            return
        from gui.article.visual import over

        index, before = self._session.index, self._caret
        column = self._column[1] if self._column[0] == before else lines.place(self.document(), index, before).x
        self._put(over(self.document(), index, before, column, direction), self._anchor if extend else None)
        self._column = self._caret, column

    def move_caret_to_edge(self, of: Stretch, direction: int, extend: bool) -> None:
        """Move the caret to the end (1) or the start (-1) of its line or paragraph, or of the article.

        At a paragraph's edge it goes on to that of the next one that has text.
        """
        if self._session is None:
            return
        if of is Stretch.LINE:
            place = lines.place(self.document(), self._session.index, self._caret)
            caret = max(self._caret, self._line_end(place)) if direction > 0 else place.start
        elif of is Stretch.ARTICLE:
            caret = self._session.index.length if direction > 0 else 0
        else:
            caret = paragraph_edge(self._session.text, self._caret, direction)
        self._put(caret, self._anchor if extend else None)

    def _line_end(self, place: lines.Place) -> int:
        """Where the letters of a line end: the offset after the space at a line's end is seen in the next line."""
        assert self._session is not None
        start, end = trimmed(self._session.text, place.start, place.end)
        return end if start < end else place.start

    def _put(self, caret: int, anchor: int | None) -> None:
        self.set_caret(caret, anchor)
        self.scroll_to(caret)

    def show_selection(self, anchor: int, caret: int) -> None:
        """Select without saying so yet: the mouse is still at it."""
        if self._session is None:
            return
        length = self._session.index.length
        old = self._anchor, self._caret
        self._anchor, self._caret = (max(0, min(length, offset)) for offset in (anchor, caret))
        if old == (self._anchor, self._caret):
            return
        ends = [*old, self._anchor, self._caret]
        self._repaint_lines(min(ends), max(ends))
        self._tell_qt()

    def settle(self) -> None:
        """Say what text is selected, if that is new."""
        start, end = sorted((self._anchor, self._caret))
        if start == end:
            start = end = self._caret
        fresh = (start, end) if start < end else (0, 0)
        if fresh != self._settled:
            self._settled = fresh
            self.text_selected.emit(start, end)

    def _tell_qt(self) -> None:
        """Keep Qt's cursor where ours is: copying and screen readers ask it."""
        assert self._session is not None
        index, bar = self._session.index, self.verticalScrollBar()
        cursor = QTextCursor(self.document())
        cursor.setPosition(index.position(self._anchor))
        cursor.setPosition(index.position(self._caret), QTextCursor.MoveMode.KeepAnchor)
        stands = bar.value()
        self.setTextCursor(cursor)
        bar.setValue(stands)

    def _text_changed(self) -> None:
        if self._session is not None and (self._anchor or self._caret):
            self._tell_qt()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: our text, not Qt's, which has lost its non-breaking spaces."""
        data = QMimeData()
        span = self.selected_span()
        if span is not None and self._session is not None:
            data.setText(span.of(self._session.text))
        return data

    def _under(self, point: QPoint) -> lines.Under:
        if self._session is None:
            return lines.Under(0, None)
        self._sight()
        y = point.y() + self._top()
        return lines.under(self.document(), self._session.index, point.x(), y, self._sizes.pitch, self._near)
