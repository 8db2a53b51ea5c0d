"""The review page by keyboard and mouse: Ben has annotated on his own, Lois reviews."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.commands import AddEntity, Reject, Relabel
from core.commands.sharing import Assign, SubmitSet
from core.sets import ReviewStatus
from gui.reviewing.page import ReviewPage
from tests.gui.adjudicating.test_page import accept_all, does, made
from tests.gui.conftest import Hand, span

K = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def submitted(hand: Hand, article: str) -> ReviewPage:
    """Ben accepted all but gave one label otherwise, rejected one, and found one more."""
    does(hand, "Carla", Assign(article, "Ben", True, True))
    accept_all(hand, "Ben", article)
    does(hand, "Ben", Relabel(article, (made(hand, "Ben", article, "Qusair"),), "GPE"))
    does(hand, "Ben", Reject(article, (made(hand, "Ben", article, "Wednesday"),), "wrong boundary"))
    does(hand, "Ben", AddEntity(article, span("the army"), "ORG"))
    does(hand, "Ben", SubmitSet(article))
    return opened(hand)


def opened(hand: Hand) -> ReviewPage:
    hand.bot.keyClick(hand.window, K.Key_R, BOTH)
    page = hand.window.door.review.page
    hand.bot.waitUntil(page.list.hasFocus)
    return page


def press(hand: Hand, key: K, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    hand.bot.keyClick(QApplication.focusWidget(), key, modifiers)


def write(hand: Hand, page: ReviewPage, words: str) -> None:
    press(hand, K.Key_T)
    hand.bot.waitUntil(page.line.hasFocus)
    hand.bot.keyClicks(page.line, words)
    hand.bot.keyClick(page.line, K.Key_Return)
    hand.bot.waitUntil(page.list.hasFocus)


def lines(page: ReviewPage) -> list[tuple[str, ...]]:
    items = (page.list.topLevelItem(n) for n in range(page.list.topLevelItemCount()))
    return [tuple(item.text(column) for column in range(3)) for item in items if item is not None]


def review_of(hand: Hand, article: str) -> ReviewStatus:
    sets = hand.workspace.ask(lambda store: store.sets(article)).result()
    review = hand.workspace.ask(lambda store: store.review(sets[1].id)).result()
    return ReviewStatus.NONE if review is None else review.status


def test_returned_with_a_comment_on_each_annotation_that_needs_one(hand: Hand, article: str) -> None:
    page = submitted(hand, article)
    assert page.between.text().startswith("Ben · submitted by Ben, ")
    assert lines(page) == [
        ("Qusair", "ORG → GPE", ""),
        ("Wednesday", "rejected DATE: wrong boundary", ""),
        ("the army", "added ORG", ""),
    ]
    assert page.about.text() == "Qusair: ORG → GPE", "it begins with the first"
    outlined = page.compare.right.view.outlines()
    assert any(one.span == span("Qusair") and one.was == "ORG" for one in outlined)
    press(hand, K.Key_N)
    write(hand, page, "It is a day, in full.")
    assert lines(page)[1][2] == "It is a day, in full."
    assert page.give_back.text() == "Return with 1 Comment"
    press(hand, K.Key_Return, CONTROL)
    assert review_of(hand, article) is ReviewStatus.SUBMITTED, "comments would be lost with an approval"
    assert "only a return hands over" in hand.window.status.hint.text()
    press(hand, K.Key_N)
    write(hand, page, "Armies are no organisations here.")
    revisions = len(hand.revisions())
    press(hand, K.Key_R)
    assert len(hand.revisions()) == revisions + 1, "one action, with all that was said"
    assert page.messages.sentence() == "Returned to Ben, with 2 comments."
    assert review_of(hand, article) is ReviewStatus.RETURNED
    assert page.drafts == {}
    ben = hand.workspace.ask(lambda store: store.load(article, annotator="Ben")).result()
    army = next(one for one in ben.annotations if one.body.bounds == span("the army"))
    (said,) = ben.remarks.thread(army.id)
    assert (said.author, said.text) == ("Lois Lane", "Armies are no organisations here.")
    assert len(ben.remarks.everything()) == 2
    press(hand, K.Key_Escape)
    assert not hand.window.door.review.is_open


def test_approved_and_reopened(hand: Hand, article: str) -> None:
    page = submitted(hand, article)
    press(hand, K.Key_Return, CONTROL)
    assert review_of(hand, article) is ReviewStatus.APPROVED
    assert page.messages.sentence().startswith("Approved.")
    assert page.approve_button.isHidden()
    assert page.give_back.isHidden()
    hand.bot.mouseClick(page.reopen_button, Qt.MouseButton.LeftButton)
    assert review_of(hand, article) is ReviewStatus.NONE
    assert not page.approve_button.isHidden()


def test_everything_and_what_one_clicks(hand: Hand, article: str) -> None:
    page = submitted(hand, article)
    press(hand, K.Key_A)
    assert len(lines(page)) == 12
    assert ("Syrian", "accepted NORP", "") in lines(page)
    press(hand, K.Key_A)
    assert len(lines(page)) == 3
    view = page.compare.right.view
    session = view._session
    assert session is not None
    syrian = next(one for one in session.items() if one.body.bounds == span("Syrian"))
    view.click_item(syrian.id)
    assert page.about.text() == "Syrian: accepted NORP"
    press(hand, K.Key_I)
    assert not page.compare.left.view.isHidden()


def test_a_comment_on_the_article_and_one_thought_better_of(hand: Hand, article: str) -> None:
    page = submitted(hand, article)
    press(hand, K.Key_T, Qt.KeyboardModifier.ShiftModifier)
    hand.bot.waitUntil(page.line.hasFocus)
    assert page.about.text() == "The article"
    hand.bot.keyClicks(page.line, "Well done!")
    hand.bot.keyClick(page.line, K.Key_Return)
    press(hand, K.Key_N)
    press(hand, K.Key_T)
    hand.bot.keyClicks(page.line, "Hm")
    hand.bot.keyClick(page.line, K.Key_Escape)
    assert page.line.text() == ""
    assert hand.window.door.review.is_open
    assert list(page.drafts.values()) == ["Well done!"]
    hand.bot.mouseClick(page.give_back, Qt.MouseButton.LeftButton)
    ben = hand.workspace.ask(lambda store: store.load(article, annotator="Ben")).result()
    assert [said.text for said in ben.remarks.thread(None)] == ["Well done!"]


def test_what_the_annotator_does_meanwhile_appears_and_what_is_written_stays(hand: Hand, article: str) -> None:
    page = submitted(hand, article)
    press(hand, K.Key_T)
    hand.bot.waitUntil(page.line.hasFocus)
    hand.bot.keyClicks(page.line, "Half a sent")
    does(hand, "Ben", AddEntity(article, span("Tall Zaher"), "LOC"))
    assert ("Tall Zaher", "added LOC", "") in lines(page)
    assert page.line.text() == "Half a sent"
    assert page.about.text() == "Qusair: ORG → GPE"


def test_of_several_one_is_chosen(hand: Hand, article: str) -> None:
    does(hand, "Carla", Assign(article, "Dana", True, True))
    does(hand, "Dana", SubmitSet(article))
    does(hand, "Carla", Assign(article, "Ben", True, True))
    does(hand, "Ben", SubmitSet(article))
    hand.bot.keyClick(hand.window, K.Key_R, BOTH)
    page = hand.window.door.review.page
    offered = [(one.text, one.hint.split(",")[0]) for one in hand.picker().model.choices]
    assert offered == [("Ben", "submitted by Ben"), ("Dana", "submitted by Dana"), ("Shared", "not submitted")]
    assert page.between.mapTo(page, page.between.rect().topLeft()).y() < 30, "its line stays at the top meanwhile"
    hand.type_choice("Dana")
    assert page.between.text().startswith("Dana · submitted")
    assert page.compare.right.title.text() == "As suggested → as Dana has it"


def test_who_annotates_independently_reviews_nobody(hand: Hand, article: str) -> None:
    does(hand, "Carla", Assign(article, "Lois Lane", True, True))
    hand.bot.keyClick(hand.window, K.Key_R, BOTH)
    page = hand.window.door.review.page
    hand.bot.waitUntil(lambda: "Submit your annotations first" in page.messages.sentence())
    assert page.splitter.isHidden()
