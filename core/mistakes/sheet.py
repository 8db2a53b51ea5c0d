"""All decisions about suggestions on one sheet, sifted and counted as often as somebody asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias

from core.memory import MEMORY
from core.mistakes.facts import Edge, Fate, Mistake, Part
from core.model import Layer, Run, Verdict
from core.surveys import Model, Outcome, SetInfo, model_of

Row: TypeAlias = tuple[Layer, str]
"""A label of entities, or a kind of quotes."""

_DAYS_BY_DAY, _DAYS_BY_WEEK = 31, 186


@dataclass(frozen=True, slots=True)
class Sift:
    """Which decisions count; ``None`` asks for nothing in particular.

    Of the models, where none is named, all but the memory of decisions: that is no model, it repeats what people said.
    """

    model: Model | None = None
    label: str | None = None  # of an entity as suggested, or the kind of a quote
    article: str | None = None
    since: datetime | None = None  # when it was suggested; aware, the moment itself included
    until: datetime | None = None  # aware; the moment itself not


@dataclass(slots=True)
class Score:
    """What became of some suggestions, and how much they left to be added by hand."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    missed: int = 0

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

    def report(self, sift: Sift = Sift()) -> Report:
        """Count what a sift leaves."""
        runs = self._runs_of(sift)
        bucket = bucket_of([run.at.date() for run in runs.values()])
        report = Report()
        for outcome in self.outcomes:
            if outcome.run in runs and sift.label in (None, outcome.label):
                self._count_outcome(report, outcome, runs[outcome.run], bucket)
        for mistake in self._sifted(sift, runs):
            _count_mistake(report, mistake, runs[mistake.run], bucket)
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

    @staticmethod
    def _count_outcome(report: Report, outcome: Outcome, run: Run, bucket: Callable[[date], date]) -> None:
        model = model_of(run)
        in_time = report.times[model][bucket(run.at.date())]
        for score in (report.total, report.rows[outcome.layer, outcome.label], report.models[model], in_time):
            match outcome.verdict:
                case Verdict.ACCEPTED:
                    score.accepted += outcome.count
                case Verdict.CORRECTED:
                    score.corrected += outcome.count
                case Verdict.REJECTED:
                    score.rejected += outcome.count
        if outcome.layer is Layer.QUOTE and outcome.verdict is not Verdict.REJECTED:
            report.kept_quotes += outcome.count


def _count_mistake(report: Report, mistake: Mistake, run: Run, bucket: Callable[[date], date]) -> None:
    if mistake.fate is Fate.ADDED:
        model = model_of(run)
        in_time = report.times[model][bucket(run.at.date())]
        for score in (report.total, report.rows[mistake.layer, mistake.label], report.models[model], in_time):
            score.missed += 1
        report.missed[mistake.words, mistake.label] += 1
        return
    if mistake.layer is Layer.ENTITY:
        report.mentions[mistake.words, mistake.label, mistake.became] += 1
        if mistake.label != mistake.became:
            report.confusion[mistake.label, mistake.became] += 1
    report.parts.update(mistake.parts)
    report.edges[mistake.layer, mistake.label].update(mistake.edges)


def bucket_of(days: Sequence[date]) -> Callable[[date], date]:
    """How days are put together: each for itself, by weeks or by months, so that a chart stays readable."""
    length = (max(days) - min(days)).days if days else 0
    if length <= _DAYS_BY_DAY:
        return lambda day: day
    if length <= _DAYS_BY_WEEK:
        return lambda day: day - timedelta(days=day.weekday())
    return lambda day: day.replace(day=1)
