"""Articles are given to people: together in the shared set, or to each independently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
)

from core.commands import Command
from core.commands.sharing import Assign, Unassign
from core.queries import Store
from core.sets import Assignment
from gui.parts import button, heading, muted, resize_to

if TYPE_CHECKING:
    from gui.host import Host

_NAME = Qt.ItemDataRole.UserRole
_BESIDE_THE_RING = 22  # pixels

_WAYS = (
    ("Together", "In the shared annotations: all see and correct the same.", False, True),
    ("Independently, from suggestions", "Each alone, beginning with what the models suggest.", True, True),
    ("Independently, from the text alone", "Each alone, without any suggestion.", True, False),
)


def open_over(window: Host) -> None:
    articles = window.list.selected()
    if not articles:
        window.hint("Open or select the articles first that are to be assigned.")
        return

    def read(store: Store) -> tuple[tuple[str, ...], list[Assignment]]:
        return store.people(), [one for article in articles for one in store.assignments(article)]

    window.desk.bridge.ask(read, lambda found: AssignDialog(articles, *found, window).open())


class AssignDialog(QDialog):
    def __init__(
        self, articles: Sequence[str], people: Sequence[str], asked: Sequence[Assignment], window: Host
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._articles, self._window = list(articles), window
        self._asked: dict[str, list[Assignment]] = {}
        for one in asked:
            self._asked.setdefault(one.annotator, []).append(one)
        number = "this article" if len(articles) == 1 else f"{len(articles)} articles"
        self.setWindowTitle("Assign This Article" if len(articles) == 1 else f"Assign {number.title()}")
        resize_to(self, 500, 600)
        self.people = QListWidget()
        self.people.setAccessibleName("People")
        for name in people:
            self._add(name)
        self.name = QLineEdit(placeholderText="Somebody else’s name")
        self.name.setAccessibleName("Somebody else’s name")
        self.ways = QButtonGroup(self)
        self.due = QLineEdit(placeholderText="2026-11-30, if you like")
        self.due.setAccessibleName("Due on")
        self.note = QLineEdit(placeholderText="What to say with it, if you like")
        self.note.setAccessibleName("Note")
        self.trouble = muted()
        self.trouble.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.give = button("Assign", lambda: self._send(back=False), role="primary")
        self.take = button("Take Back", lambda: self._send(back=True), tip="Those ticked are asked no longer")
        self.buttons.addButton(self.take, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.give, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(number)
        self.give.setDefault(True)
        self.people.setFocus()

    def _lay_out(self, number: str) -> None:
        column = QVBoxLayout(self)
        column.addWidget(heading(f"Who annotates {number}"))
        column.addWidget(self.people, 1)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(button("Add", self._add_typed))
        column.addLayout(row)
        column.addWidget(heading("How"))
        for nth, (title, told, _, _) in enumerate(_WAYS):
            way = QRadioButton(title)
            way.setAccessibleDescription(told)
            self.ways.addButton(way, nth)
            column.addWidget(way)
            explained = muted(told)
            explained.setIndent(_BESIDE_THE_RING)
            column.addWidget(explained)
        self.ways.buttons()[0].setChecked(True)
        column.addSpacing(4)
        form = QFormLayout()
        form.addRow("Due", self.due)
        form.addRow("Note", self.note)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    def _add(self, name: str, *, ticked: bool = False) -> None:
        item = QListWidgetItem(f"{name}{self._told(name)}")
        item.setData(_NAME, name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.people.addItem(item)
        if self.people.currentRow() < 0:
            self.people.setCurrentRow(0)

    def _told(self, name: str) -> str:
        """What somebody was asked already."""
        asked = self._asked.get(name, [])
        if not asked:
            return ""
        how = " and ".join(dict.fromkeys("independently" if one.independent else "together" for one in asked))
        where = "" if len(self._articles) == 1 else f" in {len(asked)} of them"
        return f"   · asked already{where}: {how}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter behind a name adds it; only then does it press the dialog’s button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.name.hasFocus() and self.name.text().strip():
            self._add_typed()
        else:
            super().keyPressEvent(event)

    def _add_typed(self) -> None:
        name = " ".join(self.name.text().split())
        there = next((item for item in self._items() if item.data(_NAME) == name), None)
        if there is not None:
            there.setCheckState(Qt.CheckState.Checked)
        elif name:
            self._add(name, ticked=True)
            self.people.scrollToBottom()
        self.name.clear()

    def _items(self) -> list[QListWidgetItem]:
        return [self.people.item(row) for row in range(self.people.count())]

    def chosen(self) -> list[str]:
        """The names that are ticked."""
        return [item.data(_NAME) for item in self._items() if item.checkState() is Qt.CheckState.Checked]

    def _send(self, *, back: bool) -> None:
        """One command for each article and person, each of which can be undone; what is refused is told."""
        self._add_typed()
        names = self.chosen()
        if not names:
            self.trouble.setText("Tick somebody first, or write a name.")
            self.trouble.show()
            return
        _, _, independent, assisted = _WAYS[self.ways.checkedId()]
        due, note, desk = self.due.text().strip(), self.note.text(), self._window.desk
        done: list[str] = []

        def told(name: str) -> None:
            done.append(name)
            who = ", ".join(dict.fromkeys(done))
            what = "Taken back from" if back else "Assigned to"
            self._window.say(f"{what} {who}.")

        for article in self._articles:
            for name in names:
                command: Command = Assign(article, name, independent, assisted, due, note)
                if back:
                    command = Unassign(article, name)
                desk.submit(command, lambda _revision, name=name: told(name))  # type: ignore[misc]
        self.accept()
