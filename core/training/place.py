"""Where an export goes: a folder or a file that appears whole, or not at all."""

from __future__ import annotations

import json
import os
import secrets
import shutil
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
    folder = folder.absolute()
    made: Path | None = None
    try:
        folder = folder.resolve()  # a link stays a link
        _refuse_foreign(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = _beside(folder)
        made.mkdir()
        yield made
        _sync(made)
        _move(made, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        if made is not None:
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
        made = _beside(path)
        with made.open("x", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
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
    for path in made.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _beside(path: Path) -> Path:
    """A hidden name in the same folder that nobody has."""
    # tempfile makes what it names; a Ctrl-C just after that would leave it behind, as nobody knows its name yet.
    return path.with_name(f".{path.name}-{secrets.token_hex(8)}")


def _move(made: Path, folder: Path) -> None:
    """Files trade places one by one, and back again when one cannot: the folder itself stays, for whoever is in it."""
    if not folder.exists():
        made.rename(folder)
        return
    old = _beside(folder)
    moved: list[tuple[Path, Path]] = []

    def move(path: Path, into: Path) -> None:
        moved.append((path, path.rename(into / path.name)))

    try:
        old.mkdir()
        for path in sorted(folder.iterdir()):
            if path.name in FILES:
                move(path, old)
        for path in sorted(made.iterdir()):
            move(path, folder)
    except OSError:
        for before, after in reversed(moved):
            after.rename(before)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> FormatError:
    return FormatError(
        f"The export could not be written to {folder} ({error.strerror or error}). What was there before is untouched. "
        "Make room or writing possible there, or choose another folder."
    )
