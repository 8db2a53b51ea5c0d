"""Which of several overlapping spans goes in which lane."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """A lane for each span (half open), counted from 0: no two spans that overlap share one.

    Short spans come first, so that a nested span lies nearer to the text than the one around it; the answer depends on
    nothing but the spans that are connected by overlapping.
    """
    order = sorted(range(len(spans)), key=lambda nth: (spans[nth][1] - spans[nth][0], spans[nth]))
    taken: list[list[tuple[float, float]]] = []  # the spans of each lane, sorted; they do not overlap
    result = [0] * len(spans)
    for nth in order:
        span = spans[nth]
        lane = next((lane for lane, others in enumerate(taken) if _is_free(others, span)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].insert(bisect_left(taken[lane], span), span)
        result[nth] = lane
    return result


def _is_free(others: list[tuple[float, float]], span: tuple[float, float]) -> bool:
    at = bisect_left(others, span)
    before = at == 0 or others[at - 1][1] <= span[0]
    return before and (at == len(others) or others[at][0] >= span[1])
