"""From the store thread to the screen: what the workspace says becomes a signal on the GUI thread.

Each signal carries one frozen dataclass, because no type checker looks into a signal's arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import KnownError, RefusedError, StoppedError
from core.frozen import frozen
from core.queries import Store
from core.records import Revision
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.commands import Command

T = TypeVar("T")


@frozen
class Committed:
    """A revision is in the library, from this desk or another."""

    revision: Revision


@frozen
class Written:
    """A revision of this desk is about to be committed; then it is, or its command fails."""

    revision: Revision


@frozen
class Failed:
    """A command was not carried out; nothing was changed."""

    command: Command
    error: KnownError

    @property
    def is_moot(self) -> bool:
        """Whether the memory would have followed a decision, and what came meanwhile had followed it already."""
        from core.commands import Recall

        return isinstance(self.command, Recall) and isinstance(self.error, RefusedError)


@frozen
class Refused:
    """A query could not be answered; ``str(error)`` is a sentence."""

    error: KnownError


@frozen
class _Finished:
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[KnownError], None] | None


class Bridge(QObject):
    """Lives on the GUI thread; everything it emits is heard there."""

    written = Signal(object)  # Written
    committed = Signal(object)  # Committed
    failed = Signal(object)  # Failed
    refused = Signal(object)  # Refused
    advanced = Signal(int, int)  # how far a command is that takes long: so many of so many
    _finished = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._closed = False
        self._stop = Event()
        self._finished.connect(self._deliver)
        workspace.on_written(lambda revision: self.written.emit(Written(revision)))
        workspace.on_committed(lambda revision: self.committed.emit(Committed(revision)))
        workspace.on_failed(lambda command, error: self.failed.emit(Failed(command, error)))

    def close(self) -> None:
        """The window is going: nothing more is asked for, and no answer is delivered."""
        self._closed = True

    def submit(self, command: Command, then: Callable[[Revision], None], failed: Callable[[KnownError], None]) -> None:
        """Carry out a command; ``committed`` or ``failed`` is emitted before ``then`` or ``failed`` is called."""
        if not self._closed:
            future = self.workspace.submit(command, self._advance)
            future.add_done_callback(lambda _done: self._stop.clear())  # where it came too late
            self.when_done(future, then, failed)

    def stop(self) -> None:
        """Stop the command that tells how far it is: nothing of it stays."""
        self._stop.set()

    def _advance(self, done: int, total: int) -> None:
        """On the store thread, in the midst of a command."""
        if self._stop.is_set():
            self._stop.clear()
            raise StoppedError("Stopped. Nothing was changed.")
        self.advanced.emit(done, total)

    def ask(self, query: Callable[[Store], T], then: Callable[[T], None]) -> None:
        """Ask the library, and hear the answer on the GUI thread."""
        if not self._closed:
            self.when_done(self.workspace.ask(query), then)

    def catch_up(self) -> None:
        """Hear of what other programs have written into the library; what cannot be read now is read next time."""
        if not self._closed:
            self.when_done(self.workspace.catch_up(), lambda _: None, lambda _error: None)

    def when_done(
        self, future: Future[T], then: Callable[[T], None], failed: Callable[[KnownError], None] | None = None
    ) -> None:
        """Call ``then`` with the result on the GUI thread; a KnownError goes to ``failed``, else it is ``refused``."""
        future.add_done_callback(lambda done: self._finished.emit(_Finished(done, then, failed)))

    def _deliver(self, finished: _Finished) -> None:
        if self._closed or finished.future.cancelled():
            return
        error = finished.future.exception()
        if error is None:
            finished.done(finished.future.result())
        elif not isinstance(error, KnownError):
            raise error  # ours: sys.excepthook makes a report of it
        elif finished.failed is not None:
            finished.failed(error)
        else:
            self.refused.emit(Refused(error))
