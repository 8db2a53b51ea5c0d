"""A pipeline in a process of its own, asked text by text: see :mod:`core.child`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from core.child import Child
from core.errors import ChildError, ModelError
from core.frozen import frozen
from core.records import Proposal, RunResult
from core.suggest.quotes.settings import QuoteSettings

_PORTION = 200  # proposals in one message


@frozen
class Asked:
    """What the child is to do: load this pipeline, unless it has, and annotate this text."""

    source: str  # "" for none
    text: str
    settings: QuoteSettings | None


@frozen
class LoadedModel:
    """What is to be known of a pipeline that is loaded elsewhere; without a version there is none, ``trouble`` why."""

    source: str
    version: str | None = None
    shortfall: str | None = None
    trouble: str = ""

    @property
    def is_there(self) -> bool:
        return self.version is not None


@frozen
class _Portion:
    run: int
    proposals: tuple[Proposal, ...]


@frozen
class _Done:
    runs: tuple[RunResult, ...]  # without their proposals
    trouble: str


class ModelProcess:
    """The handle of the child. One thread asks; any may :meth:`stop` it."""

    def __init__(self) -> None:
        self._child = Child("core.suggest.process:Models")

    def annotate(self, asked: Asked, on_loaded: Callable[[LoadedModel], None]) -> tuple[tuple[RunResult, ...], str]:
        """The runs over a text, and the sentence that says why the pipeline could not be used for it, or "".

        Raises:
            ModelError: it cannot be done, the process has ended before it was done, or was stopped.
        """
        found: dict[int, list[Proposal]] = {}
        done = _Done((), "")
        try:
            for said in self._child.ask(asked):
                if isinstance(said, LoadedModel):
                    on_loaded(said)
                elif isinstance(said, _Portion):
                    found.setdefault(said.run, []).extend(said.proposals)
                else:
                    done = said
        except ChildError as error:
            raise ModelError(
                "The model’s process has ended before it was done; perhaps there was not enough memory. "
                "Nothing was changed. Ask for suggestions again, or choose another model."
            ) from error
        runs = (replace(run, proposals=tuple(found.get(nth, ()))) for nth, run in enumerate(done.runs))
        return tuple(runs), done.trouble

    def stop(self) -> None:
        """End the process, also in the middle of a text; the next question starts another."""
        self._child.stop()

    def close(self) -> None:
        """End the process for good."""
        self._child.close()


class Models:
    """In the child: the pipeline that was loaded last."""

    def __init__(self) -> None:
        self._loaded: LoadedModel | None = None
        self._pipeline: Any = None

    def __call__(self, asked: Asked) -> Iterator[object]:
        if self._loaded is None or self._loaded.source != asked.source:
            self._loaded = self._load(asked.source)
        yield self._loaded
        runs, trouble = self._annotate(asked)
        for nth, run in enumerate(runs):
            for start in range(0, len(run.proposals), _PORTION):
                yield _Portion(nth, run.proposals[start : start + _PORTION])
        yield _Done(tuple(replace(run, proposals=()) for run in runs), trouble or self._loaded.trouble)

    def _annotate(self, asked: Asked) -> tuple[tuple[RunResult, ...], str]:
        from core.suggest.runner import annotate

        try:
            return annotate(asked.text, self._pipeline, asked.settings), ""
        except ModelError as error:
            if self._pipeline is None:
                raise
            return annotate(asked.text, None, asked.settings), str(error)

    def _load(self, source: str) -> LoadedModel:
        from core.suggest.pipelines import load

        self._pipeline = None
        try:
            self._pipeline = load(source) if source else None
        except ModelError as error:
            return LoadedModel(source, trouble=str(error))
        if self._pipeline is None:
            return LoadedModel(source)
        return LoadedModel(source, self._pipeline.version, self._pipeline.shortfall)
