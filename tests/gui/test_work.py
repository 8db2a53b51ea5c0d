"""Long work off the GUI thread: its end is told to whoever asked, as long as there is one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.errors import StoppedError
from gui.work import Cancelled, Report, Work


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=1) as executor:
        yield executor


def test_progress_and_end_are_told(executor: ThreadPoolExecutor, qtbot: QtBot) -> None:
    told: list[object] = []
    work = Work()
    work.progressed.connect(lambda done, total: told.append((done, total)))
    work.done.connect(told.append)

    def count(report: Report, cancelled: Cancelled) -> str:
        report(1, 2)
        return "stopped" if cancelled() else "done"

    with qtbot.waitSignal(work.ended):
        work.start(executor, count)
    assert told == [(1, 2), "done"]


def test_whoever_asked_may_go_before_the_work_is_done(
    executor: ThreadPoolExecutor, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    """As a dialog does that is closed while it exports: the work goes on to its end, and nothing is said of it."""
    dialog, begun, closed = QObject(), Event(), Event()
    work = Work(dialog)

    def export(report: Report, cancelled: Cancelled) -> None:
        begun.set()
        closed.wait()
        report(1, 2)
        if cancelled():
            raise StoppedError("The export was stopped. Nothing was written.")

    work.start(executor, export)
    begun.wait()
    work.cancel()
    with qtbot.waitSignal(work.destroyed):
        dialog.deleteLater()
    with caplog.at_level(logging.DEBUG, "concurrent.futures"):
        closed.set()
        after = executor.submit(lambda: "the thread goes on")
        assert after.result() == "the thread goes on"
    assert caplog.records == []
