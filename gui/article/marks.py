"""What there is to draw in a stretch of an article, before anybody knows where on the screen. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import Enum
from operator import itemgetter

from core.bodies import Body, Entity, ExcludedRegion, PartRef, Quote, Role, Span
from core.checks import is_worth_a_look
from core.comments import Remarks
from core.frozen import frozen
from core.labels import FALLBACK_COLOUR
from core.records import Annotation, Item, Suggestion, Verdict
from core.session import Session
from gui.article.lanes import lanes

NOTES_AROUND = 1000  # code points before and after what is in sight in which quotes push each other's notes away
LANES_AROUND = 300  # the same, in which entities overlap and so decide about each other's lanes

_FIELDS = {Role.CONTENT: "contents", Role.CUE: "cues", Role.SOURCE: "sources", Role.NESTED: "nested"}
_LINED = (Role.MENTION, Role.CUE)  # what has an underline, and so a lane


class Look(Enum):
    """How sure an item is, which shows without any colour: solid, dashed, dotted."""

    DECIDED = "decided"
    SUGGESTED = "suggested"
    REJECTED = "rejected"


@frozen
class Mark:
    """One part of one item."""

    id: str
    part: PartRef
    span: Span
    look: Look
    selected: bool
    current: bool  # the part of the selected item that keys and handles are about
    label: str = ""  # of an entity
    colour: str = ""  # its colour role
    lane: int = 0  # of an entity or a cue
    misfit: bool = False  # training would drop it
    sign: str = ""  # of comments and flags, see gui.article.signs
    leads: bool = False  # the sign stands where this part begins


@frozen
class QuoteMark:
    """What is drawn of a quote as a whole: bars and a note."""

    id: str
    quote: Quote
    look: Look
    selected: bool
    doubts: tuple[str, ...]  # what the suggester is unsure of, until somebody has decided
    flawed: bool = False  # the checks have something to say of it


@frozen
class Marks:
    """All that touches a stretch of text, in its order."""

    parts: tuple[Mark, ...] = ()
    quotes: tuple[QuoteMark, ...] = ()


@frozen
class Shown:
    """What the view is told to show: colours by label, what is selected, and a boundary that is being dragged."""

    colours: Mapping[str, str]
    selected: str | None = None
    part: PartRef | None = None  # the current part of the selected item; None for all of them
    rejected: bool = False
    decided: bool = True
    dragged: tuple[PartRef, Span] | None = None
    misfits: Mapping[str, frozenset[PartRef]] = field(default_factory=dict)  # what training would drop


def is_hidden(item: Item) -> bool:
    """Whether an item is not seen while what is decided is hidden; that text is excluded is always seen."""
    return isinstance(item, Annotation) and not isinstance(item.body, ExcludedRegion)


FLAG, OPEN, RESOLVED = "f", "o", "r"


def sign_of(remarks: Remarks, id: str) -> str:
    """What is to be shown of an item: a flag, and a comment that is open or resolved; "" for nothing."""
    if not remarks.is_marked(id):
        return ""
    flag = FLAG if remarks.flag(id) is not None else ""
    said = (OPEN if remarks.is_open(id) else RESOLVED) if remarks.thread(id) else ""
    return flag + said


def sign_in_words(sign: str) -> str:
    """The same for those who read or hear it: “flagged, open comment”."""
    names = {FLAG: "flagged", OPEN: "open comment", RESOLVED: "comments resolved"}
    return ", ".join(names[one] for one in sign)


def look_of(item: Item) -> Look:
    if not isinstance(item, Suggestion):
        return Look.DECIDED
    return Look.REJECTED if item.verdict is Verdict.REJECTED else Look.SUGGESTED


def marks(session: Session, start: int, end: int, shown: Shown, around: int = NOTES_AROUND) -> Marks:
    """The marks in ``start..end``, by their starts, and all quotes near it; lanes are settled with what lies near."""
    near = range(max(0, start - around), min(len(session.text), end + around))
    first_close, last_close = start - LANES_AROUND, end + LANES_AROUND
    parts: list[tuple[int, int, str, PartRef, Span, Item]] = []
    quotes: list[QuoteMark] = []
    for item in session.touching(near.start, near.stop, rejected=shown.rejected):
        selected = item.id == shown.selected
        if not shown.decided and not selected and is_hidden(item):
            continue
        body = _dragged(item.body, shown.dragged) if selected else item.body
        parts.extend(
            (span.start, span.end, item.id, part, span, item)
            for part, span in body.parts()
            if first_close < span.end and span.start < last_close
        )
        if isinstance(body, Quote):
            look = look_of(item)
            doubts = item.doubts if isinstance(item, Suggestion) and look is Look.SUGGESTED else ()
            worth = item.id in shown.misfits or is_worth_a_look(session.text, item, session.remarks)
            flawed = look is not Look.REJECTED and worth
            quotes.append(QuoteMark(item.id, body, look, selected, doubts, flawed))
    parts.sort(key=itemgetter(0, 1, 2))
    quotes.sort(key=lambda mark: (mark.quote.anchors[0].start, mark.id))
    lined = [nth for nth, part in enumerate(parts) if part[3].role in _LINED]
    found = dict(zip(lined, lanes([parts[nth][:2] for nth in lined]), strict=True))
    return Marks(
        tuple(
            _mark(item, part, span, found.get(nth, 0), shown, sign_of(session.remarks, item.id))
            for nth, (first, last, _, part, span, item) in enumerate(parts)
            if first < end and start < last
        ),
        tuple(quotes),
    )


def _mark(item: Item, part: PartRef, span: Span, lane: int, shown: Shown, sign: str) -> Mark:
    selected = item.id == shown.selected
    current = selected and (shown.part is None or shown.part == part)
    label = item.body.label if isinstance(item.body, Entity) else ""
    colour = shown.colours.get(label, FALLBACK_COLOUR) if label else ""
    look = look_of(item)
    misfit = item.id in shown.misfits and look is not Look.REJECTED and part in shown.misfits[item.id]
    leads = bool(sign) and part == _leading(item.body)
    return Mark(item.id, part, span, look, selected, current, label, colour, lane, misfit, sign, leads)


def _leading(body: Body) -> PartRef:
    """The part at which is shown what is said about an item: of a quote the first content, or what it has instead."""
    if not isinstance(body, Quote):
        return next(body.parts())[0]
    return next(ref for ref, span in body.parts() if span == body.anchors[0])


def _dragged(body: Body, dragged: tuple[PartRef, Span] | None) -> Body:
    """The body as it would be if the dragged boundary were dropped now."""
    if dragged is None:
        return body
    part, span = dragged
    if isinstance(body, Entity | ExcludedRegion):
        return replace(body, span=span)
    spans = list(body.of_role(part.role))
    if part.ordinal >= len(spans):
        return body
    spans[part.ordinal] = span
    field = _FIELDS[part.role]
    changes: dict[str, tuple[Span, ...]] = {field: tuple(spans)}
    return replace(body, **changes)  # type: ignore[arg-type]
