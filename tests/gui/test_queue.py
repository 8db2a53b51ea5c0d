"""The queue in the article: what is decided can be hidden, disagreements are gone to, reasons have keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from core.bodies import Entity
from core.commands import RecordSuggestions
from core.consistency import mixed_in
from core.everywhere import Finding
from core.ids import new_id
from core.records import Annotation, Proposal, RunResult, Suggestion, Verdict
from core.story import tell
from core.text import text_hash
from gui.actions import REASONS
from gui.controllers import decisions
from gui.dialogs.places import state_of
from gui.dialogs.same_text import SameTextDialog
from tests.gui.conftest import TEXT, Hand, results, span

K = Qt.Key
SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def colours(hand: Hand) -> set[str]:
    image = hand.article.viewport().grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(image.height())}


def test_what_is_decided_is_hidden_and_said_to_be(hand: Hand) -> None:
    hand.select("Beirut")
    hand.key(K.Key_3)
    hand.desk.select(None)
    hand.article.set_caret(0)
    green = hand.window.look.theme.label("green").name()
    for name in ("Qusair", "Beirut"):
        assert hand.article.item_at(hand.point(span(name).start + 1)), name
    everything = colours(hand)
    assert green in everything
    hand.key(K.Key_D)
    assert "1 hidden" in hand.window.status.progress.text()
    assert green not in colours(hand)
    assert hand.article.item_at(hand.point(span("Beirut").start + 1)) == []
    assert hand.article.item_at(hand.point(span("Qusair", 2).start + 1)) != [], "what is open is there"
    hand.window.show_tab("Annotations")
    assert "1 hidden in the article" in hand.window.frame.annotations.count.text()
    hand.select("Beirut")
    assert green in colours(hand), "what is selected is shown"
    hand.key(K.Key_D)
    assert "hidden" not in hand.window.status.progress.text()
    assert hand.window.settings.hide_decided is False


def test_a_decision_hides_at_once(hand: Hand) -> None:
    hand.key(K.Key_D)
    assert hand.article.hidden_count() == 0
    hand.select("Kamel Wazne")
    hand.key(K.Key_Return)
    assert hand.article.hidden_count() == 1
    assert "1 hidden" in hand.window.status.progress.text()
    if hand.desk.item is not None and hand.desk.item.id == hand.item("Kamel Wazne").id:
        hand.desk.select(None)
    assert hand.item("Kamel Wazne").id not in hand.article.item_at(hand.point(span("Kamel Wazne").start + 1))


@pytest.mark.parametrize("nth", [1, 7])
def test_reasons_have_keys_of_their_own(hand: Hand, nth: int) -> None:
    item = hand.select("Kamel Wazne")
    hand.key(K(K.Key_0 + nth), ALT)
    assert hand.newest().intent == "reject"
    assert hand.desk.session is not None
    rejected = hand.desk.session.item(item.id)
    assert isinstance(rejected, Suggestion)
    assert (rejected.verdict, rejected.reason) == (Verdict.REJECTED, REASONS[nth - 1])


def test_the_reasons_are_the_same_everywhere() -> None:
    assert tuple(choice.value for choice in decisions.REASONS) == REASONS


def test_a_disagreement_with_the_memory_can_be_on_purpose(hand: Hand) -> None:
    for nth, key in ((0, K.Key_3), (1, K.Key_3), (2, K.Key_2)):
        hand.select("Qusair", nth)
        hand.key(key)
    hand.desk.remembers = True
    hand.desk.select(None)
    hand.article.set_caret(0)
    hand.key(K.Key_Q)
    hint = hand.window.status.hint.text()
    assert "“Qusair” is ORG here; you made it GPE twice." in hint
    assert "Shift+Y if it is on purpose." in hint
    hand.key(K.Key_Y, SHIFT)
    assert hand.newest().intent == "add_comment"
    hand.key(K.Key_Q)
    assert "Nobody disagrees" in hand.window.status.hint.text()
    hand.key(K.Key_Z, CTRL)
    hand.key(K.Key_Q)
    assert "you made it GPE twice" in hand.window.status.hint.text()


def test_what_is_on_purpose_is_left_alone_by_what_is_done_to_all_and_no_inconsistency(hand: Hand) -> None:
    hand.select("Qusair", 1)
    hand.key(K.Key_1)
    assert hand.desk.session is not None
    assert [one.words for one in mixed_in(hand.desk.session)] == ["Qusair"]
    hand.key(K.Key_Y, SHIFT)
    assert mixed_in(hand.desk.session) == ()
    hand.select("Qusair")
    hand.key(K.Key_A, SHIFT)
    dialog = hand.window.findChild(SameTextDialog)
    assert dialog is not None
    assert dialog.told.text().startswith("2 of 3 chosen")
    assert [state_of(place) for finding in findings_of(dialog) for place in finding.places][1] == "PERSON, on purpose"
    dialog.close()
    hand.article.setFocus()
    hand.key(K.Key_3, SHIFT)
    assert [hand.entity("Qusair", nth).label for nth in range(3)] == ["GPE", "PERSON", "GPE"]
    hand.select("Qusair", 1)
    hand.key(K.Key_3, SHIFT)
    assert hand.entity("Qusair", 1).label == "GPE", "who begins with it means it"


def findings_of(dialog: SameTextDialog) -> list[Finding]:
    """All that is listed, ticked or not."""
    dialog.model.tick_all(on=True)
    return list(dialog.chosen())


def test_a_suggestion_is_accepted_as_on_purpose_by_one_key_and_one_undo(hand: Hand) -> None:
    for nth in (0, 1):
        hand.select("Qusair", nth)
        hand.key(K.Key_3)
    hand.desk.remembers = True
    hand.desk.select(None)
    hand.article.set_caret(0)
    hand.key(K.Key_Q)
    hint = hand.window.status.hint.text()
    assert "ORG is suggested, and the memory says GPE" in hint
    assert "Shift+Y if it is on purpose." in hint
    before = len(hand.revisions())
    hand.key(K.Key_Y, SHIFT)
    accepted = hand.item("Qusair", 2)
    assert isinstance(accepted, Annotation)
    assert (hand.newest().intent, len(hand.revisions())) == ("accept", before + 1)
    assert hand.desk.session is not None
    assert hand.desk.session.remarks.is_settled(accepted.id)
    assert "Accepted, and said to be on purpose." in hand.window.status.hint.text()
    hand.key(K.Key_Q)
    assert "Nobody disagrees" in hand.window.status.hint.text()
    assert tell(hand.newest(), text=TEXT).sentence == "accepted “Qusair” as ORG"
    hand.desk.remembers = False  # else the memory would have its way again
    hand.key(K.Key_Z, CTRL)
    assert hand.desk.session.is_pending(accepted.id)
    assert hand.desk.session.remarks.thread(accepted.id) == ()


def test_the_question_why_names_what_it_is_about_and_leaves_it_in_sight(hand: Hand) -> None:
    hand.select("Wednesday")
    hand.key(K.Key_Backspace, SHIFT)
    picker = hand.picker()
    assert picker.windowTitle() == "Why is “Wednesday” wrong?"
    place = hand.article.viewport().mapToGlobal(hand.article.point_of(span("Wednesday").start))
    assert not picker.geometry().adjusted(0, -8, 0, 8).contains(place)
    picker.close()


def test_q_goes_to_the_next_disagreement_and_says_what_it_is(hand: Hand) -> None:
    hand.key(K.Key_Q)
    assert "Nobody disagrees" in hand.window.status.hint.text()
    hand.select("Beirut")
    hand.key(K.Key_3)  # GPE stands; another model says otherwise
    assert hand.desk.session is not None
    run = results(TEXT, (), ())[0].run
    body = Entity(span("Beirut-", 0) if "Beirut-" in TEXT else span("Kamel"), "ORG")
    other = Entity(span("Kamel"), "PERSON")
    made = RunResult(
        type(run)(new_id(), "other", "m", "1", "{}", run.at, text_hash(TEXT)), (Proposal(body), Proposal(other))
    )
    hand.workspace.submit(RecordSuggestions(hand.desk.session.id, (made,))).result()
    hand.desk.select(None)
    hand.article.set_caret(0)
    hand.key(K.Key_Q)
    first = hand.desk.item
    assert first is not None
    assert "suggested" in hand.window.status.hint.text()
    hand.key(K.Key_Q, SHIFT)
    last = hand.desk.item
    assert last is not None
    hand.key(K.Key_Q)
    assert hand.desk.item is not None
    assert hand.desk.item.id == first.id
