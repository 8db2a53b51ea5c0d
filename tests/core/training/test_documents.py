"""What a model is taught by an article: what is an entity, what is none, and what nobody knows."""

from datetime import UTC, datetime
from pathlib import Path

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from core.bodies import Entity, Kind, Layer, Quote, Span
from core.commands import Delete, SetStatus
from core.library import LibraryStore
from core.records import Article, ArticleInfo, Status
from core.training import ExportOptions, Report, Undecided, export
from core.training.documents import DocumentMaker
from core.training.judgement import Judgement, Mark, judged, merged, without_regions
from tests.core.training.made import Made, docs_of, iob

TEXT = "Bashar Assad met the Bank of Qusair in Damascus on Monday."
SILVER = ExportOptions(undecided=Undecided.AS_SUGGESTED)


def the_doc(made: Made, options: ExportOptions | None = None) -> tuple[Doc, Report]:
    """The document of the only article, after it went through the file."""
    folder = Path(made.store.location).parent / "out"
    report = export(made.store, folder, options)
    (doc,) = docs_of(folder / "train.spacy")
    return doc, report


def labelled(doc: Doc, group: str) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[group]]


# -------------------------------------------------------------------------------------------------- missing or outside


def test_in_a_finished_article_the_rest_is_no_entity(store: LibraryStore) -> None:
    doc, _ = the_doc(Made(store, TEXT).add("Bashar Assad", "PERSON").done())
    found = iob(doc)
    assert (found["Bashar"], found["Assad"], found["met"], found["Damascus"]) == ("B-PERSON", "I-PERSON", "O", "O")
    assert "?" not in found.values()


def test_in_an_unfinished_article_the_rest_is_missing(store: LibraryStore) -> None:
    doc, report = the_doc(Made(store, TEXT).add("Bashar Assad", "PERSON"))
    found = iob(doc)
    assert (found["Bashar"], found["Assad"]) == ("B-PERSON", "I-PERSON")
    assert {mark for token, mark in found.items() if token not in ("Bashar", "Assad")} == {"?"}
    assert any("no word is known to be outside" in note for note in report.notes)


def test_a_pending_suggestion_is_missing_even_in_a_finished_article(store: LibraryStore) -> None:
    made = Made(store, TEXT).suggest(("Damascus", "GPE"), ("Bashar Assad", "PERSON")).accept("Bashar Assad").done()
    doc, report = the_doc(made)
    found = iob(doc)
    assert (found["Damascus"], found["met"], found["Bashar"]) == ("?", "O", "B-PERSON")
    assert doc.spans["entities"].attrs["complete"] is False
    assert (report.gold, report.silver) == (1, 0)


def test_as_suggested_takes_pending_suggestions_and_says_so(store: LibraryStore) -> None:
    made = Made(store, TEXT).suggest(("Damascus", "GPE"), ("Bashar Assad", "PERSON")).accept("Bashar Assad")
    doc, report = the_doc(made, SILVER)
    found = iob(doc)
    assert (found["Damascus"], found["met"], found["Bashar"]) == ("B-GPE", "O", "B-PERSON")
    assert (report.gold, report.silver) == (1, 1)
    assert any("Silver data: 1 suggestion" in note for note in report.notes)


def test_as_suggested_says_nothing_of_what_no_suggester_has_read(store: LibraryStore) -> None:
    doc, _ = the_doc(Made(store, TEXT).add("Bashar Assad", "PERSON"), SILVER)
    assert iob(doc)["met"] == "?"


def test_a_rejection_is_a_negative_example_and_no_more(store: LibraryStore) -> None:
    made = Made(store, TEXT).suggest(("Bank of Qusair", "GPE"), ("Damascus", "GPE"))
    doc, _ = the_doc(made.reject("Bank of Qusair", "It is a bank").accept("Damascus"))
    assert labelled(doc, "incorrect_spans") == [("Bank of Qusair", "GPE")]
    assert iob(doc)["Bank"] == "?"  # what it is instead, nobody has said
    assert iob(doc)["Damascus"] == "B-GPE"


def test_in_a_finished_article_a_rejection_is_outside_too(store: LibraryStore) -> None:
    doc, _ = the_doc(Made(store, TEXT).suggest(("Bank of Qusair", "GPE")).reject("Bank of Qusair").done())
    assert labelled(doc, "incorrect_spans") == [("Bank of Qusair", "GPE")]
    assert iob(doc)["Bank"] == "O"


