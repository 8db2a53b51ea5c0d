"""What the model gets wrong, as the bars and lines of charts; each knows which mistakes it stands for. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from core.bodies import Layer
from core.counted import counted
from core.frozen import frozen
from core.mistakes.facts import EDGES, Edge, Fate, Mistake, Part
from core.mistakes.sheet import Report, Score, Sift
from core.surveys import Model
from gui.figures.bars import Bar, Fill, Piece
from gui.figures.trend import Line, Point

_SHOWN = 12  # rows of the lists that could be endless

ACCEPTED = Piece(0, Fill.SOLID, "good", "right")
CORRECTED = Piece(0, Fill.HATCHED, "accent", "corrected")
REJECTED = Piece(0, Fill.HOLLOW, "bad", "rejected")
MISSED = Piece(0, Fill.DOTTED, "muted", "missed")


@frozen
class Asked:
    """Which mistakes a bar stands for."""

    title: str
    fits: Callable[[Mistake], bool]
    sift: Sift | None = None  # another than the page’s


def summary(score: Score) -> str:
    """What became of suggestions, as a sentence."""
    if not score.decided:
        missed = f" {_that_were_missed(score)}." if score.missed else ""
        return f"Nobody has decided about suggestions like these.{missed}"
    stood = "was right as it stood" if score.decided == 1 else "were right as they stood"
    told = (
        f"Of {counted(score.decided, 'suggestion')} {share(score.precision)} {stood}, "
        f"{score.corrected:,} {_were(score.corrected)} corrected and {score.rejected:,} rejected."
    )
    if score.missed:
        told += f" {_that_were_missed(score)}: of what stands, {share(score.recall)} had been suggested."
    return told


def _that_were_missed(score: Score) -> str:
    return f"{score.missed:,} {_were(score.missed)} missed"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}".replace("%", " %")


# ------------------------------------------------------------------------------------------------------------- charts


def _pieces(score: Score) -> tuple[Piece, ...]:
    pieces = (ACCEPTED, CORRECTED, REJECTED, MISSED)
    values = (score.accepted, score.corrected, score.rejected, score.missed)
    return tuple(replace(piece, value=value) for piece, value in zip(pieces, values, strict=True))


def _one(value: int, piece: Piece = CORRECTED, what: str = "times") -> tuple[Piece, ...]:
    return (replace(piece, value=value, what=what),)


def charts(report: Report) -> dict[str, list[Bar]]:
    return {
        "Models": [
            Bar(Asked(model.name, lambda _one: True, Sift(model)), model.name, _pieces(score), share(score.precision))
            for model, score in sorted(report.models.items())
        ],
        "Entities by label": _rows(report, Layer.ENTITY),
        "Quotes by kind": _rows(report, Layer.QUOTE),
        "Parts of quotes": _parts(report),
        "Labels taken for others": _confused(report),
        "Boundaries": _edges(report),
        "Most often wrong": _mentions(report),
        "Most often missed": _missed(report),
    }


def _rows(report: Report, layer: Layer) -> list[Bar]:
    rows = [(label, score) for (of, label), score in report.rows.items() if of is layer]
    rows.sort(key=lambda row: (-row[1].decided - row[1].missed, row[0]))

    def asked(label: str) -> Asked:
        return Asked(label, lambda one: one.layer is layer and one.label == label)

    return [Bar(asked(label), label, _pieces(score), share(score.precision)) for label, score in rows]


def _parts(report: Report) -> list[Bar]:
    def bar(part: Part) -> Bar:
        name, count = (part.name or "").capitalize(), report.parts[part]
        asked = Asked(f"{name} corrected", lambda one: part in one.parts)
        return Bar(asked, name, _one(count, what="corrected"), f"{count:,} of {report.kept_quotes:,}")

    return [bar(part) for part in Part] if report.kept_quotes else []


def _confused(report: Report) -> list[Bar]:
    def bar(old: str, new: str, count: int) -> Bar:
        def fits(one: Mistake) -> bool:
            return one.layer is Layer.ENTITY and one.fate is not Fate.ADDED and (one.label, one.became) == (old, new)

        name = f"{old} → {new or 'nothing'}"
        return Bar(Asked(name, fits), name, _one(count, CORRECTED if new else REJECTED), f"{count:,}")

    return [bar(old, new, count) for (old, new), count in report.confusion.most_common(_SHOWN)]


def _edges(report: Report) -> list[Bar]:
    counts = {edge: sum(of[edge] for of in report.edges.values()) for edge in EDGES}

    def bar(edge: Edge, name: str, count: int) -> Bar:
        asked = Asked(name, lambda one: edge in one.edges)
        return Bar(asked, name, _one(count), f"{count:,}")

    return [bar(edge, EDGES[edge].capitalize(), count) for edge, count in counts.items() if count]


def _mentions(report: Report) -> list[Bar]:
    def bar(words: str, old: str, new: str, count: int) -> Bar:
        asked = Asked(
            f"“{words}”",
            lambda one: one.fate is not Fate.ADDED and (one.words, one.label, one.became) == (words, old, new),
        )
        how = old if old == new else f"{old} → {new or 'nothing'}"
        return Bar(asked, f"{words} · {how}", _one(count, CORRECTED if new else REJECTED), f"{count:,}")

    return [bar(*key, count) for key, count in report.mentions.most_common(_SHOWN)]


def _missed(report: Report) -> list[Bar]:
    def bar(words: str, label: str, count: int) -> Bar:
        asked = Asked(f"“{words}”", lambda one: one.fate is Fate.ADDED and (one.words, one.label) == (words, label))
        return Bar(asked, f"{words} · {label}", _one(count, MISSED), f"{count:,}")

    return [bar(*key, count) for key, count in report.missed.most_common(_SHOWN)]


def lines(report: Report) -> list[Line]:
    days = sorted({day for scores in report.times.values() for day in scores})
    ends: dict[object, datetime | None] = {
        day: datetime(after.year, after.month, after.day, tzinfo=UTC) if after else None
        for day, after in zip(days, [*days[1:], None], strict=True)
    }

    def points(model: Model) -> Iterable[Point]:
        for day, score in sorted(report.times[model].items()):
            if score.precision is None:
                continue
            since = datetime(day.year, day.month, day.day, tzinfo=UTC)
            said = f"{share(score.precision)} of {score.decided:,} right, {day.day} {day:%B %Y}"
            asked = Asked(f"{model.name}, {said}", lambda _one: True, Sift(model, since=since, until=ends[day]))
            yield Point(day, score.precision, said, asked)

    return [Line(model.name, tuple(points(model))) for model in sorted(report.times)]
