"""How long the past takes: an article's history, a diff of two of its moments, and the timeline of a large library.

``python -m tests.benchmarks history``. The large library holds 10,000 articles and 1,000,000 revisions; it is made once
by the database itself, in build/, and used again. Its log is as long and as wide as a real one, but no chain of digests
holds it together, as nothing here asks for that.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from core.bodies import Entity, Span
from core.commands import Accept, ImportArticle, RecordSuggestions, Relabel, Target
from core.diffing import as_suggested, diff
from core.history import state_at
from core.ids import new_id
from core.library import LibraryStore, open_library
from core.queries import Wanted
from core.records import ArticleDraft, Proposal, Run, RunResult
from core.story import tell
from core.text import text_hash
from gui.history.looking import FIRST, STRIDE, next_stride
from tests.benchmarks.figures import Figure, report

REPORT = Path("build/bench/history.json")
LARGE = Path("build/bench/million-2.copydesk")
ARTICLES, REVISIONS = 10_000, 1_000_000
ANNOTATIONS = 2_000
SUGGESTIONS, MANY = 160, 20_000
PAGE = 100  # what the history page asks for at once
RUNS = 15
WHO = "bench"


def timed(act: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Milliseconds, after one run that nobody counts."""
    act()
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        found.append((time.perf_counter() - start) * 1000)
    return found


def figure(case: str, act: Callable[[], object], goal: float) -> Figure:
    return _figure(case, timed(act), goal)


def _figure(case: str, found: list[float], goal: float) -> Figure:
    median, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
    return Figure(f"{case}, median (p95 {p95:.1f} ms)", f"{median:.1f}", "ms", f"<= {goal:g}", median <= goal)


# ----------------------------------------------------------------------------------------------- an article with a past


