"""Reading all articles in which some words stand, off the GUI thread."""

from __future__ import annotations

from concurrent.futures import Executor

from PySide6.QtCore import QObject, Signal

from core.errors import KnownError, StoppedError
from core.everywhere import Reading, holding
from core.matching import Matching
from core.workspace import Workspace
from gui.work import Cancelled, Report, Work


class Reader(QObject):
    """Reads for one list; what was begun before is given up, and heard of no more."""

    progressed = Signal(int, int)  # articles looked through, all
    read = Signal(object)  # Reading
    failed = Signal(str)  # a sentence

    def __init__(self, workspace: Workspace, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._executor = workspace, executor
        self._work: Work | None = None

    def start(self, words: str, rules: Matching) -> None:
        self.cancel()
        self._work = work = Work(self)
        work.progressed.connect(self._progressed)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        workspace = self._workspace

        def read(report: Report, cancelled: Cancelled) -> Reading:
            return holding(workspace.answer, workspace.annotator, words, rules, report, cancelled)

        work.start(self._executor, read)

    def stop(self) -> None:
        """Stop reading; ``failed`` will say so."""
        if self._work is not None:
            self._work.cancel()

    def cancel(self) -> None:
        """Nobody wants it any more."""
        self.stop()
        self._work = None

    def _is_current(self) -> bool:
        return self.sender() is self._work

    def _progressed(self, done: int, total: int) -> None:
        if self._is_current():
            self.progressed.emit(done, total)

    def _done(self, reading: Reading) -> None:
        if self._is_current():
            self._work = None
            self.read.emit(reading)

    def _failed(self, error: KnownError) -> None:
        if self._is_current():
            self._work = None
            self.failed.emit("Stopped." if isinstance(error, StoppedError) else str(error))
