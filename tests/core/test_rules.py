"""What a body must be like, and what the refusals say."""

from __future__ import annotations

import pytest

from core.bodies import Entity, ExcludedRegion, Kind, Quote, Span
from core.errors import RefusedError
from core.records import Label
from core.rules import known_label, quoted, same_thing, short, tidy, within

TEXT = "One two  three four"


def test_spans_are_trimmed_to_text() -> None:
    assert within(TEXT, Span(3, 9)) == Span(4, 7)
    assert tidy(TEXT, Entity(Span(3, 8), "ORG")) == Entity(Span(4, 7), "ORG")
    assert tidy(TEXT, ExcludedRegion(Span(0, 4), "n")) == ExcludedRegion(Span(0, 3), "n")
    with pytest.raises(RefusedError, match="only white space"):
        within(TEXT, Span(7, 9))
    with pytest.raises(RefusedError, match=f"the article at {len(TEXT)}"):
        within(TEXT, Span(3, 99))


def test_a_quote_is_put_in_order() -> None:
    quote = Quote((Span(9, 14), Span(0, 4), Span(0, 3)), (Span(4, 8),), (), Kind.MIXED, (" A  B ", "A B", " ", "C"))
    tidied = tidy(TEXT, quote)
    assert tidied == Quote((Span(0, 3), Span(9, 14)), (Span(4, 7),), (), Kind.MIXED, ("A B", "C"))
    assert tidy(TEXT, tidied) == tidied
    with pytest.raises(RefusedError, match="Two content parts of this quote would overlap at “two”"):
        tidy(TEXT, Quote((Span(0, 6), Span(4, 7))))
    assert tidy(TEXT, Quote((), (Span(0, 4),), nested=(Span(4, 7),))) == Quote((), (Span(0, 3),))
    with pytest.raises(RefusedError, match="needs a content, a cue or a source"):
        tidy(TEXT, Quote((), nested=(Span(0, 3),)))


def test_labels_must_be_known_and_in_use() -> None:
    labels = [Label("ORG", "red"), Label("OLD", "red", retired=True)]
    assert known_label("ORG", labels) == "ORG"
    with pytest.raises(RefusedError, match="retired"):
        known_label("OLD", labels)
    with pytest.raises(RefusedError, match="no label NEW"):
        known_label("NEW", labels)


def test_the_same_thing() -> None:
    quote = Quote((Span(0, 3),), (Span(4, 7),))
    assert same_thing(quote, Quote((Span(0, 3),), (), (Span(4, 7),), Kind.INDIRECT, ("A",)))
    assert not same_thing(quote, Quote((Span(0, 2),), (Span(4, 7),)))
    bare = Quote((), (), (Span(0, 3),))
    assert same_thing(bare, Quote((), (), (Span(0, 3),), Kind.INDIRECT, ("A",)))
    assert not same_thing(bare, Quote((), (Span(0, 3),)))
    assert not same_thing(bare, Quote((Span(0, 3),)))
    assert same_thing(ExcludedRegion(Span(0, 3)), ExcludedRegion(Span(0, 3), "n"))
    assert not same_thing(Entity(Span(0, 3), "ORG"), Entity(Span(0, 3), "GPE"))
    assert not same_thing(Entity(Span(0, 3), "ORG"), quote)


def test_short_texts_fit_and_keep_both_ends() -> None:
    assert short("a\n b") == "a b"
    cut = short("The centre of the country is controlled by whoever controls Qusair", 40)
    assert len(cut) <= 40
    assert cut.startswith("The centre of the")
    assert cut.endswith("Qusair")
    assert "…" in cut


def test_no_quotation_marks_around_quotation_marks() -> None:
    assert quoted("Qusair") == "“Qusair”"
    assert quoted("“It is over,” … “We go.”") == "“It is over,” … “We go.”"
    assert quoted('"It is over"') == '"It is over"'
