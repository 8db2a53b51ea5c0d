"""Where two voices say different things of the same text: a model, the memory of decisions, what stands.

A *disagreement* is one of these:

- an undecided entity that shares text with another entity, standing or suggested, and has another label on the same
  words, or other boundaries: they cross, or one is a part of the other with the same label. A part with another label
  is none: a name may hold a name.
- an undecided entity where the memory held back what a model suggested on the same words with another label, or where
  the memory is sure of another label.
- an annotation whose words were made something else at least twice, and more often, or were rejected more often than
  kept; unless something was said about it, and all of that is resolved: then somebody has looked.
- an undecided quote whose contents share text with those of another quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.bodies import Entity, Quote, Span
from core.frozen import frozen
from core.memory import Remembered, key_of_words, times
from core.records import Annotation, Item, Suggestion, Verdict
from core.rules import short
from core.session import Session

_OFTEN = 2  # decisions elsewhere that are no slip


@frozen
class Disagreement:
    """What is to be looked at, and a sentence that says who says what."""

    id: str
    sentence: str


def words_of(session: Session) -> list[str]:
    """Of which words the memory should be asked."""
    entities = (item.body.span.of(session.text) for item in session.items() if isinstance(item.body, Entity))
    return sorted({key for key in map(key_of_words, entities) if key})


def disagreements(session: Session, known: Mapping[str, Remembered]) -> list[Disagreement]:
    """All of an article, in the order of the text; ``known`` is what the memory has of its words, by their key."""
    found: dict[str, str] = {}
    items = list(session.items())
    _between(session, items, found)
    held_back = _held_back(session)
    for item in items:
        if item.id not in found and isinstance(item.body, Entity) and not _is_settled(session, item):
            words = item.body.span.of(session.text)
            sentence = _with_memory(item, item.body, words, known.get(key_of_words(words)), held_back)
            if sentence:
                found[item.id] = sentence
    return [Disagreement(item.id, found[item.id]) for item in items if item.id in found]


# ------------------------------------------------------------------------------------------------------ among the items


def _between(session: Session, items: Iterable[Item], found: dict[str, str]) -> None:
    """Goes over the text once, with what has begun and not ended yet."""
    spans = [(span, item) for item in items for span in _spans(item)]
    spans.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    begun: list[tuple[Span, Item]] = []
    for span, item in spans:
        begun = [pair for pair in begun if pair[0].end > span.start]
        for other_span, other in begun:
            if item.id != other.id:
                _note(session, (span, item), (other_span, other), found)
        begun.append((span, item))


def _spans(item: Item) -> tuple[Span, ...]:
    if isinstance(item.body, Entity):
        return (item.body.span,)
    return item.body.contents if isinstance(item.body, Quote) else ()


def _note(session: Session, one: tuple[Span, Item], other: tuple[Span, Item], found: dict[str, str]) -> None:
    for (span, item), (other_span, against) in ((one, other), (other, one)):
        if isinstance(item, Suggestion) and item.id not in found:
            sentence = _differ(session.text, span, item, other_span, against)
            if sentence:
                found[item.id] = sentence


def _differ(text: str, span: Span, item: Item, other_span: Span, other: Item) -> str:
    stands = "stands" if isinstance(other, Annotation) else "is suggested, too"
    words, others = short(span.of(text)), short(other_span.of(text))
    if isinstance(item.body, Quote) and isinstance(other.body, Quote):
        return f"“{words}” shares text with another quote that {stands}: “{others}”."
    if not isinstance(item.body, Entity) or not isinstance(other.body, Entity):
        return ""
    if span == other_span:
        if item.body.label == other.body.label:
            return ""
        return f"“{words}”: {item.body.label} is suggested, and {other.body.label} {stands}."
    nested = _holds(span, other_span) or _holds(other_span, span)
    if nested and item.body.label != other.body.label:
        return ""
    return f"“{words}” as {item.body.label} is suggested, and “{others}” as {other.body.label} {stands}."


def _holds(one: Span, other: Span) -> bool:
    return one.start <= other.start and other.end <= one.end


# ------------------------------------------------------------------------------------------------------ with the memory


def _held_back(session: Session) -> dict[Span, str]:
    """What models suggested where the memory knew better."""
    withdrawn = (one for one in session.suggestions() if one.verdict is Verdict.WITHDRAWN and one.reason == "memory")
    return {one.body.span: one.body.label for one in withdrawn if isinstance(one.body, Entity)}


def _with_memory(item: Item, body: Entity, words: str, known: Remembered | None, held_back: Mapping[Span, str]) -> str:
    if isinstance(item, Suggestion):
        return _suggested_against(body, words, known, held_back.get(body.span))
    return _standing_against(body, words, known) if known is not None else ""


def _suggested_against(body: Entity, words: str, known: Remembered | None, model: str | None) -> str:
    if model is not None and model != body.label:
        return f"“{short(words)}”: the memory says {body.label}, and a model said {model}."
    if known is not None and known.lesson.holds and known.lesson.label != body.label:
        told = known.lesson.label or "no entity"
        return f"“{short(words)}”: {body.label} is suggested, and the memory says {told}."
    return ""


def _is_settled(session: Session, item: Item) -> bool:
    """Whether an annotation was talked about, and nobody is waiting for an answer."""
    return isinstance(item, Annotation) and session.remarks.is_settled(item.id)


def _standing_against(body: Entity, words: str, known: Remembered) -> str:
    kept = dict(known.kept)
    best = max(kept, key=lambda name: kept[name], default=body.label)
    if best != body.label and kept[best] >= _OFTEN and kept[best] > kept.get(body.label, 0):
        return f"“{short(words)}” is {body.label} here; you made it {best} {times(kept[best])}."
    rejected = sum(count for _, count in known.rejected)
    if rejected >= _OFTEN and rejected > sum(kept.values()):
        return f"“{short(words)}” is {body.label} here; you rejected it {times(rejected)}."
    return ""
