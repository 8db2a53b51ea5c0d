"""Two annotation sets and what was decided between them: what is agreed, what is settled, what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import NAMESPACE_OID, uuid5

from core.bodies import Body, Entity
from core.labels import heirs
from core.pairing import Pair, pairs
from core.records import Annotation, Label
from core.sets import AnnotationSet, Choice, Resolution


@dataclass(frozen=True)
class Adjudication:
    """Where an article stands on its way to gold; ``gold`` is ``None`` until somebody has begun."""

    gold: AnnotationSet | None
    pairs: tuple[Pair, ...]
    resolutions: Mapping[str, Resolution]  # by their ids
    heir_of: Mapping[str, str] = field(default_factory=dict)  # the labels that others took the place of

    @cached_property
    def differences(self) -> tuple[Pair, ...]:
        """The pairs of which the sets say different things, in the order of the text."""
        return tuple(pair for pair in self.pairs if not pair.is_agreed)

    @property
    def agreed(self) -> int:
        return len(self.pairs) - len(self.differences)

    def id_of(self, pair: Pair) -> str:
        """The id under which a pair is settled; "" until somebody has begun."""
        return "" if self.gold is None else resolution_id(self.gold.id, pair)

    def resolution(self, pair: Pair) -> Resolution | None:
        """How a pair was settled; ``None`` where it was not, or where one side is another by now."""
        if self.gold is None:
            return None
        found = self.resolutions.get(resolution_id(self.gold.id, pair))
        return found if found is not None and self._is_of(found, pair) else None

    def _is_of(self, resolution: Resolution, pair: Pair) -> bool:
        """Whether both sides still say what they said when somebody decided, or agreed."""
        sides = ((pair.left, resolution.left_body), (pair.right, resolution.right_body))
        return all((None if one is None else one.body) == _by_now(then, self.heir_of) for one, then in sides)

    @cached_property
    def undecided(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.differences if self.resolution(pair) is None)

    @property
    def decided(self) -> int:
        """How many of the differences are settled."""
        return len(self.differences) - len(self.undecided)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the gold set holds all that is agreed, and nothing of pairs that are no more."""
        if self.gold is None:
            return False
        valid = [found for pair in self.pairs if (found := self.resolution(pair)) is not None]
        all_agreed = all(self.resolution(pair) is not None for pair in self.pairs if pair.is_agreed)
        # What was settled before the two came to agree stays settled.
        return all_agreed and len(valid) == len(self.resolutions)

    @property
    def is_complete(self) -> bool:
        return self.is_up_to_date and not self.undecided


def compare(
    gold: AnnotationSet | None,
    left: Iterable[Annotation],
    right: Iterable[Annotation],
    resolutions: Iterable[Resolution] = (),
    labels: Iterable[Label] = (),
) -> Adjudication:
    """Where an article stands; a label that was renamed since, or merged, does not open a pair again."""
    return Adjudication(gold, pairs(left, right), {one.id: one for one in resolutions}, heirs(labels))


def resolution_id(gold: str, pair: Pair) -> str:
    """The id of how a pair is settled: always the same for the same two annotations."""
    left, right = pair.key
    return str(uuid5(NAMESPACE_OID, f"{gold} {left or '-'} {right or '-'}"))


def _by_now(body: Body | None, heir_of: Mapping[str, str]) -> Body | None:
    """A body, with the label that stands by now for the one it had."""
    return replace(body, label=heir_of.get(body.label, body.label)) if isinstance(body, Entity) else body


def settled(gold: str, pair: Pair, choice: Choice, annotations: Iterable[str], by: str) -> Resolution:
    left, right = (None if one is None else one.body for one in (pair.left, pair.right))
    return Resolution(resolution_id(gold, pair), gold, *pair.key, left, right, choice, tuple(annotations), by)
