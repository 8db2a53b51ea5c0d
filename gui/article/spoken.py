"""What a screen reader is told of an item: in words, what shapes, colours and notes say."""

from __future__ import annotations

from collections.abc import Mapping

from core.bodies import Entity, PartRef, Quote, Role
from core.doubts import in_words, taken_for
from core.records import Item, Origin, Suggestion
from core.rules import short
from gui.article.marks import Look, look_of

KINDS: Mapping[str, str] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place in nature",
    "NORP": "group",
    "FAC": "building",
    "DATE": "date",
    "TIME": "time of day",
    "EVENT": "event",
    "WORK_OF_ART": "work of art",
    "PERCENT": "share",
    "CARDINAL": "number",
    "ORDINAL": "rank",
}
"""How a label of the default set is spoken; any other by its own name."""

UNSURE = 0.5  # a score below which a suggestion is said to be unsure
_LONGEST = 80


def spoken(item: Item, text: str, part: PartRef | None = None, *, dropped: bool = False) -> str:
    """A sentence on an item: “Qusair, place, suggested by the model, unsure”.

    ``part`` is the current part of a quote; ``dropped`` says that training would drop a part of it.
    """
    body = item.body
    told = [*_what(item, text, part), _state(item)]
    if isinstance(item, Suggestion) and look_of(item) is Look.SUGGESTED:
        if taken_for(item):
            told.append(f"probably a {taken_for(item)}")
        elif item.doubts:
            told.append(f"unsure of {in_words(item.doubts)}" if isinstance(body, Quote) else "unsure")
        elif item.score is not None and item.score < UNSURE:
            told.append("unsure")
    if dropped:
        told.append("training would drop it")
    return ", ".join(one for one in told if one)


def _what(item: Item, text: str, part: PartRef | None) -> list[str]:
    body = item.body
    if isinstance(body, Entity):
        return [short(body.span.of(text), _LONGEST), KINDS.get(body.label, body.label.lower().replace("_", " "))]
    if not isinstance(body, Quote):
        return ["excluded from training", short(body.span.of(text), _LONGEST)]
    whose = f"quote by {', '.join(body.speakers)}" if body.speakers else "quote of nobody named"
    what = body.kind.value if body.contents else "without content"
    told = [whose, what, f"{len(body.contents)} parts" if len(body.contents) > 1 else ""]
    span = dict(body.parts()).get(part) if part is not None else body.anchors[0]
    if span is not None:
        told.insert(0, short(span.of(text), _LONGEST))
        if part is not None and part.role is not Role.CONTENT:
            told.insert(0, part.role.value)
    return told


def _state(item: Item) -> str:
    if isinstance(item, Suggestion):
        if look_of(item) is Look.REJECTED:
            return f"rejected, {item.reason}" if item.reason else "rejected"
        return "suggested by the model"
    return {Origin.HAND: "added by hand", Origin.IMPORT: "came with the file"}.get(item.origin, "accepted")
