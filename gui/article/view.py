"""What the window knows of the article on screen: signals, selection, caret; keys and mouse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, QRectF, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QApplication, QToolTip, QWidget

from core.bodies import PartRef, Span
from core.records import Label
from core.session import Session
from gui.article import hit
from gui.article.hit import Handle
from gui.article.pointer import Pointer
from gui.article.selecting import SelectingSheet
from gui.article.tips import tip

if TYPE_CHECKING:
    from gui.article.carrying import Carried, Carrying

_ZOOM_STEP = 10  # percent for a notch of the wheel
_NOTCH = 120
_AUTOSCROLL = 30  # milliseconds

_SCROLL_KEYS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class ArticleView(SelectingSheet):
    """Shows one session. It edits nothing: it says by signals what the editor points at.

    Offsets are code points, always. Keys other than those that scroll are left to the window.
    """

    item_selected = Signal(str)  # id of the item that was clicked, "" for none
    item_activated = Signal(str)  # id of the entity, or of the quote by its note, that was double-clicked
    marked = Signal()  # text was selected by the mouse, which has been let go
    boundary_dragged = Signal(str, object, object)  # id, PartRef, the new Span
    source_dropped = Signal(str, object)  # id of the quote, and what was Carried there
    context_requested = Signal(str, QPoint)  # id or "", global position

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = Pointer(self)
        self._carrying: Carrying | None = None
        self.viewport().setAcceptDrops(True)  # speakers; all else that is dropped here is the window's
        self._autoscroll = QBasicTimer()
        self._held = QPoint()  # where the mouse was last while a button was down
        self.setAccessibleName("Article")
        self._describe()

    def set_session(self, session: Session | None, labels: Iterable[Label]) -> None:
        """Show an article from its top, or the empty desk; of the same session again, only take the labels' colours."""
        if session is None or session is not self._session:
            self._settled = (0, 0)
            self._pointer.forget()
        super().set_session(session, labels)
        self._describe()

    def _describe(self) -> None:
        if self._session is None:
            self.setAccessibleDescription("No article is open.")
        else:
            info = self._session.info
            self.setAccessibleDescription(f"{info.headline}. {info.length:,} characters. Read-only.")

    # ----------------------------------------------------------------------------------- what the pointer asks and does

    def article_text(self) -> str:
        return self._session.text if self._session else ""

    def gap_at(self, point: QPoint) -> int:
        """The gap between characters that is nearest to a point."""
        return self._under(point).caret

    def items_under(self, point: QPoint) -> list[str]:
        return self.item_at(point)

    def handle_at(self, point: QPoint) -> Handle | None:
        return hit.handle(self._sight(), point.x(), point.y() + self._top())

    def click_item(self, id: str | None) -> None:
        self.select_item(id, scroll=False)
        self.item_selected.emit(id or "")

    def show_dragged(self, dragged: tuple[PartRef, Span] | None) -> None:
        self._dragged = dragged
        self.refresh()

    def drop_boundary(self, part: PartRef, span: Span) -> None:
        self.boundary_dragged.emit(self._selected or "", part, span)

    @property
    def carrying(self) -> Carrying:
        """What is carried over the article; made when something first is."""
        if self._carrying is None:
            from gui.article.carrying import Carrying

            self._carrying = Carrying(self)
        return self._carrying

    def carried_at(self, point: QPoint) -> Carried | None:
        return self.carrying.at(point)

    def carry(self, point: QPoint, carried: Carried) -> None:
        self.carrying.over(point, carried)

    def drop(self, point: QPoint, carried: Carried) -> None:
        target = self.carrying.over(point, carried)
        self.carrying.clear()
        if target is not None:
            self.source_dropped.emit(target, carried)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._dragged_over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._dragged_over(event)

    def _dragged_over(self, event: QDragMoveEvent) -> None:
        """A speaker is dragged here from a list; only a quote takes one."""
        carried = _speaker_in(event)
        if carried is None:
            event.ignore()
        else:
            self.carry(event.position().toPoint(), carried)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.carrying.clear()

    def dropEvent(self, event: QDropEvent) -> None:
        carried = _speaker_in(event)
        if carried is None:
            event.ignore()
        else:
            event.acceptProposedAction()
            self.drop(event.position().toPoint(), carried)

    def _paint_article(self, painter: QPainter, clip: QRectF) -> None:
        super()._paint_article(painter, clip)
        if self._carrying is not None:
            self._carrying.paint(painter, self._sight())

    # ------------------------------------------------------------------------------------------------------ events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._session is not None:
            self._pointer.press(event.position().toPoint(), event.modifiers(), self._anchor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._held = point
            self._pointer.move(point, event.modifiers())
            outside = not 0 <= point.y() < self.viewport().height()
            if outside and self._pointer.dragging:
                self._autoscroll.start(_AUTOSCROLL, self)
            else:
                self._autoscroll.stop()
        else:
            self._show_cursor_for(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._autoscroll.stop()
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.release(event.position().toPoint())
            if self.selected_span() is not None:
                self.marked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Pick the token; say so when it is an entity's, or when it is a note."""
        if self._session is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        stage, scene = self._stage(), self._sight()
        notes = list(hit.margin_items(stage, scene, point.x(), point.y() + self._top()))
        if notes:
            self.item_activated.emit(notes[0])
            return
        self._pointer.pick_token(point)
        character = self._under(point).character
        if character is not None:
            found = self._session.at(character, rejected=self._show_rejected)
            if found and found[0].body.layer == "entity":
                self.item_activated.emit(found[0].id)
        if self.selected_span() is not None:
            self.marked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Select what the menu will be about, with the part that was clicked, unless it is about the selected text."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.point_of(self._caret))
            self.context_requested.emit(self._selected or "", where)
            return
        found = self.item_at(event.pos())
        span, character = self.selected_span(), self._under(event.pos()).character
        on_selection = span is not None and character is not None and span.contains(character)
        if not on_selection and (found or character is not None):
            gap = self.gap_at(event.pos())
            self.show_selection(gap, gap)
            self.settle()
            if found:
                self.click_item(self._selected if self._selected in found else found[0])
        id = self._selected if self._selected in found else None
        self.context_requested.emit(id or "", event.globalPos())

    def _show_cursor_for(self, point: QPoint) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._session is not None:
            stage, scene, y = self._stage(), self._sight(), point.y() + self._top()
            if hit.handle(scene, point.x(), y) is not None:
                shape = Qt.CursorShape.SizeHorCursor
            elif any(hit.margin_items(stage, scene, point.x(), y)):
                shape = Qt.CursorShape.PointingHandCursor
            elif self._page.text <= point.x() < self._page.text + self._page.measure:
                shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in words what the item under the resting mouse is."""
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent) or self._session is None:
            return super().viewportEvent(event)
        found = self.item_at(event.pos())
        item = self._session.item(found[0]) if found else None
        words = ""
        if item is not None:
            words = tip(item, self._session.text, item.id in self._misfits, self._session.remarks)
        QToolTip.showText(event.globalPos(), words, self.viewport())
        return True

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll on while the mouse is held beyond the edge."""
        if event.timerId() != self._autoscroll.timerId():
            super().timerEvent(event)
            return
        point = self._held
        beyond = point.y() if point.y() < 0 else max(0, point.y() - self.viewport().height())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + beyond // 2)
        self._pointer.move(point, QApplication.keyboardModifiers())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / _NOTCH
            self.set_zoom(self.zoom() + round(notches * _ZOOM_STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll; every other key is the window's."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        if key in _SCROLL_KEYS and plain:
            if key is Qt.Key.Key_End:
                self._go(float("inf"))
            self.verticalScrollBar().triggerAction(_SCROLL_KEYS[key])
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_lines(self._caret, self._caret)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_lines(self._caret, self._caret)


def _speaker_in(event: QDropEvent) -> Carried | None:
    from gui.article.carrying import MIME, Carried

    data = event.mimeData()
    return Carried(bytes(data.data(MIME).data()).decode("utf-8")) if data.hasFormat(MIME) else None
