"""The figures against worked examples as they were published, and against what must hold for any table."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agreement.figures import alpha, f1, kappa


def table(*rows: tuple[int, ...]) -> dict[tuple[str, str], int]:
    """How often the first annotator had the category of the row while the second had that of the column."""
    return {(str(one), str(other)): n for one, row in enumerate(rows) for other, n in enumerate(row)}


# The tables stand in the publications at the pages that are named; the tests of DKPro Statistics 2.2 (Cohen1960Test,
# Krippendorff1980Test, ArtsteinPoesio2008Test) quote the same tables and the same figures.

COHEN_1 = table((25, 13, 12), (12, 2, 16), (3, 15, 2))
COHEN_2 = table((88, 10, 2), (14, 40, 6), (18, 10, 12))
ARTSTEIN_1 = table((20, 10), (20, 50))
ARTSTEIN_2 = table((46, 0, 0), (6, 32, 6), (0, 0, 10))
KRIPPENDORFF = table((5, 3), (1, 1))


def test_kappa_of_cohens_own_tables() -> None:
    """Cohen (1960), p. 37: observed .29 and by chance .35; p. 45: κ = .492."""
    assert kappa(COHEN_1) == pytest.approx((0.29 - 0.35) / (1 - 0.35))
    assert kappa(COHEN_2) == pytest.approx(0.492, abs=0.0005)


def test_kappa_and_alpha_of_a_survey_of_both() -> None:
    """Artstein and Poesio (2008), Computational Linguistics 34, p. 558: κ = .348; p. 568: κ = .801, α = .800."""
    assert kappa(ARTSTEIN_1) == pytest.approx(0.348, abs=0.0005)
    assert kappa(ARTSTEIN_2) == pytest.approx(0.8013, abs=0.0005)
    assert alpha(ARTSTEIN_2) == pytest.approx(0.800, abs=0.0006)


def test_alpha_of_krippendorffs_own_table() -> None:
    """Krippendorff (1980), Content Analysis, p. 133: ten units, observed disagreement .400, expected .442, α = .095."""
    found = alpha(KRIPPENDORFF)
    assert found == pytest.approx(1 - 0.400 / 0.442, abs=0.0005)
    assert found == pytest.approx(0.095, abs=0.0005)


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    assert f1(6, 10, 8) == pytest.approx(2 * (6 / 8) * (6 / 10) / (6 / 8 + 6 / 10))


def test_of_nothing_there_is_no_figure() -> None:
    assert f1(0, 0, 0) is None
    assert kappa({}) is None
    assert alpha({}) is None


def test_where_nothing_varies_chance_explains_everything() -> None:
    assert kappa({("a", "a"): 9}) is None
    assert alpha({("a", "a"): 9}) is None


TABLES = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), st.integers(1, 50), min_size=1, max_size=9
)


@given(TABLES)
def test_neither_side_comes_first(counts: dict[tuple[str, str], int]) -> None:
    turned = {(other, one): n for (one, other), n in counts.items()}
    assert kappa(turned) == pytest.approx(kappa(counts))
    assert alpha(turned) == pytest.approx(alpha(counts))


@given(TABLES)
def test_one_is_the_most_and_means_that_they_never_differ(counts: dict[tuple[str, str], int]) -> None:
    differs = any(one != other for one, other in counts)
    for found in (kappa(counts), alpha(counts)):
        assert found is None or (found == pytest.approx(1)) is not differs
        assert found is None or -1 <= found <= 1 + 1e-9


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30))
def test_alpha_is_what_its_definition_by_pairs_of_values_says(units: list[tuple[str, str]]) -> None:
    """Observed disagreement within units over that of all pairs of values, one pair after another."""
    values = [value for unit in units for value in unit]
    within = sum(one != other for one, other in units) / len(units)
    pairs = [(i, j) for i in range(len(values)) for j in range(len(values)) if i != j]
    among = sum(values[i] != values[j] for i, j in pairs) / len(pairs)
    found = alpha(Counter(units))
    assert (found is None) == (among == 0)
    if found is not None:
        assert found == pytest.approx(1 - within / among)
