"""How long the article view takes: to open a text, to show one change, to scroll, to resize, to jump to the end.

``python -m tests.benchmarks article_view``, or this module by itself. The texts are made up; a run is an open view of
1001 × 930 pixels, and a figure counts from the call until the viewport has been painted.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QPaintEvent

from core.bodies import Entity, Kind, Quote, Span
from core.labels import DEFAULT_LABELS
from core.records import Annotation, Article, ArticleInfo, Change, Origin, Revision, Suggestion
from core.session import Session
from core.text import text_hash
from gui.app import make_application
from gui.article.view import ArticleView
from gui.look import Look
from tests.benchmarks.figures import Figure, report

REPORT = Path("build/bench/article_view.json")
WIDTH, HEIGHT = 1001, 930
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

# characters, spans, words a paragraph, milliseconds to first paint, p95 of a change
CASES = {
    "6 kB, 100 spans": (6_000, 100, 60, 40, 10),
    "100 kB, 2,000 spans": (100_000, 2_000, 60, 60, 10),
    "1 MB, 20,000 spans": (1_000_000, 20_000, 60, 100, 10),
    "one paragraph of 100 kB, 2,000 spans": (100_000, 2_000, 10**9, 60, 25),
}


def invented_text(length: int, paragraph: int, seed: int = 1) -> str:
    """Words that nobody wrote, in paragraphs of so many of them."""
    dice = random.Random(seed)
    letters = "etaoinshrdlucmfwypvbg"
    words = ["".join(dice.choice(letters) for _ in range(dice.randint(2, 10))) for _ in range(2000)]
    pieces: list[str] = []
    size = count = 0
    while size < length:
        word = dice.choice(words)
        count += 1
        pieces.append(word + ("\n" if count % paragraph == 0 else " "))
        size += len(pieces[-1])
    return "".join(pieces)[:length]


def invented_session(length: int, spans: int, paragraph: int) -> Session:
    """A text with entities, one in ten of them with a quote around it, half of all decided."""
    text = invented_text(length, paragraph)
    dice = random.Random(2)
    info = ArticleInfo("a", text[: text.find("\n")], "invented", text_hash(text), len(text), NOW)
    step = len(text) // spans
    annotations, suggestions = [], []
    for nth in range(spans):
        start = nth * step
        span = Span(start, min(len(text), start + 6 + nth % 9))
        body: Entity | Quote = Entity(span, dice.choice(DEFAULT_LABELS).name)
        if nth % 10 == 5:
            cue = Span(start + 3 * step // 2, start + 3 * step // 2 + 4)
            body = Quote((Span(start, start + step),), (cue,), (), Kind.DIRECT, ("Somebody",))
        if nth % 2:
            annotations.append(Annotation(f"n{nth:06}", "s", body, Origin.HAND))
        else:
            suggestions.append(Suggestion(f"n{nth:06}", "s", "r", body))
    return Session(Article(info, text), annotations, suggestions, 0)


class WatchedView(ArticleView):
    """Says when it has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._loop.quit()

    def milliseconds(self, act: Callable[[], object]) -> float:
        """From the call until its paint event is over, the way through the event loop included."""
        start = time.perf_counter()
        act()
        self.viewport().update(0, 0, 1, 1)  # also where nothing changed
        self._loop.exec()
        return (time.perf_counter() - start) * 1000


def relabelled(session: Session) -> Iterator[Revision]:
    """Revisions that give one entity another label, at the start, the middle and the end by turns."""
    ids = [item.id for item in session.items() if isinstance(item, Annotation) and isinstance(item.body, Entity)]
    places = (2, len(ids) // 2, len(ids) - 3)
    names = [label.name for label in DEFAULT_LABELS]
    for number in range(1, 10**6):
        item = session.item(ids[places[number % 3]])
        assert isinstance(item, Annotation)
        assert isinstance(item.body, Entity)
        after = replace(item, body=replace(item.body, label=names[number % len(names)]))
        yield Revision(session.revision + 1, session.id, "b", NOW, "relabel", (Change(item, after),))


def p95(values: list[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


def measure(view: WatchedView, case: str) -> Iterator[Figure]:
    length, spans, paragraph, first_paint, late = CASES[case]
    session = invented_session(length, spans, paragraph)

    def figure(what: str, value: float, goal: float) -> Figure:
        return Figure(f"{case}: {what}", f"{value:.1f}", "ms", f"<= {goal:g}", value <= goal)

    opened = []
    for _ in range(7):
        view.set_session(None, ())
        view.milliseconds(lambda: None)
        opened.append(view.milliseconds(lambda: view.set_session(session, DEFAULT_LABELS)))
    yield figure("open to first paint, median", statistics.median(opened), first_paint)

    yield figure("first jump to the end", view.milliseconds(lambda: view.scroll_to(session.index.length)), 200)

    def change(revision: Revision) -> Callable[[], None]:
        return lambda: view.refresh(session.fold(revision))

    changes: list[float] = []
    revisions = relabelled(session)
    for _ in range(150):
        revision = next(revisions)
        view.scroll_to(next(iter(revision.changes)).record.body.bounds.start)  # type: ignore[union-attr]
        view.milliseconds(lambda: None)
        changes.append(view.milliseconds(change(revision)))
    yield figure("one change to repaint, median", statistics.median(changes), 5)
    yield figure("one change to repaint, p95", p95(changes), late)

    everything = [view.milliseconds(view.refresh) for _ in range(40)]
    yield figure("everything repainted, median", statistics.median(everything), 10)

    bar = view.verticalScrollBar()
    bar.setValue(0)
    view.milliseconds(lambda: None)
    pages = [view.milliseconds(lambda: bar.setValue(bar.value() + bar.pageStep())) for _ in range(60)]
    yield figure("scroll a page, p95", p95(pages), 10)

    ids = [item.id for item in session.items()][:200]
    selected = [view.milliseconds(lambda id=id: view.select_item(id)) for id in ids]  # type: ignore[misc]
    yield figure("select the next item, p95", p95(selected), 10)

    view.scroll_to(session.index.length)  # where most has to be laid out again
    widths = (700, WIDTH, 640, WIDTH)
    resized = [view.milliseconds(lambda width=width: view.resize(width, HEIGHT)) for width in widths]  # type: ignore[misc]
    yield figure("resize, slowest of four", max(resized), 200)


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    app = make_application()
    look = Look(app, "light")  # bars and all as the program dresses them
    view = WatchedView()
    view.resize(WIDTH, HEIGHT)
    view.show()
    view.milliseconds(lambda: None)
    figures: list[Figure] = []
    for case in CASES:
        for found in measure(view, case):
            figures.append(found)
            print(f"{found.case:72} {found.figure:>8} {found.unit} {found.goal:>7} {'' if found.holds else 'MISSED'}")
    view.close()
    del look, app
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
