"""Marks that quote nobody, titles, nicknames and scare quotes: shown as such, and decided on by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.bodies import Kind, Quote, Span
from core.commands import ImportArticle, RecordSuggestions
from core.doubts import NO_QUOTE
from core.records import Annotation, ArticleDraft, Proposal, Suggestion, Verdict
from gui.actions import REASONS
from gui.article.spoken import spoken
from gui.article.tips import tip
from tests.gui.conftest import Hand, results

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = "Port\nThe “ghost ship” and the “Northern Star” lay in port with the “Evening Star”. “It rains,” said Ann Li.\n"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def port(hand: Hand) -> Hand:
    """Another article in the library, with three stretches in marks that quote nobody, and a quote."""
    made = hand.workspace.submit(ImportArticle(ArticleDraft("Port", TEXT, "port.txt"))).result()
    assert made.article is not None
    (_, result) = results(TEXT, (), ())
    taken = {"“ghost ship”": "scare quote", "“Northern Star”": "title", "“Evening Star”": "title"}
    proposals = [Proposal(Quote((span(words),), kind=Kind.MIXED), 0.15, (doubt,)) for words, doubt in taken.items()]
    proposals.append(Proposal(Quote((span("“It rains,”"),), (span("said"),), (span("Ann Li"),)), 0.9, ("speaker",)))
    run = type(result)(result.run, tuple(proposals))
    hand.workspace.submit(RecordSuggestions(made.article, (run,))).result()
    hand.desk.open_article(made.article)
    hand.article.setFocus()
    return hand


def suggestion(port: Hand, id: str) -> Suggestion:
    assert port.desk.session is not None
    found = port.desk.session.suggestion(id)
    assert found is not None
    return found


def test_the_words_for_them_are_reasons_of_a_rejection() -> None:
    assert set(NO_QUOTE) < set(REASONS)


def test_the_note_the_panel_the_mouse_and_the_screen_reader_say_what_it_is(port: Hand) -> None:
    item = port.select("“Northern Star”", layer="quote")
    notes = {note.mark.id: note for note in port.article._sight().notes}
    assert (" ".join(notes[item.id].words.title), notes[item.id].mark.flawed) == ("Title?", False)
    port.wait_for_panel()
    panel = port.window.selection
    assert "probably a title" in panel.facts.text()
    assert panel.reject.text() == "Reject as title ⌫"
    assert panel.worth_a_look.isHidden(), "nobody has to be named for a title"
    assert "Probably a title" in tip(item, TEXT)
    assert "probably a title" in spoken(item, TEXT)


def test_one_key_rejects_it_as_what_it_is_and_one_takes_it_back(port: Hand) -> None:
    item = port.select("“ghost ship”", layer="quote")
    port.key(K.Key_Backspace)
    found = suggestion(port, item.id)
    assert (found.verdict, found.reason) == (Verdict.REJECTED, "scare quote")
    port.key(K.Key_Z, CTRL)
    assert suggestion(port, item.id).verdict is Verdict.PENDING


def test_what_was_rejected_as_a_title_is_one_in_the_next_article_and_says_why(port: Hand) -> None:
    port.window.settings.memory = True
    port.window.apply_setting("memory")
    port.select("“ghost ship”", layer="quote")
    port.key(K.Key_4, Qt.KeyboardModifier.AltModifier)
    text = "A “ghost ship” sank."
    made = port.workspace.submit(ImportArticle(ArticleDraft("Sank", text, "sank.txt"))).result().article or ""
    (_, result) = results(text, (), ())
    proposal = Proposal(Quote((Span(2, 14),), kind=Kind.MIXED), 0.15, ("scare quote",))
    port.workspace.submit(RecordSuggestions(made, (type(result)(result.run, (proposal,)),), True)).result()
    port.desk.open_article(made)
    item = port.select("“ghost ship”", layer="quote")
    (note,) = port.article._sight().notes
    assert note.words.title == ("Title?",)
    port.wait_for_panel()
    assert "you rejected ‘ghost ship’ as a title once" in port.window.selection.facts.text()
    port.key(K.Key_Backspace)
    assert suggestion(port, item.id).reason == "title"


def test_one_key_makes_it_a_quote_and_then_somebody_is_to_be_named(port: Hand) -> None:
    item = port.select("“ghost ship”", layer="quote")
    port.key(K.Key_Return)
    again = port.select("“ghost ship”", layer="quote")
    assert isinstance(again, Annotation)
    notes = {note.mark.id: note for note in port.article._sight().notes}
    assert (" ".join(notes[item.id].words.title), notes[item.id].mark.flawed) == ("Speaker?", True)
    port.wait_for_panel()
    assert port.window.selection.reject.text() == "Reject ⌫"


def test_all_titles_are_rejected_as_one_action_and_no_quote_with_them(port: Hand) -> None:
    ids = [port.select(words, layer="quote").id for words in ("“Evening Star”", "“ghost ship”", "“It rains,”")]
    port.select("“Northern Star”", layer="quote")
    port.key(K.Key_Backspace, CTRL | Qt.KeyboardModifier.ShiftModifier)
    verdicts = [suggestion(port, id).verdict for id in ids]
    assert verdicts == [Verdict.REJECTED, Verdict.PENDING, Verdict.PENDING]
    assert suggestion(port, ids[0]).reason == "title"


def test_accepting_all_quotes_makes_no_title_one(port: Hand) -> None:
    ids = [port.select(words, layer="quote").id for words in ("“Evening Star”", "“It rains,”")]
    port.key(K.Key_Return, CTRL)
    assert [suggestion(port, id).verdict for id in ids] == [Verdict.PENDING, Verdict.ACCEPTED]