def test_what_was_rejected_and_annotated_since_is_right(store: LibraryStore) -> None:
    made = Made(store, TEXT).suggest(("Damascus", "GPE")).reject("Damascus").add("Damascus", "GPE").done()
    doc, report = the_doc(made)
    assert iob(doc)["Damascus"] == "B-GPE"
    # Either the rejection is gone with the new decision, or it is told why it is not in the data.
    assert labelled(doc, "incorrect_spans") == []
    assert {one.what for one in report.left_out} <= {"contradicted"}


def test_a_deleted_annotation_leaves_nothing(store: LibraryStore) -> None:
    made = Made(store, TEXT).add("Damascus", "GPE").add("Bashar Assad", "PERSON")
    made.do(Delete(made.id, (made.target("Damascus"),)))
    doc, _ = the_doc(made.done())
    assert labelled(doc, "entities") == [("Bashar Assad", "PERSON")]


# ------------------------------------------------------------------------------------------------------------ overlaps


def test_of_nested_entities_the_longest_stands_and_the_other_is_reported(store: LibraryStore) -> None:
    doc, report = the_doc(Made(store, TEXT).add("Qusair", "GPE").add("Bank of Qusair", "ORG").done())
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Bank of Qusair", "ORG")]
    assert sorted(labelled(doc, "entities")) == [("Bank of Qusair", "ORG"), ("Qusair", "GPE")]
    (left_out,) = report.left_out
    assert (left_out.what, left_out.text, left_out.label) == ("overlap", "Qusair", "GPE")
    assert "ORG “Bank of Qusair”" in left_out.reason


def test_what_a_person_decided_stands_before_a_longer_suggestion(store: LibraryStore) -> None:
    made = Made(store, TEXT).suggest(("Bank of Qusair in Damascus", "ORG"), ("met", "EVENT")).add("Damascus", "GPE")
    doc, report = the_doc(made, SILVER)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("met", "EVENT"), ("Damascus", "GPE")]
    assert [one.text for one in report.left_out] == ["Bank of Qusair in Damascus"]
    assert iob(doc)["Bank"] == "?"  # it may be one, so it must not be taught that it is none


def test_crossing_entities_leave_the_rest_of_the_other_missing(store: LibraryStore) -> None:
    doc, _ = the_doc(Made(store, TEXT).add("the Bank of Qusair", "ORG").add("Qusair in Damascus", "GPE").done())
    found = iob(doc)
    assert [found[token] for token in ("the", "Qusair", "in", "Damascus", "on")] == ["B-ORG", "I-ORG", "?", "?", "O"]


# ----------------------------------------------------------------------------------------------------------- alignment


def test_a_span_inside_a_token_is_reported_with_its_neighbour(store: LibraryStore) -> None:
    made = Made(store, "The Assads’ Damascus-based army left.").add("Assad", "PERSON").add("army", "ORG").done()
    doc, report = the_doc(made)
    (left_out,) = report.left_out
    assert (left_out.what, left_out.text, left_out.label, left_out.nearest) == (
        "misaligned",
        "Assad",
        "PERSON",
        "Assads",
    )
    assert (left_out.article, left_out.start, left_out.end) == (made.id, 4, 9)
    assert iob(doc)["Assads"] == "?"
    assert iob(doc)["army"] == "B-ORG"


def test_a_misaligned_quote_part_leaves_the_others_and_says_that_the_quote_is_not_whole(store: LibraryStore) -> None:
    made = Made(store, "“Go,” says Ann, “now.”").quote(["“Go,”", "“now"], "say", "Ann", "Ann Lee").done()
    doc, report = the_doc(made)
    assert labelled(doc, "quotes") == [("“Go,”", "CONTENT"), ("Ann", "SOURCE"), ("“now", "CONTENT")]
    (left_out,) = report.left_out
    assert (left_out.what, left_out.label, left_out.layer, left_out.nearest) == ("misaligned", "CUE", "quote", "says")
    (told,) = doc.spans["quotes"].attrs["quotes"].values()
    assert told["complete"] is False


# --------------------------------------------------------------------------------------------------------------- quotes


def test_the_parts_of_a_quote_are_tied_together(store: LibraryStore) -> None:
    text = "“Go,” says Ann, “now.” “Stay,” said Bo."
    made = Made(store, text).quote(["“Go,”", "“now.”"], "says", "Ann", "Ann Lee").quote(["“Stay,”"], "said", "Bo")
    doc, _ = the_doc(made.done())
    group = doc.spans["quotes"]
    ids = {span.text: span.id_ for span in group}
    assert ids["“Go,”"] == ids["“now.”"] == ids["says"] == ids["Ann"] != ids["“Stay,”"]
    told = group.attrs["quotes"][ids["Ann"]]
    assert (told["kind"], told["speakers"], told["gold"], told["complete"]) == ("direct", ["Ann Lee"], True, True)
    assert group.attrs["complete"] is True
    assert group.attrs["article"] == made.id


