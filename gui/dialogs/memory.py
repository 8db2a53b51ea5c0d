"""What the memory of decisions knows, as a list in which each entry can be corrected, forgotten, or left to count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.commands import SetMemoryRule
from core.memory import Remembered
from core.records import MemoryRule
from gui.desk import Desk
from gui.dialogs.quote_memory import QuoteMemoryList
from gui.parts import button, label, muted, resize_to

if TYPE_CHECKING:
    from gui.host import Host

_COLUMNS = ("Words", "The memory suggests", "Because")
_NO_ENTITY = "no entity"
_MOST = 1000


def open_over(window: Host) -> None:
    dialog = MemoryDialog(window.desk, window.settings.memory, window)

    def switch(on: bool) -> None:
        window.settings.memory = on
        window.apply_setting("memory")

    dialog.switch.toggled.connect(switch)
    dialog.open()


class MemoryDialog(QDialog):
    """Reads the library when it opens, when something is typed, and after each change."""

    def __init__(self, desk: Desk, is_on: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Memory of Decisions")
        resize_to(self, 820, 560)
        self._desk = desk
        self._known: list[Remembered] = []
        self._asked = 0
        self.search = QLineEdit(placeholderText="Search words")
        self.search.setAccessibleName("Search words")
        self.search.textChanged.connect(lambda _text: self._ask())
        self._build_table()
        self.told = muted()
        self.switch = QCheckBox("Suggest what is remembered")
        self.switch.setChecked(is_on)
        self.switch.toggled.connect(lambda _on: self._tell())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addLayout(self._build_changing())
        self.quotes = QuoteMemoryList(desk)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("What is remembered")
        self.tabs.addTab(words, "Words of Entities")
        self.tabs.addTab(self.quotes, "Words of Quotes")
        whole = QVBoxLayout(self)
        whole.addWidget(self.tabs, 1)
        below = QHBoxLayout()
        below.addWidget(self.switch)
        below.addWidget(buttons, 1)
        whole.addLayout(below)
        self.search.setFocus()
        self._ask()

    def _build_table(self) -> None:
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setAccessibleName("What the memory knows")
        self.table.setHorizontalHeaderLabels(_COLUMNS)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 230)
        self.table.setColumnWidth(1, 170)
        self.table.itemSelectionChanged.connect(self._enable)

    def _build_changing(self) -> QHBoxLayout:
        self.label = QComboBox()
        self.label.setAccessibleName("What to suggest always")
        self.label.addItems([known.name for known in self._desk.labels if not known.retired])
        self.label.addItem(_NO_ENTITY)
        self.always = button("Suggest This Always", self._always, tip="Whatever was decided, suggest this from now on")
        self.forget = button("Forget", self._forget, tip="Suggest nothing on these words, whatever was decided")
        self.count = button("Back to Counting", lambda: self._submit(None), tip="Let what was decided count again")
        row = QHBoxLayout()
        row.addWidget(label("Selected words:"))
        row.addWidget(self.label)
        for made in self._buttons():
            made.setAutoDefault(False)
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _buttons(self) -> Sequence[QPushButton]:
        return self.always, self.forget, self.count

    # ---------------------------------------------------------------------------------------------------------- showing

    def _ask(self) -> None:
        self._asked += 1
        asked, search = self._asked, self.search.text()

        def take(known: tuple[Remembered, ...]) -> None:
            if asked == self._asked:  # else more was typed meanwhile
                self._fill(known)

        self._desk.bridge.ask(lambda store: store.memories(search=search, limit=_MOST), take)

    def _fill(self, known: Sequence[Remembered]) -> None:
        chosen = self._chosen()
        self._known = list(known)
        self.table.setRowCount(len(known))
        for row, one in enumerate(known):
            for at, words in enumerate((one.words, _suggests(one), one.told())):
                self.table.setItem(row, at, QTableWidgetItem(words))
            if chosen is not None and one.words == chosen.words:
                self.table.selectRow(row)
        self._tell()
        self._enable()

    def _tell(self) -> None:
        """How much is remembered, and what is to be known of it."""
        count = f"{len(self._known)}{'+' if len(self._known) >= _MOST else ''}"
        if self._known:
            told = f"{count} remembered."
        elif self.search.text():
            told = "Nothing like that is remembered."
        else:
            told = "Nothing is remembered yet."
        off = "" if self.switch.isChecked() else "The memory is switched off: it suggests nothing. "
        self.told.setText(f"{off}{told}")

    def _chosen(self) -> Remembered | None:
        rows = self.table.selectionModel().selectedRows()
        return self._known[rows[0].row()] if rows and rows[0].row() < len(self._known) else None

    def _enable(self) -> None:
        chosen = self._chosen()
        for made in (self.label, *self._buttons()):
            made.setEnabled(chosen is not None)
        if chosen is None:
            return
        lesson = chosen.lesson
        self.label.setCurrentText(lesson.label or _NO_ENTITY)
        self.forget.setEnabled(chosen.rule is None or chosen.rule.proposes)
        self.count.setEnabled(chosen.rule is not None)

    # --------------------------------------------------------------------------------------------------------- changing

    def _always(self) -> None:
        name = self.label.currentText()
        self._submit(MemoryRule("", None if name == _NO_ENTITY else name))

    def _forget(self) -> None:
        self._submit(MemoryRule("", None, proposes=False))

    def _submit(self, rule: MemoryRule | None) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._desk.submit(SetMemoryRule(chosen.words, rule), lambda _revision: self._ask())


def _suggests(known: Remembered) -> str:
    lesson = known.lesson
    if not lesson.holds:
        return "nothing"
    return lesson.label or _NO_ENTITY
