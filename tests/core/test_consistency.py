"""The same words under different labels: in one article, and in all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import commands as c
from core.bodies import Entity, Span
from core.consistency import Mixed, Tally, Use, mixed_in, mixed_in_library
from core.errors import StoppedError
from core.library import LibraryStore, open_library
from core.queries import Store
from core.records import Annotation, Origin
from tests.core.library.made import ANA, imported, run_result, session_of, target

T = TypeVar("T")
TEXT = "Ann Li met Li in Lima. Ann Li’s dog saw Lima, and Lima saw Ann Li.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with closing(open_library(tmp_path / "library.copydesk")) as opened:
        yield opened


def add(article: str, entity: Entity) -> c.AddEntity:
    return c.AddEntity(article, entity.span, entity.label)


def entity(words: str, label: str, nth: int = 0, text: str = TEXT) -> Entity:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Entity(Span(start, start + len(words)), label)


class Asking:
    """A library that answers at once."""

    def __init__(self, store: LibraryStore) -> None:
        self._store = store

    def __call__(self, query: Callable[[Store], T], /) -> T:
        return query(self._store)


def test_words_under_two_labels_are_told_with_what_is_usual(store: LibraryStore) -> None:
    article = imported(store, TEXT)
    for nth, label in enumerate(("GPE", "GPE", "PERSON")):
        store.execute(add(article, entity("Lima", label, nth)), ANA)
    store.execute(add(article, entity("Ann Li", "PERSON")), ANA)
    assert mixed_in(session_of(store, article)) == (Mixed("Lima", (Use("GPE", 2), Use("PERSON", 1)), 1),)


def test_a_possessive_ending_makes_no_other_words(store: LibraryStore) -> None:
    article = imported(store, TEXT)
    store.execute(add(article, entity("Ann Li", "PERSON")), ANA)
    store.execute(add(article, entity("Ann Li’s", "ORG")), ANA)
    (found,) = mixed_in(session_of(store, article))
    assert (found.words, found.others) == ("Ann Li", 1)


def test_what_is_suggested_counts_until_it_is_decided_but_never_as_the_usual(store: LibraryStore) -> None:
    article = imported(store, TEXT)
    suggested = [entity("Lima", "ORG", nth) for nth in (1, 2)]
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, suggested),)), ANA)
    assert mixed_in(session_of(store, article)) == ()
    store.execute(add(article, entity("Lima", "GPE")), ANA)
    (found,) = mixed_in(session_of(store, article))
    assert found.uses == (Use("GPE", 1), Use("ORG", 0, 2))
    pending = [item for item in session_of(store, article).items() if item.body in suggested]
    store.execute(c.Reject(article, tuple(target(item) for item in pending)), ANA)
    assert mixed_in(session_of(store, article)) == ()


def test_across_the_library_decisions_alone_count(store: LibraryStore) -> None:
    first, second = imported(store, TEXT, "One"), imported(store, f"{TEXT}Again.\n", "Two")
    store.execute(add(first, entity("Lima", "GPE")), ANA)
    store.execute(add(second, entity("Lima", "PERSON")), ANA)
    store.execute(add(second, entity("Lima", "GPE", 1)), ANA)
    store.execute(c.RecordSuggestions(first, (run_result(TEXT, [entity("Lima", "ORG", 1)]),)), ANA)
    reported: list[tuple[int, int]] = []
    found = mixed_in_library(Asking(store), lambda done, total: reported.append((done, total)))
    assert found == (Mixed("Lima", (Use("GPE", 2), Use("PERSON", 1)), 2),)
    assert reported == [(2, 2)]


def test_counting_the_library_can_be_stopped(store: LibraryStore) -> None:
    article = imported(store, TEXT)
    store.execute(add(article, entity("Lima", "GPE")), ANA)
    with pytest.raises(StoppedError):
        mixed_in_library(Asking(store), cancelled=lambda: True)


@given(st.lists(st.tuples(st.sampled_from(("Ann Li", "Li", "Lima")), st.sampled_from(("GPE", "ORG", "PERSON")))))
def test_every_mention_counts_once_and_the_usual_label_has_the_most_decisions(marks: list[tuple[str, str]]) -> None:
    tally = Tally()
    made = [
        Annotation(str(number), "a", entity(words, label), Origin.HAND) for number, (words, label) in enumerate(marks)
    ]
    tally.count(TEXT, made)
    labels = {words: [label for other, label in marks if other == words] for words, _ in marks}
    for found in tally.mixed():
        assert sum(use.count for use in found.uses) == len(labels[found.words])
        assert all(labels[found.words].count(found.usual) >= use.decided for use in found.uses)
    assert {one.words for one in tally.mixed()} == {words for words, some in labels.items() if len(set(some)) > 1}
