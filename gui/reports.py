"""What must not happen, when it happens: a report to copy, and the desk goes on."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from core.errors import KnownError

_OPENING = (
    "Something went wrong that should not have. What you decided so far is saved, and you can go on working. "
    "Please send the lines below to whoever looks after Copydesk."
)


class Reporter(QObject):
    """Takes what nobody caught, on whatever thread, and shows it on the GUI thread."""

    _raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._raised.connect(self._show)
        self._open = False

    def install(self) -> None:
        """Hear of every exception that nobody catches."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._raised.emit(args.exc_value)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            app = QApplication.instance()
            if app is not None:
                app.quit()
            return
        self._raised.emit(error.with_traceback(trace))

    def _show(self, error: BaseException) -> None:
        from gui.dialogs.text import TextDialog

        if self._open:
            return  # a fault in a paint event would bring a hundred of them
        self._open = True
        parent = QApplication.activeWindow()
        if isinstance(error, KnownError):
            dialog = TextDialog("Copydesk", str(error), parent)
        else:
            dialog = TextDialog("Report", details(error), parent, opening=_OPENING)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._open = False


def details(error: BaseException) -> str:
    """Versions and the trace."""
    head = f"Python {platform.python_version()}, PySide6 {pyside_version}, {platform.platform()}"
    return f"{head}\n\n{''.join(traceback.format_exception(error))}"
