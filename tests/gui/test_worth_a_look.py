"""What the checks say of a quote: a quiet sign in its note, sentences in the panel, a remedy by key and by button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.bodies import Kind, Quote, Span
from core.commands import AddQuote, ApplyRemedy, ImportArticle, RecordSuggestions
from core.records import ArticleDraft
from gui.article.tips import tip
from tests.gui.conftest import Hand, results

TEXT = "Rain\n“It rains, she said, and pours,” said Ann Li in Beirut. It will stop, said Bob Ray.\n"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


WITH_CUE = Quote(
    (span("“It rains, she said, and pours,”"),), (span("she said"),), (span("Ann Li"),), Kind.DIRECT, ("Ann Li",)
)
BARE = Quote(
    (span("It will stop,"),),
    (Span(TEXT.rindex("said"), TEXT.rindex("said") + 4),),
    (span("Bob Ray"),),
    Kind.DIRECT,
    ("Bob Ray",),
)
UNNAMED = Quote((span("It will stop,"),), (), (), Kind.INDIRECT)


@pytest.fixture
def flawed(hand: Hand, qtbot: object) -> Hand:
    """Another article in the library, with two quotes that are worth a look."""
    made = hand.workspace.submit(ImportArticle(ArticleDraft("Rain", TEXT, "rain.txt"))).result()
    assert made.article is not None
    hand.workspace.submit(RecordSuggestions(made.article, results(TEXT, (), (WITH_CUE, BARE)))).result()
    hand.desk.open_article(made.article)
    hand.article.setFocus()
    return hand


def test_a_sound_quote_has_no_sign_and_nothing_to_look_at(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    hand.wait_for_panel()
    assert hand.window.selection.worth_a_look.isHidden()
    signs = {note.mark.id: note.mark.flawed for note in hand.article._sight().notes}
    assert signs[hand.item("“It is over,”", layer="quote").id] is False


def test_the_sign_the_sentence_and_the_tip(flawed: Hand) -> None:
    item = flawed.select("“It rains, she said, and pours,”", layer="quote")
    assert [note.mark.flawed for note in flawed.article._sight().notes] == [True, True]
    flawed.wait_for_panel()
    shown = flawed.window.selection.worth_a_look
    assert not shown.isHidden()
    assert shown.sentences() == ["The cue “she said” lies inside the content."]
    assert "Worth a look: The cue “she said” lies inside the content." in tip(item, TEXT)


def test_one_key_mends_as_one_revision_and_undo_takes_it_back(flawed: Hand) -> None:
    flawed.select("“It rains, she said, and pours,”", layer="quote")
    before = len(flawed.revisions())
    flawed.key(Qt.Key.Key_F)
    assert len(flawed.revisions()) == before + 1
    assert (flawed.newest().intent, flawed.newest().reason) == ("apply_remedy", "cue-in-content")
    assert [part.of(TEXT) for part in flawed.quote("“It rains,").contents] == ["“It rains,", "and pours,”"]
    flawed.wait_for_panel()
    assert flawed.window.selection.worth_a_look.isHidden()
    flawed.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(flawed.quote("“It rains, she said, and pours,”").contents) == 1


def test_the_button_mends_too_and_shows_its_key(flawed: Hand) -> None:
    flawed.select("It will stop,", layer="quote")
    flawed.wait_for_panel()
    (made,) = flawed.window.selection.worth_a_look.buttons
    assert made.text() == "Make it indirect  F"
    flawed.click(made)
    assert flawed.quote("It will stop,").kind is Kind.INDIRECT
    assert flawed.article.hasFocus()


def test_where_nobody_is_named_the_key_asks_who_speaks(flawed: Hand) -> None:
    flawed.select("It will stop,", layer="quote")
    flawed.desk.submit(ApplyRemedy(flawed.desk.context().article, flawed.desk.context().target, UNNAMED, "no-source"))
    flawed.select("It will stop,", layer="quote")
    flawed.wait_for_panel()
    shown = flawed.window.selection.worth_a_look
    assert shown.sentences() == ["Nobody is named as source or speaker of this quote."]
    assert [made.text() for made in shown.buttons] == ["Name the speaker  F"]
    flawed.key(Qt.Key.Key_F)
    flawed.type_choice("Bob Ray")
    assert flawed.quote("It will stop,").speakers == ("Bob Ray",)
    flawed.wait_for_panel()
    assert shown.isHidden()


def test_what_is_right_as_it_is_is_not_told_again_until_that_is_taken_back(flawed: Hand) -> None:
    flawed.select("It will stop,", layer="quote")
    flawed.wait_for_panel()
    stand = flawed.window.selection.worth_a_look.stand
    assert stand.isHidden(), "of what is only suggested nobody can say so"
    flawed.key(Qt.Key.Key_Return)
    item = flawed.select("It will stop,", layer="quote")
    flawed.wait_for_panel()
    assert stand.text() == "It is right as it is  ⇧Y"
    flawed.click(stand)
    flawed.wait_for_panel()
    assert flawed.window.selection.worth_a_look.isHidden()
    signs = {note.mark.id: note.mark.flawed for note in flawed.article._sight().notes}
    assert signs[item.id] is False
    flawed.key(Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert flawed.desk.item is not None
    assert flawed.desk.item.body == WITH_CUE
    flawed.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    flawed.select("It will stop,", layer="quote")
    flawed.wait_for_panel()
    assert not flawed.window.selection.worth_a_look.isHidden()


def test_where_nothing_can_be_mended_the_key_says_so(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    hand.key(Qt.Key.Key_F)
    assert "worth a look" in hand.window.status.hint.text()


def test_the_panel_counts_them_and_leads_to_each(flawed: Hand, qtbot: QtBot) -> None:
    flawed.window.frame.show_tab("Annotations")
    worth = flawed.window.frame.annotations.worth
    qtbot.waitUntil(lambda: worth.isVisible() and worth.text() == "! 2 worth a look")
    flawed.article.setFocus()
    seen = []
    for _ in range(3):
        flawed.click(worth)
        assert flawed.desk.item is not None
        seen.append(flawed.desk.item.body)
    assert seen == [WITH_CUE, BARE, WITH_CUE]
    assert flawed.article.hasFocus()
    flawed.key(Qt.Key.Key_F)
    assert worth.text() == "! 1 worth a look"
    flawed.select("It will stop,", layer="quote")
    flawed.key(Qt.Key.Key_Backspace)
    assert worth.isHidden(), "what was rejected is left alone"
    flawed.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    flawed.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert worth.text() == "! 2 worth a look"


def test_the_count_is_the_open_article_s(hand: Hand, request: pytest.FixtureRequest, qtbot: QtBot) -> None:
    assert hand.desk.session is not None
    first = hand.desk.session.id
    flawed: Hand = request.getfixturevalue("flawed")
    flawed.window.frame.show_tab("Annotations")
    worth = flawed.window.frame.annotations.worth
    qtbot.waitUntil(worth.isVisible)
    flawed.desk.open_article(first)
    qtbot.waitUntil(worth.isHidden)


FLAWS = (
    """Flaws
