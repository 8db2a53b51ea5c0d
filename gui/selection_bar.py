"""A small bar at text that the mouse has selected: the labels and the parts of a quote, each with its key.

It is a child of the article and takes no focus, so that every key goes where it went before; and it goes by itself when
the selection changes, when a key is pressed, when the article is scrolled or left.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from core.records import Label
from gui.article.view import ArticleView
from gui.look import Look
from gui.picker import draw_key

_PARTS = (("content", "Content", "C"), ("source", "Source", "S"), ("cue", "Cue", "V"), ("label", "Other…", "L"))
_IN_A_ROW = 5
_AWAY = 10  # pixels from the selected text
_SILENT_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class BarButton(QPushButton):
    """A spot in the label's colour, a name, and its key."""

    def __init__(self, look: Look, name: str, key: str, colour: str, tip: str) -> None:
        super().__init__()
        self._look, self._name, self._key, self._colour = look, name, key, colour
        self.setObjectName("barButton")
        self.setAccessibleName(f"{name}, key {key}" if key else name)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        room = 22 if self._key else 0
        return QSize(self.fontMetrics().horizontalAdvance(self._name) + 34 + room, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, rect = self._look.theme, self.rect()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.label(self._colour)) if self._colour else theme.colour("quote"))
            painter.drawRoundedRect(8, rect.center().y() - 3, 8, 8, 2, 2)
            font = QFont(self.font())
            font.setPixelSize(13)
            painter.setFont(font)
            painter.setPen(theme.colour("ink"))
            painter.drawText(rect.adjusted(22, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self._name)
            if self._key:
                draw_key(painter, self._key, rect.right() - 4, rect, theme.colour("border"), theme.colour("muted"))


class SelectionBar(QFrame):
    """``chosen`` is called with an action's id, or with ``label:`` and a label's name."""

    def __init__(self, article: ArticleView, look: Look, chosen: Callable[[str], None]) -> None:
        super().__init__(article)
        self._article, self._look, self._chosen = article, look, chosen
        self._labels: tuple[Label, ...] = ()
        self.buttons: dict[str, BarButton] = {}
        self.setObjectName("selectionBar")
        self.setAccessibleName("Labels for the selected text")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(5, 5, 5, 5)
        self._grid.setSpacing(2)
        article.text_selected.connect(lambda _start, _end: self.hide())
        article.context_requested.connect(lambda _id, _where: self.hide())
        article.verticalScrollBar().valueChanged.connect(lambda _value: self.hide())
        article.installEventFilter(self)
        self.hide()

    def offer(self, labels: tuple[Label, ...]) -> None:
        """Show the labels that have a key, and the parts of a quote, at the selected text."""
        span = self._article.selected_span()
        if span is None:
            return
        self._fill(labels)
        self.adjustSize()
        start, end = self._article.point_of(span.start), self._article.point_of(span.end)
        viewport = self._article.viewport()
        room = 2 * self._article.fontMetrics().height()
        left = start.x() if abs(start.y() - end.y()) < room else min(start.x(), end.x())
        corner = viewport.mapTo(self._article, QPoint(left, start.y() - room // 2 - _AWAY - self.height()))
        if corner.y() < 0:
            corner = viewport.mapTo(self._article, QPoint(left, end.y() + room // 2 + _AWAY))
        corner.setX(max(4, min(corner.x(), self._article.width() - self.width() - 20)))
        corner.setY(max(4, min(corner.y(), self._article.height() - self.height() - 4)))
        self.move(corner)
        self.show()
        self.raise_()

    def _fill(self, labels: tuple[Label, ...]) -> None:
        if labels == self._labels and self.buttons:
            return
        self._labels = labels
        for made in self.buttons.values():
            self._grid.removeWidget(made)
            made.deleteLater()
        self.buttons.clear()
        keyed = [label for label in labels if label.key and not label.retired]
        for nth, label in enumerate(keyed):
            self._add(f"label:{label.name}", label.name, label.key, label.colour, label.guideline, nth)
        row = -(-len(keyed) // _IN_A_ROW) * _IN_A_ROW
        for nth, (action, name, key) in enumerate(_PARTS):
            colour = "grey" if action == "label" else ""
            self._add(action, name, key, colour, "", row + nth)

    def _add(self, action: str, name: str, key: str, colour: str, tip: str, nth: int) -> None:
        made = BarButton(self._look, name, key, colour, tip)
        made.clicked.connect(lambda _checked=False: self._choose(action))
        self.buttons[action] = made
        self._grid.addWidget(made, *divmod(nth, _IN_A_ROW))

    def _choose(self, action: str) -> None:
        self.hide()
        self._chosen(action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when a key is pressed or the article is left; nothing is taken from anybody."""
        kind = event.type()
        if not self.isVisible():
            return False
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            if event.key() not in _SILENT_KEYS:  # type: ignore[attr-defined]
                self.hide()
        elif kind in (QEvent.Type.Resize, QEvent.Type.Hide) or (
            kind is QEvent.Type.FocusOut and not self._article.window().isActiveWindow()
        ):
            self.hide()
        return False
