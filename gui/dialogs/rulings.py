"""The newsroom's rulings, as a part of the preferences: they belong to the library, and each change is a revision."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.commands import SetRuling
from core.records import Ruling
from core.rulings import RULINGS, in_force
from gui.desk import Desk, Folded
from gui.parts import muted


class RulingsBox(QWidget):
    """A box to tick for each ruling; what is shown is what the library has."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 10)
        column.setSpacing(4)
        column.addWidget(muted("How quotes are suggested where guidelines differ, for all who work in this library."))
        for info in RULINGS:
            box = QCheckBox(info.title)
            box.setAccessibleDescription(info.example)
            column.addSpacing(8)
            box.setEnabled(False)  # until the library has said how it rules
            box.clicked.connect(lambda on, name=info.name: self._rule(name, on))
            self.boxes[info.name] = box
            column.addWidget(box)
            column.addWidget(muted(info.example))
        self.told = muted()
        column.addSpacing(8)
        column.addWidget(self.told)
        column.addWidget(muted("Which words bring a quote: Annotate ▸ Cue Words…"))
        column.addStretch(1)
        desk.folded.connect(self._folded)
        self._ask()

    def _ask(self) -> None:
        self._desk.bridge.ask(lambda store: store.rulings(), self._show)

    def _show(self, rulings: tuple[Ruling, ...]) -> None:
        for name, on in in_force(rulings).items():
            self.boxes[name].setChecked(on)
            self.boxes[name].setEnabled(True)

    def _rule(self, name: str, on: bool) -> None:
        self.boxes[name].setChecked(not on)  # until it is committed
        self._desk.submit(SetRuling(name, on), lambda _revision: self.told.setText("Suggest again (Ctrl+R) to see it."))

    def _folded(self, folded: Folded) -> None:
        if folded.is_about(Ruling):
            self._ask()
