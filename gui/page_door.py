"""The way from the desk to a page about the open article, and back. The page is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from gui.adjudicating.page import AdjudicationPage
    from gui.host import Host
    from gui.reviewing.page import ReviewPage

P = TypeVar("P", "AdjudicationPage", "ReviewPage")


class PageDoor(QObject, Generic[P]):
    def __init__(self, window: Host, stack: QStackedWidget, make: Callable[[Host], tuple[P, str]]) -> None:
        """``make`` gives the page, and what the status bar says of its keys."""
        super().__init__(window)
        self._window, self._stack = window, stack
        self._make: Callable[[Host], tuple[P, str]] = make
        self._page: P | None = None

    @property
    def page(self) -> P:
        if self._page is None:
            self._page, keys = self._make(self._window)
            self._page.left.connect(self.leave)
            self._page.told.connect(lambda told: self._window.status.show_page(told, keys))
            self._stack.addWidget(self._page)
        return self._page

    @property
    def is_open(self) -> bool:
        return self._page is not None and self._stack.currentWidget() is self._page

    def toggle(self) -> None:
        """Show the page about the open article, or go back to the desk where it is shown already."""
        session = self._window.desk.session
        if self.is_open or session is None:
            self.leave()
            return
        self._window.top.history.setChecked(False)
        self._stack.setCurrentWidget(self.page)
        self.page.visit(session.id, session.info.headline)

    def leave(self) -> None:
        """Back to the desk."""
        self._stack.setCurrentIndex(0)
        self._window.status.show_desk()
        self._window.focus_article()


def adjudication(window: Host) -> tuple[AdjudicationPage, str]:
    """Where two annotation sets differ, to be settled."""
    from gui.adjudicating.page import KEYS, AdjudicationPage

    return AdjudicationPage(window, window.look), KEYS


def review(window: Host) -> tuple[ReviewPage, str]:
    """What somebody made of the article."""
    from gui.reviewing.page import KEYS, ReviewPage

    return ReviewPage(window, window.look), KEYS
