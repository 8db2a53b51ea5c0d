"""What became of an article between two moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Body, Entity, ExcludedRegion, Kind, Quote, Span
from core.diffing import Diff, Side, alterations, apply, as_suggested, diff, places
from core.history import Key, State, key_of, without_version
from core.memory import HELD_BACK
from core.records import Annotation, ArticleInfo, Change, Origin, Record, Revision, Run, Suggestion, Verdict

AT = datetime(2026, 11, 22, 19, 31, 5, tzinfo=UTC)
QUSAIR = Entity(Span(10, 16), "ORG")
QUOTE = Quote((Span(0, 8), Span(30, 40)), (Span(20, 24),), (Span(25, 29),), Kind.DIRECT, ("Yahya Suleiman",))
REGION = ExcludedRegion(Span(50, 60))


def annotation(body: Body, id: str = "a", version: int = 0) -> Annotation:
    return Annotation(id, "set", body, Origin.SUGGESTION, "run", version)


def suggestion(
    body: Body, verdict: Verdict = Verdict.PENDING, id: str = "a", reason: str | None = None, version: int = 0
) -> Suggestion:
    return Suggestion(id, "set", "run", body, 0.5, (), verdict, reason, version)


def pending(body: Body) -> Side:
    return Side(None, suggestion(body))


def accepted(body: Body, proposed: Body | None = None) -> Side:
    verdict = Verdict.ACCEPTED if proposed in (None, body) else Verdict.CORRECTED
    return Side(annotation(body), suggestion(proposed or body, verdict))


def rejected(body: Body, reason: str | None = None) -> Side:
    return Side(None, suggestion(body, Verdict.REJECTED, reason=reason))


BY_HAND, NOTHING = Side(annotation(QUSAIR)), Side()
GPE = replace(QUSAIR, label="GPE")
LONGER = replace(QUSAIR, span=Span(10, 20))
SOURCE = replace(QUOTE, sources=(Span(24, 29),))


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (NOTHING, BY_HAND, "added"),
        (BY_HAND, NOTHING, "removed"),
        (NOTHING, pending(QUSAIR), "suggested"),
        (pending(QUSAIR), NOTHING, "withdrawn"),
        (pending(QUSAIR), Side(None, suggestion(QUSAIR, Verdict.WITHDRAWN)), "withdrawn"),
        (rejected(QUSAIR), NOTHING, "withdrawn"),
        (pending(QUSAIR), accepted(QUSAIR), "accepted"),
        (rejected(QUSAIR), accepted(QUSAIR), "accepted"),
        (pending(QUSAIR), rejected(QUSAIR), "rejected"),
        (accepted(QUSAIR), rejected(QUSAIR), "rejected"),
        (NOTHING, rejected(QUSAIR), "rejected"),
        (rejected(QUSAIR), rejected(QUSAIR, "wrong"), "noted"),
        (accepted(QUSAIR), pending(QUSAIR), "open again"),
        (accepted(GPE, QUSAIR), pending(QUSAIR), "open again, relabelled"),
        (rejected(QUSAIR), pending(QUSAIR), "open again"),
        (pending(QUSAIR), accepted(GPE, QUSAIR), "relabelled"),
        (accepted(QUSAIR), accepted(GPE, QUSAIR), "relabelled"),
        (accepted(QUSAIR), accepted(LONGER, QUSAIR), "boundary moved"),
        (accepted(QUSAIR), accepted(replace(LONGER, label="GPE"), QUSAIR), "relabelled, boundary moved"),
        (pending(QUOTE), accepted(SOURCE, QUOTE), "boundary moved"),
        (pending(QUOTE), accepted(replace(QUOTE, sources=()), QUOTE), "parts changed"),
        (pending(QUOTE), accepted(replace(QUOTE, kind=Kind.MIXED), QUOTE), "kind changed"),
        (pending(QUOTE), accepted(replace(SOURCE, speakers=()), QUOTE), "boundary moved, speaker changed"),
        (pending(QUOTE), Side(None, suggestion(QUOTE, Verdict.CORRECTED)), "removed"),  # joined into another
        (Side(annotation(REGION)), Side(annotation(replace(REGION, span=Span(50, 61)))), "boundary moved"),
    ],
)
def test_what_a_difference_is(before: Side, after: Side, what: str) -> None:
    assert ", ".join(alterations(before, after)) == what


def test_counts_in_words() -> None:
    before: State = {key_of(r): r for r in (suggestion(QUSAIR), suggestion(QUSAIR, id="b"), suggestion(QUOTE, id="c"))}
    after: State = {
        key_of(r): r
        for r in (
            annotation(GPE),
            suggestion(QUSAIR, Verdict.CORRECTED),
            annotation(LONGER, "b"),
            suggestion(QUSAIR, Verdict.CORRECTED, "b"),
            annotation(SOURCE, "c"),
            suggestion(QUOTE, Verdict.CORRECTED, "c"),
        )
    }
    assert diff(before, after).told() == "1 relabelled, 2 boundaries moved"
    assert diff(after, after).told() == "no difference"


def test_only_the_parts_that_differ_are_shown() -> None:
    def shown(before: Side, after: Side) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        records = [(side.annotation, side.suggestion) for side in (before, after)]
        older, newer = (dict[Key, Record]((key_of(r), r) for r in pair if r is not None) for pair in records)
        return places(diff(older, newer).differences[0])

    assert shown(pending(QUOTE), accepted(SOURCE, QUOTE)) == ((Span(25, 29),), (Span(24, 29),))
    assert shown(pending(QUSAIR), accepted(GPE, QUSAIR)) == ((Span(10, 16),), (Span(10, 16),))
    assert shown(pending(QUOTE), accepted(replace(QUOTE, speakers=()), QUOTE)) == ((Span(0, 8),), (Span(0, 8),))
    assert shown(pending(QUSAIR), rejected(QUSAIR)) == ((Span(10, 16),), ())
    assert shown(NOTHING, BY_HAND) == ((), (Span(10, 16),))


def test_as_suggested_is_the_suggestions_as_they_came() -> None:
    info = ArticleInfo("set", "Headline", "wire.txt", "0" * 64, 100, AT)
    brought = annotation(REGION, "region")
    imported = Revision(1, "set", "Ana", AT, "import_article", (Change(None, info), Change(None, brought)))
    now: State = {
        key_of(r): r
        for r in (
            annotation(GPE),
            suggestion(QUSAIR, Verdict.CORRECTED),
            suggestion(LONGER, Verdict.REJECTED, "b", "wrong"),
            suggestion(QUSAIR, Verdict.WITHDRAWN, "old"),
            annotation(QUOTE, "by hand"),
            Run("run", "entities", "en", "3.8", "{}", AT, "0" * 64),
        )
    }
    found = as_suggested(now, [imported])
    withdrawn = suggestion(QUSAIR, Verdict.WITHDRAWN, "old")
    assert list(found.values()) == [brought, suggestion(QUSAIR), suggestion(LONGER, id="b"), withdrawn]
    assert diff(found, now).told() == "1 relabelled, 1 added, 1 removed, 1 rejected"


# ---------------------------------------------------------------------------------------------------------- properties

SPANS = st.tuples(st.integers(0, 9), st.integers(1, 3)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
TUPLES = st.lists(SPANS, max_size=2).map(tuple)
BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(Entity, SPANS, st.sampled_from(["ORG", "GPE"])),
    st.builds(
        Quote, TUPLES, TUPLES, TUPLES, st.sampled_from(Kind), st.sampled_from([(), ("he",)]),
    ).filter(lambda quote: quote.anchors),
    st.builds(ExcludedRegion, SPANS, st.sampled_from(["", "note"])),
)  # fmt: skip
VERSIONS = st.integers(0, 3)


@st.composite
def states(draw: st.DrawFn) -> State:
    state: State = {}
    for id in "abc":
        if draw(st.booleans()):
            state["annotation", id] = annotation(draw(BODIES), id, draw(VERSIONS))
        if draw(st.booleans()):
            verdict, reason = draw(st.sampled_from(Verdict)), draw(st.sampled_from([None, "wrong"]))
            state["suggestion", id] = suggestion(draw(BODIES), verdict, id, reason, draw(VERSIONS))
    return state


def plain(state: State) -> dict:
    return {key: without_version(record) for key, record in state.items()}


@given(states(), states())
def test_a_diff_applied_to_the_older_state_gives_the_newer(older: State, newer: State) -> None:
    found = diff(older, newer)
    assert plain(apply(older, found)) == plain(newer)
    assert all(difference.alterations for difference in found.differences)
    assert sum(found.counts().values()) >= len(found.differences)
    bounds = [(d.body.bounds.start, d.body.bounds.end) for d in found.differences]
    assert bounds == sorted(bounds)


@given(states(), states())
def test_a_difference_has_its_place_on_the_side_where_it_stands(older: State, newer: State) -> None:
    for difference in diff(older, newer).differences:
        left, right = places(difference)
        assert not left or difference.before.body is not None
        assert not right or difference.after.body is not None
        assert left or right or difference.before.body is None


@given(states())
def test_nothing_becomes_of_what_stays(state: State) -> None:
    assert diff(state, state) == Diff(())


def test_what_the_model_alone_suggested_is_what_the_memory_held_back() -> None:
    """The memory knew that the words are a GPE, and an editor accepted that: the model was relabelled."""
    held = suggestion(QUSAIR, Verdict.WITHDRAWN, "a", HELD_BACK)
    recalled = replace(suggestion(GPE, Verdict.ACCEPTED, "b"), run="memory")
    now: State = {key_of(r): r for r in (held, recalled, annotation(GPE, "b"))}
    alone = as_suggested(now, [], without={"memory"})
    assert diff(alone, now).told() == "1 relabelled"
    assert diff(as_suggested(now, []), now).told() == "1 accepted"


def test_what_the_memory_alone_suggested_was_added_and_what_it_only_held_back_withdrawn() -> None:
    held = suggestion(QUSAIR, Verdict.WITHDRAWN, "a", HELD_BACK)
    recalled = replace(suggestion(replace(GPE, span=Span(70, 80)), Verdict.ACCEPTED, "b"), run="memory")
    now: State = {key_of(r): r for r in (held, recalled, annotation(recalled.body, "b"))}
    assert diff(as_suggested(now, [], without={"memory"}), now).told() == "1 added, 1 withdrawn"
