"""Where an export goes: a folder or a file that appears whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from core.errors import FormatError
from core.training.report import MADE_BY

REPORT = "report.json"
FILES = frozenset(
    {
        "train.spacy",
        "dev.spacy",
        "test.spacy",
        "config.cfg",
        "config-quotes.cfg",
        "articles.jsonl",
        REPORT,
        "report.md",
    }
)
"""Every file that an export may hold. Whatever else lies in its folder belongs to somebody else."""


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into. It takes the place of ``folder`` when the block ends well, and vanishes when not.

    An earlier export makes way; files beside it, such as a trained model, stay in the folder.

    Raises:
        FormatError: ``folder`` holds something else, or cannot be written.
    """
    folder = Path(os.path.abspath(folder))  # not resolve(): a link to a folder stays a link  # noqa: PTH100
    try:
        _refuse_foreign(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield made
        _sync(made)
        _move(made, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """A text file that takes the place of another when the block ends well, and vanishes when not.

    A device or a pipe is no file that could be replaced; it is written to as it is.

    Raises:
        FormatError: it cannot be written; what was there before is untouched.
    """
    made: Path | None = None
    try:
        path = path.resolve()  # a link stays a link
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        made = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(handle)
        made.chmod(0o666 & ~_umask())
        made.replace(path)
        made = None
    except OSError as error:
        raise FormatError(
            f"{path} could not be written ({error.strerror or error}). What was there before is untouched. "
            "Make room or writing possible there, or name another file."
        ) from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FormatError(f"{folder} is a file. Name a folder for the export; nothing was written.")
    names = {path.name for path in folder.iterdir()}
    if names and not _is_ours(folder):
        raise FormatError(
            f"{folder} holds other files and no earlier export of Copydesk, so nothing was written into it. "
            "Name an empty folder or a new one."
        )


def _is_ours(folder: Path) -> bool:
    try:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(report, dict) and report.get("made_by") == MADE_BY


def _sync(made: Path) -> None:
    """Let what was written be on the disk before it takes the place of what was there."""
    made.chmod(0o777 & ~_umask())  # mkdtemp's folders are for nobody else
    for path in made.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _move(made: Path, folder: Path) -> None:
    if not folder.exists():
        made.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    old.rmdir()
    folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    for path in old.iterdir():
        if path.name not in FILES:
            path.rename(folder / path.name)
    shutil.rmtree(old)


def _unwritable(folder: Path, error: OSError) -> FormatError:
    return FormatError(
        f"The export could not be written to {folder} ({error.strerror or error}). What was there before is untouched. "
        "Make room or writing possible there, or choose another folder."
    )
