"""The sentences of what several people do together: assigning, reviewing, adjudicating; see :mod:`core.story`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from core.bodies import Body
from core.comments import Comment
from core.records import Annotation, Revision
from core.sets import AnnotationSet, Assignment, Choice, Resolution, Review
from core.steps import category, name_of

if TYPE_CHECKING:
    from core.records import Record

Told: TypeAlias = tuple[str, str, str, str]
"""The sentence, what was before, what is after, the detail."""

R = TypeVar("R", bound="Record")

_CHOSEN = {
    Choice.BOTH: "took both",
    Choice.NEITHER: "took neither, so nothing is there",
    Choice.EDITED: "wrote it anew",
    Choice.AGREED: "they agree",
}


def told(revision: Revision) -> Told | None:
    """The sentence of a revision, if it is one of these."""
    teller = _TELLERS.get(revision.intent)
    return teller(revision) if teller is not None else None


def _first(revision: Revision, kind: type[R]) -> tuple[R | None, R | None]:
    """What the first record of a kind was before and is after."""
    for change in revision.changes:
        if isinstance(change.record, kind):
            before, after = change.before, change.after
            return (before if isinstance(before, kind) else None), (after if isinstance(after, kind) else None)
    return None, None


def _assigned(revision: Revision) -> Told:
    before, after = _first(revision, Assignment)
    if after is None:
        name = "somebody" if before is None else before.annotator
        return f"took the article from {name}", "", "", ""
    how = "to annotate independently" if after.independent else "to work on"
    due = f"due {after.due}" if after.due else ""
    return f"gave {after.annotator} the article {how}", "", "", " · ".join(part for part in (due, after.note) if part)


def _reviewing(verb: str) -> Callable[[Revision], Told]:
    def tell(revision: Revision) -> Told:
        comments = [change.after for change in revision.changes if isinstance(change.after, Comment)]
        if not comments:
            return verb, "", "", ""
        number = "a comment" if len(comments) == 1 else f"{len(comments)} comments"
        return f"{verb} with {number}", "", "", " · ".join(one.text for one in comments)

    return tell


def _reopened(revision: Revision) -> Told:
    before, _ = _first(revision, Review)
    return "reopened the annotations", "" if before is None else before.status.value, "", ""


def _begun(revision: Revision) -> Told:
    _, made = _first(revision, AnnotationSet)
    agreed = sum(isinstance(change.after, Resolution) for change in revision.changes)
    reopened = sum(isinstance(change.before, Resolution) and change.after is None for change in revision.changes)
    parts = [f"{agreed} agreed" if agreed else "", f"{reopened} open again" if reopened else ""]
    detail = ", ".join(part for part in parts if part)
    return "began to adjudicate" if made is not None else "brought the gold up to date", "", "", detail


def _settled(revision: Revision) -> Told:
    before, after = _first(revision, Resolution)
    if after is None:
        return "took back a decision", "", "", ""
    covered = next((c.text for c in revision.changes if isinstance(c.record, Resolution)), "")
    sides = after.left_body, after.right_body
    taken, other = sides[::-1] if after.choice is Choice.RIGHT else sides
    body = taken or other
    what = "a difference" if body is None else name_of(body, covered)
    how = _CHOSEN.get(after.choice) or _taken(taken, other)
    new = [c.after.body for c in revision.changes if isinstance(c.after, Annotation)]
    result = ", ".join(category(one) for one in new) or "nothing"
    return f"settled {what}: {how}", "" if before is None else before.choice.value, result, ""


def _taken(taken: Body | None, other: Body | None) -> str:
    """What it means that one side’s was taken: which side that was, nobody knows any more who reads it later."""
    if taken is None:
        return "nothing is there"
    if other is None:
        return "it stands, though only one had it"
    return f"not {category(other)}" if category(taken) != category(other) else "not as the other had it"


_TELLERS: Mapping[str, Callable[[Revision], Told]] = {
    "assign": _assigned,
    "unassign": _assigned,
    "submit_set": _reviewing("submitted the annotations for review"),
    "return_set": _reviewing("returned the annotations"),
    "approve_set": _reviewing("approved the annotations"),
    "reopen_set": _reopened,
    "start_adjudication": _begun,
    "adjudicate": _settled,
}
