"""Who works at this desk, and what the work of several people means for the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.errors import ApprovedError
from core.sets import AnnotationSet, Assignment
from gui.bridge import Failed
from gui.desk import Folded

if TYPE_CHECKING:
    from gui.host import Host


class People(QObject):
    """Made when the window is up. Offers to reopen what was approved, and follows assignments to other sets."""

    def __init__(self, window: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        window.desk.bridge.failed.connect(self._failed)
        window.desk.folded.connect(self._folded)

    def ask_at_start(self, people: Sequence[str], then: Callable[[], None]) -> None:
        """Who is it today? The desk, which is held, takes keys again when that is answered, and ``then`` follows.

        What was typed before is not done: it would have been done in the name of whoever worked last.
        """
        from gui.controllers import people as controllers

        window = self._window

        def begin() -> None:
            dropped = window.desk.drop_typed()
            window.desk.release()
            then()
            if dropped:
                window.hint("What you typed before you said who works was not done.")

        controllers.ask_firmly(window, window.look, people, begin)

    def name_newcomer(self) -> None:
        """Say which name somebody works under who has not chosen any."""
        from gui.controllers import people as controllers

        window = self._window
        if not window.settings.is_chosen("annotator"):
            window.say(
                f"You work as {window.desk.workspace.annotator}: the name stands by everything you do.",
                action="Another Name…",
                then=lambda: controllers.work_as(window),
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
