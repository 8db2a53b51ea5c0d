"""The façade that the desk and the command line talk to.

One store thread carries out commands and queries, first in, first out. Listeners hear of every committed revision, also
of those that another program wrote into the same library, in the order of their numbers; they are called on the store
thread, and :mod:`gui.bridge` carries the news to the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from core.bodies import Span
from core.errors import KnownError
from core.queries import Report, Store
from core.records import Revision
from core.session import Session

if TYPE_CHECKING:
    from core.commands import Command

T = TypeVar("T")

LONG = 30_000  # code points: an article of more takes longer to read than it takes to look up
IN_SIGHT = 8_000  # code points: more than the largest screen shows at the smallest zoom

Committed = Callable[[Revision], None]
Failed: TypeAlias = "Callable[[Command, KnownError], None]"


class Inline(Executor):
    """Does the work at once, in the calling thread: for tests and for programs without a window."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # as Executor declares it
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  the end of a worker: the error belongs to whoever asked
            future.set_exception(error)
        return future


def import_ahead() -> None:
    """Import what a window on a library will need of the core.

    What opens a window calls this before Qt is imported: Qt's import hook reads the source of every module that comes
    after it, and SQLAlchemy alone has hundreds.
    """
    import core.boundaries
    import core.deeds
    import core.library
    import core.settings
    import core.story  # noqa: F401


class Workspace:
    """One library, one annotator."""

    def __init__(self, store: Store, annotator: str, executor: Executor | None = None) -> None:
        self.annotator = annotator
        self._store = store
        self._executor = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="copydesk-store")
        self._written: list[Committed] = []
        self._committed: list[Committed] = []
        self._failed: list[Failed] = []
        self._newest = self.ask(lambda store: store.newest()).result()

    @classmethod
    def open(cls, location: str | Path, annotator: str, executor: Executor | None = None) -> Workspace:
        """Open the library at a path, and make it where there is none.

        Raises:
            LibraryError: it cannot be opened; the text says why.
        """
        from core.library import open_library  # late: the import costs more than all of the core

        executor = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="copydesk-store")
        try:
            store = executor.submit(open_library, location).result()
        except KnownError:
            executor.shutdown(wait=False)
            raise
        return cls(store, annotator, executor)

    @property
    def location(self) -> str:
        return self._store.location

    # ------------------------------------------------------------------------------------------------------- listening

    def on_written(self, listener: Committed) -> None:
        """Hear of a revision that is about to be committed, the next one after the last: what is shown waits for that.

        Then it is committed, or its command fails; nothing else is heard of in between.
        """
        self._written.append(listener)

    def on_committed(self, listener: Committed) -> None:
        self._committed.append(listener)

    def on_failed(self, listener: Failed) -> None:
        self._failed.append(listener)

    # ---------------------------------------------------------------------------------------------------------- asking

    def submit(self, command: Command, advance: Report | None = None) -> Future[Revision]:
        """Carry out a command on the store thread. Its future also carries a KnownError; listeners hear of both.

        ``advance`` hears, on the store thread, how far a command is that takes long.
        """
        return self._executor.submit(self._execute, command, advance)

    def ask(self, query: Callable[[Store], T]) -> Future[T]:
        """Run a query on the store thread: ``workspace.ask(lambda store: store.labels())``."""
        return self._executor.submit(query, self._store)

    def answer(self, query: Callable[[Store], T]) -> T:
        """The same, waited for: for the command line and for workers, never for the GUI thread."""
        return self.ask(query).result()

    def open_article(self, article: str) -> Future[Session]:
        return self._executor.submit(self._session, article)

    def glimpse(self, article: str, around: int) -> Future[Session | None]:
        """A long article with only what stands near an offset, to be seen while the rest is read.

        ``None`` for one that is not long: all of it is as quick.
        """
        return self._executor.submit(self._glimpse, article, around)

    def catch_up(self) -> Future[None]:
        """Tell listeners of revisions that other programs have written since."""
        return self._executor.submit(self._catch_up)

    def close(self) -> None:
        """Finish what was asked for, then let go of the library."""
        self._executor.submit(self._store.close).result()
        self._executor.shutdown()

    # -------------------------------------------------------------------------------------------- on the store thread

    def _execute(self, command: Command, advance: Report | None) -> Revision:
        more = {} if advance is None else {"advance": advance}
        try:
            revision = self._store.execute(command, self.annotator, written=self._tell_ahead, **more)
        except KnownError as error:
            for failed in self._failed:
                failed(command, error)
            raise
        if revision.id == self._newest + 1:
            self._tell(revision)
        else:
            self._catch_up()
        return revision

    def _catch_up(self) -> None:
        if self._store.newest() > self._newest:
            for revision in self._store.revisions(after=self._newest):
                self._tell(revision)

    def _tell_ahead(self, revision: Revision) -> None:
        if revision.id == self._newest + 1:
            for written in self._written:
                written(revision)

    def _tell(self, revision: Revision) -> None:
        self._newest = revision.id
        for committed in self._committed:
            committed(revision)

    def _session(self, article: str) -> Session:
        return self._store.load(article, annotator=self.annotator).session()

    def _glimpse(self, article: str, around: int) -> Session | None:
        if self._store.length(article) < LONG:
            return None
        near = Span(max(0, around - IN_SIGHT), around + IN_SIGHT)
        return self._store.load(article, annotator=self.annotator, within=near).session()