“It rains, she said, and pours,” said Ann Li.

“We never signed. We never will,” said Ben Stone.

“The bridge is old.

Others built it,” said Tom Reilly.

It will stop, said Bob Ray.

The phony “system” of Trump collapsed.

“A first word.” """
    + "More of it. " * 30
)


def flawed_quote(content: str, cue: str = "", source: str = "", kind: Kind = Kind.DIRECT) -> Quote:
    def there(words: str) -> tuple[Span, ...]:
        at = FLAWS.find(words, FLAWS.index(content) if words and words != source else 0)
        return (Span(at, at + len(words)),) if words else ()

    return Quote(there(content), there(cue), there(source), kind, (source or "Ann Li",))


@pytest.mark.parametrize(
    ("quote", "name", "contents"),
    [
        (
            flawed_quote("“It rains, she said, and pours,”", "she said", "Ann Li"),
            "Take the cue out of the content",
            ["“It rains,", "and pours,”"],
        ),
        (
            flawed_quote("“We never signed.", "said", "Ben Stone"),
            "Extend to the closing mark",
            ["“We never signed. We never will,”"],
        ),
        (
            flawed_quote("“The bridge is old.", "said", "Tom Reilly"),
            "Take the next paragraph in",
            ["“The bridge is old.", "Others built it,”"],
        ),
        (flawed_quote("It will stop,", "said", "Bob Ray"), "Make it indirect", ["It will stop,"]),
        (
            flawed_quote("“system”", "", "The phony “system” of Trump", Kind.MIXED),
            "Take the source away",
            ["“system”"],
        ),
        (
            flawed_quote(FLAWS[FLAWS.index("“A first") :].strip()),
            "End it at the first mark or line",
            ["“A first word.”"],
        ),
    ],
    ids=["cue", "mark", "next paragraph", "no marks", "source", "long"],
)
def test_each_flaw_is_mended_by_one_key_and_one_undo_takes_it_back(
    hand: Hand, qtbot: QtBot, quote: Quote, name: str, contents: list[str]
) -> None:
    made = hand.workspace.submit(ImportArticle(ArticleDraft("Flaws", FLAWS, "flaws.txt"))).result()
    assert made.article is not None
    hand.workspace.submit(AddQuote(made.article, quote)).result()
    hand.desk.open_article(made.article)
    hand.article.setFocus()
    hand.key(Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    hand.wait_for_panel()
    shown = hand.window.selection.worth_a_look
    assert shown.buttons[0].text() == f"{name}  F"
    assert shown.buttons[0].sizeHint().width() < 260, "the panel has no more room"
    before, there = len(hand.revisions()), hand.desk.context().quote
    hand.key(Qt.Key.Key_F)
    assert len(hand.revisions()) == before + 1
    mended = hand.desk.context().quote
    assert mended is not None
    assert [part.of(FLAWS) for part in mended.contents] == contents
    assert hand.desk.context().checks == ()
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.desk.context().quote == there == quote
