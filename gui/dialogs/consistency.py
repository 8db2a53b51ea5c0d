"""The same words under different labels, in the article or in all of them, with a remedy by one key.

The label that most decisions agree on is offered first; a look at each mention before it is changed is one key away.
"""

from __future__ import annotations

from concurrent.futures import Executor
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.consistency import Mixed, Use, mixed_in, mixed_in_library
from core.deeds import Deed
from core.errors import KnownError, StoppedError
from gui.desk import Desk, Folded
from gui.parts import button, label, muted, resize_to
from gui.work import Cancelled, Report, Work

if TYPE_CHECKING:
    from gui.host import Host

_COLUMNS = ("Words", "Labels", "Articles")
_HERE, _EVERYWHERE = 0, 1


def open_over(window: Host) -> None:
    from gui.dialogs import same_text

    dialog = ConsistencyDialog(window.desk, window.intake.executor, window)
    dialog.look_clicked.connect(lambda deed, everywhere: same_text.open_on(window, deed, everywhere=everywhere))
    dialog.open()


class ConsistencyDialog(QDialog):
    """Of the article it follows what is decided at once; the library is counted when it is turned to."""

    look_clicked = Signal(object, bool)  # Deed, and whether in all articles

    def __init__(self, desk: Desk, executor: Executor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Consistency")
        resize_to(self, 760, 540)
        self._desk, self._executor = desk, executor
        self._work: Work | None = None
        self._found: tuple[Mixed, ...] = ()
        self._build_table()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(self._build_top())
        column.addWidget(self.table, 1)
        column.addLayout(self._build_below())
        column.addLayout(self._build_remedy())
        column.addWidget(buttons)
        desk.folded.connect(self._folded)
        self._turn_to(_HERE if desk.session is not None else _EVERYWHERE)
        self.table.setFocus()

    # -------------------------------------------------------------------------------------------------------- building

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.scope = QButtonGroup(self)
        for scope, name in enumerate(("This article", "Library")):
            pill = button(name, partial(self._turn_to, scope), role="pill")
            pill.setCheckable(True)
            self.scope.addButton(pill, scope)
            row.addWidget(pill)
        self.scope.button(_HERE).setEnabled(self._desk.session is not None)
        self.search = QLineEdit(placeholderText="Search words", clearButtonEnabled=True)
        self.search.setAccessibleName("Search words")
        self.search.textChanged.connect(lambda _text: self._sift())
        row.addWidget(self.search, 1)
        return row

    def _build_table(self) -> None:
        self.table = table = QTableWidget(0, len(_COLUMNS))
        table.setAccessibleName("Words with several labels")
        table.setHorizontalHeaderLabels(_COLUMNS)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 210)
        table.itemSelectionChanged.connect(self._choose)
        table.itemActivated.connect(lambda _item: self._look())

    def _build_below(self) -> QHBoxLayout:
        self.told = muted()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setMaximumWidth(200)
        self.bar.setAccessibleName("Articles counted")
        self.stop = button("Stop", self._stop)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        return row

    def _build_remedy(self) -> QHBoxLayout:
        self.label = QComboBox()
        self.label.setAccessibleName("The label they should have")
        self.look = button("Look at Them…", self._look, role="primary", tip="See each mention, then decide (Enter)")
        row = QHBoxLayout()
        row.addWidget(label("Make them"))
        row.addWidget(self.label)
        row.addWidget(self.look)
        row.addStretch(1)
        return row

    # --------------------------------------------------------------------------------------------------------- counting

    def _turn_to(self, scope: int) -> None:
        self.scope.button(scope).setChecked(True)
        self.table.setColumnHidden(2, scope == _HERE)
        self._forget_work()
        if scope == _HERE:
            self._count_here()
        else:
            self._count_everywhere()

    def _scope(self) -> int:
        return self.scope.checkedId()

    def _folded(self, folded: Folded) -> None:
        if self._scope() == _HERE:
            self._count_here()
        elif folded.revision.intent in ("everywhere", "undo", "redo"):
            self._count_everywhere()

    def _count_here(self) -> None:
        session = self._desk.session
        self._take(mixed_in(session) if session is not None else ())

    def _count_everywhere(self) -> None:
        self._forget_work()
        self._show_progress(on=True)
        self.told.setText("Counting…")
        self._work = work = Work(self)
        work.progressed.connect(self._progressed)
        work.done.connect(self._counted)
        work.failed.connect(self._failed)
        answer = self._desk.workspace.answer

        def count(report: Report, cancelled: Cancelled) -> tuple[Mixed, ...]:
            return mixed_in_library(answer, report, cancelled)

        work.start(self._executor, count)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _forget_work(self) -> None:
        self._stop()
        self._work = None
        self._show_progress(on=False)

    def _show_progress(self, *, on: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(on)
        self.stop.setVisible(on)

    def _progressed(self, done: int, total: int) -> None:
        if self.sender() is self._work:
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)
            self.told.setText(f"Counting… {done:,} of {total:,} articles")

    def _counted(self, found: tuple[Mixed, ...]) -> None:
        if self.sender() is self._work:
            self._forget_work()
            self._take(found)

    def _failed(self, error: KnownError) -> None:
        if self.sender() is self._work:
            self._forget_work()
            self._take(())
            self.told.setText("Stopped: nothing was counted." if isinstance(error, StoppedError) else str(error))

    def done(self, result: int) -> None:
        self._forget_work()
        super().done(result)

    # ---------------------------------------------------------------------------------------------------------- showing

    def _take(self, found: tuple[Mixed, ...]) -> None:
        self._found = found
        self._sift()

    def _sift(self) -> None:
        wanted, chosen = self.search.text().casefold().strip(), self.chosen()
        shown = [one for one in self._found if wanted in one.words.casefold()]
        self.table.setRowCount(len(shown))
        for row, one in enumerate(shown):
            for at, words in enumerate((one.words, " · ".join(map(_told, one.uses)), f"{one.articles:,}")):
                cell = QTableWidgetItem(words)
                cell.setToolTip(words)
                cell.setData(Qt.ItemDataRole.UserRole, one)
                self.table.setItem(row, at, cell)
        if shown:
            same = [row for row, one in enumerate(shown) if chosen is not None and one.words == chosen.words]
            self.table.setCurrentCell(same[0] if same else 0, 0)
        self.told.setText(self._sentence(len(shown)))
        self._choose()

    def _sentence(self, shown: int) -> str:
        if shown:
            return f"{shown:,} {'word or name bears' if shown == 1 else 'words and names bear'} several labels."
        if self._found:
            return "Nothing like that bears several labels."
        where = "in this article" if self._scope() == _HERE else "in the library"
        return f"All is consistent: no words bear several labels {where}."

    def chosen(self) -> Mixed | None:
        """The selected line."""
        cell = self.table.item(self.table.currentRow(), 0)
        found = cell.data(Qt.ItemDataRole.UserRole) if cell is not None else None
        return found if isinstance(found, Mixed) else None

    def _choose(self) -> None:
        chosen = self.chosen()
        self.label.setEnabled(chosen is not None)
        self.look.setEnabled(chosen is not None)
        names = [use.label for use in chosen.uses] if chosen is not None else []
        if names != [self.label.itemText(at) for at in range(self.label.count())]:
            self.label.clear()
            self.label.addItems(names)

    def _look(self) -> None:
        chosen = self.chosen()
        if chosen is not None and self.label.currentText():
            self.look_clicked.emit(Deed(chosen.words, self.label.currentText()), self._scope() == _EVERYWHERE)


def _told(use: Use) -> str:
    """“GPE 11”, “ORG 1 + 3 suggested”."""
    if not use.suggested:
        return f"{use.label} {use.decided:,}"
    decided = f"{use.decided:,} + " if use.decided else ""
    return f"{use.label} {decided}{use.suggested:,} suggested"
