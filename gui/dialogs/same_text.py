"""A look at every mention with the same words before one decision is made on all of them.

Each stands in its line, with what it is now; what is ticked is meant. They are the article's, or the whole library's
under their headlines. The rules for what counts as the same are here too, and stay as they were left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.deeds import Deed
from core.everywhere import Finding, Reading, command, done_already, findings
from core.matching import Case, Matching
from core.records import Label
from core.rules import short
from core.session import Session
from gui.controllers.same_text import to_look_at
from gui.dialogs.places import PlaceDelegate, PlaceModel
from gui.everywhere import Reader
from gui.look import Look
from gui.parts import button, label, muted, resize_to

if TYPE_CHECKING:
    from gui.host import Host

_CASES = {
    Case.EXACT: "Capital letters as written",
    Case.FIRST_LETTER: "First letter in either case",
    Case.ANY: "Capital or small letters",
}
_NO_ENTITY = "no entity"
_HERE, _EVERYWHERE = 0, 1


def open_over(window: Host) -> None:
    """Open it on what is selected, or on what was just done."""
    deed = to_look_at(window.desk.context())
    if deed is not None:
        open_on(window, deed)


def open_on(window: Host, deed: Deed, *, everywhere: bool = False) -> None:
    """Open it on something that could be done, in the open article or in all of them."""
    context = window.desk.context()
    session = context.session
    if session is None:
        return
    reader = Reader(window.desk.workspace, window.intake.executor)
    dialog = SameTextDialog(deed, session, context.labels, context.matching, window.look, reader, window)

    def keep(rules: Matching) -> None:
        for name, value in (
            ("same_case", rules.case.value),
            ("same_possessive", rules.possessive),
            ("same_hyphenated", rules.hyphenated),
        ):
            if window.settings.get(name) != value:
                window.settings.set(name, value)
                window.apply_setting(name)

    def apply() -> None:
        # What was seen may have changed meanwhile; then the command is refused, and says so.
        window.desk.submit(command(dialog.deed, dialog.chosen()))
        window.focus_article()

    dialog.rules_changed = keep
    dialog.accepted.connect(apply)
    if everywhere:
        dialog.scope.setCurrentIndex(_EVERYWHERE)
    dialog.open()


class SameTextDialog(QDialog):
    def __init__(
        self,
        deed: Deed,
        session: Session,
        labels: Sequence[Label],
        rules: Matching,
        look: Look,
        reader: Reader,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What Was Found" if deed.spans else "Same Text")
        resize_to(self, 900, 560)
        self.deed, self._session = deed, session
        self._keyed = {known.key.upper(): known.name for known in labels if known.key and not known.retired}
        self._reader, self._reading = reader, Reading((session,))
        reader.setParent(self)
        reader.progressed.connect(self._progress)
        reader.read.connect(self._take)
        reader.failed.connect(self._stopped)
        self.rules_changed: Callable[[Matching], None] = lambda _rules: None
        self._build(labels, rules, look)
        self._fill()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list, the keys of labels choose what the mentions become, as they do in the article."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            name = _NO_ENTITY if event.key() == Qt.Key.Key_Backspace else self._keyed.get(event.text().upper(), "")
            if name and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.label.setCurrentText(name)
                return True
        return super().eventFilter(watched, event)

    # -------------------------------------------------------------------------------------------------------- building

    def _build(self, labels: Sequence[Label], rules: Matching, look: Look) -> None:
        self._build_list(labels, look)
        self._build_rules(rules)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(self._build_what(labels))
        column.addLayout(self._build_how())
        column.addWidget(self.list, 1)
        column.addLayout(self._build_below())
        column.addWidget(self._build_buttons())

    def _build_list(self, labels: Sequence[Label], look: Look) -> None:
        self.model = PlaceModel(self)
        self.model.dataChanged.connect(self._count)
        self.list = QListView()
        self.list.setObjectName("places")
        self.list.setAccessibleName("Equal mentions")
        self.list.setModel(self.model)
        self.list.setItemDelegate(PlaceDelegate(look, {known.name: known.colour for known in labels}, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.list.installEventFilter(self)

    def _build_what(self, labels: Sequence[Label]) -> QHBoxLayout:
        """What is to be done with which words, and where."""
        self.label = QComboBox()
        self.label.setAccessibleName("What they become")
        self.label.setToolTip("In the list, a label’s key chooses it, and Backspace that they are no entity")
        self.label.addItems([known.name for known in labels if not known.retired])
        self.label.addItem(_NO_ENTITY)
        self.label.setCurrentText(self.deed.label or _NO_ENTITY)
        self.label.currentTextChanged.connect(self._choose_label)
        self.scope = QComboBox()
        self.scope.setAccessibleName("Where")
        self.scope.addItems(["in this article", "in all articles"])
        self.scope.currentIndexChanged.connect(self._read)
        found = "all that was found" if self.deed.spans else ""
        words = f"“{short(self.deed.words)}”" if self.deed.words else ""
        row = QHBoxLayout()
        row.addWidget(label(f"Make {', '.join(part for part in (found, words) if part)}", role="title"))
        row.addWidget(self.label)
        row.addWidget(self.scope)
        row.addStretch(1)
        self.scope.setVisible(not self.deed.spans)
        return row

    def _build_how(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for rule in (self.case, self.possessive, self.hyphenated):
            rule.setVisible(not self.deed.spans)  # what was found is what it is
            row.addWidget(rule)
            row.addSpacing(8)
        row.addStretch(1)
        for words, on in (("All", True), ("None", False)):
            made = button(words, partial(self.model.tick_all, on=on), tip=f"Tick {words.lower()} of them")
            made.setAutoDefault(False)  # Enter applies
            row.addWidget(made)
        return row

    def _build_below(self) -> QHBoxLayout:
        self.told = muted()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setMaximumWidth(200)
        self.bar.setAccessibleName("Articles looked through")
        self.stop = button("Stop", self._reader.stop)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        self._show_progress(on=False)
        return row

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.apply: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _build_rules(self, rules: Matching) -> None:
        self.case = QComboBox()
        self.case.setAccessibleName("Capital and small letters")
        for case, words in _CASES.items():
            self.case.addItem(words, case)
        self.case.setCurrentIndex(list(_CASES).index(rules.case))
        self.possessive = QCheckBox("With ’s")
        self.possessive.setToolTip("“Qusair’s” is a mention of “Qusair”; the ending belongs to neither.")
        self.possessive.setChecked(rules.possessive)
        self.hyphenated = QCheckBox("In hyphenated words")
        self.hyphenated.setToolTip("A part of a hyphenated word is a mention, as in “Hezbollah-backed”.")
        self.hyphenated.setChecked(rules.hyphenated)
        self.case.currentIndexChanged.connect(self._change_rules)
        self.possessive.toggled.connect(self._change_rules)
        self.hyphenated.toggled.connect(self._change_rules)

    # --------------------------------------------------------------------------------------------------------- changing

    def rules(self) -> Matching:
        return Matching(Case(self.case.currentData()), self.possessive.isChecked(), self.hyphenated.isChecked())

    def chosen(self) -> list[Finding]:
        """What is ticked, by article."""
        return self.model.chosen()

    def _choose_label(self, name: str) -> None:
        deed = self.deed
        none = name == _NO_ENTITY
        self.deed = replace(deed, label=None if none else name, deletes=deed.deletes and none, reason=None)
        self._fill()

    def _change_rules(self, *_: object) -> None:
        self._read()
        self.rules_changed(self.rules())

    # ---------------------------------------------------------------------------------------------------------- reading

    def _read(self, *_: object) -> None:
        """Look where the words stand: in the open article at once, in all of them as long as it takes."""
        self._reader.cancel()
        if self.scope.currentIndex() == _HERE:
            self._show_progress(on=False)
            self._take(Reading((self._session,)))
            return
        self.model.fill((), self.deed.is_meant)
        self.apply.setEnabled(False)
        self.told.setText("Looking through all articles…")
        self._show_progress(on=True)
        self._reader.start(self.deed.words, self.rules())

    def _show_progress(self, *, on: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(on)
        self.stop.setVisible(on)

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.told.setText(f"Looking through all articles… {done:,} of {total:,}")

    def _take(self, reading: Reading) -> None:
        self._show_progress(on=False)
        self._reading = reading
        self._fill()

    def _stopped(self, sentence: str) -> None:
        self._show_progress(on=False)
        self.scope.setCurrentIndex(_HERE)
        self.told.setText(sentence)

    def done(self, result: int) -> None:
        self._reader.cancel()
        super().done(result)

    # ---------------------------------------------------------------------------------------------------------- showing

    def _fill(self) -> None:
        sessions, rules, home = self._reading.sessions, self.rules(), self._session.id
        found = findings(sessions, self.deed, rules, home)
        self._open = sum(len(finding.places) for finding in found)
        self._articles = len(found)
        self._done = done_already(sessions, self.deed, rules, home)
        self.model.fill(found, self.deed.is_meant)
        if found:
            self.list.setCurrentIndex(self.model.index(0))
        self._count()

    def _count(self, *_: object) -> None:
        chosen = sum(len(finding.places) for finding in self.chosen())
        deed = self.deed
        verb = "Delete" if deed.deletes else "Reject"
        self.apply.setText(f"{verb} {chosen:,}" if deed.label is None else f"Make {chosen:,} {deed.label}")
        self.apply.setEnabled(chosen > 0)
        where = f" in {self._articles:,} articles" if self._articles > 1 else ""
        told = [f"{chosen:,} of {self._open:,} chosen{where}"] if self._open else ["Nothing is left to do"]
        if self._done:
            told.append(f"{self._done:,} more {'is' if self._done == 1 else 'are'} {deed.label or 'rejected'} already")
        if self._reading.left:
            told.append(f"{self._reading.left:,} more articles have the words: do these first, then look again")
        if self._reading.own:
            told.append(f"{self._reading.own:,} that you annotate independently are left out")
        self.told.setText(" · ".join(told))
