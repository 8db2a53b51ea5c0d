"""Who works on an article and what a reviewer said of it, in the words and the filters of the article list."""

from __future__ import annotations

from enum import StrEnum

from core.queries import ArticleSummary
from core.sets import ReviewStatus


class Work(StrEnum):
    """What the list can be sifted by, where there is such work."""

    MINE = "mine"
    SUBMITTED = "submitted"


def is_of(summary: ArticleSummary, work: Work, me: str) -> bool:
    if work is Work.MINE:
        return any(one.annotator == me for one in summary.assigned)
    of_others = any(one.review is ReviewStatus.SUBMITTED for one in summary.assigned)
    return summary.review is ReviewStatus.SUBMITTED or of_others


def told(summary: ArticleSummary) -> list[str]:
    """“approved”, “for Ben (submitted), Ana”, “due 2026-12-01”, “gold”: what there is of it."""
    parts = [] if summary.review is ReviewStatus.NONE else [summary.review.value]
    people = [
        f"{one.annotator} ({one.review.value})" if one.review not in (None, ReviewStatus.NONE) else one.annotator
        for one in summary.assigned
    ]
    if people:
        parts.append(f"for {', '.join(people)}")
    due = min((one.due for one in summary.assigned if one.due), default="")
    if due:
        parts.append(f"due {due}")
    if summary.has_gold:
        parts.append("gold")
    return parts
