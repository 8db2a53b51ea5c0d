"""Offsets before and after characters are taken out: of canonical text, and of a text without its regions."""

from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Span
from core.formats.offsets import Removal, of_canonical
from core.text import canonical
from core.training.judgement import merged, without_regions

RAW = st.text(st.sampled_from("ab \n\r\ufeff\u2028\u2029\u00a0\ufdd0\x00é😀“"), max_size=40) | st.text(max_size=40)


@given(RAW)
def test_every_kept_character_is_found_again(raw: str) -> None:
    text, removal = canonical(raw), of_canonical(raw)
    for offset in range(len(text)):
        longer = removal.longer(offset)
        assert removal.shorter(longer) == offset
        assert text[offset] == canonical("x" + raw[longer])[1]  # the x keeps a BOM from being a BOM


@given(RAW)
def test_the_mapping_takes_out_as_much_as_canonical_does(raw: str) -> None:
    assert of_canonical(raw).shorter(len(raw)) == len(canonical(raw))


@given(RAW, st.data())
def test_a_span_covers_the_same_words_in_both_texts(raw: str, data: st.DataObject) -> None:
    text, removal = canonical(raw), of_canonical(raw)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    there = removal.longer_span(start, end)
    assert (removal.shorter(there[0]), removal.shorter(there[1])) == (start, end)
    assert canonical("x" + raw[there[0] : there[1]])[1:] == text[start:end]


@given(RAW)
def test_offsets_never_run_backwards(raw: str) -> None:
    removal = of_canonical(raw)
    shorter = [removal.shorter(offset) for offset in range(len(raw) + 1)]
    assert shorter == sorted(shorter)


def test_nothing_removed_changes_nothing() -> None:
    removal = Removal([(3, 3)])
    assert not removal
    assert [removal.shorter(offset) for offset in range(5)] == [removal.longer(offset) for offset in range(5)]


WORDS = st.text(st.sampled_from("ab c\n.😀"), min_size=1, max_size=60)


@st.composite
def texts_with_regions(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(WORDS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    pairs = draw(st.lists(ends, max_size=4))
    return text, [Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@given(texts_with_regions())
def test_what_is_outside_the_regions_stays_and_is_found(drawn: tuple[str, list[Span]]) -> None:
    text, regions = drawn
    excluded = merged(regions)
    cut, removal = without_regions(text, excluded)
    outside = [offset for offset in range(len(text)) if not any(region.contains(offset) for region in regions)]
    for offset in outside:
        assert cut[removal.shorter(offset)] == text[offset]
    kept = {removal.shorter(offset) for offset in outside}
    assert all(cut[offset] == "\n" for offset in range(len(cut)) if offset not in kept)
    assert len(cut) - len(outside) <= len(excluded)


@given(texts_with_regions())
def test_a_cut_joins_no_two_words(drawn: tuple[str, list[Span]]) -> None:
    text, regions = drawn
    excluded = merged(regions)
    cut, removal = without_regions(text, excluded)
    for region in excluded:
        if region.start > 0 and region.end < len(text):
            before, after = removal.shorter(region.start - 1), removal.shorter(region.end)
            assert after > before + 1 or cut[before].isspace() or cut[after].isspace()
