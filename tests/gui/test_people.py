"""Who works, who is asked to, what a reviewer says: with real keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.commands import Accept, ImportArticle, Target
from core.commands.sharing import ApproveSet, Assign, Remark, ReturnSet, SubmitSet
from core.records import ArticleDraft
from core.sets import ReviewStatus
from gui.dialogs.assign import AssignDialog
from gui.panels.article_rows import third_line
from gui.panels.work import Work
from tests.gui.adjudicating.test_page import does
from tests.gui.conftest import Hand

K = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def assigning(hand: Hand) -> AssignDialog:
    hand.bot.keyClick(hand.window, K.Key_I, BOTH)
    dialog = hand.window.findChild(AssignDialog)
    assert isinstance(dialog, AssignDialog)
    hand.bot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_one_works_as_somebody_else(hand: Hand, article: str) -> None:
    does(hand, "Ben", Assign(article, "Ben", True, True))
    hand.bot.mouseClick(hand.window.status.annotator, Qt.MouseButton.LeftButton)
    hand.type_choice("Ben")
    hand.bot.waitUntil(lambda: hand.window.status.annotator.text() == "Annotator: Ben, on your own")
    assert hand.desk.session is not None
    assert hand.desk.session.annotation_set.annotator == "Ben", "the article is open as Ben has it"
    hand.select("Qusair")
    hand.key(K.Key_Return)
    assert hand.newest().annotator == "Ben"
    assert hand.newest().set_id == hand.desk.session.set_id
    assert hand.window.settings.annotator == "Ben"


def test_a_library_of_several_asks_who_works_and_one_of_one_does_not(hand: Hand, article: str) -> None:
    hand.window.assistants.ask_who()
    assert QApplication.activePopupWidget() is None
    does(hand, "Ben", SubmitSet(article))
    hand.window.assistants.ask_who()
    picker = hand.picker()
    hand.bot.keyClick(picker.line, K.Key_Return)
    assert hand.window.status.annotator.text() == "Annotator: Lois Lane", "Enter goes on as before"


def test_selected_articles_are_assigned_by_a_dialog(hand: Hand, article: str) -> None:
    does(hand, "Ben", ImportArticle(ArticleDraft("Another", "Another text.", "b.txt")))
    hand.bot.waitUntil(lambda: hand.window.list.model.rowCount() == 2)
    hand.window.list.list.selectAll()
    dialog = assigning(hand)
    assert dialog.windowTitle() == "Assign 2 Articles"
    hand.bot.keyClick(dialog.people, K.Key_Space)
    hand.bot.mouseClick(dialog.name, Qt.MouseButton.LeftButton)
    hand.bot.keyClicks(dialog.name, "Carla")
    hand.bot.keyClick(dialog.name, K.Key_Return)
    assert dialog.isVisible(), "Enter added the name, and no more"
    assert dialog.chosen() == ["Ben", "Carla"]
    hand.bot.mouseClick(dialog.ways.buttons()[2], Qt.MouseButton.LeftButton)
    hand.bot.keyClicks(dialog.due, "2026-12-01")
    hand.bot.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
    assert hand.window.messages.sentence() == "Assigned to Ben, Carla."
    lines = hand.workspace.ask(lambda store: store.articles(assigned="Carla")).result()
    assert len(lines) == 2
    assert all(one.independent and one.due == "2026-12-01" for line in lines for one in line.assigned)
    assert third_line(lines[0]) == "for Ben, Carla · due 2026-12-01"


def test_the_dialog_says_who_was_asked_already(hand: Hand, article: str) -> None:
    does(hand, "Carla", Assign(article, "Ben", True, True))
    dialog = assigning(hand)
    rows = [dialog.people.item(row).text() for row in range(dialog.people.count())]
    assert rows == ["Ben   · asked already: independently", "Carla", "Lois Lane"]
    hand.bot.mouseClick(dialog.name, Qt.MouseButton.LeftButton)
    hand.bot.keyClicks(dialog.name, "Ben")
    hand.bot.keyClick(dialog.name, K.Key_Return)
    assert dialog.chosen() == ["Ben"]
    hand.bot.mouseClick(dialog.ways.buttons()[1], Qt.MouseButton.LeftButton)
    hand.bot.keyClick(dialog, K.Key_Return)
    hand.bot.waitUntil(lambda: "been assigned this article like that already" in hand.window.messages.sentence())


def test_what_is_mine_is_sifted(hand: Hand, article: str) -> None:
    chips = hand.window.list.chips
    assert chips[Work.MINE].isHidden()
    does(hand, "Ben", ImportArticle(ArticleDraft("Another", "Another text.", "b.txt")))
    does(hand, "Ben", Assign(article, "Lois Lane"))
    hand.bot.waitUntil(lambda: not chips[Work.MINE].isHidden() and hand.window.list.model.rowCount() == 2)
    hand.bot.mouseClick(chips[Work.MINE], Qt.MouseButton.LeftButton)
    assert [one.info.id for one in hand.window.list.model.summaries] == [article]


def test_a_click_with_control_selects_and_does_not_open(hand: Hand, article: str) -> None:
    does(hand, "Ben", ImportArticle(ArticleDraft("Another", "Another text.", "b.txt")))
    hand.bot.waitUntil(lambda: hand.window.list.model.rowCount() == 2)
    view = hand.window.list.list
    where = view.visualRect(hand.window.list.model.index(0)).center()
    hand.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CONTROL, pos=where)
    assert len(hand.window.list.selected()) == 2
    assert hand.desk.session is not None
    assert hand.desk.session.id == article


def test_an_assignment_opens_the_set_that_one_works_in_from_now_on(hand: Hand, article: str) -> None:
    hand.workspace.submit(Assign(article, "Lois Lane", True, True)).result()
    assert hand.desk.session is not None
    hand.bot.waitUntil(lambda: hand.desk.session is not None and hand.desk.session.set_id != article)
    hand.select("Qusair")
    hand.key(K.Key_Return)
    assert hand.newest().set_id == hand.desk.session.set_id


def test_submitted_returned_approved_and_reopened(hand: Hand, article: str) -> None:
    hand.window.run("submit")
    assert hand.window.messages.sentence().startswith("Submitted.")
    assert hand.window.list.model.summaries[0].review is ReviewStatus.SUBMITTED
    hand.window.run("return")
    hand.type_choice("Look at the speakers")
    assert hand.window.messages.sentence() == "Returned."
    assert hand.desk.session is not None
    assert [comment.text for comment in hand.desk.session.remarks.thread(None)] == ["Look at the speakers"]
    hand.window.run("approve")
    before = len(hand.revisions())
    hand.select("Qusair")
    hand.key(K.Key_Return)
    assert len(hand.revisions()) == before
    assert "Lois Lane approved this article" in hand.window.messages.sentence()
    hand.bot.mouseClick(hand.window.messages.button, Qt.MouseButton.LeftButton)
    assert hand.newest().intent == "reopen_set"
    hand.key(K.Key_Return)
    assert hand.newest().intent == "accept"


def test_of_several_sets_one_is_asked_for(hand: Hand, article: str) -> None:
    does(hand, "Carla", Assign(article, "Ben", True, True))
    loaded = hand.workspace.ask(lambda store: store.load(article, annotator="Ben")).result()
    does(hand, "Ben", Accept(article, tuple(Target(one.id, one.version) for one in loaded.suggestions)))
    does(hand, "Ben", SubmitSet(article))
    hand.window.run("approve")
    hand.type_choice("Ben")
    review = hand.workspace.ask(lambda store: store.review(loaded.annotation_set.id)).result()
    assert review is not None
    assert (review.status, review.by) == (ReviewStatus.APPROVED, "Lois Lane")
    does(hand, "Ben", ApproveSet(article, article))


def test_the_desk_says_what_one_was_asked_to_do(hand: Hand, article: str) -> None:
    task = hand.window.selection.task
    assert task.isHidden()
    hand.workspace.submit(Assign(article, "Lois Lane", True, True, "2026-12-01", "Quotes first, please.")).result()
    hand.bot.waitUntil(lambda: not task.isHidden())
    assert task.told.text().splitlines() == [
        "You annotate this on your own: until you submit, nobody sees yours, and you see nobody’s.",
        "“Quotes first, please.”",
        "Due on 2026-12-01.",
    ]
    hand.select("Qusair")
    hand.bot.waitUntil(task.isHidden)
    hand.key(K.Key_Escape)
    hand.bot.waitUntil(lambda: not task.isHidden())
    hand.bot.mouseClick(task.submit, Qt.MouseButton.LeftButton)
    hand.bot.waitUntil(lambda: task.told.text().startswith("Submitted by Lois Lane, "))
    assert task.submit.isHidden()
    assert hand.desk.session is not None
    set_id = hand.desk.session.set_id
    does(hand, "Carla", ReturnSet(article, set_id, (Remark("And the speakers?"),)))
    hand.bot.waitUntil(lambda: "Returned by Carla, " in task.told.text())
    assert not task.submit.isHidden()
