"""The library is read: ``articles``, ``show``, ``history``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from core.bodies import Body, Entity, Quote
from core.cli.desk import AsJson, Desk, Library, opened
from core.cli.together import set_named
from core.codec import snapshot
from core.errors import RefusedError
from core.formats import history_html, history_jsonl
from core.formats.history import Past, revision_json
from core.formats.jsonl_out import dossier, record
from core.history import covered_text
from core.queries import ArticleSummary, Assigned, Store
from core.records import ArticleInfo, Status
from core.rules import short
from core.sets import ReviewStatus
from core.workspace import Workspace

_WIDTH = 72  # characters of an annotation's text
_DATES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]

HISTORY_FORMATS: Mapping[str, Callable[[Past], Iterator[str]]] = {
    "jsonl": history_jsonl.lines,
    "html": history_html.parts,
}
_FORMATS = ", ".join(HISTORY_FORMATS)
_BY_SUFFIX = {".jsonl": "jsonl", ".html": "html", ".htm": "html"}


def articles(
    status: Annotated[str | None, typer.Option(metavar="STATUS", help=f"Only these: {', '.join(Status)}.")] = None,
    search: Annotated[str, typer.Option(metavar="WORDS", help="Only those with this in headline or origin.")] = "",
    assigned: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this annotator was asked to do.")
    ] = None,
    who: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Counts as this annotator has them.")] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """List the articles, the newest import first."""
    if status is not None and status not in list(Status):
        raise typer.BadParameter(f"There is no status {status}. There are: {', '.join(Status)}.")
    desk = Desk(json)
    wanted = None if status is None else Status(status)
    with opened(library) as workspace:
        found = workspace.ask(
            lambda store: store.articles(status=wanted, search=search, annotator=who or assigned, assigned=assigned)
        ).result()
    for one in found:
        progress = f"{one.decided}/{one.total}"
        people = f"  [{', '.join(map(_assigned, one.assigned))}]" if one.assigned else ""
        desk.say(f"{one.info.id}  {one.info.status.value:7}  {progress:>9}  {one.info.headline}{people}")
    if not found:
        desk.say("No articles.")
    return desk.finish([_line(one) for one in found])


def _assigned(one: Assigned) -> str:
    review = f" {one.review.value}" if one.review not in (None, ReviewStatus.NONE) else ""
    return f"{one.annotator}{' independently' if one.independent else ''}{review}"


def _line(one: ArticleSummary) -> dict[str, Any]:
    assigned = [
        {
            "annotator": person.annotator,
            "independent": person.independent,
            "due": person.due,
            "note": person.note,
            "review": None if person.review is None else person.review.value,
        }
        for person in one.assigned
    ]
    counts = {"decided": one.decided, "total": one.total, "review": one.review.value}
    return {**_article(one.info), **counts, "assigned": assigned, "gold": one.has_gold}


def show(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or a beginning of it.")],
    whose: Annotated[
        str | None, typer.Option("--set", metavar="NAME", help="shared (the default), gold or an annotator.")
    ] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Show an article. Its text, and all that is annotated, suggested or rejected in it."""
    desk = Desk(json)
    with opened(library) as workspace:
        id = workspace.ask(lambda store: store.load(article)).result().article.info.id
        set_id = workspace.ask(lambda store: _set_to_show(store, id, whose, workspace.annotator)).result()
        about = workspace.ask(lambda store: dossier(store, id, set_id)).result()
    info, text = about.loaded.article.info, about.loaded.article.text
    document = record(about)
    desk.say(info.headline)
    desk.say(f"{info.id} · {info.status.value} · {info.origin} · imported {info.imported_at:%Y-%m-%d %H:%M} UTC")
    desk.say()
    desk.say(text)
    desk.say()
    bodies: dict[str, Body] = {one.id: one.body for one in about.loaded.suggestions}
    bodies |= {one.id: one.body for one in about.loaded.annotations}
    for told in document["annotations"]:
        body = bodies[told["id"]]
        place = f"{body.bounds.start}–{body.bounds.end}"
        desk.say(f"{place:>13}  {told['decision']:9}  {_described(body, text)}")
    return desk.finish(document)


