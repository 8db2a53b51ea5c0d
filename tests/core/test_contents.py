"""Where the content of a source or a cue is found: in marks, before a comma, behind the cue; and where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Kind, Quote, Span
from core.contents import with_content


def of(text: str, source: str = "", cue: str = "") -> Quote:
    def there(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),) if words else ()

    return Quote((), there(cue), there(source))


FOUND = [
    ("“It rains,” Ann Li said.", "Ann Li", "said", Kind.DIRECT, ["“It rains,”"]),
    ("“It rains,” Ann Li said.", "Ann Li", "", Kind.DIRECT, ["“It rains,”"]),
    ("It was late. “Why us?” Ann Li asked. “Why?”", "Ann Li", "asked", Kind.DIRECT, ["“Why us?”"]),
    ("Ann Li said: “It rains. It pours.”", "Ann Li", "said", Kind.DIRECT, ["“It rains. It pours.”"]),
    ("“It rains,” said Gen. Li. “It pours.” Bo left.", "Gen. Li", "", Kind.DIRECT, ["“It rains,”", "“It pours.”"]),
    ("“It rains,” said Li. “It pours,” said Bo.", "Li", "said", Kind.DIRECT, ["“It rains,”"]),
    ("“It rains,” she said, “and pours.”", "she", "said", Kind.DIRECT, ["“It rains,”", "“and pours.”"]),
    ("The town “Bonn” fell, Li said Friday.", "Li", "said", Kind.MIXED, ["The town “Bonn” fell"]),
    ("The town fell, said Li, a general.", "Li", "said", Kind.INDIRECT, ["The town fell"]),
    ("The town fell, she said in an interview.", "she", "", Kind.INDIRECT, ["The town fell"]),
    ("On Monday, Li announced that the town fell.", "Li", "announced", Kind.INDIRECT, ["that the town fell"]),
    ("Li told reporters that the town fell.", "Li", "", Kind.INDIRECT, ["that the town fell"]),
    ("Li said the U.S. town fell. Bo left.", "Li", "", Kind.INDIRECT, ["the U.S. town fell"]),
    ("According to Li, the town fell.", "Li", "According to", Kind.INDIRECT, ["the town fell"]),
    ("The town fell, said Ann Li, a mayor.", "Ann Li", "", Kind.INDIRECT, ["The town fell"]),
    ("“Why us?” asked Ann Li.", "Ann Li", "", Kind.DIRECT, ["“Why us?”"]),
    ("The town fell, the man said Friday.", "", "said", Kind.INDIRECT, ["The town fell"]),
    ("The town fell, according to Li.", "Li", "", Kind.INDIRECT, ["The town fell"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "kind", "contents"), FOUND)
def test_the_content_of_a_sentence(text: str, source: str, cue: str, kind: Kind, contents: list[str]) -> None:
    quote = of(text, source, cue)
    found = with_content(text, quote)
    assert found is not None
    assert (found.kind, [span.of(text) for span in found.contents]) == (kind, contents)
    assert (found.cues, found.sources) == (quote.cues, quote.sources)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The town fell. Li left the house. It rained.", "Li", ""),
        ("The town fell. Li said.", "Li", "said"),
        ("Li said. “It rains.”", "", "said"),
        ("The ferry “Northern Star” was Li’s.", "Li", ""),
        ("Headline by Li\nThe town fell, he said.", "Li", ""),
    ],
)
def test_nothing_is_guessed(text: str, source: str, cue: str) -> None:
    assert with_content(text, of(text, source, cue)) is None


def test_a_cue_and_a_source_in_two_paragraphs_go_by_the_cue() -> None:
    text = "Li came.\nThe town fell, said the man."
    found = with_content(text, of(text, "Li", "said"))
    assert found is not None
    assert [span.of(text) for span in found.contents] == ["The town fell"]


@given(
    st.text(alphabet="aB “”\"',.:\nthsid", min_size=3, max_size=80).filter(lambda text: text.strip() != ""), st.data()
)
def test_what_is_found_lies_in_the_text_and_apart_from_the_attribution(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    cues, sources = (tuple(span() for _ in range(data.draw(st.integers(0, 1)))) for _ in range(2))
    quote = Quote((), cues, sources)
    if not quote.anchors:
        return
    found = with_content(text, quote)
    if found is not None:
        assert found.contents == tuple(sorted(found.contents))
        for content in found.contents:
            assert content.of(text).strip()
            assert not any(content.overlaps(part) for part in quote.anchors)