def article_with_a_past(store: LibraryStore) -> str:
    """2,000 suggestions, of which half are accepted in handfuls and half relabelled one by one."""
    dice = random.Random(1)
    words = ["".join(dice.choices("etaoinshrdlu", k=6)) for _ in range(ANNOTATIONS * 2)]
    text = " ".join(words)
    article = store.execute(ImportArticle(ArticleDraft("Headline", text, "bench.txt")), WHO).article
    assert article is not None
    spans = [Span(14 * n, 14 * n + 6) for n in range(ANNOTATIONS)]
    proposals = tuple(Proposal(Entity(span, "ORG"), 0.9) for span in spans)
    run = Run(new_id(), "entities", "bench", "1", "{}", datetime.now(UTC), text_hash(text))
    store.execute(RecordSuggestions(article, (RunResult(run, proposals),)), WHO)
    targets = [Target(one.id, one.version) for one in store.load(article).suggestions]
    for first in range(0, ANNOTATIONS // 2, 10):
        store.execute(Accept(article, tuple(targets[first : first + 10])), WHO)
    for target in targets[ANNOTATIONS // 2 :]:
        store.execute(Relabel(article, (target,), "GPE"), WHO)
    return article


def article_cases(store: LibraryStore) -> list[Figure]:
    article = article_with_a_past(store)
    revisions = store.revisions(article=article)
    past, now = revisions[2].id, revisions[-1].id
    middle = revisions[len(revisions) // 2].id
    name = f"{ANNOTATIONS:,} annotations, {len(revisions):,} revisions"
    text = store.load(article).article.text

    def history() -> None:
        found = store.timeline(Wanted(article=article, abridged=True), limit=PAGE)
        assert [tell(one, text=text) for one in found]

    def two_moments() -> None:
        assert diff(state_at(revisions, past), state_at(revisions, now)).differences

    def suggested() -> None:
        then = state_at(revisions, middle)
        assert diff(as_suggested(then, revisions), then).differences

    return [
        figure(f"{name}: history, {PAGE} newest, read and told", history, 50),
        figure(f"{name}: diff of two moments", two_moments, 50),
        figure(f"{name}: as suggested against the middle", suggested, 50),
        figure(
            f"{name}: all revisions read, to compare any two moments", lambda: store.revisions(article=article), 500
        ),
    ]


# --------------------------------------------------------------------------------------------- much in one revision


def with_suggestions(store: LibraryStore, count: int, seed: int) -> str:
    """An article with so many suggestions of one run; its id."""
    dice = random.Random(seed)
    text = " ".join("".join(dice.choices("etaoinshrdlu", k=6)) for _ in range(2 * count))
    article = store.execute(ImportArticle(ArticleDraft(f"Headline {seed}", text, "bench.txt")), WHO).article
    assert article is not None
    run = Run(new_id(), "entities", "bench", "1", "{}", datetime.now(UTC), text_hash(text))
    proposals = tuple(Proposal(Entity(Span(14 * n, 14 * n + 6), "ORG"), 0.9) for n in range(count))
    store.execute(RecordSuggestions(article, (RunResult(run, proposals),)), WHO)
    return article


def wide_cases(store: LibraryStore, path: Path) -> list[Figure]:
    """A newsroom's morning: a hundred new articles, each with its suggestions; and one of a megabyte."""
    for nth in range(100):
        with_suggestions(store, SUGGESTIONS, nth)
    wanted = Wanted(abridged=True)

    def anew() -> None:
        """As a library that was opened just now: nothing is remembered."""
        fresh = open_library(path)
        start = time.perf_counter()
        assert [tell(one) for one in fresh.look_back(wanted, limit=FIRST, at_most=20_000).found]
        first.append((time.perf_counter() - start) * 1000)
        fresh.close()

    first: list[float] = []
    for _ in range(RUNS):
        anew()
    name = f"{SUGGESTIONS} suggestions in each of 100 new articles"
    found = [
        _figure(f"{name}: timeline, the first screen", first, 100),
        figure(f"{name}: timeline, a page", lambda: [tell(one) for one in store.timeline(wanted, limit=PAGE)], 100),
    ]
    article = with_suggestions(store, MANY, 200)
    one = store.load(article).suggestions[MANY // 2].id
    name = f"{MANY:,} suggestions of one run in a text of {14 * MANY / 1e6:.1f} MB"
    return [
        *found,
        figure(f"{name}: history of one of them", lambda: store.revisions(record=one, newest_first=True), 10),
        figure(f"{name}: timeline of the library", lambda: store.timeline(wanted, limit=PAGE), 100),
        figure(
            f"{name}: the article's history", lambda: store.timeline(Wanted(article, abridged=True), limit=PAGE), 50
        ),
    ]


# ---------------------------------------------------------------------------------------------------- a large library


def large_library() -> LibraryStore:
    if not LARGE.exists():
        LARGE.parent.mkdir(parents=True, exist_ok=True)
        part = LARGE.with_suffix(".part")
        part.unlink(missing_ok=True)
        seed = open_library(part)
        seed.execute(ImportArticle(ArticleDraft("Headline", "Some words of a text.", "bench.txt")), WHO)
        seed.close()
        with closing(sqlite3.connect(part)) as connection:
            fill(connection)
        part.rename(LARGE)
    return open_library(LARGE)


def fill(connection: sqlite3.Connection, articles: int = ARTICLES, revisions: int = REVISIONS) -> None:
    """Articles, and for each a hundred relabellings, in the order in which a newsroom would have made them."""
    connection.executescript(
        f"""
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; DROP TRIGGER change_only_grows;
        INSERT INTO annotator (id, name) VALUES ('ana', 'Ana'), ('ben', 'Ben');
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {articles})
        INSERT INTO article SELECT printf('%036d', i), 'Headline ' || i, 'wire.txt', printf('%064d', i), 6000,
            '2026-01-01 00:00:00.000000', 'open', i FROM n;
        INSERT INTO annotation_set SELECT id, id, 'shared', NULL, 'none', 0, 0, 0 FROM article WHERE length = 6000;
        CREATE TEMP TABLE first AS SELECT max(id) AS id FROM revision;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {revisions})
        INSERT INTO revision SELECT first.id + i, printf('%036d', 1 + (i / 20) % {articles}),
            CASE i % 3 WHEN 0 THEN 'ben' ELSE 'ana' END,
            strftime('%Y-%m-%d %H:%M:%S.000000', '2026-01-01', '+' || (i * 20) || ' seconds'),
            CASE i % 1000 WHEN 7 THEN 'split_quote' ELSE 'relabel' END, NULL, NULL, NULL, NULL, printf('%064d', i)
            FROM n, first;
        """
    )
    snapshot = """'{"body":{"end":16,"label":"' || %s || '","layer":"entity","start":10},"id":"a' || id
        || '","origin":"hand","run":null,"set":"' || article_id || '"}'"""
    before = snapshot % "'ORG'"
    after = snapshot % "CASE id % 50000 WHEN 7 THEN 'LAW' ELSE 'GPE' END"
    connection.execute(
        f"INSERT INTO change SELECT id, 0, 'annotation', 'a' || id, {before}, {after}, 'Qusair' "
        "FROM revision WHERE digest LIKE '000%'"
    )
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL")


def library_cases(store: LibraryStore) -> list[Figure]:
    name = f"{REVISIONS:,} revisions"
    newest = store.newest()

    def shown(wanted: Wanted, before: int | None = None) -> Callable[[], object]:
        def act() -> None:
            found = store.timeline(wanted, before=before, limit=PAGE)
            assert store.headlines({one.article for one in found if one.article is not None})
            assert [tell(one) for one in found]

        return act

    week = datetime(2026, 3, 1, tzinfo=UTC)
    return [
        figure(f"{name}: timeline of the library", shown(Wanted()), 100),
        figure(f"{name}: the same, in the middle", shown(Wanted(), newest // 2), 100),
        figure(f"{name}: one annotator", shown(Wanted(annotator="Ben")), 100),
        figure(f"{name}: one article", shown(Wanted(article=f"{77:036d}")), 50),
        figure(f"{name}: since a day", shown(Wanted(since=week)), 100),
        figure(f"{name}: a frequent label", shown(Wanted(label="GPE")), 100),
        figure(f"{name}: words that stand everywhere", shown(Wanted(words="qusair")), 100),
        figure(f"{name}: a rare kind of change", shown(Wanted(intents=frozenset({"split_quote"}))), 100),
        *rare_cases(store, name),
    ]


def rare_cases(store: LibraryStore, name: str) -> list[Figure]:
    """What is so rare that nearly all of the log has to be looked through: stretch by stretch, as the page does it."""
    found = []
    for what, wanted in (
        ("a label that stands there 20 times", Wanted(label="LAW", abridged=True)),
        ("words that stand nowhere", Wanted(words="Atlantis", abridged=True)),
        ("sources of quotes, of which none was changed", Wanted(part="sources", abridged=True)),
        ("today, on which nothing was done", Wanted(since=datetime(2030, 1, 1, tzinfo=UTC), abridged=True)),
    ):
        looks: list[float] = []
        stride, before = STRIDE, store.newest() + 1
        while before > 1:
            start = time.perf_counter()
            before = store.look_back(wanted, before=before, limit=PAGE, at_most=stride).reached
            looks.append((time.perf_counter() - start) * 1000)
            stride = next_stride(stride, looks[-1] / 1000)
        others = f"{len(looks)} stretches, {sum(looks) / 1000:.1f} s in all"
        median = statistics.median(looks)
        found.append(
            Figure(f"{name}: {what}, longest stretch ({others}, median {median:.0f} ms)", f"{max(looks):.1f}", "ms",
                   "<= 100", max(looks) <= 100)
        )  # fmt: skip
    return found


def check_cases(store: LibraryStore) -> list[Figure]:
    """The check of the large library, whose log no digests hold together: so it finds something in every revision."""
    heard: list[tuple[int, int]] = []
    start = time.perf_counter()
    found = store.check(lambda done, total: heard.append((done, total)))
    seconds = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # of all that was measured here, the check at last
    assert found
    name = f"{REVISIONS:,} revisions: check"
    return [
        Figure(name, f"{seconds:.0f}", "s", "<= 180", seconds <= 180),
        Figure(f"{name}, memory of the whole program", f"{most:.0f}", "MB", "<= 300", most <= 300),
        Figure(f"{name}, times that progress was told", str(len(heard)), "", ">= 100", len(heard) >= 100),
    ]


def main() -> int:
    """Print the table and write the report; the exit status says whether every goal holds."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_library(Path(folder) / "library.copydesk")
        figures = article_cases(store)
        store.close()
        store = open_library(Path(folder) / "morning.copydesk")
        figures += wide_cases(store, Path(folder) / "morning.copydesk")
        store.close()
    store = large_library()
    figures += library_cases(store)
    figures += check_cases(store)
    store.close()
    width = max(len(one.case) for one in figures)
    for one in figures:
        print(f"{one.case:{width}}  {one.figure:>20} {one.unit}  {one.goal:>8}  {'holds' if one.holds else 'FAILS'}")
    return report(REPORT, figures)


if __name__ == "__main__":
    sys.exit(main())
