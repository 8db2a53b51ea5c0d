"""What one mistake is: a suggestion that was corrected or rejected, or something that no suggestion had found."""

from __future__ import annotations

from enum import Flag, auto
from sys import intern

from core.bodies import Body, Entity, Layer, Quote, Role, Span
from core.frozen import frozen
from core.history import covered_text
from core.records import Annotation
from core.rules import short
from core.surveys import Misjudged, MisjudgedEntity

_LONGEST = 80  # characters of the words
NO_ENTITY = ""
"""What a rejected entity became."""


class Edge(Flag):
    """How the bounds of an entity, or of a quote’s content, were wrong."""

    NONE = 0
    LEFT_LONG = auto()  # it began too early
    LEFT_SHORT = auto()
    RIGHT_LONG = auto()
    RIGHT_SHORT = auto()


class Part(Flag):
    """What was wrong in a quote that was kept."""

    NONE = 0
    CONTENT = auto()
    CUE = auto()
    SOURCE = auto()
    SPEAKER = auto()
    KIND = auto()


class Fate(Flag):
    """What an editor made of it."""

    CORRECTED = auto()
    REJECTED = auto()
    ADDED = auto()  # by hand, where nothing was suggested


EDGES = {
    Edge.LEFT_LONG: "began too early",
    Edge.LEFT_SHORT: "began too late",
    Edge.RIGHT_LONG: "ended too late",
    Edge.RIGHT_SHORT: "ended too early",
}


@frozen
class Mistake:
    """One, with where to look. Of what was added ``label`` is what it is, and ``run`` the last one that missed it."""

    run: str
    set_id: str
    id: str
    start: int
    layer: Layer
    fate: Fate
    label: str  # as suggested; of a quote, its kind
    became: str  # the label, or kind, that stands now; NO_ENTITY where it was rejected
    words: str  # as suggested, or as added
    edges: Edge = Edge.NONE
    parts: Part = Part.NONE
    now: str = ""  # the words that stand now, where they are others

    def told(self) -> str:
        """What was wrong, in words: “ORG → GPE”, “ended too early: …”, “rejected”."""
        if self.fate is Fate.ADDED:
            return f"not found; {self.label}" if self.layer is Layer.ENTITY else "not found"
        if self.fate is Fate.REJECTED:
            return f"{self.label}, rejected"
        said = [f"{self.label} → {self.became}"] if self.label != self.became else [self.label]
        edges = ", ".join(EDGES[edge] for edge in self.edges)
        if edges:
            said.append(f"{edges}: “{self.now}”" if self.now else edges)
        parts = [part.name.lower() for part in self.parts if part.name and part is not Part.KIND]
        if parts:
            said.append(f"{', '.join(parts)} corrected")
        return "; ".join(said)


def of_entity(judged: MisjudgedEntity, text: str) -> Mistake:
    """The mistake of a suggested entity."""
    run, set_id, id, label, start, end, became, new_start, new_end = judged
    words = _cut(text[start:end])
    if became is None or new_start is None or new_end is None:
        return Mistake(run, set_id, id, start, Layer.ENTITY, Fate.REJECTED, label, NO_ENTITY, words)
    if (start, end) == (new_start, new_end):
        return Mistake(run, set_id, id, start, Layer.ENTITY, Fate.CORRECTED, label, became, words)
    edges = edges_between(Span(start, end), Span(new_start, new_end))
    now = _cut(text[new_start:new_end])
    return Mistake(run, set_id, id, start, Layer.ENTITY, Fate.CORRECTED, label, became, words, edges, Part.NONE, now)


def of_quote(judged: Misjudged, text: str) -> Mistake | None:
    """The mistake of a suggested quote; ``None`` where what stands has become something else than a quote."""
    suggestion, stands = judged.suggestion, judged.stands
    old, new = suggestion.body, stands.body if stands is not None else None
    if not isinstance(old, Quote):
        return None
    run, set_id, id, kind = suggestion.run, suggestion.set_id, suggestion.id, old.kind.value
    words, start = _words(text, old), old.bounds.start
    if not isinstance(new, Quote):
        return Mistake(run, set_id, id, start, Layer.QUOTE, Fate.REJECTED, kind, NO_ENTITY, words)
    edges = edges_between(_said(old), _said(new)) if old.contents and new.contents else Edge.NONE
    parts, now = parts_between(old, new), _words(text, new)
    now = "" if now == words else now
    return Mistake(run, set_id, id, start, Layer.QUOTE, Fate.CORRECTED, kind, new.kind.value, words, edges, parts, now)


def of_addition(annotation: Annotation, run: str, text: str) -> Mistake:
    """What the last run over its article has missed."""
    body = annotation.body
    label, words = label_of(body), _words(text, body)
    start = body.bounds.start
    return Mistake(run, annotation.set_id, annotation.id, start, body.layer, Fate.ADDED, label, label, words)


def label_of(body: Body) -> str:
    match body:
        case Entity(_, label):
            return label
        case Quote():
            return body.kind.value
        case _:
            return ""


def _words(text: str, body: Body) -> str:
    return _cut(covered_text(text, body))


def _cut(words: str) -> str:
    """The same text once in memory, however often it was wrong."""
    return intern(words if len(words) <= _LONGEST and "\n" not in words else short(words, _LONGEST))


def _said(quote: Quote) -> Span:
    """From the first word of a quote’s contents to the last: cues and sources are parts of their own."""
    return Span(quote.contents[0].start, quote.contents[-1].end)


def edges_between(suggested: Span, stands: Span) -> Edge:
    """How the bounds that were suggested differ from those that stand."""
    found = Edge.NONE
    if suggested.start != stands.start:
        found |= Edge.LEFT_LONG if suggested.start < stands.start else Edge.LEFT_SHORT
    if suggested.end != stands.end:
        found |= Edge.RIGHT_LONG if suggested.end > stands.end else Edge.RIGHT_SHORT
    return found


def parts_between(suggested: Quote, stands: Quote) -> Part:
    """In which parts a quote was corrected."""
    found = Part.NONE
    for part, role in ((Part.CONTENT, Role.CONTENT), (Part.CUE, Role.CUE), (Part.SOURCE, Role.SOURCE)):
        if suggested.of_role(role) != stands.of_role(role):
            found |= part
    if suggested.speakers != stands.speakers:
        found |= Part.SPEAKER
    if suggested.kind is not stands.kind:
        found |= Part.KIND
    return found
