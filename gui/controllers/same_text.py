"""The same for every mention with the same words: at once, or after a look at each of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from core.bodies import Entity
from core.deeds import Deed
from core.matching import Matching
from core.records import Item
from core.rules import short
from core.session import Session
from gui.context import Context, last_deed
from gui.screen import Screen


def deed_on(item: Item, session: Session, label: str | None = None) -> Deed:
    """Giving all mentions that equal an entity a label; without one its own."""
    assert isinstance(item.body, Entity)
    return Deed(item.body.span.of(session.text), label or item.body.label, item.body.span)


def all_keyed(screen: Screen, key: str) -> None:
    """Give the selected text or entity, and every mention with the same words, the label that a key stands for."""
    context = screen.desk.context()
    label = context.label_keyed(key)
    if label is None:
        screen.hint(f"No label has the key {key}.")
        return
    assert context.session is not None
    if context.span is not None:
        do(screen, Deed(context.span.of(context.session.text), label.name, context.span))
    elif context.item is not None:
        do(screen, deed_on(context.item, context.session, label.name))


def make_all(screen: Screen) -> None:
    context = screen.desk.context()
    assert context.item is not None
    assert context.session is not None
    do(screen, deed_on(context.item, context.session))


def reject_all(screen: Screen) -> None:
    context = screen.desk.context()
    assert context.entity is not None
    assert context.session is not None
    do(screen, Deed(context.entity.span.of(context.session.text), None, context.entity.span))


def repeat(screen: Screen) -> None:
    deed = last_deed(screen.desk.context())
    assert deed is not None
    do(screen, deed)


def do(screen: Screen, deed: Deed) -> None:
    """Do it wherever it is still to be done: one command, one revision, one undo."""
    context = screen.desk.context()
    session = context.session
    assert session is not None
    chosen = deed.open_places(session, context.matching)
    if not chosen:
        screen.hint(nothing_left(deed))
        return
    screen.desk.submit(deed.command(session.id, chosen), lambda _revision: _go_on(screen))


def _go_on(screen: Screen) -> None:
    """Where what was selected is gone, the next undecided one is selected."""
    desk = screen.desk
    if desk.session is not None and (desk.item is None or desk.session.is_rejected(desk.item.id)):
        here = desk.item.id if desk.item is not None and desk.unsure_first else None
        place = desk.item.body.bounds.start if desk.item is not None else desk.view.caret()
        desk.select(desk.next_undecided(here or place))


def nothing_left(deed: Deed) -> str:
    if deed.label is None:
        return f"No “{short(deed.words)}” is suggested or annotated any more."
    return f"Every “{short(deed.words)}” is {deed.label} already."


def look(screen: Screen) -> None:
    screen.open_dialog("same_text")


def _usual_label(deed: Deed, session: Session, rules: Matching) -> str | None:
    """The label that most mentions of the same words bear, as long as some are undecided or bear another."""
    items = (place.item for place in deed.places(session, rules) if not place.is_rejected)
    bodies = (item.body for item in items if item is not None)
    ((usual, _),) = Counter(body.label for body in bodies if isinstance(body, Entity)).most_common(1) or ((None, 0),)
    return usual if usual is not None and replace(deed, label=usual).open_places(session, rules) else None


def to_look_at(context: Context) -> Deed | None:
    """What the preview begins with: the selected text or entity; else what was just done."""
    session = context.session
    if session is None:
        return None
    latest = last_deed(context)
    if context.span is not None:
        first = next((label.name for label in context.labels if not label.retired), None)
        deed = Deed(context.span.of(session.text), first, context.span)
        usual = _usual_label(deed, session, context.matching)
        return deed if usual is None else replace(deed, label=usual)
    if latest is not None and latest.label is None and latest.open_places(session, context.matching):
        return latest
    if context.item is not None and context.entity is not None:
        return deed_on(context.item, session)
    return latest
