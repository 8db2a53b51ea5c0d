"""What can be asked about entities, regions and any annotation: add, decide, correct."""

from __future__ import annotations

from dataclasses import dataclass

from core.commands.target import Target
from core.model import PartRef, Span


@dataclass(frozen=True, slots=True)
class AddEntity:
    article: str
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class ExcludeRegion:
    article: str
    span: Span
    note: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    article: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """Reject suggestions; of annotations made from a suggestion, take the acceptance back and reject it."""

    article: str
    targets: tuple[Target, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove annotations. What came from a suggestion leaves a rejected suggestion behind."""

    article: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Relabel:
    article: str
    targets: tuple[Target, ...]
    label: str


@dataclass(frozen=True, slots=True)
class AnnotateAll:
    """Make many places entities of one label, as one action: targets are relabelled or accepted, bare spans added."""

    article: str
    label: str
    spans: tuple[Span, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class MoveBoundary:
    """Give one part of a body another span."""

    article: str
    target: Target
    part: PartRef
    span: Span


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The same decision in several articles, as one action: a part for each article, each once."""

    parts: tuple[AnnotateAll | Relabel | Reject | Delete, ...]
