"""What a command acts on."""

from __future__ import annotations

from core.frozen import frozen


@frozen
class Target:
    """An annotation or a pending suggestion, as it was when the annotator saw it."""

    id: str
    seen_version: int
