"""Choosing a label's colour: the themes' own, or one for light and one for dark paper; seen on both at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.colours import IN_WORDS, simulated
from core.labels import COLOURS, marked
from core.records import Example, Label
from gui.label_set.papers import better_colour, concerns, papers
from gui.look import Look
from gui.parts import button, muted
from gui.parts import label as words
from gui.theme import Theme, load_theme

_IN_A_ROW = 9


class Swatch(QPushButton):
    """One colour role of the themes; it can be checked, and says its name."""

    def __init__(self, look: Look, colour: str) -> None:
        super().__init__()
        self._look, self.colour = look, colour
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(colour)
        self.setToolTip(colour.capitalize())
        self.setFixedSize(QSize(26, 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.label(self.colour))
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -4, -4), 5, 5)
            if self.isChecked() or self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(theme.colour("focus" if self.hasFocus() else "ink"))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 7, 7)


class Sample(QWidget):
    """A mention with the label as the article shows it, on light and on dark paper, for any eyes."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The label on light and on dark paper")
        self._label = Label("", "grey")
        self.blindness = ""
        self.setFixedHeight(66)

    def show_label(self, label: Label, blindness: str) -> None:
        self._label, self.blindness = label, blindness
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            half = (self.width() - 8) // 2
            for nth, (theme, _) in enumerate(papers()):
                self._paint_on(painter, theme, QRect(nth * (half + 8), 0, half, self.height()))

    def _paint_on(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        colour = QColor(simulated(theme.label(self._label.colour).name(), self.blindness))
        fill = QColor(colour)
        fill.setAlphaF(theme.fills["label"] / 100)
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 6, 6)
        example = next((one for one in self._label.examples if one.good), Example("a [mention] of it"))
        before, mention, after = marked(example)
        font = QFont("Source Serif Pro")
        font.setPixelSize(16)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        left, top = rect.left() + 14, rect.top() + 12
        painter.setClipRect(rect.adjusted(2, 2, -8, -2))
        painter.setPen(theme.colour("ink"))
        painter.drawText(left, top + metrics.ascent(), before)
        left += metrics.horizontalAdvance(before)
        box = QRect(left, top - 1, metrics.horizontalAdvance(mention), metrics.height() + 3)
        painter.fillRect(box, fill)
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 2), colour)
        painter.drawText(left, top + metrics.ascent(), f"{mention}{after}")
        small = QFont("Source Sans Pro")
        small.setPixelSize(11)
        small.setBold(True)
        painter.setFont(small)
        painter.setPen(colour)
        painter.drawText(left, box.bottom() + 15, self._label.name)
        painter.setClipping(False)


class ColourBox(QWidget):
    """``chosen`` carries the colour as a label has it."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._label = Label("", "grey")
        self.labels: tuple[Label, ...] = ()
        self.swatches = [Swatch(look, colour) for colour in COLOURS]
        grid = QGridLayout()
        grid.setSpacing(2)
        for nth, swatch in enumerate(self.swatches):
            swatch.clicked.connect(lambda _on=False, colour=swatch.colour: self.chosen.emit(colour))
            grid.addWidget(swatch, nth // _IN_A_ROW, nth % _IN_A_ROW)
        roles = QHBoxLayout()
        roles.setSpacing(4)
        roles.addLayout(grid)
        roles.addSpacing(8)
        self.on_light = button("On light…", lambda: self._pick(0), tip="Choose any colour for light paper")
        self.on_dark = button("On dark…", lambda: self._pick(1), tip="Choose any colour for dark paper")
        self.better = button("Suggest", self._suggest, tip="A colour that can be read and told from all others")
        for made in (self.on_light, self.on_dark, self.better):
            roles.addWidget(made)
        roles.addStretch(1)
        self.sample = Sample()
        self.eyes = QHBoxLayout()
        self.eyes.setSpacing(4)
        self._eyes: list[QPushButton] = []
        for blindness, what in (("", "All colours"), *((name, name.capitalize()) for name in IN_WORDS if name)):
            self._eyes.append(self._eye(blindness, what))
            self.eyes.addWidget(self._eyes[-1])
        self.eyes.insertWidget(0, words("Seen with:", role="muted"))
        self.eyes.addStretch(1)
        self.told = muted()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(roles)
        column.addWidget(self.sample)
        column.addLayout(self.eyes)
        column.addWidget(self.told)
        look.changed.connect(self.update)

    def _eye(self, blindness: str, what: str) -> QPushButton:
        made = button(
            what, lambda: self._see(blindness), role="pill", tip=f"The sample as it looks {IN_WORDS[blindness]}"
        )
        made.setCheckable(True)
        made.setChecked(not blindness)
        made.setProperty("blindness", blindness)
        return made

    def show_label(self, label: Label, labels: Sequence[Label]) -> None:
        self._label, self.labels = label, tuple(labels)
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == label.colour)
        self.sample.show_label(label, self.sample.blindness)
        found = concerns(label, labels)
        theme = self._look.theme
        self.told.setText(
            " ".join(found) if found else "It can be read on light and on dark paper, and told from all others."
        )
        self.told.setStyleSheet(f"color: {theme.colours['warn' if found else 'muted']}")
        self.better.setEnabled(bool(found))

    def _see(self, blindness: str) -> None:
        for made in self._eyes:
            made.setChecked(made.property("blindness") == blindness)
        self.sample.show_label(self._label, blindness)

    def _suggest(self) -> None:
        self.chosen.emit(better_colour(self._label, self.labels))

    def _pick(self, which: int) -> None:
        pair = [load_theme(name).label(self._label.colour).name() for name in ("light", "dark")]
        dialog = QColorDialog(QColor(pair[which]), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setWindowTitle(f"{self._label.name} on {('light', 'dark')[which]} paper")

        def take(colour: QColor) -> None:
            pair[which] = colour.name()
            self.chosen.emit("/".join(pair))

        dialog.colorSelected.connect(take)
        dialog.open()
