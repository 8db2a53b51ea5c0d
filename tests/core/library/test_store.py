"""What a library keeps and gives back."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import commands as c
from core.bodies import Body, Entity, ExcludedRegion, Kind, Quote, Span
from core.errors import BugError, ConflictError, RefusedError, UnknownRecordError
from core.handlers import AlreadyThereError
from core.history import Trail
from core.labels import DEFAULT_LABELS
from core.library import LibraryStore, open_library
from core.records import ArticleDraft, ImportedAnnotation, Label, Origin, Status, Suggestion, Verdict
from core.session import Progress
from tests.core.library.made import ANA, BEN, TEXT, imported, run_result, session_of, target

QUSAIR = Span(TEXT.index("Qusair"), TEXT.index("Qusair") + 6)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


QUOTE = Quote(
    (span_of("“It is ours,”"), span_of("“and it stays so.”")),
    (span_of("said,"),),
    (span_of("he said"),),
    Kind.DIRECT,
    ("Yahya Suleiman", "The army"),
)


def test_a_new_library_has_the_labels_by_a_revision(store: LibraryStore) -> None:
    assert [(label.name, label.version) for label in store.labels()] == [(label.name, 1) for label in DEFAULT_LABELS]
    revision = store.revision(1)
    assert (revision.annotator, revision.intent, store.newest()) == ("Copydesk", "set_label", 1)
    assert store.check() == ()


def test_all_bodies_come_back_as_they_went_in(store: LibraryStore) -> None:
    bodies: tuple[Body, ...] = (Entity(QUSAIR, "GPE"), QUOTE, ExcludedRegion(span_of("BEIRUT (AP) —"), "dateline"))
    draft = ArticleDraft("Qusair", TEXT, "a.txt", tuple(ImportedAnnotation(body) for body in bodies), Status.FLAGGED)
    article = store.execute(c.ImportArticle(draft), ANA).article or ""
    loaded = store.load(article)
    assert loaded.article.text == TEXT
    assert loaded.article.info.status is Status.FLAGGED
    assert {annotation.body for annotation in loaded.annotations} == set(bodies)
    assert {(a.origin, a.version, a.set_id) for a in loaded.annotations} == {(Origin.IMPORT, 2, article)}
    assert store.speakers() == ("The army", "Yahya Suleiman")
    assert store.check() == ()


def test_suggestions_come_back_with_all_they_have(store: LibraryStore, article: str) -> None:
    bodies = (Entity(QUSAIR, "PLANET"), QUOTE, ExcludedRegion(span_of("BEIRUT"), "note"))
    result = run_result(TEXT, bodies, score=None)
    store.execute(c.RecordSuggestions(article, (result,)), ANA)
    loaded = store.load(article)
    assert {suggestion.body for suggestion in loaded.suggestions} == set(bodies)
    assert {(s.score, s.doubts, s.verdict, s.run) for s in loaded.suggestions} == {
        (None, ("content",), Verdict.PENDING, result.run.id)
    }
    (run,) = store.runs(article)
    assert (run.proposed, run.settings, run.at, run.version) == (3, result.run.settings, result.run.at, 3)
    assert store.runs() == (run,)
    assert store.labels()[-1].name == "PLANET", "a label that a pipeline brings is added"
    assert store.labels()[0].name == DEFAULT_LABELS[0].name
    assert store.speakers() == (), "a suggested speaker is nobody's word yet"


def test_the_article_list(store: LibraryStore) -> None:
    first = imported(store, TEXT, "Qusair fällt", ANA)
    second = imported(store, TEXT + "More.", "Élections", BEN)
    result = run_result(TEXT, [Entity(QUSAIR, "GPE"), Entity(span_of("Hezbollah"), "ORG"), QUOTE])
    store.execute(c.RecordSuggestions(first, (result,)), ANA)
    one, other = (s for s in store.load(first).suggestions if isinstance(s.body, Entity))
    store.execute(c.Accept(first, (target(one),)), ANA)
    store.execute(c.Reject(first, (target(other),)), ANA)
    assert [(line.info.id, line.decided, line.total) for line in store.articles()] == [(second, 0, 0), (first, 2, 3)]
    assert [line.info.id for line in store.articles(status=Status.OPEN)] == [first]
    assert [line.info.id for line in store.articles(search="ÉLEC")] == [second]
    assert [line.info.id for line in store.articles(search="fÄllt.txt")] == [first]
    assert store.articles(search="nobody", status=Status.NEW) == ()


def test_the_beginning_of_an_id_will_do(store: LibraryStore, article: str) -> None:
    assert store.load(article[:20]).article.info.id == article
    with pytest.raises(UnknownRecordError, match="no article zebra"):
        store.load("zebra")
    with pytest.raises(UnknownRecordError):
        store.load("")
    with pytest.raises(UnknownRecordError):
        store.load("%")
    imported(store, TEXT + "More.")
    with pytest.raises(UnknownRecordError, match="More than one article"):
        store.load(article[0])
    assert store.load(article).article.info.id == article


def test_the_same_text_is_there_once(store: LibraryStore, article: str) -> None:
    with pytest.raises(AlreadyThereError, match="as “Qusair”") as refused:
        imported(store, TEXT, "Other")
    assert refused.value.article == article
    assert len(store.articles()) == 1


def test_revisions_by_article_record_and_number(store: LibraryStore, article: str) -> None:
    other = imported(store, TEXT + "More.")
    added = store.execute(c.AddEntity(article, QUSAIR, "GPE"), ANA)
    store.execute(c.AddEntity(other, QUSAIR, "GPE"), BEN)
    (annotation,) = store.load(article).annotations
    changed = store.execute(c.Relabel(article, (target(annotation),), "ORG"), BEN)
    assert [r.id for r in store.revisions()] == [1, 2, 3, 4, 5, 6]
    assert [r.id for r in store.revisions(article=article)] == [2, 4, 6]
    of_record = store.revisions(record=annotation.id)
    assert [r.id for r in of_record] == [added.id, changed.id]
    assert [change.record.id for r in of_record for change in r.changes] == [annotation.id] * 2, "and of nothing else"
    assert [r.id for r in store.revisions(after=3, newest_first=True, limit=2)] == [6, 5]
    assert [r.id for r in store.revisions(limit=2)] == [1, 2]
    assert store.revisions(article="nobody") == ()
    (change,) = changed.changes
    assert change.text == "Qusair"
    assert change.after is not None
    assert change.after.version == 6, "what a revision left behind bears its number"
    with pytest.raises(UnknownRecordError):
        store.revision(99)


def test_undo_lives_on_after_a_restart_and_in_another_article(path: Path) -> None:
    store = open_library(path)
    article, other = imported(store), imported(store, TEXT + "More.")
    store.execute(c.AddEntity(article, QUSAIR, "GPE"), ANA)
    store.execute(c.AddEntity(other, QUSAIR, "GPE"), ANA)
    store.close()
    store = open_library(path)
    assert store.trail(ANA) == Trail(5, None)
    assert store.execute(c.Undo(), ANA).article == other
    assert store.execute(c.Undo(), ANA).article == article
    with pytest.raises(RefusedError, match="nothing to undo"):
        store.execute(c.Undo(), ANA)
    with pytest.raises(RefusedError, match="nothing to redo"):
        store.execute(c.Redo(), BEN)
    store.close()
    store = open_library(path)
    assert store.execute(c.Redo(), ANA).article == article
    assert store.execute(c.Redo(), ANA).article == other
    assert session_of(store, article).progress().total == 1
    assert store.check() == ()
    store.close()


def test_an_undo_that_somebody_stands_in_the_way_of(store: LibraryStore, article: str) -> None:
    store.execute(c.AddEntity(article, span_of("Hezbollah"), "ORG"), ANA)
    store.execute(c.AddEntity(article, QUSAIR, "GPE"), ANA)
    annotation = next(a for a in store.load(article).annotations if a.body.bounds == QUSAIR)
    blocking = store.execute(c.Relabel(article, (target(annotation),), "ORG"), BEN)
    with pytest.raises(ConflictError, match=f"“Qusair” has been changed since by Ben, in revision {blocking.id}") as no:
        store.execute(c.Undo(), ANA)
    assert "can be reverted in the history" in str(no.value)
    assert store.newest() == blocking.id
    store.execute(c.Revert(3, "out of order"), ANA)  # the way round it
    store.execute(c.Undo(), ANA)
    store.execute(c.Revert(blocking.id), BEN)
    assert store.execute(c.Undo(), ANA).reverts == 4, "nothing stands in the way any more"
    assert store.check() == ()


def test_nothing_comes_back_beside_its_double(store: LibraryStore, article: str) -> None:
    store.execute(c.AddEntity(article, QUSAIR, "GPE"), ANA)
    (annotation,) = store.load(article).annotations
    store.execute(c.Delete(article, (target(annotation),)), ANA)
    store.execute(c.AddEntity(article, QUSAIR, "ORG"), BEN)
    with pytest.raises(RefusedError, match="already annotated as ORG"):
        store.execute(c.Undo(), ANA)


def test_labels_are_never_deleted(store: LibraryStore, article: str) -> None:
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, [Entity(QUSAIR, "PLANET")]),)), ANA)
    store.execute(c.Revert(3), ANA)
    assert store.labels()[-1].name == "PLANET"
    assert store.load(article).suggestions == ()
    store.execute(c.SetLabel(Label("MOON", "blue", "m")), ANA)
    store.execute(c.Revert(5), ANA)
    assert (store.labels()[-1].name, store.labels()[-1].retired) == ("MOON", True)
    store.execute(c.SetLabel(Label("MOON", "blue", "m")), ANA)
    store.execute(c.SetLabel(Label("MOON", "blue", "")), ANA)
    store.execute(c.SetLabel(Label("PLANET", "blue", "m")), ANA)
    with pytest.raises(RefusedError, match="The key m already belongs to PLANET"):
        store.execute(c.Revert(8), ANA)
    assert store.check() == ()


def test_many_at_once(store: LibraryStore) -> None:
    """Enough for the unit of work to read the set whole."""
    text = "Qusair and more. " * 100
    article = imported(store, text)
    bodies = [Entity(Span(n * 17, n * 17 + 6), "ORG") for n in range(100)]
    store.execute(c.RecordSuggestions(article, (run_result(text, bodies), run_result(text, bodies[:3], "memory"))), ANA)
    suggestions = store.load(article).suggestions
    revision = store.execute(c.Accept(article, tuple(map(target, suggestions))), ANA)
    assert len(revision.changes) == 201, "of two suggestions of one text one is taken, and the article is opened"
    assert session_of(store, article).progress() == Progress(100, 103)
    annotations = store.load(article).annotations
    store.execute(c.Relabel(article, tuple(map(target, annotations)), "GPE"), ANA)
    store.execute(c.Undo(), ANA)
    store.execute(c.Delete(article, tuple(map(target, store.load(article).annotations))), ANA)
    assert store.load(article).annotations == ()
    assert store.check() == ()


def test_what_no_file_can_keep_is_refused(store: LibraryStore, article: str) -> None:
    store.execute(c.AddEntity(article, QUSAIR, "GPE"), ANA)
    (annotation,) = store.load(article).annotations
    with pytest.raises(RefusedError, match="half a character"):
        store.execute(c.Reject(article, (target(annotation),), "\ud83d"), ANA)
    with pytest.raises(RefusedError, match="Nobody is named"):
        store.execute(c.SetStatus(article, Status.DONE), "  ")
    draft = ArticleDraft("He\udcffadline", "Some text.", "bad\udcff.txt")
    done = store.execute(c.ImportArticle(draft), ANA)
    assert store.load(done.article or "").article.info.origin == "bad\ufffd.txt"
    assert store.check() == ()


def test_a_closed_library_is_not_used(path: Path) -> None:
    store = open_library(path)
    store.close()
    store.close()
    with pytest.raises(BugError, match="after it was closed"):
        store.labels()


def test_a_refusal_leaves_no_annotator_behind(store: LibraryStore, article: str) -> None:
    """The cache must not believe in what a rolled back transaction wrote."""
    with pytest.raises(RefusedError):
        store.execute(c.Undo(), "Carla")
    assert store.trail("Carla") == Trail()
    store.execute(c.SetStatus(article, Status.DONE), "Carla")
    assert store.trail("Carla") == Trail(3, None)


def test_a_suggestion_keeps_its_verdict(store: LibraryStore, article: str) -> None:
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, [Entity(QUSAIR, "ORG")]),)), ANA)

    def verdict() -> tuple[Verdict, str | None]:
        (suggestion,) = store.load(article).suggestions
        assert isinstance(suggestion, Suggestion)
        return suggestion.verdict, suggestion.reason

    (id,) = (s.id for s in store.load(article).suggestions)
    for command, wanted in (
        (lambda t: c.Relabel(article, (t,), "GPE"), (Verdict.CORRECTED, None)),
        (lambda t: c.Relabel(article, (t,), "ORG"), (Verdict.ACCEPTED, None)),
        (lambda t: c.Reject(article, (t,), "no"), (Verdict.REJECTED, "no")),
        (lambda t: c.Accept(article, (t,)), (Verdict.ACCEPTED, None)),
        (lambda _: c.Undo(), (Verdict.REJECTED, "no")),
    ):
        item = session_of(store, article).item(id)
        assert item is not None
        store.execute(command(target(item)), ANA)
        assert verdict() == wanted
