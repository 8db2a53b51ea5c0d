"""Everything that can be asked of a library: one frozen dataclass per intent.

A command names what somebody wants, in the words of the desk; :mod:`core.handlers` knows what it takes. Commands that
act on something seen carry the version that was seen, so that an edit never lands on a state nobody looked at.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from core.commands.annotations import (
    Accept,
    AddEntity,
    AnnotateAll,
    Delete,
    Everywhere,
    ExcludeRegion,
    MoveBoundary,
    Reject,
    Relabel,
)
from core.commands.articles import (
    ImportArticle,
    Recall,
    RecordSuggestions,
    SetMemoryRule,
    SetRuling,
    SetStatus,
)
from core.commands.labels import AdoptLabels, MergeLabel, OrderLabels, RenameLabel, SetLabel
from core.commands.past import Redo, Restore, Revert, Undo
from core.commands.quotes import (
    AddPart,
    AddQuote,
    ApplyRemedy,
    ChangeRole,
    JoinQuotes,
    RemovePart,
    RenameSpeaker,
    SetKind,
    SetSpeakers,
    SplitQuote,
)
from core.commands.remarks import AddComment, DeleteComment, EditComment, ResolveComment, SetFlag
from core.commands.sharing import (
    Adjudicate,
    ApproveSet,
    Assign,
    Remark,
    ReopenSet,
    ReturnSet,
    StartAdjudication,
    SubmitSet,
    Unassign,
)
from core.commands.target import Target

__all__ = [
    "Accept",
    "AddComment",
    "AddEntity",
    "AddPart",
    "AddQuote",
    "Adjudicate",
    "AdoptLabels",
    "AnnotateAll",
    "ApplyRemedy",
    "ApproveSet",
    "Assign",
    "ChangeRole",
    "Command",
    "Delete",
    "DeleteComment",
    "EditComment",
    "Everywhere",
    "ExcludeRegion",
    "ImportArticle",
    "JoinQuotes",
    "MergeLabel",
    "MoveBoundary",
    "OrderLabels",
    "Recall",
    "RecordSuggestions",
    "Redo",
    "Reject",
    "Relabel",
    "Remark",
    "RemovePart",
    "RenameLabel",
    "RenameSpeaker",
    "ReopenSet",
    "ResolveComment",
    "Restore",
    "ReturnSet",
    "Revert",
    "SetFlag",
    "SetKind",
    "SetLabel",
    "SetMemoryRule",
    "SetRuling",
    "SetSpeakers",
    "SetStatus",
    "SplitQuote",
    "StartAdjudication",
    "SubmitSet",
    "Target",
    "Unassign",
    "Undo",
    "intent_of",
]

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
