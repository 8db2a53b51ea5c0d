"""What is seen: looks that differ without colour, both themes, pieces that equal the whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from core.bodies import Body, ExcludedRegion, PartRef, Quote, Role
from core.errors import BugError
from core.records import Change
from gui.article.scene import Box
from gui.article.view import ArticleView
from gui.theme import THEMES, load_theme
from tests.gui.article import making
from tests.gui.article.making import TEXT, entity, span

Show = Callable[..., ArticleView]


def picture(view: ArticleView, ratio: int = 1) -> QImage:
    """The viewport as it is painted."""
    image = QImage(view.viewport().size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    view.viewport().render(image)
    return image


def box_of(view: ArticleView, id: str, role: Role = Role.MENTION) -> Box:
    return next(box for box in view._sight().boxes if box.mark.id == id and box.mark.part.role is role)


def underline(view: ArticleView, id: str, ratio: int = 1) -> list[QColor]:
    """The pixels along an underline."""
    image, box = picture(view, ratio), box_of(view, id)
    y = round((view._stage().underline(box) + 0.5 - view._top()) * ratio)
    return [image.pixelColor(x, y) for x in range(round(box.left * ratio) + 1, round(box.right * ratio) - 2 * ratio)]


def corner(view: ArticleView, box: Box) -> QColor:
    """The colour behind the letters: just inside the box's upper corner."""
    return picture(view).pixelColor(round(box.left) + 1, round(box.top) + 1 - view._top())


def changes(colours: list[QColor]) -> int:
    return sum(one != other for one, other in pairwise(colours))


@pytest.mark.parametrize("ratio", [1, 2])
def test_an_underline_says_without_colour_how_sure_it_is(view, ratio):
    view.set_show_rejected(True)
    decided, suggested, rejected = (underline(view, id, ratio) for id in ("qusair", "syrian", "wednesday"))
    assert set(map(QColor.name, decided)) == {load_theme("light").label("green").name()}
    assert changes(decided) == 0
    assert changes(suggested) >= 6
    assert changes(rejected) > changes(suggested) * len(rejected) / len(suggested)


def test_only_what_is_decided_is_filled(view):
    page = load_theme("light").colour("page")
    assert corner(view, box_of(view, "qusair")) != page
    assert corner(view, box_of(view, "syrian")) == page


def test_what_is_rejected_is_not_drawn_unless_asked_for(view):
    without = picture(view)
    view.set_show_rejected(True)
    assert picture(view) != without
    view.set_show_rejected(False)
    assert picture(view) == without


def test_a_quote_has_a_wash_behind_its_contents_and_none_behind_its_cue(view):
    theme = load_theme("light")
    assert corner(view, box_of(view, "quote", Role.CONTENT)) == theme.colour("quote_wash")
    assert corner(view, box_of(view, "quote", Role.CUE)) == theme.colour("page")


def test_the_selected_quote_is_drawn_in_the_colour_of_the_selection(view):
    view.select_item("quote")
    theme = load_theme("light")
    assert corner(view, box_of(view, "quote", Role.CONTENT)) == theme.colour("selection")
    note = view._sight().notes[0]
    inside = QPoint(view._page.width - 10, round(note.top) + 4 - view._top())
    assert picture(view).pixelColor(inside) == theme.colour("selection")


def test_handles_are_where_the_boundaries_of_the_current_part_are(view):
    view.select_item("quote")
    everything = picture(view)
    view.select_part(PartRef(Role.CUE))
    one = picture(view)
    assert one != everything
    cue = box_of(view, "quote", Role.CUE)
    accent = load_theme("light").colour("accent")
    assert one.pixelColor(round(cue.left) - 1, round(cue.top) - 1 - view._top()) == accent


def test_selected_text_is_marked_in_its_own_height(view):
    view.set_caret(span(TEXT, "troops took").end, span(TEXT, "troops").start)
    row = next(row for row in view._sight().rows if row.start <= view.caret() < row.end)
    x = view.point_of(span(TEXT, "troops").end).x() + 1
    image, selection = picture(view), load_theme("light").colour("text_selection")
    assert image.pixelColor(x, round(row.baseline) - view._top() - 8) == selection
    assert image.pixelColor(x, round(row.baseline) - view._top() + 10) != selection


def test_excluded_text_is_paler(show):
    plain = show(making.session(TEXT))
    region = making.decided("r", ExcludedRegion(span(TEXT, "Sign up for our letters.")))
    excluded = show(making.session(TEXT, [region]))
    row = plain._sight().rows[-2]
    area = QRect(round(row.left), round(row.baseline) - 14, 150, 16)

    def darkest(view: ArticleView) -> int:
        part = picture(view).copy(area)
        return min(part.pixelColor(x, y).lightness() for x in range(part.width()) for y in range(part.height()))

    assert darkest(excluded) > darkest(plain) + 60


