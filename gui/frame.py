"""The three columns of the window: the list of articles, the article, the panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from gui.article.view import ArticleView
from gui.desk import Desk
from gui.empty import EmptyPage
from gui.later import Later
from gui.look import Look
from gui.messages import MessageBar
from gui.panels.articles import ArticlePanel
from gui.panels.selection import SelectionPanel

if TYPE_CHECKING:
    from gui.panels.annotations import AnnotationsPanel
    from gui.panels.history import HistoryPanel
    from gui.panels.sources import SourcesPanel

_LEAST = (190, 380, 250)  # widths


class Frame(QSplitter):
    revert_clicked = Signal(int)
    event_chosen = Signal(object)  # Revision
    speakers_clicked = Signal()
    action_clicked = Signal(str)  # an action's id

    def __init__(self, desk: Desk, article: ArticleView, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.article = article
        self._desk, self._look = desk, look
        self.list = ArticlePanel(desk, look)
        self.messages = MessageBar(answer="answer")
        self.empty = EmptyPage()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(article)
        self.selection = SelectionPanel(desk, look)
        self._annotations = Later(self._make_annotations)
        self._sources = Later(self._make_sources)
        self._history = Later(self._make_history)
        self._pass_on(self.selection)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Side panel")
        self.tabs.setObjectName("sidePanel")
        self.tabs.setDocumentMode(True)
        for name, panel in (
            ("Selection", self.selection),
            ("Annotations", self._annotations),
            ("Sources", self._sources),
            ("History", self._history),
        ):
            self.tabs.addTab(panel, name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for widget, least in zip((self.list, self._middle(), self.tabs), _LEAST, strict=True):
            widget.setMinimumWidth(least)
            self.addWidget(widget)
        self.setStretchFactor(1, 1)

    # ------------------------------------------------------------------------------------- panels made when looked at

    @property
    def annotations(self) -> AnnotationsPanel:
        return self._annotations.content

    @property
    def sources(self) -> SourcesPanel:
        return self._sources.content

    @property
    def history(self) -> HistoryPanel:
        return self._history.content

    def _make_annotations(self) -> AnnotationsPanel:
        from gui.panels.annotations import AnnotationsPanel

        panel = AnnotationsPanel(self._desk, self._look)
        panel.action_clicked.connect(self.action_clicked)
        return panel

    def _make_sources(self) -> SourcesPanel:
        from gui.panels.sources import SourcesPanel

        panel = SourcesPanel(self._desk, self._look)
        panel.merge_clicked.connect(self.speakers_clicked)
        return panel

    def _make_history(self) -> HistoryPanel:
        from gui.panels.history import HistoryPanel

        panel = HistoryPanel(self._desk, self._look)
        self._pass_on(panel)
        return panel

    def _pass_on(self, panel: SelectionPanel | HistoryPanel) -> None:
        panel.revert_clicked.connect(self.revert_clicked)
        panel.event_chosen.connect(self.event_chosen)

    # ------------------------------------------------------------------------------------------------- the middle

    def _middle(self) -> QWidget:
        middle = QWidget()
        middle.setObjectName("desk")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        self._below = column
        column.addWidget(self.messages)  # below, where its coming and going moves no line under the pointer
        return middle

    def put_below(self, bar: QWidget) -> None:
        """Put a bar between the article and the messages."""
        self._below.insertWidget(1, bar)

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
