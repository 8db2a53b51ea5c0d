"""What finding costs: in one article of a megabyte, and in a library of ten thousand articles.

``python -m tests.benchmarks find``, or this module by itself. The library is a real file; the texts are made up. In the
library the longest portion is what a key pressed meanwhile may have to wait for.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from core.bodies import Entity, Span
from core.commands import ImportArticle
from core.find.article import hits_in
from core.find.inventory import Inventory
from core.find.library import CHUNK_INVENTORIES, MOST, ArticleHits, chunks, look_through, portions_of, shallow
from core.find.material import Material
from core.find.search import Search
from core.find.states import State
from core.library import LibraryStore, open_library
from core.records import Annotation, Article, ArticleDraft, ArticleInfo, ImportedAnnotation, Origin
from core.session import Session
from tests.benchmarks.figures import Figure, report

REPORT = Path("build/bench/find.json")
ARTICLES, LENGTH, SPANS, RUNS = 10_000, 6_000, 80, 7
TEXT = "the of to Qusair Syria government said that in and a Hezbollah rebels O’Brien town forces army"
WORDS = TEXT.split()

IN_ARTICLE = {
    "words": Search("Qusair"),
    "whole words": Search("Qusair", whole=True),
    "one letter": Search("e"),
    "a pattern": Search(r"\b[A-Z]\w+r\b", case=True, pattern=True),
    "a label": Search(label="GPE"),
    "a status": Search(state=State.ADDED),
    "words in a label": Search("Qusair", label="GPE"),
    "words that are not annotated": Search("Qusair", state=State.BARE),
}
IN_LIBRARY = {
    "words that are rare": Search("Zenobia"),
    "words that are frequent": Search("Qusair"),
    "a pattern": Search(r"Zen\w+a\b", pattern=True),
    "words in a label": Search("Zenobia", label="GPE"),
    "frequent words that are not annotated": Search("Qusair", state=State.BARE),
    "a label and a status that nothing has": Search(label="GPE", state=State.FLAGGED),
}


def invented(length: int, number: int) -> str:
    some = random.Random(number)
    text = " ".join(some.choice(WORDS) for _ in range(length // 6))
    return f"{number} {text}" + (" Zenobia fell" if number % 500 == 0 else "")


def milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def figure(what: str, value: float, goal: float) -> Figure:
    return Figure(what, f"{value:.1f}", "ms", f"<= {goal:g}", value <= goal)


def in_article() -> Iterator[Figure]:
    """Of each search: what the window does of it, and what a thread does meanwhile."""
    text = invented(1_200_000, 1)[:1_000_000]
    info = ArticleInfo("a", "h", "o", "", len(text), datetime.now(UTC))
    spans = (Span(number * 50, number * 50 + 6) for number in range(20_000))
    standing = [Annotation(str(n), "a", Entity(s, "GPE" if n % 2 else "ORG"), Origin.HAND) for n, s in enumerate(spans)]
    session = Session(Article(info, text), standing, [], 1)
    for name, search in IN_ARTICLE.items():
        here, away = [], []
        for _ in range(RUNS):
            begun = time.perf_counter()
            inventory = Inventory.of_session(session, search)
            taken = time.perf_counter()
            hits_in(text, search, inventory)
            here.append((taken - begun) * 1000)
            away.append((time.perf_counter() - taken) * 1000)
        if search.filters:
            yield figure(f"1 MB, 20,000 spans: {name}, in the window, median", statistics.median(here), 50)
        yield figure(f"1 MB, 20,000 spans: {name}, beside it, median", statistics.median(away), 250)


def filled(path: Path) -> LibraryStore:
    store = open_library(path)
    for number in range(ARTICLES):
        text = invented(LENGTH, number)
        entities = (Entity(Span(at * 60, at * 60 + 6), "GPE" if at % 2 else "ORG") for at in range(SPANS))
        draft = ArticleDraft(f"Article {number}", text, "wire", tuple(map(ImportedAnnotation, entities)))
        store.execute(ImportArticle(draft), "Bench")
    return store


def _read(store: LibraryStore, ids: list[str], search: Search, portions: list[float]) -> list[ArticleHits]:
    some: list[Material] = []
    portions.append(milliseconds(lambda: some.extend(store.materials({id: id for id in ids}, search))))
    return look_through(some, search)


def in_library(folder: Path) -> Iterator[Figure]:
    store = filled(folder / "library.copydesk")
    for name, search in IN_LIBRARY.items():
        begun = time.perf_counter()
        portions: list[float] = []
        summaries, wanted = store.articles(), store.sets_with(search)
        planned = (time.perf_counter() - begun) * 1000
        found = 0

        for portion in chunks([one for one in summaries if wanted is None or one.info.id in wanted]):
            if found >= MOST:  # here the page leaves off, and says so
                break
            if not search.filters:
                found += sum(one.total for one in _read(store, portion, search, portions))
                continue
            hopeful = (
                [one.article for one in _read(store, portion, shallow(search), portions)] if search.words else portion
            )
            for ids in portions_of(hopeful, CHUNK_INVENTORIES):
                found += sum(one.total for one in _read(store, ids, search, portions))
        whole = (time.perf_counter() - begun) * 1000
        case = f"{ARTICLES:,} articles, {ARTICLES * SPANS:,} spans: {name} ({found:,} hits)"
        yield figure(f"{case}, all of it", whole, 5_000)
        yield figure(f"{case}, to know where", planned, 1_000)
        yield figure(f"{case}, the longest portion", max(portions, default=0.0), 250)
    store.close()


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for some in (in_article(), in_library(Path(folder))):
            for found in some:
                figures.append(found)
                held = "" if found.holds else "MISSED"
                print(f"{found.case:100} {found.figure:>8} {found.unit} {found.goal:>7} {held}", flush=True)
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
