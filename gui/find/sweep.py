"""A search through the library: portion by portion, so that a key pressed meanwhile does not wait for all of it.

The store thread only reads; what was read is searched on a thread of its own, where a pattern may take its time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from PySide6.QtCore import QObject, Signal

from core.errors import KnownError
from core.find.library import (
    CHUNK_INVENTORIES,
    MOST,
    ArticleHits,
    chunks,
    look_through,
    portions_of,
    shallow,
)
from core.find.material import Material
from core.find.search import Search
from core.frozen import frozen
from core.queries import ArticleSummary, Store
from gui.bridge import Bridge


@frozen
class Swept:
    """How a search ended."""

    hits: int
    articles: int
    is_whole: bool = True  # else it was stopped, or had found more than is shown


@frozen
class _Portion:
    """Articles that are read at once; ``is_deep`` with their annotations."""

    articles: list[str]
    is_deep: bool = False


class Sweep(QObject):
    found = Signal(object)  # list of pairs of ArticleSummary and ArticleHits
    progressed = Signal(int, int)  # articles done, all
    ended = Signal(object)  # Swept
    trouble = Signal(str)  # a sentence; then it is over, too

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copydesk-sweep")
        self._number = 0  # of the search: what an earlier one still brings is dropped
        self._stopped = Event()
        self.is_running = False

    def close(self) -> None:
        self.stop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def stop(self) -> None:
        """No more is looked for; what was found stays."""
        self._stopped.set()
        if self.is_running:
            self._end(whole=False)

    def start(self, search: Search) -> None:
        """Look through all articles, from the newest on; a search that is under way is given up."""
        self._stopped.set()
        self._stopped = Event()
        self._number += 1
        number, self._search, self.is_running = self._number, search, True
        self._hits = self._articles = self._done = 0

        me = self._bridge.workspace.annotator  # who works alone sees what is theirs

        def ask(store: Store) -> tuple[tuple[ArticleSummary, ...], frozenset[str] | None]:
            return store.articles(annotator=me), store.sets_with(search)

        def take(answer: tuple[tuple[ArticleSummary, ...], frozenset[str] | None]) -> None:
            if number == self._number and self.is_running:
                summaries, wanted = answer
                wished = [one for one in summaries if wanted is None or one.set_id in wanted]
                self._summaries = {one.info.id: one for one in wished}
                self._left = deque(_Portion(ids) for ids in chunks(wished))
                self.progressed.emit(0, len(wished))
                self._next()

        self._bridge.when_done(self._bridge.workspace.ask(ask), take, self._fail_of(number))

    def _next(self) -> None:
        if not self._left:
            self._end()
            return
        portion = self._left.popleft()
        search = self._search
        if search.filters and not portion.is_deep:
            if not search.words:
                self._deepen(portion.articles)
                return
            search = shallow(search)
        self._read(portion, search)

    def _deepen(self, articles: Sequence[str]) -> None:
        """These need a look at their annotations, which is done in smaller portions."""
        deep = [_Portion(ids, is_deep=True) for ids in portions_of(articles, CHUNK_INVENTORIES)]
        self._left.extendleft(reversed(deep))
        self._next()

    def _read(self, portion: _Portion, search: Search) -> None:
        number, stopped = self._number, self._stopped

        def look(materials: list[Material]) -> None:
            if number == self._number and self.is_running:
                future = self._executor.submit(look_through, materials, search, stopped.is_set)
                self._bridge.when_done(future, take, self._fail_of(number))

        def take(found: Sequence[ArticleHits]) -> None:
            if number != self._number or not self.is_running:
                return
            if search != self._search:  # only the words: where they stand, the annotations are looked at
                hopeful = {one.article for one in found}
                self._done += len(portion.articles) - len(hopeful)
                self._deepen([id for id in portion.articles if id in hopeful])
            else:
                self._take(found, len(portion.articles))

        sets = {id: self._summaries[id].set_id for id in portion.articles}
        reading = self._bridge.workspace.ask(lambda store: store.materials(sets, search))
        self._bridge.when_done(reading, look, self._fail_of(number))

    def _take(self, found: Sequence[ArticleHits], articles: int) -> None:
        self._done += articles
        self._hits += sum(one.total for one in found)
        self._articles += len(found)
        if found:
            self.found.emit([(self._summaries[one.article], one) for one in found])
        self.progressed.emit(self._done, len(self._summaries))
        if self._hits >= MOST and self._left:
            self._end(whole=False)
        else:
            self._next()

    def _end(self, *, whole: bool = True) -> None:
        self.is_running = False
        self.ended.emit(Swept(self._hits, self._articles, whole))

    def _fail_of(self, number: int) -> Callable[[KnownError], None]:
        def fail(error: KnownError) -> None:
            if number == self._number and self.is_running:
                self.is_running = False
                self.trouble.emit(str(error))

        return fail
