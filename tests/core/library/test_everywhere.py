"""One decision in several articles: one revision, one undo, and each article sees its own part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from core import commands as c
from core.bodies import Entity
from core.commands.sharing import ApproveSet, Assign
from core.deeds import Deed
from core.errors import RefusedError
from core.everywhere import command, done_already, findings, holding
from core.library import LibraryStore, open_library
from core.matching import EXACTLY
from core.queries import Store, Wanted
from core.records import Status
from core.session import Session
from core.story import tell
from tests.core.library.made import ANA, BEN, imported, run_result, session_of
from tests.core.test_consistency import entity

T = TypeVar("T")
TEXTS = {
    "One": "Lima is far. Ann Li saw Lima.\n",
    "Two": "Lima’s trams.\n",
    "Three": "No such town: Limassol.\n",
    "Four": "In Lima.\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with closing(open_library(tmp_path / "library.copydesk")) as opened:
        yield opened


class Asking:
    def __init__(self, store: LibraryStore) -> None:
        self._store = store

    def __call__(self, query: Callable[[Store], T], /) -> T:
        return query(self._store)


def filled(store: LibraryStore) -> dict[str, str]:
    """Four articles, in which the town was suggested as a person once."""
    articles = {name: imported(store, text, name) for name, text in TEXTS.items()}
    suggested = entity("Lima", "PERSON", text=TEXTS["Two"])
    store.execute(c.RecordSuggestions(articles["Two"], (run_result(TEXTS["Two"], [suggested]),)), ANA)
    return articles


def towns(store: LibraryStore, article: str) -> list[str]:
    session = session_of(store, article)
    bodies = [one.body for one in session.items() if not session.is_pending(one.id)]
    return [body.label for body in bodies if isinstance(body, Entity)]


def do(store: LibraryStore, deed: Deed, home: str = "", annotator: str = ANA) -> c.Command:
    sessions = holding(Asking(store), ANA, deed.words, EXACTLY).sessions
    made = command(deed, findings(sessions, deed, EXACTLY, home))
    store.execute(made, annotator)
    return made


def test_it_is_one_revision_and_one_undo_in_all_articles(store: LibraryStore) -> None:
    articles = filled(store)
    newest = store.newest()
    assert isinstance(do(store, Deed("Lima", "GPE")), c.Everywhere)
    assert store.newest() == newest + 1
    assert [towns(store, id) for id in articles.values()] == [["GPE", "GPE"], ["GPE"], [], ["GPE"]]
    assert session_of(store, articles["One"]).info.status is Status.OPEN
    assert not store.check()
    store.execute(c.Undo(), ANA)
    assert [towns(store, id) for id in articles.values()] == [[], [], [], []]
    store.execute(c.Redo(), ANA)
    assert towns(store, articles["One"]) == ["GPE", "GPE"]
    assert not store.check()


def test_where_the_words_stand_in_one_article_it_is_a_revision_of_that(store: LibraryStore) -> None:
    articles = filled(store)
    do(store, Deed("Ann Li", "PERSON"))
    assert store.revision(store.newest()).article == articles["One"]


def test_what_is_done_already_is_counted_and_left_alone(store: LibraryStore) -> None:
    articles = filled(store)
    store.execute(c.AddEntity(articles["Four"], entity("Lima", "", text=TEXTS["Four"]).span, "GPE"), BEN)
    deed = Deed("Lima", "GPE")
    sessions = holding(Asking(store), ANA, deed.words, EXACTLY).sessions
    assert {one.article for one in findings(sessions, deed, EXACTLY, "")} == {articles["One"], articles["Two"]}
    assert done_already(sessions, deed, EXACTLY, "") == 1


def test_each_articles_history_tells_its_own_part(store: LibraryStore) -> None:
    articles = filled(store)
    do(store, Deed("Lima", "GPE"))
    (of_one,) = store.timeline(Wanted(article=articles["One"]), limit=1)
    assert tell(of_one).sentence == "made 2 × “Lima” GPE"
    (of_all,) = store.timeline(Wanted(), limit=1)
    assert tell(of_all).detail == "one gesture, 4 changes in 3 articles"
    assert store.timeline(Wanted(article=articles["Three"]), limit=1)[0].intent == "import_article"


def test_an_open_article_takes_in_its_part(store: LibraryStore) -> None:
    articles = filled(store)
    open_one: Session = session_of(store, articles["One"])
    do(store, Deed("Lima", "GPE"))
    open_one.fold(store.revision(store.newest()))
    fresh = session_of(store, articles["One"])
    assert list(open_one.items()) == list(fresh.items())
    assert open_one.info == fresh.info


def test_the_memory_learns_from_all_of_them(store: LibraryStore) -> None:
    filled(store)
    do(store, Deed("Lima", "GPE"))
    (known,) = store.memory(["Lima"])
    assert known.kept == (("GPE", 4),)
    store.execute(c.Undo(), ANA)
    assert store.memory(["Lima"]) == ()


def test_one_that_has_changed_meanwhile_stops_all(store: LibraryStore) -> None:
    articles = filled(store)
    deed = Deed("Lima", "GPE")
    sessions = holding(Asking(store), ANA, deed.words, EXACTLY).sessions
    late = command(deed, findings(sessions, deed, EXACTLY, ""))
    store.execute(c.AddEntity(articles["Four"], entity("Lima", "", text=TEXTS["Four"]).span, "GPE"), BEN)
    with pytest.raises(RefusedError):
        store.execute(late, ANA)
    assert towns(store, articles["One"]) == []


def test_taking_back_what_would_be_double_by_now_is_refused(store: LibraryStore) -> None:
    articles = filled(store)
    do(store, Deed("Lima", "GPE"))
    do(store, Deed("Lima", None, deletes=True))
    store.execute(c.AddEntity(articles["Four"], entity("Lima", "", text=TEXTS["Four"]).span, "GPE"), BEN)
    with pytest.raises(RefusedError):
        store.execute(c.Undo(), ANA)
    assert towns(store, articles["One"]) == []


def test_an_article_comes_once(store: LibraryStore) -> None:
    articles = filled(store)
    part = c.AnnotateAll(articles["Four"], "GPE", (entity("Lima", "", text=TEXTS["Four"]).span,), ())
    for parts in ((), (part, part)):
        with pytest.raises(RefusedError, match="once"):
            store.execute(c.Everywhere(parts), ANA)


def test_who_works_independently_in_an_article_decides_there_on_its_own(store: LibraryStore) -> None:
    articles = filled(store)
    store.execute(Assign(articles["Four"], BEN, independent=True), ANA)
    deed = Deed("Lima", "GPE")
    reading = holding(Asking(store), BEN, deed.words, EXACTLY)
    assert (len(reading.sessions), reading.own) == (2, 1)
    store.execute(command(deed, findings(reading.sessions, deed, EXACTLY, "")), BEN)
    assert towns(store, articles["Four"]) == []
    spans = {name: entity("Lima", "", text=TEXTS[name]).span for name in ("Four", "Three")}
    parts = tuple(c.AnnotateAll(articles[name], "LOC", (span,), ()) for name, span in spans.items())
    with pytest.raises(RefusedError, match="independently"):
        store.execute(c.Everywhere(parts), BEN)


def test_what_was_approved_stays(store: LibraryStore) -> None:
    articles = filled(store)
    deed = Deed("Lima", "GPE")
    store.execute(c.AddEntity(articles["Two"], entity("trams", "", text=TEXTS["Two"]).span, "FAC"), ANA)
    store.execute(ApproveSet(articles["Two"]), BEN)
    sessions = holding(Asking(store), ANA, deed.words, EXACTLY).sessions
    with pytest.raises(RefusedError, match="approved this article"):
        store.execute(command(deed, findings(sessions, deed, EXACTLY, "")), ANA)
    assert towns(store, articles["One"]) == []


def test_who_works_independently_does_not_see_what_was_decided_for_many(store: LibraryStore) -> None:
    articles = filled(store)
    store.execute(Assign(articles["Four"], BEN, independent=True), ANA)
    do(store, Deed("Lima", "GPE"))
    for wanted in (Wanted(article=articles["Four"], viewer=BEN), Wanted(viewer=BEN)):
        assert "everywhere" not in [one.intent for one in store.timeline(wanted, limit=50)]
    assert store.timeline(Wanted(article=articles["One"]), limit=1)[0].intent == "everywhere"
    store.execute(c.Undo(), ANA)
    assert "undo" not in [one.intent for one in store.timeline(Wanted(viewer=BEN), limit=50)]
