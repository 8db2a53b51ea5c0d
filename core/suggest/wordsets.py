"""Short lists of words, written as they are read."""

from __future__ import annotations


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written in one string."""
    return frozenset(listed.split())
