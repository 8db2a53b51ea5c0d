"""What several handlers need: finding what was seen, and the changes that a correction makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from core.bodies import Body, Layer, Quote, Span
from core.commands import Target
from core.errors import ConflictError, RefusedError
from core.history import change_of
from core.ids import new_id
from core.records import Annotation, Change, Item, Origin, Status, Suggestion, Verdict
from core.rules import short, tidy
from core.unit_of_work import Plan, UnitOfWork

Place: TypeAlias = tuple[Layer, tuple[tuple[Span, ...], ...]]


def seen(uow: UnitOfWork, target: Target) -> Item:
    """The annotation or suggestion that a target names, as it still is.

    Raises:
        ConflictError: it is gone, or somebody has changed it since it was seen.
    """
    item: Item | None = uow.annotation(target.id) or uow.suggestion(target.id)
    if item is None or (isinstance(item, Suggestion) and item.verdict not in (Verdict.PENDING, Verdict.REJECTED)):
        raise ConflictError(
            "This annotation is no longer there. Nothing was changed; the article shows what stands now."
        )
    if item.version != target.seen_version:
        raise ConflictError(
            "Somebody has changed this annotation in the meantime. "
            "Nothing was changed; look at it as it is now and decide again."
        )
    return item


def distinct(targets: Iterable[Target]) -> list[Target]:
    """The targets without doubles: one revision changes a record once."""
    return list({target.id: target for target in targets}.values())


def seen_quote(uow: UnitOfWork, target: Target) -> tuple[Item, Quote]:
    """The same, for commands that only quotes can take."""
    item = seen(uow, target)
    if not isinstance(item.body, Quote):
        raise RefusedError("Only a quote has parts, a kind and speakers. Select a quote first.")
    return item, item.body


def corrected(uow: UnitOfWork, text: str, item: Item, body: Body) -> list[Change]:
    """The changes that give an item another body; a suggestion becomes an annotation with that.

    Raises:
        RefusedError: the new body breaks a rule, or is the old one.
    """
    body = tidy(text, body)
    if isinstance(item, Suggestion):
        return [
            _decided(text, item, Verdict.CORRECTED if body != item.body else Verdict.ACCEPTED),
            change_of(text, None, made_from(item, body)),
        ]
    if body == item.body:
        raise RefusedError("That is as it already is. Nothing was changed.")
    changes = [change_of(text, item, replace(item, body=body))]
    suggestion = uow.suggestion(item.id)
    if suggestion is not None:
        verdict = Verdict.ACCEPTED if body == suggestion.body else Verdict.CORRECTED
        if verdict is not suggestion.verdict:
            changes.append(_decided(text, suggestion, verdict))
    return changes


def accepted(text: str, suggestion: Suggestion) -> list[Change]:
    """The changes that make an annotation of a suggestion as it is."""
    return [
        _decided(text, suggestion, Verdict.ACCEPTED),
        change_of(text, None, made_from(suggestion, suggestion.body)),
    ]


def removed(
    uow: UnitOfWork, text: str, item: Item, reason: str | None, verdict: Verdict = Verdict.REJECTED
) -> list[Change]:
    """The changes that take an item away; where it came from a suggestion, the suggestion stays, with a verdict."""
    if isinstance(item, Suggestion):
        return [_decided(text, item, verdict, reason)]
    changes = [change_of(text, item, None)]
    suggestion = uow.suggestion(item.id)
    if suggestion is not None:
        changes.append(_decided(text, suggestion, verdict, reason))
    return changes


def _decided(text: str, suggestion: Suggestion, verdict: Verdict, reason: str | None = None) -> Change:
    return change_of(text, suggestion, replace(suggestion, verdict=verdict, reason=reason))


def made_from(suggestion: Suggestion, body: Body) -> Annotation:
    """The annotation that a suggestion becomes; it keeps the suggestion's id."""
    return Annotation(suggestion.id, suggestion.set_id, body, Origin.SUGGESTION, suggestion.run)


def decision(uow: UnitOfWork, article: str, changes: Iterable[Change], reason: str | None = None) -> Plan:
    """The plan of a decision in an article; the first one opens the article.

    Raises:
        RefusedError: what would be changed is in another article.
    """
    info, changes = uow.article(article), tuple(changes)
    set_id = uow.set_of(article)
    for change in changes:
        if isinstance(change.record, Annotation | Suggestion) and change.record.set_id != set_id:
            raise RefusedError(f"This annotation is not in the article “{short(info.headline)}”. Nothing was changed.")
    opening = (Change(info, replace(info, status=Status.OPEN)),) if info.status is Status.NEW else ()
    return Plan(article, (*changes, *opening), reason=reason)


def added(uow: UnitOfWork, text: str, set_id: str, body: Body) -> list[Change]:
    """The changes that add what somebody marked by hand.

    Where a suggestion that nobody decided says something of the very same text, adding is a decision on that, so that
    the suggestion does not stay beside the annotation as an open question.

    Raises:
        RefusedError: the body breaks a rule, or the text is annotated already.
    """
    body = tidy(text, body)
    refuse_double(uow.annotations(set_id, body.bounds), body, text)
    for suggestion in uow.suggestions(set_id, body.bounds):
        if suggestion.verdict is Verdict.PENDING and place_of(suggestion.body) == place_of(body):
            return corrected(uow, text, suggestion, body)
    return [change_of(text, None, Annotation(new_id(), set_id, body, Origin.HAND))]


class Places:
    """Which text the suggestions of one command take, so that no two annotations come to stand on the same.

    A single suggestion on text that is annotated already is refused. Among several the first takes the place; the
    others stay open, as they can only be decided one by one.
    """

    def __init__(self, uow: UnitOfWork, text: str, targets: Sequence[Target]) -> None:
        self._uow, self._text, self._alone = uow, text, len(targets) == 1
        self._taken: set[Place] = set()

    def take(self, suggestion: Suggestion) -> bool:
        """Whether the suggestion may become an annotation.

        Raises:
            RefusedError: it is the only one, and its text is annotated already.
        """
        others = self._uow.annotations(suggestion.set_id, suggestion.body.bounds)
        if self._alone:
            refuse_double(others, suggestion.body, self._text)
        place = place_of(suggestion.body)
        free = place not in self._taken and all(place_of(other.body) != place for other in others)
        self._taken.add(place)
        return free


def refuse_double(others: Iterable[Annotation], body: Body, text: str) -> None:
    """Raises RefusedError where an annotation of the same layer already stands on the same text."""
    refuse_double_of(others, body, body.bounds.of(text))


def refuse_double_of(others: Iterable[Annotation], body: Body, words: str) -> None:
    """The same, for whoever has the words and not the text."""
    for other in others:
        if place_of(other.body) == place_of(body):
            what = f" as {other.body.label}" if hasattr(other.body, "label") else ""
            raise RefusedError(f"“{short(words)}” is already annotated{what}. Select it and correct it instead.")


def place_of(body: Body) -> Place:
    """Where only one annotation can stand: a layer, and the span in it; for a quote, its contents."""
    return body.layer, body.place if isinstance(body, Quote) else ((body.bounds,),)
