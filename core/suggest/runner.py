"""Running the suggesters over one article or many, in one process, stoppable between articles.

Two passes share a stream. The first asks the pipeline for the entities of the whole text, with the grammar asleep; the
second parses only the paragraphs that hold quotes, with the entities asleep and every whole quote masked. Together
they cost less than the bare pipeline does, and what they give is what it would give.

Nothing here knows of windows or threads: a worker thread calls it, and between two yields it holds no state that
another call could disturb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice, takewhile
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from core.bodies import Entity
from core.errors import ModelError
from core.ids import new_id
from core.records import Proposal, Run, RunResult
from core.suggest.entities import entity_proposals
from core.suggest.pipelines import Pipeline
from core.suggest.quotes.engine import Prepared, QuoteEngine
from core.suggest.quotes.settings import QuoteSettings
from core.suggest.speakers import Mention
from core.suggest.texts import pieces
from core.text import text_hash

ENTITIES, QUOTES = "entities", "quotes"
QUOTE_RULES, QUOTE_RULES_VERSION = "quote rules", "1"
BATCH = 32

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def annotate(text: str, pipeline: Pipeline | None, settings: QuoteSettings | None = None) -> tuple[RunResult, ...]:
    """The runs over one article: "entities" where the pipeline finds them, and "quotes" always."""
    return next(annotate_many([text], pipeline, settings=settings))


def annotate_many(
    texts: Iterable[str],
    pipeline: Pipeline | None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    settings: QuoteSettings | None = None,
) -> Iterator[tuple[RunResult, ...]]:
    """The runs over many articles, in their order; ends early when ``cancelled()`` says so.

    ``on_progress(done, total)`` is called after each article; ``total`` is 0 while ``texts`` does not tell its length.
    """
    total = len(texts) if isinstance(texts, Sequence) else 0
    engine = QuoteEngine(settings)
    stop = cancelled or (lambda: False)
    done = 0
    stream = iter(texts)
    # The first batches are small, so that the first article is there at once.
    for size in _batch_sizes():
        batch = list(islice(stream, size))
        if not batch or stop():
            return
        for runs in _annotate_batch(batch, pipeline, engine, stop):
            done += 1
            yield runs
            if on_progress is not None:
                on_progress(done, total)
            if stop():
                return


def _batch_sizes() -> Iterator[int]:
    yield from (1, 4, 16)
    while True:
        yield BATCH


def _annotate_batch(
    texts: list[str], pipeline: Pipeline | None, engine: QuoteEngine, stop: Cancelled
) -> Iterator[tuple[RunResult, ...]]:
    entities = _entities_of(texts, pipeline, stop)
    if entities is None:
        return
    prepared = [engine.prepare(text) for text in texts]
    parsed = _parses_of(prepared, pipeline, stop)
    for nth, text in enumerate(texts):
        if stop() and nth:
            return
        found = entities[nth]
        docs = list(islice(parsed, len(prepared[nth].masked))) if parsed is not None else None
        if docs is not None and len(docs) < len(prepared[nth].masked):
            return  # stopped
        quotes = engine.finish(prepared[nth], docs, _mentions(found))
        yield _results(text, pipeline, engine, found, quotes)


def _entities_of(texts: list[str], pipeline: Pipeline | None, stop: Cancelled) -> list[list[Proposal]] | None:
    """The entities of each text, or nothing when the run was stopped meanwhile."""
    found: list[list[Proposal]] = [[] for _ in texts]
    if pipeline is None or not pipeline.finds_entities:
        return found
    cut = [(piece, (nth, offset)) for nth, text in enumerate(texts) for offset, piece in pieces(text)]
    for doc, (nth, offset) in _stream(pipeline, cut, pipeline.without_grammar(), 16):
        found[nth].extend(entity_proposals(texts[nth], doc, offset))
        if stop():
            return None
    return found


def _parses_of(prepared: list[Prepared], pipeline: Pipeline | None, stop: Cancelled) -> Iterator[Any] | None:
    """The parses of all masked paragraphs, one after the other; they end early when the run is stopped."""
    if pipeline is None or not pipeline.parses:
        return None
    texts = [(masked.text, None) for one in prepared for masked in one.masked]
    parses = _stream(pipeline, texts, pipeline.without_entities(), 64)
    return (doc for doc, _ in takewhile(lambda _: not stop(), parses))


_LOCKS: WeakKeyDictionary[Any, Lock] = WeakKeyDictionary()


@contextmanager
def _asleep(pipeline: Pipeline, idle: list[str]) -> Iterator[None]:
    """Which components sleep is a property of the pipeline: only one run at a time may change it."""
    lock = _LOCKS.setdefault(pipeline.nlp, Lock())
    with lock:
        if not idle:
            yield
            return
        with pipeline.nlp.select_pipes(disable=idle):
            yield


def _stream(pipeline: Pipeline, texts: list[tuple[str, Any]], idle: list[str], batch: int) -> Iterator[tuple[Any, Any]]:
    for start in range(0, len(texts), batch):
        some = texts[start : start + batch]
        with _asleep(pipeline, idle):
            try:
                docs = list(pipeline.nlp.pipe([text for text, _ in some], batch_size=batch))
            except (
                ValueError,
                TypeError,
                KeyError,
                AttributeError,
                IndexError,
                RuntimeError,
                OSError,
                MemoryError,
            ) as e:
                raise ModelError(f"The pipeline {pipeline.name} failed on this text: {e}") from e
        yield from zip(docs, [context for _, context in some], strict=True)


def _mentions(proposals: list[Proposal]) -> list[Mention]:
    return [
        Mention(one.body.span.start, one.body.span.end, one.body.label)
        for one in proposals
        if isinstance(one.body, Entity)
    ]


def _results(
    text: str, pipeline: Pipeline | None, engine: QuoteEngine, entities: list[Proposal], quotes: list[Proposal]
) -> tuple[RunResult, ...]:
    digest, now = text_hash(text), datetime.now(UTC)
    model = (pipeline.name, pipeline.version) if pipeline is not None else (QUOTE_RULES, QUOTE_RULES_VERSION)
    results = []
    if pipeline is not None and pipeline.finds_entities:
        run = Run(new_id(), ENTITIES, *model, "{}", now, digest, len(entities))
        results.append(RunResult(run, tuple(entities)))
    run = Run(new_id(), QUOTES, *model, engine.as_json(), now, digest, len(quotes))
    results.append(RunResult(run, tuple(quotes)))
    return tuple(results)
