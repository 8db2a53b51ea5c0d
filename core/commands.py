"""Everything that can be asked of a library: one frozen dataclass per intent.

A command names what somebody wants, in the words of the desk; :mod:`core.handlers` knows what it takes. Commands that
act on something seen carry the version that was seen, so that an edit never lands on a state nobody looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from core import label_commands
from core.model import ArticleDraft, Body, Kind, MemoryRule, PartRef, Quote, Role, RunResult, Span, Status
from core.review_commands import (
    Adjudicate,
    ApproveSet,
    Assign,
    ReopenSet,
    ReturnSet,
    StartAdjudication,
    SubmitSet,
    Unassign,
)


@dataclass(frozen=True, slots=True)
class Target:
    """An annotation or a pending suggestion, as it was when the annotator saw it."""

    id: str
    seen_version: int


# ------------------------------------------------------------------------------------------------------------ articles


@dataclass(frozen=True, slots=True)
class ImportArticle:
    """Take an article into the library. Refused when an article with the same text is there."""

    draft: ArticleDraft


@dataclass(frozen=True, slots=True)
class SetStatus:
    article: str
    status: Status


@dataclass(frozen=True, slots=True)
class RecordSuggestions:
    """Write down what suggesters proposed for an article; refused when its text is another one than they read."""

    article: str
    results: tuple[RunResult, ...]
    memory: bool = (
        False  # let what was decided before propose too, and go before the models where it agrees with itself
    )


@dataclass(frozen=True, slots=True)
class Recall:
    """Bring what is suggested on some words of an article in line with what was decided about them by now."""

    article: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetMemoryRule:
    """Tell the memory what to propose on some words, or to be silent; ``None`` lets what was counted decide again."""

    words: str
    rule: MemoryRule | None


# --------------------------------------------------------------------------------------------------------- adding


@dataclass(frozen=True, slots=True)
class AddEntity:
    article: str
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class AddQuote:
    article: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class ExcludeRegion:
    article: str
    span: Span
    note: str = ""


# ------------------------------------------------------------------------------------------------------- deciding


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


# ------------------------------------------------------------------------------------------------------ correcting


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


# ----------------------------------------------------------------------------------------------- comments and flags


@dataclass(frozen=True, slots=True)
class AddComment:
    """Say something about an annotation or a suggestion (``about`` is its id), or about the article."""

    article: str
    text: str
    about: str | None = None
    resolved: bool = False  # said of what needs no answer


@dataclass(frozen=True, slots=True)
class EditComment:
    """Change the words of a comment of one's own."""

    article: str
    comment: Target
    text: str


@dataclass(frozen=True, slots=True)
class ResolveComment:
    """Say that a comment, whoever wrote it, is settled; or, with ``resolved`` false, that it is open again."""

    article: str
    comment: Target
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class DeleteComment:
    article: str
    comment: Target


@dataclass(frozen=True, slots=True)
class SetFlag:
    """Flag an annotation or a suggestion, or take its flag off."""

    article: str
    about: str
    on: bool


# ------------------------------------------------------------------------------------------------- several articles


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The same decision in several articles, as one action: a part for each article, each once."""

    parts: tuple[AnnotateAll | Relabel | Reject | Delete, ...]


# --------------------------------------------------------------------------------------------------------- history


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back this annotator's latest action that still stands, in whatever article."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Take back this annotator's latest undo."""


@dataclass(frozen=True, slots=True)
class Revert:
    """Take back one revision, also another annotator's, as a new action of one's own."""

    revision: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """Put the annotations and the verdicts of an article back to what they were after a revision, as a new action.

    ``record`` limits it to one annotation, with the suggestion that it was made from. The revision may be one of
    another article: what counts is the moment.
    """

    article: str
    revision: int
    record: str | None = None
    reason: str | None = None


# ------------------------------------------------------------------------------------------------------- the label set

SetLabel = label_commands.SetLabel
RenameLabel = label_commands.RenameLabel
MergeLabel = label_commands.MergeLabel
OrderLabels = label_commands.OrderLabels
AdoptLabels = label_commands.AdoptLabels

# ---------------------------------------------------------------------------------------------------------- rulings


@dataclass(frozen=True, slots=True)
class SetRuling:
    """Switch a ruling of the newsroom on or off; later suggestions follow it."""

    name: str
    on: bool


Command: TypeAlias = (
    ImportArticle
    | SetStatus
    | RecordSuggestions
    | Recall
    | SetMemoryRule
    | AddEntity
    | AddQuote
    | ExcludeRegion
    | Accept
    | Reject
    | Delete
    | Relabel
    | AnnotateAll
    | Everywhere
    | MoveBoundary
    | AddPart
    | RemovePart
    | ChangeRole
    | SetKind
    | SetSpeakers
    | RenameSpeaker
    | ApplyRemedy
    | JoinQuotes
    | SplitQuote
    | AddComment
    | EditComment
    | ResolveComment
    | DeleteComment
    | SetFlag
    | Undo
    | Redo
    | Revert
    | Restore
    | SetLabel
    | RenameLabel
    | MergeLabel
    | OrderLabels
    | AdoptLabels
    | SetRuling
    | Assign
    | Unassign
    | SubmitSet
    | ReturnSet
    | ApproveSet
    | ReopenSet
    | StartAdjudication
    | Adjudicate
)


def intent_of(command: Command | type[Command]) -> str:
    """The name under which a command stands in the log: ``MoveBoundary`` is ``move_boundary``."""
    kind = command if isinstance(command, type) else type(command)
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
