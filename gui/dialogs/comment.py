"""A comment is written or changed: a few lines, Enter saves them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from core.comments import LONGEST
from gui.parts import label, muted, resize_to


def write(parent: QWidget, title: str, words: str, done: Callable[[str], None]) -> None:
    """Let the editor write; ``done`` gets the words when they are saved."""
    dialog = CommentDialog(title, words, parent)
    dialog.accepted.connect(lambda: done(dialog.text.toPlainText()))
    dialog.open()


class CommentDialog(QDialog):
    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Comment")
        resize_to(self, 480, 240)
        self.text = QPlainTextEdit(words)
        self.text.setAccessibleName(title)
        self.text.setPlaceholderText("What should be said about it?")
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._enable)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save.setText("Save")
        self.save.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label(title, role="title", wrap=True))
        column.addWidget(self.text, 1)
        column.addWidget(muted("Enter saves, Shift+Enter begins a new line, Esc leaves it."))
        column.addWidget(buttons)
        self.text.selectAll()
        self.text.setFocus()
        self._enable()

    def _enable(self) -> None:
        self.save.setEnabled(0 < len(self.text.toPlainText().strip()) <= LONGEST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                if self.save.isEnabled():
                    self.accept()
                return True
        return super().eventFilter(watched, event)
