"""How long one gesture on a thousand equal mentions takes: found, committed on disk, folded and painted.

``python -m tests.benchmarks apply_to_all``, or this module by itself. The texts are made up; the library is a real file
in a folder of its own, and the view is an open one of 1001 × 930 pixels.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QPaintEvent

from core.bodies import Entity, Span
from core.commands import Accept, AnnotateAll, Command, ImportArticle, RecordSuggestions, Reject, Target, Undo
from core.ids import new_id
from core.labels import DEFAULT_LABELS
from core.library import LibraryStore, open_library
from core.matching import find, places
from core.records import ArticleDraft, Proposal, Run, RunResult
from core.session import Session
from core.text import text_hash
from gui.app import make_application
from gui.article.view import ArticleView
from gui.look import Look
from tests.benchmarks.figures import Figure, report

REPORT = Path("build/bench/apply_to_all.json")
MENTIONS, GOAL, RUNS = 1_000, 300, 7
WHO = "bench"

# characters, spans beside the mentions
CASES = {"100 kB, 2,000 spans": (100_000, 1_000), "1 MB, 20,000 spans": (1_000_000, 19_000)}


class WatchedView(ArticleView):
    """Says when it has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._loop.quit()

    def painted(self) -> None:
        self.viewport().update(0, 0, 1, 1)  # also where nothing changed
        self._loop.exec()


def invented_text(length: int) -> str:
    """Sentences of the same size, each with one mention."""
    size = length // MENTIONS
    words = "The town of Qusair fell on Wednesday"
    return "\n".join(f"{words}{' and so forth' * size}"[: size - 2] + "." for _ in range(MENTIONS))


def imported(store: LibraryStore, text: str) -> str:
    article = store.execute(ImportArticle(ArticleDraft("Qusair", text, "invented")), WHO).article
    assert article is not None
    return article


def suggested(store: LibraryStore, article: str, text: str, others: int, *, mentions: bool) -> None:
    """Suggest entities all over the text; the mentions too, or none of them."""
    step = len(text) // others
    spans = [Span(nth * step, nth * step + 3) for nth in range(others) if not text[nth * step].isspace()]
    named = list(find(text, "Qusair"))
    taken = {offset for span in named for offset in range(span.start, span.end)}
    proposals = [Proposal(Entity(s, "ORG"), 0.5) for s in spans if not {s.start, s.end - 1} & taken]
    if mentions:
        proposals += [Proposal(Entity(span, "ORG"), 0.5) for span in named]
    run = Run(new_id(), "entities", "bench", "1", "{}", datetime.now(UTC), text_hash(text))
    store.execute(RecordSuggestions(article, (RunResult(run, tuple(proposals)),)), WHO)


def opened(store: LibraryStore, article: str) -> Session:
    loaded = store.load(article)
    return Session(loaded.article, loaded.annotations, loaded.suggestions, loaded.revision)


def label_all(session: Session) -> Command:
    found = [place for place in places(session, "Qusair") if place.is_meant and place.needs("GPE")]
    items = [place.item for place in found if place.item is not None]
    bare = tuple(place.span for place in found if place.item is None)
    assert len(found) == MENTIONS
    return AnnotateAll(session.id, "GPE", bare, tuple(Target(item.id, item.version) for item in items))


def decide_all(decision: type[Accept | Reject]) -> Callable[[Session], Command]:
    def command(session: Session) -> Command:
        items = [place.item for place in places(session, "Qusair") if place.item is not None]
        assert len(items) == MENTIONS
        return decision(session.id, tuple(Target(item.id, item.version) for item in items))

    return command


def measure(view: WatchedView, folder: Path, case: str) -> Iterator[Figure]:
    length, others = CASES[case]
    text = invented_text(length)
    gestures: dict[str, tuple[bool, Callable[[Session], Command]]] = {
        "relabel suggestions": (True, label_all),
        "accept": (True, decide_all(Accept)),
        "reject": (True, decide_all(Reject)),
        "add to bare text": (False, label_all),
    }
    for mentions in (True, False):
        store = open_library(folder / f"{length}-{mentions}.copydesk")
        article = imported(store, text)
        suggested(store, article, text, others, mentions=mentions)
        session = opened(store, article)
        view.set_session(session, DEFAULT_LABELS)
        view.painted()

        def timed(made: Callable[[Session], Command], store: LibraryStore = store, s: Session = session) -> float:
            start = time.perf_counter()
            revision = store.execute(made(s), WHO)
            view.refresh(s.fold(revision))
            view.painted()
            return (time.perf_counter() - start) * 1000

        for name, (on_mentions, command) in gestures.items():
            if on_mentions is mentions:
                done, undone = [], []
                for _ in range(RUNS):
                    done.append(timed(command))
                    undone.append(timed(lambda _session: Undo()))
                for what, times in ((name, done), (f"{name}, undo", undone)):
                    kinds = (("median", statistics.median(times), GOAL), ("slowest", max(times), 2 * GOAL))
                    for kind, value, goal in kinds:
                        figure = f"{case}: {what}, {kind} of {RUNS}"
                        yield Figure(figure, f"{value:.1f}", "ms", f"<= {goal}", value <= goal)
        view.set_session(None, ())
        store.close()


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    app = make_application()
    look = Look(app, "light")  # bars and all as the program dresses them
    view = WatchedView()
    view.resize(1001, 930)
    view.show()
    view.painted()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            for found in measure(view, Path(folder), case):
                figures.append(found)
                print(f"{found.case:66} {found.figure:>8} {found.unit} {found.goal} {'' if found.holds else 'MISSED'}")
    view.close()
    del look, app
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
