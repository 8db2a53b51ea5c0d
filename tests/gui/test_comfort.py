"""The comfort of reading: size, lines, and the place in each article, at once and on the next day."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QScrollArea, QSpinBox
from pytestqt.qtbot import QtBot

from core.commands import Delete, ImportArticle, Target
from core.records import ArticleDraft
from core.settings import TABLE, Settings
from core.workspace import Inline, Workspace
from gui.app import make_application
from gui.dialogs.preferences import PreferencesDialog
from gui.fonts import serif
from gui.look import Look
from gui.places import MOST, Place, Places
from gui.window import DeskWindow
from tests.gui.conftest import Hand

LONG = "Long read\n" + "\n".join(f"Paragraph {n} of a text that goes on and on, line after line." for n in range(200))


# ----------------------------------------------------------------------------------------------------------- the window


def test_the_first_window_is_as_large_as_the_screen_has_room_for(
    workspace: Workspace, settings: Settings, qapp: QApplication, qtbot: QtBot
) -> None:
    window = DeskWindow(workspace, settings, Look(make_application(), "light"), model_executor=Inline())
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.size() == QSize(1600, 1000).boundedTo(room - QSize(16, 48)).expandedTo(window.minimumSize())
    window.close()
    workspace.close()


def test_the_preferences_fit_on_the_screen(hand: Hand, qtbot: QtBot) -> None:
    hand.window.run("preferences")
    dialog = hand.window.findChild(PreferencesDialog)
    assert dialog is not None
    assert dialog.height() <= dialog.screen().availableSize().height()
    page = dialog.findChild(QScrollArea)
    assert page is not None
    last = list(dialog.editors.values())[-1]
    assert not last.visibleRegion().isEmpty() or page.verticalScrollBar().maximum() > 0, "it can be reached"
    dialog.close()


# ------------------------------------------------------------------------------------------------------------- the text


def test_the_text_is_set_as_the_settings_say_from_the_start(
    workspace: Workspace, settings: Settings, qapp: QApplication, qtbot: QtBot
) -> None:
    settings.font_size, settings.measure, settings.line_height = 22, 60, 200
    window = DeskWindow(workspace, settings, Look(make_application(), "light"), model_executor=Inline())
    qtbot.addWidget(window)
    sizes = window.article._sizes
    assert (sizes.em, sizes.pitch) == (22, 44)
    assert sizes.measure == pytest.approx(60 * 22 * 0.463, abs=2)
    window.close()
    workspace.close()


@pytest.mark.parametrize(
    ("action", "name", "by"),
    [
        ("longer", "measure", 6),
        ("shorter", "measure", -6),
        ("looser", "line_height", 10),
        ("tighter", "line_height", -10),
    ],
)
def test_lines_change_step_by_step_and_stop_at_the_bounds(
    hand: Hand, settings: Settings, action: str, name: str, by: int
) -> None:
    before = settings.get(name)
    hand.window.run(action)
    assert settings.get(name) == before + by
    assert hand.article._sizes.pitch == round(18 * settings.line_height / 100)
    assert hand.article._sizes.measure == pytest.approx(settings.measure * 600 / 72, abs=1)
    for _ in range(40):
        hand.window.run(action)
    allowed = TABLE[name].allowed
    assert isinstance(allowed, range)
    assert settings.get(name) == (allowed[-1] if by > 0 else allowed[0])
    hand.window.run("zoom_in")
    hand.window.run("text_reset")
    assert (settings.measure, settings.line_height, settings.zoom) == (72, 180, 100)
    assert (hand.article._sizes.pitch, hand.article._sizes.measure, hand.article.zoom()) == (32, 600, 100)


def test_a_full_line_holds_as_many_letters_as_was_asked_for(hand: Hand, settings: Settings) -> None:
    settings.measure = 50
    hand.window.apply_setting("measure")
    english = (Path(__file__).parents[2] / "seeds" / "000_ed2e3873cc5f8452.txt").read_text(encoding="utf-8")[:3000]
    letter = QFontMetricsF(serif(18)).horizontalAdvance(english.replace("\n", " ")) / 3000
    assert hand.article._sizes.measure / letter == pytest.approx(50, rel=0.06)


def test_preferences_set_the_text_while_one_looks_on(hand: Hand, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(hand.window.settings, hand.window.apply_setting, hand.window)
    spin = dialog.editors["font_size"]
    assert isinstance(spin, QSpinBox)
    spin.setValue(24)
    assert hand.article._sizes.em == 24
    dialog.close()


@pytest.fixture
def long_hand(hand: Hand) -> Hand:
    revision = hand.workspace.submit(ImportArticle(ArticleDraft("Long read", LONG, "test"))).result()
    assert revision.article is not None
    hand.desk.open_article(revision.article)
    return hand


def test_an_undo_of_many_shows_the_first_that_is_in_sight_or_the_first(long_hand: Hand) -> None:
    article, desk = long_hand.article, long_hand.desk
    for nth in (3, 6, 150):
        long_hand.mark(f"Paragraph {nth} ")
        long_hand.bot.keyClick(article, Qt.Key.Key_1)
    desk.select(None)
    ids = [item.id for item in desk.session.items()] if desk.session is not None else []
    assert desk.session is not None
    targets = tuple(Target(id, desk.session.item(id).version) for id in ids)  # type: ignore[union-attr]
    long_hand.workspace.submit(Delete(desk.session.id, targets)).result()
    article.set_scroll_position(0)
    long_hand.window.run("undo")
    assert desk.item is not None
    assert desk.item.body.bounds.of(LONG) == "Paragraph 3"
    assert article.scroll_position() == 0, "nothing moved"
    long_hand.window.run("redo")
    article.set_scroll_position(LONG.index("Paragraph 140"))
    long_hand.window.run("undo")
    assert desk.item is not None
    assert desk.item.body.bounds.of(LONG) == "Paragraph 150"


@pytest.mark.parametrize("change", ["zoom_in", "zoom_out", "longer", "shorter", "looser", "tighter"])
def test_whatever_changes_the_place_stays(long_hand: Hand, change: str) -> None:
    view, text = long_hand.article, LONG
    view.set_scroll_position(text.index("Paragraph 90"))
    for _ in range(5):
        long_hand.window.run(change)
    assert view.scroll_position() == text.index("Paragraph 90")


# ------------------------------------------------------------------------------------------------------------ the place


def test_each_article_is_found_where_it_was_left_also_on_the_next_day(
    long_hand: Hand, article: str, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    desk, view = long_hand.desk, long_hand.article
    assert desk.session is not None
    long = desk.session.id
    top, caret = LONG.index("Paragraph 120"), LONG.index("Paragraph 123")
    view.set_scroll_position(top)
    view.set_caret(caret)
    desk.open_article(article)
    assert (view.scroll_position(), view.caret()) == (0, 0)
    view.set_caret(30)
    desk.open_article(long)
    assert (view.scroll_position(), view.caret()) == (top, caret)
    long_hand.window.close()
    settings.save()

    later = Settings.load(settings.path)
    workspace = Workspace.open(tmp_path / "library.copydesk", "Lois Lane", Inline())
    look = Look(make_application(), "light")
    window = DeskWindow(workspace, later, look, model_executor=Inline(), file_executor=Inline())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.desk.open_article(article)
    assert window.article.caret() == 30
    window.desk.open_article(long)
    assert (window.article.scroll_position(), window.article.caret()) == (top, caret)
    window.close()
    workspace.close()


def test_a_place_beyond_the_text_is_its_end(hand: Hand) -> None:
    other = hand.workspace.submit(ImportArticle(ArticleDraft("Long read", LONG, "test"))).result().article
    assert other is not None
    hand.desk.opening.places.leave(other, Place(10**6, 10**6))
    hand.desk.open_article(other)
    assert hand.article.caret() == len(LONG)


def test_places_are_bounded_in_number_and_what_is_no_place_is_passed_over() -> None:
    places = Places()
    places.take(["a 1 2", "b", "c x 2", "d 1", "e -1 2", "", "f 3 4"])
    assert (places.of("a"), places.of("f")) == (Place(1, 2), Place(3, 4))
    assert [places.of(id) for id in "bcde"] == [None] * 4
    for n in range(MOST):
        places.leave(f"n{n}", Place(n, n))
    places.leave("n0", Place(7, 7))
    kept = places.kept()
    assert len(kept) == MOST
    assert kept[-1] == "n0 7 7"
    again = Places()
    again.take(kept)
    assert again.kept() == kept
