"""The three columns of the window: the list of articles, the article, the panels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from gui.article.view import ArticleView
from gui.desk import Desk
from gui.empty import EmptyPage
from gui.look import Look
from gui.messages import MessageBar
from gui.panels.annotations import AnnotationsPanel
from gui.panels.articles import ArticlePanel
from gui.panels.history import HistoryPanel
from gui.panels.selection import SelectionPanel
from gui.panels.sources import SourcesPanel

_LEAST = (190, 380, 250)  # widths


class Frame(QSplitter):
    def __init__(self, desk: Desk, article: ArticleView, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.article = article
        self.list = ArticlePanel(desk, look)
        self.messages = MessageBar()
        self.empty = EmptyPage()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(article)
        self.selection = SelectionPanel(desk, look)
        self.annotations = AnnotationsPanel(desk, look)
        self.sources = SourcesPanel(desk, look)
        self.history = HistoryPanel(desk, look)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("sidePanel")
        self.tabs.setDocumentMode(True)
        for name, panel in (
            ("Selection", self.selection),
            ("Annotations", self.annotations),
            ("Sources", self.sources),
            ("History", self.history),
        ):
            self.tabs.addTab(panel, name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for widget, least in zip((self.list, self._middle(), self.tabs), _LEAST, strict=True):
            widget.setMinimumWidth(least)
            self.addWidget(widget)
        self.setStretchFactor(1, 1)

    def _middle(self) -> QWidget:
        middle = QWidget()
        middle.setObjectName("desk")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.pages, 1)
        return middle

    def show_article(self, is_open: bool) -> None:
        """The article, or what stands there while none is open."""
        self.pages.setCurrentWidget(self.article if is_open else self.empty)

    def show_tab(self, name: str) -> None:
        self.tabs.setVisible(True)
        for at in range(self.tabs.count()):
            if self.tabs.tabText(at) == name:
                self.tabs.setCurrentIndex(at)

    def step(self, step: int) -> None:
        """Put the focus from the article to the side panel, to the list, and round again."""
        panel = self.tabs.currentWidget()
        stops = [stop for stop in (self.article, panel, self.list.search, self.list.list) if stop.isVisible()]
        focused = QApplication.focusWidget()
        at = next((i for i, stop in enumerate(stops) if focused in (stop, *stop.findChildren(QWidget))), -1)
        there = stops[(at + step) % len(stops)]
        inside = [child for child in there.findChildren(QWidget) if _takes_focus(child) and child.isVisible()]
        target = there if _takes_focus(there) else next(iter(inside), there)
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
