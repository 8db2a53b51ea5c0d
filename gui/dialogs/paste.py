"""A text becomes an article: pasted, looked at, taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gui.parts import muted, resize_to

_PARAGRAPH_END = "\u2029"  # which Qt makes of every line end

if TYPE_CHECKING:
    from gui.host import Host


def open_over(window: Host) -> None:
    dialog = PasteDialog(QGuiApplication.clipboard().text(), window)
    dialog.accepted.connect(lambda: window.import_text(dialog.article(), dialog.origin.text().strip() or "pasted"))
    dialog.open()


class PasteDialog(QDialog):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Paste Text as Article")
        resize_to(self, 700, 520)
        self.text = QPlainTextEdit(text)
        self.text.setPlaceholderText("Paste or type the article here.")
        self.text.setAccessibleName("Text of the article")
        self.text.setTabChangesFocus(True)
        self.origin = QLineEdit()
        self.origin.setPlaceholderText("Where it is from, if you like: a wire, a URL")
        self.origin.setAccessibleName("Where the article is from")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.take.setText("Import")
        self.take.setProperty("role", "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(muted("The first line becomes the headline. The text never changes after the import."))
        column.addWidget(self.text, 1)
        column.addWidget(self.origin)
        column.addWidget(self.buttons)
        self.text.textChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        self.take.setEnabled(bool(self.article().strip()))

    def article(self) -> str:
        """What was pasted or typed, to the character: toPlainText would make NBSP a space, and U+2028 a line end."""
        return self.text.document().toRawText().replace(_PARAGRAPH_END, "\n")
