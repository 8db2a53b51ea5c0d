"""Opening an article: where it was left, and at once, however long it is.

Of a long article, what is in sight is read and shown first. Keys that come before the rest has been read wait for it,
as they wait for everything that is on its way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from gui.places import Place, Places

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.records import Label
    from core.session import Session
    from core.workspace import Workspace
    from gui.article.view import ArticleView
    from gui.bridge import Bridge


class Opener(Protocol):
    """What opening an article asks of the desk."""

    workspace: Workspace
    bridge: Bridge
    view: ArticleView
    session: Session | None
    labels: tuple[Label, ...]

    @property
    def told(self) -> SignalInstance: ...

    def hold(self) -> None: ...

    def release(self) -> None: ...

    def take(self, session: Session, selected: str | None = None) -> None: ...

    def put_away(self) -> None: ...


class Opening(QObject):
    glimpsed = Signal()  # another article is in sight, though not all of it is there yet

    def __init__(self, desk: Opener, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.places = Places()  # where the articles that were open stood
        self._glimpse: Session | None = None  # what the view shows of an article that is still being read

    def open(self, article: str, then: Callable[[], None] | None) -> None:
        """Read an article, show it, make it the desk's; then go on."""
        desk = self._desk

        def show(session: Session) -> None:
            self._show(session)
            if then is not None:
                then()
            self._forget_glimpse()

        def failed(error: KnownError) -> None:
            self._forget_glimpse()
            desk.told.emit(str(error))

        if desk.session is None or desk.session.id != article:
            place = self.places.of(article)
            glimpse = desk.workspace.glimpse(article, place.top if place is not None else 0)
            # Where it cannot be read, the whole says so.
            desk.bridge.when_done(glimpse, self._show_glimpse, lambda _error: None)
        desk.bridge.when_done(desk.workspace.open_article(article), show, failed)

    def read_anew(self, session: Session) -> None:
        """So much has changed in the open article that the store thread takes it in, not this one."""
        desk = self._desk
        desk.hold()

        def show(fresh: Session) -> None:
            if desk.session is session:
                desk.view.complete(fresh)
                desk.view.paint_now()
                desk.take(fresh, desk.view.selected_item())
            desk.release()

        def failed(error: KnownError) -> None:
            desk.told.emit(str(error))
            desk.release()

        desk.bridge.when_done(desk.workspace.open_article(session.id), show, failed)

    def leave_place(self) -> None:
        """Note where the open article stands."""
        desk = self._desk
        if desk.session is not None:
            self.places.leave(desk.session.id, Place(desk.view.scroll_position(), desk.view.caret()))

    def _show_glimpse(self, session: Session | None) -> None:
        if session is None:
            return
        self._forget_glimpse()
        self.leave_place()
        desk = self._desk
        desk.put_away()
        self._glimpse = session
        desk.hold()
        desk.view.set_session(session, desk.labels)
        self._take_place(session)
        self.glimpsed.emit()
        desk.view.paint_now()

    def _show(self, session: Session) -> None:
        desk, glimpse = self._desk, self._glimpse
        if glimpse is not None and glimpse.id == session.id:
            clicked = desk.view.selected_item()
            desk.view.complete(session)
        else:
            self.leave_place()
            clicked = None
            desk.view.set_session(session, desk.labels)
            self._take_place(session)
        desk.view.paint_now()
        desk.take(session, clicked)

    def _take_place(self, session: Session) -> None:
        place = self.places.of(session.id)
        if place is not None:
            self._desk.view.set_scroll_position(place.top)
            self._desk.view.set_caret(min(place.caret, session.index.length))

    def _forget_glimpse(self) -> None:
        """All of it is there, or it could not be read, or another one is wanted by now: what waited goes on."""
        if self._glimpse is not None:
            self._glimpse = None
            self._desk.release()
