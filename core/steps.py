"""What a revision did to each item, for the sentence that tells it: before, after, the words, and what to call it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from core.bodies import Body, Entity, ExcludedRegion, Quote, Span
from core.frozen import frozen
from core.records import Annotation, Revision, Suggestion, Verdict
from core.rules import short


@frozen
class Step:
    """What one item was before a revision and is after it; ``None`` where it did not stand, or stood rejected."""

    before: Body | None
    after: Body | None
    covered: str

    @property
    def body(self) -> Body:
        body = self.after or self.before
        assert body is not None
        return body


@frozen
class Did:
    """What very many changes did: one step for all of a sort with how many there were, the most frequent first."""

    steps: tuple[tuple[Step, int], ...]
    articles: int


@frozen
class AbridgedRevision(Revision):
    """A revision of which only the first of very many changes are given; ``did`` is what all of them did."""

    did: Did = Did((), 1)


def tally(bodies: Iterable[Body]) -> str:
    """How many there are of each label or layer, the most first: “GPE 6, PERSON 5, quotes 2”."""
    counts = Counter(category(body) for body in bodies)
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common())


def name_of(body: Body, covered: str) -> str:
    """What a body is called in a sentence: “Qusair” as GPE, Yahya Suleiman’s quote."""
    match body:
        case Entity():
            return f"“{short(covered)}” as {body.label}"
        case Quote():
            where = "the quote" if body.contents else "the quote without content at"
            return f"{body.speakers[0]}’s quote" if body.speakers else f"{where} “{bare(covered)}”"
        case ExcludedRegion():
            return f"“{short(covered)}”"


def steps_of(revision: Revision) -> list[Step]:
    if isinstance(revision, AbridgedRevision):
        return [step for step, count in revision.did.steps for _ in range(count)]
    before: dict[str, Body] = {}
    after: dict[str, Body] = {}
    covered: dict[str, str] = {}
    for change in revision.changes:
        record = change.record
        if not isinstance(record, Annotation | Suggestion):
            continue
        if isinstance(record, Annotation) or record.id not in covered:
            covered[record.id] = change.text
        for side, bodies in ((change.before, before), (change.after, after)):
            if isinstance(side, Annotation):
                bodies[record.id] = side.body
            elif isinstance(side, Suggestion) and side.verdict is Verdict.PENDING:
                bodies.setdefault(record.id, side.body)
    return [Step(before.get(id), after.get(id), words) for id, words in covered.items() if id in before or id in after]


def reached(revision: Revision) -> int:
    """In how many articles a revision changed something that is marked or suggested."""
    if isinstance(revision, AbridgedRevision):
        return revision.did.articles
    return len({c.record.set_id for c in revision.changes if isinstance(c.record, Annotation | Suggestion)})


def category(body: Body) -> str:
    match body:
        case Entity():
            return body.label
        case Quote():
            return "quotes"
        case ExcludedRegion():
            return "regions"


def words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(short(span.of(text), 80) for span in spans) if text else ""


def bare(covered: str) -> str:
    """A quote's words without their own marks, cut short."""
    return short(covered.strip('“”"'))


def several(steps: list[Step], verb: str, noun: str) -> tuple[str, str]:
    """The sentence and the detail of an action on one item or on many."""
    if len(steps) == 1:
        return f"{verb} {name_of(steps[0].body, steps[0].covered)}", ""
    name = name_of(steps[0].body, steps[0].covered) if steps else ""
    alike = (isinstance(step.body, Entity) and name_of(step.body, step.covered) == name for step in steps)
    if steps and all(alike):
        return f"{verb} {len(steps):,} × {name}", f"one gesture, {len(steps):,} changes"
    return f"{verb} {len(steps):,} {noun}", tally(step.body for step in steps)
