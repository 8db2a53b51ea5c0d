"""The line along which one goes through an article's past: a tick for each revision, two buttons, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from core.records import Revision
from gui.history.moments import moment
from gui.look import Look
from gui.parts import button, label

_EDGE, _KNOB, _CLOSEST = 11, 8.5, 5  # pixels: beside the line, the knob's radius, the least between two ticks


class MomentSlider(QSlider):
    """One step for each revision."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setAccessibleName("Revision")
        self.setPageStep(10)
        self.setMinimumHeight(34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def place(self, value: int) -> float:
        """Where a value stands, in pixels from the left."""
        steps = max(1, self.maximum() - self.minimum())
        return _EDGE + (self.width() - 2 * _EDGE) * (value - self.minimum()) / steps

    def _value_at(self, x: float) -> int:
        share = (x - _EDGE) / max(1, self.width() - 2 * _EDGE)
        return self.minimum() + round(max(0.0, min(1.0, share)) * (self.maximum() - self.minimum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().x()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, middle = self._look.theme, self.height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("handle"))
            painter.drawRoundedRect(QRectF(_EDGE - 2, middle - 1.75, self.width() - 2 * _EDGE + 4, 3.5), 2, 2)
            painter.setPen(QPen(theme.colour("muted"), 1.4))
            last = -float(_CLOSEST)
            for value in range(self.minimum(), self.maximum() + 1):
                x = self.place(value)
                if x - last >= _CLOSEST:
                    painter.drawLine(QPointF(x, middle - 5.5), QPointF(x, middle + 5.5))
                    last = x
            if self.maximum() >= self.minimum() and self.isEnabled():
                painter.setPen(QPen(theme.colour("ink" if self.hasFocus() else "panel"), 2))
                painter.setBrush(theme.colour("accent"))
                painter.drawEllipse(QPointF(self.place(self.value()), middle), _KNOB, _KNOB)


class TravelBar(QWidget):
    """Where one is, the slider, ◀ ▶, and “Restore to here”."""

    moved = Signal(int)  # the number of the revision

    def __init__(self, look: Look, restore: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("travelBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._revisions: Sequence[Revision] = ()
        self.where = label(says="Moment")
        self.where.setMinimumWidth(200)
        self.slider = MomentSlider(look)
        self.back = button("◀", lambda: self.step(-1), tip="The revision before (←)", name="stepBack")
        self.on = button("▶", lambda: self.step(1), tip="The next revision (→)", name="stepOn")
        tip = "Put the article back to this moment, as a new revision (Shift+R)"
        self.restore = button("Restore to here", restore, tip=tip, name="restore")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 9, 20, 9)
        row.setSpacing(8)
        row.addWidget(self.where)
        row.addWidget(self.slider, 1)
        row.addSpacing(8)
        for one in (self.back, self.on, self.restore):
            row.addWidget(one)
        self.slider.valueChanged.connect(self._moved)
        self.show_revisions((), 0)

    def show_revisions(self, revisions: Sequence[Revision], number: int) -> None:
        """The revisions of an article, the oldest first, and at which of them one is."""
        self._revisions = revisions
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(revisions) - 1))
        places = {revision.id: place for place, revision in enumerate(revisions)}
        self.slider.setValue(places.get(number, 0))
        self.slider.blockSignals(False)
        self._tell()

    def number(self) -> int | None:
        """At which revision one is."""
        return self._revisions[self.slider.value()].id if self._revisions else None

    def step(self, step: int) -> None:
        self.slider.setValue(self.slider.value() + step)

    def _moved(self, _value: int) -> None:
        self._tell()
        number = self.number()
        if number is not None:
            self.moved.emit(number)

    def _tell(self) -> None:
        there, value = bool(self._revisions), self.slider.value()
        self.setEnabled(there)
        self.back.setEnabled(there and value > 0)
        self.on.setEnabled(there and value < self.slider.maximum())
        self.restore.setEnabled(there and value < self.slider.maximum())
        revision = self._revisions[value] if there else None
        self.where.setText(f"{moment(revision.at)} · revision {revision.id}" if revision is not None else "")
        self.slider.setAccessibleDescription(self.where.text())
        self.slider.update()
