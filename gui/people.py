"""Who works at this desk, and what the work of several people means for the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.errors import ApprovedError
from core.sets import AnnotationSet, Assignment
from gui.bridge import Failed
from gui.desk import Folded

if TYPE_CHECKING:
    from gui.window import DeskWindow


class People(QObject):
    """Made when the window is up. Offers to reopen what was approved, and follows assignments to other sets."""

    def __init__(self, window: DeskWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        window.desk.bridge.failed.connect(self._failed)
        window.desk.folded.connect(self._folded)

    def ask_at_start(self) -> None:
        """Where the library knows several people: who is it today? A library of one is not asked for more."""
        self._window.desk.bridge.ask(lambda store: store.people(), self._ask)

    def _ask(self, people: tuple[str, ...]) -> None:
        from gui.controllers import people as controllers

        me = self._window.desk.workspace.annotator
        if len({*people, me}) > 1 and people:
            controllers.choose(self._window, people, "Who is working today?")
        elif not people and not self._window.settings.is_chosen("annotator"):
            self._window.say(
                f"You work as {me}: the name stands by everything you do.",
                action="Another Name…",
                then=lambda: controllers.work_as(self._window),
            )

    def _failed(self, failed: Failed) -> None:
        error = failed.error
        if not isinstance(error, ApprovedError):
            return
        from core.commands.sharing import ReopenSet

        window, reopen = self._window, ReopenSet(error.article, error.set_id)

        def again() -> None:
            window.desk.submit(reopen, lambda _revision: window.focus_article())

        window.say(str(error), action="Reopen", then=again)

    def _folded(self, folded: Folded) -> None:
        """Somebody works in another set of the open article from now on: show that one."""
        desk, revision = self._window.desk, folded.revision
        session = desk.session
        if session is None or revision.article != session.id:
            return
        if not folded.is_about(AnnotationSet, Assignment):
            return
        me = desk.workspace.annotator
        about = (change.record for change in revision.changes)
        if any(isinstance(one, AnnotationSet | Assignment) and one.annotator == me for one in about):
            desk.open_article(session.id, anew=True)
