"""The history page with real keys and clicks: looking, comparing, reverting, restoring."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.bodies import Entity, Span
from core.commands import Accept, AddEntity, ImportArticle, Reject, Relabel, Target
from core.commands.sharing import Assign
from core.queries import Wanted
from core.records import ArticleDraft, Revision
from gui.history.compare import NEW, OLD
from gui.history.page import HistoryPage
from gui.window import DeskWindow
from tests.gui.conftest import TEXT, Hand, span

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Chief:
    """A desk chief with the history page before them."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.bot = hand, hand.bot
        self.window, self.desk = hand.window, hand.desk

    @property
    def page(self) -> HistoryPage:
        return self.window.door.page

    def open(self) -> None:
        self.bot.keyClick(self.window, K.Key_H, CTRL)
        self.bot.waitUntil(lambda: self.window.door.is_open and self.page.listing.hasFocus())

    def key(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.bot.keyClick(focus, key)

    def click(self, widget: QWidget) -> None:
        self.bot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def sentences(self) -> list[str]:
        return [event.story.sentence for event in self.page.listing.events()]

    def choose(self, text: str) -> None:
        """Type into the open picker, and Enter."""
        self.hand.type_choice(text)

    def command(self, command: object, annotator: str = "Perry White") -> Revision:
        """What somebody else does meanwhile, in a program of their own."""
        workspace = self.desk.workspace
        me, workspace.annotator = workspace.annotator, annotator
        try:
            return workspace.submit(command).result()  # type: ignore[arg-type]
        finally:
            workspace.annotator = me

    def right_labels(self) -> dict[str, str]:
        session = self.page.compare.right.view._session
        assert session is not None
        items = (item.body for item in session.items())
        return {body.span.of(session.text): body.label for body in items if isinstance(body, Entity)}


def target(hand: Hand, words: str, nth: int = 0) -> Target:
    item = hand.item(words, nth)
    return Target(item.id, item.version)


@pytest.fixture
def chief(hand: Hand, article: str) -> Chief:
    """Three things were done: “Syrian” accepted, all of “Qusair” made GPE, “Wednesday” rejected by somebody else."""
    chief = Chief(hand)
    hand.workspace.submit(Accept(article, (target(hand, "Syrian"),))).result()
    hand.workspace.submit(Relabel(article, tuple(target(hand, "Qusair", n) for n in range(3)), "GPE")).result()
    chief.command(Reject(article, (target(hand, "Wednesday"),), "wrong boundary"))
    chief.open()
    return chief


# ------------------------------------------------------------------------------------------------------------- looking


def test_there_and_back(chief: Chief) -> None:
    assert chief.window.top.history.isChecked()
    assert chief.window.status.comparing.text() == "Comparing: as suggested ↔ revision 6"
    chief.key(K.Key_Escape)
    assert not chief.window.door.is_open
    assert not chief.window.top.history.isChecked()
    assert chief.window.status.comparing.isHidden()
    chief.bot.waitUntil(chief.window.article.hasFocus)
    chief.click(chief.window.top.history)
    assert chief.window.door.is_open


def test_what_was_done_in_words_newest_first(chief: Chief) -> None:
    assert chief.sentences() == [
        "rejected “Wednesday” as DATE",
        "made 3 × “Qusair” GPE",
        "accepted “Syrian” as NORP",
        "suggested 11",
        "imported the article",
    ]
    assert [event.who for event in chief.page.listing.events()][:2] == ["Perry White", "You"]
    assert chief.page.chips.count.text() == "5 revisions · 5 annotations changed"
    assert chief.page.compare.left.title.text() == "As suggested"
    assert chief.page.compare.left.detail.text().endswith(" · run 1")
    assert chief.page.compare.right.title.text() == "As it stands now"
    assert chief.page.compare.right.detail.text().endswith("3 relabelled, 1 accepted, 1 rejected")


def test_the_slider_goes_through_the_past(chief: Chief) -> None:
    assert chief.right_labels()["Qusair"] == "GPE"
    chief.key(K.Key_Left)
    assert chief.window.status.comparing.text() == "Comparing: as suggested ↔ revision 5"
    assert "Wednesday" in chief.right_labels()
    chief.key(K.Key_Left)
    assert chief.right_labels()["Qusair"] == "ORG"
    assert chief.page.listing.current() == 4
    chief.key(K.Key_Right)
    assert chief.right_labels()["Qusair"] == "GPE"
    chief.click(chief.page.travel.back)
    assert chief.right_labels()["Qusair"] == "ORG"
    slider = chief.page.travel.slider
    where = slider.rect().center()
    where.setX(round(slider.place(3)))
    chief.bot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=where)
    assert chief.page.listing.current() == 5


