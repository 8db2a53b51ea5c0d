"""The past comes back: a whole article or one annotation, as a new revision that can be taken back itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from core import commands as c
from core.bodies import Entity, Span
from core.errors import RefusedError, UnknownRecordError
from core.history import State, restoration, state_at, without_version
from core.library import LibraryStore
from core.records import ArticleDraft, ImportedAnnotation, Item, Verdict
from tests.core.library.made import (
    ANA,
    BEN,
    TEXT,
    as_called_in,
    imported,
    run_result,
    session_of,
    target,
    without_versions,
)
from tests.core.library.test_machine import ANNOTATORS, PICK, Newsroom

ITEMS = ("annotation", "suggestion")


def items_of(state: State, article: str) -> State:
    return {
        key: record
        for key, record in without_versions(state).items()
        if key[0] in ITEMS and getattr(record, "set_id", None) == article
    }


class Restoring(Newsroom):
    """Two annotators who also go back in time."""

    @rule(who=ANNOTATORS, article=Newsroom.articles, pick=PICK)
    def restore(self, who: str, article: str, pick: int) -> None:
        number = self._moment(pick)
        revision = self._do(who, c.Restore(article, number, None, "as it was"))
        there_then = ("article", article) in self.past[number]
        if revision is not None:
            assert revision.reverts == number
            assert there_then
        if there_then:  # also when it was refused, as nothing had changed since
            then = as_called_in(self.past[-1], self.past[number])
            assert items_of(self.past[-1], article) == items_of(then, article)

    @rule(who=ANNOTATORS, article=Newsroom.articles, pick=PICK, moment=PICK)
    def restore_one(self, who: str, article: str, pick: int, moment: int) -> None:
        items = list(self.sessions[article].items(rejected=True))
        if not items:
            return
        item = items[pick % len(items)]
        number = self._moment(moment)
        before = items_of(self.past[-1], article)
        revision = self._do(who, c.Restore(article, number, item.id))
        if revision is not None:
            now = items_of(self.past[-1], article)
            then = items_of(as_called_in(self.past[-1], self.past[number]), article)
            for key in {*before, *now, *then}:
                assert now.get(key) == (then if key[1] == item.id else before).get(key)

    @rule(article=Newsroom.articles, pick=PICK)
    @precondition(lambda self: bool(self.sessions))
    def the_past_of_an_article_comes_from_its_own_revisions(self, article: str, pick: int) -> None:
        number = self._moment(pick)
        versioned = {k: r for k, r in self.past[number].items() if k[0] in ITEMS and r.set_id == article}  # type: ignore[union-attr]
        assert state_at(self.store.revisions(article=article), number) == versioned

    def _moment(self, pick: int) -> int:
        return 1 + pick % (len(self.past) - 1)


def test_restoring_any_moment_equals_the_state_then(template: Path) -> None:
    Restoring.template = template
    run_state_machine_as_test(
        Restoring,
        settings=settings(
            max_examples=12, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow], deadline=None
        ),
    )


# ------------------------------------------------------------------------------------------------------------ examples


def qusair(store: LibraryStore, article: str) -> Entity:
    start = session_of(store, article).text.index("Qusair")
    return Entity(Span(start, start + 6), "ORG")


def bodies(store: LibraryStore, article: str) -> list[object]:
    return [item.body for item in session_of(store, article).items()]


def suggested(store: LibraryStore, article: str, entities: Iterable[Entity]) -> int:
    result = run_result(TEXT, entities)
    return store.execute(c.RecordSuggestions(article, (result,)), ANA).id


def test_an_article_goes_back_and_forth(store: LibraryStore, article: str) -> None:
    then = suggested(store, article, [qusair(store, article)])
    item = next(session_of(store, article).items())
    relabelled = store.execute(c.Relabel(article, (target(item),), "GPE"), BEN)
    back = store.execute(c.Restore(article, then, None, "the desk says ORG"), ANA)
    assert bodies(store, article) == [qusair(store, article)]
    suggestion = session_of(store, article).suggestion(item.id)
    assert suggestion is not None
    assert suggestion.verdict is Verdict.PENDING
    assert (back.intent, back.reverts, back.reason) == ("restore", then, "the desk says ORG")
    store.execute(c.Undo(), ANA)
    assert bodies(store, article) == [Entity(qusair(store, article).span, "GPE")]
    store.execute(c.Redo(), ANA)
    store.execute(c.Restore(article, relabelled.id), ANA)
    assert bodies(store, article) == [Entity(qusair(store, article).span, "GPE")]
    assert store.check() == ()


def test_one_annotation_goes_back_alone(store: LibraryStore, article: str) -> None:
    then = suggested(store, article, [qusair(store, article), Entity(Span(28, 34), "GPE")])
    first, second = session_of(store, article).items()
    store.execute(c.Accept(article, (target(first), target(second))), ANA)
    store.execute(c.Restore(article, then, first.id), ANA)
    session = session_of(store, article)
    assert session.is_pending(first.id)
    assert not session.is_pending(second.id)


def test_a_suggestion_that_came_later_goes_and_stays_in_the_log(store: LibraryStore, article: str) -> None:
    then = store.newest()
    came = suggested(store, article, [qusair(store, article)])
    store.execute(c.Restore(article, then), ANA)
    assert bodies(store, article) == []
    assert any(change.after is not None for change in store.revision(came).changes)
    store.execute(c.Undo(), ANA)
    assert bodies(store, article) == [qusair(store, article)]


def test_what_came_back_alone_must_not_stand_on_another(store: LibraryStore, article: str) -> None:
    body = qusair(store, article)
    added = store.execute(c.AddEntity(article, body.span, "ORG"), ANA)
    old = next(session_of(store, article).items())
    store.execute(c.Delete(article, (target(old),)), ANA)
    store.execute(c.AddEntity(article, body.span, "GPE"), BEN)
    with pytest.raises(RefusedError, match="already annotated as GPE"):
        store.execute(c.Restore(article, added.id, old.id), ANA)


def test_neighbours_on_the_same_words_are_not_in_each_others_way(store: LibraryStore) -> None:
    said = tuple(ImportedAnnotation(Entity(Span(0, 6), label)) for label in ("GPE", "ORG"))
    imported_by = store.execute(c.ImportArticle(ArticleDraft("Tagged", "Beirut.\n", "a.jsonl", said)), ANA)
    article = imported_by.article or ""

    def standing() -> dict[str, Item]:
        items = session_of(store, article).items()
        return {item.body.label: item for item in items if isinstance(item.body, Entity)}

    store.execute(c.Relabel(article, (target(standing()["GPE"]),), "LOC"), ANA)
    store.execute(c.Undo(), ANA)
    assert set(standing()) == {"GPE", "ORG"}
    body = standing()["ORG"]
    store.execute(c.Delete(article, (target(body),)), ANA)
    store.execute(c.Undo(), ANA)
    assert set(standing()) == {"GPE", "ORG"}
    store.execute(c.Redo(), ANA)
    store.execute(c.Restore(article, imported_by.id, body.id), ANA)
    assert set(standing()) == {"GPE", "ORG"}
    store.execute(c.Undo(), ANA)
    store.execute(c.Relabel(article, (target(standing()["GPE"]),), "ORG"), BEN)
    with pytest.raises(RefusedError, match="already annotated as ORG"):
        store.execute(c.Undo(), ANA)


def test_refusals_say_why(store: LibraryStore, article: str) -> None:
    newest = store.newest()
    with pytest.raises(RefusedError, match=f"already as it was after revision {newest}"):
        store.execute(c.Restore(article, newest), ANA)
    with pytest.raises(RefusedError, match="not in the library yet"):
        store.execute(c.Restore(article, newest - 1), ANA)
    with pytest.raises(UnknownRecordError, match="no revision 99"):
        store.execute(c.Restore(article, 99), ANA)
    with pytest.raises(UnknownRecordError, match="no article nowhere"):
        store.execute(c.Restore("nowhere", newest), ANA)
    assert store.newest() == newest


def test_only_what_changed_since_is_looked_at(store: LibraryStore) -> None:
    article = imported(store, TEXT)
    number = store.execute(c.AddEntity(article, Span(0, 5), "GPE"), ANA).id
    store.execute(c.AddEntity(article, Span(8, 12), "ORG"), ANA)
    asked = []

    def current(key: tuple[str, str]) -> None:
        asked.append(key)

    assert restoration(store.revisions(article=article, after=number), current) == ()
    assert len(asked) == 1
    assert without_version(None) is None
