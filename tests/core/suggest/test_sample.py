"""The sample article's fifteen marked stretches are ten quotes, each right in all its parts."""

import pytest

from core.bodies import Kind, Quote
from core.marks import find_stretches
from core.suggest import Pipeline, annotate
from tests.core.suggest.reading import Said, said_in

BEGINNING = "“I think it could be the beginning of the end even though the war is obviously not over,”"
VICTORY = "“It’s a strategic victory. But the Syrian government needs a political solution to match this achievement.”"
WHOEVER = (
    "“Whoever controls Qusair controls the center of the country, and whoever controls the center of the country "
    "controls all of Syria,”"
)
MESSAGE = (
    "“a clear message to all those who share in the aggression on Syria ... that we will continue our string of "
    "victories until we regain every inch of Syrian land.”"
)
AMMUNITION = "“Even without ammunition though they would have stayed and fought with the ammunition of the enemy,”"
FOOD = (
    "“But there is no food, there have been eight days without food, nothing, they aren’t able to stand on their "
    "feet. They wish for just a piece of bread.”"
)
LAUNCHERS = (
    "“missile launchers, mortar shells, airstrikes and shelling, hundreds of martyrs and thousands of injured, a "
    "strangling siege and a lack of all of the life basic needs.”"
)
CELEBRATE = "“Hezbollah may celebrate their achievement today but they will have to worry about it tomorrow,”"
DRAGGED = (
    "“Hezbollah will be dragged further into the Syrian conflict. They’re already in Damascus. There is a "
    "concentration of Hezbollah troops in Aleppo. Hezbollah has become an intricate part of that war.”"
)
CONFLICT, CIVIL_WAR = "“I don’t see an open conflict in Lebanon,”", "“Hezbollah is not interested in a civil war.”"

WAZNE = "Kamel Wazne, director of the Center of American Strategic Studies in Beirut"
COMMITTEES = "the Local Coordination Committees, an opposition activist network"
KHASHAN = "Hilal Khashan, a political science professor at the American University of Beirut"

TEN = [
    Said((BEGINNING, VICTORY), "said", WAZNE, Kind.DIRECT, "Kamel Wazne"),
    Said((WHOEVER,), "told", "Syrian Brig. Gen. Yahya Suleiman", Kind.DIRECT, "Yahya Suleiman"),
    Said(
        ("“restored security and peace”", "“terrorist networks,”"),
        "reported",
        "Syrian state TV",
        Kind.MIXED,
        "Syrian state TV",
    ),
    Said((MESSAGE,), "said", "The army", Kind.MIXED, "The army"),
    Said((AMMUNITION, FOOD), "said", "Harba", Kind.DIRECT, "Mohammad Younes Harba"),
    Said(
        ("“It’s a battle that we lost,”",),
        "said in a statement",
        COMMITTEES,
        Kind.DIRECT,
        "The Local Coordination Committees",
    ),
    Said((LAUNCHERS,), "added", "It", Kind.MIXED, "The Local Coordination Committees"),
    Said((CELEBRATE, DRAGGED), "said", KHASHAN, Kind.DIRECT, "Hilal Khashan"),
    Said((CONFLICT, CIVIL_WAR), "said", "he", Kind.DIRECT, "Hilal Khashan"),
    Said(("“assault”",), "called", "it", Kind.MIXED, "The White House"),
]


@pytest.fixture(scope="module")
def said(sample: str, pipeline: Pipeline) -> list[Said]:
    return said_in(sample, pipeline)


@pytest.mark.parametrize("nth", range(len(TEN)))
def test_each_quote_of_the_sample_is_right_in_every_part(said: list[Said], nth: int) -> None:
    assert said[nth] == TEN[nth]


def test_fifteen_stretches_are_ten_quotes(sample: str, said: list[Said]) -> None:
    assert len(said) == len(TEN)
    assert sum(len(one.contents) for one in said) == len(find_stretches(sample)) == 15


def test_a_body_behind_a_pronoun_is_marked_as_doubtful(sample: str, pipeline: Pipeline) -> None:
    proposals = annotate(sample, pipeline)[-1].proposals
    pronouns = [
        one for one in proposals if isinstance(one.body, Quote) and one.body.sources[0].of(sample).lower() == "it"
    ]
    assert len(pronouns) == 2
    assert all("speaker" in one.doubts for one in pronouns)


def test_without_a_pipeline_the_marks_still_give_every_stretch(sample: str) -> None:
    said = said_in(sample, None)
    assert sum(len(one.contents) for one in said) == 15
    assert {one.contents: one for one in said}[TEN[4].contents] == TEN[4]
    assert said[0].cue == "said"
    assert said[0].speaker == "Kamel Wazne"
