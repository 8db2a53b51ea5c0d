"""A revision with very many changes is told from a count of them, in the same words as from all of them."""

from __future__ import annotations

from core import commands as c
from core.bodies import Entity, Kind, Quote, Span
from core.library import LibraryStore
from core.queries import Wanted
from core.records import Annotation, Run, Suggestion
from core.steps import AbridgedRevision, steps_of
from core.story import tell
from tests.core.library.made import ANA, BEN, imported, run_result, target

WORDS = 120
TEXT = " ".join(["Qusair"] * WORDS) + "."
LABELS = ("GPE", "GPE", "GPE", "ORG", "ORG", "PERSON")


def span(nth: int) -> Span:
    return Span(7 * nth, 7 * nth + 6)


def suggested(store: LibraryStore, article: str) -> None:
    """Sixty entities, ten of one label for twenty and thirty of others, and a quote."""
    bodies = [Entity(span(nth), LABELS[nth % 6]) for nth in range(60)]
    quotes = [Quote((span(70), span(72)), (span(74),), (span(75),), Kind.DIRECT, ("Ana",))]
    results = (run_result(TEXT, bodies), run_result(TEXT, quotes, suggester="quotes"))
    store.execute(c.RecordSuggestions(article, results), ANA)


def pending(store: LibraryStore, article: str) -> list[c.Target]:
    return [target(one) for one in store.load(article).suggestions if isinstance(one.body, Entity)]


def both(store: LibraryStore) -> list[tuple[str, str]]:
    """Every revision with very many changes, told from a count and from all, the newest first."""
    short = store.timeline(Wanted(abridged=True), limit=100)
    whole = {one.id: one for one in store.revisions()}
    return [
        (str(tell(one, earlier=store.revision)), str(tell(whole[one.id], earlier=store.revision)))
        for one in short
        if isinstance(one, AbridgedRevision)
    ]


def test_told_in_the_same_words(store: LibraryStore) -> None:
    article = imported(store, TEXT)
    suggested(store, article)
    store.execute(c.Accept(article, tuple(pending(store, article))), ANA)
    store.execute(c.Undo(), ANA)
    store.execute(c.Redo(), ANA)
    made = [target(one) for one in store.load(article).annotations]
    store.execute(c.Relabel(article, tuple(made), "LOC"), BEN)
    store.execute(c.Undo(), BEN)
    store.execute(c.Delete(article, tuple(target(one) for one in store.load(article).annotations)), ANA)
    store.execute(c.Restore(article, 3), BEN)
    found = both(store)
    assert len(found) == 8
    for short, whole in found:
        assert short == whole


def test_many_articles_in_one_decision(store: LibraryStore) -> None:
    articles = [imported(store, f"{TEXT} {nth}.", f"Number {nth}") for nth in range(3)]
    for article in articles:
        store.execute(c.AddEntity(article, span(0), "ORG"), ANA)
    made = (c.Relabel(article, (target(store.load(article).annotations[0]),), "GPE") for article in articles)
    store.execute(c.Everywhere(tuple(made)), ANA)
    all_of_them = tuple(
        c.AnnotateAll(article, "PERSON", tuple(span(nth) for nth in range(1, WORDS)), ()) for article in articles
    )
    store.execute(c.Everywhere(all_of_them), ANA)
    many, few = store.timeline(Wanted(abridged=True), limit=2)
    assert tell(few).detail == "one gesture, 3 changes in 3 articles"
    assert tell(many).sentence == f"made {3 * (WORDS - 1)} × “Qusair” PERSON"
    assert tell(many).detail == f"one gesture, {3 * (WORDS - 1)} changes in 3 articles"
    (of_one,) = store.timeline(Wanted(abridged=True, article=articles[0]), limit=1)
    assert len(of_one.changes) == WORDS - 1, "an article has its own of them, all"
    assert both(store)


def test_what_is_read_of_it(store: LibraryStore) -> None:
    article = imported(store, TEXT)
    suggested(store, article)
    (short,) = store.timeline(Wanted(abridged=True), limit=1)
    runs = [change.record for change in short.changes if isinstance(change.record, Run)]
    assert [run.suggester for run in runs] == ["entities", "quotes"], "who suggested is always told"
    assert 0 < len(short.changes) < 12
    assert len(steps_of(short)) == 61
    (whole,) = store.timeline(Wanted(), limit=1)
    assert len(whole.changes) == 63
    assert store.timeline(Wanted(abridged=True, article=article), limit=1) == (short,)


def test_the_history_of_one_of_very_many(store: LibraryStore) -> None:
    article = imported(store, TEXT)
    suggested(store, article)
    store.execute(c.Accept(article, tuple(pending(store, article))), ANA)
    one = next(s for s in store.load(article).suggestions if isinstance(s.body, Entity))
    came, accepted = store.revisions(record=one.id)
    assert [type(change.record) for change in came.changes] == [Run, Suggestion]
    assert came.changes[0].record.id == one.run
    assert [type(change.record) for change in accepted.changes] == [Suggestion, Annotation]
    assert {change.record.id for change in accepted.changes} == {one.id}
