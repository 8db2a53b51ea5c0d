"""Long work off the GUI thread: with progress, a way to stop it, and its end told on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from threading import Event
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import KnownError

T = TypeVar("T")

Report: TypeAlias = Callable[[int, int], None]
Cancelled: TypeAlias = Callable[[], bool]


class Work(QObject):
    """One piece of work. Exactly one of ``done`` and ``failed`` is emitted, also after ``cancel``; then ``ended``."""

    progressed = Signal(int, int)  # done, total; total 0 while nobody knows
    done = Signal(object)
    failed = Signal(object)  # KnownError
    ended = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = Event()
        # Queued also where the work is done at once: who starts it may connect afterwards.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, executor: Executor, function: Callable[[Report, Cancelled], T]) -> None:
        """Run a function that tells its progress and asks now and then whether it should stop."""
        future = executor.submit(function, self._report, self._cancelled.is_set)
        future.add_done_callback(self._finish)

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    # Who asked may be gone before the work has noticed that it was cancelled: then there is nobody to tell.

    def _report(self, done: int, total: int) -> None:
        with suppress(RuntimeError):
            self.progressed.emit(done, total)

    def _finish(self, future: Future[Any]) -> None:
        with suppress(RuntimeError):
            self._finished.emit(future)

    def _deliver(self, future: Future[Any]) -> None:
        error = future.exception()
        if error is None:
            self.done.emit(future.result())
        elif isinstance(error, KnownError):
            self.failed.emit(error)
        self.ended.emit()
        self.deleteLater()
        if error is not None and not isinstance(error, KnownError):
            raise error  # ours: sys.excepthook makes a report of it
