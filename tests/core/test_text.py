"""Canonical text, and code points into UTF-16 and back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.text import (
    TextIndex,
    canonical,
    character_after,
    character_before,
    paragraph_edge,
    snapped,
    steps,
    text_hash,
    token_around,
    token_end_after,
    token_start_before,
    tokens,
    trimmed,
)

# What breaks programs, beside what anybody types.
ODD = st.sampled_from(list("a \n\t\u00a0\u2028\u2029\r\ufeff\ud83d\udc4d\ufdd0\x00e\u0301\u200d\U0001f389\U0001f1fa"))
RAW = st.text(st.one_of(ODD, st.characters(codec=None)), max_size=80)
TEXTS = RAW.map(canonical)
WORDS = st.text(st.sampled_from("ab -’'.,“”\n12é🎉"), max_size=60)


@given(RAW)
@example("\r\r\n\n")
@example("\ufeff\ufeffx")
def test_canonical_text_stays_as_it_is(raw: str) -> None:
    text = canonical(raw)
    assert canonical(text) == text
    text.encode("utf-8")
    assert not set(text) & set("\r\u2029\ufdd0\ufdd1\x00")
    assert not text.startswith("\ufeff")


def test_canonical_touches_nothing_else() -> None:
    kept = "a\u00a0b\u2028c\u0301 é 🎉\tx\ufeffy\n"
    assert canonical(kept) == kept
    assert canonical("\ufeffone\r\ntwo\rthree\u2029four\ud800") == "one\ntwo\nthree\nfour\ufffd"
    assert text_hash("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@given(TEXTS, st.data())
def test_positions_are_what_utf16_says(text: str, data: st.DataObject) -> None:
    index = TextIndex(text)
    offset = data.draw(st.integers(0, len(text)))
    position = len(text[:offset].encode("utf-16-le")) // 2
    assert index.position(offset) == position
    assert index.offset(position) == offset


@given(TEXTS)
def test_a_position_inside_a_character_is_its_start(text: str) -> None:
    index = TextIndex(text)
    for offset, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert index.offset(index.position(offset) + 1) == offset


def test_outside_is_outside() -> None:
    index = TextIndex("🎉")
    for wrong in (-1, 2):
        with pytest.raises(IndexError):
            index.position(wrong)
    for wrong in (-1, 3):
        with pytest.raises(IndexError):
            index.offset(wrong)


@given(TEXTS)
def test_lines(text: str) -> None:
    index = TextIndex(text)
    lines = text.split("\n")
    assert len(index.line_starts) == len(lines)
    for number, line in enumerate(lines):
        start, end = index.line_span(number)
        assert text[start:end] == line
        assert {index.line_of(start), index.line_of(end)} == {number}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Assad's army, U.S.-backed", ["Assad", "'s", "army", ",", "U.S.", "-", "backed"]),
        ("“It’s ours,” he said.", ["“", "It", "’s", "ours", ",", "”", "he", "said", "."]),
        ("3,000.5 tanks — 40%", ["3,000.5", "tanks", "—", "40", "%"]),
        ("don't", ["don", "'t"]),
        ("🎉🎉 a_b", ["🎉", "🎉", "a", "_", "b"]),
        (" \n\u00a0", []),
    ],
)
def test_tokens(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in tokens(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Syrian Brig. Gen. Yahya", ["Syrian", "Brig.", "Gen.", "Yahya"]),
        ("(Gen. Smith's) No. 10", ["(", "Gen.", "Smith", "'s", ")", "No", ".", "10"]),
        ("J. K. Rowling, J.K.R.", ["J.", "K.", "Rowling", ",", "J.K.R."]),
        ("AT&T don’t can't U.S.-led", ["AT&T", "do", "n’t", "ca", "n't", "U.S.", "-", "led"]),
        ("Ph.D. on Sept. 3…", ["Ph.D.", "on", "Sept.", "3", "…"]),
        ("Genoa. Generals.", ["Genoa", ".", "Generals", "."]),
    ],
)
def test_an_editor_steps_by_the_tokens_of_training(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in steps(text)] == wanted


@given(WORDS)
def test_tokens_cover_all_but_white_space(text: str) -> None:
    found = list(tokens(text))
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    covered = {offset for start, end in found for offset in range(start, end)}
    assert {offset for offset, character in enumerate(text) if not character.isspace()} == covered


@given(WORDS, st.data())
def test_stepping_agrees_with_the_tokens_of_the_whole_text(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = list(steps(text))
    assert token_start_before(text, offset) == max((start for start, _ in found if start < offset), default=0)
    assert token_end_after(text, offset) == min((end for _, end in found if end > offset), default=len(text))


@given(st.integers(0, 2000))
def test_stepping_in_a_text_without_a_space(offset: int) -> None:
    """Only a window around the offset is looked at; it must be wide enough, and moving must come to an end."""
    text = "a-" * 1000
    assert token_start_before(text, offset) == max(0, offset - 1)
    assert token_end_after(text, offset) == min(len(text), offset + 1)


@given(WORDS, st.data())
def test_snapping_grows_to_whole_tokens(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    inner = trimmed(text, start, end)
    first, last = snapped(text, start, end)
    if inner[0] == inner[1]:
        assert first == last
        return
    assert first <= inner[0]
    assert last >= inner[1]
    assert snapped(text, first, last) == (first, last)
    assert {first} <= {s for s, _ in steps(text)}
    assert {last} <= {e for _, e in steps(text)}


# ------------------------------------------------------------------------------------------ characters and paragraphs


FAMILY = "👩\u200d👩\u200d👧"
CHARACTERS = ["a", " ", "e\u0301", "🏳\ufe0f\u200d🌈", FAMILY, "👍🏽", "🇩🇪", "🇫🇷", "\u05e9\u05b8", "ק", "\n"]


@given(st.lists(st.sampled_from(CHARACTERS), max_size=12))
def test_stepping_by_characters_stops_where_a_reader_sees_one(seen: list[str]) -> None:
    text = "".join(seen)
    stops = [0]
    for one in seen:
        stops.append(stops[-1] + len(one))
    forwards, backwards = [0], [len(text)]
    while forwards[-1] < len(text):
        forwards.append(character_after(text, forwards[-1]))
    while backwards[-1]:
        backwards.append(character_before(text, backwards[-1]))
    assert forwards == stops
    assert backwards[::-1] == stops


@given(st.text(max_size=30), st.integers(0, 30))
def test_a_step_by_character_always_gets_on_and_stays_in_the_text(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    assert offset < character_after(text, offset) <= len(text) or offset == len(text)
    assert 0 <= character_before(text, offset) < offset or offset == 0


def test_a_token_is_around_what_is_inside_it() -> None:
    text = "the Syrian army"
    assert token_around(text, 6) == (4, 10)
    assert token_around(text, 4) is None
    assert token_around(text, 10) is None
    assert token_around("", 0) is None


def test_paragraphs_are_gone_through_by_their_edges() -> None:
    text = "one two\n\n three \nfour"
    assert paragraph_edge(text, 2, 1) == 7
    assert paragraph_edge(text, 7, 1) == 16
    assert paragraph_edge(text, 16, 1) == len(text)
    assert paragraph_edge(text, len(text), 1) == len(text)
    assert paragraph_edge(text, len(text), -1) == 17
    assert paragraph_edge(text, 17, -1) == 9
    assert paragraph_edge(text, 5, -1) == 0
    assert paragraph_edge(text, 0, -1) == 0
