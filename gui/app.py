"""The composition root: the one place that knows every concrete class of the desk and puts them together."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from core.errors import KnownError
from core.settings import Settings, default_library
from core.workspace import Workspace
from gui.desk import Desk
from gui.display import spoken_for
from gui.fonts import load_fonts
from gui.look import Look, icons_folder
from gui.reports import Reporter
from gui.window import DeskWindow

DONE, NOT_DONE = 0, 1
CATCH_UP = 2_000  # milliseconds between two looks at what others have written
_TURN = 0.0005  # seconds that a thread may go on while another waits for Python


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application with its fonts and style; the one that is there, if there is one."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        with spoken_for():
            app = QApplication([*sys.argv[:1], *arguments])
    app.setApplicationName("copydesk")
    app.setApplicationDisplayName("Copydesk")
    app.setStyle("Fusion")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    app.setWindowIcon(QIcon(f"{icons_folder()}/copydesk.svg"))
    load_fonts()
    return app


class Application(QObject):
    """One desk at a time: a library, and the window on it."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self.settings = settings
        self.look = Look(app, settings.theme)
        self.workspace: Workspace | None = None
        self.window: DeskWindow | None = None

    def open_library(self, location: str | Path) -> None:
        """Show the desk on a library. Raises LibraryError; what was open stays open then."""
        workspace = Workspace.open(location, self.settings.annotator)
        before = self.window
        self._show(workspace)
        if before is not None:
            before.close()
            before.deleteLater()

    def _show(self, workspace: Workspace) -> None:
        with self.look.put_off():
            window = DeskWindow(workspace, self.settings, self.look)
        window.painted.connect(window.suggesting.start)
        window.library_chosen.connect(self._switch)
        window.closed.connect(lambda: self._close(workspace))
        others = QTimer(window, interval=CATCH_UP)
        others.timeout.connect(window.desk.bridge.catch_up)
        others.start()
        self.workspace, self.window = workspace, window
        window.show()
        window.article.setFocus()

    def _switch(self, location: str) -> None:
        try:
            self.open_library(location)
            self.open_what_was_open()
        except KnownError as error:
            assert self.window is not None
            self.window.messages.show_sentence(str(error), "bad")

    def _close(self, workspace: Workspace) -> None:
        self.settings.last_library = workspace.location
        workspace.close()
        try:
            self.settings.save()
        except KnownError as error:
            sys.stderr.write(f"copydesk: {error}\n")  # there is no window any more to say it in

    def begin(self, files: Sequence[Path] = ()) -> None:
        """Open what is wanted; where the library knows several people, when it is known who works, and not before."""
        window = self.window
        assert window is not None

        def open_wanted() -> None:
            if files:
                window.import_paths(files)
            else:
                self.open_what_was_open()

        try:
            # The window is not there yet, so nobody waits for this; it is one look at a short table.
            people = window.desk.workspace.answer(lambda store: store.people())
        except KnownError as error:
            window.messages.show_sentence(str(error), "bad")
            people = (self.settings.annotator,)
        if len({*people, self.settings.annotator}) > 1 and people:
            window.desk.hold()  # what is typed before the question is nobody's
            window.painted.connect(lambda: window.assistants.ask_who(people, open_wanted))
            return
        if not people:
            window.painted.connect(window.assistants.name_newcomer)
        if files:
            window.painted.connect(open_wanted)
        else:
            open_wanted()

    def open_what_was_open(self) -> None:
        """The article of last time; in another library, the one of it that was left last."""
        if self.window is not None:
            desk, last = self.window.desk, self.settings.last_article
            self._open_first(desk, [article for article in (last, *desk.opening.places.latest()) if article])

    def _open_first(self, desk: Desk, articles: list[str]) -> None:
        """Open the first of some articles that the library has."""
        if not articles:
            return
        first, *others = articles
        desk.bridge.when_done(
            desk.workspace.ask(lambda store: store.length(first)),
            lambda _length: desk.open_article(first),
            lambda _error: self._open_first(desk, others),
        )


def run(files: Sequence[Path], library: str | None = None, when_usable: Callable[[], None] | None = None) -> int:
    """Open the desk and stay until it is closed; ``when_usable`` is called once the window has been painted."""
    app = make_application()
    reporter = Reporter(app)
    reporter.install()
    application = Application(app, Settings.load())
    if not _open(application, library or default_library()):
        return NOT_DONE
    window = application.window
    assert window is not None
    if when_usable is not None:
        window.painted.connect(when_usable)
    window.painted.connect(settle)
    application.begin(files)
    return app.exec()


def settle() -> None:
    """The window is up: import what the first key needs, collect garbage again, and let no thread keep a key waiting.

    A thread that computes hands Python over to the next only so often, 5 ms apart by default: as long as a whole key.
    """
    import core.handlers  # noqa: F401

    sys.setswitchinterval(_TURN)
    gc.freeze()  # what the start has made stays to the end, so no collection need look at it again
    gc.enable()


def _open(application: Application, location: str) -> bool:
    """Open a library; while that is impossible, say why, and offer to try again or another."""
    while True:
        try:
            application.open_library(location)
        except KnownError as error:
            location = _ask_which(location, str(error))
            if not location:
                return False
        else:
            return True


def _ask_which(location: str, sentence: str) -> str:
    from PySide6.QtWidgets import QMessageBox

    from gui.dialogs.library import ask_for_library

    box = QMessageBox(QMessageBox.Icon.Warning, "Copydesk", sentence)
    again = box.addButton("Try Again", QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton("Another Library…", QMessageBox.ButtonRole.ActionRole)
    box.addButton("Quit", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is again:
        return location
    return ask_for_library(None) if box.clickedButton() is other else ""
