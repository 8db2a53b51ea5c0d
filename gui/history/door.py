"""The way from the desk to the history page and back. The page is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.records import Revision
from gui.figures.door import FiguresDoor
from gui.page_door import PageDoor, adjudication, review

if TYPE_CHECKING:
    from gui.history.page import HistoryPage
    from gui.history.wishes import Wishes
    from gui.host import Host


class HistoryDoor(QObject):
    def __init__(self, window: Host, desk: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._page: HistoryPage | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(desk)
        window.setCentralWidget(self.stack)
        self.figures = FiguresDoor(window, self.stack)
        self.adjudication = PageDoor(window, self.stack, adjudication)
        self.review = PageDoor(window, self.stack, review)
        window.top.history_clicked.connect(self.toggle)

    @property
    def page(self) -> HistoryPage:
        """The page, made now if nobody has been there yet."""
        if self._page is None:
            from gui.history.page import KEYS, HistoryPage

            self._page = HistoryPage(self._window, self._window.look)
            self._page.left.connect(self.leave)
            self._page.opened.connect(self._open)
            self._page.comparing.connect(lambda told: self._window.status.show_page(told, KEYS))
            self.stack.addWidget(self._page)
        return self._page

    @property
    def wishes(self) -> Wishes:
        """What the page shows."""
        return self.page.wishes

    @property
    def is_open(self) -> bool:
        return self._page is not None and self.stack.currentWidget() is self._page

    @property
    def tells_trouble(self) -> bool:
        """Whether what lies over the desk says itself what could not be done."""
        return self.is_open or self.adjudication.is_open or self.review.is_open

    def toggle_page(self, name: str) -> None:
        """Go to a page, or back from it to the desk."""
        match name:
            case "history":
                self.toggle()
            case "adjudication":
                self.adjudication.toggle()
            case "review":
                self.review.toggle()
            case _:
                self.figures.toggle(name)

    def toggle(self) -> None:
        if self.is_open:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Show the past of the open article, or of the library where none is open."""
        session = self._window.desk.session
        self.stack.setCurrentWidget(self.page)
        self._window.top.history.setChecked(True)
        self.page.visit(session.id if session else None, session.info.headline if session else "")

    def leave(self) -> None:
        """Back to the desk."""
        self.stack.setCurrentIndex(0)
        self._window.top.history.setChecked(False)
        self._window.status.show_desk()
        self._window.focus_article()

    def _open(self, revision: Revision) -> None:
        self.leave()
        from gui.controllers import past

        past.show(self._window, revision)
