"""The library itself is looked after: ``check``, ``backup``, ``restore``, ``migrate``."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from core.cli.desk import AsJson, Desk, Library, opened, progress
from core.counted import counted
from core.errors import DamagedError, LibraryError, UnknownRecordError
from core.formats import history_jsonl
from core.queries import Finding, Store
from core.settings import default_library

_COMPANIONS = ("", "-wal", "-shm")  # what belongs to a library that was not closed in order


def check(
    against: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A history written earlier, as JSON lines, to hold the log against."),
    ] = None,
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Look whether the library is whole. The file is read through, and the log held against the tables."""
    from core.library.engine import path_of
    from core.library.integrity import damage

    desk = Desk(json)
    try:
        return _looked_over(desk, library, against)
    except DamagedError:  # too much so to be opened
        for finding in damage(path_of(library or default_library())):
            desk.fail(f"{finding.where}: {finding.what}")
        raise


def _looked_over(desk: Desk, library: str | None, against: Path | None) -> int:
    with opened(library) as workspace:
        with progress("Checking") as advance:
            findings = list(workspace.answer(lambda store: store.check(advance)))
        if against is not None:
            findings += workspace.ask(partial(_held_against, against)).result()
        articles = len(workspace.ask(lambda store: store.articles()).result())
        revisions = workspace.ask(lambda store: store.newest()).result()
        location = workspace.location
    for finding in findings:
        desk.fail(f"{finding.where}: {finding.what}")
    if not findings:
        desk.say(f"{location} is in order: {counted(articles, 'article')}, {counted(revisions, 'revision')}.")
    else:
        desk.say(f"{location} is not in order. Keep a copy of it, then put a backup back with “copydesk restore”.")
    told = [{"where": finding.where, "what": finding.what} for finding in findings]
    return desk.finish({"library": location, "articles": articles, "revisions": revisions, "findings": told})


def _held_against(file: Path, store: Store) -> list[Finding]:
    """The first revision that is no longer what it was when a history was written. What follows is chained to it."""
    for number, digest in history_jsonl.digests(file):
        try:
            now = store.digest(number)
        except UnknownRecordError:
            return [Finding(f"revision {number}", f"it is in {file}, and no longer in the log")]
        if now != digest:
            what = f"it, or one before it, is not what it was when {file} was written"
            return [Finding(f"revision {number}", f"{what}: its digest was {digest}, and is {now}")]
    return []


def backup(
    path: Annotated[str, typer.Argument(metavar="PATH", help="The file to make, or a folder to make it in.")],
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Copy the library into a new file. Others may work in it meanwhile; the copy is checked."""
    desk = Desk(json)
    target = Path(path).expanduser()
    if target.is_dir():
        target /= f"library-{datetime.now(UTC):%Y%m%d-%H%M%S}.copydesk"
    with opened(library) as workspace:
        workspace.ask(lambda store: store.backup(str(target))).result()
        location = workspace.location
    desk.say(f"{location} is copied to {target}.")
    return desk.finish({"library": location, "backup": str(target)})


def restore(
    path: Annotated[str, typer.Argument(metavar="BACKUP", help="A backup of a library.")],
    library: Library = None,
    json: AsJson = False,
) -> int:
    """Put a backup in the library's place. What was there is kept beside it. Close Copydesk everywhere first."""
    from core.library.engine import path_of

    desk = Desk(json)
    source, target = Path(path).expanduser(), path_of(library or default_library())
    if not source.is_file():
        raise LibraryError(f"There is no backup {source}. Nothing was changed.")
    if not source.stat().st_size:  # opening it would make a new library of it
        raise LibraryError(f"The backup {source} is empty. Nothing was changed. Try an older one.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
            copy = Path(folder, target.name)
            shutil.copyfile(source, copy)
            _look_over(copy, source)
            kept = _put_aside(target)
            copy.replace(target)
    except OSError as error:
        raise LibraryError(
            f"The backup could not be put back ({error.strerror or error}). The backup {source} is untouched. "
            "Make room or writing possible in the library's folder, and try again."
        ) from error
    desk.say(f"{target} is now what {source} holds." + (f" What was there before is kept as {kept}." if kept else ""))
    return desk.finish({"library": str(target), "backup": str(source), "kept": str(kept) if kept else None})


def _look_over(copy: Path, source: Path) -> None:
    """Raises LibraryError where the copy is no library, or none that is whole."""
    try:
        with opened(str(copy)) as workspace:
            findings = workspace.ask(lambda store: store.check()).result()
    except LibraryError as error:
        raise LibraryError(f"The backup cannot be used. {error}".replace(str(copy), str(source))) from error
    if findings:
        raise LibraryError(
            f"The backup {source} is damaged ({findings[0].where}: {findings[0].what}). Nothing was changed. "
            "Try an older one."
        )


def _put_aside(target: Path) -> Path | None:
    """Moves a library out of the way, with what belongs to it; gives its new name."""
    if not target.exists():
        return None
    kept = target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}")
    for companion in _COMPANIONS:
        path = target.with_name(target.name + companion)
        if path.exists():
            path.rename(kept.with_name(kept.name + companion))
    return kept


def migrate(library: Library = None, json: AsJson = False) -> int:
    """Bring an older library up to date. A checked backup is made first; opening it does the same."""
    desk = Desk(json)
    with opened(library) as workspace:
        location = workspace.location
    desk.say(f"{location} is up to date.")
    return desk.finish({"library": location})
