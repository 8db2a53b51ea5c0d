"""What can have become of an item, as one asks for it: undecided, accepted, flagged and so on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from core.records import Item, Origin, Suggestion, Verdict


class State(StrEnum):
    """The values are what an editor types behind ``status:``."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ADDED = "added"
    IMPORTED = "imported"
    REJECTED = "rejected"
    COMMENTED = "commented"
    OPEN = "open-comment"
    FLAGGED = "flagged"
    BARE = "unannotated"


IN_WORDS: Mapping[State, str] = {
    State.UNDECIDED: "Undecided",
    State.ACCEPTED: "Accepted",
    State.CORRECTED: "Corrected",
    State.ADDED: "Added by hand",
    State.IMPORTED: "From a file",
    State.REJECTED: "Rejected",
    State.COMMENTED: "With comments",
    State.OPEN: "With open comments",
    State.FLAGGED: "Flagged",
    State.BARE: "Not annotated",
}

REMARKED = frozenset({State.COMMENTED, State.OPEN, State.FLAGGED})


def state_of(item: Item, suggestion: Suggestion | None) -> State:
    """What became of an item; ``suggestion`` is the one that it was made from, if it was."""
    if isinstance(item, Suggestion):
        return State.REJECTED if item.verdict is Verdict.REJECTED else State.UNDECIDED
    return state_of_annotation(item.origin, suggestion.verdict if suggestion is not None else None)


def state_of_annotation(origin: Origin, verdict: Verdict | None) -> State:
    if origin is not Origin.SUGGESTION:
        return State.IMPORTED if origin is Origin.IMPORT else State.ADDED
    return State.CORRECTED if verdict is Verdict.CORRECTED else State.ACCEPTED
