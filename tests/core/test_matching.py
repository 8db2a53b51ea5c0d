"""Equal mentions: whole words only, every one of them, and the rules that widen or narrow what is equal."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.bodies import Body, Entity, ExcludedRegion, Span
from core.matching import Case, Matching, bare, counted, find, is_inside_word, places
from core.records import Annotation, Article, ArticleInfo, Origin, Suggestion, Verdict
from core.session import Session
from core.text import canonical, text_hash


def found(text: str, words: str, rules: Matching | None = None) -> list[str]:
    """What stands at each match, with the sign before and the two behind it."""
    return [text[max(0, s.start - 1) : s.end + 2] for s in find(text, words, rules or Matching())]


def count(text: str, words: str, **rules: object) -> int:
    return len(list(find(text, words, Matching(**rules))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [
        ("Qusair, Qusair. Qusairi, AlQusair", "Qusair", 2),
        ("party art Art art.", "art", 2),
        ("The U.S. and the U.S.", "U.S.", 2),
        ("The U.S. said U and S", "U", 1),
        ("1,000 and 1 and 10:30", "1", 1),
        ("O’Brien and Brien", "Brien", 1),
        ("O'Brien and O’Brien", "O’Brien", 2),
        ("don't and don", "don", 1),
        ("Jose\u0301 and Jose", "Jose", 1),
        ("Yahya Suleiman, Yahya\nSuleiman, Yahya\n\nSuleiman", "Yahya Suleiman", 2),
        ("中国人在中国", "中国", 2),
        ("a_b and a", "a", 2),
        ("“Qusair”", "Qusair", 1),
        ("anything", "", 0),
        ("anything", " ", 0),
    ],
)
def test_whole_words(text: str, words: str, times: int) -> None:
    assert count(text, words) == times


def test_case() -> None:
    text = "Syrian syrian SYRIAN sYrian"
    assert count(text, "Syrian") == 1
    assert count(text, "Syrian", case=Case.FIRST_LETTER) == 2
    assert count(text, "syrian", case=Case.FIRST_LETTER) == 2
    assert count(text, "Syrian", case=Case.ANY) == 4
    assert count("ß ß", "ß", case=Case.FIRST_LETTER) == 2


def test_the_possessive() -> None:
    text = "Qusair Qusair’s Qusair's Qusairs"
    assert found(text, "Qusair") == ["Qusair Q", " Qusair’s", " Qusair's"]
    assert count(text, "Qusair’s") == 3
    assert count(text, "Qusair", possessive=False) == 1
    assert count(text, "Qusair’s", possessive=False) == 2
    assert bare("Qusair’s") == "Qusair"
    assert bare("’s") == "’s"


def test_the_hyphen() -> None:
    text = "Hezbollah-backed pro-Hezbollah Hezbollah - Hezbollah- and"
    assert count(text, "Hezbollah") == 4
    assert count(text, "Hezbollah", hyphenated=False) == 2
    assert count(text, "Hezbollah-backed", hyphenated=False) == 1


TEXTS = st.text(st.sampled_from("aAbß’'s. ,-1\n\u0301中U_"), max_size=40).map(canonical)
WORDS = st.text(st.sampled_from("aAbß’s.-1中U "), min_size=1, max_size=4)
RULES = st.builds(Matching, st.sampled_from(Case), st.booleans(), st.booleans())


@given(TEXTS, WORDS, RULES)
@example("a-a-a", "a-a", Matching(hyphenated=False))
def test_a_match_is_never_inside_a_word_and_none_overlaps_another(text: str, words: str, rules: Matching) -> None:
    last = 0
    for span in find(text, words, rules):
        assert span.start >= last
        last = span.end
        for edge in (span.start, span.end):
            around = text[max(0, edge - 1) : edge + 1]
            assert len(around) < 2 or not re.fullmatch(r"[^\W_中]{2}", around)
            assert not is_inside_word(text, edge)
        assert span.of(text).strip() == span.of(text)


@given(st.lists(st.sampled_from(["Qusair", "Homs", "Qusairi", "al", "—", "Qusair’s", "“Qusair,”"]), max_size=30))
def test_every_occurrence_of_the_exact_word_is_found(pieces: list[str]) -> None:
    text = " ".join(pieces)
    wanted = [match.start() for match in re.finditer(r"\bQusair\b", text)]
    assert [span.start for span in find(text, "Qusair")] == wanted
    assert all(span.of(text) == "Qusair" for span in find(text, "Qusair"))


@given(TEXTS, WORDS)
def test_wider_rules_lose_nothing_but_what_overlaps(text: str, words: str) -> None:
    narrow = list(find(text, words, Matching(possessive=False, hyphenated=False)))
    wide = list(find(text, words, Matching(Case.ANY, possessive=False)))
    assert all(any(span.overlaps(other) for other in wide) for span in narrow)


# -------------------------------------------------------------------------------------------------------------- places

TEXT = "Qusair fell. Qusair’s mayor left Qusair airport for qusair. Read more: Qusair. In Qusair, Qusair-born men."


def nth(words: str, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def session(*items: Annotation | Suggestion) -> Session:
    info = ArticleInfo("a", "Qusair", "wire", text_hash(TEXT), len(TEXT), datetime.now(UTC))
    annotations = [item for item in items if isinstance(item, Annotation)]
    suggestions = [item for item in items if isinstance(item, Suggestion)]
    return Session(Article(info, TEXT), annotations, suggestions, 1)


def annotation(id: str, body: Body) -> Annotation:
    return Annotation(id, "a", body, Origin.HAND)


def suggestion(id: str, body: Body, verdict: Verdict = Verdict.PENDING) -> Suggestion:
    return Suggestion(id, "a", "run", body, verdict=verdict)


def test_places_tell_what_stands_there() -> None:
    desk = session(
        annotation("gpe", Entity(nth("Qusair"), "GPE")),
        suggestion("long", Entity(nth("Qusair’s"), "ORG")),
        suggestion("airport", Entity(nth("Qusair airport"), "FAC")),
        annotation("out", ExcludedRegion(nth("Read more: Qusair."))),
        suggestion("no", Entity(nth("Qusair", 4), "ORG"), Verdict.REJECTED),
    )
    found = places(desk, "Qusair")
    assert [place.span.of(TEXT) for place in found] == ["Qusair", "Qusair’s", "Qusair", "Qusair", "Qusair"]
    assert [place.item and place.item.id for place in found] == ["gpe", "long", None, "no", None]
    assert [place.within and place.within.id for place in found] == [None, None, "airport", None, None]
    assert [place.is_meant for place in found] == [True, True, False, False, True]
    assert [place.is_undecided for place in found] == [False, True, False, False, False]
    assert [place.needs("GPE") for place in found] == [False, True, True, True, True]
    assert counted(found) == {"GPE": 1, "ORG": 1, "": 3}


def test_the_mention_that_the_editor_began_with_counts_whatever_the_rules_say() -> None:
    desk = session(suggestion("part", Entity(nth("usair"), "ORG")))
    assert [place.span for place in places(desk, "usair", origin=nth("usair"))] == [nth("usair")]
    out = session(annotation("out", ExcludedRegion(nth("Read more: Qusair."))))
    assert nth("Qusair", 3) in [place.span for place in places(out, "Qusair", origin=nth("Qusair", 3))]
    assert nth("Qusair", 3) not in [place.span for place in places(out, "Qusair")]


def test_of_several_on_the_same_text_the_annotation_counts() -> None:
    span = nth("Qusair")
    desk = session(
        suggestion("s", Entity(span, "ORG"), Verdict.REJECTED),
        suggestion("t", Entity(span, "ORG")),
        annotation("u", Entity(span, "GPE")),
    )
    first = places(desk, "Qusair")[0]
    assert first.item is not None
    assert first.item.id == "u"
