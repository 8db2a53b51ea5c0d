"""Snapshots: whatever goes in comes out, and what was written once is read for ever."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import codec
from core.bodies import Entity, ExcludedRegion, Kind, Quote, Span
from core.comments import Comment, Flag
from core.errors import BugError
from core.history import stamped
from core.records import Annotation, ArticleInfo, Label, Origin, Record, Run, Status, Suggestion, Verdict

NAMES = st.text(max_size=8)
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 99))
SOME_SPANS = st.lists(SPANS, max_size=3).map(tuple)
TIMES = st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # Hypothesis adds it
BODIES = st.one_of(
    st.builds(Entity, SPANS, NAMES),
    st.builds(Quote, SOME_SPANS, SOME_SPANS, SOME_SPANS, st.sampled_from(Kind), st.lists(NAMES).map(tuple)),
    st.builds(ExcludedRegion, SPANS, NAMES),
)
RECORDS = st.one_of(
    st.builds(ArticleInfo, NAMES, NAMES, NAMES, NAMES, st.integers(0), TIMES, st.sampled_from(Status)),
    st.builds(Annotation, NAMES, NAMES, BODIES, st.sampled_from(Origin), st.none() | NAMES),
    st.builds(
        Suggestion,
        NAMES,
        NAMES,
        NAMES,
        BODIES,
        st.none() | st.floats(0, 1),
        st.lists(NAMES).map(tuple),
        st.sampled_from(Verdict),
        st.none() | NAMES,
    ),
    st.builds(Run, NAMES, NAMES, NAMES, NAMES, NAMES, TIMES, NAMES, st.integers(0)),
    st.builds(Label, NAMES, NAMES, NAMES, NAMES, st.booleans()),
    st.builds(Comment, NAMES, NAMES, st.none() | NAMES, NAMES, TIMES, NAMES, st.booleans()),
    st.builds(Flag, NAMES, NAMES, NAMES, TIMES),
)


@given(RECORDS, st.integers(0))
def test_a_record_comes_back_from_its_snapshot(record: Record, version: int) -> None:
    value = json.loads(json.dumps(codec.snapshot(stamped(record, version))))
    assert codec.from_snapshot(codec.record_name(record), value) == record, "its version is no part of it"


def test_times_are_utc_and_precise() -> None:
    moment = datetime(2013, 6, 5, 14, 30, 0, 5, timezone(timedelta(hours=2)))
    assert codec.time_to_json(moment) == "2013-06-05T12:30:00.000005Z"
    assert codec.time_from_json("2013-06-05T12:30:00.000005Z") == moment


def test_a_quote_of_the_first_version_is_read_for_ever() -> None:
    written = (
        '{"body":{"contents":[[0,5]],"cues":[],"kind":"mixed","layer":"quote","sources":[[7,9]],"speakers":["A"]},'
        '"id":"i","origin":"suggestion","run":"r","set":"s"}'
    )
    annotation = codec.from_snapshot("annotation", json.loads(written))
    quote = Quote((Span(0, 5),), (), (Span(7, 9),), Kind.MIXED, ("A",))
    assert annotation == Annotation("i", "s", quote, Origin.SUGGESTION, "r")


def test_an_unknown_record_is_our_mistake() -> None:
    with pytest.raises(BugError, match="'poem'"):
        codec.from_snapshot("poem", {})
