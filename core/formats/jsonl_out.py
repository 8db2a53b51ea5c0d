"""Native JSONL, written: an article with what stands in it, and how everything in it came to stand or to fall.

``entities``, ``quotes`` and ``excluded`` hold what stands, as :mod:`core.formats.jsonl` reads it. ``annotations`` holds
the same and more, one by one: what was rejected and what is still pending too, each with its id, its provenance, the
decision, who took it and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from typing import Any

from core.bodies import Body, Entity, ExcludedRegion, Layer, Quote
from core.codec import body_to_json, quote_to_json, time_to_json
from core.formats import jsonl_remarks
from core.frozen import frozen
from core.queries import Loaded, Store
from core.records import Annotation, Item, Origin, Run, Suggestion, Verdict
from core.sets import AnnotationSet, Resolution

Json = dict[str, Any]


@frozen
class Dossier:
    """An article with all that there is to tell of it."""

    loaded: Loaded
    runs: Mapping[str, Run]
    deeds: Mapping[int, tuple[str, datetime]]
    """Of each revision, by its number: who made it and when."""
    sources: tuple[AnnotationSet, ...] = ()
    """Of gold: the two sets that were settled."""
    resolutions: Mapping[str, Resolution] = field(default_factory=dict)
    """Of gold: how each annotation in it, by its id, was settled."""


def dossier(store: Store, article: str, set_id: str | None = None) -> Dossier:
    """Of the set of that id, else of the shared one. Raises UnknownRecordError where there is no such thing."""
    loaded = store.load(article, set_id=set_id)
    id, sources = loaded.article.info.id, loaded.annotation_set.sources
    settled = store.resolutions(loaded.annotation_set.id) if sources else ()
    return Dossier(
        loaded,
        {run.id: run for run in store.runs(id)},
        {revision.id: (revision.annotator, revision.at) for revision in store.revisions(article=id)},
        tuple(one for one in store.sets(id) if one.id in sources) if sources else (),
        {annotation: one for one in settled for annotation in one.annotations},
    )


def record(about: Dossier, layers: Iterable[Layer] = tuple(Layer), *, pending: bool = False) -> Json:
    """The line of an article, as JSON values. With ``pending``, undecided suggestions count as standing."""
    info, wanted = about.loaded.article.info, {*layers, Layer.REGION}
    standing = [item for item in about.loaded.annotations if item.body.layer in wanted]
    others = [
        item
        for item in about.loaded.suggestions
        if item.verdict in (Verdict.PENDING, Verdict.REJECTED) and item.body.layer in wanted
    ]
    bodies = [item.body for item in standing]
    if pending:
        bodies += [one.body for one in others if one.verdict is Verdict.PENDING and one.body not in bodies]
    return {
        "id": info.id,
        "headline": info.headline,
        "origin": info.origin,
        "status": info.status.value,
        "set": _set(about),
        "imported_at": time_to_json(info.imported_at),
        "text": about.loaded.article.text,
        **fields(bodies),
        "annotations": _annotations(about, [*standing, *others]),
        **jsonl_remarks.of_article(about.loaded.remarks, {one.id for one in standing} | {one.id for one in others}),
    }


def fields(bodies: Iterable[Body]) -> Json:
    """Bodies, sorted into the fields ``entities``, ``quotes`` and ``excluded`` in the order of the text."""
    entities, quotes, excluded = [], [], []
    for body in sorted(bodies, key=lambda body: body.bounds):
        match body:
            case Entity(span, label):
                entities.append({"start": span.start, "end": span.end, "label": label})
            case Quote():
                quotes.append(quote_to_json(body))
            case ExcludedRegion(span, note):
                excluded.append({"start": span.start, "end": span.end, "note": note})
    return {"entities": entities, "quotes": quotes, "excluded": excluded}


def _set(about: Dossier) -> Json:
    """Whose annotations these are: everybody's, one annotator's, or the gold of two sets."""
    one, review = about.loaded.annotation_set, about.loaded.review
    told: Json = {"owner": one.owner.value, "annotator": one.annotator}
    told["review"] = None if review is None else review.status.value
    if one.sources:
        titles = {source.id: source.title for source in about.sources}
        told["of"] = [titles.get(id, id) for id in one.sources]
    return told


# ---------------------------------------------------------------------------------------------------- how it came to be


def _annotations(about: Dossier, items: list[Item]) -> list[Json]:
    suggested = {suggestion.id: suggestion for suggestion in about.loaded.suggestions}
    items = sorted(items, key=lambda item: (item.body.bounds, item.id))
    return [_annotation(about, item, suggested.get(item.id)) for item in items]


def _annotation(about: Dossier, item: Item, suggestion: Suggestion | None) -> Json:
    decision = decision_of(item, suggestion)
    told: Json = {"id": item.id, **body_to_json(item.body), "decision": decision}
    told["annotator"], told["time"] = None, None
    if decision != "pending" and item.version in about.deeds:
        annotator, at = about.deeds[item.version]
        told["annotator"], told["time"] = annotator, time_to_json(at)
    told["provenance"] = _provenance(about, item)
    settled = about.resolutions.get(item.id)
    if settled is not None:
        sides = ((settled.left, "left"), (settled.right, "right"))
        of = {side: id for id, side in sides if id is not None}
        told["settled"] = {"choice": settled.choice.value, "by": settled.by, **of}
    if suggestion is not None:
        told["score"], told["reason"] = suggestion.score, suggestion.reason
        if decision == "corrected":
            told["suggested"] = body_to_json(suggestion.body)
    return {**told, **jsonl_remarks.of_item(about.loaded.remarks, item.id)}


def decision_of(item: Item, suggestion: Suggestion | None) -> str:
    """What became of an item: added, imported, accepted, corrected, rejected or pending."""
    if isinstance(item, Suggestion):
        return item.verdict.value
    if item.origin is Origin.SUGGESTION:
        return suggestion.verdict.value if suggestion is not None else Verdict.CORRECTED.value
    return "imported" if item.origin is Origin.IMPORT else "added"


def _provenance(about: Dossier, item: Item) -> Json:
    origin = item.origin if isinstance(item, Annotation) else Origin.SUGGESTION
    run = about.runs.get(item.run) if item.run is not None else None
    if run is None:
        return {"origin": origin.value}
    return {
        "origin": origin.value,
        "run": run.id,
        "suggester": run.suggester,
        "model": run.model,
        "model_version": run.model_version,
    }
