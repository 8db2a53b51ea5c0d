"""What the memory of decisions costs: to every decision, to the recall that follows it, and to new suggestions.

``python -m tests.benchmarks memory``, or this module by itself. The library is a real file that knows fifty thousand
different words; the texts are made up.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from core.bodies import Entity, Span
from core.commands import Recall, Relabel, Target
from core.ids import new_id
from core.library import LibraryStore, memory, open_library
from core.library.engine import writing
from core.memory import learned
from core.records import Annotation, Change, Origin
from tests.benchmarks.apply_to_all import WHO, imported, opened, suggested
from tests.benchmarks.figures import Figure, report

REPORT = Path("build/bench/memory.json")
REMEMBERED, MENTIONS, RUNS = 50_000, 12, 40

# characters, other spans
CASES = {
    "6 kB, 100 spans": (6_000, 100),
    "100 kB, 2,000 spans": (100_000, 2_000),
    "1 MB, 20,000 spans": (1_000_000, 20_000),
}


def invented_text(length: int) -> str:
    """Words that nobody wrote, with a dozen mentions of one town."""
    words = [f"w{number % 5000}" for number in range(length // 6)]
    step = len(words) // MENTIONS
    for nth in range(MENTIONS):
        words[nth * step] = "Qusair"
    return " ".join(words)


def remember(store: LibraryStore) -> None:
    """Let the library know many words, as if each had been decided once."""
    names = [f"name{number} of{number % 7}" for number in range(REMEMBERED)]
    text = "\n".join(names)
    changes, start = [], 0
    for name in names:
        made = Annotation(new_id(), "s", Entity(Span(start, start + len(name)), "ORG"), Origin.HAND)
        changes.append(Change(None, made))
        start += len(name) + 1
    assert store._connection is not None
    with writing(store._connection) as connection:
        memory.learn(connection, learned(changes, text))


def milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def measure(folder: Path, case: str) -> Iterator[Figure]:
    length, others = CASES[case]
    text = invented_text(length)
    store = open_library(folder / f"{length}.copydesk")
    remember(store)
    article = imported(store, text)
    suggested(store, article, text, others, mentions=True)
    session = opened(store, article)
    mentions = [item.id for item in session.items() if item.body.bounds.of(text) == "Qusair"]
    labels = ("GPE", "LOC")

    def figure(what: str, value: float, goal: float) -> Figure:
        return Figure(f"{case}: {what}", f"{value:.2f}", "ms", f"<= {goal:g}", value <= goal)

    def relabel(number: int) -> None:
        item = session.item(mentions[0])
        assert item is not None
        command = Relabel(article, (Target(item.id, item.version),), labels[number % 2])
        session.fold(store.execute(command, WHO))

    decided, foreseen, recalled = [], [], []
    recall = Recall(article, ("Qusair",))
    for number in range(RUNS):
        decided.append(milliseconds(lambda number=number: relabel(number)))  # type: ignore[misc]
        foreseen.append(milliseconds(lambda: store.would_change(recall, WHO)))
        recalled.append(milliseconds(lambda: session.fold(store.execute(recall, WHO))))
    yield figure("one decision, median", statistics.median(decided), 5)
    yield figure("to know whether it has consequences, median", statistics.median(foreseen), 10)
    yield figure(f"its consequences for {MENTIONS - 1} mentions, median", statistics.median(recalled), 20)

    known = [milliseconds(lambda: store.memory(["Qusair"])) for _ in range(RUNS)]
    yield figure("what is known of some words, median", statistics.median(known), 1)
    store.close()


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            for found in measure(Path(folder), case):
                figures.append(found)
                print(
                    f"{found.case:72} {found.figure:>8} {found.unit} {found.goal:>7} {'' if found.holds else 'MISSED'}"
                )
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
