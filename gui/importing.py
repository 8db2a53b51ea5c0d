"""Articles come into the library: files and folders are read off the GUI thread, one command for each article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.counted import counted
from core.errors import KnownError
from core.records import ArticleDraft
from core.workspace import Workspace
from gui.work import Cancelled, Report, Work


@dataclass(slots=True)
class Imported:
    """What became of an import."""

    articles: list[str] = field(default_factory=list)  # ids, in the order in which they came
    there: list[str] = field(default_factory=list)  # ids of those that were in the library already
    failures: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    stopped: bool = False

    def sentence(self) -> str:
        """All of it in a sentence or two."""
        count, there, failed = len(self.articles), len(self.there), len(self.failures)
        parts = [f"Imported {counted(count, 'article')}."] if count or not (there or failed) else []
        if there:
            parts.append(
                "The article was in the library already."
                if there == 1 and not count
                else f"{there:,} {'was' if there == 1 else 'were'} in the library already."
            )
        if failed == 1:
            parts.append(self.failures[0])
        elif failed:
            parts.append(f"{failed:,} could not be imported.")
        if self.stopped:
            parts.append("The import was stopped; what had come in stays.")
        return " ".join(parts)

    @property
    def details(self) -> str:
        return "\n".join((*self.failures, *self.notices))


class Intake(QObject):
    """One import at a time; what came of it is told when it has ended."""

    progressed = Signal(int)  # articles read so far
    ended = Signal()
    imported = Signal(object)  # Imported
    failed = Signal(object)  # KnownError

    def __init__(self, workspace: Workspace, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self.executor = workspace, executor
        self._work: Work | None = None

    @property
    def is_working(self) -> bool:
        return self._work is not None

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Read files and folders into the library."""
        self._start(lambda report, cancelled: _read(self._workspace, paths, report, cancelled))

    def take_text(self, text: str, origin: str) -> None:
        """Make an article of a text, its first line the headline."""
        self._start(lambda _report, _cancelled: _made(self._workspace, text, origin))

    def stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _start(self, function: Callable[[Report, Cancelled], Imported]) -> None:
        if self._work is not None:
            return
        self._work = work = Work(self)
        work.progressed.connect(lambda done, _total: self.progressed.emit(done))
        work.done.connect(self.imported)
        work.failed.connect(self.failed)
        work.ended.connect(self._end)
        self.progressed.emit(0)
        work.start(self.executor, function)

    def _end(self) -> None:
        self._work = None
        self.ended.emit()


def _read(workspace: Workspace, paths: Sequence[Path], report: Report, cancelled: Cancelled) -> Imported:
    from core.formats import Failure, Notice, read_path

    imported = Imported()
    for path in paths:
        for outcome in read_path(path):
            if cancelled():
                imported.stopped = True
                return imported
            if isinstance(outcome, Failure):
                imported.failures.append(str(outcome))
            elif isinstance(outcome, Notice):
                imported.notices.append(str(outcome))
            else:
                _take(workspace, outcome, imported)
                report(len(imported.articles) + len(imported.there), 0)
    return imported


def _made(workspace: Workspace, text: str, origin: str) -> Imported:
    from core.formats import draft_of

    imported = Imported()
    _take(workspace, draft_of(text, origin), imported)
    return imported


def _take(workspace: Workspace, draft: ArticleDraft, imported: Imported) -> None:
    from core.commands import ImportArticle
    from core.handlers import AlreadyThereError

    try:
        revision = workspace.submit(ImportArticle(draft)).result()
    except AlreadyThereError as error:
        imported.there.append(error.article)
    except KnownError as error:
        imported.failures.append(f"{draft.origin}: {error}")
    else:
        if revision.article is not None:
            imported.articles.append(revision.article)
