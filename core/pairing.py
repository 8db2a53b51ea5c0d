"""Two annotation sets of one article side by side: which annotations mean the same place, and whether they agree.

An annotation is paired with at most one of the other set, in rounds: what is alike in everything; what stands on the
very same text; what shares most of its text with the other; and a quote without content with one that has its source
or its cue. Only bodies of one layer are paired. Whatever is left stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeAlias

from core.bodies import Body, Quote, Span
from core.frozen import frozen
from core.records import Annotation

Share: TypeAlias = Callable[[Body, Body], float]
"""How much of the text of two bodies both have."""

_LEAST = 0.5
"""Entities whose spans share less than this, of what the two cover together, are two things and not one."""


@frozen
class Pair:
    """What two sets have at one place; one side may be empty, never both."""

    left: Annotation | None
    right: Annotation | None

    @property
    def is_agreed(self) -> bool:
        return self.left is not None and self.right is not None and self.left.body == self.right.body

    @property
    def bodies(self) -> tuple[Body, ...]:
        return tuple(one.body for one in (self.left, self.right) if one is not None)

    @property
    def bounds(self) -> Span:
        """From where the first begins to where the last ends."""
        bounds = [body.bounds for body in self.bodies]
        return Span(min(one.start for one in bounds), max(one.end for one in bounds))

    @property
    def key(self) -> tuple[str | None, str | None]:
        return (self.left.id if self.left else None, self.right.id if self.right else None)


def pairs(left: Iterable[Annotation], right: Iterable[Annotation]) -> tuple[Pair, ...]:
    """Every annotation of both sets, once, in the order of the text."""
    lefts, rights = sorted(left, key=_place), sorted(right, key=_place)
    found: list[Pair] = []
    for likeness in (_same, _same_text):
        lefts, rights = _matched(lefts, rights, likeness, found)
    for share in (_share, _share_of_attribution):
        lefts, rights = _overlapping(lefts, rights, share, found)
    found += [Pair(one, None) for one in lefts]
    found += [Pair(None, one) for one in rights]
    return tuple(sorted(found, key=lambda pair: (pair.bounds, *(key or "" for key in pair.key))))


def _place(annotation: Annotation) -> tuple[Span, str]:
    return annotation.body.bounds, annotation.id


def _same(body: Body) -> Hashable:
    return body


def _same_text(body: Body) -> Hashable:
    return body.layer, body.place if isinstance(body, Quote) else body.bounds


def _matched(
    lefts: Sequence[Annotation],
    rights: Sequence[Annotation],
    likeness: Callable[[Body], Hashable],
    found: list[Pair],
) -> tuple[list[Annotation], list[Annotation]]:
    """Pair what has the same likeness; what is left of both sides comes back."""
    waiting: dict[Hashable, list[Annotation]] = {}
    for one in reversed(rights):
        waiting.setdefault(likeness(one.body), []).append(one)
    alone = []
    taken: set[str] = set()
    for one in lefts:
        same = waiting.get(likeness(one.body))
        if same:
            other = same.pop()
            taken.add(other.id)
            found.append(Pair(one, other))
        else:
            alone.append(one)
    return alone, [one for one in rights if one.id not in taken]


def _overlapping(
    lefts: Sequence[Annotation], rights: Sequence[Annotation], share_of: Share, found: list[Pair]
) -> tuple[list[Annotation], list[Annotation]]:
    """Pair what shares most text, the most alike first."""
    ranked = sorted(_candidates(lefts, rights, share_of), key=lambda one: (-one[0], _place(one[1]), _place(one[2])))
    taken: set[str] = set()
    for _, one, other in ranked:
        if one.id not in taken and other.id not in taken:
            taken |= {one.id, other.id}
            found.append(Pair(one, other))
    return [one for one in lefts if one.id not in taken], [one for one in rights if one.id not in taken]


def _candidates(
    lefts: Sequence[Annotation], rights: Sequence[Annotation], share_of: Share
) -> Iterator[tuple[float, Annotation, Annotation]]:
    """Those that share text, with how much; both sides are sorted by where they begin."""
    active: list[Annotation] = []
    waiting = iter(rights)
    coming = next(waiting, None)
    for one in lefts:
        bounds = one.body.bounds
        while coming is not None and coming.body.bounds.start < bounds.end:
            active.append(coming)
            coming = next(waiting, None)
        active = [other for other in active if other.body.bounds.end > bounds.start]
        for other in active:
            if other.body.layer is one.body.layer and (share := share_of(one.body, other.body)) > 0:
                yield share, one, other


def _share(one: Body, other: Body) -> float:
    """How much of the text of two bodies both have: 1 where it is the same, 0 where they are no pair.

    Quotes are compared by their contents, of which any shared word will do: what was said once is one quote.
    """
    if isinstance(one, Quote) and isinstance(other, Quote):
        ours, theirs, least = one.contents, other.contents, 0.0
    else:
        ours, theirs, least = (one.bounds,), (other.bounds,), _LEAST
    share = _shared(ours, theirs)
    return share if share >= least else 0.0


def _share_of_attribution(one: Body, other: Body) -> float:
    """The same of the cues and sources of two quotes, where one of them has no content to compare."""
    if not isinstance(one, Quote) or not isinstance(other, Quote) or (one.contents and other.contents):
        return 0.0
    return max(_shared(one.sources, other.sources), _shared(one.cues, other.cues))


def _shared(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ours for b in theirs)
    either = sum(a.end - a.start for a in ours) + sum(b.end - b.start for b in theirs) - both
    return both / either if both else 0.0
