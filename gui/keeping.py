"""Writing the settings a moment after they change, and not on the GUI thread: a disk may take its time."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from core.settings import Settings
from gui.work import Work

_AFTER = 1000  # milliseconds: what changes together is written together


class Keeping(QObject):
    failed = Signal(object)  # KnownError

    def __init__(self, settings: Settings, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._executor = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="copydesk-settings")
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._write)

    def soon(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        """The window is going; whoever closes it writes the settings a last time."""
        self._timer.stop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _write(self) -> None:
        work = Work(self)
        work.failed.connect(self.failed)
        work.start(self._executor, lambda _report, _cancelled: self._settings.save())
