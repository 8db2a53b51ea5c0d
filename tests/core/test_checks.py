"""The quiet checks: each finds its flaw, and its remedy leaves nothing of that flaw behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Kind, Quote, Span
from core.checks import IN_WORDS, Check, Flaw, checks, checks_of_item, has_flaw, is_worth_a_look
from core.comments import ON_PURPOSE, Comment, Remarks
from core.records import Annotation, Origin, Suggestion


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    """Where parts stand in a text, each found behind the one before."""
    found, at = [], 0
    for part in parts:
        start = text.index(part, at)
        found.append(Span(start, start + len(part)))
        at = start + len(part)
    return tuple(found)


def only(text: str, quote: Quote, flaw: Flaw) -> Check:
    (check,) = [check for check in checks(text, quote) if check.flaw is flaw]
    return check


def test_a_sound_quote_has_nothing_to_say() -> None:
    text = "“It rains,” Ann Li said."
    quote = Quote(spans(text, "“It rains,”"), spans(text, "said"), spans(text, "Ann Li"))
    assert checks(text, quote) == ()


def test_a_cue_inside_the_content_is_cut_out_of_it() -> None:
    text = "“It rains, she said, and pours.”"
    quote = Quote(spans(text, text), spans(text, "said"), spans(text, "she"))
    remedy = only(text, quote, Flaw.CUE_IN_CONTENT).remedy
    assert isinstance(remedy, Quote)
    assert [span.of(text) for span in remedy.contents] == ["“It rains, she", "and pours.”"]
    assert only(text, remedy, Flaw.SOURCE_IN_CONTENT).remedy is not None


def test_a_source_that_holds_all_of_the_content_is_taken_away() -> None:
    text = "The “phony system” of Trump collapsed."
    quote = Quote(spans(text, "“phony system”"), (), spans(text, "The “phony system” of Trump"), Kind.MIXED, ("Trump",))
    found = only(text, quote, Flaw.SOURCE_IN_CONTENT)
    assert found.remedy_name == "Take the source away"
    assert isinstance(found.remedy, Quote)
    assert found.remedy.sources == ()
    assert checks(text, found.remedy) == ()


def test_an_open_mark_is_closed_where_the_line_has_a_closing_one() -> None:
    text = "“It rains. It pours,” Ann said."
    quote = Quote(spans(text, "“It rains."), spans(text, "said"), spans(text, "Ann"))
    remedy = only(text, quote, Flaw.OPEN_MARK).remedy
    assert isinstance(remedy, Quote)
    assert remedy.contents[0].of(text) == "“It rains. It pours,”"


def test_an_open_mark_that_the_next_paragraph_takes_up_is_no_flaw() -> None:
    text = "Ann said: “It rains.\n“It pours.”"
    quote = Quote(spans(text, "“It rains.", "“It pours.”"), spans(text, "said"), spans(text, "Ann"))
    assert checks(text, quote) == ()


def test_an_open_mark_that_nothing_takes_up_is_told_without_a_remedy() -> None:
    text = "Ann said: “It rains.\nNobody answered."
    quote = Quote(spans(text, "“It rains."), spans(text, "said"), spans(text, "Ann"))
    assert only(text, quote, Flaw.OPEN_MARK).remedy is None


@pytest.mark.parametrize(
    ("text", "content", "remedied", "kind"),
    [
        ("“It rains,” Ann said.", "It rains,", "“It rains,”", Kind.DIRECT),
        ("It rains, Ann said.", "It rains", "It rains", Kind.INDIRECT),
        ("That it “rains” much, Ann said.", "That it “rains” much", "That it “rains” much", Kind.MIXED),
    ],
)
def test_a_direct_quote_without_marks_takes_them_in_or_changes_its_kind(
    text: str, content: str, remedied: str, kind: Kind
) -> None:
    quote = Quote(spans(text, content), spans(text, "said"), spans(text, "Ann"))
    remedy = only(text, quote, Flaw.DIRECT_WITHOUT_MARKS).remedy
    assert isinstance(remedy, Quote)
    assert (remedy.contents[0].of(text), remedy.kind) == (remedied, kind)
    assert not [c for c in checks(text, remedy) if c.flaw is Flaw.DIRECT_WITHOUT_MARKS]


def test_a_very_long_content_ends_at_its_first_closing_mark() -> None:
    text = "“" + "word " * 40 + "end.” " + "more " * 40
    quote = Quote((Span(0, len(text.rstrip())),), (), (), Kind.DIRECT, ("Ann",))
    remedy = only(text, quote, Flaw.LONG_CONTENT).remedy
    assert isinstance(remedy, Quote)
    assert remedy.contents[0].of(text).endswith("end.”")


def test_a_quote_of_nobody_is_told() -> None:
    text = "“It rains.”"
    found = only(text, Quote((Span(0, len(text)),)), Flaw.NO_SOURCE)
    assert found.remedy is None
    assert found.asks_speaker


STYLES = {
    "curly": ("“", "”"),
    "straight": ('"', '"'),
    "single": ("‘", "’"),
    "straight single": ("'", "'"),
    "guillemets": ("«", "»"),
    "guillemets with room": ("« ", " »"),
    "guillemets inwards": ("»", "«"),
    "low and high": ("„", "“"),
    "low and curly": ("„", "”"),
    "typewriter": ("``", "''"),
}
every_style = pytest.mark.parametrize(("left", "right"), STYLES.values(), ids=STYLES)


@every_style
def test_marks_of_every_style_are_sound(left: str, right: str) -> None:
    text = f"{left}It’s raining, isn't it?{right} Ann said. {left}It pours.{right}"
    said = (f"{left}It’s raining, isn't it?{right}", f"{left}It pours.{right}")
    assert checks(text, Quote(spans(text, *said), spans(text, "said"), spans(text, "Ann"))) == ()


@every_style
def test_a_content_that_ends_before_its_mark_is_extended_in_every_style(left: str, right: str) -> None:
    text = f"{left}It rains. It pours,{right} Ann said."
    quote = Quote(spans(text, f"{left}It rains."), spans(text, "said"), spans(text, "Ann"))
    remedy = only(text, quote, Flaw.OPEN_MARK).remedy
    assert isinstance(remedy, Quote)
    assert [part.of(text) for part in remedy.contents] == [f"{left}It rains. It pours,{right}"]
    assert checks(text, remedy) == ()


@every_style
def test_bare_content_takes_its_marks_in_in_every_style(left: str, right: str) -> None:
    text = f"{left}It rains and it pours,{right} Ann said."
    quote = Quote(spans(text, "It rains and it pours,"), spans(text, "said"), spans(text, "Ann"))
    remedy = only(text, quote, Flaw.DIRECT_WITHOUT_MARKS).remedy
    assert isinstance(remedy, Quote)
    assert [part.of(text) for part in remedy.contents] == [f"{left}It rains and it pours,{right}"]
    assert checks(text, remedy) == ()


@pytest.mark.parametrize("left", ["“", '"', "«", "„", "‘"])
def test_a_mark_that_nothing_closes_is_told_in_every_style(left: str) -> None:
    text = f"Rain\n{left}It rains all day and all night long.\nNobody answered."
    quote = Quote(spans(text, f"{left}It rains all day and all night long."), (), (), Kind.DIRECT, ("Ann",))
    assert only(text, quote, Flaw.OPEN_MARK).remedy is None
    taken_up = f"Rain\n{left}It rains all day and all night long.\n{left}It pours and pours and pours."
    assert not [check for check in checks(taken_up, quote) if check.flaw is Flaw.OPEN_MARK]


@pytest.mark.parametrize(
    "content",
    [
        "'Tis late, and rock 'n' roll is dead",
        "the '90s were good to the players' club",
        "a man of 6'2\" met a woman of 5'9\"",
        "‘90s music is back",
        "the dogs' dinner and the cats’ dinner",
    ],
)
def test_apostrophes_and_measures_leave_nothing_open(content: str) -> None:
    text = f"Ann said {content}.\nNobody answered."
    quote = Quote(spans(text, content), spans(text, "said"), spans(text, "Ann"), Kind.INDIRECT)
    assert checks(text, quote) == ()


def test_a_mark_that_the_next_paragraph_closes_without_opening_one_is_gone_on_to() -> None:
    text = "Ann said: “It rains.\nIt pours.” Nobody answered."
    quote = Quote(spans(text, "“It rains."), spans(text, "said"), spans(text, "Ann"))
    remedy = only(text, quote, Flaw.OPEN_MARK).remedy
    assert isinstance(remedy, Quote)
    assert [part.of(text) for part in remedy.contents] == ["“It rains.", "It pours.”"]
    assert [check.flaw for check in checks(text, remedy)] == []


def test_extending_to_the_mark_leaves_the_cue_and_the_source_out() -> None:
    text = "“It rains, said Ann. It pours.”"
    quote = Quote(spans(text, "“It rains,"), spans(text, "said"), spans(text, "Ann"))
    remedy = only(text, quote, Flaw.OPEN_MARK).remedy
    assert isinstance(remedy, Quote)
    assert [part.of(text) for part in remedy.contents] == ["“It rains,", ". It pours.”"]


def test_a_part_between_two_cues_has_its_marks_in_the_parts_beside_it() -> None:
    text = "“It rains, said Ann, and it pours, she said, and so on.”"
    parts = spans(text, "“It rains,", "and it pours,", "and so on.”")
    assert checks(text, Quote(parts, spans(text, "said"), spans(text, "Ann"))) == ()


def suggested(quote: Quote, *doubts: str) -> Suggestion:
    return Suggestion("s", "set", "run", quote, 0.15, doubts)


def test_nobody_has_to_be_named_for_marks_that_quote_nobody() -> None:
    text = "The ferry “Northern Star” lay in port."
    quote = Quote(spans(text, "“Northern Star”"), kind=Kind.MIXED)
    assert checks_of_item(text, suggested(quote, "title")) == ()
    assert not is_worth_a_look(text, suggested(quote, "title"))
    assert [check.flaw for check in checks_of_item(text, suggested(quote, "content"))] == [Flaw.NO_SOURCE]


def test_what_somebody_said_is_right_as_it_is_is_left_alone() -> None:
    text = "“It rains.”"
    item = Annotation("a", "set", Quote((Span(0, len(text)),)), Origin.HAND)
    said = Comment("c", "article", "a", "Ann", datetime(2026, 1, 1, tzinfo=UTC), ON_PURPOSE, resolved=True)
    assert is_worth_a_look(text, item, Remarks())
    assert not is_worth_a_look(text, item, Remarks([said]))
    assert is_worth_a_look(text, item, Remarks([replace(said, resolved=False)]))


@given(
    st.text(alphabet="ab “”\"'\n,.", min_size=4, max_size=60).filter(lambda text: text.strip() != ""),
    st.data(),
)
def test_every_remedy_is_a_quote_within_the_text(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    quote = Quote((span(),), (span(),), (span(),), data.draw(st.sampled_from(Kind)))
    for check in checks(text, quote):
        if check.remedy is not None:
            assert isinstance(check.remedy, Quote)
            assert check.remedy != quote
            assert check.remedy.contents
            assert all(part.end <= len(text) for part in check.remedy.contents)


def test_every_flaw_has_words_and_is_noticed() -> None:
    assert set(IN_WORDS) == set(Flaw)
    text = "It rains, Ann said."
    assert has_flaw(text, Quote(spans(text, "It rains,"), spans(text, "said"), spans(text, "Ann")))
    assert not has_flaw(text, Quote(spans(text, "It rains,"), spans(text, "said"), spans(text, "Ann"), Kind.INDIRECT))


def test_a_mark_that_a_later_part_closes_is_no_flaw() -> None:
    text = "“It rains, she said, and pours.”"
    quote = Quote(spans(text, "“It rains,", "and pours.”"), spans(text, "said"), spans(text, "she"))
    assert checks(text, quote) == ()
