"""What dialogs, pages and assistants may use of the window that they belong to; so they know no window.

The window is one, :class:`gui.window.DeskWindow`, and gives all of this its value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

if TYPE_CHECKING:
    from gui.article.view import ArticleView
    from gui.history.wishes import Wishes
    from gui.importing import Intake
    from gui.keys import ActionSet
    from gui.look import Look
    from gui.messages import MessageBar
    from gui.panels.articles import ArticlePanel
    from gui.panels.selection import SelectionPanel
    from gui.screen import Screen
    from gui.statusbar import StatusBar
    from gui.suggesting import Suggesting
    from gui.topbar import TopBar

    class _Window(QMainWindow, Screen):
        """A window of which actions may ask what they ask of a screen."""

else:
    _Window = QMainWindow  # Qt's classes and protocols are made by two makers, and no class can have both


class Door(Protocol):
    """The way to what lies over the desk, and back."""

    stack: QStackedWidget

    @property
    def wishes(self) -> Wishes:
        """What the history page shows."""
        ...

    @property
    def is_open(self) -> bool: ...

    def leave(self) -> None: ...


class Motion(Protocol):
    """Whoever lets things move by themselves, or not."""

    def settle_motion(self) -> None: ...


class Host(_Window):
    painted = Signal()  # once: the window is on the screen
    library_chosen = Signal(str)
    closed = Signal()

    look: Look
    article: ArticleView
    actions_of: ActionSet
    intake: Intake
    suggesting: Suggesting
    top: TopBar
    status: StatusBar
    list: ArticlePanel
    selection: SelectionPanel
    messages: MessageBar

    if TYPE_CHECKING:

        @property
        def door(self) -> Door: ...

        @property
        def assistants(self) -> Motion: ...

        def run(self, action: str) -> None:
            """What the action's key does."""

        def choose_model(self, source: str) -> None:
            """Another pipeline suggests from now on."""

        def name_annotator(self) -> None:
            """Show who works here."""
