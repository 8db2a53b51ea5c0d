"""The label set of a library: edited, renamed and merged through all articles, taken over, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core import commands as c
from core.bodies import Entity, Span
from core.comments import Said
from core.errors import ConflictError, RefusedError
from core.labels import DEFAULT_LABELS, heirs, marked
from core.library import LibraryStore, open_library
from core.queries import LabelUse
from core.records import ArticleDraft, Example, ImportedAnnotation, Item, Label, MemoryRule, Suggestion, Verdict
from core.story import tell
from tests.core.library.made import ANA, BEN, TEXT, imported, run_result, session_of, target

QUSAIR, AP, WEDNESDAY, TOWN = (
    Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("Qusair", "AP", "Wednesday", "town")
)
BEIRUT = Span(0, 6)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        yield store
        assert store.check() == ()


def two_articles(store: LibraryStore) -> tuple[str, str]:
    """Each with Qusair as ORG by hand, and AP and Wednesday suggested as ORG and DATE."""
    articles = imported(store), imported(store, TEXT[:-1] + " Ends.\n", "Again")
    for article in articles:
        text = store.load(article).article.text
        bodies = [Entity(AP, "ORG"), Entity(WEDNESDAY, "DATE")]
        store.execute(c.RecordSuggestions(article, (run_result(text, bodies),)), ANA)
        store.execute(c.AddEntity(article, QUSAIR, "ORG"), ANA)
    return articles


def labels_of(store: LibraryStore, article: str) -> dict[str, str]:
    loaded = store.load(article)
    text = loaded.article.text
    items: list[Item] = [*loaded.suggestions, *loaded.annotations]
    return {i.body.bounds.of(text): i.body.label for i in items if isinstance(i.body, Entity)}


def label(store: LibraryStore, name: str) -> Label:
    return next(one for one in store.labels() if one.name == name)


def test_a_label_is_renamed_in_all_articles_by_one_revision(store: LibraryStore) -> None:
    first, second = two_articles(store)
    session = session_of(store, first)
    revision = store.execute(c.RenameLabel("ORG", "ORGANISATION"), ANA)
    for article in (first, second):
        assert labels_of(store, article) == {"Qusair": "ORGANISATION", "AP": "ORGANISATION", "Wednesday": "DATE"}
    new, old = label(store, "ORGANISATION"), label(store, "ORG")
    assert (new.key, new.colour, new.guideline, new.retired) == ("2", "orange", DEFAULT_LABELS[1].guideline, False)
    assert (old.key, old.retired, old.successor) == ("", True, "ORGANISATION")
    names = [one.name for one in store.labels() if not one.retired]
    assert names.index("ORGANISATION") == 1, "it stands where it stood"
    assert store.memory(["Qusair"])[0].kept == (("ORGANISATION", 2),), "the memory follows"
    story = tell(revision)
    assert (story.sentence, story.before, story.after) == ("renamed the label ORG", "ORG", "ORGANISATION")
    assert story.detail == "2 annotations, 2 suggestions in 2 articles"
    assert session.fold(revision).ids == {item.id for item in session.items() if item.version == revision.id}
    assert len(session.narrowed(revision).changes) == 4, "two labels, and its own two"


def test_what_came_since_goes_back_too_when_a_name_is_taken_back(store: LibraryStore) -> None:
    first, second = two_articles(store)
    store.execute(c.RenameLabel("ORG", "BODY"), ANA)
    store.execute(c.AddEntity(first, TOWN, "BODY"), BEN)
    undone = store.execute(c.Undo(), ANA)
    assert labels_of(store, first) == {"Qusair": "ORG", "AP": "ORG", "Wednesday": "DATE", "town": "ORG"}
    assert (label(store, "BODY").retired, label(store, "BODY").successor) == (True, "ORG")
    assert label(store, "ORG").key == "2"
    assert tell(undone, earlier=store.revision).sentence == "took back: renamed the label ORG"
    store.execute(c.Redo(), ANA)
    assert set(labels_of(store, first).values()) == {"BODY", "DATE"} == set(labels_of(store, second).values())
    store.execute(c.RenameLabel("BODY", "ORG"), ANA)
    assert heirs(store.labels()) == {"BODY": "ORG"}, "back to the old name by hand"


def test_two_labels_are_merged_and_undo_knows_which_was_which(store: LibraryStore) -> None:
    first, second = two_articles(store)
    store.execute(c.AddEntity(first, TOWN, "GPE"), ANA)
    store.execute(c.SetMemoryRule("AP", MemoryRule("AP", "ORG")), ANA)
    store.execute(c.MergeLabel("ORG", "GPE"), ANA)
    assert labels_of(store, first) == {"Qusair": "GPE", "AP": "GPE", "Wednesday": "DATE", "town": "GPE"}
    assert label(store, "ORG").successor == "GPE"
    assert store.memory(["AP"])[0].lesson.label == "GPE", "rules follow"
    suggestion = next(i for i in session_of(store, first).items() if isinstance(i, Suggestion) and i.body.bounds == AP)
    store.execute(c.Accept(first, (target(suggestion),)), BEN)
    store.execute(c.Undo(), ANA)
    assert labels_of(store, first) == {"Qusair": "ORG", "AP": "GPE", "Wednesday": "DATE", "town": "GPE"}
    assert labels_of(store, second) == {"Qusair": "ORG", "AP": "ORG", "Wednesday": "DATE"}, "what Ben decided stays"
    assert store.memory(["AP"])[0].lesson.label == "ORG"
    assert label(store, "ORG").key == "2"


def test_models_and_files_may_go_on_using_the_old_name(store: LibraryStore) -> None:
    article = imported(store)
    store.execute(c.RenameLabel("ORG", "BODY"), ANA)
    store.execute(c.SetLabel(replace(label(store, "DATE"), retired=True)), ANA)
    bodies = [Entity(AP, "ORG"), Entity(WEDNESDAY, "DATE"), Entity(TOWN, "SHIP")]
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, bodies),)), ANA)
    assert labels_of(store, article) == {"AP": "BODY", "town": "SHIP"}, "a retired label is not offered"
    assert label(store, "SHIP").colour == "grey"
    draft = ArticleDraft("Tagged", "Beirut.\n", "a.jsonl", (ImportedAnnotation(Entity(Span(0, 6), "ORG")),))
    other = store.execute(c.ImportArticle(draft), ANA).article or ""
    assert labels_of(store, other) == {"Beirut": "BODY"}
    store.execute(c.AddEntity(article, QUSAIR, "ORG"), BEN)
    assert labels_of(store, article)["Qusair"] == "BODY", "a desk that has not heard of it yet"


def test_the_past_is_brought_back_under_the_names_of_today(store: LibraryStore) -> None:
    first, _ = two_articles(store)
    before = store.newest()
    item = next(item for item in session_of(store, first).items() if item.body.bounds == QUSAIR)
    store.execute(c.Relabel(first, (target(item),), "GPE"), ANA)
    store.execute(c.RenameLabel("ORG", "BODY"), BEN)
    store.execute(c.Restore(first, before), ANA)
    assert labels_of(store, first) == {"Qusair": "BODY", "AP": "BODY", "Wednesday": "DATE"}
    store.execute(c.Undo(), ANA)
    store.execute(c.Undo(), ANA)
    assert labels_of(store, first)["Qusair"] == "BODY"
    told = store.revisions(article=first)
    assert {revision.article for revision in told} == {first}
    assert [one.intent for one in told][-4:] == ["rename_label", "restore", "undo", "undo"]
    assert [r.intent for r in store.revisions(record=item.id)][-3:] == ["restore", "undo", "undo"]


def beirut_as(store: LibraryStore, *labels: str) -> str:
    """An article in which a file says several things of the same word."""
    said = tuple(ImportedAnnotation(Entity(BEIRUT, one)) for one in labels)
    return store.execute(c.ImportArticle(ArticleDraft("Tagged", "Beirut.\n", "a.jsonl", said)), ANA).article or ""


def standing(store: LibraryStore, article: str) -> list[str]:
    return sorted(one.body.label for one in store.load(article).annotations if isinstance(one.body, Entity))


def test_doubles_of_a_file_become_one_when_their_labels_do(store: LibraryStore) -> None:
    article = beirut_as(store, "GPE", "LOC")
    store.execute(c.MergeLabel("LOC", "GPE"), ANA)
    assert standing(store, article) == ["GPE"]
    store.execute(c.Undo(), ANA)
    assert standing(store, article) == ["GPE", "LOC"]


def test_what_became_one_stays_one_when_the_past_comes_back(store: LibraryStore) -> None:
    article = beirut_as(store, "GPE", "LOC")
    imported_by = store.newest()
    store.execute(c.Delete(article, tuple(map(target, store.load(article).annotations))), ANA)
    store.execute(c.MergeLabel("LOC", "GPE"), BEN)
    store.execute(c.Undo(), ANA)
    assert standing(store, article) == ["GPE"], "both were deleted, and would say the same by now"
    store.execute(c.Redo(), ANA)
    store.execute(c.Restore(article, imported_by), ANA)
    assert standing(store, article) == ["GPE"]
    with pytest.raises(RefusedError, match="already as it was"):
        store.execute(c.Restore(article, imported_by), ANA)
    assert store.check() == ()


def test_the_double_alone_has_nothing_to_come_back_to(store: LibraryStore) -> None:
    article = beirut_as(store, "GPE", "LOC")
    location = next(one for one in store.load(article).annotations if one.body == Entity(BEIRUT, "LOC"))
    deleted = store.execute(c.Delete(article, (target(location),)), ANA).id
    store.execute(c.MergeLabel("LOC", "GPE"), BEN)
    with pytest.raises(RefusedError, match=f"What revision {deleted} took away stands there already"):
        store.execute(c.Undo(), ANA)
    assert standing(store, article) == ["GPE"]


def test_one_that_would_become_a_double_goes_when_its_past_comes_back(store: LibraryStore) -> None:
    article = beirut_as(store, "GPE", "LOC")
    imported_by = store.newest()
    location = next(one for one in store.load(article).annotations if one.body == Entity(BEIRUT, "LOC"))
    store.execute(c.Relabel(article, (target(location),), "ORG"), ANA)
    store.execute(c.MergeLabel("LOC", "GPE"), BEN)
    assert standing(store, article) == ["GPE", "ORG"]
    store.execute(c.Restore(article, imported_by), ANA)
    assert standing(store, article) == ["GPE"]


def test_a_merge_that_is_done_again_makes_one_of_doubles_that_came_since(store: LibraryStore) -> None:
    store.execute(c.MergeLabel("LOC", "GPE"), ANA)
    store.execute(c.Undo(), ANA)
    article = beirut_as(store, "GPE", "LOC")
    store.execute(c.Redo(), ANA)
    assert standing(store, article) == ["GPE"]


def test_a_merge_that_is_done_again_looks_at_what_came_back_since(store: LibraryStore) -> None:
    article = beirut_as(store, "GPE", "LOC")
    place = next(one for one in store.load(article).annotations if one.body == Entity(BEIRUT, "GPE"))
    store.execute(c.Delete(article, (target(place),)), ANA)
    store.execute(c.MergeLabel("LOC", "GPE"), BEN)
    store.execute(c.Undo(), BEN)
    store.execute(c.Undo(), ANA)
    assert standing(store, article) == ["GPE", "LOC"]
    store.execute(c.Redo(), BEN)
    assert standing(store, article) == ["GPE"]


def test_what_stands_although_it_came_to_its_label_by_a_merge_is_seen(store: LibraryStore) -> None:
    article = beirut_as(store, "GPE", "LOC")
    imported_by = store.newest()
    place = next(one for one in store.load(article).annotations if one.body == Entity(BEIRUT, "GPE"))
    store.execute(c.Delete(article, (target(place),)), ANA)
    store.execute(c.MergeLabel("LOC", "GPE"), BEN)
    with pytest.raises(RefusedError, match="already as it was"):
        store.execute(c.Restore(article, imported_by), ANA)
    assert standing(store, article) == ["GPE"]


def test_a_file_that_still_says_both_brings_one_with_all_that_was_said_about_it(store: LibraryStore) -> None:
    store.execute(c.MergeLabel("LOC", "GPE"), ANA)
    said = tuple(
        ImportedAnnotation(Entity(BEIRUT, label), comments=(Said(f"Why {label}?"),), flagged=Said(""))
        for label in ("GPE", "LOC")
    )
    article = store.execute(c.ImportArticle(ArticleDraft("Tagged", "Beirut.\n", "a.jsonl", said)), ANA).article or ""
    assert standing(store, article) == ["GPE"]
    loaded = store.load(article)
    (one,) = loaded.annotations
    assert {comment.text for comment in loaded.remarks.thread(one.id)} == {"Why GPE?", "Why LOC?"}
    assert loaded.remarks.flag(one.id) is not None


def test_rejections_keep_counting_after_a_merge(store: LibraryStore) -> None:
    article, _ = two_articles(store)
    suggestion = next(item for item in session_of(store, article).items() if item.body.bounds == AP)
    store.execute(c.Reject(article, (target(suggestion),)), ANA)
    store.execute(c.MergeLabel("ORG", "GPE"), ANA)
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, [Entity(AP, "ORG")]),)), ANA)
    verdicts = [one.verdict for one in store.load(article).suggestions if one.body.bounds == AP]
    assert verdicts == [Verdict.REJECTED], "nobody is asked twice"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (c.RenameLabel("ORG", "GPE"), "Merge ORG into it instead"),
        (c.RenameLabel("ORG", "ORG"), "called ORG already"),
        (c.RenameLabel("SHIP", "BOAT"), "no label SHIP"),
        (c.RenameLabel("ORG", " "), "needs a name"),
        (c.RenameLabel("ORG", "gpe"), "not so like it"),
        (c.MergeLabel("ORG", "ORG"), "into itself"),
        (c.MergeLabel("ORG", "SHIP"), "no label SHIP"),
        (c.OrderLabels(("SHIP",)), "no label SHIP"),
        (c.SetLabel(Label("Org", "red")), "not so like it"),
        (c.SetLabel(Label("SHIP", "mauve")), "no colour of a label"),
        (c.SetLabel(Label("SHIP", "red", "F1")), "it takes one sign"),
        (c.SetLabel(Label("SHIP", "red", examples=(Example("The Titanic sank."),))), "marks no mention"),
        (c.SetLabel(Label("SHIP", "red", successor="ORG")), "by merging it"),
        (c.AdoptLabels((Label("SHIP", "red"), Label("SHIP", "blue"))), "names a label twice"),
    ],
)
def test_what_is_refused(store: LibraryStore, command: c.Command, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        store.execute(command, ANA)
    assert store.newest() == 1


def test_two_editors_do_not_overwrite_each_other(store: LibraryStore) -> None:
    seen = label(store, "ORG")
    store.execute(c.SetLabel(replace(seen, colour="red"), seen.version), BEN)
    with pytest.raises(ConflictError, match="in the meantime"):
        store.execute(c.SetLabel(replace(seen, guideline="Bodies."), seen.version), ANA)


def test_labels_are_put_in_order_and_taken_over(store: LibraryStore) -> None:
    store.execute(c.OrderLabels(("LAW", "GPE")), ANA)
    assert [one.name for one in store.labels()][:3] == ["LAW", "GPE", "PERSON"]
    store.execute(c.Undo(), ANA)
    assert [one.name for one in store.labels()] == [one.name for one in DEFAULT_LABELS]
    ship = Label("SHIP", "#2a5fc9/#7fb0ff", "1", "Named ships.", title="Ship", examples=(Example("The [Titanic]"),))
    revision = store.execute(c.AdoptLabels((ship, label(store, "GPE")), retire_others=True), ANA)
    assert [one.name for one in store.labels() if not one.retired] == ["SHIP", "GPE"]
    assert label(store, "PERSON").key == "", "the key goes to the label that came in"
    assert tell(revision).sentence == "took over a label set"
    assert replace(label(store, "SHIP"), version=0, place=0) == ship
    store.execute(c.Undo(), ANA)
    assert label(store, "PERSON").key == "1"
    assert label(store, "SHIP").retired


def test_what_bears_a_label_is_counted(store: LibraryStore) -> None:
    two_articles(store)
    assert store.label_uses() == {"ORG": LabelUse(2, 2, 2), "DATE": LabelUse(0, 0, 2)}


def test_changes_of_a_label_are_told(store: LibraryStore) -> None:
    org = label(store, "ORG")

    def told(after: Label) -> str:
        revision = store.execute(c.SetLabel(after), ANA)
        store.execute(c.Undo(), ANA)
        story = tell(revision)
        return f"{story.sentence} {story.before}→{story.after} {story.detail}".strip()

    assert told(replace(org, retired=True)) == "retired the label ORG →"
    assert told(replace(org, key="B")) == "gave the label ORG the key B 2→B"
    assert told(replace(org, colour="red")) == "gave the label ORG another colour orange→red"
    assert told(replace(org, examples=(Example("The [AP]"), Example("an [AP] man", good=False)))).endswith(
        "✓ The [AP] · ✗ an [AP] man"
    )
    assert told(replace(org, title="Body", guideline="")).startswith("changed the label ORG")


def test_an_example_is_cut_at_its_mention() -> None:
    assert marked(Example("He flew to [Beirut].")) == ("He flew to ", "Beirut", ".")
    assert all(marked(example)[1] for known in DEFAULT_LABELS for example in known.examples)
    assert all(known.examples for known in DEFAULT_LABELS)
