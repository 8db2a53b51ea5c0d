"""The index of spans, against looking at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Span
from core.span_index import SpanIndex

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 2000), st.integers(1, 900))
STEPS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.none() | SPANS), max_size=30)


@given(st.dictionaries(st.sampled_from("mnopq"), SPANS), STEPS, st.integers(0, 2500), st.integers(0, 400))
def test_it_answers_as_a_plain_dictionary_would(
    filled: dict[str, Span], steps: list[tuple[str, Span | None]], start: int, length: int
) -> None:
    index, plain = SpanIndex(), dict(filled)
    index.fill(filled)
    for id, span in steps:
        if span is None:
            index.discard(id)
            plain.pop(id, None)
        else:
            index.put(id, span)
            plain[id] = span
    order = sorted(plain, key=lambda id: (plain[id].start, plain[id].end, id))
    end = start + length
    assert index.in_order() == order
    assert len(index) == len(plain)
    touching = [id for id in order if plain[id].start < end and start < plain[id].end]
    assert index.touching(start, end) == touching
    assert all((id in index) == (id in plain) for id in "abcdefghmnopq")
    for place, id in enumerate(order):
        assert index.place_of(id) == (plain[id].start, plain[id].end, id)
        assert index.neighbour(index.place_of(id), 1, index) == (order[place + 1] if place + 1 < len(order) else None)
        assert index.neighbour(index.place_of(id), -1, index) == (order[place - 1] if place else None)
    wanted = set(order[::2])
    after = [id for id in order if id in wanted and (plain[id].start, plain[id].end, id) >= (start, 0, "")]
    assert index.neighbour((start, 0, ""), 1, wanted) == (after[0] if after else None)
