"""The article list: search, filter by status, and how far each article is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import (
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.comments import Comment, Flag
from core.find.states import State
from core.queries import ArticleSummary
from core.records import ArticleInfo, Status
from core.session import Session
from core.sets import ReviewStatus
from gui.desk import Desk, Folded, Opened
from gui.look import Look
from gui.panels import work
from gui.panels.article_rows import SUMMARY_ROLE, ArticleDelegate, ArticleModel, Index
from gui.panels.flow import FlowLayout
from gui.panels.work import Work
from gui.parts import button, muted, search_line

Chip: TypeAlias = Status | State | Work | None
_CHIPS: tuple[tuple[Chip, str], ...] = (
    (None, "All"), (Status.NEW, "New"), (Status.OPEN, "Open"), (Status.DONE, "Done"), (Status.FLAGGED, "Flagged"),
    (State.COMMENTED, "Comments"), (State.OPEN, "Open comments"),
    (Work.MINE, "Mine"), (Work.SUBMITTED, "Submitted"),
)  # fmt: skip
# What is offered only where there are some.
_WHERE_SOME = (Status.FLAGGED, State.COMMENTED, State.OPEN, Work.MINE, Work.SUBMITTED)
_REFRESH_MILLISECONDS = 60  # many revisions at once, as an import makes them, are one look at the library


def is_of(summary: ArticleSummary, chip: Chip, me: str) -> bool:
    """Whether an article is among those that a chip stands for. Flagged is also what has a flag in it."""
    match chip:
        case State.COMMENTED:
            return summary.comments > 0
        case State.OPEN:
            return summary.open_comments > 0
        case Status.FLAGGED:
            return summary.info.status is Status.FLAGGED or summary.flags > 0
        case Work():
            return work.is_of(summary, chip, me)
        case _:
            return chip is None or summary.info.status is chip


class ArticlePanel(QWidget):
    import_clicked = Signal()
    left = Signal()  # Esc: back to the article

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("listPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self._all: tuple[ArticleSummary, ...] = ()
        self._chip: Chip = None
        self.search = search_line("Search articles")
        self.search.setAccessibleName("Search articles")
        self.search.textChanged.connect(self.refresh)
        self.search.returnPressed.connect(self._open_first)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._walk)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        self.chips: dict[Chip, QPushButton] = {}
        chips = QWidget()
        flow = FlowLayout(chips, 5)
        for status, name in _CHIPS:
            chip = button(name, partial(self._filter, status), role="pill")
            chip.setCheckable(True)
            self.chips[status] = chip
            flow.addWidget(chip)
        self.model = ArticleModel(self)
        self.list = QListView()
        self.list.setAccessibleName("Articles")
        self.list.setModel(self.model)
        self.list.setItemDelegate(ArticleDelegate(look, self.list))
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(self._open)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self._nothing())
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 6)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(chips)
        column.addWidget(self.stack, 1)
        self._later = QTimer(self, singleShot=True, interval=_REFRESH_MILLISECONDS)
        self._later.timeout.connect(self.refresh)
        desk.folded.connect(self._folded)
        desk.opened.connect(self._opened)
        look.changed.connect(self.list.viewport().update)
        self.refresh()

    def _nothing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 20, 4, 0)
        self.nothing = muted("No articles yet.")
        self.import_button = button("Import Articles…", self.import_clicked.emit)
        column.addWidget(self.nothing)
        column.addWidget(self.import_button)
        column.addStretch(1)
        return page

    # ------------------------------------------------------------------------------------------------------ its content

    def refresh(self) -> None:
        """Ask the library for the list anew."""
        search = self.search.text().strip()
        me = self.desk.workspace.annotator
        self.desk.bridge.ask(lambda store: store.articles(search=search, annotator=me), self._take)

    def _take(self, summaries: tuple[ArticleSummary, ...]) -> None:
        self._all = summaries
        self._show()

    def _show(self) -> None:
        me = self.desk.workspace.annotator
        counts: Counter[Chip] = Counter(summary.info.status for summary in self._all)
        counts[None] = len(self._all)
        for some in _WHERE_SOME:
            counts[some] = sum(is_of(summary, some, me) for summary in self._all)
        for chip, name in _CHIPS:
            count = counts[chip]
            self.chips[chip].setText(f"{name} {count:,}")
            self.chips[chip].setChecked(chip is self._chip)
            self.chips[chip].setVisible(chip not in _WHERE_SOME or count > 0 or self._chip is chip)
        shown = [summary for summary in self._all if is_of(summary, self._chip, me)]
        current = self.list.currentIndex().data(SUMMARY_ROLE) if self.list.hasFocus() else None
        self.model.fill(shown)
        self.stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            wanted = bool(self.search.text().strip()) or self._chip is not None
            self.nothing.setText("No article matches." if wanted else "No articles yet. Drop files here, or")
            self.import_button.setVisible(not wanted)
        self._mark_open()
        if current is not None:  # who walks the list stays where they are
            row = self.model.row_of(current.info.id)
            self.list.setCurrentIndex(self.model.index(row) if row is not None else self.model.index(0))

    def _filter(self, chip: Chip) -> None:
        self._chip = chip
        self._show()

    def _folded(self, folded: Folded) -> None:
        """The open article's line follows every decision; the list is asked for when there is more to it."""
        session = self.desk.session
        if folded.is_about(ArticleInfo, Comment, Flag):
            self._later.start()
        if session is not None and folded.revision.article == session.id:
            self._follow(session)
        elif folded.revision.article is not None:
            self._later.start()

    def _follow(self, session: Session) -> None:
        """Let the line of the open article say what stands in it."""
        progress = session.progress()
        known = next((one for one in self._all if one.info.id == session.id), ArticleSummary(session.info, 0, 0))
        review = session.review.status if session.review is not None else ReviewStatus.NONE
        comments, flags = session.remarks.counts()
        summary = replace(
            known, info=session.info, decided=progress.decided, total=progress.total, review=review,
            comments=comments, open_comments=session.remarks.open_count(), flags=flags,
        )  # fmt: skip
        self._all = tuple(summary if one.info.id == session.id else one for one in self._all)
        self.model.update_row(summary)

    # ---------------------------------------------------------------------------------------------------------- opening

    def _opened(self, opened: Opened) -> None:
        self._mark_open()
        if opened.session is not None:  # read anew where so much was suggested that nobody folds it
            self._follow(opened.session)

    def _mark_open(self) -> None:
        session = self.desk.session
        self.model.show_open(session.id if session is not None else None)
        row = self.model.row_of(session.id) if session is not None else None
        self.list.setCurrentIndex(self.model.index(row) if row is not None else QModelIndex())

    def selected(self) -> list[str]:
        """The ids of the articles that are selected, in the order of the list; else of the open one."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        found = [self.model.summaries[row].info.id for row in rows]
        session = self.desk.session
        return found or ([session.id] if session is not None else [])

    def _clicked(self, index: Index) -> None:
        """A click opens; with Ctrl or Shift it only selects, for what is done to several articles."""
        if QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self._open(index)

    def _open(self, index: Index) -> None:
        self.desk.open_article(self.model.summaries[index.row()].info.id)

    def _open_first(self) -> None:
        if self.model.summaries:
            self.desk.open_article(self.model.summaries[0].info.id)

    def _walk(self) -> None:
        """From the search field into what was found."""
        if self.model.summaries:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()

    def step(self, step: int) -> None:
        """Open the article after (1) or before (-1) the open one."""
        session = self.desk.session
        row = self.model.row_of(session.id) if session is not None else None
        there = 0 if row is None else row + step
        if 0 <= there < len(self.model.summaries):
            self.desk.open_article(self.model.summaries[there].info.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.doItemsLayout()
