"""The memory of quotes at work on what waits in an article, when something is decided about their like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.bodies import Quote
from core.history import change_of
from core.records import Change, Proposal, Suggestion, Verdict
from core.unit_of_work import UnitOfWork


def weigh(uow: UnitOfWork, article: str, ids: Iterable[str]) -> Iterator[Change]:
    """Weigh undecided quotes anew: from what was suggested at first, by all that was decided since.

    What was decided before is in the first score already. As each time starts from there, a decision that is taken back
    leaves nothing behind, and who weighs twice changes nothing.
    """
    ids = tuple(dict.fromkeys(ids))
    if not ids:
        return
    text, set_id = uow.text(article), uow.set_of(article)
    memory, confirmed = uow.quote_memory(), uow.speakers_in(set_id)
    for now, first in uow.quotes_as_suggested(set_id, ids):
        if now.verdict is not Verdict.PENDING or not isinstance(first.body, Quote):
            continue
        made = Proposal(first.body, first.score, first.doubts)
        found = memory.applied(made, text, confirmed, uow.quote_memory(since=first.version))
        after = replace(now, body=found.body, score=_in_percent(found.score, first), doubts=found.doubts)
        if after != now:
            yield change_of(text, now, after)


def _in_percent(score: float | None, first: Suggestion) -> float | None:
    """A score that has moved, as it is shown: so that nothing is written down of which nobody sees anything."""
    return score if score is None or score == first.score else round(score, 2)
