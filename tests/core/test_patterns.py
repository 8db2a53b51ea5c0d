"""A pattern is what ``re.compile`` gives, made when it is needed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.patterns import Pattern

WORD = r"(\w)\w*"


@given(st.text("aB1 .\n’"), st.integers(0, 5))
def test_it_finds_what_a_compiled_one_finds(text: str, start: int) -> None:
    later, at_once = Pattern(WORD, re.IGNORECASE), re.compile(WORD, re.IGNORECASE)
    for ask in ("match", "search", "fullmatch"):
        found, expected = getattr(later, ask)(text, start), getattr(at_once, ask)(text, start)
        assert (found and found.span()) == (expected and expected.span())
    assert [found.span() for found in later.finditer(text, start)] == [f.span() for f in at_once.finditer(text, start)]
    assert later.sub("x", text) == at_once.sub("x", text)


def test_it_is_compiled_at_its_first_use_and_once() -> None:
    wrong = Pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
    right = Pattern("a")
    assert "compiled" not in vars(right)
    assert right.search("a")
    assert right.compiled is right.compiled
