"""The bar at the top: the program's name, the menus, and the way into the command palette."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QPushButton, QWidget

from gui.keymap import short, told
from gui.parts import label, tool


class TopBar(QWidget):
    palette_clicked = Signal()
    history_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.field = QPushButton()
        self.field.setObjectName("paletteField")
        self.field.setAccessibleName("Find a command or article")
        self.field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field.setCursor(Qt.CursorShape.IBeamCursor)
        self.field.clicked.connect(self.palette_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.addWidget(label("Copydesk", name="wordmark"))
        row.addWidget(self.menus, 1, Qt.AlignmentFlag.AlignVCenter)
        self.history = tool("History", self.history_clicked.emit, tip="Look at the past, and put it back")
        self.history.setObjectName("modeButton")
        self.history.setCheckable(True)
        row.addWidget(self.history)
        row.addWidget(self.field)
        self.show_keys()

    def show_keys(self) -> None:
        """The way into the palette says its key."""
        self.field.setText(f"Find a command or article   {short('palette')}".rstrip())
        self.history.setToolTip(told("Look at the past, and put it back ({history})"))
