"""People, their names and their pronouns."""

import re

import pytest

from core.suggest.people import clean_name, gather
from core.suggest.pronouns import Pronouns

TEXT = (
    "Anna Weber, the mayor, met Peter Maier on Monday. Weber praised the bridge.\n\n"
    "She said it was safe. Mr. Maier did not agree. He stayed at home."
)


def spans(text: str, *names: str) -> list[tuple[int, int]]:
    return [match.span() for name in names for match in re.finditer(re.escape(name), text)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Brig. Gen. Yahya Suleiman", "Yahya Suleiman"),
        ("Mr. Maier’s", "Maier"),
        ("President Barack Obama", "Barack Obama"),
        ("Daniel Bernoulli FRS", "Daniel Bernoulli"),
        ("Anna\nWeber", "Anna Weber"),
        ("Sir", "Sir"),
    ],
)
def test_a_clean_name(name: str, expected: str) -> None:
    assert clean_name(name) == expected


def test_short_names_belong_to_full_ones_even_where_the_pipeline_missed_them() -> None:
    people = gather(TEXT, spans(TEXT, "Anna Weber", "Peter Maier"))
    assert {person.name: len(person.mentions) for person in people} == {"Anna Weber": 2, "Peter Maier": 2}


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    text = "LINDAU — The Fisherman Peter Maier Met Us.\n\nMaier smiled."
    assert [person.name for person in gather(text, spans(text, "Peter Maier"))] == ["Peter Maier"]
    headline = text.replace("Us.", "Us")
    assert gather(headline, spans(headline, "Peter Maier")) == []


def test_titles_and_given_names_tell_gender() -> None:
    people = {person.name: person.gender for person in gather(TEXT, spans(TEXT, "Anna Weber", "Peter Maier"))}
    assert people == {"Anna Weber": "f", "Peter Maier": "m"}


def test_pronouns_mean_somebody_of_their_gender() -> None:
    pronouns = Pronouns(TEXT, gather(TEXT, spans(TEXT, "Anna Weber", "Peter Maier")), [])
    assert pronouns.who(TEXT.index("She"), "f")[0] == "Anna Weber"
    assert pronouns.who(TEXT.index("He stayed"), "m")[0] == "Peter Maier"


def test_a_headlines_capitals_make_no_name() -> None:
    text = "Weber Calls Bridge Safe\n\nAnna Weber opened it. Weber was glad."
    people = gather(text, [(0, 11), *spans(text, "Anna Weber")])
    assert [person.name for person in people] == ["Anna Weber"]


def test_nobody_is_nobody() -> None:
    assert Pronouns("He came.", [], []).who(0, "m") == (None, False)
    assert gather("", []) == []
