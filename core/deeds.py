"""What an editor did to one mention, as something that can be done to all equal ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from core.bodies import Body, Entity, Span
from core.frozen import frozen
from core.matching import Matching, Place, places, places_at
from core.records import Annotation, Revision, Suggestion
from core.session import Session

if TYPE_CHECKING:
    from core.commands import AnnotateAll, Delete, Reject, Relabel


@frozen
class Deed:
    """Give the mentions of some words a label; or, without one, take them away.

    ``origin`` is the mention that it began with. ``deletes`` says how taking away is told: as deleting or as rejecting.
    """

    words: str
    label: str | None
    origin: Span | None = None
    deletes: bool = False
    reason: str | None = None
    spans: tuple[Span, ...] = ()  # where it is to be done, if not wherever the words stand

    def is_open(self, place: Place) -> bool:
        """Whether there is something left to do at a place."""
        if self.label is not None:
            return place.needs(self.label)
        return place.item is not None and not place.is_rejected

    def places(self, session: Session, rules: Matching) -> list[Place]:
        """Where it could be done; what was done already is among it, in the order of the text."""
        found = places_at(session, self.spans) if self.spans else places(session, self.words, rules, self.origin)
        return found if self.label is not None else [place for place in found if place.item is not None]

    def is_meant(self, place: Place) -> bool:
        """Whether it is to be done at a place unless the editor says otherwise."""
        return self.is_open(place) and place.is_meant

    def open_places(self, session: Session, rules: Matching) -> list[Place]:
        """The places where it is still to be done."""
        return [place for place in self.places(session, rules) if self.is_meant(place)]

    def command(self, article: str, chosen: Sequence[Place]) -> AnnotateAll | Relabel | Reject | Delete:
        """One command, and so one revision and one undo, for all of the chosen places."""
        from core.commands import AnnotateAll, Delete, Reject, Relabel, Target

        items = [place.item for place in chosen if place.item is not None]
        targets = tuple(Target(item.id, item.version) for item in items)
        if self.label is None:
            return Delete(article, targets) if self.deletes else Reject(article, targets, self.reason)
        bare = tuple(place.span for place in chosen if place.item is None)
        return AnnotateAll(article, self.label, bare, targets) if bare else Relabel(article, targets, self.label)


_LABELLING = frozenset({"relabel", "add_entity", "accept"})
_REMOVING = frozenset({"reject", "delete"})


def deed_of(revision: Revision, text: str) -> Deed | None:
    """What a revision did to one mention; ``None`` where it did something else, or did it to several."""
    if revision.intent not in _LABELLING | _REMOVING:
        return None
    before, after = _entities(change.before for change in revision.changes), None
    if revision.intent in _LABELLING:
        after = _entities(change.after for change in revision.changes if isinstance(change.after, Annotation))
        if len(after) != 1:
            return None
        entity = next(iter(after.values()))
        return Deed(entity.span.of(text), entity.label, entity.span)
    if len(before) != 1:
        return None
    entity = next(iter(before.values()))
    return Deed(entity.span.of(text), None, entity.span, revision.intent == "delete", revision.reason)


def _entities(records: Iterable[object]) -> dict[str, Entity]:
    """The entities among some records by their ids; an annotation counts before the suggestion it was made from."""
    found: dict[str, Entity] = {}
    for record in records:
        if isinstance(record, Annotation | Suggestion):
            body: Body = record.body
            if isinstance(body, Entity) and (isinstance(record, Annotation) or record.id not in found):
                found[record.id] = body
    return found
