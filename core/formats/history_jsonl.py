"""The history as JSON lines: one revision a line, the oldest first, complete.

Each line has the fields of ``copydesk history --json``, the article's ``headline`` and the revision's ``digest``, which
is SHA-256 over the digest before it and everything that the log says of it. Whoever keeps a line can tell later whether
the log before it has been made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from core.errors import FormatError
from core.formats.history import Past, revision_json


def lines(past: Past) -> Iterator[str]:
    """The lines of the file, each with its end."""
    for told in past.told():
        line = revision_json(told.revision, told.story)
        yield json.dumps({**line, "headline": told.headline or None, "digest": told.digest}, ensure_ascii=False) + "\n"


def digests(path: Path) -> Iterator[tuple[int, str]]:
    """The number and the digest of every revision in a file that was written here, in its order.

    Raises:
        FormatError: it cannot be read, or a line of it is no revision; the text says which.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for at, line in enumerate(file, 1):
                if line.strip():
                    yield _digest(path, at, line)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise FormatError(f"{path} could not be read ({reason}). Name a history written as JSON lines.") from error


def _digest(path: Path, at: int, line: str) -> tuple[int, str]:
    try:
        revision = json.loads(line)
        return int(revision["id"]), str(revision["digest"])
    except (ValueError, KeyError, TypeError) as error:
        raise FormatError(f"{path}, line {at}: that is no revision of a history written as JSON lines.") from error
