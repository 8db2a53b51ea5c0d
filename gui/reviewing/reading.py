"""What a reviewer looks at: one annotation set beside what was suggested, and what was said about it. No Qt."""

from __future__ import annotations

from dataclasses import replace

from core.bodies import Entity, Quote
from core.comments import Remarks
from core.diffing import Difference
from core.frozen import frozen
from core.queries import Store
from core.records import Article
from core.rules import short
from core.sets import AnnotationSet, Owner, Review, ReviewStatus
from gui.history.moments import Comparison, Moments, Since, moment

_WORDS = 60


@frozen
class Whose:
    """An annotation set of an article that can be reviewed, with what a reviewer said of it last."""

    set: AnnotationSet
    review: Review | None

    @property
    def status(self) -> ReviewStatus:
        return ReviewStatus.NONE if self.review is None else self.review.status

    @property
    def title(self) -> str:
        return self.set.annotator or self.set.title.capitalize()

    def told(self) -> str:
        """“submitted by Ben, 27 November, 11:26:41”."""
        if self.review is None:
            return "not submitted"
        return f"{self.review.status.value} by {self.review.by}, {moment(self.review.at)}"


@frozen
class UnderReview:
    """One set as it stands."""

    whose: Whose
    article: Article
    comparison: Comparison
    remarks: Remarks

    @property
    def set_id(self) -> str:
        return self.whose.set.id

    def differences(self, *, everything: bool) -> list[Difference]:
        """What was not simply accepted, and what somebody said something about; else all that was decided."""
        found = self.comparison.diff.differences
        return [one for one in found if everything or not one.is_quiet or self.remarks.is_marked(one.id)]

    def words(self, difference: Difference) -> str:
        body = difference.body
        spans = body.anchors if isinstance(body, Quote) else (body.bounds,)
        return short(" … ".join(span.of(self.article.text) for span in spans), _WORDS)


def told(difference: Difference) -> str:
    """What was done to a suggestion: “ORG → GPE”, “accepted GPE”, “rejected: wrong boundary”."""
    before, after = difference.before.any_body, difference.after.body
    what = ", ".join(difference.alterations)
    if isinstance(before, Entity) and isinstance(after, Entity) and before.label != after.label:
        moved = ", boundary moved" if before.span != after.span else ""
        return f"{before.label} → {after.label}{moved}"
    body = after or before
    label = f" {body.label}" if isinstance(body, Entity) else " quote" if isinstance(body, Quote) else ""
    reason = difference.after.suggestion.reason if difference.after.suggestion is not None else None
    return f"{what}{label}{f': {reason}' if reason and after is None else ''}"


@frozen
class Outlook:
    """The sets of an article that can be reviewed, and the one that is looked at; none where nobody may look."""

    blind: bool
    sets: tuple[Whose, ...]
    shown: UnderReview | None


def outlook(store: Store, article: str, annotator: str, set_id: str | None) -> Outlook:
    """What there is to review; without a set’s id, the one that waits for it, if there is no other.

    Args:
        store: the library.
        article: an id.
        annotator: who reviews; who annotates the article independently just now sees nothing.
        set_id: the set that was asked for.
    """
    if store.is_blind(article, annotator):
        return Outlook(True, (), None)
    sets = [Whose(one, store.review(one.id)) for one in store.sets(article) if one.owner is not Owner.GOLD]
    waiting = [one for one in sets if one.status is ReviewStatus.SUBMITTED]
    sets.sort(key=lambda one: one.status is not ReviewStatus.SUBMITTED)
    chosen = next((one for one in sets if one.set.id == set_id), None)
    if chosen is None and (len(sets) == 1 or len(waiting) == 1):
        chosen = (waiting or sets)[0]
    shown = None if chosen is None else _read(store, article, chosen)
    return Outlook(False, tuple(sets), shown)


def _read(store: Store, article: str, whose: Whose) -> UnderReview:
    read = store.load(article, set_id=whose.set.id)
    moments = Moments(read.article, store.revisions(article=article, set_id=whose.set.id), whose.set.id)
    found = moments.compare(moments.revisions[-1].id, Since.SUGGESTED)
    named = replace(found.right, title=f"As {whose.title} has it" if whose.set.annotator else "As it stands")
    return UnderReview(whose, read.article, replace(found, right=named), read.remarks)
