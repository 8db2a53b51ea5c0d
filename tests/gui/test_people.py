"""Who works, who is asked to, what a reviewer says: with real keys and clicks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.commands import Accept, ImportArticle, Target
from core.commands.sharing import ApproveSet, Assign, Remark, ReturnSet, SubmitSet
from core.errors import LibraryError
from core.records import ArticleDraft
from core.sets import ReviewStatus
from core.settings import Settings
from core.workspace import Inline, Workspace
from gui.app import Application, make_application
from gui.dialogs.assign import AssignDialog
from gui.panels.article_rows import third_line
from gui.panels.work import Work
from gui.picker import Picker
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


@pytest.fixture
def shared(made_library: tuple[Path, str], settings: Settings, tmp_path: Path) -> Iterator[Application]:
    """The program on a library in which Ben has worked, too, before its window is up; Lois Lane was the last."""
    library = tmp_path / "shared.copydesk"
    shutil.copy(made_library[0], library)
    ben = Workspace.open(library, "Ben", Inline())
    ben.submit(SubmitSet(made_library[1])).result()
    ben.close()
    settings.last_article = made_library[1]
    application = Application(make_application(), settings)
    application.open_library(library)
    assert application.window is not None
    yield application
    application.window.close()


def begun(application: Application, bot: QtBot) -> Hand:
    """The window is up, and the question with it."""
    window = application.window
    assert window is not None
    with bot.waitSignal(window.painted):
        application.begin()
    return Hand(window, window.desk.workspace, bot)


def question(hand: Hand) -> Picker:
    hand.bot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    return hand.picker()


def test_before_it_is_said_who_works_no_key_does_anything(shared: Application, qtbot: QtBot) -> None:
    assert shared.window is not None
    hand = Hand(shared.window, shared.window.desk.workspace, qtbot)
    before = len(hand.revisions())
    with qtbot.waitSignal(shared.window.painted):
        shared.begin()
        shared.window.activateWindow()
        hand.key(K.Key_Return)
        hand.bot.keyClick(hand.window, K.Key_Z, CONTROL)  # what Lois Lane did last would be taken back
    picker = question(hand)
    assert hand.desk.session is None, "nothing is open in anybody’s name"
    hand.key(K.Key_Tab)
    hand.key(K.Key_Return)
    qtbot.mouseClick(hand.window, Qt.MouseButton.LeftButton)
    assert picker.isVisible(), "a click beside it is no answer"
    qtbot.keyClicks(picker.line, "Ben")
    qtbot.keyClick(picker.line, K.Key_Return)
    qtbot.waitUntil(lambda: hand.desk.session is not None)
    assert "was not done" in hand.window.status.hint.text()
    assert len(hand.revisions()) == before
    hand.window.activateWindow()
    qtbot.waitUntil(hand.article.hasFocus)
    hand.key(K.Key_Tab)
    hand.key(K.Key_Return)
    qtbot.waitUntil(lambda: len(hand.revisions()) == before + 1)
    assert hand.newest().annotator == "Ben"


def test_neither_enter_nor_escape_alone_says_who_works(shared: Application, qtbot: QtBot) -> None:
    hand = begun(shared, qtbot)
    picker = question(hand)
    assert [choice.value for choice in picker.model.choices] == ["Lois Lane", "Ben"]
    for key in (K.Key_Return, K.Key_Escape, K.Key_Tab, K.Key_Return):
        qtbot.keyClick(picker.line, key)
    assert picker.isVisible()
    assert hand.desk.session is None
    qtbot.keyClick(picker.line, K.Key_Down)
    qtbot.keyClick(picker.line, K.Key_Return)
    qtbot.waitUntil(lambda: hand.desk.session is not None)
    assert hand.window.status.annotator.text() == "Annotator: Lois Lane", "who worked last is the first in the list"


def test_whoever_closes_the_question_leaves_the_desk(shared: Application, qtbot: QtBot) -> None:
    hand = begun(shared, qtbot)
    picker = question(hand)
    with qtbot.waitSignal(hand.window.closed):
        picker.close()
    assert not picker.isVisible()


def test_files_are_imported_by_whoever_said_that_they_work(shared: Application, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Homs falls\nThe army took Homs.\n")
    window = shared.window
    assert window is not None
    with qtbot.waitSignal(window.painted):
        shared.begin([tmp_path / "new.txt"])
    hand = Hand(window, window.desk.workspace, qtbot)
    picker = question(hand)
    qtbot.keyClicks(picker.line, "Ben")
    with qtbot.waitSignal(window.intake.imported):
        qtbot.keyClick(picker.line, K.Key_Return)
    (imported,) = [one for one in hand.revisions() if one.intent == "import_article"][1:]
    assert imported.annotator == "Ben"


def test_where_nobody_can_be_read_the_desk_says_so_and_opens(
    shared: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_store: object) -> None:
        raise LibraryError("The library is locked by another program.")

    monkeypatch.setattr("core.library.together.Together.people", locked)
    hand = begun(shared, qtbot)
    qtbot.waitUntil(lambda: hand.desk.session is not None)
    assert hand.window.messages.sentence() == "The library is locked by another program."


def test_in_a_library_of_one_nobody_is_asked(settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    application = Application(make_application(), settings)
    application.open_library(tmp_path / "own.copydesk")
    begun(application, qtbot)
    assert QApplication.activeModalWidget() is None
    assert application.window is not None
    assert application.window.desk.drop_typed() is False
    application.window.close()


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
