"""Keeps the library's file tidy while the editor pauses.

SQLite writes commits one behind the other, and every thousand pages one commit brings all of them to their places:
5 to 12 ms for the key that happens to meet it. Done in a pause, no key meets it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from gui.desk import Desk, Folded

_PAUSE = 1000  # milliseconds without an edit
_ENOUGH = 20  # edits: a quarter of what SQLite waits for


class Tidying(QObject):
    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._edits = 0
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tidy)
        desk.folded.connect(self._folded)

    def close(self) -> None:
        self._pause.stop()

    def _folded(self, _folded: Folded) -> None:
        self._edits += 1
        if self._edits >= _ENOUGH:
            self._pause.start()

    def _tidy(self) -> None:
        if self._desk.is_at_work:
            self._pause.start()
            return
        self._edits = 0
        bridge, workspace = self._desk.bridge, self._desk.workspace
        # Where it cannot be done now, SQLite does it by itself some time.
        bridge.when_done(workspace.ask(lambda store: store.tidy()), lambda _: None, lambda _error: None)
