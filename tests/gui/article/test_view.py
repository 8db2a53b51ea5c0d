"""The view under real clicks, drags, wheels and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolTip
from pytestqt.qtbot import QtBot

from core.bodies import Entity, ExcludedRegion, PartRef, Quote, Role, Span
from core.boundaries import Step
from core.labels import DEFAULT_LABELS
from core.records import Change
from core.session import Session
from gui.article.selecting import Stretch
from gui.article.tips import tip
from gui.article.view import ArticleView
from tests.gui.article import making
from tests.gui.article.making import TEXT, entity, span
from tests.gui.dragging import drag_enter

LEFT = Qt.MouseButton.LeftButton
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

Show = Callable[..., ArticleView]


def on(view: ArticleView, offset: int, right: float = 3) -> QPoint:
    """A point on the character at an offset."""
    return view.point_of(offset) + QPoint(round(right), 0)


def where(words: str, after: str = "", plus: int = 0) -> int:
    return span(TEXT, words, after).start + plus


def click(qtbot: QtBot, view: ArticleView, point: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, modifier, point)


def drag(qtbot: QtBot, view: ArticleView, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mousePress(view.viewport(), LEFT, modifier, start)
    qtbot.mouseMove(view.viewport(), (start + end) / 2)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), LEFT, modifier, end)


# ------------------------------------------------------------------------------------------------------------- clicking


def test_a_click_selects_the_item_under_it(qtbot, view):
    with qtbot.waitSignal(view.item_selected) as said:
        click(qtbot, view, on(view, where("Qusair", after="took", plus=2)))
    assert said.args == ["qusair"]
    assert view.selected_item() == "qusair"


def test_a_click_beside_everything_selects_nothing(qtbot, view):
    view.select_item("qusair")
    with qtbot.waitSignal(view.item_selected) as said:
        click(qtbot, view, on(view, where("troops")))
    assert said.args == [""]
    assert view.selected_item() is None


def test_clicking_again_at_the_same_place_goes_outwards_and_round(qtbot, view):
    point = on(view, where("American", plus=2))
    assert view.item_at(point) == ["american", "center"]
    chosen: list[str] = []
    view.item_selected.connect(chosen.append)
    for _ in range(3):
        click(qtbot, view, point)
    assert chosen == ["american", "center", "american"]


def test_a_click_elsewhere_in_the_same_item_begins_with_the_innermost_again(qtbot, view):
    click(qtbot, view, on(view, where("American", plus=2)))
    click(qtbot, view, on(view, where("Strategic", plus=2)))
    assert view.selected_item() == "center"
    click(qtbot, view, on(view, where("American", plus=5)))
    assert view.selected_item() == "american"


def test_what_is_a_source_and_a_person_leads_to_both(view):
    assert set(view.item_at(on(view, where("Kamel", plus=1)))) == {"quote", "wazne"}


def test_a_click_on_a_note_selects_its_quote(qtbot, view):
    note = view._sight().notes[0]
    point = QPoint(view._page.notes_left + 20, round(note.top) + 10 - view._top())
    click(qtbot, view, point)
    assert view.selected_item() == "quote"


def test_a_click_on_a_bar_selects_its_quote(qtbot, view):
    bar = view._sight().bars[0]
    click(qtbot, view, QPoint(round(bar.left) + 1, round(bar.top) + 5 - view._top()))
    assert view.selected_item() == "quote"


def test_a_click_on_the_name_of_a_label_selects_its_entity(qtbot, view):
    tag = next(tag for tag in view._sight().tags if tag.mark.id == "assad")
    click(qtbot, view, QPoint(round(tag.left) + 4, round(tag.top) + 3 - view._top()))
    assert view.selected_item() == "assad"


def test_rejected_items_can_be_hit_only_while_they_are_shown(view):
    point = on(view, where("Wednesday", plus=2))
    assert view.item_at(point) == []
    view.set_show_rejected(True)
    assert view.item_at(point) == ["wednesday"]


def test_beyond_the_end_of_a_line_there_is_nothing(view):
    _, end = view._session.index.line_span(4)
    assert view.item_at(view.point_of(end) + QPoint(40, 0)) == []


def test_a_double_click_picks_the_token(qtbot, view):
    with qtbot.waitSignal(view.text_selected) as selected, qtbot.waitSignal(view.item_activated) as activated:
        qtbot.mouseDClick(view.viewport(), LEFT, NONE, on(view, where("Bashar", plus=2)))
    assert view.selected_span() == span(TEXT, "Bashar")
    assert selected.args == [where("Bashar"), where("Bashar") + 6]
    assert activated.args == ["assad"]


def test_a_double_click_on_a_note_activates_its_quote(qtbot, view):
    note = view._sight().notes[0]
    with qtbot.waitSignal(view.item_activated) as said:
        qtbot.mouseDClick(
            view.viewport(), LEFT, NONE, QPoint(view._page.notes_left + 20, round(note.top) + 10 - view._top())
        )
    assert said.args == ["quote"]


def test_a_double_click_in_a_quote_picks_the_token_and_activates_nothing(qtbot, view):
    with qtbot.assertNotEmitted(view.item_activated):
        qtbot.mouseDClick(view.viewport(), LEFT, NONE, on(view, where("battle", plus=2)))
    assert view.selected_span() == span(TEXT, "battle")


# ------------------------------------------------------------------------------------------------------------- dragging


def test_a_drag_selects_whole_tokens(qtbot, view):
    start, end = where("troops", plus=2), where("Qusair", after="took", plus=3)
    with qtbot.waitSignal(view.text_selected) as said:
        drag(qtbot, view, on(view, start), on(view, end))
    assert said.args == [where("troops"), where("Qusair", after="took") + 6]
    assert view.caret() == where("Qusair", after="took") + 6


def test_a_drag_backwards_selects_the_same_and_leaves_the_caret_at_the_start(qtbot, view):
    drag(qtbot, view, on(view, where("took", plus=2)), on(view, where("troops", plus=2)))
    assert view.selected_span() == Span(where("troops"), where("took") + 4)
    assert view.caret() == where("troops")


@pytest.mark.parametrize("held", [ALT, CTRL])
def test_a_drag_with_a_key_held_selects_by_characters(qtbot, view, monkeypatch, held):
    start, end = where("troops", plus=2), where("troops", plus=5)
    monkeypatch.setattr(view._pointer, "move", lambda point, _modifiers, move=view._pointer.move: move(point, held))
    drag(qtbot, view, on(view, start, 0), on(view, end, 0), held)
    assert view.selected_span() == Span(start, end)


def test_while_a_drag_lasts_nothing_is_said(qtbot, view):
    said = []
    view.text_selected.connect(lambda *span: said.append(span))
    qtbot.mousePress(view.viewport(), LEFT, NONE, on(view, where("troops")))
    qtbot.mouseMove(view.viewport(), on(view, where("took", plus=3)))
    assert view.selected_span() is not None
    assert said == []
    qtbot.mouseRelease(view.viewport(), LEFT, NONE, on(view, where("took", plus=3)))
    assert len(said) == 1


def test_a_click_after_a_drag_says_that_nothing_is_selected(qtbot, view):
    drag(qtbot, view, on(view, where("troops")), on(view, where("took", plus=3)))
    with qtbot.waitSignal(view.text_selected) as said:
        click(qtbot, view, on(view, where("army", plus=1)))
    assert said.args[0] == said.args[1]
    assert view.selected_span() is None


def test_shift_and_a_click_extend_the_selection(qtbot, view):
    view.set_caret(where("troops"))
    click(qtbot, view, on(view, where("took", plus=3)), SHIFT)
    assert view.selected_span() == Span(where("troops"), where("took") + 4)


def test_a_boundary_is_dragged_to_the_end_of_a_token(qtbot, view):
    view.select_item("assad")
    start = view.point_of(where("Bashar Assad") + 12)
    with qtbot.waitSignal(view.boundary_dragged) as said:
        drag(qtbot, view, start, on(view, where("said", plus=2)))
    assert said.args == ["assad", PartRef(Role.MENTION), Span(where("Bashar"), where("said") + 4)]


def test_a_boundary_never_crosses_the_other(qtbot, view):
    view.select_item("assad")
    with qtbot.waitSignal(view.boundary_dragged) as said:
        drag(qtbot, view, view.point_of(where("Bashar Assad") + 12), on(view, where("troops")))
    assert said.args[2] == span(TEXT, "Bashar")


def test_the_start_of_a_part_of_a_quote_is_dragged(qtbot, view):
    view.select_item("quote")
    view.select_part(PartRef(Role.CONTENT, 1))
    with qtbot.waitSignal(view.boundary_dragged) as said:
        drag(qtbot, view, view.point_of(where("“It was")), on(view, where("was", after="“It", plus=1)))
    assert said.args == ["quote", PartRef(Role.CONTENT, 1), Span(where("was", after="“It"), where("“It was") + 18)]


def test_a_boundary_put_back_says_nothing(qtbot, view):
    view.select_item("assad")
    start = view.point_of(where("Bashar Assad") + 12)
    with qtbot.assertNotEmitted(view.boundary_dragged):
        qtbot.mousePress(view.viewport(), LEFT, NONE, start)
        qtbot.mouseMove(view.viewport(), on(view, where("said", plus=2)))
        qtbot.mouseMove(view.viewport(), start)
        qtbot.mouseRelease(view.viewport(), LEFT, NONE, start)


def test_a_drag_beyond_the_edge_scrolls_and_selects_on(qtbot, long_view):
    view = long_view
    below = QPoint(view._page.text + 40, view.viewport().height() + 60)
    qtbot.mousePress(view.viewport(), LEFT, NONE, on(view, 30))
    qtbot.mouseMove(view.viewport(), below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 200)
    qtbot.mouseRelease(view.viewport(), LEFT, NONE, below)
    stands = view.verticalScrollBar().value()
    span = view.selected_span()
    assert span is not None
    assert span.end > view.first_visible_offset()
    assert not view._autoscroll.isActive()
    assert view.verticalScrollBar().value() == stands


# --------------------------------------------------------------------------------------------------------- the context


def ask_for_menu(view: ArticleView, point: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)


def test_a_context_menu_is_about_the_item_under_the_mouse(qtbot, view):
    point = on(view, where("Syrian", plus=2))
    with qtbot.waitSignal(view.item_selected), qtbot.waitSignal(view.context_requested) as said:
        ask_for_menu(view, point)
    assert said.args == ["syrian", view.viewport().mapToGlobal(point)]


def test_a_context_menu_on_selected_text_is_about_the_text(qtbot, view):
    view.set_caret(where("Qusair", after="took") + 6, where("Syrian"))
    with qtbot.assertNotEmitted(view.item_selected), qtbot.waitSignal(view.context_requested) as said:
        ask_for_menu(view, on(view, where("Syrian", plus=2)))
    assert said.args[0] == ""
    assert view.selected_span() is not None


def test_a_context_menu_by_the_keyboard_is_about_the_selected_item(qtbot, view):
    view.select_item("assad")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    with qtbot.waitSignal(view.context_requested) as said:
        QApplication.sendEvent(view.viewport(), event)
    assert said.args[0] == "assad"


def tip_at(view: ArticleView, point: QPoint) -> str:
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point)))
    return QToolTip.text()


def test_a_resting_mouse_is_told_in_words(qtbot, view):
    assert tip_at(view, on(view, where("Syrian", plus=2))) == "NORP: Syrian\nSuggested"
    assert tip_at(view, on(view, where("Qusair", after="took", plus=2))) == "GPE: Qusair"
    assert tip_at(view, on(view, where("battle", plus=2))) == "Kamel Wazne\ndirect · “said” · 2\u00a0parts"
    tip_at(view, on(view, where("troops", plus=2)))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_tips_tell_what_is_rejected_excluded_and_unsure():
    body = entity(TEXT, "Syrian", "NORP")
    assert tip(making.rejected("r", body), TEXT) == "NORP: Syrian\nRejected"
    because = replace(making.rejected("r", body), reason="an adjective")
    assert tip(because, TEXT) == "NORP: Syrian\nRejected: an adjective"
    region = ExcludedRegion(span(TEXT, "Sign up"), "promotion")
    assert tip(making.decided("x", region), TEXT) == "Excluded from training\npromotion"
    unsure = making.suggested("q", Quote((span(TEXT, "“It is over,”"),)), "source", "speaker")
    assert tip(unsure, TEXT).endswith("Suggested, unsure of the source and the speaker")


# ------------------------------------------------------------------------------------------------------- caret and keys


def test_the_caret_goes_by_token_and_by_character(view):
    view.set_caret(where("Syrian"))
    view.move_caret(Step.TOKEN, 1, extend=False)
    assert view.caret() == where("Syrian") + 6
    view.move_caret(Step.CHARACTER, 1, extend=False)
    assert view.caret() == where("troops")
    view.move_caret(Step.TOKEN, -1, extend=False)
    assert view.caret() == where("Syrian")


def test_extending_selects_and_says_so(qtbot, view):
    view.set_caret(where("Syrian"))
    with qtbot.waitSignal(view.text_selected) as said:
        view.move_caret(Step.TOKEN, 1, extend=True)
    assert said.args == [where("Syrian"), where("Syrian") + 6]
    view.move_caret(Step.CHARACTER, -1, extend=True)
    assert view.selected_span() == Span(where("Syrian"), where("Syrian") + 5)


def test_extending_by_token_from_inside_a_word_takes_all_of_it(view):
    for direction in (1, -1):
        view.set_caret(where("Syrian", plus=2))
        view.move_caret(Step.TOKEN, direction, extend=True)
        assert view.selected_span() == Span(where("Syrian"), where("Syrian") + 6)
    view.set_caret(where("Syrian", plus=2))
    view.move_caret(Step.CHARACTER, 1, extend=True)
    assert view.selected_span() == Span(where("Syrian", plus=2), where("Syrian", plus=3))


def test_the_caret_goes_up_and_down_in_its_column(show: Show):
    text = f"{'wide words ' * 30}\n\nshort\n{'wide words ' * 30}"
    view = show(making.session(text, [], "none"))
    starts = [row.start for row in view._sight().rows]
    assert len(starts) > 8
    view.set_caret(starts[1] + 21)
    column = view.point_of(view.caret()).x()
    seen = []
    while view.caret() < len(text):
        view.move_caret_over(1, extend=False)
        seen.append(view.caret())
    lines = [max(start for start in starts if start <= caret) for caret in seen[:-1]]
    assert lines == starts[2:], "line by line, and none twice"
    through = [caret for caret in seen[:-1] if text[caret : caret + 1] not in ("", "\n")]
    assert all(abs(view.point_of(caret).x() - column) < 9 for caret in through), "short lines do not move the column"
    for _ in starts:
        view.move_caret_over(-1, extend=False)
    assert view.caret() == 0
    view.move_caret_over(-1, extend=False)
    assert view.caret() == 0


def test_lines_and_paragraphs_are_selected_by_one_key(view):
    view.set_caret(where("Syrian", plus=2))
    here = view.caret()
    view.move_caret_over(1, extend=True)
    assert view.selected_span().start == here
    below = view.caret()
    view.move_caret_over(-1, extend=True)
    assert view.caret() == here
    assert view.selected_span() is None
    assert below > here
    view.move_caret_to_edge(Stretch.PARAGRAPH, 1, extend=True)
    assert view.selected_span() == Span(here, TEXT.index("\n", here))
    view.set_caret(here)
    view.move_caret_to_edge(Stretch.LINE, -1, extend=True)
    view.move_caret_to_edge(Stretch.LINE, -1, extend=True)
    assert view.selected_span().end == here
    row = next(row for row in view._sight().rows if row.start <= here < row.end)
    assert view.selected_span().start == row.start
    view.set_caret(here)
    view.move_caret_to_edge(Stretch.LINE, 1, extend=True)
    view.move_caret_to_edge(Stretch.LINE, 1, extend=True)
    assert view.caret() == row.start + len(TEXT[row.start : row.end].rstrip())


@given(st.integers(0, len(TEXT)), st.sampled_from([1, -1]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_up_and_down_lead_to_the_neighbouring_line(view, offset, direction):
    rows = view._sight().rows
    view.set_scroll_position(0)
    view.set_caret(offset)
    line = max(n for n, row in enumerate(rows) if row.start <= offset)
    view.move_caret_over(direction, extend=False)
    after = max(n for n, row in enumerate(rows) if row.start <= view.caret())
    if 0 <= line + direction < len(rows):
        assert after == line + direction
    else:
        assert view.caret() == (len(TEXT) if direction > 0 else 0)


def test_the_caret_stays_in_the_text(view):
    view.set_caret(0)
    view.move_caret(Step.TOKEN, -1, extend=False)
    view.move_caret(Step.CHARACTER, -1, extend=False)
    assert view.caret() == 0
    view.set_caret(10**9)
    view.move_caret(Step.CHARACTER, 1, extend=False)
    assert view.caret() == len(TEXT)


@pytest.mark.parametrize("key", ["1", "C", "Tab", "Return", "Backspace", "Left", "Shift+Right", "Ctrl+C", "Escape"])
def test_keys_are_the_windows_while_the_article_has_the_focus(qtbot, session, key):
    window = QMainWindow()
    qtbot.addWidget(window)
    view = ArticleView()
    window.setCentralWidget(view)
    view.set_session(session, DEFAULT_LABELS)
    action = QAction("act", window)
    action.setShortcut(QKeySequence(key))
    window.addAction(action)
    window.show()
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    with qtbot.waitSignal(action.triggered):
        qtbot.keySequence(view, key)


def test_keys_that_scroll_scroll(qtbot, show):
    view = show(making.session("Line.\n" * 400))
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    qtbot.keyClick(view, Qt.Key.Key_End, CONTROL)
    assert bar.value() == bar.maximum()
    assert view.first_visible_offset() > 350 * 6
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_other_keys_do_nothing_to_the_text_or_the_caret(qtbot, view):
    view.set_caret(5)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Left, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert view.caret() == 5
    assert view.document().characterCount() == len(TEXT) + 1


def test_what_is_copied_is_the_articles_text(show):
    text = "One\u00a0two\u2028three 🎉🎉 four."
    view = show(making.session(text))
    view.set_caret(len(text) - 1, 0)
    assert view.createMimeDataFromSelection().text() == text[:-1]


@pytest.mark.parametrize("words", ["🎉🎉", "after", "NBSP\u00a0here", "שלום", "x\u2028y"])
def test_a_drag_over_odd_text_gives_its_offsets(qtbot, show, words):
    text = "Start 🎉🎉 then after 👩‍👩‍👧 NBSP\u00a0here and x\u2028y end.\nA line with שלום in it."
    view = show(making.session(text, headline="none"))
    target = span(text, words)
    view.set_caret(target.end, target.start)
    assert view.selected_span() == target
    cursor = view.textCursor()
    assert cursor.selectionStart() == view._session.index.position(target.start)
    for offset in range(target.start, target.end):
        if text[offset] not in "\u2028🎉שלום":
            assert view._under(on(view, offset, 2)).character == offset


# ----------------------------------------------------------------------------------------------- scrolling and zooming


@pytest.fixture
def long_view(show: Show) -> ArticleView:
    text = "\n".join(f"Paragraph {n} says that Qusair has fallen, and says it again." for n in range(300))
    return show(making.session(text, [making.decided("last", Entity(Span(len(text) - 6, len(text)), "ORG"))]))


def test_selecting_an_item_brings_it_into_sight(long_view):
    long_view.select_item("last", scroll=False)
    assert long_view.first_visible_offset() == 0
    long_view.select_item("last")
    height = long_view.viewport().height()
    assert 0 < long_view.point_of(long_view._session.index.length - 3).y() < height
    assert long_view.caret() == len(long_view._session.text) - 6


def test_an_item_in_sight_is_not_scrolled_to(long_view):
    long_view.scroll_to(3000)
    before = long_view.verticalScrollBar().value()
    long_view.scroll_to(3010)
    assert long_view.verticalScrollBar().value() == before


def test_the_place_in_the_article_outlives_zoom_and_width(qtbot, long_view):
    long_view.set_scroll_position(6000)
    position = long_view.scroll_position()
    assert abs(position - 6000) < 120
    for percent in (200, 60, 100):
        long_view.set_zoom(percent)
        assert abs(long_view.first_visible_offset() - position) < 200
    long_view.resize(420, 500)
    qtbot.waitUntil(lambda: long_view.width() == 420)
    assert abs(long_view.first_visible_offset() - position) < 200


def test_the_zoom_has_bounds_and_says_what_it_is(qtbot, view):
    with qtbot.waitSignal(view.zoomed) as said:
        view.set_zoom(1000)
    assert said.args == [300]
    assert view.zoom() == 300
    with qtbot.assertNotEmitted(view.zoomed):
        view.set_zoom(300)


def wheel(view: ArticleView, notches: int, modifiers: Qt.KeyboardModifier) -> None:
    point = QPointF(100, 100)
    event = QWheelEvent(
        point, view.viewport().mapToGlobal(point), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_scrolls_and_with_control_zooms(long_view):
    wheel(long_view, -3, NONE)
    assert long_view.verticalScrollBar().value() > 0
    wheel(long_view, 2, CONTROL)
    assert long_view.zoom() == 120
    wheel(long_view, -1, CONTROL)
    assert long_view.zoom() == 110


def test_the_wheel_scrolls_beside_the_page_too(long_view):
    event = QWheelEvent(
        QPointF(5, 100), long_view.mapToGlobal(QPointF(5, 100)), QPoint(), QPoint(0, -360),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(long_view, event)
    assert long_view.verticalScrollBar().value() > 0


# --------------------------------------------------------------------------------------------------------- the session


def test_the_same_session_again_leaves_place_and_selection_alone(long_view):
    long_view.select_item("last")
    before = long_view.verticalScrollBar().value()
    long_view.set_session(long_view._session, DEFAULT_LABELS)
    assert long_view.selected_item() == "last"
    assert long_view.verticalScrollBar().value() == before


def test_another_session_begins_at_its_top_with_nothing_selected(long_view, session):
    long_view.select_item("last")
    long_view.set_session(session, DEFAULT_LABELS)
    assert long_view.selected_item() is None
    assert long_view.selected_span() is None
    assert (long_view.caret(), long_view.first_visible_offset()) == (0, 0)


def test_without_a_session_everything_is_quiet(qtbot, show):
    view = show(None)
    click(qtbot, view, QPoint(200, 200))
    view.move_caret(Step.TOKEN, 1, extend=True)
    view.scroll_to(10)
    view.select_item("nothing")
    view.set_zoom(150)
    assert view.item_at(QPoint(200, 200)) == []
    assert view.first_visible_offset() == view.caret() == view.scroll_position() == 0
    assert view.selected_span() is None


def test_an_item_that_is_gone_cannot_be_selected(view):
    view.select_item("qusair")
    view.select_item("never there")
    assert view.selected_item() is None


def test_a_revision_is_shown_after_refresh(qtbot, view, session: Session):
    item = session.item("qusair")
    assert item is not None
    assert isinstance(item.body, Entity)
    changed = replace(item, body=replace(item.body, label="LOC"))
    touched = session.fold(making.revision(session, Change(item, changed)))
    view.refresh(touched)
    assert next(tag.text for tag in view._sight().tags if tag.mark.id == "qusair") == "LOC"


def test_a_quote_that_is_gone_takes_its_note_along(view, session: Session):
    assert len(view._sight().notes) == 1
    item = session.item("quote")
    assert item is not None
    assert isinstance(item.body, Quote)
    view.refresh(session.fold(making.revision(session, Change(item, None))))
    assert view._sight().notes == ()


def test_screen_readers_hear_what_the_view_is(view):
    assert view.accessibleName() == "Article"
    assert "Rebels leave Qusair" in view.accessibleDescription()
    assert view.isReadOnly()


def test_files_dropped_on_the_article_are_left_to_the_window(view):
    assert not view.acceptDrops()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("a.txt")])
    event = drag_enter(QPoint(60, 60), data)
    event.acceptProposedAction()
    QApplication.sendEvent(view.viewport(), event)
    assert not event.isAccepted()


def test_a_style_sheet_does_not_change_the_articles_font(view):
    before = view.document().defaultFont()
    view.setStyleSheet("QWidget { font-size: 40px; font-family: monospace; }")
    assert view.document().defaultFont() == before
    assert view.event(QEvent(QEvent.Type.FontChange)) is False
