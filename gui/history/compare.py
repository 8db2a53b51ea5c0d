"""An article at two moments: side by side, or the newer one alone with what was there before outlined in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.bodies import Body, Entity, Span
from core.diffing import Difference, places
from core.frozen import frozen
from core.records import Label
from core.session import Session
from gui.article import lines
from gui.article.scene import Scene
from gui.article.view import ArticleView
from gui.history.moments import Comparison, Pane
from gui.look import Look
from gui.parts import label, muted

OLD, NEW = "old", "new"
_ROLES = {OLD: "bad", NEW: "good"}
_WASH, _CURRENT_WASH = 0.07, 0.18
_BESIDE = 16  # pixels around and between the sides


@frozen
class Outline:
    """A frame around words: dashed and red for what was, solid and green for what is."""

    span: Span
    side: str  # OLD or NEW
    difference: int  # which one of the diff
    was: str = ""  # the label before, where the newer side has to tell it


class MomentView(ArticleView):
    """An article as it once was. It can be read, scrolled and copied from; nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frames = _ROLES  # the colour of each side's frames, by roles of the theme
        self._outlines: list[Outline] = []
        self._current: int | None = None
        self._small = QFont(self.font())
        self._small.setPixelSize(10)
        self._small.setBold(True)

    def _caret_is_at_handle(self, scene: Scene) -> bool:
        """There is nothing to type here, so no caret is painted."""
        del scene
        return True

    def show_moment(self, session: Session, labels: Sequence[Label]) -> None:
        """Show another moment; of the same article without laying it out anew, and without scrolling."""
        if self._session is not None and self._session.id == session.id:
            self._session, self._selected, self._part = session, None, None
            self.refresh()
        else:
            self.set_session(session, labels)

    def show_outlines(self, outlines: Sequence[Outline], current: int | None) -> None:
        self._outlines = sorted(outlines, key=lambda outline: (outline.span, outline.side))
        self._current = current
        self.viewport().update()

    def outlines(self) -> list[Outline]:
        return list(self._outlines)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._session is None or not self._outlines:
            return
        top = self._top()
        spans = [(outline.span.start, outline.span.end) for outline in self._outlines]
        rows = lines.rows(
            self.document(), self._session.index, top + event.rect().top() - self._sizes.pitch,
            top + event.rect().bottom() + self._sizes.pitch, spans, self._near,
        )  # fmt: skip
        with QPainter(self.viewport()) as painter:
            painter.setClipRect(event.rect())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._small)
            painter.translate(QPointF(0, -top))
            for row in rows:
                em = self._stage().em(row.block)
                for piece in row.pieces:
                    outline = self._outlines[piece.span]
                    above, below = row.baseline - self._sizes.rise(em), row.baseline + self._sizes.drop(em)
                    rect = QRectF(piece.left - 3, above - 2.5, piece.right - piece.left + 6, below - above + 6.5)
                    self._draw(painter, rect, outline)

    def _draw(self, painter: QPainter, rect: QRectF, outline: Outline) -> None:
        colour = self._theme.colour(self.frames[outline.side])
        is_current = outline.difference == self._current
        pen = QPen(colour, 2.4 if is_current else 1.4)
        if outline.side == OLD:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3.2, 2.2] if not is_current else [2.2, 1.4])
        wash = self._theme.colour(self.frames[outline.side])
        wash.setAlphaF(_CURRENT_WASH if is_current else _WASH)
        painter.setPen(pen)
        painter.setBrush(wash)
        painter.drawRoundedRect(rect, 5, 5)
        if outline.was:
            painter.setPen(self._theme.colour(_ROLES[OLD]))
            painter.drawText(QPointF(rect.left() + 2, rect.top() - 2), f"was {outline.was}")


class Side:
    """A title with a line below it, and the article. The two stand in rows, so that both articles begin alike."""

    def __init__(self, name: str, look: Look) -> None:
        self.title = label(name="comparedTitle", says=f"{name} side")
        self.detail = muted(wrap=True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.view = MomentView()
        self.view.set_theme(look.theme)
        self.head = QWidget()
        column = QVBoxLayout(self.head)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.detail, 1)
        look.changed.connect(lambda: self.view.set_theme(look.theme))

    def set_visible(self, visible: bool) -> None:
        self.head.setVisible(visible)
        self.view.setVisible(visible)

    def show_pane(self, pane: Pane, labels: Sequence[Label]) -> None:
        self.title.setText(pane.title)
        self.detail.setText(pane.detail)
        self.view.setAccessibleName(f"The article: {pane.title}")
        self.view.show_moment(pane.session, labels)


