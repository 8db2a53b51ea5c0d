"""The library's timeline, newest first and sifted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import commands as c
from core.bodies import Span
from core.errors import UnknownRecordError
from core.labels import new_label
from core.library import LibraryStore, timeline
from core.queries import Wanted
from core.records import Revision
from tests.core.library.made import ANA, BEN, TEXT, imported, session_of, target


@pytest.fixture
def worked_in(store: LibraryStore, article: str) -> str:
    """An article in which two annotators have done five things, beside another in which one has."""
    store.execute(c.AddEntity(article, Span(0, 5), "GPE"), ANA)
    store.execute(c.AddEntity(article, Span(8, 12), "ORG"), BEN)
    first = next(session_of(store, article).items())
    store.execute(c.Relabel(article, (target(first),), "PERSON"), BEN)
    other = imported(store, TEXT[::-1], "Another", BEN)
    store.execute(c.AddEntity(other, Span(0, 5), "GPE"), ANA)
    return article


def intents(store: LibraryStore, wanted: Wanted, limit: int = 100) -> list[str]:
    return [revision.intent for revision in store.timeline(wanted, limit=limit)]


def test_everything_newest_first(store: LibraryStore, worked_in: str) -> None:
    whole = store.revisions(newest_first=True)
    assert store.timeline(Wanted(), limit=100) == whole
    assert store.timeline(Wanted(), limit=2) == whole[:2]
    assert store.timeline(Wanted(), before=whole[1].id, limit=2) == whole[2:4]
    assert store.timeline(Wanted(article=worked_in), limit=100) == store.revisions(article=worked_in, newest_first=True)


def test_a_page_after_another_in_order(store: LibraryStore, worked_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = store.revisions()
    assert store.timeline(Wanted(), after=0, limit=100) == whole
    assert store.timeline(Wanted(), after=whole[1].id, limit=2) == whole[2:4]
    assert store.timeline(Wanted(annotator=BEN), after=whole[-1].id, limit=2) == ()
    monkeypatch.setattr(timeline, "_AT_ONCE", 2)
    assert store.timeline(Wanted(), limit=100) == whole[::-1]


def test_a_digest_for_each(store: LibraryStore, worked_in: str) -> None:
    digests = [store.digest(revision.id) for revision in store.revisions()]
    assert len(set(digests)) == len(digests)
    with pytest.raises(UnknownRecordError):
        store.digest(99)


def test_sifted(store: LibraryStore, worked_in: str) -> None:
    assert intents(store, Wanted(annotator=BEN)) == ["import_article", "relabel", "add_entity"]
    assert intents(store, Wanted(article=worked_in, annotator=BEN)) == ["relabel", "add_entity"]
    assert intents(store, Wanted(intents=frozenset({"relabel", "accept"}))) == ["relabel"]
    assert intents(store, Wanted(annotator="Nobody")) == []


def test_a_label_on_either_side_of_a_change(store: LibraryStore, worked_in: str) -> None:
    assert intents(store, Wanted(label="GPE")) == ["add_entity", "relabel", "add_entity"]
    assert intents(store, Wanted(label="PERSON")) == ["relabel"]
    assert intents(store, Wanted(label="P%")) == []
    store.execute(c.SetLabel(new_label('A "B" %')), ANA)
    store.execute(c.AddEntity(worked_in, Span(20, 25), 'A "B" %'), ANA)
    assert intents(store, Wanted(label='A "B" %')) == ["add_entity"]


def test_between_two_moments(store: LibraryStore, worked_in: str) -> None:
    whole = store.revisions(newest_first=True)
    since, until = whole[3].at, whole[1].at
    assert store.timeline(Wanted(since=since, until=until), limit=100) == whole[2:4]
    assert store.timeline(Wanted(since=whole[0].at + timedelta(seconds=1)), limit=100) == ()


def test_who_has_done_something(store: LibraryStore, worked_in: str) -> None:
    assert store.annotators()[:2] == (ANA, BEN)


def test_headlines(store: LibraryStore, worked_in: str) -> None:
    assert store.headlines([worked_in, "nowhere"]) == {worked_in: "Qusair"}
    assert sorted(store.headlines([one.info.id for one in store.articles()]).values()) == ["Another", "Qusair"]
    assert store.headlines(()) == {}


def test_part_by_part(store: LibraryStore, worked_in: str) -> None:
    """What is found stretch by stretch is what is found at once, whatever the sizes of the stretches and pages."""
    for wanted in (Wanted(), Wanted(label="GPE"), Wanted(words="syria"), Wanted(annotator=BEN), Wanted(label="LAW")):
        whole = store.timeline(wanted, limit=100)
        for at_most in (1, 2, 3, 100):
            for limit in (1, 2, 100):
                found: list[Revision] = []
                before: int | None = None
                while before != 1:
                    stretch = store.look_back(wanted, before=before, limit=limit, at_most=at_most)
                    assert len(stretch.found) <= limit
                    assert before is None or stretch.reached < before
                    found += stretch.found
                    before = stretch.reached
                assert tuple(found) == whole, (wanted, at_most, limit)


def test_by_their_numbers(store: LibraryStore, worked_in: str) -> None:
    assert store.brief([5, 3, 99]) == (store.revision(3), store.revision(5))
    assert store.brief([]) == ()
