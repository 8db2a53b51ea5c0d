"""What stands in a text, as frozen values: spans, and the bodies that are made of them.

A *body* is an entity, a quote or an excluded region: what an annotation and a suggestion are about. Its parts are
spans, each with a role. Offsets are code points into the article's canonical text, half open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from core.frozen import frozen


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``start <= offset < end`` in code points, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span: {self.start}–{self.end}")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The covered text."""
        return text[self.start : self.end]


class Layer(StrEnum):
    """What sort of thing a body is."""

    ENTITY = "entity"
    QUOTE = "quote"
    REGION = "region"


class Role(StrEnum):
    """What a part does in its body."""

    MENTION = "mention"
    CONTENT = "content"
    CUE = "cue"
    SOURCE = "source"
    NESTED = "nested quote"
    REGION = "region"
    __hash__ = str.__hash__  # Enum's own is Python, and every key asks hundreds of quotes for their parts


class Kind(StrEnum):
    """How much of a quote's content stands in quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@frozen
class PartRef:
    """Names one part of a body: the ``ordinal``-th of its ``role``, counted from 0."""

    role: Role
    ordinal: int = 0


@frozen
class Entity:
    """A mention with a label."""

    span: Span
    label: str

    layer = Layer.ENTITY

    @property
    def bounds(self) -> Span:
        return self.span

    def parts(self) -> Iterator[tuple[PartRef, Span]]:
        yield PartRef(Role.MENTION), self.span


@frozen
class Quote:
    """One quote with all its parts; each tuple of spans is sorted.

    A source or a cue may stand before its content does: a quote has one of the three at least
    (:func:`core.rules.complete`). See docs/adr/0023-a-quote-without-content.md.
    """

    contents: tuple[Span, ...]
    cues: tuple[Span, ...] = ()
    sources: tuple[Span, ...] = ()
    kind: Kind = Kind.DIRECT
    speakers: tuple[str, ...] = ()
    nested: tuple[Span, ...] = ()  # quotes inside the contents: “She told me, ‘Close it,’ and left.”

    layer = Layer.QUOTE

    @property
    def bounds(self) -> Span:
        """From the first character of the first part to the last of the last, of whatever role."""
        spans = [*self.contents, *self.cues, *self.sources]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    def parts(self) -> Iterator[tuple[PartRef, Span]]:
        for role in (Role.CONTENT, Role.CUE, Role.SOURCE, Role.NESTED):
            for ordinal, span in enumerate(self.of_role(role)):
                yield PartRef(role, ordinal), span

    @property
    def anchors(self) -> tuple[Span, ...]:
        """By what it is found and named: its contents; while it has none, its cues and sources in the text's order."""
        return self.contents or tuple(sorted((*self.cues, *self.sources)))

    @property
    def place(self) -> tuple[tuple[Span, ...], ...]:
        """What only one quote of a set can have: its contents; while it has none, just these cues and sources."""
        return (self.contents,) if self.contents else ((), self.cues, self.sources)

    def of_role(self, role: Role) -> tuple[Span, ...]:
        """The spans of one role; none for a role that quotes do not have."""
        found = {Role.CONTENT: self.contents, Role.CUE: self.cues, Role.SOURCE: self.sources, Role.NESTED: self.nested}
        return found.get(role, ())


@frozen
class ExcludedRegion:
    """Text that is no part of the article: kept, never trained on."""

    span: Span
    note: str = ""

    layer = Layer.REGION

    @property
    def bounds(self) -> Span:
        return self.span

    def parts(self) -> Iterator[tuple[PartRef, Span]]:
        yield PartRef(Role.REGION), self.span


Body: TypeAlias = Entity | Quote | ExcludedRegion
