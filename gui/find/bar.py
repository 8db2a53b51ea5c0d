"""The find bar: what is looked for, how, which hit one is at, and what can be done with all of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.find.search import Search, SearchError, parsed
from core.find.states import IN_WORDS, State
from core.records import Label
from gui.find.seeker import Seeker
from gui.panels.flow import FlowLayout
from gui.parts import button, label, muted, search_line, tool

_BESIDE = 1120  # so wide that everything stands in one row, and the line is still one to type into
_ANY_LABEL, _ANY_STATE = "Any label", "Any status"
_LAYERS = (("Quotes", "quote"), ("Excluded text", "excluded"))


def switch(text: str, tip: str, says: str, key: str) -> QToolButton:
    """A button that stays down while something is on."""
    made = QToolButton()
    made.setText(text)
    made.setObjectName("findSwitch")
    made.setCheckable(True)
    made.setToolTip(f"{tip} ({key})")
    made.setAccessibleName(says)
    made.setShortcut(key)
    return made


class SearchLine(QWidget):
    """A line to type into, with switches and filters; the same in the bar and on the page of the library."""

    changed = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = search_line(placeholder)
        self.line.setAccessibleName(placeholder)
        self.line.setMinimumWidth(110)
        self.line.setToolTip("Words; or label:GPE, status:undecided, alone or with words")
        self.case = switch("Aa", "Capital and small letters differ", "Match case", "Alt+C")
        self.whole = switch("W", "Whole words only", "Whole words", "Alt+W")
        self.pattern = switch(".*", "Regular expression", "Regular expression", "Alt+X")
        self.labels = QComboBox()
        self.labels.setAccessibleName("In annotations with the label")
        self.states = QComboBox()
        self.states.setAccessibleName("In annotations with the status")
        self.states.addItem(_ANY_STATE, None)
        for state, words in IN_WORDS.items():
            self.states.addItem(words, state.value)
        self.states.setMaxVisibleItems(len(State) + 1)
        self.set_labels(())
        for choice in (self.labels, self.states):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line, 1)
        for made in (self.case, self.whole, self.pattern):
            made.toggled.connect(self.changed)
            column.addWidget(made)
        self.line.textChanged.connect(self.changed)
        self.labels.currentIndexChanged.connect(self.changed)
        self.states.currentIndexChanged.connect(self.changed)

    def set_labels(self, labels: tuple[Label, ...]) -> None:
        """Offer these labels; what was chosen stays chosen where it is among them."""
        chosen = self.labels.currentData()
        self.labels.blockSignals(True)
        self.labels.clear()
        self.labels.addItem(_ANY_LABEL, "")
        for known in labels:
            if not known.retired:
                self.labels.addItem(known.name, known.name)
        for words, layer in _LAYERS:
            self.labels.addItem(words, layer)
        self.labels.setCurrentIndex(max(0, self.labels.findData(chosen)))
        self.labels.blockSignals(False)

    def search(self) -> Search:
        """What is asked for. Raises SearchError where that makes no sense."""
        state = self.states.currentData()
        switches = Search(
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            pattern=self.pattern.isChecked(),
            label=self.labels.currentData() or "",
            state=State(state) if state else None,
        )
        return parsed(self.line.text(), switches)

    def show_search(self, search: Search) -> None:
        """Show another search, as if it had been typed."""
        self.blockSignals(True)
        self.line.setText(search.words)
        self.case.setChecked(search.case)
        self.whole.setChecked(search.whole)
        self.pattern.setChecked(search.pattern)
        self.labels.setCurrentIndex(max(0, self.labels.findData(search.label)))
        self.states.setCurrentIndex(max(0, self.states.findData(search.state.value if search.state else None)))
        self.blockSignals(False)


class FindBar(QFrame):
    left = Signal()  # Esc, or the cross: the article again, at the hit
    article_wanted = Signal()  # the keys are to act on the article, while the hits stay
    annotate_clicked = Signal()
    library_clicked = Signal()

    def __init__(self, seeker: Seeker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName("Find in the article")
        self._seeker = seeker
        self._trouble = ""
        self._misread = False  # what was typed last made no sense
        self.what = SearchLine("Find in the article")
        self.what.changed.connect(self.look)
        self.what.line.installEventFilter(self)
        self.count = label(name="findCount", says="Hits")
        self.count.setMinimumWidth(64)
        self.previous = tool("↑", lambda: seeker.step(-1), tip="Previous hit (Shift+Enter, Shift+F3)")
        self.next = tool("↓", lambda: seeker.step(1), tip="Next hit (Enter, F3)")
        self.annotate = button("Annotate All…", self.annotate_clicked.emit, tip="See all hits, and give them a label")
        self.everywhere = button("In All Articles", self.library_clicked.emit, tip="Look through the library")
        self.close_button = tool("✕", self.left.emit, tip="Close, and stay at this hit (Esc)", says="Close")
        self.told = muted()
        self.told.setAccessibleName("What is wrong with the search")
        self._build()
        seeker.found.connect(self._show_hits)
        seeker.trouble.connect(self._show_trouble)
        self._show_hits()

    def _build(self) -> None:
        self._second = QWidget()
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setSpacing(6)
        lower = FlowLayout(self._second)
        self._below = (
            self.count, self.previous, self.next, self.what.labels, self.what.states, self.annotate, self.everywhere,
        )  # fmt: skip
        for widget in self._below:
            lower.addWidget(widget)
        self._rows.addWidget(self.what, 1)
        self._rows.addWidget(self._second)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addLayout(self._rows, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 8, 7)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.told)

    # ------------------------------------------------------------------------------------------------------- looking

    def look(self) -> None:
        """Look for what is typed now."""
        self._trouble = ""
        try:
            search = self.what.search()
        except SearchError as error:
            self._show_trouble(str(error))
            self._misread = True
            return
        if self._misread:  # what was wrong is right at once, though a long text is still being looked through
            self._misread = False
            self.told.hide()
        self._seeker.look_for(search)

    def begin(self, words: str) -> None:
        """Take up words that are selected in the article, and let the editor type."""
        if words:
            self.what.show_search(replace(Search(), words=words, case=self.what.case.isChecked()))
        self.what.line.setFocus()
        self.what.line.selectAll()
        self.look()

    def _show_trouble(self, sentence: str) -> None:
        self._trouble = sentence
        self._show_hits()

    def _show_hits(self) -> None:
        seeker = self._seeker
        number, current = len(seeker.hits), seeker.current
        if self._trouble or seeker.search.is_empty:
            words = ""
        elif not number:
            words = "No hits"
        elif current is None:
            words = f"{number:,} hit{'' if number == 1 else 's'}"
        else:
            words = f"{current + 1:,} of {number:,}"
        self.count.setText(words)
        self.told.setText(self._trouble)
        self.told.setVisible(bool(self._trouble))
        for made in (self.previous, self.next, self.annotate):
            made.setEnabled(number > 0)

    # ---------------------------------------------------------------------------------------------------------- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the line goes on, with Shift back, with Ctrl to all hits, with Alt into the article."""
        if watched is self.what.line and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, modifiers = Qt.Key(event.key()), event.modifiers()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if modifiers & Qt.KeyboardModifier.ControlModifier:
                    self.annotate.click()
                elif modifiers & Qt.KeyboardModifier.AltModifier:
                    self.article_wanted.emit()
                else:
                    self._seeker.step(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._seeker.step(1 if key is Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        self._rows.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        widths = [widget.sizeHint().width() + 6 for widget in self._below]
        self._second.setMinimumWidth(sum(widths) if wide else 0)
