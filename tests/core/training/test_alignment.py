"""What is told while one works is what an export would leave out, with the real training tokenizer."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from core.alignment import checks_of, misfits
from core.bodies import Entity, ExcludedRegion, PartRef, Quote, Role, Span
from core.checks import Flaw
from core.text import trimmed
from core.training.tokens import training_tokens

SAMPLE = (Path(__file__).parents[3] / "seeds" / "000_ed2e3873cc5f8452.txt").read_text(encoding="utf-8")
TEXT = "Syrian Brig. Gen. Yahya Suleiman told Al-Manar. He didn’t say (U.S.-led) more."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("covered", "token", "nearest"),
    [
        ("Gen", "Gen.", "Gen."),
        ("Syrian Brig. Gen", "Gen.", "Syrian Brig. Gen."),
        ("en. Yahya", "Gen.", "Gen. Yahya"),
        (". Yahya", "", ""),
        ("Yahya Sulei", "Suleiman", "Yahya Suleiman"),
        ("Yahya Suleima", "Suleiman", "Yahya Suleiman"),
        ("U.S", "U.S.-led", "U.S.-led"),
        ("didn", "n’t", "did"),
        ("Al", "", ""),
        ("Brig", "", ""),
    ],
)
def test_a_boundary_inside_a_token_is_told_with_the_nearest_tokens(covered: str, token: str, nearest: str) -> None:
    body = Entity(span(covered) if covered != ". Yahya" else Span(span("Gen. Yahya").start + 3, 23), "PERSON")
    found = misfits(TEXT, body, training_tokens())
    if covered == ". Yahya":
        assert [one.token.of(TEXT) for one in found] == ["Gen."]
        return
    if not token:
        assert found == ()
        return
    (misfit,) = found
    assert misfit.token.of(TEXT) == token
    assert misfit.nearest is not None
    assert misfit.nearest.of(TEXT) == nearest
    (check,) = checks_of(TEXT, body, found)
    assert check.flaw is Flaw.INSIDE_TOKEN
    assert check.sentence == f"Training would drop this: the token is “{token}”."
    assert check.remedy == Entity(misfit.nearest, "PERSON")
    assert misfits(TEXT, check.remedy, training_tokens()) == ()


def test_each_part_of_a_quote_is_looked_at_and_mended_alone() -> None:
    quote = Quote((span("He didn"),), (span("told"),), (span("Yahya Suleima"),))
    found = misfits(TEXT, quote, training_tokens())
    assert [one.part for one in found] == [PartRef(Role.CONTENT), PartRef(Role.SOURCE)]
    content, source = checks_of(TEXT, quote, found)
    assert source.sentence == "Training would drop this source: the token is “Suleiman”."
    assert source.remedy == Quote(quote.contents, quote.cues, (span("Yahya Suleiman"),))
    assert content.remedy == Quote((span("He did"),), quote.cues, quote.sources)


def test_excluded_text_may_end_anywhere() -> None:
    assert misfits(TEXT, ExcludedRegion(span("Gen")), training_tokens()) == ()


@given(
    st.one_of(
        st.text(st.sampled_from("ab.,'’-()Gen US$5\n\u00a0 “”/:)😀é"), min_size=1, max_size=40),
        st.lists(
            st.sampled_from(["Gen.", "U.S.", "don’t", "Al-M", "a.m.", "“It", "is,”", "(10%)", ":)", "a.bc/d.", "\n"]),
            min_size=1, max_size=8,
        ).map(" ".join),
    ),
    st.data(),
)  # fmt: skip
@example("x :) y", None)
def test_it_is_what_the_tokens_of_the_whole_text_say(text: str, data: st.DataObject | None) -> None:
    doc = spacy.blank("en").make_doc(text) if data is None else NLP.make_doc(text)
    choices = [(s, e) for s in range(len(text)) for e in range(s + 1, len(text) + 1) if trimmed(text, s, e) == (s, e)]
    if not choices:
        return
    for start, end in choices if data is None else [data.draw(st.sampled_from(choices))]:
        found = misfits(text, Entity(Span(start, end), "ORG"), training_tokens())
        assert bool(found) is (doc.char_span(start, end) is None)
        for misfit in found:
            modes = (doc.char_span(start, end, alignment_mode=mode) for mode in ("contract", "expand"))
            near = [trimmed(text, one.start_char, one.end_char) for one in modes if one is not None]
            assert misfit.nearest is not None
            assert (misfit.nearest.start, misfit.nearest.end) in near, "what the report of an export would name"


NLP = spacy.blank("en")


def test_every_span_of_the_sample_is_told_right() -> None:
    doc, cut = NLP.make_doc(SAMPLE), training_tokens()
    for start in range(0, len(SAMPLE) - 12, 7):
        for length in (3, 9, 12):
            first, last = trimmed(SAMPLE, start, start + length)
            if first < last:
                found = misfits(SAMPLE, Entity(Span(first, last), "ORG"), cut)
                assert bool(found) is (doc.char_span(first, last) is None), SAMPLE[first:last]
