"""What stands in an article, as a search by label and status sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.bodies import Entity, ExcludedRegion, Span
from core.comments import Remarks
from core.find.material import Place
from core.find.search import Search
from core.find.states import REMARKED, State, state_of
from core.frozen import frozen
from core.records import Item, Suggestion, Verdict
from core.session import Session


@frozen
class Inventory:
    """All that stands, is suggested or was rejected in an article, in no order, with what is known of it."""

    items: Sequence[Item]
    suggestion: Callable[[str], Suggestion | None]  # from which an annotation was made, by its id
    remarks: Remarks

    @classmethod
    def of_session(cls, session: Session, search: Search) -> Inventory | None:
        """What of a session a search has to look at, if anything: taken in the window, to be looked at elsewhere."""
        if not search.filters:
            return None
        remarks = session.remarks.copy()
        if search.state in REMARKED:
            items = [item for item in map(session.item, remarks.abouts()) if item is not None]
        else:
            items = list(session.in_no_order())
        return cls(items, session.suggestion, remarks)

    def has_state(self, item: Item, state: State) -> bool:
        """Whether something holds of an item; ``BARE`` never does."""
        match state:
            case State.FLAGGED:
                return self.remarks.flag(item.id) is not None
            case State.COMMENTED:
                return bool(self.remarks.thread(item.id))
            case State.OPEN:
                return self.remarks.is_open(item.id)
            case _:
                return state_of(item, self.suggestion(item.id)) is state

    def is_wanted(self, item: Item, search: Search) -> bool:
        """Whether an item has the label and the state that are asked for."""
        return search.takes_label_of(item.body) and (search.state is None or self.has_state(item, search.state))

    def candidates(self, search: Search) -> tuple[Place, ...]:
        """The parts of the items that a search's filters ask for; for “not annotated”, what must not be there."""
        if search.state is State.BARE:
            items = [item for item in self.items if isinstance(item.body, Entity | ExcludedRegion) and _stands(item)]
        else:
            items = [item for item in self.items if self.is_wanted(item, search)]
        if search.words:
            return tuple((span.start, span.end) for item in items for _, span in item.body.parts())
        return tuple((span.start, span.end) for span in map(_first, items))


def is_wanted(session: Session, item: Item, search: Search) -> bool:
    """Whether an item of an open article has the label and the state that are asked for."""
    return Inventory((), session.suggestion, session.remarks).is_wanted(item, search)


def _stands(item: Item) -> bool:
    return not (isinstance(item, Suggestion) and item.verdict is Verdict.REJECTED)


def _first(item: Item) -> Span:
    """What an item begins with: its mention, or the first of its contents."""
    return item.body.span if isinstance(item.body, Entity) else next(span for _, span in item.body.parts())
