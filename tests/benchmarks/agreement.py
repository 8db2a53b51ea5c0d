"""How long agreement takes over 1,000 doubly annotated articles, and the model's mistakes over a million decisions.

``python -m tests.benchmarks agreement``. Both libraries are filled by the database itself, in build/, and used again.
They hold what these questions read: sets, annotations, suggestions and runs, without a log.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from core.agreement.survey import differences, human_pairings, tallied
from core.library import LibraryStore, open_library
from core.mistakes.sheet import Sift
from core.mistakes.survey import read
from core.text import text_hash
from tests.benchmarks.figures import Figure, report

REPORT = Path("build/bench/agreement.json")
TWO, DECIDED = Path("build/bench/two-people-1.copydesk"), Path("build/bench/decided-1.copydesk")
ARTICLES, WORDS = 1_000, 1_000
ENTITIES, QUOTES = 80, 20
ANA = "Ana"
MANY_ARTICLES, SUGGESTIONS = 10_000, 100
LABELS = ("PERSON", "ORG", "GPE", "DATE", "NORP", "LOC", "MONEY", "EVENT")
RUNS = 5


def timed(act: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Seconds of some runs."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
    return found


def figure(case: str, act: Callable[[], object], goal: float, runs: int = RUNS) -> Figure:
    found = timed(act, runs)
    median, longest = statistics.median(found), max(found)
    return Figure(f"{case}, median (longest {longest:.2f} s)", f"{median:.2f}", "s", f"<= {goal:g}", median <= goal)


# ---------------------------------------------------------------------------------------------------------- libraries


def made(path: Path, fill: Callable[[sqlite3.Connection], None]) -> LibraryStore:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        open_library(part).close()
        with closing(sqlite3.connect(part)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            fill(connection)
            connection.commit()
            connection.execute("PRAGMA journal_mode = WAL")
        part.rename(path)
    return open_library(path)


def texts(count: int, dice: random.Random) -> Iterator[tuple[str, str, list[int]]]:
    """Ids, texts of so many words, and where the words begin."""
    vocabulary = ["".join(dice.choices("etaoinshrdlu", k=dice.randint(2, 9))) for _ in range(5_000)]
    for number in range(count):
        words = dice.choices(vocabulary, k=WORDS)
        starts, at = [], 0
        for word in words:
            starts.append(at)
            at += len(word) + 1
        yield f"{number:036d}", " ".join(words), starts


def put_article(connection: sqlite3.Connection, id: str, text: str) -> None:
    connection.execute(
        "INSERT INTO article (id, headline, origin, sha256, length, imported_at, status, version)"
        " VALUES (?, ?, 'bench.txt', ?, ?, '2026-01-01 00:00:00.000000', 'done', 1)",
        (id, f"Headline {int(id)}", text_hash(text), len(text)),
    )
    connection.execute("INSERT INTO article_text VALUES (?, ?)", (id, text))


PUT_SET = (
    "INSERT INTO annotation_set (id, article_id, owner, annotator_id, review_status, total, undecided, longest)"
    " VALUES (?, ?, ?, ?, 'submitted', 100, 0, 1000)"
)
PUT_ANNOTATION = (
    'INSERT INTO annotation (id, set_id, layer, label, kind, start, "end", note, origin, run_id, version)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, 1)"
)


def two_people(connection: sqlite3.Connection) -> None:
    """Two sets in each article, nine tenths alike."""
    dice = random.Random(1)
    connection.executemany("INSERT INTO annotator (id, name) VALUES (?, ?)", [("ana", "Ana"), ("ben", "Ben")])
    connection.execute("INSERT INTO speaker (id, name) VALUES ('s', 'Somebody')")
    for id, text, starts in texts(ARTICLES, dice):
        put_article(connection, id, text)
        marks = [(dice.randrange(WORDS - 3), dice.randint(1, 3), dice.choice(LABELS)) for _ in range(ENTITIES)]
        for who in ("ana", "ben"):
            set_id = f"{who}{id[3:]}"
            connection.execute(PUT_SET, (set_id, id, "annotator", who))
            entities = []
            for number, (word, length, label) in enumerate(marks):
                if who == "ben" and dice.random() < 0.1:
                    length, label = dice.randint(1, 3), dice.choice(LABELS)
                bounds = starts[word], starts[word + length] - 1
                entities.append((f"{who[0]}{id[7:]}{number:06d}", set_id, "entity", label, None, *bounds, "hand", None))
            connection.executemany(PUT_ANNOTATION, entities)
            for number in range(QUOTES):
                put_quote(connection, set_id, number, starts, dice if who == "ben" else None)


def put_quote(
    connection: sqlite3.Connection, set_id: str, number: int, starts: list[int], dice: random.Random | None
) -> None:
    """A quote of forty words with cue and source; with dice, at times another boundary."""
    word, id = number * 48, f"{set_id[0]}{set_id[8:]}q{number:06d}"
    length = 36 if dice is not None and dice.random() < 0.2 else 40
    bounds = {"content": (0, length), "cue": (41, 42), "source": (42, 44)}
    spans = {role: (starts[word + a], starts[word + b] - 1) for role, (a, b) in bounds.items()}
    whole = spans["content"][0], spans["source"][1]
    connection.execute(PUT_ANNOTATION, (id, set_id, "quote", None, "direct", *whole, "hand", None))
    connection.executemany(
        'INSERT INTO part (annotation_id, role, ordinal, start, "end") VALUES (?, ?, 0, ?, ?)',
        [(id, role, *span) for role, span in spans.items()],
    )
    connection.execute("INSERT INTO annotation_speaker VALUES (?, 0, 's')", (id,))


def decided(connection: sqlite3.Connection) -> None:
    """A million suggestions: 75 of a hundred accepted, 15 corrected, 10 rejected; and ten additions in each article."""
    dice = random.Random(2)
    for id, text, starts in texts(MANY_ARTICLES, dice):
        put_article(connection, id, text)
        connection.execute(PUT_SET, (id, id, "shared", None))
        number = int(id)
        run = f"r{id[1:]}"
        connection.execute(
            "INSERT INTO run (id, suggester, model, model_version, settings, at, text_sha256, proposed, version)"
            " VALUES (?, 'entities', 'bench', ?, '{}', ?, ?, 100, 1)",
            (run, f"{1 + number // 2_500}.0", f"2026-{1 + number // 1_000:02d}-02 00:00:00.000000", text_hash(text)),
        )
        suggestions: list[tuple[object, ...]] = []
        annotations: list[tuple[object, ...]] = []
        for n in range(SUGGESTIONS):
            word, fate = n * 9, dice.random()
            bounds, label = (starts[word], starts[word + 2] - 1), LABELS[dice.randrange(8)]
            verdict = "accepted" if fate < 0.75 else "corrected" if fate < 0.9 else "rejected"
            one = f"s{id[7:]}{n:06d}"
            suggestions.append((one, id, run, "entity", label, None, *bounds, None, 0.9, None, verdict, None, 1))
            if verdict == "corrected":
                label = LABELS[dice.randrange(8)] if n % 2 else label
                bounds = bounds if n % 2 else (bounds[0], starts[word + 3] - 1)
            if verdict != "rejected":
                annotations.append((one, id, "entity", label, None, *bounds, "suggestion", run))
        for n in range(10):
            bounds = starts[n * 9 + 5], starts[n * 9 + 6] - 1
            annotations.append((f"h{id[7:]}{n:06d}", id, "entity", LABELS[n % 8], None, *bounds, "hand", None))
        connection.executemany(
            'INSERT INTO suggestion (id, set_id, run_id, layer, label, kind, start, "end", body, score, doubts,'
            " verdict, reason, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            suggestions,
        )
        connection.executemany(PUT_ANNOTATION, annotations)


# --------------------------------------------------------------------------------------------------------------- cases


def agreement_cases() -> list[Figure]:
    store = made(TWO, two_people)
    name = f"{ARTICLES:,} articles, each with two sets of {ENTITIES} entities and {QUOTES} quotes"
    heard: list[tuple[int, int]] = []

    def count() -> None:
        heard.clear()
        pairings = human_pairings(store.annotation_sets())
        tally = tallied(lambda query: query(store), pairings, lambda done, total: heard.append((done, total)))
        assert tally.articles == ARTICLES

    def look() -> None:
        pairings = human_pairings(store.annotation_sets())
        assert differences(lambda query: query(store), pairings, ("entities", "ORG"), limit=500)

    found = [figure(f"{name}: agreement", count, 10), figure(f"{name}: 500 differences of a label", look, 2)]
    found.append(Figure(f"{name}: times that progress was told", str(len(heard)), "", ">= 10", len(heard) >= 10))
    store.close()
    return found


def mistake_cases() -> list[Figure]:
    store = made(DECIDED, decided)
    name = f"{MANY_ARTICLES * SUGGESTIONS:,} decided suggestions"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sheet = read(lambda query: query(store), ANA)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    label = Sift(label="ORG")
    found = [
        figure(f"{name}: read, once for the page", lambda: read(lambda query: query(store), ANA), 20, 3),
        figure(f"{name}: all charts", sheet.report, 2),
        figure(f"{name}: all charts of a label", lambda: sheet.report(label), 1),
        Figure(f"{name}: memory for the page", f"{grown:.0f}", "MB", "<= 400", grown <= 400),
    ]
    store.close()
    return found


def main() -> int:
    """Print the table and write the report; the exit status says whether every goal holds."""
    figures = [*agreement_cases(), *mistake_cases()]
    width = max(len(one.case) for one in figures)
    for one in figures:
        print(f"{one.case:{width}}  {one.figure:>10} {one.unit:2}  {one.goal:>8}  {'holds' if one.holds else 'FAILS'}")
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
