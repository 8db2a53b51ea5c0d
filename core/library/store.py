"""A library file behind :class:`core.queries.Store`: one connection, one transaction per command or query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, Connection, Engine, bindparam, select

from core.bodies import Span
from core.errors import BugError, RefusedError, UnknownRecordError
from core.history import Trail, in_set
from core.labels import DEFAULT_LABELS
from core.library import (
    labelled,
    log,
    memory,
    overview,
    quote_memory,
    reach,
    reading,
    remarks,
    renamed,
    rulings,
    sets,
)
from core.library import tables as t
from core.library.backup import copy_checked
from core.library.collecting import without_collecting
from core.library.engine import WAIT, Place, driver, make_engine, path_of, require_usable
from core.library.engine import reading as read_transaction
from core.library.engine import writing as write_transaction
from core.library.integrity import look_over
from core.library.looking_back import LookingBack
from core.library.stages import at_ease
from core.library.surveying import Surveying
from core.library.timeline import Briefs
from core.library.together import PROGRAM, Together
from core.library.trouble import empty_handed_when_full, told
from core.library.unit_of_work import Cache, LibraryUnitOfWork
from core.library.upgrade import make_ready
from core.memory import Remembered, key_of_words
from core.queries import ArticleSummary, Cancelled, Finding, LabelUse, Loaded, Report
from core.quote_memory import QuoteMemory
from core.records import Annotation, Article, Change, Label, Revision, Ruling, Run, Status
from core.sets import ReviewStatus
from core.speakers import KnownSpeaker
from core.unit_of_work import Plan

if TYPE_CHECKING:
    from core.commands import Command
    from core.find.material import Material
    from core.find.search import Search

_SHA: BindParameter[str] = bindparam("sha256")
_STATUS: BindParameter[str] = bindparam("status")
_SET = t.annotation_sets.c
_SUMMARIES = reading.ARTICLES.add_columns(_SET.total - _SET.undecided, _SET.total, _SET.review_status).join(
    t.annotation_sets, _SET.id == t.articles.c.id
)
_SUMMARIES_OF_STATUS = _SUMMARIES.where(t.articles.c.status == _STATUS)
_RUNS = reading.RUNS.order_by(t.runs.c.at, t.runs.c.id)
_RUNS_OF_TEXT = _RUNS.where(t.runs.c.text_sha256 == _SHA)
_ANNOTATOR = select(t.annotators.c.id).where(t.annotators.c.name == sets.NAME)
_REVIEWS = {status.value: status for status in ReviewStatus}


class LibraryStore(Surveying, Together, LookingBack):
    """One open library. For one thread at a time; close it when done."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path = path
        self._engine = engine
        self._connection: Connection | None = engine.connect()
        self._cache = Cache()
        self._briefs = Briefs()

    @property
    def location(self) -> str:
        return str(self._path)

    def make_ready(self) -> None:
        """See :func:`core.library.upgrade.make_ready`."""
        with told(self.location):
            make_ready(self._open(), self._path, self._fill)
            self._place = Place(self._path)

    def _fill(self, connection: Connection) -> None:
        uow = LibraryUnitOfWork(connection, PROGRAM, Cache())
        uow.commit(Plan(None, tuple(Change(None, label) for label in DEFAULT_LABELS)), "set_label")

    def _open(self) -> Connection:
        if self._connection is None:
            raise BugError(f"the library {self.location} is used after it was closed")
        return self._connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.location), read_transaction(self._open()) as connection:
            yield connection

    # --------------------------------------------------------------------------------------------------------- writing

    def execute(
        self,
        command: Command,
        annotator: str,
        advance: Report = at_ease,
        written: Callable[[Revision], None] = lambda _revision: None,
    ) -> Revision:
        """Carry out a command and commit it; see :class:`core.queries.Store`."""
        handle, intent_of = _handling()
        if not annotator.strip():
            raise RefusedError("Nobody is named as the annotator. Nothing was changed. Give a name in the settings.")
        with told(self.location), without_collecting():
            self._place.require()
            with write_transaction(self._open()) as connection:
                uow = LibraryUnitOfWork(connection, annotator, self._cache, advance)
                plan = handle(uow, command)
                if not plan.changes:
                    raise RefusedError("That changes nothing, so nothing was written.")
                revision = _committed(uow, plan, intent_of(command))
                written(revision)
            uow.committed(revision)
        return revision

    # -------------------------------------------------------------------------------------------------------- articles

    def articles(
        self,
        *,
        status: Status | None = None,
        search: str = "",
        annotator: str | None = None,
        assigned: str | None = None,
    ) -> tuple[ArticleSummary, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            statement = _SUMMARIES if status is None else _SUMMARIES_OF_STATUS
            rows = connection.execute(statement, {} if status is None else {"status": status.value}).all()
            said = remarks.counts(connection)
            wanted = search.casefold().strip()
            if wanted:  # here, because SQLite folds the case of ASCII letters only
                rows = [row for row in rows if wanted in row.headline.casefold() or wanted in row.origin.casefold()]
            none = remarks.Counts()
            lines: Sequence[ArticleSummary] = [
                ArticleSummary(
                    reading.article_of(row[:-3]),
                    row[-3],
                    row[-2],
                    **asdict(said.get(row[0], none)),
                    set_id=row[0],
                    review=_REVIEWS[row[-1]],
                )
                for row in rows
            ]
            lines = overview.with_work(connection, lines, annotator, said)
        if assigned is not None:
            lines = [line for line in lines if any(one.annotator == assigned for one in line.assigned)]
        return tuple(sorted(lines, key=lambda line: (line.info.imported_at, line.info.id), reverse=True))

    def length(self, article: str) -> int:
        with told(self.location), read_transaction(self._open()) as connection:
            info = reading.article(connection, self._whole_id(connection, article))
        assert info is not None
        return info.length

    def load(
        self, article: str, *, annotator: str | None = None, set_id: str | None = None, within: Span | None = None
    ) -> Loaded:
        with told(self.location), read_transaction(self._open()) as connection:
            id = self._whole_id(connection, article)
            info = reading.article(connection, id)
            text = self._cache.text(id, lambda: reading.article_text(connection, id))
            if info is None or text is None:
                raise BugError(f"the article {id} has no text")
            if set_id is None:
                set_id = id if annotator is None else sets.working_set(connection, id, annotator)
            one = sets.annotation_set(connection, set_id)
            if one is None or one.article != id:
                raise UnknownRecordError(f"The article “{info.headline}” has no annotation set {set_id}.")
            with without_collecting():
                annotations = reading.annotations_in(connection, set_id, within)
                suggestions = reading.suggestions_in(connection, set_id, within)
            said, review = remarks.of_set(connection, set_id), sets.review_of(connection, set_id)
            newest = log.head(connection).number
        return Loaded(Article(info, text), tuple(annotations), tuple(suggestions), newest, said, one, review)

    def _whole_id(self, connection: Connection, beginning: str) -> str:
        ids = reading.article_ids(connection, beginning) if beginning else ()
        if not ids:
            raise UnknownRecordError(f"The library has no article {beginning}.")
        if len(ids) > 1 and ids[0] != beginning:
            raise UnknownRecordError(f"More than one article has an id that begins with {beginning}. Write more of it.")
        return ids[0]

    # --------------------------------------------------------------------------------------------------------- history

    def revisions(
        self,
        *,
        article: str | None = None,
        record: str | None = None,
        after: int = 0,
        limit: int | None = None,
        newest_first: bool = False,
        set_id: str | None = None,
    ) -> tuple[Revision, ...]:
        wanted = select(t.revisions.c.id).where(t.revisions.c.id > after)
        if article is not None:
            wanted = wanted.where(reach.of_article(article))
        if set_id is not None and article is not None:
            wanted = wanted.where(overview.of_set(set_id, article))
        if record is not None:
            touching = select(t.changes.c.revision_id).where(t.changes.c.record_id == record)
            wanted = wanted.where(t.revisions.c.id.in_(touching))
        wanted = wanted.order_by(t.revisions.c.id.desc() if newest_first else t.revisions.c.id)
        if limit is not None:
            wanted = wanted.limit(limit)
        with told(self.location), read_transaction(self._open()) as connection:
            numbers = wanted.subquery()
            rows = connection.execute(log.REVISIONS.where(t.revisions.c.id.in_(select(numbers)))).all()
            changes = reach.changes_of(connection, [row[0] for row in rows], article=article, record=record)
        rows = sorted(rows, key=lambda row: -row[0] if newest_first else row[0])
        with without_collecting():
            told_ones = (log.revision_of(row, changes[row[0]]) for row in rows)
            found = tuple(one if article is None else replace(one, article=article) for one in told_ones)
        return found if set_id is None else in_set(found, set_id)

    def revision(self, number: int) -> Revision:
        with told(self.location), read_transaction(self._open()) as connection:
            found = log.revision(connection, number)
        if found is None:
            raise UnknownRecordError(f"The library has no revision {number}.")
        return found

    def trail(self, annotator: str) -> Trail:
        with told(self.location), read_transaction(self._open()) as connection:
            id = connection.execute(_ANNOTATOR, {"name": annotator}).scalar()
            return Trail() if id is None else log.trail_before(connection, id, log.head(connection).number + 1)

    def newest(self) -> int:
        with told(self.location), read_transaction(self._open()) as connection:
            return log.head(connection).number

    # ---------------------------------------------------------------------------------------------------------- others

    def labels(self) -> tuple[Label, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            return reading.all_labels(connection)

    def label_uses(self) -> Mapping[str, LabelUse]:
        with told(self.location), read_transaction(self._open()) as connection:
            return labelled.uses(connection)

    def rulings(self) -> tuple[Ruling, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            return rulings.all_rulings(connection)

    def runs(self, article: str | None = None) -> tuple[Run, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            if article is None:
                return tuple(map(reading.run_of, connection.execute(_RUNS)))
            info = reading.article(connection, self._whole_id(connection, article))
            sha256 = "" if info is None else info.sha256
            return tuple(map(reading.run_of, connection.execute(_RUNS_OF_TEXT, {"sha256": sha256})))

    def speakers(self) -> tuple[str, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            return tuple(sorted(reading.speakers(connection), key=lambda name: (name.casefold(), name)))

    def known_speakers(self) -> tuple[KnownSpeaker, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            return reading.known_speakers(connection)

    def quotes_of(self, speaker: str) -> tuple[Annotation, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            return tuple(reading.quotes_of(connection, speaker))

    def former_names(self, speaker: str) -> Mapping[str, str]:
        with told(self.location), read_transaction(self._open()) as connection:
            ids = [quote.id for quote in reading.quotes_of(connection, speaker)]
            return renamed.former_names(connection, ids, speaker)

    def memory(self, words: Sequence[str]) -> tuple[Remembered, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            return tuple(memory.of_words(connection, map(key_of_words, words)))

    def memories(self, *, search: str = "", limit: int = 1000) -> tuple[Remembered, ...]:
        with told(self.location), read_transaction(self._open()) as connection:
            return tuple(memory.everything(connection, search, limit))

    def quote_memory(self) -> QuoteMemory:
        with told(self.location), read_transaction(self._open()) as connection:
            return quote_memory.quote_memory(connection, self._cache.quotes)

    def would_change(self, command: Command, annotator: str) -> bool:
        handle, _ = _handling()
        with told(self.location), read_transaction(self._open()) as connection:
            try:
                return bool(handle(LibraryUnitOfWork(connection, annotator, self._cache), command).changes)
            except RefusedError:
                return False

    def sets_with(self, search: Search) -> frozenset[str] | None:
        from core.library import finding  # late, as it needs what only a search needs

        with told(self.location), read_transaction(self._open()) as connection:
            return finding.sets_with(connection, search)

    def materials(self, sets: Mapping[str, str], search: Search) -> list[Material]:
        from core.library import finding

        with told(self.location), read_transaction(self._open()) as connection, without_collecting():
            return finding.materials(connection, sets, search)

    def check(
        self, report: Report = lambda done, total: None, cancelled: Cancelled = lambda: False
    ) -> Sequence[Finding]:
        with told(self.location), read_transaction(self._open()) as connection:
            return look_over(connection, report, cancelled)

    def backup(self, path: str) -> None:
        with told(self.location):
            copy_checked(driver(self._open()), Path(path).expanduser())

    def tidy(self) -> None:
        with told(self.location):
            driver(self._open()).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        if self._connection is not None:
            with told(self.location):
                self._connection.close()
                self._engine.dispose()
            self._connection = None


def open_library(location: str | Path, *, wait: float = WAIT) -> LibraryStore:
    """Open the library at a path or a ``sqlite:///`` URL; make it where there is none, upgrade it where it is older.

    Args:
        location: the path or URL.
        wait: how many seconds to wait for another program that is writing, before an error says so.

    Raises:
        LibraryError: it cannot be opened; the text says what happened, what was kept and what to do.
    """
    path = path_of(location)
    with empty_handed_when_full(path):
        with told(str(path)):
            require_usable(path)
            store = LibraryStore(path, make_engine(path, wait))
        with ExitStack() as stack:
            stack.callback(store.close)
            store.make_ready()
            stack.pop_all()
    return store


@cache
def _handling() -> tuple[Callable[[LibraryUnitOfWork, Command], Plan], Callable[[Command], str]]:
    """What carries commands out; late, as opening a library needs no handlers, and once, as every key does."""
    from core.commands import intent_of
    from core.handlers import handle

    return handle, intent_of


def _committed(uow: LibraryUnitOfWork, plan: Plan, intent: str) -> Revision:
    try:
        return uow.commit(plan, intent)
    except UnicodeEncodeError as error:
        raise RefusedError(
            "What was typed or pasted holds half a character, which no file can keep. Nothing was changed. "
            "Take it out, or type it anew."
        ) from error
