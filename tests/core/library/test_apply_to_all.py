"""One gesture on many places is one revision and one undo."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import commands as c
from core.bodies import Entity, ExcludedRegion, Span
from core.errors import ConflictError, RefusedError
from core.library import LibraryStore
from core.matching import Place, find, places
from core.records import Annotation, Item, Origin, Suggestion, Verdict
from core.session import Session
from core.story import tell, title
from tests.core.library.made import ANA, imported, run_result, session_of, target

TEXT = "Qusair fell. " * 12 + "Homs did not."


@pytest.fixture
def article(store: LibraryStore) -> str:
    return imported(store, TEXT)


def suggest(store: LibraryStore, article: str, *bodies: Entity) -> Session:
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, bodies),)), ANA)
    return session_of(store, article)


def label_all(session: Session, found: list[Place], label: str) -> c.AnnotateAll:
    items = [place.item for place in found if place.item is not None and place.needs(label)]
    bare = tuple(place.span for place in found if place.item is None)
    return c.AnnotateAll(session.id, label, bare, tuple(target(item) for item in items))


def shown(session: Session) -> list[tuple[Span, str, type[Item]]]:
    return [(i.body.bounds, i.body.label, type(i)) for i in session.items() if isinstance(i.body, Entity)]


def test_twelve_in_one_revision_and_one_undo(store: LibraryStore, article: str) -> None:
    spans = list(find(TEXT, "Qusair"))
    session = suggest(store, article, *(Entity(span, "ORG") for span in spans[:5]))
    store.execute(c.AddEntity(article, spans[5], "GPE"), ANA)
    store.execute(c.AddEntity(article, spans[6], "LOC"), ANA)
    session = session_of(store, article)
    before = shown(session)

    revision = store.execute(label_all(session, places(session, "Qusair"), "GPE"), ANA)

    session.fold(revision)
    assert shown(session) == [(span, "GPE", Annotation) for span in spans]
    assert shown(session_of(store, article)) == shown(session)
    story = tell(revision, text=TEXT)
    assert story.sentence == "made 11 × “Qusair” GPE"
    assert (story.before, story.after, story.detail) == ("ORG · LOC", "GPE", "one gesture, 11 changes")
    assert title(revision.intent) == "Label All"
    session.fold(store.execute(c.Undo(), ANA))
    assert shown(session) == before
    assert store.check() == ()


def test_where_it_came_from_is_kept(store: LibraryStore, article: str) -> None:
    spans = list(find(TEXT, "Qusair"))
    session = suggest(store, article, Entity(spans[0], "ORG"))
    session.fold(store.execute(label_all(session, places(session, "Qusair"), "GPE"), ANA))
    first, second = list(session.items())[:2]
    assert isinstance(first, Annotation)
    assert isinstance(second, Annotation)
    assert (first.origin, second.origin) == (Origin.SUGGESTION, Origin.HAND)
    suggestion = session.suggestion(first.id)
    assert suggestion is not None
    assert suggestion.verdict is Verdict.CORRECTED


def test_what_was_changed_meanwhile_stops_all_of_it(store: LibraryStore, article: str) -> None:
    spans = list(find(TEXT, "Qusair"))
    session = suggest(store, article, *(Entity(span, "ORG") for span in spans))
    command = label_all(session, places(session, "Qusair"), "GPE")
    store.execute(c.Relabel(article, (target(next(session.items())),), "LOC"), ANA)
    newest = store.newest()
    with pytest.raises(ConflictError):
        store.execute(command, ANA)
    assert store.newest() == newest


def test_a_bare_span_that_is_annotated_by_now_is_refused(store: LibraryStore, article: str) -> None:
    span = next(find(TEXT, "Qusair"))
    store.execute(c.AddEntity(article, span, "GPE"), ANA)
    with pytest.raises(RefusedError, match="already annotated as GPE"):
        store.execute(c.AnnotateAll(article, "GPE", (span,), ()), ANA)
    with pytest.raises(RefusedError, match="GPE already"):
        store.execute(c.AnnotateAll(article, "GPE", (), ()), ANA)
    with pytest.raises(RefusedError, match="no label"):
        store.execute(c.AnnotateAll(article, "PLANET", (span,), ()), ANA)


def test_a_bare_span_with_a_suggestion_decides_on_that(store: LibraryStore, article: str) -> None:
    span = next(find(TEXT, "Qusair"))
    session = suggest(store, article, Entity(span, "ORG"))
    item = next(session.items())
    wider = Span(span.start, span.end + 1)  # with the space behind it: the same text
    session.fold(store.execute(c.AnnotateAll(article, "GPE", (span, wider), (target(item),)), ANA))
    assert shown(session) == [(span, "GPE", Annotation)]
    assert next(session.items()).id == item.id


PIECES = st.lists(
    st.sampled_from(["Qusair", "Qusair’s", "Homs", "Al-Qusair", "Qusairi", "\n"]), min_size=1, max_size=12
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    PIECES,
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10), st.sampled_from(["ORG", "GPE"]), st.integers(0, 3))),
)
def test_after_it_every_mention_that_could_be_meant_has_the_label(
    store: LibraryStore, pieces: list[str], made: list[tuple[int, int, str, int]]
) -> None:
    text = f"{' '.join(pieces)} {store.newest()}"
    article = imported(store, text)
    for start, length, label, what in made:
        if start + length > len(text) or not text[start : start + length].strip():
            continue
        body = Entity(Span(start, start + length), label)
        try:
            if what == 0:
                store.execute(c.ExcludeRegion(article, body.span), ANA)
            elif what == 1:
                store.execute(c.AddEntity(article, body.span, label), ANA)
            else:
                store.execute(c.RecordSuggestions(article, (run_result(text, [body]),)), ANA)
                if what == 2:
                    session = session_of(store, article)
                    pending = next(i for i in session.items() if isinstance(i, Suggestion))
                    store.execute(c.Reject(article, (target(pending),)), ANA)
        except (RefusedError, ConflictError, StopIteration):
            continue
    session = session_of(store, article)
    meant = [place for place in places(session, "Qusair") if place.is_meant]
    if not any(place.needs("GPE") for place in meant):
        return
    before = list(session.items(rejected=True))
    session.fold(store.execute(label_all(session, meant, "GPE"), ANA))
    after = [place for place in places(session, "Qusair") if place.is_meant]
    assert not any(place.needs("GPE") for place in after)
    assert {place.span for place in meant} <= {place.span for place in after}
    regions = [item.body for item in before if isinstance(item.body, ExcludedRegion)]
    new = {item.body.bounds for item in session.items()} - {item.body.bounds for item in before}
    assert not any(span.overlaps(region.span) for span in new for region in regions)
    session.fold(store.execute(c.Undo(), ANA))
    strip = [(item.id, item.body, type(item)) for item in before]
    assert [(item.id, item.body, type(item)) for item in session.items(rejected=True)] == strip
    assert store.check() == ()
