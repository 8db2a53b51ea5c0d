"""The figures against worked examples as they were published, and against what must hold for any table."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agreement.figures import alpha, f1, kappa


def counted(one: str, other: str) -> Counter[tuple[str, str]]:
    return Counter(zip(one.split(), other.split(), strict=True))


def test_kappa_of_cohens_own_table() -> None:
    """Cohen (1960), table 1, as counts of a hundred: observed .29, by chance .35."""
    rows = {"1": (25, 13, 12), "2": (12, 2, 16), "3": (3, 15, 2)}
    table = {(one, str(other)): n for one, row in rows.items() for other, n in enumerate(row, 1)}
    assert kappa(table) == pytest.approx((0.29 - 0.35) / (1 - 0.35))


def test_kappa_of_two_readers_of_fifty_grant_proposals() -> None:
    """20 times both yes, 15 times both no, 5 and 10 apart: .40, the example of many textbooks."""
    assert kappa({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}) == pytest.approx(0.4)


def test_alpha_of_binary_data() -> None:
    """Krippendorff (2011), section A: Meg and Owen on ten articles, .095."""
    assert alpha(counted("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_nominal_data() -> None:
    """Krippendorff (2011), section B: Ben and Gerry on twelve units, .692."""
    assert alpha(counted("a a b b d c c c e d d a", "b a b b b c c c e d d d")) == pytest.approx(0.692, abs=0.0005)


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
def test_neither_side_comes_first(table: dict[tuple[str, str], int]) -> None:
    turned = {(other, one): n for (one, other), n in table.items()}
    assert kappa(turned) == pytest.approx(kappa(table))
    assert alpha(turned) == pytest.approx(alpha(table))


@given(TABLES)
def test_one_is_the_most_and_means_that_they_never_differ(table: dict[tuple[str, str], int]) -> None:
    differs = any(one != other for one, other in table)
    for found in (kappa(table), alpha(table)):
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
