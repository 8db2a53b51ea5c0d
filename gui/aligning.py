"""Marks what training would leave out as soon as it is there: asks the training tokenizer, in a process of its own.

The tokenizer is not loaded before it is needed: when somebody adds a span or moves a boundary, or when a pipeline has
made its suggestions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from core.bodies import Body, ExcludedRegion
from core.records import Annotation, Item, Origin, Revision, Suggestion
from gui.desk import Desk, Folded, Opened

if TYPE_CHECKING:
    from core.alignment import Misfit
    from core.child import Child

Found = Mapping[str, "tuple[Misfit, ...]"]  # of those that have some, by ids
Bodies = Sequence[tuple[str, Body]]
_PAUSE = 600  # milliseconds without an edit, before the process is started or goes on: the next key comes before it
_SLICE = 50  # items for which the process is asked at once, so that neither a key nor an edit’s own answer waits long


class Aligning(QObject):
    def __init__(self, desk: Desk, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._executor = executor
        self._child: Child | None = None
        self._ready = self._closed = False
        self._known_text: str | None = None  # which the process has been told
        self._waiting: deque[str] = deque()  # ids of the open article's items that have not been asked about yet
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._ask_slice)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._go_on)
        desk.opened.connect(self._opened)
        desk.folded.connect(self._folded)

    def close(self) -> None:
        self._closed = True
        self._later.stop()
        self._pause.stop()
        if self._child is not None:
            self._child.close()
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def look(self) -> None:
        """From now on everything that is in the open article is looked at."""
        self._start()

    def _start(self) -> None:
        if not self._ready:
            self._ready = True
            self._ask_all()

    def _go_on(self) -> None:
        """The editor has stopped to think."""
        if self._ready:
            self._ask_slice()
        else:
            self._start()

    def _opened(self, _opened: Opened) -> None:
        self._desk.misfits.clear()
        if self._ready:
            self._ask_all()

    def _folded(self, folded: Folded) -> None:
        session = self._desk.session
        if session is None or not folded.touched.ids:
            return
        if self._ready:
            items = (session.item(id) for id in folded.touched.ids)
            self._ask(item for item in items if item is not None)
            if self._waiting:
                self._later.stop()
                self._pause.start()
        elif any(_is_by_hand(folded.revision)):
            self._pause.start()

    def _ask_all(self) -> None:
        """Slice by slice, in the pauses between two edits, so that no key waits while a long article is looked at."""
        session = self._desk.session
        self._waiting = deque(item.id for item in session.in_no_order()) if session is not None else deque()
        self._later.start()

    def _ask_slice(self) -> None:
        session = self._desk.session
        if session is None or not self._waiting:
            return
        ids = [self._waiting.popleft() for _ in range(min(_SLICE, len(self._waiting)))]
        self._ask((item for item in map(session.item, ids) if item is not None), self._next_slice)

    def _next_slice(self) -> None:
        if not self._pause.isActive() and not self._closed:
            self._later.start()

    def _ask(self, items: Iterable[Item], then: Callable[[], None] = lambda: None) -> None:
        """Have some items looked at; ``then`` is called when they were."""
        session = self._desk.session
        assert session is not None
        if self._executor is None:
            self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copydesk-tokens")
        bodies = [(item.id, item.body) for item in items if not isinstance(item.body, ExcludedRegion)]
        future = self._executor.submit(self._looked_at, session.text, bodies)

        def take(found: Found) -> None:
            self._take(session.id, bodies, found)
            then()

        self._desk.bridge.when_done(future, take, lambda _error: then())

    def _looked_at(self, text: str, bodies: Bodies) -> Found:
        """On the worker thread, which waits for the process. A long text is sent to it once."""
        from core.child import Child

        self._child = self._child or Child("core.training.tokens:LooksAtBodies")
        if self._closed:  # from here on, whoever closes finds the process
            return {}
        known = self._known_text is text and self._child.is_running()
        self._known_text = None  # until the answer is there
        found = {id: found for part in self._child.ask((None if known else text, bodies)) for id, found in part.items()}
        self._known_text = text
        return found

    def _take(self, article: str, bodies: Bodies, found: Found) -> None:
        """Note what still stands as it was looked at; the rest has been asked for again."""
        session = self._desk.session
        if session is None or session.id != article:
            return
        changed = set()
        for id, body in bodies:
            item = session.item(id)
            if item is not None and item.body == body and self._desk.misfits.take(session, item, found.get(id, ())):
                changed.add(id)
        if changed:
            self._desk.show_misfits(changed)


def _is_by_hand(revision: Revision) -> Iterable[bool]:
    """Whether a change adds an annotation by hand, or moves a boundary of one, or of what was suggested."""
    records = (change.record for change in revision.changes)
    suggested = {record.id: record.body for record in records if isinstance(record, Suggestion)}
    for change in revision.changes:
        after, before = change.after, change.before
        if isinstance(after, Annotation):
            stood = before.body if isinstance(before, Annotation) else suggested.get(after.id)
            if stood is None:
                yield after.origin is Origin.HAND
            else:
                yield list(after.body.parts()) != list(stood.parts())
