"""The figures of agreement, each a closed form over counts, with where it was published.

Two annotators are all there ever are here, so kappa and alpha need no more than a table that says how often one had
this category while the other had that: a few numbers, however long the texts are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

Table: TypeAlias = Mapping[tuple[str, str], int]
"""How many units have the first category with one annotator and the second with the other."""


def f1(agreed: int, left: int, right: int) -> float | None:
    """The pairwise F1 measure: the share of all marks that both made. ``None`` where nobody made any.

    With one annotator as the key, precision is ``agreed / right`` and recall ``agreed / left``; their harmonic mean is
    the same whoever is the key. G. Hripcsak and A. S. Rothschild, “Agreement, the F-Measure, and Reliability in
    Information Retrieval”, JAMIA 12 (2005), 296–298, shows that kappa comes to this where what nobody marked cannot be
    counted.

    Args:
        agreed: how many marks of the one have their like with the other.
        left: how many the one made.
        right: how many the other made.
    """
    return 2 * agreed / (left + right) if left + right else None


def kappa(table: Table) -> float | None:
    """Cohen’s kappa: observed agreement beyond what two people would reach who only keep to their own shares.

    J. Cohen, “A Coefficient of Agreement for Nominal Scales”, Educational and Psychological Measurement 20 (1960),
    37–46. ``None`` where there are no units, or where both always say the same one thing, so that chance explains all.
    """
    units = sum(table.values())
    if not units:
        return None
    left, right = _margins(table)
    observed = sum(count for (one, other), count in table.items() if one == other)
    by_chance = sum(count * right[category] for category, count in left.items())  # times units, to stay exact
    if by_chance == units * units:
        return None
    return (observed * units - by_chance) / (units * units - by_chance)


def alpha(table: Table) -> float | None:
    """Krippendorff’s alpha for nominal categories, two observers and no missing values.

    K. Krippendorff, “Computing Krippendorff’s Alpha-Reliability” (2011), section B: one minus observed over expected
    disagreement, where what is expected comes from the values of both together. ``None`` where there are no units, or
    nothing varies.
    """
    left, right = _margins(table)
    both = left + right
    values = sum(both.values())
    apart = sum(count for (one, other), count in table.items() if one != other)
    # Pairs of unlike values among all: what would be expected of anybody who drew from the same values.
    expected = values * values - sum(count * count for count in both.values())
    if not expected:
        return None
    return 1 - (values - 1) * 2 * apart / expected


def _margins(table: Table) -> tuple[Counter[str], Counter[str]]:
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (one, other), count in table.items():
        left[one] += count
        right[other] += count
    return left, right
