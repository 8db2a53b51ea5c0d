"""What models get wrong, from what editors decided: ``copydesk mistakes``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from core.bodies import Layer
from core.cli.desk import AsJson, Desk, Library, opened, progress
from core.errors import RefusedError
from core.mistakes.facts import EDGES, Part
from core.mistakes.sheet import Report, Score, Sheet, Sift
from core.mistakes.survey import read
from core.surveys import Model

_DATES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
_PARTS = tuple(Part)


def mistakes(
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this model: its name, or name and version.")
    ] = None,
    label: Annotated[
        str | None, typer.Option(metavar="LABEL", help="Only suggestions of this label, or this kind of quote.")
    ] = None,
    article: Annotated[str | None, typer.Option(metavar="ID", help="Only this article.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=_DATES,
            help="Only what was suggested then or later: 2026-11-22, or 2026-11-22T19:30 (UTC).",
        ),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=_DATES, help="Only what was suggested before then (UTC).")
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help="So many of the words most often wrong, and missed.")
    ] = 10,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Say what models get wrong. From the decisions alone: what was accepted, corrected, rejected and added."""
    desk = Desk(json)
    with opened(library) as workspace:
        whole = None if article is None else workspace.answer(lambda store: store.load(article).article.info.id)
        with progress("Reading") as advance:
            sheet = read(workspace.answer, workspace.annotator, advance)
    sift = Sift(_model(sheet, model), label, whole, _utc(since), _utc(until))
    report = sheet.report(sift)
    _say(desk, report, limit)
    return desk.finish(document(report, limit))


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)


def _model(sheet: Sheet, name: str | None) -> Model | None:
    if name is None:
        return None
    known = sheet.models()
    fits = [model for model in known if name in (model.model, f"{model.model} {model.version}", model.name)]
    if len(fits) == 1:
        return fits[0]
    there = ", ".join(one.name for one in fits or known) or "none yet"
    if fits:
        raise RefusedError(f"More than one is called {name}. Write one of these: {there}.")
    raise RefusedError(f"Nobody has decided about suggestions of {name}. There are: {there}.")


# ------------------------------------------------------------------------------------------------------------ in words


def _say(desk: Desk, report: Report, limit: int) -> None:
    if not report.total.decided and not report.total.missed:
        desk.say("Nobody has decided about such suggestions yet.")
        return
    _say_scores(desk, "Model", ((model.name, score) for model, score in sorted(report.models.items())))
    _say_scores(desk, "Entities", _of_layer(report, Layer.ENTITY))
    _say_scores(desk, "Quotes", _of_layer(report, Layer.QUOTE))
    if report.kept_quotes:
        desk.say(f"Parts corrected in {report.kept_quotes:,} quotes that were kept")
        for part in _PARTS:
            desk.say(f"{report.parts[part]:>8,}  {(part.name or '').lower()}")
        desk.say()
    pairs = ((n, f"{old} → {new or 'nothing'}") for (old, new), n in report.confusion.most_common(limit))
    _say_counts(desk, "Labels taken for others", pairs)
    edges = [
        (count, f"{label} {EDGES[edge]}")
        for (_, label), counts in report.edges.items()
        for edge, count in counts.items()
    ]
    _say_counts(desk, "Boundaries", sorted(edges, key=lambda one: (-one[0], one[1]))[:limit])
    wrong = ((n, f"“{words}” {_how(old, new)}") for (words, old, new), n in report.mentions.most_common(limit))
    _say_counts(desk, "Most often wrong", wrong)
    missed = ((n, f"“{words}” {label}") for (words, label), n in report.missed.most_common(limit))
    _say_counts(desk, "Most often missed", missed)


def _how(old: str, new: str) -> str:
    return f"{old}, boundary" if old == new else f"{old} → {new or 'nothing'}"


def _of_layer(report: Report, layer: Layer) -> list[tuple[str, Score]]:
    rows = [(label, score) for (of, label), score in report.rows.items() if of is layer]
    return sorted(rows, key=lambda row: (-row[1].decided, row[0]))


def _say_scores(desk: Desk, title: str, scores: Iterable[tuple[str, Score]]) -> None:
    rows = list(scores)
    if not rows:
        return
    width = max(len(name) for name, _ in [*rows, (title, Score())])
    heads = ("accepted", "corrected", "rejected", "missed", "precision", "kept", "recall")
    desk.say(f"{title:{width}}" + "".join(f"{head:>11}" for head in heads))
    for name, one in rows:
        numbers = "".join(f"{n:>11,}" for n in (one.accepted, one.corrected, one.rejected, one.missed))
        desk.say(f"{name:{width}}{numbers}" + "".join(f"{share(x):>11}" for x in (one.precision, one.kept, one.recall)))
    desk.say()


def _say_counts(desk: Desk, title: str, counts: Iterable[tuple[int, str]]) -> None:
    rows = list(counts)
    if not rows:
        return
    desk.say(title)
    for count, what in rows:
        desk.say(f"{count:>8,}  {what}")
    desk.say()


def share(value: float | None) -> str:
    """“83 %”."""
    return "–" if value is None else f"{value:.0%}".replace("%", " %")


# ------------------------------------------------------------------------------------------------------------- as JSON


def document(report: Report, limit: int) -> dict[str, Any]:
    """The whole report as JSON values; of words, the ``limit`` most frequent."""
    return {
        "total": _score(report.total),
        "models": [{**_model_json(model), **_score(score)} for model, score in sorted(report.models.items())],
        "labels": [
            {"layer": layer.value, "label": label, **_score(score)}
            for (layer, label), score in sorted(report.rows.items())
        ],
        "over_time": [
            {**_model_json(model), "from": day.isoformat(), **_score(score)}
            for model, days in sorted(report.times.items())
            for day, score in sorted(days.items())
        ],
        "confusion": [
            {"suggested": old, "became": new or None, "count": n} for (old, new), n in report.confusion.most_common()
        ],
        "boundaries": [
            {"layer": layer.value, "label": label, **{str(edge.name).lower(): counts[edge] for edge in EDGES}}
            for (layer, label), counts in sorted(report.edges.items())
            if counts
        ],
        "quote_parts": {
            "kept": report.kept_quotes, **{str(part.name).lower(): report.parts[part] for part in _PARTS},
        },
        "mentions": [
            {"words": words, "suggested": old, "became": new or None, "count": n}
            for (words, old, new), n in report.mentions.most_common(limit)
        ],
        "missed": [
            {"words": words, "label": label, "count": n} for (words, label), n in report.missed.most_common(limit)
        ],
    }  # fmt: skip


def _model_json(model: Model) -> dict[str, str]:
    return {"suggester": model.suggester, "model": model.model, "version": model.version}


def _score(score: Score) -> dict[str, Any]:
    return {
        "accepted": score.accepted,
        "corrected": score.corrected,
        "rejected": score.rejected,
        "missed": score.missed,
        "precision": score.precision,
        "kept": score.kept,
        "recall": score.recall,
    }
