"""Looks back through the library's log for what is wanted, stretch by stretch, so that nobody at work has to wait."""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from core.frozen import frozen
from core.queries import Store, Stretch, Wanted
from core.records import Revision
from gui.bridge import Bridge

FIRST, PAGE = 30, 100  # revisions: those that fill the first screen, and as many as are listed in one go
_MOST = 200  # of one go, however far somebody has scrolled: each is set in type when it comes
_SECONDS = 0.04  # that one stretch should take
STRIDE = 20_000  # revisions in the first stretch
_SMALLEST, _LARGEST = 2_000, 500_000  # in any other
_OF_WORDS = frozenset({"move_boundary", "add_part", "remove_part", "apply_remedy", "exclude_region"})
"""Intents that are told with words of the article which are not in the log."""


@frozen
class Found:
    """Revisions, newest first, with what is needed to tell them."""

    stretch: Stretch
    earlier: Mapping[int, Revision]  # those that they take back, by number
    headlines: Mapping[str, str]  # by article
    texts: Mapping[str, str]  # by article, of those whose words are told
    seconds: float


class LookingBack(QObject):
    came = Signal(object)  # Found
    changed = Signal()  # whether it is looking, and how far it is

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = 0
        self._wanted = Wanted()
        self._top = 0  # the newest revision, where it began
        self._reached: int | None = None
        self._left = 0  # revisions that are still wanted in this go
        self._goes = 0
        self._stride = STRIDE
        self.is_looking = False
        self.was_stopped = False

    @property
    def is_whole(self) -> bool:
        """Whether the log was looked through to its beginning."""
        return self._reached == 1

    @property
    def is_long(self) -> bool:
        """Whether one has to wait for what is rare."""
        return self.is_looking and self._left > 0 and self._reached is not None

    @property
    def share(self) -> float:
        """How much of the log was looked through: 0 to 1."""
        return 0.0 if self._reached is None or not self._top else 1 - (self._reached - 1) / self._top

    def begin(self, wanted: Wanted) -> None:
        """Look for something else, from the end of the log on."""
        self._wanted, self._reached, self._goes, self._stride = wanted, None, 0, STRIDE
        self.more()

    def more(self) -> None:
        """Look on, until there is another page of it; the farther somebody has scrolled, the longer the page."""
        if self.is_looking or self.is_whole:
            return
        self.was_stopped = False
        self._left = min(PAGE * 2**self._goes, _MOST)
        self._goes += 1
        self._ask(min(FIRST, self._left) if self._reached is None else self._left)

    def stop(self) -> None:
        """Leave off; ``more`` goes on from there."""
        self._asked += 1
        self.was_stopped, self.is_looking = self.is_looking, False
        self.changed.emit()

    def forget(self) -> None:
        """Leave off, and know of nothing more."""
        self._asked += 1
        self._reached, self.is_looking, self.was_stopped = 1, False, False

    def _ask(self, limit: int) -> None:
        self._asked += 1
        asked, wanted, before, at_most = self._asked, self._wanted, self._reached, self._stride
        self.is_looking = True

        def take(answer: tuple[Found, int]) -> None:
            if asked == self._asked:
                self._take(*answer)

        self._bridge.ask(lambda store: _look(store, wanted, before, limit, at_most), take)

    def _take(self, found: Found, newest: int) -> None:
        if self._reached is None:
            self._top = newest
        self._reached = found.stretch.reached
        self._left -= len(found.stretch.found)
        self._stride = next_stride(self._stride, found.seconds)
        self.is_looking = self._left > 0 and not self.is_whole
        if found.stretch.found:
            self.came.emit(found)
        self.changed.emit()
        if self.is_looking and self._reached == found.stretch.reached:  # nobody has begun anew meanwhile
            self._ask(self._left)


def next_stride(stride: int, seconds: float) -> int:
    """How many revisions the next stretch should have, as the last one took so long."""
    wanted = round(stride * _SECONDS / seconds) if seconds > 0 else stride
    return max(_SMALLEST, min(_LARGEST, 2 * stride, wanted))


def _look(store: Store, wanted: Wanted, before: int | None, limit: int, at_most: int) -> tuple[Found, int]:
    start = time.perf_counter()
    stretch = store.look_back(wanted, before=before, limit=limit, at_most=at_most)
    seconds = time.perf_counter() - start
    return told_with(store, stretch, seconds), store.newest() if before is None else 0


def told_with(store: Store, stretch: Stretch, seconds: float = 0.0) -> Found:
    """Some revisions with what is needed to tell them."""
    known = {one.id: one for one in stretch.found}
    earlier: dict[int, Revision] = {}
    asking = [*known.values()]
    while asking:  # an undo of an undo of …: each step is a revision of its own
        missing = {one.reverts for one in asking if one.reverts is not None} - known.keys() - earlier.keys()
        asking = list(store.brief(missing)) if missing else []
        earlier.update((one.id, one) for one in asking)
    told = (*stretch.found, *earlier.values())
    articles = {one.article for one in told if one.article is not None}
    worded = {one.article for one in told if one.article is not None and one.intent in _OF_WORDS}
    return Found(stretch, earlier, store.headlines(articles), store.texts(worded) if worded else {}, seconds)
