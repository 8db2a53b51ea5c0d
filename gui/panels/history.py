"""The history of the open article, newest first, live; any revision can be taken back from here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.queries import Wanted
from core.records import Revision
from gui.desk import Desk, Folded, Opened
from gui.history.telling import Telling
from gui.look import Look
from gui.panels.timeline import TimelineView
from gui.parts import muted

_PAGE = 400  # revisions asked for at once


class HistoryPanel(QWidget):
    revert_clicked = Signal(int)
    event_chosen = Signal(object)  # Revision

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._revisions: list[Revision] = []
        self._telling = Telling(desk.workspace.annotator)
        self._stale = True
        self._whole = True
        self.count = muted()
        self.timeline = TimelineView(look)
        self.timeline.setAccessibleName("History of the article")
        self.timeline.revert_clicked.connect(self.revert_clicked)
        self.timeline.event_chosen.connect(self._choose)
        self.timeline.verticalScrollBar().valueChanged.connect(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 4, 4)
        column.addWidget(self.count)
        column.addWidget(self.timeline, 1)
        desk.opened.connect(self._opened)
        desk.folded.connect(self._folded)

    def _opened(self, _opened: Opened) -> None:
        self._revisions, self._stale = [], True
        self._telling = Telling(self.desk.workspace.annotator)
        if self.isVisible():
            self._load()
        else:
            self.timeline.fill([])

    def _folded(self, folded: Folded) -> None:
        session = self.desk.session
        if session is None or not session.concerns(folded.revision) or self._stale:
            return
        self._revisions.insert(0, folded.revision)
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()
        else:
            self._show()

    def _load(self, limit: int = _PAGE) -> None:
        session = self.desk.session
        if session is None:
            self.count.setText("Open an article to see its history.")
            return
        article, set_id = session.id, session.set_id

        def take(revisions: tuple[Revision, ...]) -> None:
            if self.desk.session is not None and self.desk.session.set_id == set_id:
                self._revisions, self._stale = list(revisions), False
                self._whole = len(revisions) < limit
                self._show()

        self.desk.bridge.ask(
            lambda store: store.timeline(Wanted(article, set_id=set_id, abridged=True), limit=limit), take
        )

    def _more(self, value: int) -> None:
        """At the end of what was asked for, ask for more."""
        bar = self.timeline.verticalScrollBar()
        if not self._whole and not self._stale and value == bar.maximum() > 0:
            self._whole = True
            self._load(len(self._revisions) + _PAGE)

    def _show(self) -> None:
        session = self.desk.session
        if session is None:
            return
        known = {revision.id: revision for revision in self._revisions}
        number = len(self._revisions)
        self.count.setText(f"{number:,}{'' if self._whole else '+'} revision{'' if number == 1 else 's'}")
        self._telling.tell(self._revisions, known.get, {session.id: session.text})
        self.timeline.fill(self._telling.entries(self._revisions, self._revisions))

    def _choose(self, number: int) -> None:
        found = next((revision for revision in self._revisions if revision.id == number), None)
        if found is not None:
            self.event_chosen.emit(found)
