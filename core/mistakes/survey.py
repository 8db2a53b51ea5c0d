"""Reading what editors decided about suggestions, some articles at a time, with a way to stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from core.bodies import Layer
from core.errors import StoppedError
from core.mistakes.facts import Mistake, of_addition, of_entity, of_quote
from core.mistakes.sheet import Sheet
from core.queries import Ask, Cancelled, Report, Store
from core.records import Annotation, Run
from core.surveys import GOLD, Misjudged, MisjudgedEntity, SetInfo, sets_seen_by

AT_ONCE = 200
"""Annotation sets read in one question, so that whoever works in the library meanwhile need not wait."""

_LAYERS = {"entities": Layer.ENTITY, "quotes": Layer.QUOTE}

_Read: TypeAlias = tuple[tuple[MisjudgedEntity, ...], tuple[Misjudged, ...], tuple[Annotation, ...], dict[str, str]]


def read(
    ask: Ask, annotator: str, report: Report = lambda done, total: None, cancelled: Cancelled = lambda: False
) -> Sheet:
    """Everything that was decided about suggestions in a library, but in articles that somebody must not see.

    Args:
        ask: puts one short question to the library.
        annotator: who wants to know; what they annotate independently just now is left out.
        report: hears how many of how many sets are read.
        cancelled: asked now and then whether to stop.

    Raises:
        StoppedError: ``cancelled()`` said so.
    """

    def go_on() -> None:
        if cancelled():
            raise StoppedError("Stopped. Nothing was changed.")

    revision = ask(lambda store: store.newest())
    sets = [one for one in ask(lambda store: sets_seen_by(store, annotator)) if one.owner != GOLD]
    texts_seen = {one.sha256 for one in sets}
    go_on()
    runs = [run for run in ask(lambda store: store.runs()) if run.text_sha256 in texts_seen]
    known = {run.id for run in runs}
    go_on()
    outcomes = [one for one in ask(lambda store: store.outcomes()) if one.run in known]
    last = _last_runs(runs)
    busy = [one for one in sets if any((one.sha256, layer) in last for layer in _LAYERS.values())]
    found: list[Mistake] = []
    for first in range(0, len(busy), AT_ONCE):
        go_on()
        some = {one.id: one for one in busy[first : first + AT_ONCE]}
        entities, quotes, added, texts = ask(lambda store, some=some: _some(store, some))  # type: ignore[misc]  # binds it
        found += (of_entity(judged, texts[some[judged.set_id].article]) for judged in entities)
        for judged in quotes:
            mistake = of_quote(judged, texts[some[judged.suggestion.set_id].article])
            if mistake is not None:
                found.append(mistake)
        for annotation in added:
            of = some[annotation.set_id]
            run = last.get((of.sha256, annotation.body.layer))
            if run is not None:
                found.append(of_addition(annotation, run, texts[of.article]))
        report(min(first + AT_ONCE, len(busy)), len(busy))
    return Sheet(sets, runs, outcomes, found, revision)


def _last_runs(runs: Sequence[Run]) -> dict[tuple[str, Layer], str]:
    """The last run over each text that could have found entities, or quotes."""
    return {(run.text_sha256, _LAYERS[run.suggester]): run.id for run in runs if run.suggester in _LAYERS}


def _some(store: Store, sets: dict[str, SetInfo]) -> _Read:
    entities, quotes = store.misjudged_entities_in(sets), store.misjudged_quotes_in(sets)
    added = store.added_in(sets)
    wanted = {one.set_id for one in entities} | {one.suggestion.set_id for one in quotes}
    wanted |= {one.set_id for one in added}
    return entities, quotes, added, dict(store.texts({sets[id].article for id in wanted}))
