"""How good and how fast the quote engine is, on articles annotated by people.

``python -m tests.benchmarks.quotes FOLDER``, or ``COPYDESK_QUOTES=FOLDER python -m tests.benchmarks quotes``: FOLDER
holds ``score.py``, which scores a file of quotes against another, and the annotated files named below, of which those
that are missing are passed over. Each line of them is one article: ``{"id", "text", "quotes": [...]}``, or with
``"pronouns": [{"span", "aliases"}]``. Nothing is trained on them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from core.bodies import Entity, Quote
from core.marks import find_stretches
from core.records import Proposal
from core.suggest import QUOTES, Pipeline, QuoteSettings, annotate_many, load
from core.suggest.people import gather
from core.suggest.pronouns import Pronouns, gender_of
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.quote_errors import content_errors, cue_errors, table

REPORT = Path("build/bench/quotes.json")
FOLDER = "COPYDESK_QUOTES"
# Clauses, day and manner, and indirect quotes belong to these annotated quotes; the newsroom's defaults are otherwise.
CORPUS = QuoteSettings(circumstance=True, unquoted_rest=True, indirect=True, unattributed=False)
SPEED_ARTICLES, SPEED_ROUNDS = 60, 3

Line = dict[str, Any]


def at_least(case: str, figure: float, goal: float, unit: str = "") -> Figure:
    return Figure(case, round(figure, 3), unit, f">= {goal:g}", figure >= goal)


def shown(case: str, figure: float, unit: str = "") -> Figure:
    return Figure(case, round(figure, 3), unit, "", True)


# ----------------------------------------------------------------------------------------------------------- annotating


def read(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def as_line(proposal: Proposal) -> Line:
    """A quote in the fields in which the command line writes them, with the confidence."""
    quote = proposal.body
    assert isinstance(quote, Quote)
    parts = {
        name: [[span.start, span.end] for span in spans]
        for name, spans in (("contents", quote.contents), ("cues", quote.cues), ("sources", quote.sources))
    }
    return {
        "kind": str(quote.kind),
        **parts,
        "speakers": list(quote.speakers),
        "score": proposal.score,
        "doubts": list(proposal.doubts),
    }


def annotated(
    articles: list[Line], pipeline: Pipeline, settings: QuoteSettings | None = None
) -> Iterator[tuple[Line, list[Proposal], list[Line]]]:
    """Each article with its entities and its quotes."""
    runs = annotate_many([article["text"] for article in articles], pipeline, settings=settings)
    for article, results in zip(articles, runs, strict=True):
        entities = [one for result in results if result.run.suggester != QUOTES for one in result.proposals]
        quotes = [as_line(one) for result in results if result.run.suggester == QUOTES for one in result.proposals]
        yield article, entities, quotes


# -------------------------------------------------------------------------------------------------------------- scoring


def scored(folder: Path, gold: Path, lines: Iterable[Line], *options: str) -> Line:
    """What ``score.py`` says of these lines."""
    with tempfile.TemporaryDirectory() as scratch:
        found = Path(scratch) / "found.jsonl"
        found.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        command = [sys.executable, str(folder / "score.py"), str(gold), str(found), "--json", *options]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: Line = json.loads(result.stdout)
    return answer


def scorer(folder: Path) -> ModuleType:
    """``score.py`` as a module, for what it does not print."""
    spec = importlib.util.spec_from_file_location("quote_scorer", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def confidence(score: ModuleType, articles: list[Line], found: list[list[Line]]) -> tuple[float, float]:
    """The share of direct quotes that are marked sure, and the share of those that are right in content and source."""
    sure = right = every = 0
    for article, quotes in zip(articles, found, strict=True):
        text, gold_quotes = article["text"], article["quotes"]
        mine = [{**score.own_fields(quote), "sure": not set(quote["doubts"]) - {"speaker"}} for quote in quotes]
        gold = score.items(text, gold_quotes, "direct", score.EDGE, True)
        items = score.items(text, mine, "direct", score.EDGE, False)
        elsewhere = [span for quote in gold_quotes if quote["kind"] != "direct" for span in quote["content"]]
        exact = {mine_nth: gold_nth for gold_nth, mine_nth in score.exact_pairs(gold, items)}
        for nth, item in enumerate(items):
            start, end = item["f"]
            if nth not in exact and score.covered((start, end), elsewhere) * 2 >= end - start:
                continue  # neither right nor wrong: part of a mixed quote
            every += 1
            if item["q"]["sure"]:
                sure += 1
                target = gold[exact[nth]]["q"] if nth in exact else None
                right += target is not None and (
                    not target.get("speaker") or score.speaker_ok(text, target, item["q"]["speaker"])[1]
                )
    return sure / max(every, 1), right / max(sure, 1)


def indirect_confidence(score: ModuleType, articles: list[Line], found: list[list[Line]]) -> tuple[float, float, float]:
    """Of indirect quotes: the share marked sure, the share of those that are right, and how far scores are off.

    Right is a content that overlaps and a source that holds its head; a score should be the share of its like that is.
    """
    judged: list[tuple[float, bool, bool]] = []  # score, sure, right
    for article, quotes in zip(articles, found, strict=True):
        text = article["text"]
        mine = [score.own_fields(quote) for quote in quotes]
        gold, items = (score.items(text, some, "all", score.EDGE, True) for some in (article["quotes"], mine))
        match = {mine_nth: gold[gold_nth]["q"] for gold_nth, mine_nth in score.greedy(gold, items)}
        for nth, item in enumerate(items):
            quote, target = item["q"], match.get(nth)
            if quote["kind"] == "indirect":
                right = target is not None and (
                    not target.get("speaker") or score.speaker_ok(text, target, quote["speaker"])[1]
                )
                judged.append((quote["score"], not set(quote["doubts"]) - {"speaker"}, right))
    sure = [right for _, is_sure, right in judged if is_sure]
    by_score: dict[float, list[bool]] = {}
    for value, _, right in judged:
        by_score.setdefault(round(value, 1), []).append(right)
    off = sum(abs(value - statistics.mean(rights)) * len(rights) for value, rights in by_score.items())
    return len(sure) / max(len(judged), 1), sum(sure) / max(len(sure), 1), off / max(len(judged), 1)


# ---------------------------------------------------------------------------------------------------------------- cases


def news(folder: Path, score: ModuleType, pipeline: Pipeline) -> Iterator[Figure]:
    gold = folder / "polnear.dev.jsonl"
    articles = read(gold)
    found = [quotes for _, _, quotes in annotated(articles, pipeline)]
    lines = [{"id": article["id"], "quotes": quotes} for article, quotes in zip(articles, found, strict=True)]
    direct = scored(folder, gold, lines)
    yield at_least("news, direct: exact content, F1", direct["exact"]["F1"], 0.965)
    yield at_least("news, direct: content and exact source, F1", direct["e2e_strict"]["F1"], 0.87)
    yield at_least("news, direct: content and head of source, F1", direct["e2e_head"]["F1"], 0.92)
    yield at_least("news, direct: content and speaker's name, F1", direct["e2e_name"]["F1"], 0.92)
    cue = direct["cue"]["exact"]
    yield at_least("news, direct: exact cue, under the default rulings", cue, 0.90)
    if cue < 0.90:
        print(*table(cue_errors(score, articles, found)), sep="\n")
    yield shown("news, direct: cue overlaps", direct["cue"]["overlap"])
    sure, right = confidence(score, articles, found)
    yield at_least("news, direct: marked sure", sure, 0.5)
    yield at_least("news, direct: right of those marked sure", right, 0.95)


def every_kind(folder: Path, score: ModuleType, pipeline: Pipeline) -> Iterator[Figure]:
    """All kinds of quotes, under the rulings of the people who annotated the articles."""
    gold = folder / "polnear.dev.jsonl"
    articles = read(gold)
    found = [quotes for _, _, quotes in annotated(articles, pipeline, CORPUS)]
    lines = [{"id": article["id"], "quotes": quotes} for article, quotes in zip(articles, found, strict=True)]
    cue = scored(folder, gold, lines)["cue"]["exact"]
    yield at_least("news, direct: exact cue, with day and manner, as annotated", cue, 0.90)
    every = scored(folder, gold, lines, "--target", "all")
    yield at_least("news, all kinds: content overlaps, F1", every["iou50"]["F1"], 0.75)
    if every["iou50"]["F1"] < 0.75:
        print(*table(content_errors(articles, found)), sep="\n")
    yield shown("news, all kinds: exact content, F1", every["exact"]["F1"])
    yield shown("news, all kinds: exact cue", every["cue"]["exact"])
    yield shown("news, all kinds: cue overlaps", every["cue"]["overlap"])
    yield shown("news, all kinds: exact source", every["speaker"]["exact"])
    yield shown("news, all kinds: head of source", every["speaker"]["head"])
    yield shown("news, all kinds: source overlaps", every["speaker"]["overlap"])
    sure, right, off = indirect_confidence(score, articles, found)
    yield shown("news, indirect: marked sure", sure)
    yield shown("news, indirect: right of those marked sure", right)
    yield shown("news, indirect: the score is off by", off)


def pronouns(folder: Path, score: ModuleType, pipeline: Pipeline) -> Iterator[Figure]:
    right = asked = sure = sure_and_right = 0
    for article, entities, _ in annotated(read(folder / "gum_pronouns.dev.jsonl"), pipeline):
        text = article["text"]
        bodies = [one.body for one in entities if isinstance(one.body, Entity) and one.body.label == "PERSON"]
        people = gather(text, [(body.span.start, body.span.end) for body in bodies])
        who = Pronouns(text, people, [(stretch.start, stretch.end) for stretch in find_stretches(text)])
        for pronoun in article["pronouns"]:
            start, end = pronoun["span"]
            name, is_sure = who.who(start, gender_of(text[start:end]))
            good = name is not None and any(score.same_name(name, alias) for alias in pronoun["aliases"])
            asked, right = asked + 1, right + good
            sure, sure_and_right = sure + is_sure, sure_and_right + (good and is_sure)
    yield at_least("pronouns named right", right / max(asked, 1), 0.88)
    yield shown("pronouns marked sure", sure / max(asked, 1))
    yield shown("pronouns right of those marked sure", sure_and_right / max(sure, 1))


def interviews(folder: Path, _: ModuleType, pipeline: Pipeline) -> Iterator[Figure]:
    gold = folder / "gum.dev.jsonl"
    lines = [{"id": article["id"], "quotes": quotes} for article, _, quotes in annotated(read(gold), pipeline)]
    found = scored(folder, gold, lines)
    yield shown("interviews: exact content, recall", found["exact"]["R"])
    yield shown("interviews: speaker named right", found["canonical"]["acc"])


def fiction(folder: Path, _: ModuleType, pipeline: Pipeline) -> Iterator[Figure]:
    gold = folder / "litbank.dev.jsonl"
    lines = [{"id": article["id"], "quotes": quotes} for article, _, quotes in annotated(read(gold), pipeline)]
    yield at_least("fiction: exact content, F1", scored(folder, gold, lines)["exact"]["F1"], 0.93)


def speed(folder: Path, _: ModuleType, pipeline: Pipeline) -> Iterator[Figure]:
    """Entities and quotes against the bare pipeline, turn by turn in one process."""
    texts = [article["text"] for article in read(folder / "polnear.dev.jsonl")[:SPEED_ARTICLES]]
    characters = sum(map(len, texts))

    def rate(work: Callable[[], Iterable[object]]) -> float:
        start = time.perf_counter()
        for _ in work():
            pass
        return characters / (time.perf_counter() - start)

    rounds = [
        (
            rate(lambda: pipeline.nlp.pipe(texts, batch_size=32)),
            rate(lambda: annotate_many(texts, pipeline)),
            rate(lambda: annotate_many(texts, pipeline, settings=CORPUS)),
        )
        for _ in range(SPEED_ROUNDS)
    ]
    bare, marked, every = (statistics.median(rates) for rates in zip(*rounds, strict=True))
    yield shown("speed: bare pipeline", bare, "characters/s")
    yield shown("speed: entities and quotes", marked, "characters/s")
    yield at_least("speed: ratio", statistics.median(one[1] / one[0] for one in rounds), 0.9)
    yield shown("speed: entities and quotes, with indirect ones", every, "characters/s")
    yield shown("speed: ratio, with indirect quotes", statistics.median(one[2] / one[0] for one in rounds))


CASES = {
    "polnear.dev.jsonl": (news, every_kind, speed),
    "gum_pronouns.dev.jsonl": (pronouns,),
    "gum.dev.jsonl": (interviews,),
    "litbank.dev.jsonl": (fiction,),
}


def main() -> int:
    """0: measured, and every goal held; 1: one did not. Without annotated articles there is nothing to measure: 0."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get(FOLDER, "")
    folder = Path(given)
    if not given or not (folder / "score.py").is_file():
        what = f"{folder} holds no score.py." if given else "No folder with annotated articles was named."
        print(f"{what} Name one: python -m tests.benchmarks.quotes FOLDER, or set {FOLDER}.")
        return 0
    score, pipeline = scorer(folder), load()
    figures: list[Figure] = []
    for name, cases in CASES.items():
        if not (folder / name).is_file():
            print(f"{name} is not in {folder}: passed over.")
            continue
        for case in cases:
            for figure in case(folder, score, pipeline):
                figures.append(figure)
                verdict = "" if not figure.goal else ("holds" if figure.holds else "DOES NOT HOLD")
                print(f"{figure.case:76} {figure.figure:>10g} {figure.unit:13} {figure.goal:8} {verdict}", flush=True)
    return report(REPORT, figures)


if __name__ == "__main__":
    raise SystemExit(main())
