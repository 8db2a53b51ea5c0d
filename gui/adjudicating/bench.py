"""What lies on the bench: two sets of an article, where they differ, and what was decided. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from core.adjudication import Adjudication
from core.bodies import Body, Entity, Kind, Quote, Role, Span
from core.diffing import Alteration, corrections
from core.frozen import frozen
from core.gold import adjudication_of
from core.pairing import Pair
from core.queries import Store
from core.records import Annotation, Article, Label, Revision
from core.rules import short
from core.session import Session
from core.sets import AnnotationSet, Choice, Owner, Resolution, ReviewStatus

_DIFFERING = {
    Alteration.RELABELLED: "label",
    Alteration.MOVED: "boundary",
    Alteration.PARTS: "parts",
    Alteration.KIND: "kind",
    Alteration.SPEAKER: "speaker",
}
_ROLES = (Role.CONTENT, Role.CUE, Role.SOURCE)


@frozen
class Bench:
    """An article under adjudication, as it stands."""

    article: Article
    left: AnnotationSet
    right: AnnotationSet
    found: Adjudication
    labels: tuple[Label, ...]
    revision: int  # up to which it was read

    def taken(self, revision: Revision) -> Bench | None:
        """The same after a decision; ``None`` where more has happened, so that all has to be read anew."""
        resolutions: dict[str, Resolution] = dict(self.found.resolutions)
        for change in revision.changes:
            record = change.record
            if isinstance(record, Resolution):
                resolutions.pop(record.id, None)
                if isinstance(change.after, Resolution):
                    resolutions[record.id] = change.after
            elif self.found.gold is None or getattr(record, "set_id", "") != self.found.gold.id:
                return None
        return replace(self, found=replace(self.found, resolutions=resolutions), revision=revision.id)

    def session(self, side: str, *, agreed: bool) -> Session:
        """One side’s annotations: those that differ, and with ``agreed`` the others too."""
        shown = self.found.pairs if agreed else self.found.differences
        of_side = (pair.left if side == "left" else pair.right for pair in shown)
        one = self.left if side == "left" else self.right
        annotations = [annotation for annotation in of_side if annotation is not None]
        return Session(self.article, annotations, (), self.revision, None, one)

    def settled(self, pair: Pair) -> Resolution | None:
        return self.found.resolution(pair)

    def is_settled_so(self, pair: Pair, choice: Choice) -> bool:
        resolution = self.settled(pair)
        return resolution is not None and resolution.choice is choice

    def told(self, pair: Pair) -> str:
        """How a pair was settled, in a word or two; "" where it was not."""
        resolution = self.settled(pair)
        if resolution is None:
            return ""
        names = {Choice.LEFT: self.left.title, Choice.RIGHT: self.right.title, Choice.BOTH: "both"}
        if resolution.choice in (Choice.LEFT, Choice.RIGHT) and not resolution.annotations:
            return f"{names[resolution.choice]}: nothing"
        others = {Choice.NEITHER: "nothing", Choice.EDITED: "edited", Choice.AGREED: "agreed"}
        return names.get(resolution.choice) or others[resolution.choice]

    def words(self, pair: Pair) -> str:
        """What a pair is about."""
        body = pair.bodies[0]
        spans = body.anchors if isinstance(body, Quote) else (body.bounds,)
        return short(" … ".join(span.of(self.article.text) for span in spans), 60)

    def differing(self, pair: Pair) -> str:
        """What the two sides differ in: “GPE or ORG”, “speaker”, “only Ana”."""
        if pair.left is None or pair.right is None:
            body = pair.bodies[0]
            what = f"{body.label} · " if isinstance(body, Entity) else ""
            return f"{what}only {self.left.title if pair.right is None else self.right.title}"
        left, right = pair.left.body, pair.right.body
        if isinstance(left, Entity) and isinstance(right, Entity) and left.label != right.label:
            moved = ", boundary" if left.span != right.span else ""
            return f"{left.label} or {right.label}{moved}"
        return ", ".join(dict.fromkeys(_DIFFERING.get(what, what.value) for what in corrections(left, right)))


def lines(body: Body, text: str) -> list[tuple[str, str]]:
    """A body line by line: what it is called, and the words."""
    if isinstance(body, Entity):
        return [("label", body.label), ("words", short(body.span.of(text), 120))]
    if not isinstance(body, Quote):
        return [("excluded", short(body.bounds.of(text), 120))]
    told = [(role.value, short(span.of(text), 160)) for role in _ROLES for span in body.of_role(role)]
    return [*told, ("speaker", ", ".join(body.speakers) or "nobody named"), ("kind", Kind(body.kind).value)]


def marked(one: Annotation | None, other: Annotation | None) -> tuple[Span, ...]:
    """The words of one side to frame: those parts that the other does not have, or all where only more differs."""
    if one is None:
        return ()
    spans = tuple(span for _, span in one.body.parts())
    if other is None or not isinstance(one.body, Quote) or not isinstance(other.body, Quote):
        return spans
    theirs = {(ref.role, span) for ref, span in other.body.parts()}
    apart = tuple(span for ref, span in one.body.parts() if (ref.role, span) not in theirs)
    return apart or one.body.anchors


# ------------------------------------------------------------------------------------------------------------- reading


@frozen
class Outlook:
    """What there is to adjudicate in an article, before anybody has begun, or since."""

    headline: str
    blind: bool  # the annotator is still at work independently
    sets: tuple[AnnotationSet, ...]  # that could be compared
    bench: Bench | None
    reviews: Mapping[str, ReviewStatus] = field(default_factory=dict)  # of these sets, by their ids

    def offers(self) -> list[tuple[AnnotationSet, AnnotationSet, str]]:
        """Every two sets with what is known of them, those first that two people made independently."""
        two = [(one, other) for n, one in enumerate(self.sets) for other in self.sets[n + 1 :]]
        two.sort(key=lambda pair: sum(not one.is_independent for one in pair))
        return [(*pair, self._told(pair)) for pair in two]

    def _told(self, pair: tuple[AnnotationSet, AnnotationSet]) -> str:
        said = [(one, self.reviews.get(one.id, ReviewStatus.NONE)) for one in pair]
        if all(status is ReviewStatus.NONE for _, status in said):
            return "neither is submitted"
        if said[0][1] is said[1][1]:
            return f"both {said[0][1].value}"
        return ", ".join(f"{title_of(one)} {status.value}" for one, status in said if status is not ReviewStatus.NONE)


def title_of(one: AnnotationSet) -> str:
    """As it stands alone: “Ana”, “Shared”."""
    return one.annotator or one.title.capitalize()


def outlook(store: Store, article: str, annotator: str) -> Outlook:
    """What an article holds that could be compared, and the bench where somebody has begun."""
    read = store.load(article)
    if store.is_blind(article, annotator):
        return Outlook(read.article.info.headline, True, (), None)
    sets = {one.id: one for one in store.sets(article)}
    gold = next((one for one in sets.values() if one.owner is Owner.GOLD), None)
    worth = tuple(
        one for one in sets.values() if one.is_independent or (one.owner is Owner.SHARED and read.annotations)
    )
    reviews = {one.id: review.status for one in worth if (review := store.review(one.id)) is not None}
    if gold is None:
        return Outlook(read.article.info.headline, False, worth, None, reviews)
    left, right = (sets[id] for id in gold.sources)
    found = adjudication_of(store, gold)
    bench = Bench(read.article, left, right, found, store.labels(), read.revision)
    return Outlook(read.article.info.headline, False, worth, bench, reviews)
