"""The work of several people: articles are assigned, and what was made of them is reviewed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from core.cli.desk import AsJson, Desk, Library, opened
from core.commands import Command
from core.commands.sharing import ApproveSet, Assign, Remark, ReopenSet, ReturnSet, SubmitSet, Unassign
from core.errors import KnownError, LibraryError, RefusedError
from core.queries import Store
from core.sets import AnnotationSet
from core.workspace import Workspace

As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who does it; else the one of the settings.")]


def assign(
    articles: Annotated[list[str], typer.Argument(metavar="ID", help="The articles, or beginnings of their ids.")],
    to: Annotated[list[str], typer.Option("--to", metavar="NAME", help="Whom; may be given several times.")],
    independent: Annotated[
        bool, typer.Option("--independent", help="In a set of their own, without seeing the others.")
    ] = False,
    text_only: Annotated[bool, typer.Option("--text-only", help="Without suggestions, from the text alone.")] = False,
    due: Annotated[str, typer.Option(metavar="DAY", help="Until when: 2026-11-30.")] = "",
    note: Annotated[str, typer.Option(metavar="WORDS", help="What to say with it.")] = "",
    take_back: Annotated[bool, typer.Option("--take-back", help="No longer; what was done stays.")] = False,
    who: As = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Ask people to annotate articles, together in the shared set or each independently."""
    desk = Desk(json)
    done: list[dict[str, Any]] = []
    with opened(library, annotator=who) as workspace:
        for beginning in articles:
            for name in to:
                article = _id(workspace, desk, beginning)
                if article is None:
                    continue
                command: Command = Assign(article, name, independent, not text_only, due, note)
                if take_back:
                    command = Unassign(article, name)
                if _carried_out(workspace, desk, command):
                    desk.say(f"{article}: {name}{' no longer' if take_back else ''}")
                    done.append({"article": article, "annotator": name, "assigned": not take_back})
    return desk.finish(done)


def review(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or a beginning of it.")],
    submit: Annotated[bool, typer.Option("--submit", help="Hand it in.")] = False,
    return_: Annotated[
        list[str] | None, typer.Option("--return", metavar="COMMENT", help="Give it back, with comments.")
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="It is as it should be.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take it back into work.")] = False,
    whose: Annotated[
        str | None, typer.Option("--set", metavar="NAME", help="shared, gold or an annotator; else one's own.")
    ] = None,
    who: As = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Tell the review status of an article's annotation sets; or submit, return, approve or reopen one."""
    if sum((submit, bool(return_), approve, reopen)) > 1:
        raise typer.BadParameter("Give one of --submit, --return, --approve and --reopen.")
    desk = Desk(json)
    with opened(library, annotator=who) as workspace:
        info = workspace.ask(lambda store: store.load(article)).result().article.info
        set_id = None if whose is None else workspace.ask(lambda store: set_named(store, info.id, whose)).result()
        command: Command | None = None
        if submit:
            command = SubmitSet(info.id, set_id)
        elif return_:
            command = ReturnSet(info.id, set_id, tuple(Remark(words) for words in return_))
        elif approve:
            command = ApproveSet(info.id, set_id)
        elif reopen:
            command = ReopenSet(info.id, set_id)
        if command is not None:
            _carried_out(workspace, desk, command)
        told = workspace.ask(lambda store: _reviews(store, info.id)).result()
    for one in told:
        by = f" by {one['by']} on {one['at'][:10]}" if one["by"] else ""
        desk.say(f"{one['set']}: {one['review']}{by}")
    return desk.finish(told)


def _id(workspace: Workspace, desk: Desk, beginning: str) -> str | None:
    try:
        return workspace.ask(lambda store: store.load(beginning)).result().article.info.id
    except LibraryError:
        raise
    except KnownError as error:
        desk.fail(str(error))
        return None


def _carried_out(workspace: Workspace, desk: Desk, command: Command) -> bool:
    try:
        workspace.submit(command).result()
    except LibraryError:
        raise
    except KnownError as error:
        desk.fail(str(error))
        return False
    return True


def set_named(store: Store, article: str, whose: str) -> str:
    one: AnnotationSet | None = next((one for one in store.sets(article) if one.title == whose), None)
    if one is None:
        names = ", ".join(one.title for one in store.sets(article))
        raise RefusedError(f"The article has no annotation set {whose}. It has: {names}.")
    return one.id


def _reviews(store: Store, article: str) -> list[dict[str, Any]]:
    told = []
    for one in store.sets(article):
        review = store.review(one.id)
        status = "not submitted" if review is None else review.status.value
        by, at = ("", "") if review is None else (review.by, review.at.isoformat())
        told.append({"set": one.title, "id": one.id, "review": status, "by": by, "at": at})
    return told
