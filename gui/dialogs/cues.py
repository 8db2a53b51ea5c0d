"""The words that bring quotes: one's own, as a small file to write in, and a look at all that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.counted import counted
from core.errors import ModelError
from core.suggest.quotes.own_cues import TEMPLATE, CueWords, checked, cue_words, own_cues_file, save, told_of
from gui.dialogs import show_text
from gui.keymap import told
from gui.parts import button, label, muted, resize_to

if TYPE_CHECKING:
    from gui.host import Host

_WHAT = (
    "Words of your own that say that something was said, for all quotes suggested from now on; "
    "{suggest} suggests for the open article again."
)


def open_over(window: Host) -> None:
    CuesDialog(window).open()


class CuesDialog(QDialog):
    """Says of every change whether it can be read; only what can is saved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Cue Words")
        resize_to(self, 760, 620)
        self._words = cue_words()
        self._path = own_cues_file()
        self.search = QLineEdit(placeholderText="Look up a word: quipped")
        self.search.setAccessibleName("Look up a word")
        self.search.textChanged.connect(lambda _text: self._look_up())
        self.found = muted()
        self.text = QPlainTextEdit(_written())
        self.text.setAccessibleName("Words of your own")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._check)
        self.state = label(wrap=True, says="What is the matter with the words")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.keep = button("Save", self._save, role="primary", name="save_cues")
        self.all = button("Words That Come with Copydesk…", self._show_all)
        buttons.addButton(self.keep, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.all, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(label(told(_WHAT), wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.found)
        column.addWidget(self.text, 1)
        column.addWidget(self.state)
        column.addWidget(muted(f"Kept in {self._path}"))
        column.addWidget(buttons)
        self._check()
        self._look_up()
        self.keep.setEnabled(False)

    def _check(self) -> None:
        """Say whether what is written can be read, and how many words it holds."""
        try:
            self._take(checked(self.text.toPlainText()), "")
        except ModelError as error:
            self.state.setText(f"{error} Until it is mended, it is not saved.")
            self.keep.setEnabled(False)

    def _take(self, words: CueWords, more: str) -> None:
        self._words = words
        told_count = counted(words.own, "word") + " of your own." if words.own else "No word of your own yet."
        self.state.setText(f"{told_count} {more}".rstrip())
        self.keep.setEnabled(True)
        self._look_up()

    def _look_up(self) -> None:
        word = self.search.text().strip()
        known = f"{len(set(self._words.lexicon.verbs.values())):,} verbs bring quotes."
        self.found.setText(told_of(word, self._words.lexicon) if word else known)

    def _save(self) -> None:
        try:
            self._take(save(self.text.toPlainText()), told("Saved. {suggest} suggests again."))
        except ModelError as error:
            self.state.setText(str(error))
        else:
            self.keep.setEnabled(False)

    def _show_all(self) -> None:
        from importlib.resources import files

        show_text(
            self, "Words That Come with Copydesk", (files("resources") / "lexicon" / "cues.toml").read_text("utf-8")
        )


def _written() -> str:
    """What is in the file, also where it cannot be read as words; what it could be where there is none."""
    try:
        return own_cues_file().read_text("utf-8", errors="replace")
    except OSError:
        return TEMPLATE
