"""What was said about the selected annotation, or about the article: who, when, what, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.comments import Comment, Flag
from core.records import Item, Status
from core.session import Session
from gui.keymap import told
from gui.parts import button, heading, label


def when(at: datetime, today: date) -> str:
    """“19:28” of today, else “3 May, 19:28”."""
    local = at.astimezone()
    if local.date() == today:
        return f"{local:%H:%M}"
    year = f" {local.year}" if local.year != today.year else ""
    return f"{local.day} {local:%b}{year}, {local:%H:%M}"


class Thread(QWidget):
    """Hidden while nothing was said."""

    resolve_clicked = Signal(object)  # Comment
    edit_clicked = Signal(object)
    delete_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._says: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(6)
        self.heading = heading("Comments")
        column.addWidget(self.heading)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        self.hide()

    def show_of(self, session: Session | None, item: Item | None, me: str) -> None:
        """Show what was said about an item; without one, about the article and about what is gone from it."""
        if session is None:
            self.fill("Comments", (), (), None, me)
            return
        remarks = session.remarks
        if item is not None:
            self.fill("Comments", remarks.thread(item.id), (), remarks.flag(item.id), me)
            return
        ids = [id for id in sorted(remarks.abouts()) if session.item(id) is None]
        gone = [comment for id in ids for comment in remarks.thread(id)]
        is_flagged = session.info.status is Status.FLAGGED
        self.fill("Comments on the article", remarks.thread(None), gone, is_flagged, me)

    def fill(
        self, title: str, comments: Sequence[Comment], gone: Sequence[Comment], flag: Flag | bool | None, me: str
    ) -> None:
        """Show what was said; ``gone`` is about annotations that are no more, ``me`` is who may change own words.

        An article’s flag is its status, and the history knows whose: here it is only true.
        """
        today = datetime.now().astimezone().date()
        shown = (title, tuple(comments), tuple(gone), flag, me, today)
        if shown == self._shown:
            return
        self._shown = shown
        self._says = []
        while (row := self._rows.takeAt(0)) is not None:
            widget = row.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.heading.setText(title.upper())
        if isinstance(flag, Flag):
            self._rows.addWidget(_line(f"⚑ Flagged by {_who(flag.author, me)}, {when(flag.at, today)}"))
        elif flag:
            self._rows.addWidget(_line(told("⚑ The article is flagged; {flag_item} takes the flag off.")))
        for comment in (*comments, *gone):
            self._rows.addWidget(self._row(comment, me, today, is_gone=comment in gone))
        self.setVisible(bool(comments or gone or flag))

    def sentences(self) -> list[str]:
        """The comments as they are read out: who, when, what."""
        return list(self._says)

    def _row(self, comment: Comment, me: str, today: date, *, is_gone: bool) -> QWidget:
        row = QFrame()
        row.setObjectName("comment")
        row.setProperty("resolved", comment.resolved)
        state = "resolved" if comment.resolved else ""
        about = "on an annotation that is gone" if is_gone else ""
        head = " · ".join(part for part in (_who(comment.author, me), when(comment.at, today), state, about) if part)
        self._says.append(f"{head}: {comment.text}")
        row.setAccessibleName(f"Comment, {head}: {comment.text}")
        column = QVBoxLayout(row)
        column.setContentsMargins(10, 6, 8, 6)
        column.setSpacing(2)
        column.addWidget(_line(head))
        words = label(comment.text, wrap=True, says=f"{head}: {comment.text}")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        words.setEnabled(not comment.resolved)
        column.addWidget(words)
        beside = QHBoxLayout()
        beside.setSpacing(4)
        names = [("Reopen" if comment.resolved else "Resolve", self.resolve_clicked)]
        if comment.author == me:
            names += [("Edit…", self.edit_clicked), ("Delete", self.delete_clicked)]
        for name, signal in names:
            made = button(name, lambda signal=signal: signal.emit(comment), role="pill")  # type: ignore[misc]
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the focus from the article
            beside.addWidget(made)
        beside.addStretch(1)
        column.addLayout(beside)
        return row


def _line(text: str) -> QWidget:
    made = label(text, role="muted", wrap=True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def _who(author: str, me: str) -> str:
    return "You" if author == me else author
