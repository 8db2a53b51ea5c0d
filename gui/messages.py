"""Sentences to the editor that do not get in the way: a bar over the article, answered by its key, dismissed by Esc."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.keymap import with_key
from gui.parts import in_english, repolish, tool

PLAIN, GOOD, BAD = "plain", "good", "bad"
_GOOD_NEWS_MILLISECONDS = 7000  # after which news that need no answer go by themselves


class MessageBar(QFrame):
    """One sentence at a time, the newest; hidden when there is none."""

    def __init__(self, parent: QWidget | None = None, *, answer: str = "") -> None:
        """``answer`` is the action, by its id, whose key presses the button."""
        super().__init__(parent)
        self._answer, self._offer = answer, ""
        self.setObjectName("messageBar")
        self.setAccessibleName("Message")
        self._sentence = QLabel(wordWrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.button.clicked.connect(self.act)
        self.dismiss = tool("✕", self.clear, tip="Dismiss", says="Dismiss the message")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.button)
        row.addWidget(self.dismiss)
        self._then: Callable[[], None] | None = None
        self._said_at = datetime.now(UTC)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_GOOD_NEWS_MILLISECONDS)
        self._fade.timeout.connect(self.clear)
        self.hide()

    def sentence(self) -> str:
        return self._sentence.text() if not self.isHidden() else ""

    @property
    def offers(self) -> bool:
        """Whether there is something to do about what is said."""
        return self._then is not None

    def show_sentence(
        self, sentence: str, kind: str = PLAIN, action: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence, with a button where there is something to do about it; good news do not push that away."""
        if kind == GOOD and then is None and self.sentence() and self._then is not None:
            return
        self._sentence.setText(in_english(sentence))
        self.setAccessibleDescription(sentence)
        self._then = then
        self._said_at = datetime.now(UTC)
        self._offer = action
        self.button.setText(with_key(action, self._answer) if self._answer else action)
        self.button.setVisible(then is not None)
        self.setProperty("kind", kind)
        repolish(self)
        if kind == GOOD and then is None:
            self._fade.start()
        else:
            self._fade.stop()
        self.show()

    def keep(self, sentence: str, action: str, then: Callable[[], None]) -> None:
        """Show what is so until it is over; without a sentence it is, and what offers the same action goes."""
        if sentence:
            self.show_sentence(sentence, PLAIN, action, then)
        elif self._then is not None and self._offer == action:
            self.clear()

    def outdate(self, at: datetime) -> None:
        """The editor has done something: what was said before that, and asked for nothing, is no news any more.

        ``at`` is when it was done, aware; what says what came of it is said after.
        """
        if self._then is None and self.property("kind") != GOOD and self._said_at < at:
            self.clear()

    def clear(self) -> None:
        self.hide()
        self._then = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def act(self) -> None:
        """Do what the message offers, if it offers anything."""
        then = self._then
        self.clear()
        if then is not None:
            then()
