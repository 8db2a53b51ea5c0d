"""From a key to the change on the disk and on the screen, in short and in very long texts.

``python -m tests.benchmarks keys`` (QT_QPA_PLATFORM=xcb for a window on a display), or this module by itself with words
of the cases that are wanted. The real window with all its panels, a real library in a file, the threads of the program:
a figure counts from the key press until the end of the paint event that shows the changed mark, and the desk paints
nothing that is not committed. Between two keys the desk comes to rest, as it does while an editor reads on.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.bodies import Entity, Kind, Quote, Span
from core.commands import Accept, ImportArticle, RecordSuggestions, Target
from core.labels import DEFAULT_LABELS
from core.records import Annotation, ArticleDraft, Item, Proposal, Run, RunResult, Suggestion
from core.text import text_hash
from core.workspace import Workspace
from tests.benchmarks.article_view import CASES, invented_text
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.real_desk import RealDesk, p95, real_desk

REPORT = Path("build/bench/keys.json")
ROUNDS = 8  # at the start, the middle and the end of each text
PLACES = {"start": 0.0, "middle": 0.5, "end": 1.0}
MEDIAN, LATE = 5, 10
LATE_IN_ONE_PARAGRAPH = 25

Key = tuple[Qt.Key, Qt.KeyboardModifier]
_PLAIN, _ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
UNDO: Key = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
DECIDING: dict[str, Key] = {"accept": (Qt.Key.Key_Return, _PLAIN), "reject": (Qt.Key.Key_Backspace, _PLAIN)}
CORRECTING: dict[str, Key] = {
    "relabel": (Qt.Key.Key_1, _PLAIN),
    "boundary": (Qt.Key.Key_Right, _ALT),
    "delete": (Qt.Key.Key_Delete, _PLAIN),
}
OTHER_LABEL: Key = (Qt.Key.Key_2, _PLAIN)


def invented_proposals(text: str, spans: int, seed: int = 2) -> Iterator[Proposal]:
    """Entities all over a text, and one in ten of so many a quote around the one before."""
    dice = random.Random(seed)
    step = len(text) // spans
    for nth in range(spans):
        start = nth * step
        body: Entity | Quote
        if nth % 10 == 5:
            cue = Span(start + 3 * step // 2, start + 3 * step // 2 + 4)
            body = Quote((Span(start, start + step),), (cue,), (), Kind.DIRECT, ("Somebody",))
        else:
            start += text[start].isspace()
            body = Entity(Span(start, start + 6 + nth % 9), dice.choice(DEFAULT_LABELS[2:]).name)
        yield Proposal(body, dice.random())


def annotated(workspace: Workspace, case: str) -> str:
    """An invented article with entities, one in ten of them with a quote around it, half of all accepted."""
    length, spans, paragraph = CASES[case][:3]
    text = invented_text(length, paragraph).strip()
    revision = workspace.submit(ImportArticle(ArticleDraft(case, text, "invented"))).result()
    assert revision.article is not None
    proposals = tuple(invented_proposals(text, spans))
    run = Run(case, "entities", "invented", "1", "{}", datetime.now(UTC), text_hash(text))
    workspace.submit(RecordSuggestions(revision.article, (RunResult(run, proposals),))).result()
    session = workspace.open_article(revision.article).result()
    every_other = [item for item in session.items() if isinstance(item, Suggestion)][::2]
    workspace.submit(Accept(revision.article, tuple(Target(i.id, i.version) for i in every_other))).result()
    return revision.article


class Editor:
    """Presses keys at one place of the open article, and measures each."""

    def __init__(self, desk: RealDesk, place: float) -> None:
        self._real, self._place = desk, place
        self.times: dict[str, list[float]] = defaultdict(list)

    def round(self, nth: int) -> None:
        """Every kind of key once, and the undo of each."""
        for name, key in DECIDING.items():
            self._press_and_undo(name, key, self._near(nth, Suggestion))
        for name, key in CORRECTING.items():
            item = self._near(nth, Annotation)
            if name == "relabel" and isinstance(item.body, Entity) and item.body.label == DEFAULT_LABELS[0].name:
                key = OTHER_LABEL
            self._press_and_undo(name, key, item)

    def _near(self, nth: int, sort: type[Suggestion] | type[Annotation]) -> Item:
        """The nth entity of a sort, from the start, around the middle, or from the end back."""
        session = self._real.desk.session
        assert session is not None
        found = [item for item in session.items() if isinstance(item, sort) and isinstance(item.body, Entity)]
        room = len(found) - ROUNDS
        return found[round(room * self._place) + nth]

    def _press_and_undo(self, name: str, key: Key, item: Item) -> None:
        self._real.desk.select(item.id)
        for what, pressed in ((name, key), ("undo", UNDO)):
            self._real.rest()
            self.times[what].append(self._pressed(pressed, item.body.bounds.start))
        self._real.rest()  # an undo selects what it brought back

    def _pressed(self, key: Key, place: int) -> float:
        return self._real.until_changed(lambda: QTest.keyClick(self._real.article, *key), place)


def pressing(desk: RealDesk, article: str, case: str, late: float = LATE) -> Iterator[Figure]:
    """Every key at the start, in the middle and at the end of an article."""
    desk.open(article)
    desk.article.setFocus()
    kinds: dict[str, list[float]] = defaultdict(list)
    places: dict[str, list[float]] = {}
    for name, place in PLACES.items():
        editor = Editor(desk, place)
        for nth in range(ROUNDS):
            editor.round(nth)
        places[name] = [taken for times in editor.times.values() for taken in times]
        for kind, times in editor.times.items():
            kinds[kind].extend(times)
    for kind, times in kinds.items():
        yield _figure(f"{case}: {kind}, median (p95 {p95(times):.1f} ms)", statistics.median(times), MEDIAN)
    for name, times in places.items():
        median = statistics.median(times)
        yield _figure(f"{case}: any key at the {name}, p95 (median {median:.1f} ms)", p95(times), late)


def _figure(case: str, value: float, goal: float) -> Figure:
    return Figure(case, f"{value:.1f}", "ms", f"<= {goal:g}", value <= goal)


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    figures: list[Figure] = []
    only = sys.argv[1:]

    def say(found: Figure) -> None:
        figures.append(found)
        mark = "" if found.holds else "MISSED"
        print(f"{found.case:80} {found.figure:>6} {found.unit} {found.goal:>6} {mark}", flush=True)

    for case in CASES:
        if not only or any(word in case for word in only):
            late = LATE_IN_ONE_PARAGRAPH if case.startswith("one") else LATE
            with real_desk() as desk:
                for found in pressing(desk, annotated(desk.workspace, case), case, late):
                    say(found)
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
