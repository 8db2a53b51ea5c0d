"""A real desk to measure: the real window, a library in a file on the disk, and the threads of the program."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer, SignalInstance
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest

from core.records import Revision
from core.settings import Settings
from core.workspace import Workspace
from gui.app import make_application, settle
from gui.article.sheet import Sheet
from gui.look import Look
from gui.window import DeskWindow

SIZE = (1400, 900)
RESTS = (20, 20, 20)  # milliseconds


def build_folder() -> Path:
    """On the disk, not in memory: a commit must cost what it costs."""
    folder = Path("build/bench").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def p95(values: Sequence[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


_WAIT = 20_000  # milliseconds; a key that shows nothing is a fault, not a slow key


class Eye:
    """Sees when the article has been painted. There before any window is, as Qt remembers who paints it."""

    def __init__(self) -> None:
        self._app = make_application()
        self._loop = QEventLoop()
        self._ready: Callable[[Sheet, QRect], bool] = lambda _sheet, _area: False
        self._seen_at = 0.0
        paint = Sheet.paintEvent

        def watched(sheet: Sheet, event: QPaintEvent) -> None:
            paint(sheet, event)
            now = time.perf_counter()  # what asking costs is not the desk's
            if not self._seen_at and self._ready(sheet, event.rect()):
                self._seen_at = now
                self._loop.quit()

        Sheet.paintEvent = watched  # type: ignore[assignment, method-assign]

    def milliseconds(self, act: Callable[[], object], ready: Callable[[Sheet, QRect], bool]) -> float:
        """From the act until the end of the first paint event at which ``ready(sheet, painted area)`` holds."""
        self._ready, self._seen_at = ready, 0.0
        given_up = QTimer(singleShot=True, interval=_WAIT)
        given_up.timeout.connect(self._loop.quit)
        given_up.start()
        start = time.perf_counter()
        act()
        if not self._seen_at:
            self._loop.exec()
        if not self._seen_at:
            raise TimeoutError("what was waited for was never painted")
        self._ready = lambda _sheet, _area: False
        return (self._seen_at - start) * 1000

    def wait(self, milliseconds: int) -> None:
        """Let the event loop turn for so long."""
        QTimer.singleShot(milliseconds, self._loop.quit)
        self._loop.exec()

    def until(self, signal: SignalInstance, act: Callable[[], object]) -> None:
        """Act, and let the event loop turn until a signal comes."""
        signal.connect(self._loop.quit)
        QTimer.singleShot(0, act)
        self._loop.exec()
        signal.disconnect(self._loop.quit)

    def rest(self, workspace: Workspace) -> None:
        """Let the store thread and the event loop go on until there is nothing more for them to do, as a rule."""
        for milliseconds in RESTS:
            workspace.ask(lambda store: store.newest()).result()
            self.wait(milliseconds)


@cache
def eye() -> Eye:
    return Eye()


class RealDesk:
    """The window on a new library, shown and settled as the program does it; no model."""

    def __init__(self, folder: Path, model: str = "") -> None:
        self.app = make_application()
        settings = Settings.load(folder / "settings.json")
        settings.model = model
        self.workspace = Workspace.open(folder / "desk.copydesk", "benchmark")
        self._committed = 0
        self.workspace.on_committed(self._note)
        self.eye = eye()
        self.window = DeskWindow(self.workspace, settings, Look(self.app, "light"))
        self.window.painted.connect(settle)
        self.window.resize(*SIZE)
        self.desk, self.article = self.window.desk, self.window.article

    def show(self) -> None:
        self.window.show()
        self.window.activateWindow()  # without a window manager nobody else does, and keys go to the active one
        QTest.qWaitForWindowActive(self.window)
        self.eye.rest(self.workspace)

    def open(self, article: str) -> float:
        """Open an article; milliseconds to its first paint, with all marks that are in sight, and all of it read."""
        seen = self.eye.milliseconds(lambda: self.desk.open_article(article), lambda sheet, _area: sheet.shows(article))
        if self.desk.session is None:
            self.eye.until(self.desk.opened, lambda: None)
        return seen

    def rest(self) -> None:
        """Let everything come to rest that a key has set off, as it does while an editor reads on."""
        came_to_rest = False
        while not came_to_rest:
            was_at_rest = self._is_at_rest()
            self.eye.rest(self.workspace)
            came_to_rest = was_at_rest and self._is_at_rest()

    def _is_at_rest(self) -> bool:
        return not self.desk.is_at_work and self.window.selection.is_settled

    def _note(self, revision: Revision) -> None:
        self._committed = revision.id

    def until_changed(self, act: Callable[[], object], place: int) -> float:
        """From a key to the end of the paint event that shows its revision where the text's character ``place`` is."""
        before = self._committed

        def shown(sheet: Sheet, area: QRect) -> bool:
            if self._committed <= before:
                return False
            return area.intersects(QRect(self.article.point_of(place), self.article.point_of(place) + QPoint(1, 1)))

        return self.eye.milliseconds(act, shown)

    def close(self) -> None:
        self.window.close()
        self.workspace.close()


@contextmanager
def real_desk(model: str = "") -> Iterator[RealDesk]:
    with tempfile.TemporaryDirectory(dir=build_folder()) as name:
        desk = RealDesk(Path(name), model)
        desk.show()
        try:
            yield desk
        finally:
            desk.close()
