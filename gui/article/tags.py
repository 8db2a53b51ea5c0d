"""Where the labels' names go under a line, so that they neither touch each other nor leave the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """A tag of some width that would like to end where its span ends, and not begin before it where that can be."""

    left: float  # of the span's box
    right: float
    width: float


def placed(wishes: Sequence[Wish], left: float, right: float, gap: float) -> list[float | None]:
    """The left edge of each tag; ``None`` for one that has no room between ``left`` and ``right``.

    Tags that collide move to the left within their own spans first, then to the right.
    """
    order = sorted(range(len(wishes)), key=lambda nth: (wishes[nth].right, wishes[nth].left - wishes[nth].right))
    while order and sum(wishes[nth].width for nth in order) + gap * (len(order) - 1) > right - left:
        order.remove(max(order, key=lambda nth: (wishes[nth].width - _span(wishes[nth]), nth)))
    at = {nth: wishes[nth].right - wishes[nth].width for nth in order}
    limit = right
    for nth in reversed(order):
        wish = wishes[nth]
        at[nth] = max(min(at[nth], limit - wish.width), min(at[nth], wish.left))
        limit = at[nth] - gap
    limit = left
    for nth in order:
        at[nth] = max(at[nth], limit)
        limit = at[nth] + wishes[nth].width + gap
    limit = right
    for nth in reversed(order):
        at[nth] = min(at[nth], limit - wishes[nth].width)
        limit = at[nth] - gap
    return [at.get(nth) for nth in range(len(wishes))]


def _span(wish: Wish) -> float:
    return wish.right - wish.left
