"""What a command acts on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """An annotation or a pending suggestion, as it was when the annotator saw it."""

    id: str
    seen_version: int
