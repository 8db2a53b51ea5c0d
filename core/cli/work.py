"""Articles and suggestions come into the library: ``import`` and ``suggest``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.desk import AsJson, Desk, Library, opened, progress, settings
from core.commands import ImportArticle, RecordSuggestions
from core.counted import counted
from core.errors import KnownError, LibraryError, ModelError
from core.formats import READERS, Failure, Notice, Outcome, read_path
from core.handlers import AlreadyThereError
from core.memory import MEMORY, silent
from core.records import ArticleDraft, ArticleInfo, RunResult
from core.rules import short
from core.workspace import Workspace

_ONE = {"entities": "entity", "quotes": "quote"}  # of what a suggester is called after

# --------------------------------------------------------------------------------------------------------------- import


@dataclass(slots=True)
class _Import:
    """What has come of an import so far."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)


def import_(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, and folders with all that is in them.")],
    format: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"Read every file as this: {', '.join(READERS)}.")
    ] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Take articles into the library. What is there already is skipped."""
    if format is not None and format not in READERS:
        raise typer.BadParameter(f"There is no format {format} to import. There are: {', '.join(READERS)}.")
    desk, done = Desk(json), _Import()
    with opened(library, make=True) as workspace, progress("Importing") as advance:
        for outcome in _outcomes(paths, format):
            match outcome:
                case Failure():
                    desk.fail(str(outcome))
                    done.failed.append(_placed(outcome.path, outcome.reason, "reason", outcome.line))
                case Notice():
                    desk.note(str(outcome))
                    done.notices.append(_placed(outcome.path, outcome.text, "text", outcome.line))
                case ArticleDraft():
                    _import_one(workspace, outcome, desk, done)
            advance(len(done.articles), 0)
    desk.say(_summary(done))
    counts = {"imported": len(done.articles), "skipped": len(done.skipped), "failed": done.failed}
    return desk.finish({**counts, "articles": done.articles, "already_there": done.skipped, "notices": done.notices})


def _outcomes(paths: list[str], format: str | None) -> Iterator[Outcome]:
    for path in paths:
        yield from read_path(Path(path).expanduser(), format)


def _import_one(workspace: Workspace, draft: ArticleDraft, desk: Desk, done: _Import) -> None:
    try:
        revision = workspace.submit(ImportArticle(draft)).result()
    except AlreadyThereError as error:
        desk.note(f"{draft.origin}: {error} It was skipped.")
        done.skipped.append({"path": draft.origin, "article": error.article})
    except LibraryError:
        # The next one would fare no better; what came before is kept.
        desk.note(_summary(done))
        raise
    except KnownError as error:
        desk.fail(f"{draft.origin}: {error}")
        done.failed.append(_placed(draft.origin, str(error), "reason", None))
    else:
        desk.say(f"{revision.article}  {draft.headline}")
        done.articles.append({"id": revision.article, "headline": draft.headline, "origin": draft.origin})


def _placed(path: str, what: str, name: str, line: int | None) -> dict[str, Any]:
    told: dict[str, Any] = {"path": path, name: what}
    return told if line is None else {**told, "line": line}


def _summary(done: _Import) -> str:
    return f"{len(done.articles)} imported, {len(done.skipped)} already there, {len(done.failed)} failed."


# -------------------------------------------------------------------------------------------------------------- suggest


def suggest(
    model: Annotated[
        str | None, typer.Option(metavar="NAME|PATH", help="The spaCy pipeline: a package or a folder.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="For every article, also where suggestions are.")] = False,
    new: Annotated[bool, typer.Option("--new", help="For articles without suggestions (the default).")] = False,
    article: Annotated[str | None, typer.Option(metavar="ID", help="For this article.")] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Suggest entities and quotes. What was decided before is not asked again."""
    if sum((all_, new, article is not None)) > 1:
        raise typer.BadParameter("Give one of --all, --new and --article.")
    desk = Desk(json)
    done: list[dict[str, Any]] = []
    failed: list[dict[str, Any]] = []
    with opened(library) as workspace:
        articles = _wanted(workspace, all_, article)
        if not articles:
            desk.say("There is nothing to suggest for: every article has suggestions. --all suggests anew.")
            return desk.finish({"articles": [], "failed": []})
        pipeline, remembers = pipeline_for(model, desk), settings().memory
        tell_of_cue_words(desk)
        with progress("Suggesting") as advance:
            for info, results in _suggested(workspace, articles, pipeline):
                made = results if remembers else (*results, silent(info.sha256))
                try:
                    workspace.submit(RecordSuggestions(info.id, made, remembers)).result()
                except LibraryError:
                    raise
                except KnownError as error:
                    desk.fail(f"{info.headline}: {error}")
                    failed.append({"id": info.id, "reason": str(error)})
                else:
                    counts = {result.run.suggester: len(result.proposals) for result in results}
                    told = ", ".join(counted(count, _ONE.get(name, name), name) for name, count in counts.items())
                    desk.say(f"{info.id}  {short(info.headline, 60)}: {told}")
                    done.append({"id": info.id, "headline": info.headline, "suggested": counts})
                advance(len(done) + len(failed), len(articles))
    return desk.finish({"articles": done, "failed": failed})


def pipeline_for(model: str | None, desk: Desk) -> Any:
    """The pipeline that was named, else the one of the settings; without that one, quotes are still suggested.

    Raises:
        ModelError: the one that was named cannot be loaded.
    """
    from core.suggest import pipelines

    if model is not None:
        pipeline = pipelines.load(model)
    else:
        try:
            pipeline = pipelines.load(settings().model)
        except ModelError as error:
            desk.fail(f"{error} Without it, quotes are suggested by their marks, and no entities.")
            return None
    if pipeline.shortfall is not None:
        desk.note(pipeline.shortfall)
    return pipeline


def tell_of_cue_words(desk: Desk) -> None:
    """Say what is the matter with the words of one's own, which are left out then."""
    from core.suggest.quotes.own_cues import cue_words

    trouble = cue_words().trouble
    if trouble:
        desk.fail(trouble)


def _wanted(workspace: Workspace, all_: bool, article: str | None) -> list[ArticleInfo]:
    if article is not None:
        return [workspace.ask(lambda store: store.load(article)).result().article.info]
    infos = [summary.info for summary in workspace.ask(lambda store: store.articles()).result()]
    if not all_:
        infos = [info for info in infos if not _runs(workspace, info)]
    return list(reversed(infos))


def _runs(workspace: Workspace, info: ArticleInfo) -> bool:
    runs = workspace.ask(lambda store: store.runs(info.id)).result()
    return any(run.suggester != MEMORY for run in runs)  # what the memory suggests, no model has looked at


def _suggested(
    workspace: Workspace, articles: list[ArticleInfo], pipeline: Any
) -> Iterator[tuple[ArticleInfo, tuple[RunResult, ...]]]:
    from core.suggest import runner
    from core.suggest.rulings import quote_settings

    ruled = quote_settings(workspace.ask(lambda store: store.rulings()).result())
    texts = (_text(workspace, info) for info in articles)  # each is read when its turn comes
    yield from zip(articles, runner.annotate_many(texts, pipeline, settings=ruled), strict=False)


def _text(workspace: Workspace, info: ArticleInfo) -> str:
    return workspace.ask(lambda store: store.load(info.id)).result().article.text
