"""The panels: what they show, that they follow every revision, and that they lead somewhere."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.commands import Accept, ImportArticle, Relabel, SetSpeakers, SetStatus
from core.commands.sharing import Assign
from core.queries import ArticleSummary
from core.records import ArticleDraft, ArticleInfo, Revision, Status
from core.story import Story, tell
from core.workspace import Workspace
from gui.context import target_of
from gui.panels import entries as e
from gui.panels import typeset
from gui.panels.annotation_model import ID_ROLE, AnnotationModel, Grouping
from gui.panels.article_rows import second_line
from gui.panels.sources import NAME_ROLE
from gui.panels.timeline import TimelineView
from gui.window import DeskWindow
from tests.gui.conftest import Hand

K = Qt.Key


# -------------------------------------------------------------------------------------------------- article list


def titles(window: DeskWindow) -> list[str]:
    return [summary.info.headline for summary in window.list.model.summaries]


@pytest.fixture
def three(hand: Hand) -> Hand:
    """Three articles, one of them done."""
    for headline in ("Budget passes", "Storm ahead"):
        hand.workspace.submit(ImportArticle(ArticleDraft(headline, f"{headline}\nText.", "desk.txt")))
    hand.workspace.submit(SetStatus(hand.revisions()[-1].article or "", Status.DONE))
    hand.window.list.refresh()
    return hand


def test_the_list_shows_what_is_there_and_how_far_it_is(three: Hand) -> None:
    window = three.window
    assert titles(window) == ["Storm ahead", "Budget passes", "Qusair falls"]
    assert window.list.chips[None].text() == "All 3"
    assert window.list.chips[Status.DONE].text() == "Done 1"
    three.key(K.Key_Tab)
    three.key(K.Key_Return)
    shown = window.list.model.index(2).data(Qt.ItemDataRole.ToolTipRole)
    assert "wire.txt · 1 of 11 decided" in shown


def test_the_list_calls_only_what_is_undecided_a_suggestion() -> None:
    info = ArticleInfo("1", "News", "wire", "0", 9, datetime(2026, 11, 22, tzinfo=UTC))
    assert second_line(ArticleSummary(info, 0, 2)) == "wire · new · 2 suggestions"
    assert second_line(ArticleSummary(info, 1, 2)) == "wire · new · 1 suggestion"
    assert second_line(ArticleSummary(info, 2, 2)) == "wire · new · 2 annotations"


def test_the_list_is_filtered_by_status_and_by_words(three: Hand) -> None:
    window = three.window
    three.bot.mouseClick(window.list.chips[Status.DONE], Qt.MouseButton.LeftButton)
    assert titles(window) == ["Storm ahead"]
    three.bot.mouseClick(window.list.chips[None], Qt.MouseButton.LeftButton)
    three.bot.keyClicks(window.list.search, "budget")
    assert titles(window) == ["Budget passes"]
    three.bot.keyClick(window.list.search, K.Key_Return)
    assert window.desk.session is not None
    assert window.desk.session.info.headline == "Budget passes"


def test_an_article_is_opened_by_a_click_and_by_keys(three: Hand) -> None:
    window = three.window
    where = window.list.list.visualRect(window.list.model.index(0)).center()
    three.bot.mouseClick(window.list.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.desk.session is not None
    assert window.desk.session.info.headline == "Storm ahead"
    three.key(K.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.session.info.headline == "Budget passes"
    assert window.windowTitle() == "Budget passes — Copydesk"


def row_picture(window: DeskWindow, row: int) -> QImage:
    rows = window.list.list
    return rows.viewport().grab(rows.visualRect(window.list.model.index(row))).toImage()


def test_the_list_is_walked_by_keys_from_the_search_on(three: Hand) -> None:
    window, rows = three.window, three.window.list.list
    three.bot.keyClick(window, K.Key_L, Qt.KeyboardModifier.ControlModifier)
    three.bot.keyClicks(window.list.search, "qusair")
    three.bot.keyClick(window.list.search, K.Key_Down)
    three.bot.waitUntil(rows.hasFocus)
    window.list.search.clear()
    assert rows.currentIndex().data() == "Qusair falls"
    three.bot.keyClick(rows, K.Key_Up)
    assert rows.currentIndex().data() == "Budget passes"
    window.list.refresh()
    assert rows.currentIndex().data() == "Budget passes", "whatever others do, the keys stay where they are"
    three.bot.keyClick(rows, K.Key_Return)
    assert window.desk.session is not None
    assert window.desk.session.info.headline == "Budget passes"


def test_the_open_article_and_the_row_of_the_keys_look_different(three: Hand) -> None:
    window, rows = three.window, three.window.list.list
    rows.setFocus()
    is_open, model = Qt.ItemDataRole.AccessibleTextRole, window.list.model
    assert [model.index(row).data(is_open) for row in range(3)] == [
        "Storm ahead",
        "Budget passes",
        "Qusair falls, open",
    ]
    at_both = row_picture(window, 2)
    three.bot.keyClick(rows, K.Key_Up)
    only_open, only_keys = row_picture(window, 2), row_picture(window, 1)
    three.bot.keyClick(rows, K.Key_Up)
    neither = row_picture(window, 1)
    assert only_keys != neither
    assert at_both != only_open
    bar = only_open.pixelColor(6, only_open.height() // 2)
    assert bar == window.look.theme.colour("accent")
    assert neither.pixelColor(6, neither.height() // 2) != bar


def test_an_empty_library_offers_to_import(empty_window: DeskWindow) -> None:
    assert empty_window.list.stack.currentIndex() == 1
    assert empty_window.list.import_button.isVisible()
    assert empty_window.frame.empty.isVisible()
    assert empty_window.selection.heading.text() == "NO ARTICLE"


# ----------------------------------------------------------------------------------------------------- selection


def told(hand: Hand, words: str) -> str:
    """What the panel tells of a selected item, as soon as it tells of it."""
    facts = hand.window.selection.facts
    hand.bot.waitUntil(lambda: words in facts.text())
    return facts.text()


def test_the_selection_tells_what_an_entity_is_and_where_it_came_from(hand: Hand) -> None:
    hand.select("Syrian")
    text = told(hand, "Syrian")
    assert hand.window.selection.heading.text() == "ENTITY"
    for word in ("Syrian", "NORP", "suggested, undecided", "en_core_web_sm 3.8.0, 90% sure"):
        assert word in text
    assert hand.window.selection.labels.rows["label_4"].property("current")


def test_the_selection_tells_of_selected_text(hand: Hand) -> None:
    panel = hand.window.selection
    hand.desk.select(None)
    hand.mark("Tall Zaher")
    hand.bot.waitUntil(lambda: panel.heading.text() == "TEXT")
    assert panel.facts.text().startswith("<div>Tall Zaher</div>")
    assert panel._later.interval() == 0, "the panel follows at once, wherever the text stands"
    hand.article.set_caret(0)
    hand.bot.waitUntil(lambda: panel.heading.text() == "NOTHING SELECTED")


def test_the_selection_tells_a_quotes_parts_speaker_and_doubts(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    text = told(hand, "“It is over,”")
    for word in ("“It is over,”", "“We go home now.”", "said", "Kamel Wazne", "direct", "unsure of the speaker"):
        assert word in text


def test_a_link_makes_its_part_the_current_one(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    hand.window.selection.facts.linkActivated.emit("part:cue:0")
    assert hand.window.status.part.text() == "Part: cue 1"


def test_its_own_history_grows_and_can_be_taken_back(hand: Hand) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    hand.key(K.Key_3, Qt.KeyboardModifier.ShiftModifier)
    panel = hand.window.selection
    hand.bot.waitUntil(lambda: len(panel.timeline.events()) == 2)
    told = [(event.who, event.story.sentence) for event in panel.timeline.events()]
    assert told == [("You", "made “Qusair” GPE"), ("en_core_web_sm 3.8.0", "suggested “Qusair” as ORG")]
    assert "“Qusair” are GPE" in panel.same.text()
    click_revert(hand, panel.timeline, panel.timeline.events()[0].number)
    hand.bot.keyClick(hand.picker().line, K.Key_Return)
    assert hand.newest().intent == "revert"
    assert hand.entity("Qusair").label == "ORG"


def click_revert(hand: Hand, timeline: TimelineView, number: int) -> None:
    timeline.scrollToTop()
    hand.bot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=timeline.link_of(number))


# ------------------------------------------------------------------------------------------------------- history


def test_the_history_is_live_and_takes_back_with_a_reason(hand: Hand) -> None:
    hand.window.show_tab("History")
    timeline = hand.window.frame.history.timeline
    hand.select("Wednesday")
    hand.key(K.Key_Backspace)
    assert [event.story.sentence for event in timeline.events()][:2] == ["rejected “Wednesday” as DATE", "suggested 11"]
    assert isinstance(timeline.timeline.entries[0], e.Heading)
    click_revert(hand, timeline, timeline.events()[0].number)
    hand.type_choice("it is a date")
    assert hand.newest().reason == "it is a date"
    newest, older = timeline.events()[:2]
    assert newest.story.sentence == "took back: rejected “Wednesday” as DATE"
    assert older.taken_back
    assert not older.can_revert


def test_a_click_in_the_history_shows_what_was_changed(hand: Hand) -> None:
    hand.window.show_tab("History")
    hand.select("Wednesday")
    hand.key(K.Key_3)
    hand.desk.select(None)
    timeline = hand.window.frame.history.timeline
    timeline.setFocus()
    timeline.setCurrentIndex(timeline.timeline.index(1))
    hand.bot.keyClick(timeline, K.Key_Return)
    assert hand.desk.item == hand.item("Wednesday")


def revision(number: int, at: datetime, reverts: int | None = None) -> Revision:
    return Revision(number, "a", "Lois Lane", at, "revert" if reverts else "relabel", (), reverts)


def test_sittings_end_at_a_pause_and_at_midnight() -> None:
    noon = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    at = [noon, noon - timedelta(minutes=10), noon - timedelta(hours=2), noon - timedelta(days=1)]
    log = [revision(4 - nth, moment) for nth, moment in enumerate(at)]
    events = [e.event_told(one, Story("Lois Lane", "did it"), "me", False) for one in log]
    assert [[event.number for event in sitting] for sitting in e.sittings(events)] == [[4, 3], [2], [1]]
    local = noon.astimezone()
    assert e.when(events[:2], local.date()) == f"Today, {log[1].at.astimezone():%H:%M} – {local:%H:%M}"
    assert e.when(events[3:], local.date()).startswith("Yesterday, ")
    assert e.when(events[3:], date(2027, 3, 1)).startswith("21 November 2026, ")


def test_a_revert_that_was_itself_reverted_takes_nothing_back() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    assert e.reverted([revision(3, at, 2), revision(2, at, 1), revision(1, at)]) == {2}
    assert e.reverted([revision(2, at, 1), revision(1, at)]) == {1}


def test_from_what_to_what_runs_from_left_to_right_in_every_script(hand: Hand) -> None:
    story = Story("Lois Lane", "moved a boundary", before="لقناة", after="الميادين")
    event = e.event_told(revision(4, datetime(2026, 11, 22, tzinfo=UTC)), story, "me", False)
    _, (layout, *_) = typeset._laid_out(event, hand.window.font(), 400, None)
    line = layout.lineAt(0)
    places = [layout.text().index(words) for words in ("·", story.before, "→", story.after)]

    def across(at: int) -> float:
        found = line.cursorToX(at)
        assert isinstance(found, tuple)
        return float(found[0])

    lefts = [min(across(at), across(at + 1)) for at in places]
    assert lefts == sorted(lefts)
    assert across(0) < lefts[0], "and the time stands before all"


def test_a_suggestion_that_came_with_the_article_says_who_gave_it(article: str, workspace: Workspace) -> None:
    workspace.submit(Assign(article, "Ben", True, True)).result()
    one, *_ = workspace.ask(lambda store: store.load(article, annotator="Ben")).result().suggestions
    (given,) = workspace.ask(lambda store: store.revisions(record=one.id)).result()
    assert tell(e.narrowed(given, one.id)).sentence == "gave Ben the article to annotate independently"


# --------------------------------------------------------------------------------------------------- annotations


def shown(model: QAbstractItemModel) -> dict[str, list[str]]:
    nothing = QModelIndex()
    return {
        str(model.index(row, 0, nothing).data()): [
            str(model.index(at, 0, model.index(row, 0, nothing)).data())
            for at in range(model.rowCount(model.index(row, 0, nothing)))
        ]
        for row in range(model.rowCount(nothing))
    }


def test_annotations_are_grouped_and_filtered(hand: Hand) -> None:
    hand.window.show_tab("Annotations")
    panel = hand.window.frame.annotations
    assert list(shown(panel.model)) == ["DATE  1", "GPE  1", "NORP  1", "ORG  3", "PERSON  2", "Quotes  3"]
    assert panel.count.text() == "11 annotations"
    panel.group.setCurrentIndex(2)
    assert list(shown(panel.model)) == ["Undecided  11"]
    hand.bot.keyClicks(panel.filter, "wazne")
    assert shown(panel.model)["Undecided  2"][0] == "Kamel Wazne" or len(shown(panel.model)["Undecided  2"]) == 2


def test_annotations_follow_what_happens_row_by_row(hand: Hand) -> None:
    hand.window.show_tab("Annotations")
    model = hand.window.frame.annotations.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hand.select("Qusair", 1)
    hand.key(K.Key_3)
    assert shown(model)["GPE  2"] == ["Qusair", "Beirut"]
    hand.select("Wednesday")
    hand.key(K.Key_2)
    assert "DATE  1" not in shown(model)
    hand.key(K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(model)["DATE  1"] == ["Wednesday"]
    hand.mark("Tall Zaher")
    hand.key(K.Key_6)
    assert shown(model)["FAC  1"] == ["Tall Zaher"]
    del tester


def test_a_row_leads_to_its_annotation(hand: Hand) -> None:
    hand.window.show_tab("Annotations")
    panel = hand.window.frame.annotations
    index = panel.model.index_of(hand.item("Beirut").id)
    hand.bot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=panel.tree.visualRect(index).center())
    assert hand.desk.item == hand.item("Beirut")


def test_the_model_agrees_with_one_that_is_filled_anew(hand: Hand) -> None:
    session = hand.desk.session
    assert session is not None
    for grouping in Grouping:
        live = AnnotationModel()
        live.fill(session, grouping)
        item = next(i for i in session.items() if i.body.bounds.of(session.text) == "Beirut")
        touched = session.fold(hand.workspace.submit(Relabel(session.id, (target_of(item),), "FAC")).result())
        live.update_items(touched.ids | {item.id})
        fresh = AnnotationModel()
        fresh.fill(session, grouping)
        assert shown(live) == shown(fresh)
        assert live.index_of(item.id).data(ID_ROLE) == item.id
        hand.window.run("undo")


# ------------------------------------------------------------------------------------------------------- sources


def test_sources_count_quotes_and_words_with_the_unnamed_last(hand: Hand) -> None:
    hand.window.show_tab("Sources")
    panel = hand.window.frame.sources
    names = [panel.model.item(row).text() for row in range(panel.model.rowCount())]
    assert names == ["Kamel Wazne", "Yahya Suleiman", "Nobody named"]
    assert panel.model.item(0).toolTip() == "1 quote · 7 words"
    assert panel.count.text() == "2 sources · 3 quotes"


def test_a_speaker_is_renamed_in_all_quotes_by_one_revision(hand: Hand) -> None:
    army = hand.item("“No comment,”", layer="quote")
    hand.desk.submit(SetSpeakers(hand.desk.context().article, target_of(army), ("Kamel Wazne",)))
    hand.window.show_tab("Sources")
    panel = hand.window.frame.sources
    index = panel.model.index(0, 0)
    viewport = panel.tree.viewport()
    where = panel.tree.visualRect(index).center()
    hand.bot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    hand.bot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    editor = viewport.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    hand.bot.keyClicks(editor, "K. Wazne")
    hand.bot.keyClick(editor, K.Key_Return)
    hand.bot.waitUntil(lambda: hand.newest().intent == "rename_speaker")
    assert hand.quote("“It is over,”").speakers == ("K. Wazne",)
    assert hand.quote("“No comment,”").speakers == ("K. Wazne",)
    hand.bot.waitUntil(lambda: panel.model.item(0).data(NAME_ROLE) == "K. Wazne")


# ------------------------------------------------------------------------------------------------ another's work


def test_another_desks_work_reaches_the_screen(hand: Hand, qtbot: QtBot) -> None:
    item = hand.item("Syrian")
    other = Workspace.open(hand.workspace.location, "Perry White")
    other.submit(Accept(hand.desk.context().article, (target_of(item),))).result()
    other.close()
    hand.workspace.catch_up()
    assert hand.window.status.progress.text() == "1 of 11 decided"
    hand.window.show_tab("History")
    assert hand.window.frame.history.timeline.events()[0].who == "Perry White"
