"""Opening a long article: what is in sight comes first, keys wait for the rest, and nothing moves when it comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.bodies import Entity, Span
from core.commands import ImportArticle, RecordSuggestions
from core.records import Annotation, ArticleDraft, Proposal, Run, RunResult
from core.settings import Settings
from core.text import text_hash
from core.workspace import Inline, Workspace
from gui.ahead import MANY
from gui.app import make_application
from gui.look import Look
from gui.places import Place
from gui.window import DeskWindow

COUNT = 5_000
TEXT = "".join(f"Name{nth:04} says nothing of note.\n" for nth in range(COUNT))
SPANS = [Span(start, start + 8) for start in range(0, len(TEXT), len(TEXT) // COUNT)]


def suggestions(article: str, label: str = "PERSON") -> RecordSuggestions:
    run = Run(f"run {label}", "entities", "invented", "1", "{}", datetime.now(UTC), text_hash(TEXT))
    return RecordSuggestions(article, (RunResult(run, tuple(Proposal(Entity(span, label), 0.9) for span in SPANS)),))


class Desk:
    """A window on a library with one long article, and the store's own thread."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.workspace = Workspace.open(folder / "long.copydesk", "Lois Lane")
        long = self.workspace.submit(ImportArticle(ArticleDraft("Names", TEXT, "names.txt"))).result().article
        assert long is not None
        self.article = long
        settings = Settings.load(folder / "settings.json")
        settings.model = ""
        self.look = Look(make_application(), "light")
        self.window = DeskWindow(self.workspace, settings, self.look, model_executor=Inline(), file_executor=Inline())
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.desk, self.view = self.window.desk, self.window.article

    def close(self) -> None:
        self.window.close()
        self.workspace.close()


@pytest.fixture
def long_desk(tmp_path: Path, qtbot: QtBot) -> Callable[[], Desk]:
    return lambda: Desk(tmp_path, qtbot)


def test_what_is_in_sight_comes_first_and_a_key_waits_for_the_rest(long_desk: Callable[[], Desk], qtbot: QtBot) -> None:
    made = long_desk()
    made.workspace.submit(suggestions(made.article)).result()
    place = SPANS[3_000].start
    made.desk.opening.places.leave(made.article, Place(place, SPANS[3_005].start))
    seen: list[tuple[bool, int, QImage]] = []

    def look_and_type() -> None:
        seen.append((made.desk.session is None, made.view.scroll_position(), made.view.viewport().grab().toImage()))
        qtbot.keyClick(made.view, Qt.Key.Key_Tab)

    made.desk.opening.glimpsed.connect(look_and_type)
    with qtbot.waitSignal(made.desk.opened):
        made.desk.open_article(made.article)
    ((was_on_its_way, glimpsed_at, glimpsed),) = seen
    assert was_on_its_way
    assert glimpsed_at == place
    assert made.desk.session is not None
    assert made.desk.session.progress().total == COUNT
    assert made.view.scroll_position() == place
    qtbot.waitUntil(lambda: made.desk.item is not None)  # the Tab that waited
    assert made.desk.item is not None
    assert made.desk.item.body.bounds == SPANS[3_005]
    made.desk.select(None)
    assert made.view.viewport().grab().toImage() == glimpsed  # the scroll bar may have learned more of the heights
    made.close()


def test_another_article_may_be_opened_before_the_first_is_whole(long_desk: Callable[[], Desk], qtbot: QtBot) -> None:
    made = long_desk()
    made.workspace.submit(suggestions(made.article)).result()
    other = made.workspace.submit(ImportArticle(ArticleDraft("Short", "Short.", "short.txt"))).result().article
    assert other is not None
    made.desk.open_article(made.article)
    made.desk.open_article(other)
    qtbot.waitUntil(lambda: made.desk.session is not None and made.desk.session.id == other)
    told: list[bool] = []
    made.desk.when_idle(lambda: told.append(True))
    assert told == [True]
    made.close()


def test_thousands_of_suggestions_are_taken_in_beside_the_window(long_desk: Callable[[], Desk], qtbot: QtBot) -> None:
    made = long_desk()
    assert COUNT > MANY
    with qtbot.waitSignal(made.desk.opened):
        made.desk.open_article(made.article)
    made.desk.view.set_scroll_position(SPANS[2_000].start)
    with qtbot.waitSignal(made.desk.opened):
        made.desk.submit(suggestions(made.article))
    session = made.desk.session
    assert session is not None
    assert session.progress().total == COUNT
    (line,) = [one for one in made.window.frame.list.model.summaries if one.info.id == made.article]
    assert line.total == COUNT, "the article list says so, too"
    assert made.view.scroll_position() == SPANS[2_000].start
    made.desk.select(next(iter(session.items())).id)
    made.view.setFocus()
    with qtbot.waitSignal(made.desk.folded):
        qtbot.keyClick(made.view, Qt.Key.Key_Return)
    assert isinstance(next(iter(session.items())), Annotation)
    made.close()
