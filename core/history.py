"""The log: folding it into a state, turning a revision round, and what undo and redo take next.

A revision holds complete snapshots, before and after, so the log alone gives every state there ever was. Undo is a
revision that holds the inverse of another; redo is the inverse of an undo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias

from core.bodies import Body, ExcludedRegion, Quote
from core.codec import record_name
from core.errors import ConflictError
from core.frozen import frozen
from core.records import Annotation, ArticleInfo, Change, Label, Record, Revision, Run, Suggestion
from core.rules import quoted, short

Key: TypeAlias = tuple[str, str]
"""A record's name and id: ``("annotation", "0198…")``."""

State: TypeAlias = dict[Key, Record]
"""Every record that stands, each with the number of the revision that last changed it as its version."""


# ------------------------------------------------------------------------------------------------------------- replay


def key_of(record: Record) -> Key:
    return record_name(record), record.id


def stamped(record: Record, version: int) -> Record:
    """The record with a version."""
    return record if record.version == version else replace(record, version=version)


def fold(state: State, revision: Revision) -> None:
    """Apply one revision to a state, in place."""
    for change in revision.changes:
        if change.after is None:
            state.pop(key_of(change.record), None)
        else:
            state[key_of(change.record)] = stamped(change.after, revision.id)


def replay(revisions: Iterable[Revision]) -> State:
    """The state after all these revisions, given from the first on in order."""
    state: State = {}
    for revision in revisions:
        fold(state, revision)
    return state


def state_at(revisions: Iterable[Revision], number: int) -> State:
    """What of an article's annotations and suggestions stood after a revision.

    Args:
        revisions: of the article, in order; those with higher numbers are passed over.
        number: of any revision of the library: what counts is the moment.
    """
    state: State = {}
    for revision in revisions:
        if revision.id > number:
            break
        for change in revision.changes:
            record = change.after
            if isinstance(record, Annotation | Suggestion):
                state[key_of(record)] = record if record.version == revision.id else stamped(record, revision.id)
            elif record is None and isinstance(change.before, Annotation | Suggestion):
                state.pop(key_of(change.before), None)
    return state


def in_set(revisions: Iterable[Revision], set_id: str) -> tuple[Revision, ...]:
    """The revisions without what they changed in other annotation sets; those of which nothing is left go."""
    found = (
        replace(one, changes=tuple(c for c in one.changes if getattr(c.record, "set_id", set_id) == set_id))
        for one in revisions
    )
    return tuple(one for one in found if one.changes)


# ------------------------------------------------------------------------------------------------------------ restore


def restoration(
    later: Iterable[Revision], current: Callable[[Key], Record | None], record: str | None = None
) -> tuple[Change, ...]:
    """The changes that put annotations and suggestions back to what they were before some revisions.

    What nobody touched since need not be looked at: every record was then what the first change since found. A
    suggestion that came in since goes again, as the log keeps it.

    Args:
        later: the revisions of an article after the moment to go back to, in order.
        current: what stands now under a key.
        record: only the annotation and the suggestion with this id.
    """
    then: dict[Key, Change] = {}
    for revision in later:
        for change in revision.changes:
            one = change.record
            if isinstance(one, Annotation | Suggestion) and record in (None, one.id):
                then.setdefault(key_of(one), change)
    changes = []
    for key, change in then.items():
        now = current(key)
        if not same_but_version(now, change.before):
            changes.append(Change(before=now, after=change.before, text=change.text))
    return tuple(changes)


# ------------------------------------------------------------------------------------------------------------ inverse


def inverse(
    revision: Revision,
    current: Callable[[Key], Record | None],
    last_change: Callable[[Key], Revision | None] = lambda _key: None,
) -> tuple[Change, ...]:
    """The changes that take a revision back, if everything it left behind still stands as it left it.

    An article that a first decision opened stays open, a run that was made stays made, and a label that came in stays
    in the label set: all are facts of the past.

    Args:
        revision: the one to take back.
        current: what stands now under a key.
        last_change: the revision that last changed what is under a key, so that a conflict can name it.

    Raises:
        ConflictError: something has been changed since; the text says what.
    """
    status_only = all(isinstance(change.record, ArticleInfo) for change in revision.changes)
    changes: list[Change] = []
    for change in reversed(revision.changes):
        if isinstance(change.record, Run) or (isinstance(change.record, ArticleInfo) and not status_only):
            continue
        if isinstance(change.record, Label):  # it came with an article, and may be in use elsewhere by now
            continue
        now = current(key_of(change.record))
        if not same_but_version(now, change.after):
            later = last_change(key_of(change.record))
            by = "" if later is None else f" by {later.annotator}, in revision {later.id}"
            raise ConflictError(
                f"{_called(change)} has been changed since{by}, so revision {revision.id} cannot be taken back alone. "
                "Nothing was changed. Take the later change back first; the history of the annotation shows it.",
                None if later is None else later.id,
            )
        changes.append(Change(before=now, after=change.before, text=change.text))
    return tuple(changes)