class Compare(QWidget):
    """Both sides, which scroll together, and a walk from difference to difference."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.left, self.right = Side("Older", look), Side("Newer", look)
        self.inline = False
        self._comparison: Comparison | None = None
        self._differences: list[Difference] = []
        self._current: int | None = None
        self._first = 0  # where the walk begins
        self._picked: str | None = None  # the item that was clicked; it stays so while one goes through the past
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_BESIDE, _BESIDE, _BESIDE, 12)
        self._grid.setHorizontalSpacing(_BESIDE)
        self._grid.setVerticalSpacing(0)
        self._grid.setRowStretch(1, 1)
        for column, side in enumerate((self.left, self.right)):
            self._grid.addWidget(side.head, 0, column)
            self._grid.addWidget(side.view, 1, column)
            self._grid.setColumnStretch(column, 1)
        bars = self.left.view.verticalScrollBar(), self.right.view.verticalScrollBar()
        bars[0].valueChanged.connect(bars[1].setValue)
        bars[1].valueChanged.connect(bars[0].setValue)
        for side in (self.left, self.right):
            side.view.item_selected.connect(self._pick)
            side.view.zoomed.connect(self.set_zoom)

    def show_comparison(self, comparison: Comparison, labels: Sequence[Label]) -> None:
        fresh = self._comparison is None or self._comparison.right.session.id != comparison.right.session.id
        self._comparison = comparison
        self.left.show_pane(comparison.left, labels)
        self.right.show_pane(comparison.right, labels)
        self._entitle()
        self._picked = None if fresh else self._picked
        self._show_picked()
        loud = [one for one in comparison.diff.differences if not one.is_quiet]
        self._differences = loud or list(comparison.diff.differences)
        self._current, self._first = None, 0
        self._outline()
        if fresh:
            self.left.view.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A pixel that one side has more than the other may break a line elsewhere, and all that follows with it.
        odd = (event.size().width() - 3 * _BESIDE) % 2
        self._grid.setContentsMargins(_BESIDE, _BESIDE, _BESIDE + odd, 12)
        QTimer.singleShot(0, self._align)  # each side finds its place again by itself, which may be a line apart

    def _align(self) -> None:
        self.left.view.verticalScrollBar().setValue(self.right.view.verticalScrollBar().value())

    def set_zoom(self, percent: int) -> None:
        """Both sides are as large, or they would not scroll together."""
        for side in (self.left, self.right):
            side.view.set_zoom(percent)

    def set_inline(self, inline: bool) -> None:
        """One view with both sides' outlines, or two."""
        self.inline = inline
        self.left.set_visible(not inline)
        self._grid.setColumnStretch(0, 0 if inline else 1)
        self._entitle()
        self._outline()

    def _entitle(self) -> None:
        """Above one view both moments are named: what was is outlined in it, too."""
        if self._comparison is not None:
            left, right = self._comparison.left, self._comparison.right
            self.right.title.setText(
                f"{left.title} → {right.title[:1].lower()}{right.title[1:]}" if self.inline else right.title
            )

    def differences(self) -> list[Difference]:
        """Those that one walks through: a mere acceptance shows by itself, as the dashes become solid."""
        return list(self._differences)

    def _pick(self, id: str) -> None:
        self._picked = id or None
        self._show_picked()

    def _show_picked(self) -> None:
        for side in (self.left, self.right):
            side.view.select_item(self._picked, scroll=False)

    def chosen(self) -> tuple[str, Body] | None:
        """The annotation one has clicked, or the difference one has stepped to: its id, and what it is or was."""
        panes = () if self._comparison is None else (self._comparison.right, self._comparison.left)
        items = (pane.session.item(self._picked) for pane in panes if self._picked is not None)
        item = next((item for item in items if item is not None), None)
        if item is not None:
            return item.id, item.body
        current = self.current()
        return None if current is None else (current.id, current.body)

    def current(self) -> Difference | None:
        return None if self._current is None else self._differences[self._current]

    def step(self, step: int) -> bool:
        """On to the next (1) or the previous (-1) difference, round at the ends; says whether there is one."""
        if not self._differences:
            return False
        if self._current is None:
            self._current = self._first if step > 0 else (self._first - 1) % len(self._differences)
        else:
            self._current = (self._current + step) % len(self._differences)
        self._pick("")
        self._outline()
        self._bring_into_sight(self._differences[self._current])
        return True

    def go_to(self, id: str) -> None:
        """Show one difference, by its item’s id; one that is not walked through is selected."""
        place = next((nth for nth, one in enumerate(self._differences) if one.id == id), None)
        self._current = place
        self._picked = id if place is None else None
        self._show_picked()
        self._outline()
        if place is not None:
            self._bring_into_sight(self._differences[place])
        elif (there := self.chosen()) is not None:
            self.right.view.scroll_to(there[1].bounds.start)
            self._align()

    def bring_into_sight(self, ids: Sequence[str]) -> None:
        """Scroll to the first difference of one of these items; the walk will begin there."""
        found = next((nth for nth, one in enumerate(self._differences) if one.id in ids), None)
        self._first = found or 0
        if found is not None:
            self._bring_into_sight(self._differences[found])

    def _bring_into_sight(self, difference: Difference) -> None:
        spans = [span for side in places(difference) for span in side] or [difference.body.bounds]
        self.right.view.scroll_to(spans[0].start)
        self._align()

    def _outline(self) -> None:
        old: list[Outline] = []
        new: list[Outline] = []
        for nth, difference in enumerate(self._differences):
            if difference.is_quiet:
                continue
            left, right = places(difference)
            old += (Outline(span, OLD, nth) for span in left)
            new += (Outline(span, NEW, nth) for span in right)
        if self.inline:
            same = {outline.span for outline in new}
            gone = [outline for outline in old if outline.span not in same]
            told = [replace(outline, was=_label_before(self._differences[outline.difference])) for outline in new]
            self.right.view.show_outlines([*gone, *told], self._current)
        else:
            self.left.view.show_outlines(old, self._current)
            self.right.view.show_outlines(new, self._current)


def _label_before(difference: Difference) -> str:
    """The label that an entity had, where it has another now."""
    before, after = difference.before.body, difference.after.body
    if isinstance(before, Entity) and isinstance(after, Entity) and before.label != after.label:
        return before.label
    return ""
