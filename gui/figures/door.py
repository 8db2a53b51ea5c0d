"""The way from the desk to the pages with figures, and back. A page is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from gui.figures.agreement import AgreementPage
    from gui.figures.cases import Place
    from gui.figures.mistakes import MistakesPage
    from gui.host import Host


class FiguresDoor(QObject):
    def __init__(self, window: Host, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._stack = window, stack
        self._agreement: AgreementPage | None = None
        self._mistakes: MistakesPage | None = None
        window.closed.connect(self._stop)  # or a worker would ask a library that is closed

    @property
    def agreement(self) -> AgreementPage:
        if self._agreement is None:
            from gui.figures.agreement import KEYS, AgreementPage

            self._agreement = AgreementPage(self._window, self._window.look, self._window.intake.executor)
            self._welcome(self._agreement, KEYS)
        return self._agreement

    @property
    def mistakes(self) -> MistakesPage:
        if self._mistakes is None:
            from gui.figures.mistakes import KEYS, MistakesPage

            self._mistakes = MistakesPage(self._window, self._window.look, self._window.intake.executor)
            self._welcome(self._mistakes, KEYS)
        return self._mistakes

    def _welcome(self, page: AgreementPage | MistakesPage, keys: str) -> None:
        page.left.connect(self.leave)
        page.opened.connect(self._open)
        page.told.connect(lambda told: self._say(page, told, keys))
        self._stack.addWidget(page)

    def _say(self, page: AgreementPage | MistakesPage, told: str, keys: str) -> None:
        if self._stack.currentWidget() is page:
            self._window.status.show_page(told, keys)

    def toggle(self, name: str) -> None:
        """Show a page, or go back to the desk where it is shown already."""
        pages: dict[str, Callable[[], AgreementPage | MistakesPage]] = {
            "agreement": lambda: self.agreement,
            "mistakes": lambda: self.mistakes,
        }
        page = pages[name]()
        if self._stack.currentWidget() is page:
            self.leave()
            return
        self._window.top.history.setChecked(False)
        self._stack.setCurrentWidget(page)
        page.visit()

    def leave(self) -> None:
        """Back to the desk."""
        self._stop()
        self._stack.setCurrentIndex(0)
        self._window.status.show_desk()
        self._window.focus_article()

    def _stop(self) -> None:
        for page in (self._agreement, self._mistakes):
            if page is not None:
                page.cancel()

    def _open(self, place: Place) -> None:
        from gui.figures.cases import go_to

        self.leave()
        go_to(self._window.desk, place)
