"""What decisions leave behind, what follows from them, and where their words stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bodies import Entity, Span
from core.matching import find
from core.memory import Lesson, Remembered, counted, key_of_words, learned, occurrences, times
from core.records import Annotation, Change, MemoryRule, Origin, Suggestion, Verdict
from core.text import canonical

TEXT = "Qusair’s mayor left Qusair."
FIRST, LONG, SECOND = Span(0, 6), Span(0, 8), Span(20, 26)


def annotation(span: Span, label: str = "GPE", origin: Origin = Origin.HAND) -> Annotation:
    return Annotation("a", "set", Entity(span, label), origin)


def suggestion(span: Span, verdict: Verdict, reason: str | None = None) -> Suggestion:
    return Suggestion("a", "set", "run", Entity(span, "ORG"), verdict=verdict, reason=reason)


@pytest.mark.parametrize(
    ("record", "count"),
    [
        (annotation(FIRST), ("Qusair", "GPE", True)),
        (annotation(LONG), ("Qusair", "GPE", True)),
        (annotation(FIRST, origin=Origin.IMPORT), None),
        (suggestion(SECOND, Verdict.REJECTED), ("Qusair", "ORG", False)),
        (suggestion(SECOND, Verdict.REJECTED, "wrong label"), None),
        (suggestion(SECOND, Verdict.REJECTED, "scare quote"), ("Qusair", "ORG", False)),
        (suggestion(SECOND, Verdict.PENDING), None),
        (suggestion(SECOND, Verdict.CORRECTED), None),
        (None, None),
    ],
)
def test_what_counts(record: Annotation | Suggestion | None, count: tuple[str, str, bool] | None) -> None:
    assert counted(record, TEXT) == count


def test_a_relabelling_moves_and_a_boundary_within_the_words_does_not() -> None:
    moved = learned([Change(annotation(FIRST, "ORG"), annotation(FIRST, "GPE"))], TEXT)
    assert moved == {("Qusair", "ORG", True): -1, ("Qusair", "GPE", True): 1}
    assert not learned([Change(annotation(FIRST), annotation(LONG))], TEXT)


def test_how_words_are_remembered() -> None:
    assert key_of_words("Yahya\n  Suleiman’s") == "Yahya Suleiman"
    assert key_of_words("O’Brien") == "O'Brien"


@pytest.mark.parametrize(
    ("remembered", "lesson", "told"),
    [
        (
            Remembered("Qusair", (("GPE", 11),)),
            Lesson("Qusair", "GPE", 11, True),
            "you made this GPE 11 times",
        ),
        (
            Remembered("Qusair", (("GPE", 2), ("ORG", 1))),
            Lesson("Qusair", "GPE", 2, False),
            "you made this GPE twice and ORG once",
        ),
        (
            Remembered("Qusair", (("GPE", 1),), (("ORG", 3),)),
            Lesson("Qusair", "GPE", 1, True),
            "you made this GPE once, and rejected it 3 times",
        ),
        (
            Remembered("Qusair", (("GPE", 1),), (("GPE", 1),)),
            Lesson("Qusair", "GPE", 1, False),
            "you made this GPE once, and rejected it once",
        ),
        (Remembered("today", (), (("DATE", 1),)), Lesson("today", None, 1, False), "you rejected it once"),
        (Remembered("today", (), (("DATE", 2),)), Lesson("today", None, 2, True), "you rejected it twice"),
        (
            Remembered("today", (("DATE", 5),), (), MemoryRule("today", None)),
            Lesson("today", None, 0, True),
            "by your rule, no entity",
        ),
        (
            Remembered("today", (("DATE", 5),), (), MemoryRule("today", None, False)),
            Lesson("today", None, 0, False),
            "forgotten: the memory says nothing of these words",
        ),
    ],
)
def test_what_follows_and_how_it_is_told(remembered: Remembered, lesson: Lesson, told: str) -> None:
    assert remembered.lesson == lesson
    assert remembered.told() == told


def test_the_longest_words_go_first_and_none_overlap() -> None:
    lessons = [Lesson(words, "PERSON", 1, True) for words in ("Suleiman", "Yahya Suleiman", "Yahya")]
    text = "Yahya  Suleiman met Suleiman’s Yahya."
    assert [(s.of(text), lesson.words) for s, lesson in occurrences(text, lessons)] == [
        ("Yahya  Suleiman", "Yahya Suleiman"),
        ("Suleiman", "Suleiman"),
        ("Yahya", "Yahya"),
    ]


WORDS = st.sampled_from(["Qusair", "O'Brien", "U.S.", "Yahya Suleiman", "al-Qusair", "Tall Zaher", "80,000", "no"])
PIECES = st.sampled_from(
    ["Qusair", "O’Brien", "O'Brien", "U.S.", "Yahya", "Suleiman’s", "al-Qusair,", "Tall", "\nZaher", "80,000", "“no”"]
)


@given(st.lists(PIECES, max_size=25), st.sets(WORDS))
def test_many_lessons_are_found_as_few_are(pieces: list[str], words: set[str]) -> None:
    text = canonical(" ".join(pieces))
    lessons = [Lesson(one, "GPE", 1, True) for one in sorted(words)]
    others = [Lesson(f"zzz{n}", "GPE", 1, True) for n in range(20)]
    assert occurrences(text, lessons) == occurrences(text, lessons + others)
    for span, lesson in occurrences(text, lessons):
        assert span in list(find(text, lesson.words))


def test_how_often_in_words() -> None:
    assert [times(count) for count in (1, 2, 3, 1352)] == ["once", "twice", "3 times", "1,352 times"]
