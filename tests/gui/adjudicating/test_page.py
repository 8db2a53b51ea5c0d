"""The adjudication page by keyboard alone: Lois and Ben have annotated the same article, Ben independently."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.bodies import Entity, Quote
from core.commands import Accept, AddEntity, Command, Relabel, SetSpeakers, Target
from core.commands.sharing import Assign, SubmitSet
from core.gold import adjudication_of, gold_set
from core.records import Revision
from core.sets import Choice
from gui.adjudicating.edit import EditDialog
from gui.adjudicating.page import AdjudicationPage
from tests.gui.conftest import Hand, span

K = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def does(hand: Hand, who: str, command: Command) -> Revision:
    hand.workspace.annotator, before = who, hand.workspace.annotator
    try:
        return hand.workspace.submit(command).result()
    finally:
        hand.workspace.annotator = before


def accept_all(hand: Hand, who: str, article: str) -> None:
    loaded = hand.workspace.ask(lambda store: store.load(article, annotator=who)).result()
    does(hand, who, Accept(article, tuple(Target(one.id, one.version) for one in loaded.suggestions)))


def made(hand: Hand, who: str, article: str, words: str, layer: str = "entity") -> Target:
    loaded = hand.workspace.ask(lambda store: store.load(article, annotator=who)).result()
    text = loaded.article.text
    found = [one for one in loaded.annotations if next(s for _, s in one.body.parts()).of(text).startswith(words)]
    one = next(one for one in found if one.body.layer == layer)
    return Target(one.id, one.version)


def with_two(hand: Hand, article: str) -> AdjudicationPage:
    """Lois accepted all; Ben did too, but gave two labels otherwise, one speaker, and found one more entity."""
    does(hand, "Carla", Assign(article, "Ben", True, True))
    accept_all(hand, "Lois Lane", article)
    accept_all(hand, "Ben", article)
    does(hand, "Ben", Relabel(article, (made(hand, "Ben", article, "Qusair"),), "GPE"))
    does(hand, "Ben", Relabel(article, (made(hand, "Ben", article, "Beirut"),), "ORG"))
    does(hand, "Ben", SetSpeakers(article, made(hand, "Ben", article, "“No comment,”", "quote"), ("The army",)))
    does(hand, "Ben", AddEntity(article, span("the army"), "ORG"))
    does(hand, "Ben", SubmitSet(article))
    return opened(hand)


def opened(hand: Hand) -> AdjudicationPage:
    hand.bot.keyClick(hand.window, K.Key_J, BOTH)
    page = hand.window.door.adjudication.page
    hand.bot.waitUntil(page.list.hasFocus)
    return page


def press(hand: Hand, key: K, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    hand.bot.keyClick(QApplication.focusWidget(), key, modifiers)


def lines(page: AdjudicationPage) -> list[tuple[str, ...]]:
    items = (page.list.topLevelItem(n) for n in range(page.list.topLevelItemCount()))
    return [tuple(item.text(column) for column in range(3)) for item in items if item is not None]


def test_settled_by_keyboard_alone(hand: Hand, article: str) -> None:
    page = with_two(hand, article)
    assert [(words, told) for words, _, told in lines(page)[:-1]] == [
        ("Qusair", "undecided"),
        ("Beirut", "undecided"),
        ("“No comment,”", "undecided"),
        ("the army", "undecided"),
    ]
    assert [what for _, what, _ in lines(page)[:-1]] == ["ORG or GPE", "GPE or ORG", "speaker", "ORG · only Ben"]
    assert lines(page)[-1][0] == "8 agreed"
    assert page.progress.text() == "0 of 4 decided · 8 agreed"
    press(hand, K.Key_Right)
    assert page.progress.text() == "1 of 4 decided · 8 agreed"
    assert page.question.place.text() == "2 of 4: GPE or ORG", "on to the next"
    press(hand, K.Key_0)
    press(hand, K.Key_Z, CONTROL)
    assert lines(page)[1][2] == "undecided"
    assert page.question.place.text().startswith("2 of 4"), "undo goes back to what it took back"
    press(hand, K.Key_Left)
    press(hand, K.Key_Space)
    assert page.question.place.text() == "4 of 4: ORG · only Ben"
    assert not page.question.buttons[Choice.BOTH].isEnabled()
    press(hand, K.Key_1)  # as Lois has it: nothing is here
    press(hand, K.Key_2)
    assert page.progress.text() == "4 of 4 decided · 8 agreed"
    assert page.messages.sentence().startswith("Done: 4 differences settled and 8 agreed.")
    assert [told for _, _, told in lines(page)[:-1]] == ["Ben", "shared", "Ben", "shared: nothing"]
    gold = hand.workspace.ask(lambda store: gold_set(store, article)).result()
    assert gold is not None
    assert hand.workspace.ask(lambda store: adjudication_of(store, gold)).result().is_complete
    standing = hand.workspace.ask(lambda store: store.load(article, set_id=gold.id)).result().annotations
    labels = {one.body.label for one in standing if isinstance(one.body, Entity) and one.body.span == span("Qusair")}
    assert labels == {"GPE"}
    assert len(standing) == 11
    press(hand, K.Key_Escape)
    assert not hand.window.door.adjudication.is_open


def test_what_was_left_is_taken_up_again(hand: Hand, article: str) -> None:
    page = with_two(hand, article)
    press(hand, K.Key_1)
    press(hand, K.Key_Escape)
    revisions = len(hand.revisions())
    page = opened(hand)
    assert page.progress.text() == "1 of 4 decided · 8 agreed"
    assert page.question.place.text().startswith("2 of 4"), "at the first that is undecided"
    assert len(hand.revisions()) == revisions
    does(hand, "Ben", Relabel(article, (made(hand, "Ben", article, "Qusair"),), "PERSON"))
    assert page.progress.text() == "0 of 4 decided · 8 agreed", "what Ben changes is asked again"


def test_something_else_is_right(hand: Hand, article: str) -> None:
    page = with_two(hand, article)
    press(hand, K.Key_E)
    dialog = page.findChild(EditDialog)
    assert isinstance(dialog, EditDialog)
    hand.bot.waitUntil(dialog.isActiveWindow)
    assert dialog.selected() == span("Qusair")
    hand.bot.keyClick(dialog.text, K.Key_Right, BOTH)
    dialog.label.setCurrentText("PERSON")
    with hand.bot.waitSignal(dialog.made):
        hand.bot.keyClick(dialog.text, K.Key_Return)
    assert lines(page)[0][2] == "edited"
    gold = hand.workspace.ask(lambda store: gold_set(store, article)).result()
    assert gold is not None
    bodies = [one.body for one in hand.workspace.ask(lambda s: s.load(article, set_id=gold.id)).result().annotations]
    assert any(
        isinstance(body, Entity) and body.label == "PERSON" and body.span.end > span("Qusair").end for body in bodies
    )


def test_a_quote_gets_other_parts_and_another_speaker(hand: Hand, article: str) -> None:
    page = with_two(hand, article)
    press(hand, K.Key_N)
    press(hand, K.Key_N)
    press(hand, K.Key_E)
    dialog = page.findChild(EditDialog)
    assert isinstance(dialog, EditDialog)
    hand.bot.waitUntil(dialog.isActiveWindow)
    for left in (["cue", "source"], ["source"], ["source"]):
        dialog.parts.setCurrentRow(0)
        hand.bot.keyClick(dialog.parts, K.Key_R, Qt.KeyboardModifier.AltModifier)
        assert [dialog.parts.item(row).text().partition(":")[0] for row in range(dialog.parts.count())] == left
    assert dialog.trouble.text().startswith("A quote needs a content, a cue or a source")
    dialog.select(span("“No comment,”"))
    hand.bot.keyClick(dialog.parts, K.Key_C, Qt.KeyboardModifier.AltModifier)
    dialog.select(span("said", 1))
    hand.bot.keyClick(dialog.parts, K.Key_V, Qt.KeyboardModifier.AltModifier)
    dialog.speaker.setText("Syrian army; Somebody")
    body = dialog.body()
    assert isinstance(body, Quote)
    assert (body.cues, body.speakers) == ((span("said", 1),), ("Syrian army", "Somebody"))
    with hand.bot.waitSignal(dialog.made):
        hand.bot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert lines(page)[2][2] == "edited"


def test_agreement_is_folded_away_until_asked_for(hand: Hand, article: str) -> None:
    page = with_two(hand, article)
    session = page.sides.left.view._session
    assert session is not None
    assert len(list(session.items())) == 3
    press(hand, K.Key_A)
    session = page.sides.left.view._session
    assert session is not None
    assert len(list(session.items())) == 11
    assert page.list.topLevelItem(4).isExpanded()  # type: ignore[union-attr]
    current = page.current
    assert current is not None
    outlines = page.sides.left.view.outlines(), page.sides.right.view.outlines()
    assert (outlines[0][0].side, outlines[0][0].span) == ("old", span("Qusair"))
    assert len(outlines[1]) == 4


def test_without_two_sets_it_says_what_to_do(hand: Hand, article: str) -> None:
    accept_all(hand, "Lois Lane", article)
    hand.bot.keyClick(hand.window, K.Key_J, BOTH)
    page = hand.window.door.adjudication.page
    hand.bot.waitUntil(lambda: "no two annotation sets" in page.messages.sentence())
    hand.bot.mouseClick(page.messages.button, Qt.MouseButton.LeftButton)
    assert not hand.window.door.adjudication.is_open


def test_who_is_still_annotating_sees_nothing(hand: Hand, article: str) -> None:
    does(hand, "Carla", Assign(article, "Lois Lane", True, True))
    hand.bot.keyClick(hand.window, K.Key_J, BOTH)
    page = hand.window.door.adjudication.page
    hand.bot.waitUntil(lambda: "Submit your annotations first" in page.messages.sentence())
    assert page.bench is None


def test_two_others_are_compared_as_long_as_nothing_is_decided(hand: Hand, article: str) -> None:
    does(hand, "Carla", Assign(article, "Dana", True, True))
    accept_all(hand, "Dana", article)
    does(hand, "Dana", SubmitSet(article))
    accept_all(hand, "Lois Lane", article)
    does(hand, "Carla", Assign(article, "Ben", True, True))
    hand.bot.keyClick(hand.window, K.Key_J, BOTH)
    page = hand.window.door.adjudication.page
    picker = hand.picker()
    assert page.splitter.isHidden(), "nothing to see yet"
    offered = [(choice.text, choice.hint) for choice in picker.model.choices]
    assert offered == [
        ("Ben and Dana", "Dana submitted"),
        ("Shared and Ben", "neither is submitted"),
        ("Shared and Dana", "Dana submitted"),
    ], "who worked independently comes first"
    hand.type_choice("Shared and Dana")
    assert page.between.text().startswith("Shared ↔ Dana · ")
    assert page.progress.text() == "0 of 0 decided · 11 agreed"
    press(hand, K.Key_C)
    hand.type_choice("Ben and Dana")
    assert page.between.text().startswith("Ben ↔ Dana · ")
    assert page.progress.text() == "0 of 11 decided · 0 agreed"
    gold = hand.workspace.ask(lambda store: gold_set(store, article)).result()
    assert gold is not None
    assert not hand.workspace.ask(lambda store: store.load(article, set_id=gold.id)).result().annotations
    assert not hand.workspace.ask(lambda store: store.check()).result()
    press(hand, K.Key_2)
    press(hand, K.Key_C)
    hand.type_choice("Shared and Dana")
    assert "Ben and Dana, with 1 decision between them, which would be lost" in page.messages.sentence()
    press(hand, K.Key_Z, CONTROL)
    press(hand, K.Key_C)
    hand.type_choice("Shared and Dana")
    assert page.between.text().startswith("Shared ↔ Dana · ")


def test_undo_takes_back_decisions_and_not_what_was_done_elsewhere_before(hand: Hand, article: str) -> None:
    with_two(hand, article)
    hand.desk.refresh_trail()
    revisions = len(hand.revisions())
    press(hand, K.Key_Z, CONTROL)
    assert len(hand.revisions()) == revisions
    assert "No decision is left here" in hand.window.status.hint.text()
    press(hand, K.Key_1)
    press(hand, K.Key_Z, CONTROL)
    assert hand.newest().intent == "undo"
    assert len(hand.revisions()) == revisions + 2


def test_in_a_narrow_window(hand: Hand, article: str) -> None:
    page = with_two(hand, article)
    hand.window.resize(1100, 700)
    hand.bot.waitUntil(lambda: hand.window.width() == 1100)
    hand.bot.waitUntil(lambda: page.sides.left.view.width() > 280)
    for made in page.question.buttons.values():
        assert made.width() >= made.sizeHint().width()
        assert made.geometry().right() <= page.question.width()
    header = page.list.header()
    assert header.sectionSize(0) > 90, "the words can be read"
    assert not page.list.horizontalScrollBar().isVisible()