def test_the_timeline_moves_the_slider(chief: Chief) -> None:
    chief.key(K.Key_Down)
    assert chief.page.travel.number() == 5
    assert chief.page.travel.where.text().endswith("revision 5")
    chief.key(K.Key_Up)
    assert chief.page.travel.number() == 6


def test_the_desk_stays_where_it_is(chief: Chief) -> None:
    chief.key(K.Key_Left)
    chief.key(K.Key_Left)
    assert chief.hand.entity("Qusair").label == "GPE"
    assert len(chief.hand.revisions()) == 6


def test_differences_are_outlined_on_both_sides(chief: Chief) -> None:
    left, right = chief.page.compare.left.view, chief.page.compare.right.view
    three = [span("Qusair", nth) for nth in range(3)]
    assert [outline.span for outline in right.outlines()] == three
    assert [outline.span for outline in left.outlines()] == [*three[:2], span("Wednesday"), three[2]]
    assert {outline.side for outline in left.outlines()} == {OLD}
    chief.key(K.Key_I)
    assert left.isHidden()
    assert chief.page.compare.right.title.text() == "As suggested → as it stands now"
    inline = [(outline.span, outline.side, outline.was) for outline in right.outlines()]
    assert inline == [
        (three[0], NEW, "ORG"),
        (three[1], NEW, "ORG"),
        (span("Wednesday"), OLD, ""),
        (three[2], NEW, "ORG"),
    ]
    chief.key(K.Key_I)
    assert not left.isHidden()
    assert chief.page.compare.right.title.text() == "As it stands now"


def test_from_difference_to_difference(chief: Chief) -> None:
    def current() -> str:
        difference = chief.page.compare.current()
        return "" if difference is None else difference.body.bounds.of(TEXT)

    assert current() == ""
    walk = []
    for _ in range(5):
        chief.key(K.Key_N)
        walk.append(current())
    assert walk == ["Wednesday", "Qusair", "Qusair", "Qusair", "Wednesday"], "it begins with what the revision did"
    chief.key(K.Key_P)
    assert current() == "Qusair"
    chief.key(K.Key_Left)
    assert current() == ""
    chief.key(K.Key_P)
    assert current() == "Qusair", "round at the beginning"


def test_the_articles_begin_at_one_height(chief: Chief) -> None:
    left, right = chief.page.compare.left.view, chief.page.compare.right.view
    right.verticalScrollBar().setValue(200)
    for width in (1000, 1001, 1002):
        chief.window.resize(width, 700)
        chief.bot.waitUntil(partial(is_wide, chief.window, width))
        chief.bot.waitUntil(lambda: left.width() == right.width())
        chief.bot.waitUntil(lambda: left.verticalScrollBar().value() == right.verticalScrollBar().value())
        assert left.y() == right.y()


def is_wide(widget: QWidget, width: int) -> bool:
    return widget.width() == width


def test_outlines_are_painted_dashed_for_what_was_and_solid_for_what_is(chief: Chief) -> None:
    views = chief.page.compare.left.view, chief.page.compare.right.view
    bad, good = (chief.window.look.theme.colour(role).rgb() for role in ("bad", "good"))
    for view, colour, other in zip(views, (bad, good), (good, bad), strict=True):
        image = view.viewport().grab().toImage()
        found = Counter(image.pixel(x, y) for x in range(image.width()) for y in range(260))
        assert found[colour] > 50
        assert not found[other]


