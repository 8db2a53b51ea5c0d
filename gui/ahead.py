"""What of an edit is done while the disk writes it: all but showing it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from core.frozen import frozen
from core.session import Session, Touched
from gui.bridge import Bridge, Written

if TYPE_CHECKING:
    from core.records import Revision
    from gui.article.view import ArticleView
    from gui.opening import Opening

MANY = 500
"""Changes that take so long to take in that the window would stand still."""


@frozen
class _Taken:
    session: Session
    number: int
    touched: Touched


class Taker(Protocol):
    """What taking a revision in asks of the desk."""

    bridge: Bridge
    view: ArticleView
    session: Session | None
    opening: Opening


class Ahead(QObject):
    """Takes a revision into the open session, and has its lines worked out; nobody sees it before it is committed.

    Should it not be saved after all, the article is read anew.
    """

    def __init__(self, desk: Taker, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._taken: _Taken | None = None
        desk.bridge.written.connect(self._take)

    def _take(self, written: Written) -> None:
        time.sleep(0)  # the thread that wrote goes to the disk before this one takes Python from it
        session, revision = self._desk.session, written.revision
        self.take_back()
        if session is not None and revision.article == session.id and len(revision.changes) <= MANY:
            touched = session.fold(session.narrowed(revision))
            self._taken = _Taken(session, revision.id, touched)
            self._desk.view.make_ready(touched)

    def of(self, session: Session, revision: Revision) -> Touched | None:
        """What a committed revision touched in a session, if it was taken in ahead."""
        taken, self._taken = self._taken, None
        if taken is None or taken.session is not session or taken.number != revision.id:
            return None
        return taken.touched

    def take_back(self) -> None:
        """What was taken in was not saved."""
        taken, self._taken = self._taken, None
        if taken is not None and self._desk.session is taken.session:
            self._desk.opening.read_anew(taken.session)