def test_the_caret_is_seen_with_the_focus_and_without(qtbot, view):
    view.set_caret(span(TEXT, "troops").start)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    active = picture(view)
    point = view.point_of(view.caret())
    assert active.pixelColor(point) == load_theme("light").colour("accent")
    view.clearFocus()
    assert picture(view).pixelColor(point) == load_theme("light").colour("faint")


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_is_everywhere(show, session, name):
    theme = load_theme(name)
    view = show(session)
    view.set_theme(theme)
    image = view.grab().toImage()
    assert image.pixelColor(2, 2) == theme.colour("desk")
    page = view.viewport().geometry().center().x()
    assert image.pixelColor(page, view.height() - 40) == theme.colour("page")
    others = load_theme(next(other for other in THEMES if other != name))
    strange = {others.colour(role).name() for role in ("page", "desk", "ink")} - set(theme.colours.values())
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert not seen & strange


def test_without_an_article_the_desk_says_how_to_open_one(show):
    view = show(None)
    image = view.grab().toImage()
    theme = load_theme("light")
    middle = image.copy(image.rect().adjusted(200, 200, -200, -200))
    seen = {middle.pixelColor(x, y).name() for x in range(middle.width()) for y in range(middle.height())}
    assert {theme.colour("ink").name(), theme.colour("page").name()} <= seen


@pytest.mark.parametrize("strip", [7, 31, 64])
def test_painted_in_strips_it_is_the_same_picture(show, session, strip):
    view = show(session)
    view.set_show_rejected(True)
    view.select_item("quote")
    view.set_caret(span(TEXT, "over").end, span(TEXT, "Kamel").start)
    whole = picture(view)
    pieces = QImage(whole.size(), whole.format())
    for top in range(0, whole.height(), strip):
        painter = QPainter(pieces)
        clip = QRectF(0, top, whole.width(), strip)
        painter.setClipRect(clip)
        view._paint_article(painter, clip)
        painter.end()
    assert pieces == whole


def delete(view: ArticleView, id: str) -> None:
    assert view._session is not None
    view.refresh(view._session.fold(making.revision(view._session, Change(view._session.item(id), None))))


def put(view: ArticleView, body: Body) -> None:
    assert view._session is not None
    view.refresh(view._session.fold(making.revision(view._session, Change(None, making.decided("new", body)))))


CHANGES: dict[str, Callable[[ArticleView], None]] = {
    "an entity is deleted": lambda view: delete(view, "qusair"),
    "one that wraps is deleted": lambda view: delete(view, "center"),
    "an inner one is deleted, and the outer one moves up in another line, too": lambda view: delete(view, "american"),
    "a quote is deleted": lambda view: delete(view, "quote"),
    "an entity is added": lambda view: put(view, entity(TEXT, "troops", "WORK_OF_ART")),
    "a quote is added": lambda view: put(view, Quote((span(TEXT, "Syrian troops"),), (span(TEXT, "said"),))),
    "a region is added": lambda view: put(view, ExcludedRegion(span(TEXT, "Sign up for our letters."))),
    "an entity is selected": lambda view: view.select_item("assad"),
    "a quote is selected": lambda view: view.select_item("quote"),
    "the caret moves": lambda view: view.set_caret(100),
    "text is selected": lambda view: view.set_caret(span(TEXT, "battle").end, span(TEXT, "troops").start),
}


@pytest.mark.parametrize("change", CHANGES)
def test_all_that_a_change_changes_is_painted_again(show, session, monkeypatch, change):
    view = show(session)
    view.set_caret(3)
    before = picture(view)
    asked: list[QRect] = []

    def update(area: QRect | None = None) -> None:
        asked.append(area if area is not None else view.viewport().rect())

    monkeypatch.setattr(view.viewport(), "update", update)
    CHANGES[change](view)
    after = picture(view)
    assert after != before
    outside = [
        (x, y)
        for x in range(before.width())
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y) and not any(area.contains(x, y) for area in asked)
    ]
    assert not outside


def test_every_sort_of_quote_mark_is_on_the_page(show):
    text = "He said “yes” to it. " * 3
    quote = Quote(
        (span(text, "“yes”"),), (span(text, "said"),), (span(text, "He"),), speakers=("A very long name " * 9,)
    )
    view = show(
        making.session(text, [making.suggested("q", quote, "source"), making.decided("e", entity(text, "He"))], "no")
    )
    image = picture(view)
    page, desk = load_theme("light").colour("page"), load_theme("light").colour("desk")
    edge = {image.pixelColor(view._page.width - 4, y).name() for y in range(30, 600)}
    assert edge <= {page.name(), desk.name()}, "a note runs over the edge of the page"


def test_a_bug_in_painting_leaves_the_next_paint_whole(view: ArticleView, monkeypatch: pytest.MonkeyPatch) -> None:
    before = view.viewport().grab().toImage()

    def fails(*_: object) -> None:
        raise BugError("a bug of the painter's")

    with monkeypatch.context() as patch:
        patch.setattr(view, "_paint_article", fails)
        with pytest.raises(BugError, match="a bug of the painter's"):
            view.viewport().repaint()
    assert view.viewport().grab().toImage() == before
