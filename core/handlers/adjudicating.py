"""Two sets are settled into gold, pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.adjudication import Adjudication, compare, resolution_id, settled
from core.bodies import Body, Entity
from core.commands import Target
from core.commands.sharing import Adjudicate, StartAdjudication
from core.counted import counted
from core.errors import ConflictError, RefusedError
from core.handlers.common import refuse_double
from core.history import change_of
from core.ids import new_id
from core.pairing import Pair
from core.records import Annotation, Change, Origin
from core.rules import known_label, tidy
from core.sets import AnnotationSet, Choice, Owner, Resolution, ReviewStatus
from core.unit_of_work import Plan, UnitOfWork


def start(uow: UnitOfWork, command: StartAdjudication) -> Plan:
    article = uow.article(command.article).id
    sets = {one.id: one for one in uow.sets(article)}
    refuse_blind(uow, article)
    sources = (command.left, command.right)
    if command.left == command.right or any(id not in sets or sets[id].owner is Owner.GOLD for id in sources):
        raise RefusedError("Two annotation sets of this article are needed to compare. Nothing was changed.")
    gold = gold_of(sets.values())
    changes: list[Change] = []
    if gold is None:
        gold = AnnotationSet(new_id(), article, Owner.GOLD, sources=sources)
        changes.append(Change(None, gold))
    elif gold.sources != sources:
        _refuse_losing_decisions(uow, gold, " and ".join(sets[id].title for id in gold.sources if id in sets))
        before, gold = gold, replace(gold, sources=sources, version=0)
        changes.append(Change(before, gold))
    found = adjudication(uow, gold)
    text = uow.text(article)
    changes += _stale(uow, text, found)
    for pair in found.pairs:
        if pair.is_agreed and found.resolution(pair) is None:
            changes += _agreed(uow, text, gold, pair, found.resolutions.get(resolution_id(gold.id, pair)))
    if not changes:
        raise RefusedError("The gold set is up to date with both annotators. Nothing was changed.")
    return Plan(article, _merged(changes))


def _refuse_losing_decisions(uow: UnitOfWork, gold: AnnotationSet, between: str) -> None:
    """Raises RefusedError where somebody has decided between the two sets of which gold is made."""
    decided = sum(one.choice is not Choice.AGREED for one in uow.resolutions(gold.id))
    if decided:
        number = counted(decided, "decision")
        raise RefusedError(
            f"The gold of this article is made of the sets {between}, with {number} between them, which would be lost. "
            "Nothing was changed. Take them back first, if two others are to be compared."
        )


def adjudicate(uow: UnitOfWork, command: Adjudicate) -> Plan:
    article = uow.article(command.article).id
    refuse_blind(uow, article)
    gold = gold_of(uow.sets(article))
    if gold is None:
        raise RefusedError("Nobody has begun to compare the annotation sets of this article. Nothing was changed.")
    found = adjudication(uow, gold)
    pair = _seen(found, command.left, command.right)
    text = uow.text(article)
    bodies = _chosen(uow, text, pair, command)
    before = found.resolutions.get(resolution_id(gold.id, pair))
    old = [] if before is None else [one for id in before.annotations if (one := uow.annotation(id)) is not None]
    new = [_gold_of(gold, pair, body) for body in bodies]
    if before is not None and _says(before, old, command.choice, bodies):
        raise RefusedError("That is decided so already. Nothing was changed.")
    replaced = {one.id for one in old}
    for one in new:
        others = (other for other in uow.annotations(gold.id, one.body.bounds) if other.id not in replaced)
        refuse_double(others, one.body, text)
    resolution = settled(gold.id, pair, command.choice, [one.id for one in new], uow.annotator)
    changes = [change_of(text, one, None) for one in old] + [change_of(text, None, one) for one in new]
    return Plan(article, (*changes, Change(before, resolution, _covered(text, pair))))


# ------------------------------------------------------------------------------------------------------------- asking


def gold_of(sets: Iterable[AnnotationSet]) -> AnnotationSet | None:
    """The gold among the sets of an article."""
    return next((one for one in sets if one.owner is Owner.GOLD), None)


def adjudication(uow: UnitOfWork, gold: AnnotationSet) -> Adjudication:
    left, right = gold.sources
    return compare(gold, uow.annotations(left), uow.annotations(right), uow.resolutions(gold.id), uow.labels())


def refuse_blind(uow: UnitOfWork, article: str) -> None:
    """Raises RefusedError where this annotator is at work in the article independently of all others."""
    own = uow.set_of(article)
    review = uow.review(own) if own != article else None
    open_to = (ReviewStatus.SUBMITTED, ReviewStatus.APPROVED)
    if own != article and (review is None or review.status not in open_to):
        raise RefusedError(
            "You are annotating this article independently, so you cannot see what others made of it. "
            "Submit your own annotations first."
        )


# ------------------------------------------------------------------------------------------------------------ settling


def _seen(found: Adjudication, left: Target | None, right: Target | None) -> Pair:
    key = (left.id if left else None, right.id if right else None)
    pair = next((pair for pair in found.pairs if pair.key == key), None)
    sides = () if pair is None else ((pair.left, left), (pair.right, right))
    if pair is None or any(one is not None and t is not None and one.version != t.seen_version for one, t in sides):
        raise ConflictError(
            "One of the annotators has changed this in the meantime. Nothing was decided; look at it as it is now."
        )
    return pair


def _chosen(uow: UnitOfWork, text: str, pair: Pair, command: Adjudicate) -> list[Body]:
    """What a choice comes to."""
    left, right = (None if one is None else one.body for one in (pair.left, pair.right))
    match command.choice:
        case Choice.LEFT | Choice.RIGHT:
            # Of a side that has nothing: nothing is here, as that annotator has it.
            body = left if command.choice is Choice.LEFT else right
            return [] if body is None else [body]
        case Choice.BOTH if left is not None and right is not None:
            return [left, right]
        case Choice.NEITHER:
            return []
        case Choice.EDITED if command.body is not None:
            body = tidy(text, command.body)
            if isinstance(body, Entity):
                known_label(body.label, uow.labels())
            return [body]
        case _:
            raise RefusedError("This cannot be decided so: there are not two annotations. Nothing was changed.")


def _gold_of(gold: AnnotationSet, pair: Pair, body: Body) -> Annotation:
    """The gold annotation; where it is as somebody had it, it came from where theirs came."""
    source = next((one for one in (pair.left, pair.right) if one is not None and one.body == body), None)
    if source is None:
        return Annotation(new_id(), gold.id, body, Origin.HAND)
    return Annotation(new_id(), gold.id, body, source.origin, source.run)


def _says(before: Resolution, old: Sequence[Annotation], choice: Choice, bodies: Sequence[Body]) -> bool:
    return before.choice is choice and [one.body for one in old] == list(bodies)


def _agreed(uow: UnitOfWork, text: str, gold: AnnotationSet, pair: Pair, before: Resolution | None) -> list[Change]:
    assert pair.left is not None
    one = _gold_of(gold, pair, pair.left.body)
    resolution = settled(gold.id, pair, Choice.AGREED, [one.id], uow.annotator)
    return [change_of(text, None, one), Change(before, resolution, _covered(text, pair))]


def _stale(uow: UnitOfWork, text: str, found: Adjudication) -> list[Change]:
    """The changes that take back what was settled about pairs that are others by now, or no more."""
    valid = {one.id for pair in found.pairs if (one := found.resolution(pair)) is not None}
    changes: list[Change] = []
    for resolution in found.resolutions.values():
        if resolution.id not in valid:
            gone = (uow.annotation(id) for id in resolution.annotations)
            changes += [change_of(text, one, None) for one in gone if one is not None]
            changes.append(Change(resolution, None))
    return changes


def _merged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """One change for each record: what is taken back and settled anew is changed once."""
    first: dict[tuple[str, str], Change] = {}
    for change in changes:
        key = (type(change.record).__name__, change.record.id)
        first[key] = change if key not in first else Change(first[key].before, change.after, change.text)
    return tuple(first.values())


def _covered(text: str, pair: Pair) -> str:
    return change_of(text, pair.left or pair.right, None).text
