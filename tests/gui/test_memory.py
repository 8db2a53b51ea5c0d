"""What was decided once is suggested at once, says why, and can be corrected in a list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.bodies import Entity, Quote
from core.commands import AddQuote, ImportArticle, Recall, RecordSuggestions, SetMemoryRule, SetSpeakers, Target
from core.records import ArticleDraft, MemoryRule
from gui.dialogs.memory import MemoryDialog
from tests.gui.conftest import TEXT, Hand, results, span

K = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hand(hand: Hand) -> Hand:
    """The same hands, and a desk that remembers."""
    hand.window.settings.memory = True
    hand.window.apply_setting("memory")
    return hand


def shown(hand: Hand, words: str) -> list[str]:
    """The label of each entity with these words, in small letters where it is only suggested."""
    session = hand.desk.session
    assert session is not None
    found = [i for i in session.items() if isinstance(i.body, Entity) and i.body.span.of(TEXT) == words]
    return [
        item.body.label.lower() if session.is_pending(item.id) else item.body.label
        for item in found
        if isinstance(item.body, Entity)
    ]


def facts(hand: Hand) -> str:
    hand.wait_for_panel()
    return hand.window.selection.facts.text()


def intents(hand: Hand) -> list[str]:
    return [revision.intent for revision in hand.revisions()][-2:]


def test_one_key_and_the_others_follow(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    assert shown(hand, "Qusair") == ["GPE", "gpe", "gpe"]
    assert intents(hand) == ["relabel", "recall"]
    assert hand.desk.trail.undo == "Relabel"
    hand.key(K.Key_Z, CTRL)
    assert shown(hand, "Qusair") == ["org", "org", "org"]


def test_an_article_that_was_suggested_before_follows_when_it_is_opened(hand: Hand, article: str) -> None:
    text = "Rebels left Qusair. The army took Qusair, and Homs."
    made = hand.workspace.submit(ImportArticle(ArticleDraft("Later", text, "later.txt"))).result().article or ""
    places = (("Qusair", 0), ("Qusair", 1), ("Homs", 0))
    bodies = tuple(Entity(span(words, nth, text), "ORG") for words, nth in places)
    hand.workspace.submit(RecordSuggestions(made, results(text, bodies, ()))).result()
    hand.select("Qusair")
    hand.key(K.Key_3)
    before = len(hand.revisions())
    hand.desk.open_article(made)
    assert hand.desk.session is not None
    assert hand.desk.session.id == made
    labels = {item.body.span.of(text): item.body.label for item in hand.desk.session.items()}  # type: ignore[union-attr]
    assert labels == {"Qusair": "GPE", "Homs": "ORG"}
    assert [revision.intent for revision in hand.revisions()[before:]] == ["recall"]
    hand.desk.open_article(article)
    hand.desk.open_article(made)
    assert len(hand.revisions()) == before + 1, "there is nothing left to follow"


def imported(hand: Hand, text: str, *bodies: Entity) -> str:
    """Another article, in which a model has suggested these, if any."""
    made = hand.workspace.submit(ImportArticle(ArticleDraft("Later", text, "later.txt"))).result().article or ""
    if bodies:
        hand.workspace.submit(RecordSuggestions(made, results(text, bodies, ()))).result()
    return made


def labels_in(hand: Hand) -> list[str]:
    assert hand.desk.session is not None
    return [item.body.label for item in hand.desk.session.items() if isinstance(item.body, Entity)]


MANY_ARMIES = "The army came. " * 12


def test_what_one_slip_brings_into_another_article_is_said_and_taken_back_by_one_key(hand: Hand) -> None:
    made = imported(hand, MANY_ARMIES)
    hand.mark("army")
    hand.key(K.Key_3)
    hand.desk.open_article(made)
    assert hand.window.messages.sentence() == "", "nothing waits here, so nothing followed"
    hand.workspace.submit(RecordSuggestions(made, results(MANY_ARMIES, (), ()), True)).result()
    hand.bot.waitUntil(lambda: labels_in(hand) == ["GPE"] * 12)
    said = "The memory suggests “army” as GPE in 12 places here: you made this GPE once."
    hand.bot.waitUntil(lambda: hand.window.messages.sentence() == said)
    assert hand.window.messages.button.text() == "Forget It Ctrl+B"
    hand.article.setFocus()
    hand.key(K.Key_B, CTRL)
    hand.bot.waitUntil(lambda: labels_in(hand) == [])
    assert hand.window.messages.sentence() == ""
    assert hand.window.status.hint.text().startswith("“army” is forgotten.")
    hand.key(K.Key_Z, CTRL)
    hand.bot.waitUntil(lambda: labels_in(hand) == ["GPE"] * 12)


def test_what_follows_when_an_article_is_opened_is_said_too(hand: Hand) -> None:
    bodies = [Entity(span("army", nth, MANY_ARMIES), "ORG") for nth in range(12)]
    made = imported(hand, MANY_ARMIES, *bodies)
    hand.mark("army")
    hand.key(K.Key_3)
    hand.desk.open_article(made)
    hand.bot.waitUntil(lambda: "“army” as GPE in 12 places here" in hand.window.messages.sentence())
    hand.article.setFocus()
    hand.key(K.Key_B, CTRL)
    hand.bot.waitUntil(lambda: labels_in(hand) == ["ORG"] * 12)


def test_what_followed_from_a_slip_goes_again_when_the_article_is_opened(hand: Hand, article: str) -> None:
    bodies = [Entity(span("army", nth, MANY_ARMIES), "ORG") for nth in range(6)]
    made = imported(hand, MANY_ARMIES, *bodies)
    hand.mark("army")
    hand.key(K.Key_3)
    hand.desk.open_article(made)
    hand.bot.waitUntil(lambda: labels_in(hand) == ["GPE"] * 12)
    hand.desk.open_article(article)
    hand.key(K.Key_Z, CTRL)
    hand.desk.open_article(made)
    hand.bot.waitUntil(lambda: labels_in(hand) == ["ORG"] * 6)
    before = len(hand.revisions())
    hand.desk.open_article(article)
    hand.desk.open_article(made)
    assert len(hand.revisions()) == before, "there is nothing left to take back"


def test_what_follows_in_the_same_article_is_a_hint_and_one_undo(hand: Hand) -> None:
    made = imported(hand, MANY_ARMIES)
    hand.desk.open_article(made)
    hand.mark("army")
    hand.key(K.Key_3)
    hand.bot.waitUntil(lambda: labels_in(hand) == ["GPE"] * 12)
    assert hand.window.messages.sentence() == ""
    said = "The memory suggests “army” as GPE in 11 places here. Ctrl+Z takes that back with the decision."
    hand.bot.waitUntil(lambda: hand.window.status.hint.text() == said)
    hand.key(K.Key_Tab)
    hand.key(K.Key_Return)
    hand.bot.waitUntil(
        lambda: said not in hand.window.status.hint.text()
    )  # Ctrl+Z would take another decision back now
    hand.key(K.Key_Z, CTRL)
    hand.bot.waitUntil(lambda: labels_in(hand) == ["GPE"] * 12)
    hand.key(K.Key_Z, CTRL)
    hand.bot.waitUntil(lambda: labels_in(hand) == [])


def test_a_memory_that_comes_too_late_says_nothing_and_drops_no_key(hand: Hand) -> None:
    """Between the question whether anything would follow and the recall, the model’s suggestions brought it along."""
    made = imported(hand, MANY_ARMIES)
    hand.desk.open_article(made)
    hand.desk.remembers = False
    hand.mark("army")
    hand.key(K.Key_3)
    hand.workspace.submit(RecordSuggestions(made, results(MANY_ARMIES, (), ()), True)).result()
    hand.bot.waitUntil(lambda: labels_in(hand) == ["GPE"] * 12)
    done: list[str] = []
    hand.desk.hold()
    hand.desk.when_idle(lambda: done.append("typed ahead"))
    hand.desk.submit(Recall(made, ("army",)))
    hand.desk.release()
    hand.bot.waitUntil(lambda: done == ["typed ahead"])
    assert hand.window.messages.sentence() == ""
    assert hand.window.status.saved.text().startswith("✓ Saved")


def test_what_many_decisions_agree_on_needs_no_sentence(hand: Hand) -> None:
    first = imported(hand, MANY_ARMIES)
    second = imported(hand, f"{MANY_ARMIES}Homs.")
    hand.desk.open_article(first)
    hand.mark("army")
    hand.key(K.Key_3, SHIFT)
    hand.desk.open_article(second)
    text = f"{MANY_ARMIES}Homs."
    hand.workspace.submit(RecordSuggestions(second, results(text, (), ()), True)).result()
    hand.bot.waitUntil(lambda: labels_in(hand) == ["GPE"] * 12)
    assert hand.window.messages.sentence() == ""


def test_the_key_of_the_message_says_where_there_is_none_and_escape_dismisses_it(hand: Hand) -> None:
    hand.key(K.Key_B, CTRL)
    assert hand.window.status.hint.text() == "There is no message that offers anything."
    hand.window.say("Something happened.")
    hand.select("Beirut")
    hand.key(K.Key_Escape)
    assert hand.window.messages.sentence() == "Something happened."
    hand.key(K.Key_Escape)
    assert hand.window.messages.sentence() == ""


def test_a_memory_that_is_switched_off_changes_nothing_when_an_article_is_opened(hand: Hand, article: str) -> None:
    text = "Rebels left Qusair."
    made = hand.workspace.submit(ImportArticle(ArticleDraft("Later", text, "later.txt"))).result().article or ""
    hand.workspace.submit(
        RecordSuggestions(made, results(text, (Entity(span("Qusair", 0, text), "ORG"),), ()))
    ).result()
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.window.settings.memory = False
    hand.window.apply_setting("memory")
    before = len(hand.revisions())
    hand.desk.open_article(made)
    assert len(hand.revisions()) == before


def test_the_panel_says_why(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.select("Qusair", 1)
    assert "the memory of decisions" in facts(hand)
    assert "you made this GPE once" in facts(hand)
    hand.key(K.Key_Return)
    hand.select("Qusair", 2)
    assert "you made this GPE twice" in facts(hand)


def test_the_panel_says_whom_a_source_meant_before(hand: Hand) -> None:
    other = "“Go,” the army said."
    article = hand.workspace.submit(ImportArticle(ArticleDraft("Go", other, "go.txt"))).result().article or ""
    content, cue, source = ((span(words, 0, other),) for words in ("“Go,”", "said", "the army"))
    hand.workspace.submit(AddQuote(article, Quote(content, cue, source, speakers=("Syrian Army",)))).result()
    hand.select("“No comment,”", layer="quote")
    told = "you named ‘the army’ Syrian Army once; you kept one quote with the cue ‘said’"
    assert told in facts(hand)
    hand.window.settings.memory = False
    hand.window.apply_setting("memory")
    hand.select("Qusair")
    hand.select("“No comment,”", layer="quote")
    assert told not in facts(hand)


def suggest_the_army_again(hand: Hand) -> str:
    """An article in which the army speaks three times, and nobody has said who that is."""
    text = "“Go,” the army said. “Stay,” the army said. “Wait,” the army said.\n"
    article = hand.workspace.submit(ImportArticle(ArticleDraft("Army", text, "army.txt"))).result().article or ""
    quotes = tuple(
        Quote((span(words, 0, text),), (span("said", nth, text),), (span("the army", nth, text),))
        for nth, words in enumerate(("“Go,”", "“Stay,”", "“Wait,”"))
    )
    hand.workspace.submit(RecordSuggestions(article, results(text, (), quotes))).result()
    hand.desk.open_article(article)
    hand.article.setFocus()
    return text


def speakers_of_quotes(hand: Hand) -> list[tuple[str, ...]]:
    assert hand.desk.session is not None
    return [item.body.speakers for item in hand.desk.session.items() if isinstance(item.body, Quote)]


def test_one_speaker_named_and_the_other_quotes_follow(hand: Hand) -> None:
    suggest_the_army_again(hand)
    item = hand.select("“Go,”", layer="quote")
    hand.desk.submit(SetSpeakers(hand.desk.session.id, Target(item.id, item.version), ("Syrian Army",)))  # type: ignore[union-attr]
    assert speakers_of_quotes(hand) == [("Syrian Army",)] * 3
    assert intents(hand) == ["set_speakers", "recall"]
    hand.select("“Stay,”", layer="quote")
    assert "you named ‘the army’ Syrian Army once" in facts(hand)
    hand.key(K.Key_Z, CTRL)
    assert speakers_of_quotes(hand) == [()] * 3
    hand.key(K.Key_Z, CTRL | SHIFT)
    assert speakers_of_quotes(hand) == [("Syrian Army",)] * 3
    hand.select("“Stay,”", layer="quote")
    hand.key(K.Key_Return)
    assert speakers_of_quotes(hand) == [("Syrian Army",)] * 3


def test_no_quote_follows_a_memory_that_is_switched_off(hand: Hand) -> None:
    hand.window.settings.memory = False
    hand.window.apply_setting("memory")
    suggest_the_army_again(hand)
    item = hand.select("“Go,”", layer="quote")
    hand.desk.submit(SetSpeakers(hand.desk.session.id, Target(item.id, item.version), ("Syrian Army",)))  # type: ignore[union-attr]
    assert speakers_of_quotes(hand) == [("Syrian Army",), (), ()]
    assert intents(hand)[-1] == "set_speakers"


def test_all_of_them_by_one_more_key(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.key(K.Key_A)
    assert shown(hand, "Qusair") == ["GPE"] * 3
    assert "you made this GPE 3 times" in facts(hand)


def test_what_is_selected_stays_selected_when_it_makes_way(hand: Hand) -> None:
    hand.select("Qusair")
    item = hand.select("Qusair", 1)
    hand.workspace.submit(SetMemoryRule("Qusair", MemoryRule("", "LOC"))).result()
    assert shown(hand, "Qusair") == ["loc"] * 3
    assert hand.desk.item is not None
    assert hand.desk.item.body.bounds == item.body.bounds
    assert hand.desk.item.id != item.id


def test_a_decision_on_words_that_stand_once_is_one_revision(hand: Hand) -> None:
    hand.select("Wednesday")
    hand.key(K.Key_Return)
    assert intents(hand)[-1] == "accept"


def test_switched_off_nothing_follows(hand: Hand) -> None:
    hand.window.settings.memory = False
    hand.window.apply_setting("memory")
    hand.select("Qusair")
    hand.key(K.Key_3)
    assert shown(hand, "Qusair") == ["GPE", "org", "org"]


def test_all_that_the_memory_knows_in_one_action(hand: Hand) -> None:
    hand.window.run("accept_known")
    assert hand.window.status.hint.text() == "Nothing undecided here is as you decided on the same words before."
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.workspace.submit(SetMemoryRule("Wednesday", MemoryRule("", "DATE"))).result()
    hand.workspace.submit(SetMemoryRule("Beirut", MemoryRule("", None))).result()
    hand.key(K.Key_Return, CTRL | SHIFT)
    assert shown(hand, "Qusair") == ["GPE"] * 3
    assert shown(hand, "Wednesday") == ["DATE"], "the model’s own, as the memory agrees"
    assert shown(hand, "Kamel Wazne") == ["person"]
    assert intents(hand)[-1] == "accept"


def test_reject_all_of_a_label(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_Backspace, CTRL | SHIFT)
    assert shown(hand, "Qusair") == []
    assert shown(hand, "Beirut") == ["gpe"]
    assert "reject" in intents(hand)


def opened(hand: Hand) -> MemoryDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MemoryDialog) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def rows(dialog: MemoryDialog) -> list[list[str]]:
    table = dialog.table
    cells = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[cell.text() for cell in row if cell is not None] for row in cells]


def test_the_list_is_corrected_forgotten_and_counted_again(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.select("Wednesday")
    hand.key(K.Key_Return)
    hand.window.run("memory")
    dialog = opened(hand)
    assert rows(dialog) == [
        ["Qusair", "GPE", "you made this GPE once"],
        ["Wednesday", "DATE", "you made this DATE once"],
    ]
    assert not dialog.always.isEnabled()
    dialog.search.setText("qus")
    dialog.table.selectRow(0)
    dialog.label.setCurrentText("LOC")
    hand.bot.mouseClick(dialog.always, Qt.MouseButton.LeftButton)
    assert rows(dialog) == [["Qusair", "LOC", "by your rule, LOC"]]
    assert shown(hand, "Qusair") == ["GPE", "loc", "loc"]
    hand.bot.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    assert rows(dialog)[0][1] == "nothing"
    assert shown(hand, "Qusair") == ["GPE", "org", "org"]
    hand.bot.mouseClick(dialog.count, Qt.MouseButton.LeftButton)
    assert shown(hand, "Qusair") == ["GPE", "gpe", "gpe"]
    assert dialog.told.text() == "1 remembered."
    dialog.search.setText("nowhere")
    assert dialog.told.text() == "Nothing like that is remembered."
    dialog.reject()


def test_the_list_switches_the_memory_off_and_on(hand: Hand) -> None:
    hand.window.run("memory")
    dialog = hand.window.findChild(MemoryDialog)
    assert dialog is not None
    hand.bot.mouseClick(dialog.switch, Qt.MouseButton.LeftButton, pos=dialog.switch.rect().center() / 4)
    assert not dialog.switch.isChecked()
    assert dialog.told.text().startswith("The memory is switched off: it suggests nothing.")
    assert (hand.window.settings.memory, hand.desk.remembers) == (False, False)
    dialog.switch.click()
    assert (hand.window.settings.memory, hand.desk.remembers) == (True, True)
    dialog.close()


def test_the_list_shows_what_is_remembered_of_quotes(hand: Hand, qtbot: QtBot) -> None:
    hand.select("“Whoever controls Qusair,”", layer="quote")
    hand.key(K.Key_Return)
    hand.window.open_dialog("memory")
    dialog = hand.window.findChild(MemoryDialog)
    assert dialog is not None
    dialog.tabs.setCurrentIndex(1)
    table = dialog.quotes.table
    qtbot.waitUntil(lambda: table.rowCount() > 0)
    rows = [[cell.text() for at in range(3) if (cell := table.item(row, at))] for row in range(table.rowCount())]
    assert ["told", "cue", "you kept one quote with the cue ‘told’"] in rows
    qtbot.keyClicks(dialog.quotes.search, "nothing such")
    assert table.rowCount() == 0
    assert dialog.quotes.told.text() == "Nothing like that is remembered."
    dialog.close()
