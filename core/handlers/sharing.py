"""Assigning articles, and the review status of what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from core.commands.sharing import ApproveSet, Assign, ReopenSet, ReturnSet, SubmitSet, Unassign
from core.comments import Comment
from core.errors import ApprovedError, ConflictError, RefusedError
from core.handlers.memory import is_held_back
from core.history import change_of, key_of
from core.ids import new_id
from core.memory import MEMORY
from core.records import Annotation, Change, Record, Run, Suggestion, Verdict
from core.rules import short
from core.sets import AnnotationSet, Assignment, Owner, Resolution, Review, ReviewStatus
from core.text import canonical
from core.unit_of_work import Plan, UnitOfWork

# ----------------------------------------------------------------------------------------------------------- assigning


def assign(uow: UnitOfWork, command: Assign) -> Plan:
    article = uow.article(command.article).id
    name = _name(command.annotator)
    own = _own_set(uow, article, name)
    if command.independent and own is not None and own.assisted is not command.assisted:
        raise RefusedError(
            f"{name} has begun an independent set in this article already, "
            f"{'with suggestions' if own.assisted else 'from the text alone'}. How a set began, it stays."
        )
    wanted = Assignment(article, name, command.independent, _day(command.due), canonical(command.note).strip())
    before = next((one for one in uow.assignments(article) if one.annotator == name), None)
    if before is not None and replace(before, version=0) == wanted:
        raise RefusedError(f"{name} has been assigned this article like that already. Nothing was changed.")
    changes = [Change(before, wanted)]
    if command.independent and own is None:
        made = AnnotationSet(new_id(), article, Owner.ANNOTATOR, name, command.assisted)
        changes += [Change(None, made), *(_suggested_anew(uow, made) if made.assisted else ())]
    return Plan(article, tuple(changes))


def unassign(uow: UnitOfWork, command: Unassign) -> Plan:
    """What somebody has done in a set of their own is not thrown away with the assignment."""
    article = uow.article(command.article).id
    assigned = next((one for one in uow.assignments(article) if one.annotator == command.annotator), None)
    if assigned is None:
        raise RefusedError(f"{command.annotator} is not assigned this article. Nothing was changed.")
    own = _own_set(uow, article, command.annotator)
    if own is None or not _is_untouched(uow, own):
        return Plan(article, (Change(assigned, None),))
    text = uow.text(article)
    gone = [change_of(text, one, None) for one in uow.suggestions(own.id)]
    return Plan(article, (Change(assigned, None), *gone, Change(own, None)))


def _name(name: str) -> str:
    name = " ".join(canonical(name).split())
    if not name or "/" in name:
        raise RefusedError("An annotator needs a name, without a slash in it. Nothing was changed.")
    return name


def _day(due: str) -> str:
    try:
        return date.fromisoformat(due).isoformat() if due else ""
    except ValueError as error:
        raise RefusedError(f"“{short(due)}” is no day. Write it as 2026-11-30, or leave it out.") from error


def _own_set(uow: UnitOfWork, article: str, name: str) -> AnnotationSet | None:
    return next((one for one in uow.sets(article) if one.is_independent and one.annotator == name), None)


def _suggested_anew(uow: UnitOfWork, made: AnnotationSet) -> Iterable[Change]:
    """What models suggest for the article, undecided and with ids of its own.

    What the memory of decisions proposes or holds back tells what others decided, so it stays behind.
    """
    text = uow.text(made.article)
    suggesters: dict[str, str] = {}
    for one in uow.suggestions(made.article):
        if one.run not in suggesters:
            run = uow.record(("run", one.run))
            suggesters[one.run] = run.suggester if isinstance(run, Run) else ""
        is_gone = one.verdict is Verdict.WITHDRAWN and not is_held_back(one)
        if not is_gone and suggesters[one.run] != MEMORY:
            anew = replace(one, id=new_id(), set_id=made.id, verdict=Verdict.PENDING, reason=None, version=0)
            yield change_of(text, None, anew)


def _is_untouched(uow: UnitOfWork, one: AnnotationSet) -> bool:
    decided = any(s.verdict not in (Verdict.PENDING, Verdict.WITHDRAWN) for s in uow.suggestions(one.id))
    return not (decided or uow.annotations(one.id) or uow.review(one.id)) and not any(uow.remarks(one.id).counts())


# ----------------------------------------------------------------------------------------------------------- reviewing


def submit_set(uow: UnitOfWork, command: SubmitSet) -> Plan:
    one, review = _reviewed(uow, command.article, command.set_id)
    if review is not None and review.status is ReviewStatus.SUBMITTED:
        raise RefusedError(f"This was submitted already, by {review.by}. Nothing was changed.")
    if review is not None and review.status is ReviewStatus.APPROVED:
        raise RefusedError(f"This was approved already, by {review.by}. Nothing was changed.")
    return _with_status(uow, one, review, ReviewStatus.SUBMITTED)


def return_set(uow: UnitOfWork, command: ReturnSet) -> Plan:
    one, review = _reviewed(uow, command.article, command.set_id)
    remarks = [(canonical(remark.text).strip(), remark.annotation) for remark in command.remarks]
    if not any(text for text, _ in remarks) and review is not None and review.status is ReviewStatus.RETURNED:
        raise RefusedError(f"This was returned already, by {review.by}. Nothing was changed.")
    now = datetime.now(UTC)
    comments = []
    for text, about in remarks:
        item = None if about is None else uow.annotation(about) or uow.suggestion(about)
        if about is not None and (item is None or item.set_id != one.id):
            raise ConflictError(
                "What one of the comments is about is no longer there. Nothing was returned; look at it and try again."
            )
        if text:
            comments.append(Change(None, Comment(new_id(), one.id, about, uow.annotator, now, text)))
    plan = _with_status(uow, one, review, ReviewStatus.RETURNED)
    return replace(plan, changes=(*plan.changes, *comments))


def approve_set(uow: UnitOfWork, command: ApproveSet) -> Plan:
    one, review = _reviewed(uow, command.article, command.set_id)
    if review is not None and review.status is ReviewStatus.APPROVED:
        raise RefusedError(f"This was approved already, by {review.by}. Nothing was changed.")
    return _with_status(uow, one, review, ReviewStatus.APPROVED)


def reopen_set(uow: UnitOfWork, command: ReopenSet) -> Plan:
    one, review = _reviewed(uow, command.article, command.set_id)
    if review is None:
        raise RefusedError("This was neither submitted nor approved, so it is open as it is. Nothing was changed.")
    return Plan(one.article, (Change(review, None),))


def _reviewed(uow: UnitOfWork, article: str, set_id: str | None) -> tuple[AnnotationSet, Review | None]:
    article = uow.article(article).id
    wanted = uow.set_of(article) if set_id is None else set_id
    one = next((one for one in uow.sets(article) if one.id == wanted), None)
    if one is None:
        raise RefusedError("The article has no such annotation set. Nothing was changed.")
    return one, uow.review(one.id)


def _with_status(uow: UnitOfWork, one: AnnotationSet, before: Review | None, status: ReviewStatus) -> Plan:
    return Plan(one.article, (Change(before, Review(one.id, status, uow.annotator, datetime.now(UTC))),))


# -------------------------------------------------------------------------------------------- what a plan must not do


def refuse_unsound(uow: UnitOfWork, plan: Plan) -> None:
    """What holds for every command, whatever it is.

    Raises:
        ApprovedError: it would change annotations that were approved.
        RefusedError: it would take away a set in which something stands, or of which gold is made.
    """
    touched: dict[str, None] = {}
    gone: list[AnnotationSet] = []
    gold: list[AnnotationSet] = []
    for change in plan.changes:
        record = change.record
        if isinstance(record, Annotation | Suggestion | Resolution):
            touched[record.set_id] = None
        elif isinstance(record, AnnotationSet) and change.after is None:
            gone.append(record)
        elif isinstance(record, AnnotationSet) and record.owner is Owner.GOLD:
            gold.append(record)
    for set_id in touched:
        review = uow.review(set_id)
        if review is not None and review.status is ReviewStatus.APPROVED and plan.article is not None:
            raise ApprovedError(
                f"{review.by} approved this article on {review.at:%Y-%m-%d}. Nothing was changed. "
                "Reopen it, if it has to be corrected: then it has to be approved again.",
                plan.article,
                set_id,
            )
    for one in gone:
        _refuse_loss(uow, one, plan)
    if gold or gone:
        _refuse_gold_of_nothing(uow, gold, {one.id for one in gone}, (gold or gone)[0].article)


def _refuse_gold_of_nothing(uow: UnitOfWork, coming: list[AnnotationSet], gone: set[str], article: str) -> None:
    """Gold is made of two sets, which have to be there."""
    there = {one.id: one for one in uow.sets(article) if one.id not in gone}
    stays = [one for one in there.values() if one.owner is Owner.GOLD]
    for gold in coming or stays:
        if not there.keys() >= set(gold.sources):
            raise RefusedError(
                "The gold of this article is made of two annotation sets, and one of them would not be there. "
                "Nothing was changed. Take the adjudication back first, or bring that set back."
            )


def _refuse_loss(uow: UnitOfWork, one: AnnotationSet, plan: Plan) -> None:
    gone = {key_of(change.record) for change in plan.changes if change.after is None}
    stays: list[Record] = [
        *uow.annotations(one.id),
        *uow.suggestions(one.id),
        *uow.remarks(one.id).everything(),
        *uow.resolutions(one.id),
    ]
    review = uow.review(one.id)
    if review is not None:
        stays.append(review)
    if any(key_of(record) not in gone for record in stays):
        who = f"{one.annotator} has" if one.annotator is not None else "Somebody has"
        raise RefusedError(
            f"{who} worked in the annotation set that this would take away. Nothing was changed. "
            "Take what was done there back first."
        )
