"""What the pages with figures share: chips above, figures at the left, cases at the right, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.errors import KnownError, StoppedError
from gui.figures.cases import Cases
from gui.history.chips import Chip
from gui.look import Look
from gui.messages import BAD, MessageBar
from gui.parts import button, label, muted
from gui.work import Cancelled, Report, Work

T = TypeVar("T")

_SHARES = (7, 3)  # of the width: figures, cases
_LEAST_FIGURES, _LEAST_CASES = 520, 280


class FiguresPage(QWidget):
    left = Signal()  # the editor wants back to the desk
    told = Signal(str)  # what is shown, for the status bar
    opened = Signal(object)  # Place: the editor wants to see it in its article

    def __init__(self, executor: Executor, look: Look, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._work: Work | None = None
        self.title = label(title, role="title")
        self.count = muted(wrap=False)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it yields first
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setAccessibleName("What is counted")
        self.chips = QWidget()
        self.chips.setObjectName("chips")
        self.chips.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self.chips)
        self._row.setContentsMargins(14, 8, 14, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self.title)
        self._row.addSpacing(8)
        self._row.addWidget(self.count, 1)
        self.messages = MessageBar()
        self.cases = Cases(hint, look)
        self.cases.opened.connect(self.opened)
        self.figures = QStackedWidget()
        self.empty = EmptyFigures()
        self.figures.addWidget(self.empty)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.figures)
        self.splitter.addWidget(self.cases)
        self.figures.setMinimumWidth(_LEAST_FIGURES)
        self.cases.setMinimumWidth(_LEAST_CASES)
        for place, share in enumerate(_SHARES):
            self.splitter.setStretchFactor(place, share)
        self.splitter.setSizes([100 * share for share in _SHARES])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.chips, self.messages, self._build_progress(), self.splitter):
            column.addWidget(widget, 1 if widget is self.splitter else 0)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._escape)

    def _build_progress(self) -> QWidget:
        self.progress = QWidget()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("Progress of the counting")
        self.doing = muted(wrap=False)
        self.stop = button("Stop", self.cancel)
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(16, 6, 14, 6)
        row.addWidget(self.doing)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.progress.hide()
        return self.progress

    def add_chip(self, name: str, act: Callable[[], None]) -> Chip:
        chip = Chip(name, act)
        self._row.insertWidget(self._row.count() - 1, chip)
        return chip

    def show_empty(self, title: str, lines: Sequence[str]) -> None:
        self.empty.show_words(title, lines)
        self.figures.setCurrentWidget(self.empty)
        self.cases.setVisible(False)

    def show_figures(self, widget: QWidget) -> None:
        self.figures.setCurrentWidget(widget)
        self.cases.setVisible(True)

    # --------------------------------------------------------------------------------------------------------- working

    def work(self, what: str, function: Callable[[Report, Cancelled], T], then: Callable[[T], None]) -> None:
        """Count off the GUI thread; what was being counted before is stopped, and its answer dropped."""
        self.cancel()
        self._work = work = Work(self)
        self.doing.setText(what)
        self.bar.setRange(0, 0)
        self.progress.show()

        def progressed(done: int, total: int) -> None:
            if work is self._work:
                self.bar.setRange(0, total)
                self.bar.setValue(done)

        def done(answer: Any) -> None:
            if work is self._work:
                then(answer)

        def failed(error: KnownError) -> None:
            if work is self._work and not isinstance(error, StoppedError):
                self.messages.show_sentence(str(error), BAD)

        def ended() -> None:
            if work is self._work:
                self._work = None
                self.progress.hide()

        work.progressed.connect(progressed)
        work.done.connect(done)
        work.failed.connect(failed)
        work.ended.connect(ended)
        work.start(self._executor, function)

    @property
    def is_working(self) -> bool:
        return self._work is not None

    def cancel(self) -> None:
        """Stop what is being counted; what is shown stays."""
        if self._work is not None:
            self._work.cancel()
            self._work = None
            self.progress.hide()
            self.stopped()

    def stopped(self) -> None:
        """Counting was stopped before its end."""

    def _escape(self) -> None:
        self.cancel()
        self.left.emit()


class EmptyFigures(QWidget):
    """What stands there while there is nothing to count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setSpacing(4)
        self.title = label(name="emptyTitle")
        self.words = muted(wrap=False)
        inside.addWidget(self.title)
        inside.addWidget(self.words)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_words(self, title: str, lines: Sequence[str]) -> None:
        self.title.setText(title)
        self.words.setText("\n".join(lines))
