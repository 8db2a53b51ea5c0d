"""Text that runs from right to left, whole or in part: seen, hit, selected and walked through as it lies there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.bodies import PartRef, Role, Span
from core.boundaries import Edge, Step
from core.text import steps
from gui.article import lines
from gui.article.view import ArticleView
from tests.gui.article import making
from tests.gui.article.making import entity, span

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier

ARABIC = "قال الرئيس مع Hezbollah في مدينة القصير."
MIXED = "He said الرئيس بشار was in 2013 here"
HEBREW = "Read שלום עולם here"

Show = Callable[..., ArticleView]


def x_of(view: ArticleView, offset: int) -> float:
    assert view._session is not None
    return lines.place(view.document(), view._session.index, offset).x


def on(view: ArticleView, text: str, words: str) -> QPoint:
    """The middle of some words on the screen."""
    first = span(text, words)
    edges = [x_of(view, offset) for offset in (first.start + 1, first.end - 1)]
    return QPoint(round(sum(edges) / 2), view.point_of(first.start).y())


def drag(qtbot: QtBot, view: ArticleView, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mousePress(view.viewport(), LEFT, modifier, start)
    qtbot.mouseMove(view.viewport(), (start + end) / 2)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), LEFT, modifier, end)


def walk(view: ArticleView, step: Step, direction: int, extend: bool = False) -> list[int]:
    """Where the caret comes by while it goes on as far as it can."""
    seen = [view.caret()]
    for _ in range(1000):
        view.move_caret(step, direction, extend)
        if view.caret() == seen[-1]:
            return seen
        seen.append(view.caret())
    raise AssertionError(f"it goes on for ever: {seen[:60]}")


@pytest.mark.parametrize("text", [ARABIC, MIXED, HEBREW, "Plain words only"])
@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("direction", [1, -1])
def test_an_arrow_moves_the_caret_the_way_it_points(show: Show, text: str, step: Step, direction: int) -> None:
    view = show(making.session(text, [], "none"))
    at_left = min(range(len(text) + 1), key=lambda offset: x_of(view, offset))
    at_right = max(range(len(text) + 1), key=lambda offset: x_of(view, offset))
    view.set_caret(at_left if direction > 0 else at_right)
    way = [x_of(view, offset) for offset in walk(view, step, direction)]
    assert all(direction * (there - here) > 0 for here, there in pairwise(way))
    assert way[-1] == x_of(view, at_right if direction > 0 else at_left)


@pytest.mark.parametrize("text", [ARABIC, MIXED])
def test_every_character_can_be_reached(show: Show, text: str) -> None:
    view = show(making.session(text, [], "none"))
    view.set_caret(min(range(len(text) + 1), key=lambda offset: x_of(view, offset)))
    assert sorted(walk(view, Step.CHARACTER, 1)) == list(range(len(text) + 1))


def test_the_caret_goes_on_into_the_next_line_and_the_next_paragraph(show: Show) -> None:
    text = f"{' '.join(['قال الرئيس'] * 20)}\nالنهاية"
    view = show(making.session(text, [], "none"))
    assert view._sight().rows[1].start < text.index("\n"), "the paragraph must wrap"
    seen = walk(view, Step.TOKEN, -1)  # to the left: onwards
    assert seen == [0, *(end for _, end in steps(text[: text.index("\n")])), len(text)]


def test_shift_selects_what_is_seen_beside_the_caret(show: Show) -> None:
    view = show(making.session(ARABIC, [], "none"))
    view.set_caret(0)
    view.move_caret(Step.TOKEN, -1, extend=True)
    assert view.selected_span() == span(ARABIC, "قال")


def test_a_click_on_a_name_selects_it_and_beside_it_nothing(qtbot: QtBot, show: Show) -> None:
    names = ["Hezbollah", "القصير"]
    view = show(making.session(ARABIC, [making.decided(n, entity(ARABIC, n, "ORG")) for n in names], "none"))
    for name in names:
        qtbot.mouseClick(view.viewport(), LEFT, NONE, on(view, ARABIC, name))
        assert view.selected_item() == name
    qtbot.mouseClick(view.viewport(), LEFT, NONE, on(view, ARABIC, "مدينة"))
    assert view.selected_item() is None


@pytest.mark.parametrize(("text", "first", "last"), [(ARABIC, "الرئيس", "مع"), (ARABIC, "مع", "Hezbollah"),
                                                     (MIXED, "الرئيس", "بشار"), (MIXED, "said", "الرئيس")])  # fmt: skip
def test_a_drag_selects_the_whole_tokens_under_it(qtbot: QtBot, show: Show, text: str, first: str, last: str) -> None:
    view = show(making.session(text, [], "none"))
    wanted = Span(span(text, first).start, span(text, last).end)
    drag(qtbot, view, on(view, text, first), on(view, text, last))
    assert view.selected_span() == wanted
    drag(qtbot, view, on(view, text, last), on(view, text, first))
    assert view.selected_span() == wanted


def test_selected_text_is_painted_where_it_stands(qtbot: QtBot, show: Show) -> None:
    view = show(making.session(ARABIC, [], "none"))
    words = span(ARABIC, "الرئيس")
    view.set_caret(words.end, words.start)
    assert view._session is not None
    (row,) = lines.rows(view.document(), view._session.index, 0, 700, [(words.start, words.end)])
    (piece,) = row.pieces
    assert piece.left == pytest.approx(x_of(view, words.end), abs=2)
    assert piece.right == pytest.approx(x_of(view, words.start), abs=2)
    picture, top = view.viewport().grab().toImage(), round(row.baseline - 8) - view.verticalScrollBar().value()
    colour = view._theme.colour("text_selection").name()
    ratio = picture.devicePixelRatio()
    seen = {x for x in range(view.viewport().width())
            if picture.pixelColor(round(x * ratio), round(top * ratio)).name() == colour}  # fmt: skip
    assert seen
    assert piece.left - 1 <= min(seen)
    assert max(seen) <= piece.right + 1


@pytest.mark.parametrize(("name", "edge"), [("القصير", Edge.START), ("في", Edge.END)])
def test_a_handle_is_at_the_side_where_the_text_begins_or_ends(qtbot: QtBot, show: Show, name: str, edge: Edge) -> None:
    to = "مدينة"
    body = entity(ARABIC, name)
    view = show(making.session(ARABIC, [making.decided("e", body)], "none"))
    view.select_item("e")
    (box,) = [box for box in view._sight().boxes if box.mark.id == "e"]
    assert (box.left_edge, box.right_edge) == (Edge.END, Edge.START)
    side = box.left if edge is Edge.END else box.right
    point = QPoint(round(side), round((box.top + box.bottom) / 2) - view.verticalScrollBar().value())
    found = view.handle_at(point)
    assert found is not None
    assert found.edge is edge
    with qtbot.waitSignal(view.boundary_dragged) as said:
        drag(qtbot, view, point, on(view, ARABIC, to))
    new = said.args[2]
    assert said.args[:2] == ["e", PartRef(Role.MENTION)]
    other = span(ARABIC, to)
    assert new == Span(min(body.span.start, other.start), max(body.span.end, other.end))
