"""The labels with their colours and keys; a click does what the key does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.records import Label
from gui.actions import BY_ID
from gui.keymap import short
from gui.label_set import guideline
from gui.look import Look
from gui.panels.measured import MeasuredLabel
from gui.parts import repolish
from gui.picker import draw_key
from gui.theme import Theme

_HEIGHT = 25
_BORDER = 1  # the style sheet's


class LabelRow(QPushButton):
    """A spot in the label's colour, its name, and the key at the right.

    All of it is the button's icon, drawn when it comes to look otherwise. A dozen rows move whenever the words above
    have other lines, and Qt paints icons without asking Python, which a key on its way may be using.
    """

    def __init__(self, look: Look, text: str, colour: str, key: str, tip: str) -> None:
        super().__init__()
        self._look, self._text, self._colour, self._key = look, text, colour, key
        self.setObjectName("labelRow")
        self.setAccessibleName(f"{text}, key {key}" if key else text)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)  # else a column that is being laid out squeezes it on its way
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the focus from the article
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_current(self, current: bool) -> None:
        if bool(self.property("current")) is not current:
            self.setProperty("current", current)
            repolish(self)
            self.draw_anew()

    def sizeHint(self) -> QSize:
        return QSize(180, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.draw_anew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw_anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange):
            self.draw_anew()

    def draw_anew(self) -> None:
        """The row looks otherwise now, or the theme does; it is drawn when it is there to be seen."""
        if not self.isVisible():
            return
        rect = self.rect().adjusted(_BORDER, _BORDER, -_BORDER, -_BORDER)
        scale = self.devicePixelRatio()
        drawn = QPixmap(rect.size() * scale)
        drawn.setDevicePixelRatio(scale)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            painter.translate(-rect.topLeft())
            self._draw(painter, self._look.theme, self.rect())
        self.setIconSize(rect.size())
        self.setIcon(QIcon(drawn))

    def _draw(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._spot())
        painter.drawRoundedRect(QRect(6, rect.center().y() - 5, 11, 11), 3, 3)
        painter.setPen(theme.colour("ink"))
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setBold(bool(self.property("current")))
        painter.setFont(font)
        painter.drawText(rect.adjusted(28, 0, -40, 0), Qt.AlignmentFlag.AlignVCenter, self._text)
        if self._key:
            draw_key(painter, self._key, rect.right() - 4, rect, theme.colour("border"), theme.colour("muted"))

    def _spot(self) -> QColor:
        theme = self._look.theme
        return theme.colour(self._colour[1:]) if self._colour.startswith("@") else theme.label(self._colour)


class LabelList(QWidget):
    """The labels that have keys, the way to all others, and the parts of a quote."""

    action_clicked = Signal(str)  # an action's id

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: dict[str, LabelRow] = {}
        self._labels: dict[str, Label] = {}
        self.at_hand = MeasuredLabel(role="muted", says="Guideline")  # stands below, so that no row moves
        self.at_hand.hide()
        look.changed.connect(self._draw_anew)

    def _draw_anew(self) -> None:
        for row in self.rows.values():
            row.draw_anew()

    def fill(self, labels: Sequence[Label]) -> None:
        for row in self.rows.values():
            row.deleteLater()
            self._column.removeWidget(row)
        self.rows.clear()
        self._labels = {label.name: label for label in labels}
        keyed = sorted((one for one in labels if one.key and not one.retired), key=lambda known: known.key.upper())
        for label in keyed:
            action = f"label_{label.key.upper()}"
            if action in BY_ID:
                self._add(action, label.name, label.colour, short(action), guideline.whole(label))
        self._add("label", "Other label…", "grey", short("label"), "Choose any label by typing its first letters")
        self._add("content", "Quote content", "@quote", short("content"), "The selected text is what was said")
        self._add("source", "Source", "@quote", short("source"), "The selected text names who said it")
        self._add("cue", "Cue", "@quote", short("cue"), "The selected text says that it was said")

    def _add(self, action: str, text: str, colour: str, key: str, tip: str) -> None:
        row = LabelRow(self._look, text, colour, key, tip)
        row.clicked.connect(lambda _checked=False: self.action_clicked.emit(action))
        self.rows[action] = row
        self._column.addWidget(row)

    def mark(self, label: str | None) -> None:
        """Show which label the selected entity has, and what its guideline says."""
        for row in self.rows.values():
            row.set_current(row._text == label)
        known = self._labels.get(label or "")
        told = guideline.html(known) if known is not None else ""
        self.at_hand.setText(told)
        self.at_hand.setVisible(bool(told))