def test_both_sides_are_as_large_and_scroll_together(chief: Chief) -> None:
    left, right = chief.page.compare.left.view, chief.page.compare.right.view
    chief.window.set_zoom(200)
    assert (left.zoom(), right.zoom()) == (200, 200)
    right.verticalScrollBar().setValue(120)
    assert left.verticalScrollBar().value() == 120
    left.set_zoom(150)
    assert right.zoom() == 150


def test_the_theme_is_switched_meanwhile(chief: Chief) -> None:
    chief.window.set_theme("dark")
    image = chief.page.compare.right.view.viewport().grab().toImage()
    assert image.pixelColor(image.width() // 2, 8).name() == chief.window.look.theme.colours["page"]


def test_compare_with_the_revision_before(chief: Chief) -> None:
    chief.click(chief.page.chips.since)
    chief.choose("revision before")
    assert chief.page.compare.left.title.text() == "Before this revision"
    assert chief.page.compare.right.detail.text().endswith("1 rejected")
    assert chief.window.status.comparing.text() == "Comparing: revision 5 ↔ revision 6"
    chief.click(chief.page.chips.since)
    chief.choose("import")
    assert chief.page.compare.left.title.text() == "As imported"
    assert "11 suggested" not in chief.page.compare.right.detail.text()


# ------------------------------------------------------------------------------------------------------------- sifting


def test_chips_sift_the_timeline(chief: Chief) -> None:
    chips = chief.page.chips
    chief.click(chips.annotator)
    chief.choose("Perry")
    assert chief.sentences() == ["rejected “Wednesday” as DATE"]
    assert chips.annotator.value() == "Perry White"
    assert chips.count.text() == "1 revision · 1 annotation changed"
    chief.click(chips.annotator)
    chief.choose("Anyone")
    chief.click(chips.kind)
    chief.choose("relabelled")
    assert chief.sentences() == ["made 3 × “Qusair” GPE"]
    chief.click(chips.kind)
    chief.choose("Any")
    chief.click(chips.label)
    chief.choose("NORP")
    assert chief.sentences() == ["accepted “Syrian” as NORP", "suggested 11"]
    chief.click(chips.time)
    chief.choose("Today")
    assert len(chief.sentences()) == 2


def test_where_nothing_is_found_the_timeline_says_so(chief: Chief) -> None:
    listing = chief.page.listing
    assert listing.accessibleDescription() == ""
    chief.click(chief.page.chips.kind)
    chief.choose("sources")
    chief.bot.waitUntil(lambda: chief.sentences() == [])
    assert listing.accessibleDescription().startswith("Nothing that is looked for was done here.")
    told = listing.viewport().grab().toImage()
    listing.tell_of_nothing("")
    assert told != listing.viewport().grab().toImage(), "the sentence is painted"
    chief.click(chief.page.chips.clear)
    chief.bot.waitUntil(lambda: chief.sentences() != [])
    assert listing.accessibleDescription() == ""


def test_the_librarys_timeline(chief: Chief) -> None:
    other = chief.command(ImportArticle(ArticleDraft("Another day", "Another day.\nBEIRUT — It rained.", "b.txt")))
    assert other.article is not None
    chief.command(AddEntity(other.article, Span(13, 19), "GPE"))
    chief.click(chief.page.chips.article)
    chief.choose("All articles")
    assert chief.sentences()[:3] == ["added “BEIRUT” as GPE", "imported the article", "rejected “Wednesday” as DATE"]
    assert "in “Another day”" in chief.page.listing.events()[0].story.detail
    assert chief.right_labels()["Qusair"] == "GPE"
    chief.page.listing.setFocus()
    chief.key(K.Key_Home)
    chief.bot.waitUntil(lambda: "BEIRUT" in chief.right_labels())
    assert chief.page.travel.number() == chief.page.listing.current()
    chief.key(K.Key_Return)
    chief.bot.waitUntil(lambda: chief.desk.session is not None and chief.desk.session.id == other.article)
    assert not chief.window.door.is_open
    item = chief.desk.item
    assert item is not None
    assert item.body == Entity(Span(13, 19), "GPE")


# ---------------------------------------------------------------------------------------------------- revert, restore


def test_revert_with_a_reason_by_key(chief: Chief) -> None:
    chief.key(K.Key_R)
    chief.choose("it was right")
    made = chief.hand.newest()
    assert (made.intent, made.reverts, made.reason) == ("revert", 6, "it was right")
    assert chief.sentences()[0] == "took back: rejected “Wednesday” as DATE (Perry White)"
    assert "Wednesday" in chief.right_labels()
    assert chief.page.messages.sentence() == "Revision 6 was taken back. Undo takes that back."


def test_revert_by_its_link_without_a_reason(chief: Chief) -> None:
    listing = chief.page.listing
    chief.bot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=listing.link_of(5))
    chief.choose("")
    assert (chief.hand.newest().reverts, chief.hand.newest().reason) == (5, None)
    assert chief.right_labels()["Qusair"] == "ORG"


