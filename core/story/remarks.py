"""What a revision did to comments and flags, for the sentence that tells it."""

from __future__ import annotations

from core.comments import Comment, Flag
from core.records import Change, Revision
from core.rules import quoted, short

INTENTS = ("add_comment", "edit_comment", "resolve_comment", "delete_comment", "set_flag")

Told = tuple[str, str, str, str]
"""The sentence, what was there before, what is there after, and the detail."""


def told(revision: Revision) -> Told:
    """Of the first comment or flag among a revision's changes."""
    change = next((one for one in revision.changes if isinstance(one.record, Comment | Flag)), None)
    if change is None:
        return "changed comments", "", "", ""
    if isinstance(change.record, Flag):
        return _flagged(change)
    return _commented(change)


def _flagged(change: Change) -> Told:
    verb = "flagged" if change.after is not None else "took the flag off"
    return f"{verb} {_what(change)}", "", "", ""


def _commented(change: Change) -> Told:
    before, after = change.before, change.after
    old = short(before.text, 120) if isinstance(before, Comment) else ""
    new = short(after.text, 120) if isinstance(after, Comment) else ""
    on = f"on {_what(change)}"
    if not isinstance(before, Comment):
        return f"commented {on}", "", "", f"“{new}”"
    if not isinstance(after, Comment):
        return f"deleted a comment {on}", "", "", f"“{old}”"
    if before.resolved != after.resolved:
        return f"{'resolved' if after.resolved else 'reopened'} a comment {on}", "", "", f"“{new}”"
    return f"changed a comment {on}", old, new, ""


def _what(change: Change) -> str:
    return quoted(change.text) if change.text else "the article"
