"""What became of an article between two moments, in words that can be counted.

Two states go in, and for every annotation or suggestion that they do not share one :class:`Difference` comes out, with
what it is: relabelled, boundary moved, accepted and so on, several at once where several things were done. The model's
suggestions as they came are such a state too, so “as suggested” against now is one diff among others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TypeAlias

from core.bodies import Body, Entity, ExcludedRegion, Quote, Role, Span
from core.frozen import frozen
from core.history import Key, State, same_but_version
from core.memory import HELD_BACK
from core.records import Annotation, Revision, Suggestion, Verdict

Place: TypeAlias = tuple[int, int, str]


class Alteration(StrEnum):
    """What a difference is, as the history page writes it behind a number: “12 relabelled”."""

    ADDED = "added"
    REMOVED = "removed"
    RELABELLED = "relabelled"
    MOVED = "boundary moved"
    PARTS = "parts changed"
    KIND = "kind changed"
    SPEAKER = "speaker changed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUGGESTED = "suggested"
    WITHDRAWN = "withdrawn"
    REOPENED = "open again"
    NOTED = "noted"  # only what is written beside it: a reason, a note


_PLURALS = {Alteration.MOVED: "boundaries moved"}
_ORDER = {
    what: place
    for place, what in enumerate(
        (
            Alteration.RELABELLED,
            Alteration.MOVED,
            Alteration.PARTS,
            Alteration.KIND,
            Alteration.SPEAKER,
            Alteration.ADDED,
            Alteration.REMOVED,
            Alteration.ACCEPTED,
            Alteration.REJECTED,
        )
    )
}


@frozen
class Side:
    """What one moment has under an id: the annotation, and the suggestion that it was made from or may become one."""

    annotation: Annotation | None = None
    suggestion: Suggestion | None = None

    @property
    def body(self) -> Body | None:
        """What stands in the text: the annotation’s body, else that of a suggestion that nobody has decided."""
        if self.annotation is not None:
            return self.annotation.body
        if self.suggestion is not None and self.suggestion.verdict is Verdict.PENDING:
            return self.suggestion.body
        return None

    @property
    def any_body(self) -> Body | None:
        """The same, and else what a decided suggestion proposed."""
        if self.body is not None or self.suggestion is None:
            return self.body
        return self.suggestion.body

    @property
    def is_pending(self) -> bool:
        return self.annotation is None and self.body is not None

    @property
    def is_rejected(self) -> bool:
        return self.annotation is None and self.suggestion is not None and self.suggestion.verdict is Verdict.REJECTED


@frozen
class Difference:
    """What two moments do not share under one id; never without an alteration."""

    id: str
    before: Side
    after: Side
    alterations: tuple[Alteration, ...]

    @property
    def body(self) -> Body:
        """What stands after, or stood before, or was once proposed."""
        body = self.after.body or self.before.body or self.after.any_body or self.before.any_body
        assert body is not None
        return body

    @property
    def is_quiet(self) -> bool:
        """Whether the words in question are marked as they were: there is only a decision on them, or a note."""
        return set(self.alterations) <= {Alteration.ACCEPTED, Alteration.NOTED}


@frozen
class Diff:
    """The differences between two moments, in the order of the text."""

    differences: tuple[Difference, ...]

    def counts(self) -> Counter[Alteration]:
        return Counter(what for difference in self.differences for what in difference.alterations)

    def told(self) -> str:
        """“12 relabelled, 1 boundary moved, 14 accepted, 1 rejected”, or that there is none."""
        counts = sorted(self.counts().items(), key=lambda one: _ORDER.get(one[0], len(_ORDER)))
        return ", ".join(f"{n} {_PLURALS.get(what, what) if n > 1 else what}" for what, n in counts) or "no difference"


# ---------------------------------------------------------------------------------------------------------- comparing


def diff(older: State, newer: State) -> Diff:
    """What became of the annotations and suggestions between two states of one article."""
    ids = {key[1] for key in older.keys() | newer.keys() if not _same(older, newer, key)}
    found = []
    for id in ids:
        before, after = _side(older, id), _side(newer, id)
        found.append(Difference(id, before, after, alterations(before, after)))
    return Diff(tuple(sorted(found, key=_place)))


def _same(older: State, newer: State, key: tuple[str, str]) -> bool:
    if key[0] not in ("annotation", "suggestion"):
        return True
    before, after = older.get(key), newer.get(key)
    return before is after or same_but_version(before, after)


def _side(state: State, id: str) -> Side:
    annotation, suggestion = state.get(("annotation", id)), state.get(("suggestion", id))
    return Side(
        annotation if isinstance(annotation, Annotation) else None,
        suggestion if isinstance(suggestion, Suggestion) else None,
    )


def _place(difference: Difference) -> Place:
    bounds = difference.body.bounds
    return bounds.start, bounds.end, difference.id


def apply(older: State, found: Diff) -> State:
    """The newer state of a diff, from the older one; what the diff left alone keeps its version."""
    state = dict(older)
    for one in found.differences:
        for name, record in (("annotation", one.after.annotation), ("suggestion", one.after.suggestion)):
            if record is None:
                state.pop((name, one.id), None)
            else:
                state[name, one.id] = record
    return state


def as_suggested(now: State, revisions: Iterable[Revision], *, without: Collection[str] = ()) -> State:
    """What the suggesters proposed, before anybody decided: the suggestions of a state, each as it came.

    Withdrawn ones stay so, as a later run came in their place; annotations that came with the article are there.

    Args:
        now: the state whose suggestions are meant.
        revisions: of the article; those that brought it in are looked at.
        without: runs of the memory of decisions, where only what the model itself suggested is meant. What the memory
            held back is there then, and where the memory suggested another label for the same words, the model’s stands
            in its place: what an editor made of the one is compared with the other.
    """
    state: State = {
        ("annotation", change.after.id): change.after
        for revision in revisions
        if revision.intent == "import_article"
        for change in revision.changes
        if isinstance(change.after, Annotation)
    }
    for key, record in now.items():
        if isinstance(record, Suggestion):
            as_it_came = record.verdict in (Verdict.PENDING, Verdict.WITHDRAWN)
            state[key] = record if as_it_came else replace(record, verdict=Verdict.PENDING, reason=None)
    return _of_the_model_alone(state, without) if without else state


def _of_the_model_alone(state: State, memory: Collection[str]) -> State:
    suggestions = [record for record in state.values() if isinstance(record, Suggestion)]
    held_back = {one.body.bounds: one for one in suggestions if _is_held_back(one) and one.run not in memory}
    for one in suggestions:
        if one.run in memory and one.verdict is Verdict.PENDING:
            its = held_back.pop(one.body.bounds, None)
            if its is not None:
                state[_key(one)] = replace(one, body=its.body, run=its.run, score=its.score, doubts=its.doubts)
            else:
                del state[_key(one)]
    for one in held_back.values():
        state[_key(one)] = replace(one, verdict=Verdict.PENDING, reason=None)
    return state


def _is_held_back(suggestion: Suggestion) -> bool:
    return suggestion.verdict is Verdict.WITHDRAWN and suggestion.reason == HELD_BACK


def _key(suggestion: Suggestion) -> Key:
    return "suggestion", suggestion.id


# -------------------------------------------------------------------------------------------------------- classifying


def alterations(before: Side, after: Side) -> tuple[Alteration, ...]:
    """What it takes to get from one side to the other; what is decided comes first, what is corrected after it."""
    old, new = before.body, after.body
    found: tuple[Alteration, ...]
    if new is None:
        found = _gone(before, after)
    elif old is None:
        found = _came(before, after)
    elif after.is_pending and not before.is_pending:
        found = (Alteration.REOPENED, *corrections(old, new))
    elif before.is_pending and not after.is_pending:
        found = tuple(corrections(old, new)) or (Alteration.ACCEPTED,)
    else:
        found = tuple(corrections(old, new))
    return found or (Alteration.NOTED,)


def _gone(before: Side, after: Side) -> tuple[Alteration, ...]:
    if after.is_rejected:
        return () if before.is_rejected else (Alteration.REJECTED,)
    no_longer_proposed = after.suggestion is None or after.suggestion.verdict is Verdict.WITHDRAWN
    if no_longer_proposed and (before.is_pending or before.is_rejected):
        return (Alteration.WITHDRAWN,)
    return () if before.body is None else (Alteration.REMOVED,)


def _came(before: Side, after: Side) -> tuple[Alteration, ...]:
    if after.is_pending:
        return (Alteration.SUGGESTED if before.suggestion is None else Alteration.REOPENED,)
    proposed = before.any_body
    if proposed is None or after.body is None:
        return (Alteration.ADDED,)
    return tuple(corrections(proposed, after.body)) or (Alteration.ACCEPTED,)


def corrections(old: Body, new: Body) -> Iterator[Alteration]:
    """What was corrected between two bodies of one item."""
    match old, new:
        case Entity(), Entity():
            if old.label != new.label:
                yield Alteration.RELABELLED
            if old.span != new.span:
                yield Alteration.MOVED
        case Quote(), Quote():
            yield from _quote_corrections(old, new)
        case ExcludedRegion(), ExcludedRegion():
            if old.span != new.span:
                yield Alteration.MOVED
        case _:
            yield Alteration.PARTS


def _quote_corrections(old: Quote, new: Quote) -> Iterator[Alteration]:
    roles = (Role.CONTENT, Role.CUE, Role.SOURCE, Role.NESTED)
    apart = [role for role in roles if old.of_role(role) != new.of_role(role)]
    # As many parts as there were, one of which lies elsewhere: a boundary moved. Otherwise parts came, went, or became
    # something else.
    if apart:
        as_many = all(len(old.of_role(role)) == len(new.of_role(role)) for role in apart)
        yield Alteration.MOVED if as_many else Alteration.PARTS
    if old.kind != new.kind:
        yield Alteration.KIND
    if old.speakers != new.speakers:
        yield Alteration.SPEAKER


# ------------------------------------------------------------------------------------------------------- in the text


def places(difference: Difference) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Which words show the difference, on the older and on the newer side: only the parts that the other has not.

    Where all parts are shared, as when a quote’s speaker changed, its first content stands for it.
    """
    old, new = difference.before.body, difference.after.body
    if old is None or new is None:
        shown = difference.body
        parts = tuple(span for _, span in shown.parts())
        return (parts if old is not None else (), parts if new is not None else ())
    left = {(ref.role, span) for ref, span in old.parts()}
    right = {(ref.role, span) for ref, span in new.parts()}
    if left == right:
        first = next(span for _, span in new.parts())
        return (first,), (first,)
    return _spans(left - right), _spans(right - left)


def _spans(parts: Iterable[tuple[Role, Span]]) -> tuple[Span, ...]:
    return tuple(sorted(span for _, span in parts))
