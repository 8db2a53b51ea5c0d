"""A folder: every file in it that some format reads, and a line about every other one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from core.formats.base import Failure, Notice, Outcome, Reader, origin_of
from core.formats.text import unreadable


def read_folder(folder: Path, reader_of: Callable[[Path], Reader | None]) -> Iterator[Outcome]:
    """The articles of a folder and of those in it, in the order of their paths; hidden files are passed over.

    An article's origin is its path from the folder on, the folder's own name included.
    ``reader_of`` tells which format reads a file, and gives ``None`` for a file that is no article.
    """
    seen = False
    problems: list[OSError] = []
    # Links to folders are not followed: they may lead back to here.
    for place, folders, files in os.walk(folder, onerror=problems.append):
        while problems:
            yield _failure(problems.pop())
        folders.sort()
        for name in [name for name in folders if name.startswith(".")]:
            folders.remove(name)
            yield Notice(str(Path(place, name)), "Hidden folder, passed over.")
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith("."):
                yield Notice(str(path), "Hidden file, passed over.")
                continue
            reader = reader_of(path)
            if reader is None:
                yield Notice(str(path), "Passed over: its ending is none that can be imported.")
                continue
            seen = True
            origin = f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}"
            yield from reader.read(path, origin_of(origin))
    yield from map(_failure, problems)
    if not seen and not problems:
        yield Failure(str(folder), "The folder holds no file that can be imported.")


def _failure(error: OSError) -> Failure:
    return Failure(str(error.filename), str(unreadable(error)).replace("It ", "The folder ", 1))
