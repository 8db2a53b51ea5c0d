"""The history as JSON lines: one revision a line, the oldest first, complete.

Each line has the fields of ``copydesk history --json``, the article's ``headline`` and the revision's ``digest``, which
is SHA-256 over the digest before it and everything that the log says of it. Whoever keeps a line can tell later whether
the log before it has been made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from core.formats.history import Past, revision_json


def lines(past: Past) -> Iterator[str]:
    """The lines of the file, each with its end."""
    for told in past.told():
        line = revision_json(told.revision, told.story)
        yield json.dumps({**line, "headline": told.headline or None, "digest": told.digest}, ensure_ascii=False) + "\n"
