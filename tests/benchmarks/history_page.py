"""The history page of a library with 100,000 revisions: opened, scrolled, alive, and in nobody's way.

``python -m tests.benchmarks history_page`` (QT_QPA_PLATFORM=xcb for a window on a display). The real window with the
threads of the program; a figure counts until the end of the paint event that shows what was waited for.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest

from core.bodies import Span
from core.commands import AddEntity, ImportArticle
from core.library import open_library
from core.records import ArticleDraft
from core.settings import Settings
from core.workspace import Workspace
from gui.app import make_application, settle
from gui.history.listing import Listing
from gui.look import Look
from gui.window import DeskWindow
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.history import fill
from tests.benchmarks.real_desk import SIZE, build_folder

REPORT = Path("build/bench/history_page.json")
LIBRARY = Path("build/bench/hundred-thousand-1.copydesk")
ARTICLES, REVISIONS = 1_000, 100_000
PAGES = 20  # of the timeline
LIVE = 15
_GIVE_UP = 20_000  # milliseconds
TEXT = "BEIRUT — Qusair fell on Wednesday, and the army left the town.\n" * 90


def library() -> Path:
    """A library whose articles have a text, so that their moments can be compared."""
    if not LIBRARY.exists():
        build_folder()
        part = LIBRARY.with_suffix(".part")
        part.unlink(missing_ok=True)
        seed = open_library(part)
        seed.execute(ImportArticle(ArticleDraft("Headline", "Some words of a text.", "bench.txt")), "bench")
        seed.close()
        with closing(sqlite3.connect(part)) as connection:
            fill(connection, ARTICLES, REVISIONS)
            connection.execute("INSERT INTO article_text SELECT id, ? FROM article WHERE length = 6000", (TEXT,))
            connection.commit()
        part.rename(LIBRARY)
    return LIBRARY


class Waiting:
    """Waits until the timeline has been painted as it should be."""

    def __init__(self) -> None:
        self._loop, self._seen_at = QEventLoop(), 0.0
        self._ready: Callable[[Listing], bool] = lambda _listing: False
        paint = Listing.paintEvent

        def watched(listing: Listing, event: QPaintEvent) -> None:
            paint(listing, event)
            if not self._seen_at and self._ready(listing):
                self._seen_at = time.perf_counter()
                self._loop.quit()

        Listing.paintEvent = watched  # type: ignore[assignment, method-assign]

    def milliseconds(self, act: Callable[[], object], ready: Callable[[Listing], bool]) -> float:
        self._ready, self._seen_at = ready, 0.0
        start = time.perf_counter()
        act()
        self.turn_until(lambda: bool(self._seen_at))
        self._ready = lambda _listing: False
        return (self._seen_at - start) * 1000

    def turn_until(self, done: Callable[[], bool]) -> None:
        """Let the event loop turn until something is so."""
        given_up = time.perf_counter() + _GIVE_UP / 1000
        look = QTimer(interval=1)
        look.timeout.connect(lambda: self._loop.quit() if done() or time.perf_counter() > given_up else None)
        look.start()
        while not done():
            if time.perf_counter() > given_up:
                raise TimeoutError("what was waited for did not come")
            self._loop.exec()
        look.stop()


def figure(case: str, value: float, goal: float, unit: str = "ms") -> Figure:
    return Figure(case, f"{value:.1f}", unit, f"<= {goal:g}", value <= goal)


def measured(window: DeskWindow, workspace: Workspace, waiting: Waiting) -> list[Figure]:
    name = f"{REVISIONS:,} revisions"
    door = window.door
    first = waiting.milliseconds(door.enter, lambda listing: len(listing.events()) >= 30)
    page = door.page
    waiting.turn_until(lambda: not page.ledger.looking.is_looking)
    door.leave()
    again = waiting.milliseconds(door.enter, lambda listing: len(listing.events()) >= 30)
    waiting.turn_until(lambda: not page.ledger.looking.is_looking and page.travel.number() is not None)
    found = [
        figure(f"{name}: timeline opened for the first time, the page made, painted", first, 400),
        figure(f"{name}: timeline opened again, painted", again, 100),
    ]
    listing = page.listing
    listing.setFocus()
    scrolls = []
    for _ in range(PAGES):
        there = len(listing.events())
        scrolls.append(
            waiting.milliseconds(
                lambda: QTest.keyClick(listing, Qt.Key.Key_End),
                lambda shown, there=there: len(shown.events()) > there,  # type: ignore[misc]  # the default binds it
            )
        )
        waiting.turn_until(lambda: not page.ledger.looking.is_looking)
    there = len(listing.events())
    found.append(figure(f"{name}: scrolled to the end {PAGES} times, to {there:,} listed, longest", max(scrolls), 250))
    found.append(alive(page_of=listing, workspace=workspace, waiting=waiting, name=f"{name}, {there:,} listed"))
    found.append(in_nobodys_way(window, workspace, waiting, name))
    return found


def alive(page_of: Listing, workspace: Workspace, waiting: Waiting, name: str) -> Figure:
    """What somebody does stands at the top at once, however far one has scrolled."""
    times = []
    for nth in range(LIVE):
        number = workspace.answer(lambda store: store.newest()) + 1
        command = AddEntity(f"{nth + 1:036d}", Span(9, 15), "GPE")

        def act(command: AddEntity = command) -> None:
            workspace.submit(command)

        times.append(
            waiting.milliseconds(act, lambda shown, number=number: shown.events()[0].number == number)  # type: ignore[misc]
        )
    del page_of
    return figure(f"{name}: what is done meanwhile, painted, median", statistics.median(times), 100)


def in_nobodys_way(window: DeskWindow, workspace: Workspace, waiting: Waiting, name: str) -> Figure:
    """A key that is pressed while the page looks for what is rare waits for one stretch at the most."""
    page, times = window.door.page, []
    page.chips.changed.emit(replace(page.wishes, words="Atlantis"))
    page.chips.show_wishes(replace(page.wishes, words="Atlantis"))
    for nth in range(LIVE):
        start = time.perf_counter()
        future = workspace.submit(AddEntity(f"{nth + 1:036d}", Span(71, 77), "GPE"))
        waiting.turn_until(future.done)
        times.append((time.perf_counter() - start) * 1000)
    waiting.turn_until(lambda: not page.ledger.looking.is_looking)
    return figure(f"{name}: a commit while something rare is looked for, longest", max(times), 150)


def main() -> int:
    """Print the table and write the report; the exit status says whether every goal holds."""
    waiting_library = library()
    app = make_application()
    waiting = Waiting()
    with tempfile.TemporaryDirectory(dir=build_folder()) as folder:
        path = Path(shutil.copy(waiting_library, Path(folder) / "library.copydesk"))
        workspace = Workspace.open(path, "bench")
        settings = Settings.load(Path(folder) / "settings.json")
        settings.model = ""
        window = DeskWindow(workspace, settings, Look(app, "light"))
        window.painted.connect(settle)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        figures = measured(window, workspace, waiting)
        window.close()
        workspace.close()
    width = max(len(one.case) for one in figures)
    for one in figures:
        print(f"{one.case:{width}}  {one.figure:>10} {one.unit:2}  {one.goal:>8}  {'holds' if one.holds else 'FAILS'}")
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
