"""One label as a form. What is changed takes effect at once, as a revision; what is refused stays, to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.counted import counted
from core.queries import LabelUse
from core.records import Example, Label
from gui.actions import LABEL_KEYS
from gui.label_set.colour import ColourBox
from gui.label_set.listing import state_of
from gui.look import Look
from gui.parts import label as words
from gui.parts import muted

_NO_KEY = "none"


class Lines(QPlainTextEdit):
    """A few lines to type; ``left`` when one is done with them. Tab goes on, as in a form."""

    left = Signal()

    def __init__(self, says: str, hint: str, height: int) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Return and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
            return
        super().keyPressEvent(event)


class LabelForm(QWidget):
    """``changed`` carries the label as it should be; nothing where nothing differs."""

    changed = Signal(object)  # Label

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._label: Label | None = None
        self.heading = words(role="title")
        self.used = muted()
        self.title = QLineEdit(placeholderText="What people read instead, such as “Organisation”")
        self.title.setAccessibleName("Title")
        self.title.editingFinished.connect(self.flush)
        self.key = QComboBox()
        self.key.setAccessibleName("Key")
        self.key.activated.connect(lambda _row: self.flush())
        self.colour = ColourBox(look)
        self.colour.chosen.connect(self._recolour)
        self.guideline = Lines("Guideline", "When is something one of these? The first sentence is shown at hand.", 62)
        self.good = Lines("Examples of what it is", "He flew to [Beirut].", 62)
        self.bad = Lines("Examples of what it is not", "the [Orontes] river", 62)
        for lines in (self.guideline, self.good, self.bad):
            lines.left.connect(self.flush)
        examples = QHBoxLayout()
        examples.setSpacing(10)
        for heading, lines in (("Is one", self.good), ("Is none", self.bad)):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(muted(f"{heading}: a line each, the mention in [brackets]", wrap=False))
            column.addWidget(lines)
            examples.addLayout(column)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow("Title", self.title)
        form.addRow("Key", self.key)
        form.addRow("Colour", self.colour)
        form.addRow("Guideline", self.guideline)
        form.addRow("Examples", examples)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.used)
        column.addSpacing(6)
        column.addLayout(form)

    def show_label(self, label: Label | None, labels: Sequence[Label], use: LabelUse | None) -> None:
        """Fill the form, unless it shows this very label already and somebody may be typing in it."""
        self.setEnabled(label is not None)
        self.used.setText(told(label, use) if label is not None else "")
        is_new = label != self._label
        before, self._label = self._label, label
        if label is None:
            return
        self.colour.show_label(label, labels)
        self._fill_keys(label, labels)
        if not is_new:
            return
        self.heading.setText(label.name)
        same = before is not None and before.name == label.name
        self._fill(self.title, label.title, before.title if before is not None and same else None)
        self._fill(self.guideline, label.guideline, before.guideline if before is not None and same else None)
        for lines, good in ((self.good, True), (self.bad, False)):
            self._fill(lines, _texts(label, good), _texts(before, good) if before is not None and same else None)

    @staticmethod
    def _fill(field: QLineEdit | Lines, value: str, before: str | None) -> None:
        """What is being typed stays where what is stored has not changed."""
        if value != before:
            if isinstance(field, QLineEdit):
                field.setText(value)
            else:
                field.setPlainText(value)

    def _fill_keys(self, label: Label, labels: Iterable[Label]) -> None:
        taken = {one.key.upper(): one.name for one in labels if one.key and not one.retired and one.name != label.name}
        self.key.clear()
        self.key.addItem(_NO_KEY, "")
        for key in LABEL_KEYS:
            if key not in taken:
                self.key.addItem(key, key)
        at = self.key.findData(label.key.upper())
        self.key.setCurrentIndex(max(at, 0))
        self.key.setToolTip("With Shift it labels all mentions with the same words")

    def flush(self) -> None:
        """Say what was typed or chosen, where it differs."""
        label = self._label
        if label is None:
            return
        examples = (
            Example(text, good)
            for lines, good in ((self.good, True), (self.bad, False))
            for text in map(str.strip, lines.toPlainText().splitlines())
            if text
        )
        key = self.key.currentData()
        after = replace(
            label,
            title=self.title.text().strip(),
            key=label.key if key == label.key.upper() else key,
            guideline=self.guideline.toPlainText().strip(),
            examples=tuple(examples),
        )
        if after != label:
            self.changed.emit(after)

    def _recolour(self, colour: str) -> None:
        if self._label is not None and colour != self._label.colour:
            self.changed.emit(replace(self._label, colour=colour))
        elif self._label is not None:
            self.colour.show_label(self._label, self.colour.labels)


def _texts(label: Label, good: bool) -> str:
    return "\n".join(example.text for example in label.examples if example.good is good)


def told(label: Label, use: LabelUse | None) -> str:
    """How much bears a label, as a sentence."""
    state = ""
    if label.retired:
        state = f" It {state_of(label)}." if label.successor else " It is retired: kept where it is used, not offered."
    if use is None:
        return f"Nothing bears it yet.{state}"
    parts = []
    if use.annotations:
        parts.append(f"{counted(use.annotations, 'annotation')} in {counted(use.articles, 'article')}")
    if use.pending:
        parts.append(counted(use.pending, "open suggestion"))
    return f"{' and '.join(parts)}.{state}"
