"""Both versions of the article side by side, each with what only it has, or has otherwise, in a frame."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from core.counted import counted
from core.pairing import Pair
from gui.adjudicating.bench import Bench, marked, title_of
from gui.history.compare import NEW, OLD, Outline, Side
from gui.history.moments import Pane
from gui.look import Look

_BESIDE = 16  # pixels around and between the sides
_FRAMES = {OLD: "accent", NEW: "warn"}  # the left one dashed and blue, the right one solid and brown


class Sides(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.left, self.right = Side("Left", look), Side("Right", look)
        self.with_agreed = False
        self._pair: Pair | None = None  # the one in sight
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_BESIDE, _BESIDE, _BESIDE, 12)
        self._grid.setHorizontalSpacing(_BESIDE)
        self._grid.setVerticalSpacing(0)
        self._grid.setRowStretch(1, 1)
        for column, side in enumerate((self.left, self.right)):
            side.view.frames = _FRAMES
            self._grid.addWidget(side.head, 0, column)
            self._grid.addWidget(side.view, 1, column)
            self._grid.setColumnStretch(column, 1)
        bars = self.left.view.verticalScrollBar(), self.right.view.verticalScrollBar()
        bars[0].valueChanged.connect(bars[1].setValue)
        bars[1].valueChanged.connect(bars[0].setValue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A pixel that one side has more than the other may break a line elsewhere, and all that follows with it.
        odd = (event.size().width() - 3 * _BESIDE) % 2
        self._grid.setContentsMargins(_BESIDE, _BESIDE, _BESIDE + odd, 12)
        QTimer.singleShot(0, self._find_again)

    def _find_again(self) -> None:
        """Where the lines break elsewhere, the current difference has another place."""
        if self._pair is not None:
            self.right.view.scroll_to(self._pair.bounds.start)
        self._align()

    def _align(self) -> None:
        self.left.view.verticalScrollBar().setValue(self.right.view.verticalScrollBar().value())

    def set_zoom(self, percent: int) -> None:
        for side in (self.left, self.right):
            side.view.set_zoom(percent)

    def show_bench(self, bench: Bench) -> None:
        """Both versions: what they agree on is left out, unless it is asked for."""
        self._pair = None
        agreed = self.with_agreed
        for side, one, words in ((self.left, bench.left, "left"), (self.right, bench.right, "right")):
            session = bench.session(words, agreed=agreed)
            count = len([pair for pair in bench.found.pairs if getattr(pair, words) is not None])
            shown = "" if agreed else " · those both agree on are hidden"
            title = title_of(one)
            detail = f"{counted(count, 'annotation')}{shown}"
            side.show_pane(Pane(session, title, detail), bench.labels)

    def show_frames(self, bench: Bench, current: Pair | None) -> None:
        """Frame what is still undecided, and what one is at."""
        left: list[Outline] = []
        right: list[Outline] = []
        at: int | None = None
        for nth, pair in enumerate(bench.found.differences):
            is_current = current is not None and pair.key == current.key
            at = nth if is_current else at
            if is_current or bench.settled(pair) is None:
                left += (Outline(span, OLD, nth) for span in marked(pair.left, pair.right))
                right += (Outline(span, NEW, nth) for span in marked(pair.right, pair.left))
        self.left.view.show_outlines(left, at)
        self.right.view.show_outlines(right, at)
        for side, one in ((self.left, current and current.left), (self.right, current and current.right)):
            side.view.select_item(one.id if one else None, scroll=False)

    def bring_into_sight(self, pair: Pair) -> None:
        self._pair = pair
        self.right.view.scroll_to(pair.bounds.start)
        self._align()
