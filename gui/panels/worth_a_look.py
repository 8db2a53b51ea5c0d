"""What is worth a look in the selected quote, each with the button that mends it. It never blocks anything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.checks import Check, Flaw
from gui.actions import BY_ID
from gui.keymap import short
from gui.panels.measured import MeasuredLabel
from gui.parts import button, heading


class WorthALook(QWidget):
    """Hidden while there is nothing to say."""

    remedy_clicked = Signal(object)  # Check
    stand_clicked = Signal()  # it is right as it is

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[Check, ...], bool] = ((), False)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(4)
        column.addWidget(heading("Worth a look"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        self.stand = button("", self.stand_clicked.emit, name="do_on_purpose", tip=BY_ID["on_purpose"].help)
        self.stand.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column.addWidget(self.stand, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def fill(self, checks: Sequence[Check], *, may_stand: bool = False) -> None:
        """Show these findings; the key applies the first remedy among them.

        ``may_stand`` offers to leave it as it is, which can be said of what is decided. What training drops it drops.
        """
        may_stand = may_stand and any(check.flaw is not Flaw.INSIDE_TOKEN for check in checks)
        self.stand.setText(f"It is right as it is  {short('on_purpose')}")
        if (tuple(checks), may_stand) == self._shown:
            return
        self._shown = tuple(checks), may_stand
        self.stand.setVisible(may_stand)
        self.buttons = []
        while (row := self._rows.takeAt(0)) is not None:
            widget = row.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for check in checks:
            self._rows.addWidget(self._row(check))
        self.setVisible(bool(checks))

    def sentences(self) -> list[str]:
        return [check.sentence for check in self._shown[0]]

    def _row(self, check: Check) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(3)
        sentence = MeasuredLabel(says=f"Worth a look: {check.sentence}")
        sentence.setText(f"! {check.sentence}")
        column.addWidget(sentence)
        if check.can_be_mended:
            key = f"  {short('remedy')}" if not self.buttons else ""
            made = button(f"{check.remedy_name}{key}", lambda: self.remedy_clicked.emit(check), name="do_remedy")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the focus from the article
            self.buttons.append(made)
            beside = QHBoxLayout()
            beside.addWidget(made)
            beside.addStretch(1)
            column.addLayout(beside)
        return row