def test_a_conflict_is_told_in_words(chief: Chief, article: str) -> None:
    chief.command(Relabel(article, (target(chief.hand, "Qusair"),), "ORG"))
    before = len(chief.hand.revisions())
    chief.key(K.Key_Left)
    assert chief.page.listing.current() == 6
    chief.key(K.Key_Left)
    chief.key(K.Key_R)
    chief.choose("")
    assert len(chief.hand.revisions()) == before
    told = chief.page.messages.sentence()
    assert "“Qusair” has been changed since by Perry White, in revision 7" in told
    assert chief.page.messages.button.text() == "Go to Revision 7"
    chief.click(chief.page.messages.button)
    assert chief.page.listing.current() == 7
    assert chief.page.listing.hasFocus()
    chief.key(K.Key_R)
    chief.choose("")
    assert chief.hand.newest().reverts == 7


def test_what_cannot_be_reverted_says_so(chief: Chief) -> None:
    chief.key(K.Key_End)
    assert chief.page.listing.current() == 2
    chief.key(K.Key_R)
    assert "cannot be taken back" in chief.window.status.hint.text()


def test_restore_the_article(chief: Chief) -> None:
    chief.key(K.Key_Left)
    chief.key(K.Key_Left)
    chief.click(chief.page.travel.restore)
    chief.choose("before the relabelling")
    made = chief.hand.newest()
    assert (made.intent, made.reverts, made.reason) == ("restore", 4, "before the relabelling")
    assert chief.right_labels()["Qusair"] == "ORG"
    assert chief.hand.entity("Qusair").label == "ORG"
    assert chief.page.messages.sentence().startswith("The article is as it was after revision 4.")
    assert chief.sentences()[0] == "restored the article to revision 4"
    assert not chief.page.travel.restore.isEnabled()
    chief.bot.keyClick(chief.window, K.Key_Z, CTRL)
    assert chief.hand.entity("Qusair").label == "GPE"


def test_restore_only_the_annotation_one_clicks(chief: Chief) -> None:
    chief.key(K.Key_Left)
    chief.key(K.Key_Left)
    view = chief.page.compare.right.view
    view.click_item(chief.hand.item("Qusair", 1).id)
    assert chief.page.compare.left.view.selected_item() == view.selected_item()
    chief.click(chief.page.travel.restore)
    chief.choose("Only this")
    chief.choose("")
    made = chief.hand.newest()
    assert (made.intent, made.reverts) == ("restore", 4)
    assert len({change.record.id for change in made.changes}) == 1
    assert [chief.hand.entity("Qusair", nth).label for nth in range(3)] == ["GPE", "ORG", "GPE"]
    assert chief.sentences()[0] == "restored “Qusair” as ORG to revision 4"


