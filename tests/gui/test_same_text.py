"""One decision on all equal mentions: by one key, after a look, by rules that stay as they were left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from core.bodies import Entity, Span
from core.commands import AddEntity, ImportArticle, Relabel, Undo
from core.matching import Case
from core.records import Annotation, ArticleDraft, Suggestion, Verdict
from gui.context import target_of
from gui.dialogs.consistency import ConsistencyDialog
from gui.dialogs.same_text import SameTextDialog
from gui.parts import in_english
from tests.gui.conftest import TEXT, Hand, span

K = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def labels(hand: Hand, words: str) -> list[str]:
    """The label of every standing entity with these words, in the order of the text."""
    assert hand.desk.session is not None
    bodies = [item.body for item in hand.desk.session.items()]
    return [body.label for body in bodies if isinstance(body, Entity) and body.span.of(TEXT) == words]


def intents(hand: Hand) -> list[str]:
    return [revision.intent for revision in hand.revisions()]


def told(hand: Hand) -> str:
    hand.wait_for_panel()
    panel = hand.window.selection
    return panel.same.text() if not panel.same.isHidden() else ""


def opened(hand: Hand) -> SameTextDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, SameTextDialog) and w.isVisible()]
    assert len(found) == 1
    hand.bot.waitUntil(found[0].list.hasFocus)
    return found[0]


def test_bare_mentions_get_the_label_too(hand: Hand) -> None:
    hand.mark("army")
    hand.key(K.Key_2, SHIFT)
    assert labels(hand, "army") == ["ORG", "ORG"]
    assert intents(hand)[-1] == "annotate_all"
    hand.key(K.Key_Z, CTRL)
    assert labels(hand, "army") == []


def test_what_begins_with_arabic_words_is_told_from_left_to_right(hand: Hand) -> None:
    text = "القصير. القصير. القصير."
    made = hand.workspace.submit(ImportArticle(ArticleDraft("القصير", text, "a.txt"))).result().article or ""
    hand.desk.open_article(made)
    hand.article.set_caret(6, 0)
    hand.article.setFocus()
    hand.key(K.Key_3)
    sentence = told(hand)
    assert "“القصير” is not annotated in 2 more places." in sentence
    hand.key(K.Key_A)
    hand.key(K.Key_A)
    hint = hand.window.status.hint.text()
    assert hint.endswith("“القصير” is GPE already.")
    for shown in (sentence, in_english("“القصير” is GPE.")):
        document = QTextDocument(shown)
        assert document.firstBlock().textDirection() == Qt.LayoutDirection.LeftToRight
    assert in_english("“Qusair” is GPE.") == "“Qusair” is GPE."
    assert in_english("12 × “Qusair”") == "12 × “Qusair”"


def test_the_panel_says_what_is_left(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    assert "“Qusair” is still" in told(hand)
    assert "in 2 more places" in told(hand)
    assert hand.window.selection.same_button.text() == "Make all 3 GPE   A"
    hand.key(K.Key_A)
    assert told(hand) == "All 3 mentions of “Qusair” are GPE."
    assert hand.window.selection.same_button.isHidden()


def test_after_rejecting_one_all_the_others_by_one_key(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_Backspace)
    assert "You rejected one “Qusair”; it stands 2 times more." in told(hand)
    assert hand.window.selection.repeat_button.text() == "Reject all 2   E"
    hand.key(K.Key_E)
    assert labels(hand, "Qusair") == []
    items = [hand.item("Qusair", nth) for nth in range(3)]
    assert [i.verdict for i in items if isinstance(i, Suggestion)] == [Verdict.REJECTED] * 3
    assert "You rejected" not in told(hand)
    assert intents(hand)[-2:] == ["reject", "reject"]
    hand.key(K.Key_Z, CTRL)
    assert len(labels(hand, "Qusair")) == 2


def test_the_reason_goes_with_it(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_Backspace, SHIFT)
    hand.bot.keyClick(hand.picker().line, K.Key_B)
    hand.article.setFocus()
    hand.key(K.Key_E)
    assert hand.newest().reason == "wrong boundary"


def test_adding_one_then_all(hand: Hand) -> None:
    hand.mark("army")
    hand.key(K.Key_2)
    assert "not annotated in 1 more place" in told(hand)
    hand.key(K.Key_E)
    assert labels(hand, "army") == ["ORG", "ORG"]


def test_deleting_one_then_all(hand: Hand) -> None:
    hand.mark("army")
    hand.key(K.Key_2, SHIFT)
    hand.select("army")
    hand.key(K.Key_Delete)
    assert "You deleted one “army”; it stands once more." in told(hand)
    hand.click(hand.window.selection.repeat_button)
    assert labels(hand, "army") == []
    assert intents(hand)[-2:] == ["delete", "delete"]


def test_reject_all_from_the_selected_one(hand: Hand) -> None:
    hand.select("Qusair", 1)
    hand.key(K.Key_Backspace, CTRL)
    assert labels(hand, "Qusair") == []
    assert hand.desk.item is not None
    assert hand.desk.session is not None
    assert hand.desk.session.is_pending(hand.desk.item.id)


def test_where_there_is_nothing_to_do_it_says_so(hand: Hand) -> None:
    hand.key(K.Key_E)
    assert "Decide on one mention first" in hand.window.status.hint.text()
    hand.select("Qusair")
    hand.key(K.Key_3, SHIFT)
    hand.key(K.Key_A)
    assert hand.window.status.hint.text() == "Every “Qusair” is GPE already."


# ---------------------------------------------------------------------------------------------------------- the preview


def test_in_the_preview_the_keys_of_labels_choose_what_they_become(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    assert dialog.apply.text() == "Make 3 ORG"
    hand.bot.keyClick(dialog.list, K.Key_5)
    assert dialog.apply.text() == "Make 3 LOC"
    hand.bot.keyClick(dialog.list, K.Key_Backspace)
    assert dialog.label.currentText() == "no entity"
    hand.bot.keyClick(dialog.list, K.Key_3, CTRL)
    assert dialog.label.currentText() == "no entity", "with Ctrl it is another key"
    hand.bot.keyClick(dialog.list, K.Key_3)
    hand.bot.keyClick(dialog.list, K.Key_Return)
    assert labels(hand, "Qusair") == ["GPE"] * 3


def test_a_look_first_and_one_is_left_out(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    assert dialog.model.rowCount() == 2
    assert dialog.told.text() == "2 of 2 chosen · 1 more is GPE already"
    assert dialog.apply.text() == "Make 2 GPE"
    hand.bot.keyClick(dialog.list, K.Key_Space)
    assert dialog.apply.text() == "Make 1 GPE"
    hand.bot.keyClick(dialog.list, K.Key_Return)
    assert labels(hand, "Qusair") == ["GPE", "ORG", "GPE"]
    assert hand.window.focusWidget() is hand.article


def test_a_click_in_the_row_unticks_it(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    row = dialog.list.visualRect(dialog.model.index(2))
    hand.bot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert [place.span for place in dialog.chosen()[0].places] == [span("Qusair"), span("Qusair", 1)]
    dialog.model.tick_all(on=False)
    assert not dialog.apply.isEnabled()
    dialog.model.tick_all(on=True)
    assert len(dialog.chosen()[0].places) == 3
    dialog.reject()
    assert labels(hand, "Qusair") == ["ORG"] * 3


def test_each_mention_stands_in_its_line(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    assert dialog.model.data(dialog.model.index(0)) == "Qusair falls — ORG, suggested"
    second = str(dialog.model.data(dialog.model.index(1)))
    assert second.startswith("BEIRUT — Syrian forces took Qusair on Wednesday.")
    dialog.reject()


@pytest.mark.parametrize(("words", "label"), [("Qusair", "ORG"), ("Mayadeen", "PERSON")])
def test_selected_words_are_offered_the_label_that_most_of_them_have(hand: Hand, words: str, label: str) -> None:
    """Where nothing is known of them, the first label of all."""
    hand.mark(words)
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    assert dialog.label.currentText() == label
    dialog.reject()


def test_another_label_or_none(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    dialog.label.setCurrentText("LOC")
    assert dialog.apply.text() == "Make 3 LOC"
    dialog.label.setCurrentText("no entity")
    assert dialog.apply.text() == "Reject 3"
    hand.bot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert labels(hand, "Qusair") == []
    assert intents(hand)[-1] == "reject"


def test_rules_change_what_is_found_and_stay(hand: Hand) -> None:
    hand.mark("army")
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    assert dialog.model.rowCount() == 2
    dialog.reject()
    hand.mark("The")
    hand.window.run("look_same")
    dialog = opened(hand)
    assert dialog.model.rowCount() == 1
    dialog.case.setCurrentIndex(1)
    assert dialog.model.rowCount() == 2  # “the army” too
    dialog.hyphenated.setChecked(False)
    dialog.reject()
    settings = hand.window.settings
    assert (settings.same_case, settings.same_possessive, settings.same_hyphenated) == ("first letter", True, False)
    assert hand.desk.matching.case is Case.FIRST_LETTER


def test_what_changed_meanwhile_is_refused_whole(hand: Hand) -> None:
    first = hand.select("Qusair")
    hand.key(K.Key_3)
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    hand.workspace.submit(Undo()).result()
    item = hand.item("Qusair", 1)
    hand.workspace.submit(Relabel(hand.window.desk.context().article, (target_of(item),), "LOC")).result()
    hand.bot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert "in the meantime" in hand.window.messages.sentence()
    assert labels(hand, "Qusair") == ["ORG", "LOC", "ORG"]
    assert isinstance(hand.item("Qusair", 1), Annotation)
    assert first.id == hand.item("Qusair").id


# -------------------------------------------------------------------------------------------------------- all articles

OTHER = "More news\nQusair, they say. Qusair’s end.\n"


def elsewhere(hand: Hand) -> str:
    return hand.workspace.submit(ImportArticle(ArticleDraft("More news", OTHER, "more.txt"))).result().article or ""


def towns(hand: Hand, article: str) -> list[str]:
    loaded = hand.workspace.answer(lambda store: store.load(article))
    return [one.body.label for one in loaded.annotations if isinstance(one.body, Entity)]


def test_one_decision_in_all_articles_and_one_undo(hand: Hand) -> None:
    article = elsewhere(hand)
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    dialog.scope.setCurrentIndex(1)
    hand.bot.waitUntil(lambda: dialog.model.rowCount() == 6)  # two headlines, two mentions in each
    assert dialog.told.text() == "4 of 4 chosen in 2 articles · 1 more is GPE already"
    headlines = [row for row in range(6) if dialog.model.data(dialog.model.index(row)) == "More news"]
    first = dialog.model.index(headlines[0])
    check = Qt.ItemDataRole.CheckStateRole
    dialog.model.setData(dialog.model.index(headlines[0] + 1), Qt.CheckState.Unchecked, check)
    assert Qt.CheckState(dialog.model.data(first, check)) is Qt.CheckState.PartiallyChecked
    dialog.list.setCurrentIndex(first)
    hand.bot.keyClick(dialog.list, K.Key_Space)
    assert dialog.apply.text() == "Make 4 GPE"
    hand.bot.mouseClick(dialog.apply, Qt.MouseButton.LeftButton)
    assert labels(hand, "Qusair") == ["GPE"] * 3
    assert towns(hand, article) == ["GPE", "GPE"]
    assert intents(hand)[-1] == "everywhere"
    hand.window.run("undo")
    assert labels(hand, "Qusair") == ["GPE", "ORG", "ORG"]
    assert towns(hand, article) == []


def test_back_in_this_article_the_others_are_forgotten(hand: Hand) -> None:
    elsewhere(hand)
    hand.select("Qusair")
    hand.key(K.Key_A, SHIFT)
    dialog = opened(hand)
    dialog.scope.setCurrentIndex(1)
    assert not dialog.apply.isEnabled(), "nothing is chosen before anything is seen"
    dialog.scope.setCurrentIndex(0)
    assert dialog.model.rowCount() == 3
    assert dialog.apply.isEnabled()
    dialog.reject()


# ---------------------------------------------------------------------------------------------------------- consistency


def consistency(hand: Hand) -> ConsistencyDialog:
    hand.window.run("consistency")
    dialog = hand.window.findChild(ConsistencyDialog)
    assert dialog is not None
    return dialog


def test_the_same_words_under_two_labels_are_listed_and_settled(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    shown = consistency(hand)
    cells = [cell.text() for at in range(2) if (cell := shown.table.item(0, at)) is not None]
    assert cells == ["Qusair", "GPE 1 · ORG 2 suggested"]
    assert shown.told.text() == "1 word or name bears several labels."
    hand.bot.waitUntil(shown.table.hasFocus)
    hand.bot.keyClick(shown.table, K.Key_Return)
    look = opened(hand)
    assert look.apply.text() == "Make 2 GPE"
    hand.bot.keyClick(look.list, K.Key_Return)
    assert shown.told.text() == "All is consistent: no words bear several labels in this article."
    assert not shown.look.isEnabled()
    shown.close()


def test_the_library_is_counted_too(hand: Hand) -> None:
    article = elsewhere(hand)
    hand.workspace.submit(AddEntity(article, Span(10, 16), "ORG")).result()
    hand.select("Qusair")
    hand.key(K.Key_3)
    shown = consistency(hand)
    hand.bot.mouseClick(shown.scope.button(1), Qt.MouseButton.LeftButton)
    hand.bot.waitUntil(lambda: shown.table.rowCount() == 1 and not shown.bar.isVisible())
    cells = [cell.text() for at in range(3) if (cell := shown.table.item(0, at)) is not None]
    assert cells == ["Qusair", "GPE 1 · ORG 1", "2"]
    hand.bot.keyClicks(shown.search, "nothing")
    assert shown.told.text() == "Nothing like that bears several labels."
    shown.search.clear()
    shown.label.setCurrentText("GPE")
    hand.bot.mouseClick(shown.look, Qt.MouseButton.LeftButton)
    look = opened(hand)
    hand.bot.waitUntil(look.apply.isEnabled)
    hand.bot.mouseClick(look.apply, Qt.MouseButton.LeftButton)
    hand.bot.waitUntil(lambda: "in the library" in shown.told.text())
    assert towns(hand, article) == ["GPE", "GPE"]
    shown.close()
