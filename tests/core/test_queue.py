"""The queue of what is undecided, the least sure first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Entity, Span
from core.queue import Queue, rank, sureness
from core.records import Suggestion


def suggestion(id: str, score: float | None = None, start: int = 0, doubts: tuple[str, ...] = ()) -> Suggestion:
    return Suggestion(id, "a", "run", Entity(Span(start, start + 1), "ORG"), score, doubts)


SUGGESTIONS = st.lists(
    st.builds(
        suggestion,
        st.uuids().map(str),
        st.none() | st.sampled_from([0.0, 0.3, 0.5, 0.9, 1.0]),
        st.integers(0, 9),
        st.sampled_from([(), ("speaker",)]),
    ),
    max_size=30,
    unique_by=lambda made: made.id,
)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (suggestion("a", 0.2, doubts=("cue",)), 0.2),
        (suggestion("a"), 1.0),
        (suggestion("a", doubts=("speaker",)), 0.5),
    ],
)
def test_how_sure_a_suggestion_is(made: Suggestion, expected: float) -> None:
    assert sureness(made) == expected


def test_what_is_marked_as_unsure_comes_before_all_that_is_not() -> None:
    made = [
        suggestion("no score", start=0),
        suggestion("low", 0.6, start=1),
        suggestion("doubted", 0.95, start=2, doubts=("speaker",)),
        suggestion("guess", 0.2, start=3, doubts=("source",)),
    ]
    assert [one.id for one in sorted(made, key=rank)] == ["guess", "doubted", "low", "no score"]


def test_an_empty_queue_leads_nowhere() -> None:
    assert Queue().neighbour(None, 1) is None
    assert Queue().neighbour(rank(suggestion("a")), -1) is None


@given(SUGGESTIONS)
def test_going_on_meets_every_one_once_from_the_least_sure_and_comes_round(made: list[Suggestion]) -> None:
    queue, by_id = Queue(made), {one.id: one for one in made}
    met: list[Suggestion] = []
    place = None
    for _ in made:
        found = queue.neighbour(place, 1)
        assert found is not None
        met.append(by_id[found])
        place = rank(by_id[found])
    assert met == sorted(made, key=rank)
    if made:
        assert queue.neighbour(place, 1) == met[0].id
        assert queue.neighbour(rank(met[0]), -1) == met[-1].id
        assert queue.neighbour(None, -1) == met[-1].id


@given(SUGGESTIONS, st.data())
def test_what_comes_and_goes_leaves_the_queue_as_one_made_anew(made: list[Suggestion], data: st.DataObject) -> None:
    queue = Queue(made[::2])
    for one in made:
        queue.put(one)
    gone = data.draw(st.sets(st.sampled_from([one.id for one in made])) if made else st.just(set()))
    for id in gone:
        queue.discard(id)
        queue.discard(id)
    left = [one for one in made if one.id not in gone]
    again = Queue(left)
    assert len(queue) == len(again) == len(left)
    for one in made:
        assert queue.neighbour(rank(one), 1) == again.neighbour(rank(one), 1)
        assert queue.neighbour(rank(one), -1) == again.neighbour(rank(one), -1)
