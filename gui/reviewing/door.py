"""The way from the desk to the review page and back. The page is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from gui.reviewing.page import ReviewPage
    from gui.window import DeskWindow


class ReviewDoor(QObject):
    def __init__(self, window: DeskWindow, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._stack = window, stack
        self._page: ReviewPage | None = None

    @property
    def page(self) -> ReviewPage:
        if self._page is None:
            from gui.reviewing.page import KEYS, ReviewPage

            self._page = ReviewPage(self._window, self._window.look)
            self._page.left.connect(self.leave)
            self._page.told.connect(lambda told: self._window.status.show_page(told, KEYS))
            self._stack.addWidget(self._page)
        return self._page

    @property
    def is_open(self) -> bool:
        return self._page is not None and self._stack.currentWidget() is self._page

    def toggle(self) -> None:
        """Show what somebody made of the open article, or go back to the desk where it is shown already."""
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
