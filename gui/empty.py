"""What stands in the middle while no article is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.parts import button, label, muted

_WORDS = (
    "Drop text files or a folder here, paste a text with Ctrl+V, or choose an article in the list. "
    "The model suggests entities and quotes; you put them right, and every decision is saved at once."
)
_WIDEST = 480  # pixels


class EmptyPage(QWidget):
    import_clicked = Signal()
    paste_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QWidget()
        box.setObjectName("dropHint")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(44, 32, 44, 34)
        inside.setSpacing(4)
        inside.addWidget(label("No article is open", name="emptyTitle"))
        inside.addWidget(muted(_WORDS))
        inside.addSpacing(8)
        row = QHBoxLayout()
        self.import_button = button("Import Articles…", self.import_clicked.emit, role="primary")
        self.paste_button = button("Paste Text…", self.paste_clicked.emit)
        row.addWidget(self.import_button)
        row.addWidget(self.paste_button)
        row.addStretch(1)
        inside.addLayout(row)
        box.setMaximumWidth(_WIDEST)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(box, _WIDEST)  # all of the room that it may have, then the sides
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        self.setFocusProxy(self.import_button)
