"""Speakers across articles: known ones come first in the picker, and two are merged into one."""

from __future__ import annotations

from PySide6.QtCore import Qt

from core.commands import AddQuote, ImportArticle
from core.model import ArticleDraft, Quote, Span
from tests.gui.conftest import Hand

OTHER = "Rain\n“It rains,” said Ann Li. “Still,” said Gen. Suleiman.\n"


def elsewhere(hand: Hand, *named: tuple[str, str]) -> str:
    """Another article, with quotes that somebody has named speakers of."""
    article = hand.workspace.submit(ImportArticle(ArticleDraft("Rain", OTHER, "rain.txt"))).result().article or ""
    for content, name in named:
        start = OTHER.index(content)
        span = Span(start, start + len(content))
        hand.workspace.submit(AddQuote(article, Quote((span,), speakers=(name,)))).result()
    return article


def test_known_speakers_come_first_with_their_quotes_and_articles(hand: Hand) -> None:
    elsewhere(hand, ("“It rains,”", "Kamel Wazne"), ("“Still,”", "Ann Li"))
    hand.select("“No comment,”", layer="quote")
    hand.key(Qt.Key.Key_P)
    shown = [(choice.value, choice.hint) for choice in hand.picker().model.choices]
    assert shown[0] == ("Kamel Wazne", "1 quote in 1 article"), "he is in this article too"
    assert ("Ann Li", "1 quote in 1 article") == shown[-1], "she is not"
    assert ("Yahya Suleiman", "in this article") in shown
    hand.type_choice("ann")
    assert hand.quote("“No comment,”").speakers == ("Ann Li",)
