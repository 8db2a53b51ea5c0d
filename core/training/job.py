"""One export on its way, and the articles that it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

from core.errors import RefusedError, StoppedError
from core.frozen import frozen
from core.queries import Store
from core.records import ArticleInfo, Status
from core.training.options import ExportOptions, Undecided
from core.training.report import PassedOver, Report

T = TypeVar("T")
Ask: TypeAlias = Callable[[Callable[[Store], object]], object]
Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many articles are done, and of how many."""
Cancelled: TypeAlias = Callable[[], bool]


@frozen
class Job:
    """One export on its way: what it reads from, where it writes, and whom it tells."""

    ask: Ask
    options: ExportOptions
    report: Report
    folder: Path  # where the files will be in the end
    made: Path  # where they are written
    on_progress: Progress
    cancelled: Cancelled
    statuses: tuple[Status, ...]

    def query(self, query: Callable[[Store], T]) -> T:
        return self.ask(query)  # type: ignore[return-value]  # ask gives what the query gives

    def go_on(self) -> None:
        if self.cancelled():
            raise StoppedError("The export was stopped. Nothing was written.")


def chosen(job: Job) -> list[ArticleInfo]:
    """The articles of the wanted statuses, the oldest import first; the others are reported."""
    wanted = job.statuses
    taken = []
    for summary in reversed(job.query(lambda store: store.articles())):
        info = summary.info
        if info.status in wanted:
            taken.append(info)
        else:
            asked = ", ".join(wanted)
            reason = f"Its status is {info.status.value}; exported were {asked}."
            job.report.passed_over.append(PassedOver(info.id, info.headline, reason))
    return taken


def nothing(job: Job) -> RefusedError:
    """The sentence for an export that would be empty."""
    passed = job.report.passed_over
    if not passed:
        return RefusedError("The library holds no articles, so there is nothing to export. Import some first.")
    reasons = " ".join(f"“{one.headline}”: {one.reason}" for one in passed[:3])
    more = f" And {len(passed) - 3} more." if len(passed) > 3 else ""
    advice = "Decide something in them first"
    if job.options.undecided is Undecided.MISSING:
        advice += ", or take undecided suggestions as they are (as-suggested)"
    return RefusedError(f"Nothing was exported, as no article has anything to export. {reasons}{more} {advice}.")
