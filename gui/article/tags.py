"""Where the labels' names go under a line, so that they neither touch each other nor leave the line."""

from __future__ import annotations

from collections.abc import Sequence

from core.frozen import frozen


@frozen
class Wish:
    """A tag that would like to end where its span ends, and not begin before it where that can be."""

    left: float  # of the span's box
    right: float
    width: float
    short: float  # its width when it is cut short, for want of room

    @property
    def span(self) -> float:
        return self.right - self.left


@frozen
class Room:
    """Where tags may be: between two edges, with a gap, and not so far from their spans that nobody finds them."""

    left: float
    right: float
    gap: float
    stray: float


@frozen
class Spot:
    """Where a tag goes, and whether cut short."""

    left: float
    width: float
    short: bool


def placed(wishes: Sequence[Wish], room: Room) -> list[Spot | None]:
    """A spot for each tag; ``None`` for one that has no room.

    Tags that collide move to the left within their own spans first, then to the right. Where one would stray, those
    wider than their spans are cut short; where one still does, it is left out.
    """
    if not wishes:
        return []
    at_once = _unhindered(wishes, room)
    if at_once is not None:
        return at_once
    widths = {nth: wish.width for nth, wish in enumerate(wishes)}
    lefts = _spread(wishes, widths, room)
    strays = _strays(wishes, widths, lefts, room)
    if strays:
        for nth, wish in enumerate(wishes):
            if wish.width > wish.span:
                widths[nth] = min(wish.width, wish.short)
        lefts = _spread(wishes, widths, room)
    while strays := _strays(wishes, widths, lefts, room):
        del widths[max(strays, key=lambda nth: (widths[nth] - wishes[nth].span, nth))]
        lefts = _spread(wishes, widths, room)
    return [
        Spot(lefts[nth], widths[nth], widths[nth] < wish.width) if nth in widths else None
        for nth, wish in enumerate(wishes)
    ]


def _unhindered(wishes: Sequence[Wish], room: Room) -> list[Spot | None] | None:
    """Each where it would like to be, as in most lines; ``None`` where some are in the way of others, or of an edge."""
    limit = room.left
    for wish in sorted(wishes, key=lambda wish: (wish.right, -wish.span)):
        left = wish.right - wish.width
        if left < limit or wish.right > room.right:
            return None
        limit = wish.right + room.gap
    return [Spot(wish.right - wish.width, wish.width, short=False) for wish in wishes]


def _strays(wishes: Sequence[Wish], widths: dict[int, float], lefts: dict[int, float], room: Room) -> list[int]:
    """Tags that are too far from the spans they belong to, or beyond the edges."""
    found = []
    for nth, left in lefts.items():
        right = left + widths[nth]
        away = abs(left + widths[nth] - wishes[nth].right) > wishes[nth].span + room.stray
        if away or left < room.left - 0.01 or right > room.right + 0.01:
            found.append(nth)
    return found


def _spread(wishes: Sequence[Wish], widths: dict[int, float], room: Room) -> dict[int, float]:
    """The left edge of each tag: none on another, and none beyond the right edge."""
    order = sorted(widths, key=lambda nth: (wishes[nth].right, -wishes[nth].span, nth))
    at = {nth: wishes[nth].right - widths[nth] for nth in order}
    limit = room.right
    for nth in reversed(order):
        at[nth] = max(min(at[nth], limit - widths[nth]), min(at[nth], wishes[nth].left))
        limit = at[nth] - room.gap
    limit = room.left
    for nth in order:
        at[nth] = max(at[nth], limit)
        limit = at[nth] + widths[nth] + room.gap
    limit = room.right
    for nth in reversed(order):
        at[nth] = min(at[nth], limit - widths[nth])
        limit = at[nth] - room.gap
    return at