def test_pending_quotes_leave_the_quotes_incomplete(store: LibraryStore) -> None:
    text = "“Go,” says Ann. “Stay,” said Bo."
    quotes = [Quote((Span(0, 5),), kind=Kind.DIRECT), Quote((Span(16, 23),), (Span(24, 28),), kind=Kind.DIRECT)]
    made = Made(store, text).suggest(quotes=quotes).accept("“Go,”").done()
    doc, _ = the_doc(made)
    assert labelled(doc, "quotes") == [("“Go,”", "CONTENT")]
    assert doc.spans["quotes"].attrs["complete"] is False
    doc, report = the_doc(made, SILVER)
    assert labelled(doc, "quotes") == [("“Go,”", "CONTENT"), ("“Stay,”", "CONTENT"), ("said", "CUE")]
    assert doc.spans["quotes"].attrs["complete"] is True
    assert [told["gold"] for told in doc.spans["quotes"].attrs["quotes"].values()] == [True, False]
    assert (report.gold, report.silver) == (1, 1)


def test_a_quote_without_content_teaches_nothing_and_is_told(store: LibraryStore) -> None:
    made = (
        Made(store, "“Go,” says Ann. “Stay,” said Bo.").quote(["“Go,”"], "says", "Ann").quote([], "said", "Bo").done()
    )
    doc, report = the_doc(made)
    assert labelled(doc, "quotes") == [("“Go,”", "CONTENT"), ("says", "CUE"), ("Ann", "SOURCE")]
    assert doc.spans["quotes"].attrs["complete"] is False
    assert [(one.what, one.label, one.text) for one in report.left_out] == [
        ("without-content", "CUE", "said"),
        ("without-content", "SOURCE", "Bo"),
    ]
    assert report.decisions == {"added": 2}
    assert "**without-content** SOURCE “Bo”" in report.to_markdown()


def test_rejected_quotes_are_kept(store: LibraryStore) -> None:
    made = Made(store, "The “great” day came.").suggest(quotes=[Quote((Span(4, 11),))]).reject("“great”").done()
    doc, _ = the_doc(made)
    assert labelled(doc, "incorrect_quotes") == [("“great”", "CONTENT")]
    assert labelled(doc, "quotes") == []


def test_layers_are_left_out_when_not_asked_for(store: LibraryStore) -> None:
    made = Made(store, "“Go,” says Ann.").quote(["“Go,”"], "says", "Ann").add("Ann", "PERSON").done()
    doc, _ = the_doc(made, ExportOptions(layers=(Layer.QUOTE,)))
    assert set(doc.spans) == {"quotes", "incorrect_quotes"}
    assert set(iob(doc).values()) == {"?"}
    doc, report = the_doc(made, ExportOptions(layers=(Layer.ENTITY,)))
    assert set(doc.spans) == {"entities", "incorrect_spans"}
    assert report.gold == 1


# -------------------------------------------------------------------------------------------------------------- regions


def test_excluded_regions_are_cut_out_and_offsets_move(store: LibraryStore) -> None:
    text = "Assad spoke.\nRead more: Lebanon\nHe left Damascus."
    made = Made(store, text).add("Assad", "PERSON").add("Damascus", "GPE").add("Lebanon", "GPE")
    made.add("Lebanon\nHe left", "EVENT").exclude("Read more: Lebanon").done()
    doc, report = the_doc(made)
    assert doc.text == "Assad spoke.\n\nHe left Damascus."
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Assad", "PERSON"), ("Damascus", "GPE")]
    assert [(one.what, one.text) for one in report.left_out] == [
        ("excluded", "Lebanon"),
        ("excluded", "Lebanon\nHe left"),
    ]
    assert "lies in" in report.left_out[0].reason
    assert "reaches into" in report.left_out[1].reason
    assert (iob(doc)["left"], iob(doc)["spoke"]) == ("?", "O")


def test_an_article_that_is_all_excluded_is_passed_over(store: LibraryStore) -> None:
    all_out = Made(store, "Sign up here", "All out").exclude("Sign up here").done()
    Made(store, TEXT).add("Damascus", "GPE").done()
    _, report = the_doc(all_out)
    assert [(one.headline, one.reason) for one in report.passed_over] == [("All out", "All of its text is excluded.")]


def test_too_long_an_article_is_passed_over(store: LibraryStore) -> None:
    made = Made(store, "word " * 200_001).add("word", "ORG")
    judgement = judged(store.load(made.id), (), ExportOptions())
    assert isinstance(judgement, str)
    assert "1,000,00" in judgement


