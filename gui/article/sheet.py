"""The sheet of paper on the desk: lays the article out, scrolls it, and paints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from core.bodies import PartRef, Span
from core.records import Label
from core.session import Session, Touched
from gui.article import lines, signs
from gui.article.marks import Shown
from gui.article.page_painter import PagePainter, meta_line
from gui.article.painter import TextPainter
from gui.article.paper import has_headline, paper
from gui.article.patching import Patch, patched
from gui.article.scene import Scene, Stage
from gui.article.sizes import LARGEST_ZOOM, PLAIN, SMALLEST_ZOOM, Page, Sizes, Type
from gui.theme import LIGHT, Theme, load_theme

if TYPE_CHECKING:
    from gui.article.found import Found, FoundRows


class Sheet(QTextEdit):
    """A ``QTextEdit`` that lays out and scrolls; all painting is done here.

    The viewport is as wide as the page and stands in the middle of the desk, so that a resize of a wide window moves
    the page and lays nothing out again.
    """

    zoomed = Signal(int)  # percent
    hiding_changed = Signal()  # what is decided is hidden from now on, or shown again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._theme: Theme = load_theme(LIGHT)
        self._percent = 100
        self._type = PLAIN
        self._sizes = Sizes.at(100)
        self._page = Page.fitted(800, self._sizes)
        self._headline = False
        self._colours: dict[str, str] = {}
        self._show_rejected = False
        self._show_decided = True
        self._selected: str | None = None
        self._part: PartRef | None = None
        self._dragged: tuple[PartRef, Span] | None = None
        self._found: Found | None = None
        self._misfits: Mapping[str, frozenset[PartRef]] = {}
        self._anchor = self._caret = self._near = 0
        self._scene: Scene | None = None  # None where even its lines may be elsewhere now
        self._ready: tuple[Touched, Patch] | None = None  # worked out, and not to be seen yet
        self._stale = False  # the lines of the scene lie where they lay, but what is drawn about them has changed
        self._make_painters()
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        self.setAcceptDrops(False)  # files that are dropped here are the window's
        self.viewport().setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # ---------------------------------------------------------------------------------------------- what is shown

    def set_session(self, session: Session | None, labels: Iterable[Label]) -> None:
        """Show an article from its top, or the empty desk; of the same session again, only take the labels' colours."""
        if session is not None and session is self._session:
            self.set_labels(labels)
            return
        self._session, self._found, self._ready = session, None, None
        self._colours = {label.name: label.colour for label in labels}
        self._selected = self._part = self._dragged = None
        self._misfits = {}
        # A bar that comes and goes would have every long text laid out twice.
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if session else policy.ScrollBarAlwaysOff)
        self._anchor = self._caret = self._near = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def shows(self, article: str) -> bool:
        """Whether it is this article, by its id, that is in sight, in whole or in part."""
        return self._session is not None and self._session.id == article

    def complete(self, session: Session) -> None:
        """Take all that stands in the article, of which only a part was known; nothing on the screen moves."""
        self._session, self._ready = session, None
        self._paint_anew()

    def refresh(self, touched: Touched | None = None) -> None:
        """Paint again what a revision touched; everything when it is not said what."""
        ready, self._ready = self._ready, None
        if ready is not None and ready[0] is touched and ready[1].fits(self._scene, self._shown()):
            self._take(ready[1])
        elif touched is None or self._session is None or touched.remarks:
            self._paint_anew()
        else:
            self._repaint(touched.ids, touched.spans)

    def make_ready(self, touched: Touched) -> None:
        """Work out what a revision's change looks like, before it may be seen; ``refresh`` will show it."""
        scene, shown = self._scene, self._shown()
        if scene is not None and self._session is not None and not (self._stale or touched.remarks):
            found = patched(self._stage(), scene, shown, touched.ids, touched.spans)
            self._ready = touched, Patch(scene, shown, *(found or (self._scene_in_sight(), None)))

    def set_labels(self, labels: Iterable[Label]) -> None:
        """Take other colours for the labels."""
        self._colours = {label.name: label.colour for label in labels}
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._make_painters()
        self.refresh()
        self.update()

    def zoom(self) -> int:
        """The zoom in percent."""
        return self._percent

    def set_zoom(self, percent: int) -> None:
        """Set the size of everything, 50 to 300 percent. What was at the top stays there."""
        percent = max(SMALLEST_ZOOM, min(LARGEST_ZOOM, percent))
        if percent != self._percent:
            self._percent = percent
            self._set_sizes()
            self.zoomed.emit(percent)

    def set_type(self, setting: Type) -> None:
        """Set size, measure and line height of the text. What was at the top stays there."""
        if setting != self._type:
            self._type = setting
            self._set_sizes()

    def _set_sizes(self) -> None:
        position = self.scroll_position()
        self._sizes = Sizes.at(self._percent, self._type)
        self._make_painters()
        self._lay_out()
        self.set_scroll_position(position)

    def show_misfits(self, changed: Iterable[str], misfits: Mapping[str, frozenset[PartRef]]) -> None:
        """Mark the parts of these items that training would drop; ``changed`` are the ids to be painted again."""
        self._misfits = misfits
        if self._session is not None:
            items = [item for id in changed if (item := self._session.item(id)) is not None]
            seen = [item for item in items if self._scene is None or self._scene.reaches(item.body.bounds)]
            self._repaint([item.id for item in seen], [item.body.bounds for item in seen])

    def set_show_rejected(self, on: bool) -> None:
        """Whether rejected suggestions are shown, quietly."""
        self._show_rejected = on
        self.refresh()

    def set_show_decided(self, on: bool) -> None:
        """Whether what is decided is shown, or only what is still to be decided and what is selected."""
        self._show_decided = on
        self.refresh()
        self.hiding_changed.emit()

    def hidden_count(self) -> int:
        """How many annotations are not seen because they are decided."""
        return 0 if self._show_decided or self._session is None else self._session.standing_count()

    def set_found(self, found: Found | None) -> None:
        """Show the hits of a search, or none."""
        self._found = found
        self.viewport().update()

    # -------------------------------------------------------------------------------------------------- laying out

    def _make_painters(self) -> None:
        self._text_painter = TextPainter(self._theme, self._sizes)
        self._page_painter = PagePainter(self._theme, self._sizes)

    def _lay_out(self) -> None:
        """Make the document anew: cheaper than to change one that is laid out."""
        self._scene = None
        self._page = Page.fitted(self._desk_width(), self._sizes)
        self._headline = self._session is not None and has_headline(self._session)
        old = self.findChildren(QTextDocument, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self.setDocument(QTextDocument(self))  # what is gone need not be laid out for the new width
        self._stand()
        self.setDocument(paper(self._session, self._sizes, self._page, self))
        for document in old:
            document.deleteLater()
        self._text_changed()
        self.viewport().update()

    def _text_changed(self) -> None:
        """The document is a new one; for those who told the old one something."""

    def _desk_width(self) -> int:
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def _stand(self) -> None:
        """Put the viewport where the page lies: in the middle of the desk."""
        beside = max(0, self._desk_width() - self._page.width) if self._session else 0
        self.setViewportMargins(beside // 2, 0, beside - beside // 2, 0)

    def _resized(self) -> None:
        page = Page.fitted(self._desk_width(), self._sizes)
        if page != self._page and self._session is not None:
            position = self.scroll_position()
            self._lay_out()
            self.set_scroll_position(position)
        self._page = page
        self._stand()
        self._scene = None

    def event(self, event: QEvent) -> bool:
        """Events of the desk around the page; those of the page come through the viewport."""
        kind = event.type()
        if kind is QEvent.Type.Resize:
            self._resized()
        elif kind is QEvent.Type.Paint:
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), self._theme.colour("desk"))
            return True
        elif kind is QEvent.Type.Wheel:
            return self.viewportEvent(event)
        elif kind in (QEvent.Type.ShortcutOverride, QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            # Keys belong to the window; and the article has its own font, whatever a style sheet says.
            event.ignore()
            return False
        return super().event(event)

    # --------------------------------------------------------------------------------------------------- scrolling

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._scene = None
        super().scrollContentsBy(dx, dy)

    def scroll_to(self, offset: int) -> None:
        """Bring an offset into sight, a third down the view; leave everything as it is when it is in sight."""
        if self._session is None:
            return
        place = lines.place(self.document(), self._session.index, offset)
        top, height, room = self._top(), self.viewport().height(), self._sizes.pitch
        if not top + room <= place.baseline <= top + height - room:
            self._go(place.baseline - height / 3)

    def first_visible_offset(self) -> int:
        """The first offset of the first line that is wholly in sight."""
        rows = self._sight().rows
        top = self._top()
        whole = (row.start for row in rows if row.baseline - self._sizes.rise(self._sizes.em) >= top)
        return next(whole, rows[-1].start if rows else 0)

    def scroll_position(self) -> int:
        """Where in the article the view stands, to be given to ``set_scroll_position`` another day."""
        return self.first_visible_offset() if self._top() > 0 else 0

    def set_scroll_position(self, position: int) -> None:
        """Go where ``scroll_position`` said, whatever size and zoom the window has now."""
        if self._session is None:
            return
        position = max(0, min(position, self._session.index.length))
        place = lines.place(self.document(), self._session.index, position)
        self._go(place.baseline - self._sizes.rise(self._sizes.em) - self._sizes.px(8) if position else 0)

    def _range_changed(self, _low: int, high: int) -> None:
        self.verticalScrollBar().setEnabled(high > 0)  # a bar with nothing to scroll shows no handle

    def _go(self, top: float) -> None:
        bar = self.verticalScrollBar()
        if top > bar.maximum():
            # Qt lays a long text out in the background; to go further than that, it has to be done now.
            height = self.document().documentLayout().documentSize().height()
            bar.setMaximum(max(bar.maximum(), round(height) - self.viewport().height()))
        bar.setValue(round(min(top, bar.maximum())))

    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _page_bottom(self) -> float:
        """Where the page ends; a short one reaches down to the end of the desk."""
        return self.verticalScrollBar().maximum() + self.viewport().height() - self._page.desk

    # ---------------------------------------------------------------------------------------------------- the scene

    def _stage(self) -> Stage:
        assert self._session is not None
        lowest = self._page_bottom() - self._sizes.px(6)
        return Stage(
            self.document(), self._session, self._sizes, self._page, self._headline,
            self._text_painter.tag_width, self._page_painter.note_type, lowest, self._near,
        )  # fmt: skip

    def _sight(self) -> Scene:
        """What is in sight, worked out once until something changes."""
        if self._session is None:
            return Scene()
        if self._scene is None or self._stale:
            self._stale = False
            self._scene = self._scene_in_sight()
            self._near = self._scene.rows[0].block if self._scene.rows else 0
        return self._scene

    def _scene_in_sight(self) -> Scene:
        return self._stage().scene(self._shown(), self._top(), self._top() + self.viewport().height())

    def _shown(self) -> Shown:
        return Shown(
            self._colours, self._selected, self._part, self._show_rejected, self._show_decided, self._dragged,
            self._misfits,
        )  # fmt: skip

    def _repaint(self, ids: Iterable[str], spans: Iterable[Span]) -> None:
        """Paint again the lines of some spans, or all that is in sight where more than entities has changed."""
        scene, shown = self._scene, self._shown()
        found = None if self._stale else patched(self._stage(), scene, shown, ids, spans)
        if found is None:
            self._paint_anew()
        else:
            self._take(Patch(scene, shown, *found))

    def _take(self, patch: Patch) -> None:
        self._scene = patch.after
        if patch.stretches is None:
            self.viewport().update()
            return
        for start, end in patch.stretches:
            self._repaint_lines(start, end)

    def _paint_anew(self) -> None:
        self._stale = True
        self.viewport().update()

    def _repaint_lines(self, start: int, end: int) -> None:
        if self._session is None or not self.isVisible():
            return
        seen = self._scene if self._scene is not None else self._sight()
        rows = [row for row in seen.rows if row.start <= end and start <= row.end]
        if rows:
            em = self._stage().em(rows[0].block)
            top, bottom = rows[0].baseline - self._sizes.above(em), rows[-1].baseline + self._sizes.below
            left, right = self._page.between_margins(self._sizes)
            self.viewport().update(QRect(left, round(top) - self._top(), right - left, round(bottom - top)))

    # ----------------------------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            if self._session is None:
                self._page_painter.empty(painter, QRectF(self.viewport().rect()))
            else:
                painter.translate(0, -self._top())
                self._paint_article(painter, QRectF(event.rect().translated(QPoint(0, self._top()))))

    def paint_now(self) -> None:
        """Paint what is waiting to be painted, without waiting for the event loop to come round to it."""
        QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest)

    def _paint_article(self, painter: QPainter, clip: QRectF) -> None:
        assert self._session is not None
        stage, page = self._stage(), self._page
        top, bottom = clip.top() - self._sizes.below, clip.bottom() + self._sizes.above(self._sizes.headline_em)
        scene = self._sight().between(top, bottom)
        self._page_painter.page(painter, page, self._page_bottom(), clip)
        selection = []
        if self._anchor != self._caret:
            chosen = [(min(self._anchor, self._caret), max(self._anchor, self._caret))]
            selection = lines.rows(self.document(), self._session.index, top, bottom, chosen, self._near)
        self._text_painter.under(painter, stage, scene, selection, self._found_rows(top, bottom))
        painter.setPen(self._theme.colour("ink"))
        letters = self._sizes.px(4)  # an accent or a descender may stick out of its line, but hardly by more
        lines.draw_text(self.document(), painter, clip.top() - letters, clip.bottom() + letters, self._near)
        self._text_painter.over(painter, scene)
        left, right = page.between_margins(self._sizes)
        if clip.left() < left or right < clip.right():
            self._page_painter.margins(painter, page, scene)
        signs.paint(painter, self._theme, self._sizes, page, scene)
        if top < stage.meta_baseline() < bottom:
            self._page_painter.meta(painter, page, stage.meta_baseline(), meta_line(self._session.info))
        self._text_painter.handles(painter, scene.boxes)
        if not self._caret_is_at_handle(scene):
            place = lines.place(self.document(), self._session.index, self._caret)
            self._text_painter.caret(painter, place, stage.em(place.block), self.hasFocus())

    def _found_rows(self, top: float, bottom: float) -> FoundRows | None:
        if self._found is None or self._session is None:
            return None
        from gui.article.found import FoundRows

        return FoundRows.in_sight(self._found, self.document(), self._session.index, self._sight().rows, top, bottom)

    def _caret_is_at_handle(self, scene: Scene) -> bool:
        """Whether a handle of the selected item shows the caret's place already."""
        return any(box.mark.current and self._caret in (box.mark.span.start, box.mark.span.end) for box in scene.boxes)
