"""What can be asked about quotes, their parts, kind and speakers."""

from __future__ import annotations

from core.bodies import Body, Kind, PartRef, Quote, Role, Span
from core.commands.target import Target
from core.frozen import frozen


@frozen
class AddQuote:
    article: str
    quote: Quote


@frozen
class AddPart:
    article: str
    target: Target
    role: Role
    span: Span


@frozen
class RemovePart:
    article: str
    target: Target
    part: PartRef


@frozen
class ChangeRole:
    """Make a content part a cue, a cue a source, and so on."""

    article: str
    target: Target
    part: PartRef
    role: Role


@frozen
class SetKind:
    article: str
    target: Target
    kind: Kind


@frozen
class SetSpeakers:
    article: str
    target: Target
    speakers: tuple[str, ...]


@frozen
class RenameSpeaker:
    """Give one speaker of several quotes another name, as one action."""

    article: str
    targets: tuple[Target, ...]
    name: str
    new_name: str


@frozen
class ApplyRemedy:
    """Correct an entity or a quote as a check proposes; ``flaw`` is the check's name."""

    article: str
    target: Target
    body: Body
    flaw: str


@frozen
class JoinQuotes:
    """Make one quote of several; the first keeps its id and, where it has content and a speaker, its kind and those."""

    article: str
    targets: tuple[Target, ...]


@frozen
class SplitQuote:
    """Make two quotes of one.

    Content parts that start at or after ``offset`` go to the second, with the cues and sources nearest to them.
    """

    article: str
    target: Target
    offset: int
