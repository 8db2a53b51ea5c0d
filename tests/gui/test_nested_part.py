"""A quote inside a quote is a part that a click reaches, and R takes away; who speaks is chosen by one name each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.bodies import Entity, Kind, PartRef, Quote, Role, Span
from core.commands import ImportArticle, RecordSuggestions
from core.records import ArticleDraft
from gui.controllers.quotes import people
from tests.gui.conftest import Hand, results

TEXT = "Hatch\n“She told me, ‘Close it,’ and left,” Helen Marsh said. Marsh went, too. Bob Ray stayed.\n"


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def hatch(hand: Hand) -> Hand:
    made = hand.workspace.submit(ImportArticle(ArticleDraft("Hatch", TEXT, "hatch.txt"))).result()
    assert made.article is not None
    quote = Quote(
        (span("“She told me, ‘Close it,’ and left,”"),),
        (span("said"),),
        (span("Helen Marsh"),),
        Kind.DIRECT,
        ("Helen Marsh",),
        (span("‘Close it,’"),),
    )
    names = (span("Helen Marsh"), span("Marsh", 1), span("Bob Ray"))
    runs = results(TEXT, tuple(Entity(name, "PERSON") for name in names), (quote,))
    hand.workspace.submit(RecordSuggestions(made.article, runs)).result()
    hand.desk.open_article(made.article)
    hand.article.setFocus()
    return hand


def click(hatch: Hand, offset: int) -> None:
    hatch.bot.mouseClick(hatch.article.viewport(), Qt.MouseButton.LeftButton, pos=hatch.point(offset))


def test_a_click_makes_the_innermost_part_the_current_one(hatch: Hand) -> None:
    click(hatch, span("Close").start + 2)
    assert hatch.desk.context().part == PartRef(Role.NESTED)
    hatch.key(Qt.Key.Key_R)
    context = hatch.desk.context()
    assert context.quote is not None
    assert context.quote.nested == ()
    hatch.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    click(hatch, span("told me").start + 2)
    assert hatch.desk.context().part == PartRef(Role.CONTENT)


def test_somebody_is_offered_by_the_full_name_alone(hatch: Hand) -> None:
    hatch.select("“She told me, ‘Close it,’ and left,”", layer="quote")
    context = hatch.desk.context()
    assert context.session is not None
    assert context.item is not None
    assert people(context.session, context.item) == ["Helen Marsh", "Bob Ray"]
