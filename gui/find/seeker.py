"""Looks for something in the open article, off the GUI thread, and goes from hit to hit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from core.bodies import PartRef
from core.errors import KnownError
from core.find.article import Hits, hits_in
from core.find.inventory import Inventory, is_wanted
from core.find.search import Search
from core.find.states import State
from core.frozen import frozen
from gui.article.found import Found
from gui.desk import Desk, Folded, Opened

_FOLLOW_MILLISECONDS = 80  # after a decision, what was found by label or status is looked for anew


@frozen
class _Stand:
    """Where the editor was before the search: from there the first hit is looked for, and there one is without hits."""

    scroll: int
    caret: int
    anchor: int
    item: str | None
    part: PartRef | None

    @property
    def start(self) -> int:
        return min(self.caret, self.anchor)


class Seeker(QObject):
    found = Signal()  # other hits, or another one that one is at
    trouble = Signal(str)  # a sentence: why nothing can be looked for

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._view = desk, desk.view
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copydesk-find")
        self.search = Search()
        self.hits = Hits(self.search)
        self.current: int | None = None
        self.is_on = False  # hits are shown
        self._asked = 0
        self._stand: _Stand | None = None
        self._left = (-1, -1)  # where the last hit put anchor and caret
        self._again = QTimer(self, singleShot=True, interval=_FOLLOW_MILLISECONDS)
        self._again.timeout.connect(lambda: self._ask(go=False))
        desk.opened.connect(self._opened)
        desk.folded.connect(self._folded)

    def close(self) -> None:
        """No more is looked for."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    # ------------------------------------------------------------------------------------------------- to and fro

    def begin(self) -> None:
        """Remember where the editor is: there the search begins."""
        self.is_on = True
        context = self._desk.context()
        if self._desk.session is not None:
            item = context.item.id if context.item is not None else None
            span = context.span
            anchor = context.caret if span is None else span.start + span.end - context.caret
            self._stand = _Stand(self._view.scroll_position(), context.caret, anchor, item, context.part)

    def end(self) -> None:
        """Show no hits any more, and stay where one is: at a hit, or, where there was none, where it began."""
        self.is_on = False
        self._asked += 1
        self._view.set_found(None)
        self._stand = None

    def _go_back(self) -> None:
        stand = self._stand
        if stand is None or self._desk.session is None:
            return
        item = self._desk.item
        if stand.item != (item.id if item is not None else None):
            self._desk.select(stand.item, stand.part, scroll=False)
        self._view.set_caret(stand.caret, stand.anchor if stand.anchor != stand.caret else None)
        self._view.set_scroll_position(stand.scroll)

    # ------------------------------------------------------------------------------------------------------- looking

    def look_for(self, search: Search) -> None:
        """Look for something else; the first hit from where the editor was is shown."""
        self.search = search
        self._ask(go=True)

    def _ask(self, *, go: bool) -> None:
        self._again.stop()
        self._asked += 1
        asked, session, search = self._asked, self._desk.session, self.search
        if session is None or search.is_empty:
            self._take(Hits(search), go)
            return
        future = self._executor.submit(hits_in, session.text, search, Inventory.of_session(session, search))

        def take(found: Hits) -> None:
            if asked == self._asked:  # else something else was typed meanwhile
                self._take(found, go)

        def fail(error: KnownError) -> None:
            if asked == self._asked:
                self._take(Hits(search), False)
                self.trouble.emit(str(error))

        self._desk.bridge.when_done(future, take, fail)

    def _take(self, found: Hits, go: bool) -> None:
        at = self._place_of_current()
        self.hits = found
        if go:
            self.current = found.after(self._stand.start if self._stand is not None else self._view.caret())
            if self.current is not None:
                self._show()
            elif self._stand is not None:
                self._go_back()
        else:
            number = found.after(at) if at is not None and len(found) else None
            self.current = number if number is not None and found.places[number][0] == at else None
        self._tell()

    def _place_of_current(self) -> int | None:
        if self.current is None or self.current >= len(self.hits):
            return None
        return self.hits.places[self.current][0]

    def _tell(self) -> None:
        self._view.set_found(Found(self.hits, self.current) if self.is_on and len(self.hits) else None)
        self.found.emit()

    # --------------------------------------------------------------------------------------------------------- going

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) hit, from where one is by now, and round."""
        if not len(self.hits):
            return
        span = self._view.selected_span()
        here = (span.start, span.end) if span is not None else (self._view.caret(), self._view.caret())
        if self.current is not None and here == self._left:
            self.current = (self.current + step) % len(self.hits)
        else:
            self.current = self.hits.next(here[0] - (1 if step > 0 and span is None else 0), step)
        self._show()
        self._tell()

    def _show(self) -> None:
        session = self._desk.session
        if self.current is None or session is None:
            return
        start, end = self.hits.places[self.current]
        wanted = None
        if self.search.filters and self.search.state is not State.BARE:
            there = session.touching(start, end, rejected=True)
            wanted = next((item for item in there if is_wanted(session, item, self.search)), None)
        if wanted is not None:  # keys act on the annotation
            part = next((ref for ref, span in wanted.body.parts() if span.start < end and start < span.end), None)
            self._desk.select(wanted.id, part, scroll=False)
            self._view.set_caret(start)
            self._left = (start, start)
        else:  # keys act on the words
            self._view.set_caret(end, start)
            self._left = (start, end)
        self._view.scroll_to(start)

    # ----------------------------------------------------------------------------------------------------- listening

    def _opened(self, _opened: Opened) -> None:
        self._stand = None
        self.current = None
        if self.is_on:
            self._ask(go=False)

    def _folded(self, folded: Folded) -> None:
        if self.is_on and self.search.filters and (folded.touched.ids or folded.touched.remarks):
            self._again.start()
