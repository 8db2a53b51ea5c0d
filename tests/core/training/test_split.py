"""Whole articles go into parts by seed and text alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RefusedError
from core.text import text_hash
from core.training import Split
from core.training.split import DEV, TEST, TRAIN, parted


def hashes(count: int) -> list[str]:
    return [text_hash(f"article {number}") for number in range(count)]


@pytest.mark.parametrize(
    ("count", "split", "numbers"),
    [
        (2, Split(), (1, 1, 0)),
        (3, Split(), (2, 1, 0)),
        (5, Split(), (4, 1, 0)),
        (10, Split(), (8, 2, 0)),
        (2, Split(80, 10, 10), (1, 1, 0)),
        (3, Split(80, 10, 10), (1, 1, 1)),
        (10, Split(80, 10, 10), (8, 1, 1)),
        (200, Split(80, 10, 10), (160, 20, 20)),
        (4, Split(1, 99), (1, 3, 0)),
    ],
)
def test_parts_come_as_near_to_the_shares_as_articles_allow(
    count: int, split: Split, numbers: tuple[int, int, int]
) -> None:
    parts = list(parted(hashes(count), split, 0).parts.values())
    assert tuple(parts.count((name,)) for name in (TRAIN, DEV, TEST)) == numbers


def test_one_article_is_in_both_and_that_is_told() -> None:
    parting = parted(hashes(1), Split(), 0)
    assert list(parting.parts.values()) == [(TRAIN, DEV)]
    assert "learned by heart" in parting.note


def test_few_articles_are_told() -> None:
    assert "2 in train, 1 in dev" in parted(hashes(3), Split(), 0).note
    assert "test.spacy is left out" in parted(hashes(2), Split(80, 10, 10), 0).note
    assert not parted(hashes(10), Split(80, 10, 10), 0).note


@given(
    st.integers(2, 60), st.sampled_from([Split(), Split(80, 10, 10), Split(50, 50)]), st.integers(0, 3), st.randoms()
)
def test_every_article_is_in_one_part_whatever_their_order(count, split, seed, random) -> None:
    articles = hashes(count)
    shuffled = random.sample(articles, count)
    parts = parted(shuffled, split, seed).parts
    assert parts == parted(articles, split, seed).parts
    assert set(parts) == set(articles)
    assert all(len(into) == 1 for into in parts.values())
    assert {(TRAIN,), (DEV,)} <= set(parts.values())


@given(st.integers(3, 60))
def test_one_more_article_moves_three_others_at_most(count: int) -> None:
    before = parted(hashes(count), Split(80, 10, 10), 7).parts
    after = parted(hashes(count + 1), Split(80, 10, 10), 7).parts
    assert sum(before[sha256] != after[sha256] for sha256 in before) <= 3


def test_another_seed_parts_otherwise() -> None:
    assert parted(hashes(20), Split(), 0).parts != parted(hashes(20), Split(), 1).parts


def test_splits_are_read_and_written() -> None:
    assert Split.parse("80/20") == Split(80, 20)
    assert Split.parse(" 80/10/10 ") == Split(80, 10, 10)
    assert str(Split(80, 10, 10)) == "80/10/10"
    assert str(Split()) == "80/20"


@pytest.mark.parametrize("text", ["", "80", "80/30", "80-20", "0/100", "100/0", "80/10/5/5", "a/b", "-80/180", "٨٠/٢٠"])
def test_no_split_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        Split.parse(text)
