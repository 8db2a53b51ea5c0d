"""What can be asked about quotes, their parts, kind and speakers."""

from __future__ import annotations

from dataclasses import dataclass

from core.commands.target import Target
from core.model import Body, Kind, PartRef, Quote, Role, Span


@dataclass(frozen=True, slots=True)
class AddQuote:
    article: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class AddPart:
    article: str
    target: Target
    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class RemovePart:
    article: str
    target: Target
    part: PartRef


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """Make a content part a cue, a cue a source, and so on."""

    article: str
    target: Target
    part: PartRef
    role: Role


@dataclass(frozen=True, slots=True)
class SetKind:
    article: str
    target: Target
    kind: Kind


@dataclass(frozen=True, slots=True)
class SetSpeakers:
    article: str
    target: Target
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameSpeaker:
    """Give one speaker of several quotes another name, as one action."""

    article: str
    targets: tuple[Target, ...]
    name: str
    new_name: str


@dataclass(frozen=True, slots=True)
class ApplyRemedy:
    """Correct an entity or a quote as a check proposes; ``flaw`` is the check's name."""

    article: str
    target: Target
    body: Body
    flaw: str


@dataclass(frozen=True, slots=True)
class JoinQuotes:
    """Make one quote of several; the first keeps its id, kind and, where it has one, its speaker."""

    article: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class SplitQuote:
    """Make two quotes of one.

    Content parts that start at or after ``offset`` go to the second, with the cues and sources nearest to them.
    """

    article: str
    target: Target
    offset: int
