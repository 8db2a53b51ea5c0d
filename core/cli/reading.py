"""The library is read: ``articles``, ``show``, ``history``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from core.cli.desk import AsJson, Desk, Library, opened
from core.codec import record_name, snapshot, time_to_json
from core.formats.jsonl_out import dossier, record
from core.history import covered_text
from core.model import ArticleInfo, Body, Entity, Quote, Record, Revision, Status
from core.queries import Store
from core.rules import short
from core.story import tell

_WIDTH = 72  # characters of an annotation's text


def articles(
    status: Annotated[str | None, typer.Option(help=f"Only these: {', '.join(Status)}.")] = None,
    search: Annotated[str, typer.Option(help="Only those with this in headline or origin.")] = "",
    library: Library = None,
    json: AsJson = False,
) -> int:
    """List the articles, the newest import first."""
    if status is not None and status not in list(Status):
        raise typer.BadParameter(f"There is no status {status}. There are: {', '.join(Status)}.")
    desk = Desk(json)
    wanted = None if status is None else Status(status)
    with opened(library) as workspace:
        found = workspace.ask(lambda store: store.articles(status=wanted, search=search)).result()
    for one in found:
        progress = f"{one.decided}/{one.total}"
        desk.say(f"{one.info.id}  {one.info.status.value:7}  {progress:>9}  {one.info.headline}")
    if not found:
        desk.say("No articles.")
    return desk.finish([{**_article(one.info), "decided": one.decided, "total": one.total} for one in found])


def show(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or a beginning of it.")],
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Show an article. Its text, and all that is annotated, suggested or rejected in it."""
    desk = Desk(json)
    with opened(library) as workspace:
        about = workspace.ask(lambda store: dossier(store, article)).result()
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


def _described(body: Body, text: str) -> str:
    words = short(covered_text(text, body), _WIDTH)
    match body:
        case Entity():
            return f"{body.label}  {words}"
        case Quote():
            who = ", ".join(body.speakers) or "nobody named"
            return f"quote, {body.kind.value}, {who}  {words}"
        case _:
            return f"excluded  {words}"


def history(
    article: Annotated[str | None, typer.Argument(metavar="ID", help="Only of this article.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many, the newest.")] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Tell who did what, and when. Of one article or of the whole library, the oldest first."""
    desk = Desk(json)
    with opened(library) as workspace:
        document = workspace.ask(lambda store: _history(store, article, limit)).result()
    for told in document:
        desk.say(f"{told['id']:>6}  {told['at'][:16].replace('T', ' ')}  {told['told']}")
    if not document:
        desk.say("Nothing was done yet.")
    return desk.finish(document)


def _history(store: Store, article: str | None, limit: int | None) -> list[dict[str, Any]]:
    id, text = None, ""
    if article is not None:
        loaded = store.load(article)
        id, text = loaded.article.info.id, loaded.article.text
    revisions = store.revisions(article=id, limit=limit, newest_first=True)
    return [_revision(store, revision, text) for revision in reversed(revisions)]


def _revision(store: Store, revision: Revision, text: str) -> dict[str, Any]:
    story = tell(revision, text=text, earlier=store.revision)
    told = f"{story.who} {story.sentence}"
    return {
        "id": revision.id,
        "article": revision.article,
        "annotator": revision.annotator,
        "at": time_to_json(revision.at),
        "intent": revision.intent,
        "reverts": revision.reverts,
        "reason": revision.reason,
        "told": f"{told} ({story.detail})" if story.detail else told,
        "changes": [
            {
                "record": record_name(change.record),
                "id": change.record.id,
                "text": change.text,
                "before": _snapshot(change.before),
                "after": _snapshot(change.after),
            }
            for change in revision.changes
        ],
    }


def _snapshot(value: Record | None) -> dict[str, Any] | None:
    return None if value is None else snapshot(value)


def _article(info: ArticleInfo) -> dict[str, Any]:
    return snapshot(info)
