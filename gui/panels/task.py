"""What the annotator was asked to do in the open article, whose annotations these are, and what a reviewer said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.queries import Store
from core.sets import Assignment, Review, ReviewStatus
from gui.desk import Desk, Folded, Opened
from gui.history.moments import moment
from gui.parts import button, heading, label

_OPEN_TO_WORK = (ReviewStatus.NONE, ReviewStatus.RETURNED)


class Task(QWidget):
    """Empty, and then hidden, where nobody was asked to do anything and nothing was said."""

    submit_clicked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._assignment: Assignment | None = None
        self._wanted = True
        self.told = label(wrap=True, says="What is to be done here")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.submit = button("Submit for Review", self.submit_clicked.emit, name="do_submit")
        self.submit.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the focus from the article
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(6)
        column.addWidget(heading("Your task"))
        column.addWidget(self.told)
        column.addWidget(self.submit, 0, Qt.AlignmentFlag.AlignLeft)
        desk.opened.connect(self._opened)
        desk.folded.connect(self._folded)
        self.hide()

    def want(self, wanted: bool) -> None:
        """Whether there is room for it: not beside what is selected."""
        self._wanted = wanted
        self.setVisible(wanted and bool(self.told.text()))

    def _opened(self, _opened: Opened) -> None:
        self._assignment = None
        self._ask()

    def _folded(self, folded: Folded) -> None:
        if any(isinstance(change.record, Assignment | Review) for change in folded.revision.changes):
            self._ask()

    def _ask(self) -> None:
        session = self._desk.session
        if session is None:
            self._show()
            return
        article, me = session.id, self._desk.workspace.annotator

        def read(store: Store) -> Assignment | None:
            return next((one for one in store.assignments(article) if one.annotator == me), None)

        def take(found: Assignment | None) -> None:
            if self._desk.session is not None and self._desk.session.id == article:
                self._assignment = found
                self._show()

        self._desk.bridge.ask(read, take)

    def _show(self) -> None:
        session = self._desk.session
        sentences: list[str] = []
        status = ReviewStatus.NONE
        if session is not None:
            status = ReviewStatus.NONE if session.review is None else session.review.status
            sentences = told(self._assignment, session.annotation_set.is_independent, session.review)
        self.told.setText("\n".join(sentences))
        self.submit.setVisible(status in _OPEN_TO_WORK)
        self.want(self._wanted)


def told(assignment: Assignment | None, independent: bool, review: Review | None) -> list[str]:
    """A sentence for each thing that one should know."""
    sentences = []
    status = ReviewStatus.NONE if review is None else review.status
    if independent and status in _OPEN_TO_WORK:
        sentences.append("You annotate this on your own: until you submit, nobody sees yours, and you see nobody’s.")
    elif assignment is not None and status is ReviewStatus.NONE:
        sentences.append("You were asked to annotate this, together with others.")
    if review is not None:
        by = f"{review.by}, {moment(review.at)}"
        match status:
            case ReviewStatus.SUBMITTED:
                sentences.append(f"Submitted by {by}. A reviewer approves it, or returns it.")
            case ReviewStatus.RETURNED:
                sentences.append(f"Returned by {by}: look at what was said (O goes from one to the next), and submit.")
            case ReviewStatus.APPROVED:
                sentences.append(f"Approved by {by}. It is not changed any more, unless it is reopened.")
    if assignment is not None and status in _OPEN_TO_WORK:
        if assignment.note:
            sentences.append(f"“{assignment.note}”")
        if assignment.due:
            sentences.append(f"Due on {assignment.due}.")
    return sentences
