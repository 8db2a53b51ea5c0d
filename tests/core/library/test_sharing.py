"""People work independently, hand in, review, and settle what they differ in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core import commands as c
from core.adjudication import Adjudication, compare
from core.bodies import Body, Entity, Kind, Quote, Span
from core.commands import sharing as r
from core.commands.labels import RenameLabel
from core.errors import ApprovedError, ConflictError, RefusedError, UnknownRecordError
from core.library import LibraryStore, open_library
from core.pairing import pairs
from core.queries import Wanted
from core.records import Annotation, Origin, Status, Verdict
from core.sets import Choice, Owner, ReviewStatus
from core.story import tell
from core.training import ExportOptions, export
from tests.core.library.made import ANA, BEN, TEXT, imported, run_result, target

CHIEF = "Carla"


def at(words: str, label: str) -> Entity:
    start = TEXT.index(words)
    return Entity(Span(start, start + len(words)), label)


QUSAIR, HEZBOLLAH, SYRIA = at("Qusair", "GPE"), at("Hezbollah", "ORG"), at("Syria", "GPE")
SAID = Quote((Span(TEXT.index("“It is ours"), TEXT.index(" he said")),), kind=Kind.DIRECT, speakers=("he",))


def own(store: LibraryStore, article: str, who: str = BEN) -> str:
    return store.load(article, annotator=who).annotation_set.id


def independent(store: LibraryStore, article: str, who: str = BEN, *, assisted: bool = False) -> str:
    store.execute(r.Assign(article, who, True, assisted), CHIEF)
    return own(store, article, who)


def annotate(store: LibraryStore, article: str, who: str, bodies: Sequence[Body]) -> list[Annotation]:
    for body in bodies:
        command = (
            c.AddEntity(article, body.span, body.label) if isinstance(body, Entity) else c.AddQuote(article, body)  # type: ignore[arg-type]
        )
        store.execute(command, who)
    return sorted(store.load(article, annotator=who).annotations, key=lambda one: one.body.bounds)


def adjudication(store: LibraryStore, article: str) -> Adjudication:
    gold = store.sets(article)[-1]
    assert gold.owner is Owner.GOLD
    left, right = (store.load(article, set_id=id).annotations for id in gold.sources)
    return compare(gold, left, right, store.resolutions(gold.id), store.labels())


def decide(store: LibraryStore, article: str, place: int, choice: Choice, body: Body | None = None) -> None:
    pair = adjudication(store, article).differences[place]
    left, right = (None if one is None else target(one) for one in (pair.left, pair.right))
    store.execute(r.Adjudicate(article, left, right, choice, body), CHIEF)


def golden(store: LibraryStore, article: str) -> list[Body]:
    loaded = store.load(article, set_id=store.sets(article)[-1].id)
    return [one.body for one in sorted(loaded.annotations, key=lambda one: (one.body.bounds, one.id))]


# -------------------------------------------------------------------------------------------------------- independence


def test_two_people_annotate_the_same_words_and_neither_sees_the_other(store: LibraryStore, article: str) -> None:
    independent(store, article)
    annotate(store, article, ANA, [QUSAIR])
    annotate(store, article, BEN, [at("Qusair", "ORG"), HEZBOLLAH])
    assert [one.body for one in store.load(article, annotator=ANA).annotations] == [QUSAIR]
    assert len(store.load(article, annotator=BEN).annotations) == 2
    assert [one.body for one in store.load(article).annotations] == [QUSAIR], "the shared set is what others see"
    (line,) = store.articles(annotator=BEN)
    assert (line.decided, line.total, line.independent) == (2, 2, 1)
    assert store.articles()[0].total == 1


def test_suggestions_are_copied_undecided_and_decided_apart(store: LibraryStore, article: str) -> None:
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, [QUSAIR, HEZBOLLAH]),)), ANA)
    (first, _) = store.load(article).suggestions
    store.execute(c.Accept(article, (target(first),)), ANA)
    independent(store, article, assisted=True)
    mine = store.load(article, annotator=BEN)
    assert {one.body for one in mine.suggestions} == {QUSAIR, HEZBOLLAH}
    assert {one.verdict for one in mine.suggestions} == {Verdict.PENDING}, "what Ana accepted is not told"
    assert not {one.id for one in mine.suggestions} & {one.id for one in store.load(article).suggestions}
    store.execute(c.Reject(article, tuple(map(target, mine.suggestions))), BEN)
    assert [one.verdict for one in store.load(article).suggestions].count(Verdict.REJECTED) == 0
    with pytest.raises(RefusedError, match="not in the article"):
        store.execute(c.Reject(article, (target(store.load(article).annotations[0]),)), BEN)


def test_from_the_text_alone_nothing_is_suggested(store: LibraryStore, article: str) -> None:
    independent(store, article)
    with pytest.raises(RefusedError, match="from the text alone"):
        store.execute(c.RecordSuggestions(article, (run_result(TEXT, [QUSAIR]),)), BEN)
    with pytest.raises(RefusedError, match="How a set began"):
        store.execute(r.Assign(article, BEN, True, True), CHIEF)


def test_the_memory_does_not_tell_what_others_decided(store: LibraryStore, article: str) -> None:
    annotate(store, article, ANA, [QUSAIR])
    independent(store, article, assisted=True)
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, [HEZBOLLAH]),), True), BEN)
    assert {one.body for one in store.load(article, annotator=BEN).suggestions} == {HEZBOLLAH}
    before = store.memories()
    annotate(store, article, BEN, [at("Syrian Brig", "ORG"), SAID])
    assert store.memories() == before, "nor does it learn from somebody who works independently"
    assert store.speakers() == ()
    assert not store.would_change(c.Recall(article, ("Qusair",)), BEN)


def test_the_history_of_the_others_is_hidden_until_one_has_handed_in(store: LibraryStore, article: str) -> None:
    set_id = independent(store, article)
    annotate(store, article, ANA, [QUSAIR])
    annotate(store, article, BEN, [HEZBOLLAH])

    def intents(**wanted: str) -> list[str]:
        return [one.intent for one in store.timeline(Wanted(**wanted), limit=100)][::-1]  # type: ignore[arg-type]

    assert intents(viewer=BEN) == ["set_label", "import_article", "assign", "add_entity"]
    assert len(intents(viewer=ANA)) == len(intents()) == 5
    assert store.is_blind(article, BEN)
    assert not store.is_blind(article, ANA)
    of_set = store.revisions(article=article, set_id=set_id)
    assert [one.intent for one in of_set] == ["import_article", "assign", "add_entity"]
    assert [one.intent for one in store.revisions(article=article, set_id=article)] == [
        "import_article",
        "assign",
        "add_entity",
    ]
    store.execute(r.SubmitSet(article), BEN)
    assert not store.is_blind(article, BEN)
    assert "add_entity" in intents(viewer=BEN, annotator=ANA)


def test_a_merged_label_does_not_tell_what_the_others_have(store: LibraryStore, article: str) -> None:
    independent(store, article)
    annotate(store, article, ANA, [QUSAIR])
    annotate(store, article, BEN, [at("Hezbollah", "NORP")])
    other = imported(store, f"{TEXT}More.", "Other")
    annotate(store, other, ANA, [QUSAIR])
    store.execute(c.MergeLabel("GPE", "NORP"), CHIEF)
    store.execute(c.RenameLabel("NORP", "PLACE"), CHIEF)

    def words(viewer: str) -> list[list[str]]:
        found = store.timeline(Wanted(viewer=viewer), limit=2)
        return [[one.text for one in r.changes if isinstance(one.record, Annotation)] for r in found]

    assert words(BEN) == [["Hezbollah", "Qusair"], ["Qusair"]], "of this article only their own, of others all"
    assert [sorted(some) for some in words(ANA)] == [["Hezbollah", "Qusair", "Qusair"], ["Qusair", "Qusair"]]
    store.execute(r.SubmitSet(article), BEN)
    assert words(BEN) == words(ANA)


def test_each_undo_is_ones_own(store: LibraryStore, article: str) -> None:
    independent(store, article)
    annotate(store, article, ANA, [QUSAIR])
    annotate(store, article, BEN, [HEZBOLLAH])
    store.execute(c.Undo(), ANA)
    assert store.load(article).annotations == ()
    assert len(store.load(article, annotator=BEN).annotations) == 1


# ----------------------------------------------------------------------------------------------------------- assigning


def test_assigning_is_undone_unless_somebody_has_begun(store: LibraryStore, article: str) -> None:
    set_id = independent(store, article)
    store.execute(c.Undo(), CHIEF)
    assert store.sets(article) == store.sets(article)[:1]
    store.execute(c.Redo(), CHIEF)
    assert own(store, article) == set_id
    annotate(store, article, BEN, [QUSAIR])
    with pytest.raises(RefusedError, match="Ben has worked in the annotation set"):
        store.execute(c.Undo(), CHIEF)
    store.execute(r.Unassign(article, BEN), CHIEF)
    assert store.assignments(article) == ()
    assert own(store, article) == set_id, "what was done there stays"
    store.execute(r.Assign(article, BEN), CHIEF)
    assert own(store, article) == article, "asked to work in the shared set, Ben does"
    assert store.check() == ()


def test_the_list_says_who_is_to_do_what(store: LibraryStore, article: str) -> None:
    other = imported(store, "Another text.", "Other")
    store.execute(r.Assign(article, BEN, True, True, "2026-12-01", "please"), CHIEF)
    store.execute(r.Assign(other, ANA), CHIEF)
    (line,) = store.articles(assigned=BEN)
    (assigned,) = line.assigned
    assert (line.info.id, assigned.annotator, assigned.independent) == (article, BEN, True)
    assert (assigned.due, assigned.note, assigned.review) == ("2026-12-01", "please", ReviewStatus.NONE)
    assert [one.info.id for one in store.articles(assigned=ANA)] == [other]
    assert store.articles(assigned="nobody") == ()
    assert store.people() == (ANA, BEN, CHIEF)
    assert tell(store.revision(store.newest() - 1)).sentence == "gave Ben the article to annotate independently"


@pytest.mark.parametrize("refused", [r.Assign("", "  "), r.Assign("", "a/b"), r.Assign("", BEN, due="soon")])
def test_an_assignment_that_makes_no_sense_is_refused(store: LibraryStore, article: str, refused: r.Assign) -> None:
    with pytest.raises(RefusedError):
        store.execute(r.Assign(article, refused.annotator, due=refused.due), CHIEF)
    with pytest.raises(RefusedError):
        store.execute(r.Unassign(article, BEN), CHIEF)


# ----------------------------------------------------------------------------------------------------------- reviewing


def test_what_is_approved_is_not_changed_before_it_is_reopened(store: LibraryStore, article: str) -> None:
    (one,) = annotate(store, article, ANA, [QUSAIR])
    store.execute(r.SubmitSet(article), ANA)
    store.execute(r.ReturnSet(article, None, (r.Remark("Not an army?", one.id), r.Remark("Look at it again"))), CHIEF)
    assert {comment.about for comment in store.load(article).remarks.everything()} == {one.id, None}  # type: ignore[union-attr]
    assert "2 comments" in tell(store.revision(store.newest())).sentence
    store.execute(r.SubmitSet(article), ANA)
    store.execute(r.ApproveSet(article), CHIEF)
    review = store.review(article)
    assert review is not None
    assert (review.status, review.by) == (ReviewStatus.APPROVED, CHIEF)
    assert store.articles()[0].review is ReviewStatus.APPROVED
    with pytest.raises(ApprovedError, match="Carla approved this article") as refused:
        store.execute(c.Delete(article, (target(one),)), ANA)
    assert (refused.value.article, refused.value.set_id) == (article, article)
    with pytest.raises(ApprovedError):
        store.execute(c.Revert(3), ANA)
    store.execute(c.SetStatus(article, Status.DONE), ANA)  # how far the editing is, is another matter
    store.execute(r.ReopenSet(article), ANA)
    store.execute(c.Delete(article, (target(one),)), ANA)
    assert store.check() == ()


def test_approving_is_undone_like_anything_else(store: LibraryStore, article: str) -> None:
    store.execute(r.ApproveSet(article), CHIEF)
    store.execute(c.Undo(), CHIEF)
    assert store.review(article) is None
    with pytest.raises(RefusedError, match="open as it is"):
        store.execute(r.ReopenSet(article), CHIEF)
    with pytest.raises(RefusedError, match="no such annotation set"):
        store.execute(r.ApproveSet(article, "nowhere"), CHIEF)
    with pytest.raises(UnknownRecordError):
        store.load(article, set_id="nowhere")


# --------------------------------------------------------------------------------------------------------- adjudicating


def test_what_two_agree_on_is_gold_and_the_rest_is_asked(store: LibraryStore, article: str) -> None:
    right = independent(store, article)
    ours = annotate(store, article, ANA, [QUSAIR, HEZBOLLAH, SAID])
    annotate(store, article, BEN, [QUSAIR, at("Hezbollah", "NORP"), SYRIA])
    store.execute(r.StartAdjudication(article, article, right), CHIEF)
    assert golden(store, article) == [QUSAIR]
    found = adjudication(store, article)
    assert (found.agreed, len(found.differences), found.decided) == (1, 3, 0)
    decide(store, article, 0, Choice.LEFT)  # only Ben has Syria: as Ana has it, nothing is there
    decide(store, article, 1, Choice.RIGHT)
    better = Quote(SAID.contents, kind=Kind.MIXED, speakers=("Yahya Suleiman",))
    decide(store, article, 2, Choice.EDITED, better)
    assert golden(store, article) == [QUSAIR, at("Hezbollah", "NORP"), better]
    found = adjudication(store, article)
    assert found.is_complete
    gold = store.sets(article)[-1]
    by_id = {one.id: one for one in store.load(article, set_id=gold.id).annotations}
    named = {r.left: r for r in store.resolutions(gold.id)}
    agreed = named[ours[0].id]
    assert (agreed.choice, agreed.by) == (Choice.AGREED, CHIEF)
    assert by_id[named[ours[-1].id].annotations[0]].origin is Origin.HAND
    store.execute(c.Undo(), CHIEF)
    assert len(golden(store, article)) == 2
    assert adjudication(store, article).decided == 2
    store.execute(c.Redo(), CHIEF)
    assert adjudication(store, article).is_complete
    assert store.check() == ()


def test_a_decision_can_be_another_one_later_and_nothing_may_be_here(store: LibraryStore, article: str) -> None:
    right = independent(store, article)
    annotate(store, article, ANA, [HEZBOLLAH])
    annotate(store, article, BEN, [at("Hezbollah allies", "ORG")])
    store.execute(r.StartAdjudication(article, article, right), CHIEF)
    decide(store, article, 0, Choice.NEITHER)
    assert golden(store, article) == []
    assert adjudication(store, article).is_complete
    with pytest.raises(RefusedError, match="decided so already"):
        decide(store, article, 0, Choice.NEITHER)
    decide(store, article, 0, Choice.BOTH)
    assert golden(store, article) == [HEZBOLLAH, at("Hezbollah allies", "ORG")]
    assert "took both" in tell(store.revision(store.newest())).sentence
    with pytest.raises(RefusedError):
        decide(store, article, 0, Choice.EDITED)


def test_a_decision_says_what_was_taken_not_from_which_side(store: LibraryStore, article: str) -> None:
    right = independent(store, article)
    annotate(store, article, ANA, [at("Hezbollah", "NORP"), SYRIA])
    annotate(store, article, BEN, [HEZBOLLAH, QUSAIR])
    store.execute(r.StartAdjudication(article, article, right), CHIEF)

    def told(words: str, choice: Choice) -> str:
        sides = ((one.left or one.right) for one in adjudication(store, article).differences)
        place = [one.body.bounds.of(TEXT) if one is not None else "" for one in sides].index(words)
        decide(store, article, place, choice)
        return tell(store.revision(store.newest())).sentence

    assert told("Hezbollah", Choice.RIGHT) == "settled “Hezbollah” as ORG: not NORP"
    assert told("Hezbollah", Choice.LEFT) == "settled “Hezbollah” as NORP: not ORG"
    assert told("Qusair", Choice.RIGHT) == "settled “Qusair” as GPE: it stands, though only one had it"
    assert told("Syria", Choice.RIGHT) == "settled “Syria” as GPE: nothing is there"


def test_what_an_annotator_changes_later_is_open_again(store: LibraryStore, article: str) -> None:
    right = independent(store, article)
    annotate(store, article, ANA, [QUSAIR, HEZBOLLAH])
    (theirs, other) = annotate(store, article, BEN, [QUSAIR, at("Hezbollah", "NORP")])
    store.execute(r.StartAdjudication(article, article, right), CHIEF)
    decide(store, article, 0, Choice.LEFT)
    assert adjudication(store, article).is_complete
    store.execute(c.Relabel(article, (target(theirs),), "ORG"), BEN)
    store.execute(c.Relabel(article, (target(other),), "GPE"), BEN)
    found = adjudication(store, article)
    assert (found.is_complete, len(found.undecided)) == (False, 2)
    store.execute(r.StartAdjudication(article, article, right), CHIEF)
    assert golden(store, article) == [], "what was settled about something else is taken back"
    with pytest.raises(RefusedError, match="up to date"):
        store.execute(r.StartAdjudication(article, article, right), CHIEF)
    with pytest.raises(ConflictError):
        store.execute(r.Adjudicate(article, None, target(other), Choice.LEFT), CHIEF)


def test_a_label_that_is_renamed_opens_nothing_again(store: LibraryStore, article: str) -> None:
    right = independent(store, article)
    annotate(store, article, ANA, [QUSAIR, HEZBOLLAH])
    annotate(store, article, BEN, [QUSAIR])
    store.execute(r.StartAdjudication(article, article, right), CHIEF)
    decide(store, article, 0, Choice.LEFT)
    store.execute(RenameLabel("GPE", "PLACE"), CHIEF)
    assert adjudication(store, article).is_complete
    assert store.check() == ()


def test_who_still_annotates_cannot_adjudicate(store: LibraryStore, article: str) -> None:
    right = independent(store, article)
    with pytest.raises(RefusedError, match="Submit your own annotations first"):
        store.execute(r.StartAdjudication(article, article, right), BEN)
    store.execute(r.SubmitSet(article), BEN)
    store.execute(r.StartAdjudication(article, article, right), BEN)
    with pytest.raises(RefusedError):
        store.execute(r.StartAdjudication(article, right, right), CHIEF)
    annotate(store, article, ANA, [QUSAIR])
    store.execute(r.StartAdjudication(article, right, article), CHIEF)
    assert store.sets(article)[-1].sources == (right, article), "the other way round, as nothing is decided"
    decide(store, article, 0, Choice.LEFT)
    with pytest.raises(RefusedError, match="made of the sets Ben and shared, with 1 decision between them"):
        store.execute(r.StartAdjudication(article, article, right), CHIEF)
    assert store.check() == ()


def test_a_set_of_which_gold_is_made_stays(store: LibraryStore, article: str) -> None:
    assigned = store.execute(r.Assign(article, BEN, True, False), CHIEF)
    right = own(store, article)
    annotate(store, article, ANA, [QUSAIR])
    begun = store.execute(r.StartAdjudication(article, article, right), CHIEF)
    decide(store, article, 0, Choice.LEFT)
    with pytest.raises(RefusedError, match="would not be there"):
        store.execute(c.Revert(assigned.id), CHIEF)
    store.execute(c.Undo(), CHIEF)
    back = store.execute(c.Revert(begun.id), CHIEF)
    store.execute(c.Revert(assigned.id), CHIEF)
    with pytest.raises(RefusedError, match="would not be there"):
        store.execute(c.Revert(back.id), CHIEF)
    assert store.check() == ()


def test_the_check_finds_a_resolution_that_was_slipped_in(store: LibraryStore, path: Path, article: str) -> None:
    right = independent(store, article)
    annotate(store, article, ANA, [QUSAIR])
    store.execute(r.StartAdjudication(article, article, right), CHIEF)
    decide(store, article, 0, Choice.LEFT)
    store.close()
    with closing(sqlite3.connect(path)) as library:
        library.execute("UPDATE resolution SET choice = 'right'")
        library.execute("UPDATE annotation_set SET review_status = 'approved' WHERE owner = 'gold'")
        library.execute("DELETE FROM revision_set WHERE revision_id = (SELECT max(revision_id) FROM revision_set)")
        library.commit()
    with closing(open_library(path)) as again:
        told = [f"{one.where} {one.what}" for one in again.check()]
    assert any("choice is 'right', in the log 'left'" in line for line in told)
    assert any("review status is approved" in line for line in told)
    assert any("listed as of the set None" in line for line in told)


# ------------------------------------------------------------------------------------------------------------- pairing


def made(set_id: str, *bodies: Body) -> list[Annotation]:
    return [Annotation(f"{set_id}{n}", set_id, body, Origin.HAND) for n, body in enumerate(bodies)]


def test_pairs_are_of_what_means_the_same_place() -> None:
    left = made("L", Entity(Span(0, 6), "GPE"), Entity(Span(10, 20), "ORG"), Entity(Span(30, 33), "PERSON"))
    right = made("R", Entity(Span(0, 6), "ORG"), Entity(Span(12, 20), "ORG"), Entity(Span(33, 40), "PERSON"))
    assert [pair.key for pair in pairs(left, right)] == [
        ("L0", "R0"),
        ("L1", "R1"),
        ("L2", None),
        (None, "R2"),
    ]


def test_what_is_nested_is_not_paired_with_what_it_is_in() -> None:
    inner, outer = Entity(Span(0, 5), "GPE"), Entity(Span(0, 20), "ORG")
    left, right = made("L", inner, outer), made("R", outer)
    assert [pair.key for pair in pairs(left, right)] == [("L0", None), ("L1", "R0")]


def test_quotes_are_paired_by_a_shared_word_and_never_with_entities() -> None:
    left = made("L", Quote((Span(0, 40),)), Entity(Span(50, 60), "ORG"))
    right = made("R", Quote((Span(38, 90),)), Quote((Span(50, 60),)))
    assert [pair.key for pair in pairs(left, right)] == [("L0", "R0"), (None, "R1"), ("L1", None)]


def test_the_history_of_a_suggestion_that_was_given_says_to_whom(store: LibraryStore, article: str) -> None:
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, [QUSAIR, HEZBOLLAH]),)), ANA)
    independent(store, article, assisted=True)
    one = store.load(article, annotator=BEN).suggestions[0]
    (given,) = store.revisions(record=one.id)
    assert tell(given).sentence == f"gave {BEN} the article to annotate independently"
    assert [change.record.id for change in given.changes[1:]] == [one.id]


# -------------------------------------------------------------------------------------------------------------- export


def exported(store: LibraryStore, folder: Path, whose: str | None = None) -> list[dict[str, Any]]:
    export(store, folder, ExportOptions(format="jsonl", whose=whose))
    return [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]


def test_an_export_takes_gold_where_it_is_complete_and_never_mixes(
    store: LibraryStore, article: str, tmp_path: Path
) -> None:
    right = independent(store, article)
    annotate(store, article, ANA, [QUSAIR, HEZBOLLAH])
    annotate(store, article, BEN, [QUSAIR])
    (line,) = exported(store, tmp_path / "a")
    assert (line["set"]["owner"], len(line["entities"])) == ("shared", 2)
    (line,) = exported(store, tmp_path / "b", BEN)
    assert (line["set"]["annotator"], len(line["entities"])) == (BEN, 1)
    store.execute(r.StartAdjudication(article, article, right), CHIEF)
    with pytest.raises(RefusedError, match="1 of 1 differences are undecided"):
        exported(store, tmp_path / "c")
    decide(store, article, 0, Choice.RIGHT)
    (line,) = exported(store, tmp_path / "c")
    assert line["set"] == {"owner": "gold", "annotator": None, "review": None, "of": ["shared", BEN]}
    assert [entity["label"] for entity in line["entities"]] == ["GPE"]
    assert line["annotations"][0]["settled"]["choice"] == "agreed"
    assert len(exported(store, tmp_path / "d", "shared")[0]["entities"]) == 2
    with pytest.raises(RefusedError, match="Ana has no annotation set of their own"):
        exported(store, tmp_path / "e", ANA)
    report = export(store, tmp_path / "f", ExportOptions())
    assert report.gold == 1
