"""A quote in a quote is a part of its outermost one: it is added, moved and lost with its content, and written."""

from contextlib import closing
from pathlib import Path

import pytest

from core import commands as c
from core.bodies import PartRef, Quote, Role, Span
from core.codec import body_from_json, body_to_json
from core.errors import RefusedError
from core.formats.jsonl_out import fields
from core.library import open_library
from core.rules import tidy
from tests.core.library.made import ANA, imported, session_of, target

TEXT = "“She told me, ‘Close it,’ and left,” said Anna Weber."
CONTENT, INNER = Span(0, 36), Span(14, 25)


def test_what_is_nested_is_written_and_read_and_otherwise_not_named() -> None:
    quote = Quote((CONTENT,), nested=(INNER,))
    assert body_from_json(body_to_json(quote)) == quote
    (line,) = fields([quote])["quotes"]
    assert line["nested"] == [[14, 25]]
    assert line["contents"] == [[0, 36]]
    assert "nested" not in body_to_json(Quote((CONTENT,)))


def test_it_goes_with_its_content() -> None:
    assert tidy(TEXT, Quote((Span(0, 12),), nested=(INNER,))) == Quote((Span(0, 12),))


def test_it_is_added_and_moved_inside_the_content_only(tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        article = imported(store, TEXT)
        store.execute(c.AddQuote(article, Quote((CONTENT,))), ANA)

        def quote() -> c.Target:
            return target(next(iter(session_of(store, article).items())))

        store.execute(c.AddPart(article, quote(), Role.NESTED, INNER), ANA)
        assert next(iter(session_of(store, article).items())).body == Quote((CONTENT,), nested=(INNER,))
        assert not store.check()
        with pytest.raises(RefusedError, match="inside the content"):
            store.execute(c.MoveBoundary(article, quote(), PartRef(Role.NESTED), Span(14, 41)), ANA)
        store.execute(c.RemovePart(article, quote(), PartRef(Role.NESTED)), ANA)
        assert next(iter(session_of(store, article).items())).body == Quote((CONTENT,))