def _set_to_show(store: Store, article: str, whose: str | None, annotator: str) -> str | None:
    """The id of a set; who annotates an article independently sees their own.

    Raises:
        RefusedError: another one was asked for.
    """
    if not store.is_blind(article, annotator):
        return None if whose is None else set_named(store, article, whose)
    if whose not in (None, annotator):
        raise RefusedError(
            f"{annotator} is annotating this article independently, so what others made of it is not shown until it is "
            "submitted."
        )
    return set_named(store, article, annotator)


def _described(body: Body, text: str) -> str:
    words = short(covered_text(text, body), _WIDTH)
    match body:
        case Entity():
            return f"{body.label}  {words}"
        case Quote():
            who = ", ".join(body.speakers) or "nobody named"
            what = body.kind.value if body.contents else "without content"
            return f"quote, {what}, {who}  {words}"
        case _:
            return f"excluded  {words}"


def history(
    article: Annotated[str | None, typer.Argument(metavar="ID", help="Only of this article.")] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only so many, the newest.")] = None,
    format: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"Write it as this: {_FORMATS}. PDF: at the desk.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=_DATES, help="Only from then on: 2026-11-22, or 2026-11-22T19:30 (UTC)."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=_DATES, help="Only before then (UTC).")
    ] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Tell who did what, and when. Of one article or of the whole library, the oldest first."""
    desk = Desk(json)
    if format is None and output is not None:
        format = _BY_SUFFIX.get(output.suffix.lower(), output.suffix.lower() or "without a name")
    if format in ("pdf", ".pdf"):
        raise typer.BadParameter(f"The desk makes PDFs: File › Export History…. Here there are: {_FORMATS}.")
    if format is not None and format not in HISTORY_FORMATS:
        raise typer.BadParameter(f"There is no format {format} for a history. There are: {_FORMATS}.")
    if format is not None and (limit is not None or json):
        raise typer.BadParameter("--format writes all of the history; --limit and --json are for the list.")
    with opened(library) as workspace:
        past = Past(workspace.answer, article, _utc(since), _utc(until), workspace.annotator)
        _tell_what_is_hidden(desk, workspace, past)
        if format is not None:
            made = _written(past, format, output)
            if output is not None:
                desk.note(f"{made:,} revisions written to {output}.")
            return desk.finish(None)
        document = []
        for one in past.told() if limit is None else past.newest(limit):
            told = revision_json(one.revision, one.story)
            desk.say(f"{told['id']:>6}  {told['at'][:16].replace('T', ' ')}  {told['told']}")
            if json:
                document.append(told)
    if not past.count:
        desk.say("Nothing was done yet.")
    return desk.finish(document)


def _tell_what_is_hidden(desk: Desk, workspace: Workspace, past: Past) -> None:
    """Who annotates an article independently does not see here either what others do in it; that is said."""
    blind = workspace.answer(lambda store: store.blind_articles(workspace.annotator))
    hidden = blind if past.info is None else blind & {past.info.id}
    if hidden:
        articles = "an article" if len(hidden) == 1 else f"{len(hidden):,} articles"
        desk.note(
            f"{workspace.annotator} is annotating {articles} independently: what others did there is left out until "
            "it is submitted."
        )


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)


def _written(past: Past, format: str, output: Path | None) -> int:
    """Write a history into a file, or print it; says how many revisions it has."""
    from core.training.place import new_file

    pieces = HISTORY_FORMATS[format](past)
    if output is None:
        for piece in pieces:
            print(piece, end="")
    else:
        with new_file(output) as file:
            file.writelines(pieces)
    return past.count


def _article(info: ArticleInfo) -> dict[str, Any]:
    return snapshot(info)