def same_but_version(one: Record | None, other: Record | None) -> bool:
    """Whether two records say the same; much quicker than to compare both without their versions."""
    if one is None or other is None or one.version == other.version:
        return one == other
    if isinstance(one, Suggestion) and isinstance(other, Suggestion) and one.verdict is not other.verdict:
        return False  # by far the most frequent case, and the copy below is what takes time
    return stamped(one, other.version) == other


def without_version(record: Record | None) -> Record | None:
    """The record as snapshots compare it."""
    return None if record is None else stamped(record, 0)


def _called(change: Change) -> str:
    if change.text:
        return quoted(change.text)
    return "The article" if isinstance(change.record, ArticleInfo) else "Something in it"


# ------------------------------------------------------------------------------------------------------ undo and redo


@frozen
class Trail:
    """Where an annotator's undo and redo stand after a revision.

    Each revision of an annotator keeps the trail as it was after it. So the revisions themselves are the two stacks,
    linked through the log: what lay below a revision is the trail before it.
    """

    undo_top: int | None = None
    redo_top: int | None = None


WITHOUT_UNDO = frozenset({"import_article", "record_suggestions", "recall", "set_ruling", "start_adjudication"})
"""Intents that no undo takes back: what came into the library from outside, and how it is set up."""


def trail_after(intent: str, number: int, before: Trail, below_reverted: Trail) -> Trail:
    """The trail after a new revision.

    Args:
        intent: the new revision's intent.
        number: its number.
        before: the annotator's trail so far.
        below_reverted: the trail as it was before the revision that an undo or a redo takes back; else unused.
    """
    if intent in WITHOUT_UNDO:
        return before
    if intent == "undo":
        return Trail(undo_top=below_reverted.undo_top, redo_top=number)
    if intent == "redo":
        return Trail(undo_top=number, redo_top=below_reverted.redo_top)
    return Trail(undo_top=number, redo_top=None)


# --------------------------------------------------------------------------------------------------------------- diff


@frozen
class Difference:
    """One annotation that two states do not share, or do not share as it is."""

    before: Annotation | None
    after: Annotation | None


def diff(older: State, newer: State) -> tuple[Difference, ...]:
    """What became of the annotations between two states, in the order of the text."""
    found = []
    for key in older.keys() | newer.keys():
        before, after = older.get(key), newer.get(key)
        if key[0] != "annotation" or without_version(before) == without_version(after):
            continue
        found.append(Difference(before, after))  # type: ignore[arg-type]  # the key says that both are annotations
    return tuple(sorted(found, key=_place))


def _place(difference: Difference) -> tuple[int, int, str]:
    annotation = difference.after or difference.before
    assert annotation is not None
    bounds = annotation.body.bounds
    return bounds.start, bounds.end, annotation.id


def covered_text(text: str, body: Body) -> str:
    """What a body covers, for the log: the mention, the region, the contents of a quote, or what stands for them."""
    if isinstance(body, Quote):
        return " … ".join(span.of(text) for span in body.anchors)
    if isinstance(body, ExcludedRegion):
        return short(body.span.of(text), 200)
    return body.span.of(text)


def change_of(text: str, before: Annotation | Suggestion | None, after: Annotation | Suggestion | None) -> Change:
    """A change of an annotation or a suggestion, with the text that it covers (covered, if it is gone)."""
    there = after if after is not None else before
    assert there is not None
    return Change(before, after, covered_text(text, there.body))


def items_touched(revision: Revision) -> list[str]:
    """The ids of the annotations and suggestions of a revision, each once, in its order."""
    records = (change.record for change in revision.changes)
    return list(dict.fromkeys(record.id for record in records if isinstance(record, Annotation | Suggestion)))
