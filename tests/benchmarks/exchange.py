"""How many articles a second come in and go out: JSONL in, JSONL out, training data for spaCy out, ``annotate``.

``python -m tests.benchmarks exchange``. Articles of the sample's length (7.5 kB), each with 80 entities and 10 quotes;
the library is a real file. What the goals are held against: import at 131 articles a second, and an export of 10,000
articles that is not done after 240 s, 42 a second.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.cli import main as command_line
from core.commands import ImportArticle
from core.formats import read_path
from core.library import LibraryStore, open_library
from core.records import ArticleDraft
from core.text import canonical, tokens
from core.training import ExportOptions, export
from tests.benchmarks.figures import Figure, report

REPORT = Path("build/bench/exchange.json")
SAMPLE = Path("seeds/000_ed2e3873cc5f8452.txt")
ARTICLES, ENTITIES, QUOTES, RUNS = 300, 80, 10, 3
ANNOTATED = 40


def line(number: int, sample: str) -> dict[str, Any]:
    """The sample with another beginning, annotated all over."""
    text = f"Report number {number}.\n{sample}"
    words = [span for span in tokens(text) if text[span[0]].isalpha()]
    step = len(words) // ENTITIES
    entities = [{"start": start, "end": end, "label": "ORG"} for start, end in words[::step][:ENTITIES]]
    every = len(words) // QUOTES
    quotes = [
        {"contents": [[words[at][0], words[at + 8][1]]], "cues": [words[at + 9]], "sources": [words[at + 10]]}
        for at in range(0, every * QUOTES - 10, every)
    ]
    return {"id": number, "text": text, "status": "done", "entities": entities, "quotes": quotes}


def imported(source: Path, library: Path) -> LibraryStore:
    store = open_library(library)
    for outcome in read_path(source):
        if isinstance(outcome, ArticleDraft):
            store.execute(ImportArticle(outcome), "bench")
    return store


def rate(case: str, articles: int, goal: int, work: Callable[[int], object]) -> Figure:
    seconds = []
    for run in range(RUNS):
        start = time.perf_counter()
        work(run)
        seconds.append(time.perf_counter() - start)
    found = articles / statistics.median(seconds)
    return Figure(f"{case}, median of {RUNS}", f"{found:.0f}", "articles/s", f">= {goal}", found >= goal)


def measure(folder: Path) -> list[Figure]:
    sample = canonical(SAMPLE.read_text(encoding="utf-8"))
    source, short = folder / "in.jsonl", folder / "short.jsonl"
    lines = [json.dumps(line(number, sample)) + "\n" for number in range(ARTICLES)]
    source.write_text("".join(lines), encoding="utf-8")
    short.write_text("".join(lines[:ANNOTATED]), encoding="utf-8")
    figures = [
        rate(
            f"import {ARTICLES} annotated articles from JSONL",
            ARTICLES,
            131,
            lambda run: imported(source, folder / f"{run}.copydesk").close(),
        )
    ]
    store = open_library(folder / "0.copydesk")
    for format, goal in (("jsonl", 84), ("spacy", 42)):
        options = ExportOptions(format=format)
        figures.append(
            rate(
                f"export {ARTICLES} annotated articles as {format}",
                ARTICLES,
                goal,
                lambda _run, options=options: export(store, folder / "out", options),  # type: ignore[misc]
            )
        )
    store.close()
    annotate = ["annotate", str(short), "-o", str(folder / "out.jsonl"), "--json"]
    figures.append(
        rate(f"annotate {ANNOTATED} articles, loading the pipeline", ANNOTATED, 5, lambda _: command_line(annotate))
    )
    return figures


def main() -> int:
    """Print the table, write the report; 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder))
    for found in figures:
        print(f"{found.case:66} {found.figure:>8} {found.unit} {found.goal:>7} {'' if found.holds else 'MISSED'}")
    return report(REPORT, figures)


if __name__ == "__main__":
    raise SystemExit(main())
