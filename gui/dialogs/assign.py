"""Articles are given to people: together in the shared set, or to each independently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
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
from core.review_commands import Assign, Unassign
from gui.parts import button, heading, muted

if TYPE_CHECKING:
    from gui.window import DeskWindow

_WAYS = (
    ("Together", "In the shared annotations: all see and correct the same.", False, True),
    ("Independently, from suggestions", "Each alone, beginning with what the models suggest.", True, True),
    ("Independently, from the text alone", "Each alone, without any suggestion.", True, False),
)


def open_over(window: DeskWindow) -> None:
    articles = window.list.selected()
    if not articles:
        window.hint("Open or select the articles first that are to be assigned.")
        return
    window.desk.bridge.ask(lambda store: store.people(), lambda people: AssignDialog(articles, people, window).open())


class AssignDialog(QDialog):
    def __init__(self, articles: Sequence[str], people: Sequence[str], window: DeskWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._articles, self._window = list(articles), window
        number = "this article" if len(articles) == 1 else f"{len(articles)} articles"
        self.setWindowTitle(f"Assign {number[0].upper()}{number[1:]}")
        self.resize(480, 560)
        self.people = QListWidget()
        self.people.setAccessibleName("People")
        for name in people:
            self._add(name)
        self.name = QLineEdit(placeholderText="Somebody else’s name")
        self.name.setAccessibleName("Somebody else’s name")
        self.name.returnPressed.connect(self._add_typed)
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
            way.setToolTip(told)
            self.ways.addButton(way, nth)
            column.addWidget(way)
        self.ways.buttons()[0].setChecked(True)
        form = QFormLayout()
        form.addRow("Due", self.due)
        form.addRow("Note", self.note)
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    def _add(self, name: str, *, ticked: bool = False) -> None:
        item = QListWidgetItem(name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.people.addItem(item)
        if self.people.currentRow() < 0:
            self.people.setCurrentRow(0)

    def _add_typed(self) -> None:
        name = " ".join(self.name.text().split())
        if name and not self.people.findItems(name, Qt.MatchFlag.MatchExactly):
            self._add(name, ticked=True)
        self.name.clear()

    def chosen(self) -> list[str]:
        """The names that are ticked."""
        items = (self.people.item(row) for row in range(self.people.count()))
        return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]

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
