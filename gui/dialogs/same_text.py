"""A look at every mention with the same words before one decision is made on all of them.

Each stands in its line, with what it is now; what is ticked is meant. The rules for what counts as the same are here
too, and stay as they were left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.deeds import Deed
from core.matching import Case, Matching, Place
from core.model import Label
from core.rules import short
from core.session import Session
from gui.controllers.same_text import to_look_at
from gui.dialogs.places import PlaceDelegate, PlaceModel
from gui.look import Look
from gui.parts import button, label, muted

if TYPE_CHECKING:
    from gui.window import DeskWindow

_CASES = {
    Case.EXACT: "Capital letters as written",
    Case.FIRST_LETTER: "First letter in either case",
    Case.ANY: "Capital or small letters",
}
_NO_ENTITY = "no entity"


def open_over(window: DeskWindow) -> None:
    """Open it on what is selected, or on what was just done."""
    deed = to_look_at(window.desk.context())
    if deed is not None:
        open_on(window, deed)


def open_on(window: DeskWindow, deed: Deed) -> None:
    """Open it on something that could be done."""
    context = window.desk.context()
    session = context.session
    if session is None:
        return
    dialog = SameTextDialog(deed, session, context.labels, context.matching, window.look, window)

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
        window.desk.submit(dialog.deed.command(session.id, dialog.chosen()))
        window.focus_article()

    dialog.rules_changed = keep
    dialog.accepted.connect(apply)
    dialog.open()


class SameTextDialog(QDialog):
    def __init__(
        self, deed: Deed, session: Session, labels: Sequence[Label], rules: Matching, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Same Text")
        self.resize(900, 560)
        self.deed, self._session = deed, session
        self.rules_changed: Callable[[Matching], None] = lambda _rules: None
        self._build(labels, rules, look)
        self._fill()
        self.list.setFocus()

    # -------------------------------------------------------------------------------------------------------- building

    def _build(self, labels: Sequence[Label], rules: Matching, look: Look) -> None:
        self.label = QComboBox()
        self.label.setAccessibleName("What they become")
        self.label.addItems([known.name for known in labels if not known.retired])
        self.label.addItem(_NO_ENTITY)
        self.label.setCurrentText(self.deed.label or _NO_ENTITY)
        self.label.currentTextChanged.connect(self._choose_label)
        self._build_rules(rules)
        self.model = PlaceModel(self._session.text, self)
        self.model.dataChanged.connect(self._count)
        self.list = QListView()
        self.list.setObjectName("places")
        self.list.setAccessibleName("Equal mentions")
        self.list.setModel(self.model)
        self.list.setItemDelegate(PlaceDelegate(look, {known.name: known.colour for known in labels}, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.told = muted()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.apply: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        what, how = QHBoxLayout(), QHBoxLayout()
        found = "all that was found, " if self.deed.spans else ""
        what.addWidget(label(f"Make {found}“{short(self.deed.words)}”", role="title"))
        what.addWidget(self.label)
        what.addStretch(1)
        how.addWidget(self.case)
        how.addSpacing(8)
        how.addWidget(self.possessive)
        how.addSpacing(8)
        how.addWidget(self.hyphenated)
        how.addStretch(1)
        for rule in (self.case, self.possessive, self.hyphenated):
            rule.setVisible(not self.deed.spans)  # what was found is what it is
        for words, on in (("All", True), ("None", False)):
            made = button(words, partial(self.model.tick_all, on=on), tip=f"Tick {words.lower()} of them")
            made.setAutoDefault(False)  # Enter applies
            how.addWidget(made)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(what)
        column.addLayout(how)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addWidget(buttons)

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

    def chosen(self) -> list[Place]:
        """What is ticked."""
        return self.model.chosen()

    def _choose_label(self, name: str) -> None:
        deed = self.deed
        none = name == _NO_ENTITY
        self.deed = replace(deed, label=None if none else name, deletes=deed.deletes and none, reason=None)
        self._fill()

    def _change_rules(self, *_: object) -> None:
        self._fill()
        self.rules_changed(self.rules())

    def _fill(self) -> None:
        found = self.deed.places(self._session, self.rules())
        self._open = [place for place in found if self.deed.is_open(place)]
        self._done = len(found) - len(self._open)
        self.model.fill(self._open, {n for n, place in enumerate(self._open) if self.deed.is_meant(place)})
        if self._open:
            self.list.setCurrentIndex(self.model.index(0))
        self._count()

    def _count(self, *_: object) -> None:
        chosen = len(self.chosen())
        deed = self.deed
        verb = "Delete" if deed.deletes else "Reject"
        self.apply.setText(f"{verb} {chosen}" if deed.label is None else f"Make {chosen} {deed.label}")
        self.apply.setEnabled(chosen > 0)
        told = [f"{chosen} of {len(self._open)} chosen"] if self._open else ["Nothing is left to do"]
        if self._done:
            told.append(f"{self._done} more {'is' if self._done == 1 else 'are'} {deed.label or 'rejected'} already")
        self.told.setText(" · ".join(told))