def test_a_flagged_article_is_passed_over_unless_asked_for(store: LibraryStore) -> None:
    flagged = Made(store, "Ann left.", "Flagged").add("Ann", "PERSON")
    flagged.do(SetStatus(flagged.id, Status.FLAGGED))
    Made(store, TEXT).add("Damascus", "GPE").done()
    doc, report = the_doc(flagged)
    assert doc.text == TEXT
    assert report.passed_over[0].reason == "Its status is flagged; exported were new, open, done."
    doc, _ = the_doc(flagged, ExportOptions(statuses=(Status.FLAGGED,)))
    assert doc.text == "Ann left."


# ----------------------------------------------------------------------------------------------------------- properties

INFO = ArticleInfo("a", "Go!", "here", "", 0, datetime.now(UTC))
WORDS = "Ann Lee’s U.S.-based e-mail (“Go!”) cost $3.50 in Zürich.\n\n😀 She’d left; he didn’t, they said."


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    def span() -> Span:
        start = draw(st.integers(0, len(WORDS) - 1))
        return Span(start, draw(st.integers(start + 1, len(WORDS))))

    def marks(decisions: list[str]) -> tuple[Mark, ...]:
        labels = st.sampled_from(["PERSON", "ORG"])
        found = []
        for nth in range(draw(st.integers(0, 4))):
            contents = (span(),) if draw(st.booleans()) else ()
            body = Entity(span(), draw(labels)) if draw(st.booleans()) else Quote(contents, (span(),))
            found.append(Mark(f"{decisions[0]}{nth}", body, draw(st.sampled_from(decisions))))
        return tuple(found)

    regions = merged([span() for _ in range(draw(st.integers(0, 2)))])
    text, removal = without_regions(WORDS, regions)
    return Judgement(
        Article(INFO, WORDS),
        text,
        removal,
        regions,
        marks(["added", "pending"]),
        marks(["rejected"]),
        tuple(span() for _ in range(draw(st.integers(0, 2)))),
        draw(st.booleans()),
        draw(st.booleans()),
    )


MAKER = DocumentMaker((Layer.ENTITY, Layer.QUOTE))


@given(judgements())
def test_nothing_is_dropped_in_silence(judgement: Judgement) -> None:
    if not judgement.text.strip():
        return
    doc, left_out = MAKER.make(judgement)
    told = [(one.what, one.start, one.end, one.label) for one in left_out]
    for marks, entities, quotes in (
        (judgement.standing, "entities", "quotes"),
        (judgement.rejected, "incorrect_spans", "incorrect_quotes"),
    ):
        spans = {(span.id_, span.start_char, span.end_char) for name in (entities, quotes) for span in doc.spans[name]}
        for mark in marks:
            for _, part in mark.body.parts():
                place = (judgement.removal.shorter(part.start), judgement.removal.shorter(part.end))
                reported = any(one[0] != "overlap" and one[1:3] == (part.start, part.end) for one in told)
                assert (mark.id, *place) in spans or reported
    ents = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
    for span in doc.spans["entities"]:
        whole = (span.start_char, span.end_char, span.label_)
        assert whole in ents or any(one[0] == "overlap" and one[3] == span.label_ for one in told)
    # spaCy refuses a span that is right and wrong at once.
    assert not ents & {(span.start_char, span.end_char, span.label_) for span in doc.spans["incorrect_spans"]}


TOKENIZER = spacy.blank("en").tokenizer


@given(st.lists(st.text(st.sampled_from("aA.,'’s-1 \n\u00a0(“):😀") | st.sampled_from(WORDS)), max_size=3))
def test_remembered_words_are_cut_as_in_the_text(texts: list[str]) -> None:
    for text in texts:
        tokens = MAKER._tokenized(text)
        assert [(t.text, t.whitespace_) for t in tokens] == [(t.text, t.whitespace_) for t in TOKENIZER(text)]


@given(judgements())
def test_no_word_of_an_entity_is_taught_to_be_none(judgement: Judgement) -> None:
    if not judgement.text.strip():
        return
    doc, _ = MAKER.make(judgement)
    spans = [mark.body.bounds for mark in judgement.standing if isinstance(mark.body, Entity)]
    for span in [*spans, *judgement.undecided]:
        start, end = judgement.removal.shorter(span.start), judgement.removal.shorter(span.end)
        touched = [token for token in doc if token.idx < end and start < token.idx + len(token)]
        if all(not region.overlaps(span) for region in judgement.regions):
            assert all(token.ent_iob_ != "O" for token in touched)
