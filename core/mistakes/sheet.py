"""All decisions about suggestions on one sheet, sifted and counted as often as somebody asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias

from core.bodies import Layer
from core.frozen import frozen
from core.memory import MEMORY
from core.mistakes.facts import Edge, Fate, Mistake, Part
from core.records import Run, Verdict
from core.surveys import Model, Outcome, SetInfo, model_of

Row: TypeAlias = tuple[Layer, str]
"""A label of entities, or a kind of quotes."""

_DAYS_BY_DAY, _DAYS_BY_WEEK = 31, 186


@frozen
class Sift:
    """Which decisions count; ``None`` asks for nothing in particular.

    Of the models, where none is named, all but the memory of decisions: that is no model, it repeats what people said.
    """

    model: Model | None = None
    label: str | None = None  # of an entity as suggested, or the kind of a quote
    article: str | None = None
    since: datetime | None = None  # when it was suggested; aware, the moment itself included
    until: datetime | None = None  # aware; the moment itself not


_EVERYTHING = Sift()


@dataclass(slots=True)
class Score:
    """What became of some suggestions, and how much they left to be added by hand."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    missed: int = 0

    def add(self, verdict: Verdict, count: int) -> None:
        match verdict:
            case Verdict.ACCEPTED:
                self.accepted += count
            case Verdict.CORRECTED:
                self.corrected += count
            case Verdict.REJECTED:
                self.rejected += count

    @property
    def decided(self) -> int:
        return self.accepted + self.corrected + self.rejected

    @property
    def precision(self) -> float | None:
        """The share that was right as it stood."""
        return self.accepted / self.decided if self.decided else None

    @property
    def kept(self) -> float | None:
        """The share that was right, or worth correcting."""
        return (self.accepted + self.corrected) / self.decided if self.decided else None

    @property
    def recall(self) -> float | None:
        """The share of what stands that was suggested, right or not quite."""
        there = self.accepted + self.corrected + self.missed
        return (self.accepted + self.corrected) / there if there else None


@dataclass(slots=True)
class Report:
    """The figures of what was sifted."""

    total: Score = field(default_factory=Score)
    rows: dict[Row, Score] = field(default_factory=lambda: defaultdict(Score))
    models: dict[Model, Score] = field(default_factory=lambda: defaultdict(Score))
    times: dict[Model, dict[date, Score]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Score)))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)  # of entities: suggested, became
    edges: dict[Row, Counter[Edge]] = field(default_factory=lambda: defaultdict(Counter))
    parts: Counter[Part] = field(default_factory=Counter)  # of the quotes that were kept, those corrected there
    kept_quotes: int = 0
    mentions: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # words, suggested, became
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)  # words, label

    def scores(self, model: Model, day: date, layer: Layer, label: str) -> tuple[Score, ...]:
        """Every score in which something counts."""
        return self.total, self.rows[layer, label], self.models[model], self.times[model][day]


class Sheet:
    """What :func:`core.mistakes.survey.read` has read of a library."""

    def __init__(
        self,
        sets: Iterable[SetInfo],
        runs: Iterable[Run],
        outcomes: Sequence[Outcome],
        mistakes: Sequence[Mistake],
        revision: int = 0,
    ) -> None:
        self.sets = {one.id: one for one in sets}
        self.runs = {run.id: run for run in runs}
        self.outcomes, self.mistakes, self.revision = outcomes, mistakes, revision
        self._articles = {one.sha256: one.article for one in self.sets.values()}

    def models(self) -> list[Model]:
        """The models about whose suggestions somebody has decided, the newest first."""
        newest: dict[Model, datetime] = {}
        for run in {outcome.run for outcome in self.outcomes}:
            known = self.runs[run]
            newest[model_of(known)] = max(newest.get(model_of(known), known.at), known.at)
        return sorted(newest, key=lambda model: newest[model], reverse=True)

    def labels(self) -> list[str]:
        """The labels and kinds that were suggested, the most frequent first."""
        counts: Counter[str] = Counter()
        for outcome in self.outcomes:
            counts[outcome.label] += outcome.count
        return [label for label, _ in counts.most_common()]

    def articles(self) -> dict[str, str]:
        """The headlines, by the article’s id, of the articles about which there is something."""
        wanted = {self.runs[outcome.run].text_sha256 for outcome in self.outcomes}
        return {one.article: one.headline for one in self.sets.values() if one.sha256 in wanted}

    def report(self, sift: Sift = _EVERYTHING) -> Report:
        """Count what a sift leaves."""
        runs = self._runs_of(sift)
        bucket = bucket_of([run.at.date() for run in runs.values()])
        when = {id: (model_of(run), bucket(run.at.date())) for id, run in runs.items()}
        report = Report()
        counts: Counter[tuple[Model, date, Layer, str, Verdict]] = Counter()
        for one in self.outcomes:
            if one.run in when and sift.label in (None, one.label):
                counts[*when[one.run], one.layer, one.label, one.verdict] += one.count
        for (model, day, layer, label, verdict), count in counts.items():
            for score in report.scores(model, day, layer, label):
                score.add(verdict, count)
            if layer is Layer.QUOTE and verdict is not Verdict.REJECTED:
                report.kept_quotes += count
        _count_mistakes(report, self._sifted(sift, runs), when)
        return report

    def sifted(self, sift: Sift) -> Iterator[Mistake]:
        """The mistakes that a sift leaves."""
        return self._sifted(sift, self._runs_of(sift))

    def _sifted(self, sift: Sift, runs: Mapping[str, Run]) -> Iterator[Mistake]:
        return (one for one in self.mistakes if one.run in runs and sift.label in (None, one.label))

    def _runs_of(self, sift: Sift) -> dict[str, Run]:
        return {
            run.id: run
            for run in self.runs.values()
            if (model_of(run) == sift.model if sift.model else run.suggester != MEMORY)
            and sift.article in (None, self._articles.get(run.text_sha256))
            and (sift.since is None or sift.since <= run.at)
            and (sift.until is None or run.at < sift.until)
        }


def _count_mistakes(report: Report, mistakes: Iterable[Mistake], when: Mapping[str, tuple[Model, date]]) -> None:
    missed: Counter[tuple[Model, date, Layer, str]] = Counter()
    edges: Counter[tuple[Layer, str, int]] = Counter()
    parts: Counter[int] = Counter()
    for one in mistakes:
        if one.fate is Fate.ADDED:
            missed[*when[one.run], one.layer, one.label] += 1
            report.missed[one.words, one.label] += 1
            continue
        if one.layer is Layer.ENTITY:
            report.mentions[one.words, one.label, one.became] += 1
        else:
            parts[one.parts.value] += 1
        if one.edges:
            edges[one.layer, one.label, one.edges.value] += 1
    for (_, old, new), count in report.mentions.items():
        if old != new:
            report.confusion[old, new] += count
    for (model, day, layer, label), count in missed.items():
        for score in report.scores(model, day, layer, label):
            score.missed += count
    for value, count in parts.items():
        report.parts.update(dict.fromkeys(Part(value), count))
    for (layer, label, value), count in edges.items():
        report.edges[layer, label].update(dict.fromkeys(Edge(value), count))


def bucket_of(days: Sequence[date]) -> Callable[[date], date]:
    """How days are put together: each for itself, by weeks or by months, so that a chart stays readable."""
    length = (max(days) - min(days)).days if days else 0
    if length <= _DAYS_BY_DAY:
        return lambda day: day
    if length <= _DAYS_BY_WEEK:
        return lambda day: day - timedelta(days=day.weekday())
    return lambda day: day.replace(day=1)
