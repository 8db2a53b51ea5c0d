"""What is asked: what the left one says, what the right one says, and a button with a key for each answer."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.pairing import Pair
from core.records import Annotation
from core.rules import short
from core.sets import Choice
from gui.adjudicating.bench import Bench, lines, title_of
from gui.parts import button, label, muted

ANSWERS = (
    (Choice.LEFT, "Left", "1", "← or 1"),
    (Choice.RIGHT, "Right", "2", "→ or 2"),
    (Choice.BOTH, "Both", "3", "3"),
    (Choice.NEITHER, "Nothing here", "0", "0"),
    (Choice.EDITED, "Edit…", "E", "E"),
)


_NAME = 16  # characters of a name on a button


class Question(QWidget):
    answered = Signal(object)  # Choice

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = label(role="title", says="Place among the differences")
        self.state = muted(wrap=True)
        self.cards = [_Card("left"), _Card("right")]
        self.buttons = {
            choice: button(f"{text}   {key}", partial(self.answered.emit, choice), tip=f"{text} ({keys})")
            for choice, text, key, keys in ANSWERS
        }
        answers = QGridLayout()
        answers.setSpacing(6)
        for nth, made in enumerate(self.buttons.values()):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys act from wherever one is
            first = nth < 2  # the two sides above, the other answers below
            answers.addWidget(made, 0 if first else 1, 3 * nth if first else 2 * (nth - 2), 1, 3 if first else 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.place)
        column.addWidget(self.state)
        for card in self.cards:
            column.addWidget(card)
        column.addLayout(answers)

    def show_pair(self, bench: Bench, pair: Pair | None) -> None:
        there = pair is not None
        for card in self.cards:
            card.setVisible(there)
        for choice, made in self.buttons.items():
            made.setVisible(there)
            made.setEnabled(choice is not Choice.BOTH or (pair is not None and None not in pair.key))
        if pair is None:
            self.place.setText("Nothing to settle")
            self.state.setText("Both annotators have the same.")
            return
        number = [one.key for one in bench.found.differences].index(pair.key) + 1
        self.place.setText(f"{number} of {len(bench.found.differences)}: {bench.differing(pair)}")
        told = bench.told(pair)
        resolution = bench.settled(pair)
        by = f" by {resolution.by}" if resolution is not None else ""
        self.state.setText(f"Decided{by}: {told}" if told else "Undecided")
        text = bench.article.text
        self.cards[0].show_side(bench.left.title, pair.left, pair.right, text)
        self.cards[1].show_side(bench.right.title, pair.right, pair.left, text)
        for choice, one, key in ((Choice.LEFT, bench.left, "1"), (Choice.RIGHT, bench.right, "2")):
            self.buttons[choice].setText(f"{short(title_of(one), _NAME)}   {key}")
        for choice, made in self.buttons.items():
            made.setProperty("role", "primary" if resolution is not None and resolution.choice is choice else "")
            made.style().unpolish(made)
            made.style().polish(made)


class _Card(QFrame):
    """One side’s version; what the other has otherwise is bold."""

    def __init__(self, side: str) -> None:
        super().__init__()
        self.setObjectName("sideCard")
        self.setProperty("side", side)
        self.name = label(role="heading")
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.words)

    def show_side(self, name: str, one: Annotation | None, other: Annotation | None, text: str) -> None:
        self.name.setText(name.upper())
        if one is None:
            self.words.setText("<i>nothing here</i>")
            self.setAccessibleName(f"{name}: nothing here")
            return
        theirs = set(lines(other.body, text)) if other is not None else set()
        told = lines(one.body, text)
        rows = []
        for what, words in told:
            shown = escape(words) if (what, words) in theirs else f"<b>{escape(words)}</b>"
            rows.append(f"{what}: {shown}")
        self.words.setText("<br>".join(rows))
        self.setAccessibleName(f"{name}: " + "; ".join(f"{what} {words}" for what, words in told))