def test_a_key_restores(chief: Chief) -> None:
    before = len(chief.hand.revisions())
    chief.bot.keyClick(chief.page.listing, K.Key_R, SHIFT)
    assert "no earlier moment" in chief.window.status.hint.text()
    chief.key(K.Key_Left)
    chief.bot.keyClick(chief.page.listing, K.Key_R, SHIFT)
    chief.choose("one too many")
    made = chief.hand.newest()
    assert (made.intent, made.reason) == ("restore", "one too many")
    assert len(chief.hand.revisions()) == before + 1


def test_restore_only_the_difference_one_steps_to(chief: Chief) -> None:
    chief.key(K.Key_Left)
    for _ in range(3):
        chief.key(K.Key_N)
    chief.click(chief.page.travel.restore)
    chief.choose("Only this")
    chief.choose("")
    assert "already as it was after revision 5" in chief.page.messages.sentence()


# --------------------------------------------------------------------------------------------------------------- live


def test_what_others_do_appears_while_one_looks(chief: Chief, article: str) -> None:
    chief.command(Accept(article, (target(chief.hand, "Beirut"),)))
    assert chief.sentences()[0] == "accepted “Beirut” as GPE"
    assert chief.page.travel.number() == 7
    chief.key(K.Key_Left)
    chief.command(Accept(article, (target(chief.hand, "Kamel Wazne"),)))
    assert chief.page.travel.number() == 6
    assert chief.page.travel.slider.maximum() == 6
    assert chief.sentences()[0] == "accepted “Kamel Wazne” as PERSON"


def test_a_library_in_which_nothing_was_done(empty_window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(empty_window, K.Key_H, CTRL)
    page = empty_window.door.page
    assert page.chips.article.value() == "all"
    assert [event.number for event in page.listing.events()] == [1]  # the library’s own labels
    assert page.compare.isHidden()
    assert not page.travel.isEnabled()
    qtbot.keyClick(page.listing, K.Key_N)
    assert empty_window.status.hint.text() == "These two moments do not differ."


# ------------------------------------------------------------------------------------------------- whose annotations


def test_the_history_of_somebody_elses_annotations(chief: Chief, article: str) -> None:
    chief.bot.waitUntil(lambda: bool(chief.sentences()))
    assert not chief.page.chips.whose.isVisible(), "there is but one set"
    chief.command(Assign(article, "Ben", True, True))
    chief.command(AddEntity(article, span("the army"), "ORG"), "Ben")
    chips = chief.page.chips
    chief.bot.waitUntil(chips.whose.isVisible)
    assert chips.whose.value() == "shared"
    assert not any("the army" in sentence for sentence in chief.sentences())
    chief.click(chips.whose)
    chief.choose("Ben")
    chief.bot.waitUntil(lambda: any("the army" in sentence for sentence in chief.sentences()))
    assert chips.whose.value() == "Ben"
    assert "the army" in chief.right_labels()
    assert chief.page.compare.left.detail.text().endswith("given with the article")
    chief.page.listing.setFocus()
    chief.key(K.Key_Return)  # at its place on the desk it cannot be seen: somebody else’s annotations lie there
    assert "Your desk shows the annotations that you work in" in chief.page.messages.sentence()
    assert chief.window.door.is_open
    revisions = len(chief.desk.workspace.ask(lambda store: store.timeline(Wanted(), limit=99)).result())
    chief.key(K.Key_Left)
    chief.bot.waitUntil(chief.page.travel.restore.isEnabled)
    chief.click(chief.page.travel.restore)  # that would put back the shared ones, which are not to be seen here
    assert "You do not work in these annotations" in chief.page.messages.sentence()
    assert len(chief.desk.workspace.ask(lambda store: store.timeline(Wanted(), limit=99)).result()) == revisions


def test_who_annotates_independently_is_offered_only_their_own(chief: Chief, article: str) -> None:
    chief.command(Assign(article, "Ben", True, True))
    chief.command(Assign(article, chief.desk.workspace.annotator, True, True))
    chief.key(K.Key_Escape)
    chief.open()
    told = ["gave Lois Lane the article to annotate independently", "gave Ben the article to annotate independently"]
    chief.bot.waitUntil(lambda: chief.sentences() == [*told, "imported the article"])
    assert not chief.page.chips.whose.isVisible()
