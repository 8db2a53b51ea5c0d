"""Neither side is right: say what is. The words are taken from the text, by mouse or by Shift and the arrows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.bodies import Body, Entity, Kind, PartRef, Quote, Role, Span
from core.errors import KnownError
from core.pairing import Pair
from core.rules import short, tidy
from core.text import TextIndex
from gui.adjudicating.bench import Bench
from gui.parts import button, label, muted, resize_to


def _with(quote: Quote, role: Role, spans: tuple[Span, ...]) -> Quote:
    """A quote with other parts of one role."""
    match role:
        case Role.CONTENT:
            return replace(quote, contents=spans)
        case Role.CUE:
            return replace(quote, cues=spans)
        case Role.NESTED:
            return replace(quote, nested=spans)
        case _:
            return replace(quote, sources=spans)


class EditDialog(QDialog):
    made = Signal(object)  # Body

    def __init__(self, bench: Bench, pair: Pair, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What Is Right Here")
        resize_to(self, 760, 560)
        self._index = TextIndex(bench.article.text)
        self._text = bench.article.text
        self._body: Body = pair.bodies[0]
        self._bench = bench
        self.text = QPlainTextEdit(self._text)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the article")
        self.trouble = muted()
        self.trouble.setProperty("role", "warn")
        self.trouble.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.take.setText("This Is Right")
        self.take.setProperty("role", "primary")
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(muted("Select the words in the text: Shift and the arrows, with Ctrl by word, or the mouse."))
        column.addWidget(self.text, 1)
        column.addWidget(self._of_entity() if isinstance(self._body, Entity) else self._of_quote())
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    # ------------------------------------------------------------------------------------------------------- the forms

    def _of_entity(self) -> QWidget:
        assert isinstance(self._body, Entity)
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        self.label = QComboBox()
        self.label.setAccessibleName("Label")
        self.label.addItems([one.name for one in self._bench.labels if not one.retired])
        self.label.setCurrentText(self._body.label)
        self.words = label(says="Words of the entity")
        rows.addRow("Label", self.label)
        rows.addRow("Words", self.words)
        self.text.selectionChanged.connect(self._take_words)
        return form

    def _of_quote(self) -> QWidget:
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        self.parts = QListWidget()
        self.parts.setAccessibleName("Parts of the quote")
        self.parts.setMaximumHeight(120)
        self.speaker = QLineEdit()
        self.speaker.setPlaceholderText("Who is meant; several with a semicolon")
        self.speaker.setAccessibleName("Speakers")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind")
        self.kind.addItems([kind.value for kind in Kind])
        grid.addWidget(self.parts, 0, 0, 4, 1)
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("Selection Is Content", "Alt+C", partial(self._add, Role.CONTENT)),
            ("Selection Is Cue", "Alt+V", partial(self._add, Role.CUE)),
            ("Selection Is Source", "Alt+S", partial(self._add, Role.SOURCE)),
            ("Remove Part", "Alt+R", self._remove),
        )
        for row, (text, key, act) in enumerate(acts):
            grid.addWidget(button(f"{text}   {key}", act, tip=f"{text} ({key})"), row, 1)
            QShortcut(QKeySequence(key), self).activated.connect(act)
        grid.addWidget(self.speaker, 4, 0)
        grid.addWidget(self.kind, 4, 1)
        if isinstance(self._body, Quote):
            self.speaker.setText("; ".join(self._body.speakers))
            self.kind.setCurrentText(self._body.kind.value)
        self._list_parts()
        return form

    # ------------------------------------------------------------------------------------------------------- the words

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.select(self._body.bounds)
        self.text.setFocus()

    def select(self, span: Span) -> None:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._index.position(span.start))
        cursor.setPosition(self._index.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.centerCursor()

    def selected(self) -> Span | None:
        cursor = self.text.textCursor()
        start, end = self._index.offset(cursor.selectionStart()), self._index.offset(cursor.selectionEnd())
        return Span(start, end) if start < end else None

    def _take_words(self) -> None:
        span = self.selected()
        self.words.setText(f"“{short(span.of(self._text), 80)}”" if span is not None else "Nothing is selected.")
        self.take.setEnabled(span is not None)

    def _list_parts(self) -> None:
        assert isinstance(self._body, Quote)
        self.parts.clear()
        for ref, span in self._body.parts():
            self.parts.addItem(f"{ref.role.value}: {short(span.of(self._text), 90)}")

    def _add(self, role: Role) -> None:
        span, body = self.selected(), self._body
        if span is None or not isinstance(body, Quote):
            self._say("Select the words in the text first.")
            return
        spans = (*body.of_role(role), span)
        self._body = _with(body, role, tuple(sorted(set(spans))))
        self._list_parts()

    def _remove(self) -> None:
        body, row = self._body, self.parts.currentRow()
        if not isinstance(body, Quote) or row < 0:
            return
        ref: PartRef = [ref for ref, _ in body.parts()][row]
        left = tuple(span for nth, span in enumerate(body.of_role(ref.role)) if nth != ref.ordinal)
        rest = _with(body, ref.role, left)
        if not rest.anchors:
            self._say("A quote needs a content, a cue or a source. Add the right words first.")
            return
        self._body = rest
        self._list_parts()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()

    # ---------------------------------------------------------------------------------------------------------- the end

    def body(self) -> Body:
        """What stands in the form."""
        if isinstance(self._body, Entity):
            return Entity(self.selected() or self._body.span, self.label.currentText())
        if isinstance(self._body, Quote):
            names = tuple(name.strip() for name in self.speaker.text().split(";") if name.strip())
            return replace(self._body, speakers=names, kind=Kind(self.kind.currentText()))
        return replace(self._body, span=self.selected() or self._body.span)

    def _accept(self) -> None:
        try:
            body = tidy(self._text, self.body())
        except KnownError as error:
            self._say(str(error))
            return
        self.made.emit(body)
        self.accept()
