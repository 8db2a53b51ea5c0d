"""The review page: what an annotator made of the suggestions, comments on it, and the way back or to approval."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from core.commands import Command
from core.commands.sharing import ApproveSet, Remark, ReopenSet, ReturnSet
from core.counted import counted
from core.diffing import Difference
from core.queries import Store
from core.records import Revision
from core.sets import ReviewStatus
from gui.desk import Folded
from gui.history.compare import Compare
from gui.look import Look
from gui.messages import BAD, GOOD, PLAIN, MessageBar
from gui.parts import button, label, muted, repolish
from gui.reviewing.listing import DoneList
from gui.reviewing.reading import Outlook, UnderReview, outlook, told
from gui.screen import Choice, Screen

KEYS = "N P walk · T comment · A all · I inline · R return · Ctrl+Enter approve · C whose · Esc back"
_WIDTH = 360  # pixels, the least for list and comments
_ARTICLE = "The article"


class ReviewPage(QWidget):
    left = Signal()  # the reviewer wants back to the desk
    told = Signal(str)  # what is reviewed, for the status bar

    def __init__(self, screen: Screen, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen, self._desk = screen, screen.desk
        self._article: str | None = None
        self._headline = ""
        self._outlook: Outlook | None = None
        self._everything = False
        self._current: Difference | None = None  # what a comment would be about; the article, where there is none
        self.drafts: dict[str | None, str] = {}  # comments that go with a return; by item, None for the article
        self._asked = 0
        self._build(look)
        self._desk.folded.connect(self._folded)
        self._desk.told.connect(self._say_trouble)
        self.compare.set_zoom(self._desk.view.zoom())
        self._desk.view.zoomed.connect(self.compare.set_zoom)

    # -------------------------------------------------------------------------------------------------------- building

    def _build(self, look: Look) -> None:
        self.between = muted(wrap=False)
        self.give_back = button("Return", self.return_, tip="Give it back with the comments (R)")
        self.approve_button = button("Approve", self.approve, tip="It is as it should be (Ctrl+Enter)", role="primary")
        self.reopen_button = button("Reopen", self.reopen, tip="Take it back into work")
        head = QWidget()
        head.setObjectName("chips")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(label("Review", role="title"))
        row.addWidget(self.between, 1)
        for made in (self.reopen_button, self.give_back, self.approve_button):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(made)
        self.messages = MessageBar()
        self.compare = Compare(look)
        self.compare.set_inline(True)
        self.list = DoneList()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.compare)
        self.splitter.addWidget(self._build_side())
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([1120, 480])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (head, self.messages, self.splitter):
            whole.addWidget(widget, 1 if widget is self.splitter else 0)
        whole.addStretch()  # below the line at the top, while nothing is shown
        self.list.chosen.connect(self._go_to)
        for side in (self.compare.left, self.compare.right):
            side.view.item_selected.connect(self._clicked)
        self._connect_keys()

    def _build_side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("sidePanel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(_WIDTH)
        self.about = label(role="title", says="What a comment would be about")
        self.said = muted()
        self.line = CommentLine()
        self.line.kept.connect(self._keep)
        self.line.left.connect(self.list.setFocus)
        box = QVBoxLayout()
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(6)
        for widget in (self.about, self.said, self.line):
            box.addWidget(widget)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(box)
        return side

    def _connect_keys(self) -> None:
        for key, act in (
            ("N", partial(self._step, 1)),
            ("P", partial(self._step, -1)),
            ("T", self.line.setFocus),
            ("Shift+T", self._comment_article),
            ("A", self._toggle_everything),
            ("I", lambda: self.compare.set_inline(not self.compare.inline)),
            ("R", self.return_),
            ("Ctrl+Return", self.approve),
            ("Ctrl+Enter", self.approve),
            ("C", self._choose),
            ("Esc", self._leave),
        ):
            self._on(key, act)

    def _on(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # --------------------------------------------------------------------------------------------------------- reading

    @property
    def shown(self) -> UnderReview | None:
        return None if self._outlook is None else self._outlook.shown

    def visit(self, article: str, headline: str) -> None:
        """Show what waits for review in an article."""
        self.messages.clear()
        if article != self._article:
            self.drafts.clear()
        self._article, self._headline = article, headline
        self._outlook = self._current = None
        self.between.setText(headline)
        self.splitter.hide()
        self._read(None, asks=True)
        self.list.setFocus()

    def _read(self, set_id: str | None, *, asks: bool = False) -> None:
        article, me = self._article, self._desk.workspace.annotator
        if article is None:
            return
        self._asked += 1
        asked = self._asked

        def read(store: Store) -> Outlook:
            return outlook(store, article, me, set_id)

        def take(found: Outlook) -> None:
            if asked == self._asked:
                self._take(found, asks=asks)

        self._desk.bridge.ask(read, take)

    def _take(self, found: Outlook, *, asks: bool) -> None:
        before, self._outlook = self.shown, found
        shown = found.shown
        if found.blind:
            sentence = "You are annotating this article independently. Submit your annotations first."
            self.messages.show_sentence(sentence, PLAIN, "Back", self.left.emit)
        elif shown is None and asks:
            self._choose()
        if shown is None:
            self._show_status()
            return
        fresh = before is None or before.set_id != shown.set_id
        if fresh:
            self.drafts.clear()
            self._current = None
        self.splitter.show()
        self.compare.show_comparison(shown.comparison, self._desk.labels)
        current = self._current.id if self._current is not None else None
        self._fill()
        there = next((one for one in self.list.differences if one.id == current), None)
        if there is None and fresh:
            there = next(iter(self.list.differences), None)
        if there is not None and fresh:
            self._go_to(there)
        self._current = there
        self.list.go_to(there.id if there is not None else None)
        self._show_current()
        self._show_status()

    def _fill(self) -> None:
        if self.shown is not None:
            self.list.fill(self.shown, self.drafts, everything=self._everything)

    def _choose(self) -> None:
        """Whose annotations are to be reviewed?"""
        if self._outlook is None or self._outlook.blind:
            return
        choices = [Choice(one.set.id, one.title, hint=one.told()) for one in self._outlook.sets]
        self._screen.pick("Review whose annotations?", choices, self._read)

    def _show_status(self) -> None:
        shown = self.shown
        approved = shown is not None and shown.whose.status is ReviewStatus.APPROVED
        for made, there in (
            (self.give_back, shown is not None and not approved),
            (self.approve_button, shown is not None and not approved),
            (self.reopen_button, approved),
        ):
            made.setVisible(there)
        if shown is None:
            self.told.emit(self._headline)
            return
        self.between.setText(f"{shown.whose.title} · {shown.whose.told()} · {self._headline}")
        count = len(self.drafts)
        self.give_back.setText(f"Return with {counted(count, 'Comment')}" if count else "Return")
        for made, first in ((self.give_back, bool(count)), (self.approve_button, not count)):
            made.setProperty("role", "primary" if first else "")
            repolish(made)
        self.told.emit(f"Review: {shown.whose.title}, {shown.comparison.diff.told()}")

    # ----------------------------------------------------------------------------------------------- one after another

    def _step(self, step: int) -> None:
        if not self.list.step(step):
            self._screen.hint("All was accepted as it was suggested. A shows everything.")

    def _go_to(self, difference: Difference) -> None:
        self._current = difference
        self.compare.go_to(difference.id)
        self._show_current()

    def _clicked(self, id: str) -> None:
        """Somebody clicked an annotation in the text: comments are about that one from now on."""
        shown = self.shown
        found = shown.comparison.diff.differences if shown is not None else ()
        one = next((one for one in found if one.id == id), None)
        self._current = one
        if one is not None and one not in self.list.differences:
            self._everything = True
            self._fill()
        self.list.go_to(id)
        self._show_current()

    def _show_current(self) -> None:
        shown, one = self.shown, self._current
        if shown is None:
            return
        about = one.id if one is not None else None
        self.about.setText(f"{shown.words(one)}: {told(one)}" if one is not None else _ARTICLE)
        self.about.setWordWrap(True)
        thread = shown.remarks.thread(about)
        self.said.setText("\n".join(f"{said.author}: {said.text}" for said in thread))
        self.said.setVisible(bool(thread))
        if not self.line.hasFocus():  # what somebody is writing stays, whatever others do meanwhile
            self.line.show_draft(self.drafts.get(about, ""))
        self.line.setPlaceholderText("Comment on this (T)" if one is not None else "Comment on the article (Shift+T)")

    def _comment_article(self) -> None:
        """Say something about the whole, not about one annotation."""
        self._current = None
        self.list.leave()
        self._show_current()
        self.line.setFocus()

    def _toggle_everything(self) -> None:
        self._everything = not self._everything
        self._fill()
        self.list.go_to(self._current.id if self._current is not None else None)

    # ------------------------------------------------------------------------------------------------------- deciding

    def _keep(self, text: str) -> None:
        """A comment waits for the return: until then it is the reviewer’s alone."""
        about = self._current.id if self._current is not None else None
        if text.strip():
            self.drafts[about] = text.strip()
        else:
            self.drafts.pop(about, None)
        if self.shown is not None:
            self.list.refresh(self.shown, self.drafts)
        self._show_status()

    def return_(self) -> None:
        """Give it back, with all comments, as one action."""
        shown = self.shown
        if shown is None:
            return
        self._keep(self.line.text())
        remarks = tuple(Remark(text, about) for about, text in self.drafts.items())
        command = ReturnSet(shown.article.info.id, shown.set_id, remarks)
        count = counted(len(remarks), "comment") if remarks else "no comment"
        self._do(command, f"Returned to {shown.whose.title}, with {count}.")

    def approve(self) -> None:
        shown = self.shown
        if shown is None:
            return
        self._keep(self.line.text())
        if self.drafts:
            self._screen.hint("There are comments that only a return hands over. Return it, or empty them first.")
            return
        said = "Approved. It is not changed any more, unless it is reopened."
        self._do(ApproveSet(shown.article.info.id, shown.set_id), said)

    def reopen(self) -> None:
        if self.shown is not None:
            said = "Reopened. It can be corrected again."
            self._do(ReopenSet(self.shown.article.info.id, self.shown.set_id), said)

    def _do(self, command: Command, said: str) -> None:
        def done(_revision: Revision) -> None:
            self.drafts.clear()
            self.list.setFocus()
            self._show_current()
            self._show_status()
            self.messages.show_sentence(said, GOOD, "Back to the Article", self.left.emit)

        self._desk.submit(command, done)

    # ------------------------------------------------------------------------------------------------------------ live

    def _folded(self, folded: Folded) -> None:
        shown = self.shown
        if self.isVisible() and shown is not None and folded.revision.article == self._article:
            self._read(shown.set_id)

    def _say_trouble(self, sentence: str) -> None:
        if self.isVisible():
            self.messages.show_sentence(sentence, BAD)

    def _leave(self) -> None:
        if self.drafts:
            self._screen.hint(f"Kept here until it is returned: {counted(len(self.drafts), 'comment')}.")
        self.left.emit()


class CommentLine(QLineEdit):
    """Enter keeps what was written, Esc leaves it as it was; both go back to the list."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Comment")
        self.setMaxLength(10_000)
        self._before = ""

    def show_draft(self, text: str) -> None:
        self._before = text
        self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Esc leaves the line, not the page."""
        is_override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # it is a key event
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._before = self.text()
            self.kept.emit(self.text())
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self.left.emit()
        else:
            super().keyPressEvent(event)
