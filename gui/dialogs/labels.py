"""The label set of the library: labels added, changed, put in order, renamed, merged, retired, shared as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.commands import AdoptLabels, Command, MergeLabel, OrderLabels, RenameLabel, SetLabel, Undo
from core.counted import counted
from core.errors import KnownError
from core.formats.label_file import read_labels, write_labels
from core.labels import FALLBACK_COLOUR
from core.queries import LabelUse
from core.records import Label, Revision
from core.story import tell
from gui.desk import Desk, Folded
from gui.label_set.form import LabelForm
from gui.label_set.listing import LabelDelegate, LabelModel
from gui.label_set.papers import better_colour
from gui.look import Look
from gui.parts import button, label, muted, resize_to

if TYPE_CHECKING:
    from gui.host import Host

_FILES = "Label sets (*.json *.toml)"


def open_over(window: Host) -> None:
    item = window.desk.context().entity
    LabelsDialog(window.desk, window.look, window, item.label if item is not None else "").open()


class LabelsDialog(QDialog):
    """Listens to the library, so that it shows what others change meanwhile."""

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None, first: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Labels")
        resize_to(self, 1000, 720)
        self._desk = desk
        self._wanted = first
        self._uses: Mapping[str, LabelUse] = {}
        self.form = LabelForm(look)
        self.form.changed.connect(self._change)
        self.told = muted()
        self.told.setAccessibleName("What was done")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.stop = button("Stop", self._desk.bridge.stop, tip="Leave it all as it was")
        self.stop.hide()
        page = QWidget()
        right = QVBoxLayout(page)
        right.setContentsMargins(18, 0, 6, 0)
        right.addWidget(self.form)
        right.addSpacing(6)
        right.addLayout(self._build_moving())
        right.addWidget(self.preview)
        right.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        both = QHBoxLayout()
        both.addWidget(self._build_list(look))
        both.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(both, 1)
        going = QHBoxLayout()
        going.addWidget(self.bar, 1)
        going.addWidget(self.stop)
        column.addLayout(going)
        column.addWidget(self.told)
        column.addLayout(self._build_buttons())
        desk.labels_changed.connect(self.refresh)
        desk.folded.connect(self._folded)
        desk.told.connect(self._refused)
        desk.bridge.advanced.connect(self._advanced)
        self.refresh()
        self._ask()

    # -------------------------------------------------------------------------------------------------------- building

    def _build_list(self, look: Look) -> QWidget:
        self.model = LabelModel(self)
        self.list = QListView()
        self.list.setAccessibleName("Labels")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LabelDelegate(look, self.model, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show())
        self.new = QLineEdit(placeholderText="New label: its name, then Enter")
        self.new.setAccessibleName("Name of a new label")
        self.new.returnPressed.connect(self._add)
        self.up = button("Up", lambda: self._move(-1), tip="Move the label up (Alt+Up)")
        self.down = button("Down", lambda: self._move(1), tip="Move the label down (Alt+Down)")
        self.retire = button("Retire", self._retire)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self.list, lambda step=step: self._move(step))
        row = QHBoxLayout()
        for made in (self.up, self.down, self.retire):
            row.addWidget(made)
        row.addStretch(1)
        self.retired = QCheckBox("Show retired ones")
        self.retired.toggled.connect(lambda _on: self.refresh())
        side = QWidget()
        side.setFixedWidth(330)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.retired)
        column.addWidget(self.new)
        column.addLayout(row)
        return side

    def _build_moving(self) -> QHBoxLayout:
        self.into = QComboBox(editable=True)
        self.into.setAccessibleName("Another name, or another label")
        self.into.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.into.editTextChanged.connect(lambda _text: self._preview())
        self.give = button("Rename", self._give)
        self.preview = muted()
        row = QHBoxLayout()
        row.addWidget(label("Rename to, or merge into"))
        row.addWidget(self.into, 1)
        row.addWidget(self.give)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.undo = button("Undo", lambda: self._submit(Undo()), tip="Take back your latest action")
        self.take = button("Import Set…", self._import, tip="Take over the labels of a JSON or TOML file")
        self.share = button("Export Set…", self._export, tip="Write the labels into a file, to share them")
        close = button("Close", self.close)
        for made in (self.undo, self.take, self.share):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(close)
        return row

    # --------------------------------------------------------------------------------------------------------- showing

    def chosen(self) -> Label | None:
        row = self.list.currentIndex().row()
        return self.model.labels[row] if 0 <= row < len(self.model.labels) else None

    def refresh(self) -> None:
        now = self.chosen()
        name = self._wanted or (now.name if now is not None else "")
        everything = self._desk.labels
        gave_way = next((one.successor for one in everything if one.name == name and one.successor), "")
        shown = [one for one in everything if self.retired.isChecked() or not one.retired]
        self.model.fill(shown, self._uses)
        row = max(self.model.row_of(name), self.model.row_of(gave_way), -1)
        if row >= 0:
            self._wanted = ""
        self.list.setCurrentIndex(self.model.index(max(row, 0)))
        self._show()

    def choose(self, name: str) -> None:
        self.list.setCurrentIndex(self.model.index(self.model.row_of(name)))

    def _show(self) -> None:
        chosen, labels = self.chosen(), self._desk.labels
        self.form.show_label(chosen, labels, self._uses.get(chosen.name) if chosen is not None else None)
        offered = [one.name for one in labels if not one.retired and (chosen is None or one.name != chosen.name)]
        typed = self.into.currentText()
        self.into.clear()
        self.into.addItems(offered)
        self.into.setEditText(typed if self._typed_for == (chosen.name if chosen else "") else "")
        self._typed_for = chosen.name if chosen is not None else ""
        self.retire.setText("Bring Back" if chosen is not None and chosen.retired else "Retire")
        self._preview()

    _typed_for = ""

    def _preview(self) -> None:
        """What the button would do, before it does it."""
        chosen, typed = self.chosen(), self.into.currentText().strip()
        known = {one.name for one in self._desk.labels if not one.retired}
        self.give.setText("Merge" if typed in known else "Rename")
        able = chosen is not None and bool(typed) and typed != chosen.name and not chosen.successor
        self.give.setEnabled(able)
        if chosen is None or not able:
            self.preview.setText("")
            return
        use = self._uses.get(chosen.name, LabelUse(0, 0, 0))
        there = f"{counted(use.annotations, 'annotation')} in {counted(use.articles, 'article')}"
        what = f"{there} and {counted(use.pending, 'open suggestion')}"
        way = f"{chosen.name} is retired" if typed in known else f"{chosen.name} keeps leading there"
        self.preview.setText(f"{what} become {typed}; {way}. It is one revision, and Undo takes it back.")

    def _folded(self, folded: Folded) -> None:
        if folded.touched.ids or folded.revision.article is None:
            self._ask()

    def _ask(self) -> None:
        self._desk.bridge.ask(lambda store: store.label_uses(), self._count)

    def _count(self, uses: Mapping[str, LabelUse]) -> None:
        if uses != self._uses:
            self._uses = uses
            self.refresh()

    def _advanced(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
        self.stop.show()

    def _refused(self, sentence: str) -> None:
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self.bar.hide()
        self.stop.hide()
        self.told.setText(sentence)

    # ---------------------------------------------------------------------------------------------------------- acting

    def _submit(self, command: Command) -> None:
        def done(revision: Revision) -> None:
            story = tell(revision)
            detail = f" ({story.detail})" if story.detail else ""
            self._tell(f"You {story.sentence}{detail}." if revision.reverts is None else "Taken back.")

        self._desk.when_idle(lambda: self._desk.submit(command, done))

    def _change(self, after: Label) -> None:
        self._submit(SetLabel(after, after.version))

    def _add(self) -> None:
        name = self.new.text().strip()
        if name:
            fresh = Label(name, FALLBACK_COLOUR)
            self._wanted = name
            self._submit(SetLabel(replace(fresh, colour=better_colour(fresh, self._desk.labels))))
            self.new.clear()

    def _move(self, step: int) -> None:
        chosen = self.chosen()
        names = [one.name for one in self._desk.labels if not one.retired]
        if chosen is None or chosen.name not in names:
            return
        at = names.index(chosen.name)
        to = max(0, min(len(names) - 1, at + step))
        if to != at:
            names.insert(to, names.pop(at))
            self._submit(OrderLabels(tuple(names)))

    def _retire(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            # A key may be another's by now, and who comes back after a merge stands for itself again.
            taken = {one.key for one in self._desk.labels if not one.retired}
            key = "" if chosen.retired and chosen.key in taken else chosen.key
            after = replace(chosen, retired=not chosen.retired, key=key, successor="")
            self._submit(SetLabel(after, chosen.version))

    def _give(self) -> None:
        chosen, typed = self.chosen(), self.into.currentText().strip()
        if chosen is None:
            return
        is_known = any(one.name == typed and not one.retired for one in self._desk.labels)
        self._wanted = typed
        self._tell("One moment…")
        self._submit(MergeLabel(chosen.name, typed) if is_known else RenameLabel(chosen.name, typed))

    def _import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Import a Label Set", "", _FILES)
        if path:
            self.import_set(Path(path))

    def import_set(self, path: Path) -> None:
        try:
            self._submit(AdoptLabels(read_labels(path)))
        except KnownError as error:
            self._tell(str(error))

    def _export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Export the Label Set", "labels.toml", _FILES)
        if path:
            self.export_set(Path(path))

    def export_set(self, path: Path) -> None:
        try:
            count = write_labels(path, self._desk.labels)
        except KnownError as error:
            self._tell(str(error))
        else:
            self._tell(f"{count} labels are in {path}.")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.form.flush()
        super().closeEvent(event)
