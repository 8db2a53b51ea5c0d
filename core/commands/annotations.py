"""What can be asked about entities, regions and any annotation: add, decide, correct."""

from __future__ import annotations

from core.bodies import PartRef, Span
from core.commands.target import Target
from core.frozen import frozen


@frozen
class AddEntity:
    article: str
    span: Span
    label: str


@frozen
class ExcludeRegion:
    article: str
    span: Span
    note: str = ""


@frozen
class Accept:
    article: str
    targets: tuple[Target, ...]
    on_purpose: bool = False  # said of each in a comment, so that nobody asks whether it is


@frozen
class Reject:
    """Reject suggestions; of annotations made from a suggestion, take the acceptance back and reject it."""

    article: str
    targets: tuple[Target, ...]
    reason: str | None = None


@frozen
class Delete:
    """Remove annotations. What came from a suggestion leaves a rejected suggestion behind."""

    article: str
    targets: tuple[Target, ...]


@frozen
class Relabel:
    article: str
    targets: tuple[Target, ...]
    label: str


@frozen
class AnnotateAll:
    """Make many places entities of one label, as one action: targets are relabelled or accepted, bare spans added."""

    article: str
    label: str
    spans: tuple[Span, ...]
    targets: tuple[Target, ...]


@frozen
class MoveBoundary:
    """Give one part of a body another span."""

    article: str
    target: Target
    part: PartRef
    span: Span


@frozen
class Everywhere:
    """The same decision in several articles, as one action: a part for each article, each once."""

    parts: tuple[AnnotateAll | Relabel | Reject | Delete, ...]
