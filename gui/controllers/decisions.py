"""Accept, reject, delete: and on to the next undecided one."""

from __future__ import annotations

from core.bodies import Entity
from core.commands import Accept, Command, Delete, Reject
from core.doubts import taken_for
from core.memory import Remembered, key_of_words
from core.records import Item, Suggestion
from core.rules import quoted
from gui.context import target_of
from gui.screen import Choice, Screen

REASONS = (
    Choice("wrong boundary", key="B", hint="it covers too much or too little"),
    Choice("wrong label", key="L", hint="it is something, but not this"),
    Choice("scare quote", key="S", hint="marks that quote nobody"),
    Choice("title", key="T", hint="of a book, a film, a paper"),
    Choice("nickname", key="N", hint="a name in marks"),
    Choice("not an entity", key="E", hint="a common word, or nothing"),
    Choice("double", key="D", hint="another annotation says it already"),
)


def accept(screen: Screen) -> None:
    """On what is decided already it only goes on."""
    desk, context = screen.desk, screen.desk.context()
    item = context.item
    assert item is not None
    if isinstance(item, Suggestion):
        decide_and_go_on(screen, Accept(context.article, (context.target,)), item)
    elif context.session is not None:
        desk.select(desk.next_undecided(item.id) or item.id)


def accept_like(screen: Screen) -> None:
    _decide_alike(screen, Accept)


def reject_like(screen: Screen) -> None:
    _decide_alike(screen, Reject)


def _decide_alike(screen: Screen, decision: type[Accept | Reject]) -> None:
    """Decide on every undecided suggestion with the label of the selected one; for a quote, on every quote.

    Marks that quote nobody are no quotes: those taken for titles, for one, are alike among themselves.
    """
    context = screen.desk.context()
    item, session = context.item, context.session
    assert item is not None
    assert session is not None
    alike = [other for other in session.items() if isinstance(other, Suggestion) and _alike(other, item)]
    targets = tuple(target_of(other) for other in alike)
    command = (
        Accept(session.id, targets) if decision is Accept else Reject(session.id, targets, taken_for(item) or None)
    )
    decide_and_go_on(screen, command, item)


def _alike(one: Item, other: Item) -> bool:
    if isinstance(one.body, Entity) and isinstance(other.body, Entity):
        return one.body.label == other.body.label
    return one.body.layer is other.body.layer and taken_for(one) == taken_for(other)


def accept_known(screen: Screen) -> None:
    """Accept what is suggested as it was decided before on the same words, by whichever suggester."""
    desk = screen.desk
    session = desk.session
    assert session is not None
    open_ones = [item for item in session.items() if isinstance(item, Suggestion) and isinstance(item.body, Entity)]
    words = {item.id: key_of_words(item.body.bounds.of(session.text)) for item in open_ones}

    def take(known: tuple[Remembered, ...]) -> None:
        labels = {one.words: one.lesson.label for one in known if one.lesson.holds and one.lesson.label is not None}
        chosen = [i for i in open_ones if isinstance(i.body, Entity) and labels.get(words[i.id]) == i.body.label]
        if chosen:
            decide_and_go_on(screen, Accept(session.id, tuple(map(target_of, chosen))), desk.item or chosen[0])
        else:
            screen.hint("Nothing undecided here is as you decided on the same words before.")

    desk.follow_up(lambda store: store.memory(sorted(set(words.values()))), take)


def reject(screen: Screen) -> None:
    """Reject what is selected; marks that quote nobody are rejected as what they are taken for."""
    item = screen.desk.item
    assert item is not None
    _reject(screen, taken_for(item) or None)


def reject_because(screen: Screen) -> None:
    item, session = screen.desk.item, screen.desk.session
    assert item is not None
    assert session is not None
    chosen = item.id

    def because(reason: str) -> None:
        screen.focus_article()
        if screen.desk.item is not None and screen.desk.item.id == chosen:
            _reject(screen, reason)

    words = quoted(item.body.bounds.of(session.text), 30)
    screen.pick(f"Why is {words} wrong?", REASONS, because, free="Because: “{}”", one_key=True)


def reject_as(screen: Screen, reason: str) -> None:
    """Reject for a reason that has a key of its own."""
    _reject(screen, reason)


def _reject(screen: Screen, reason: str | None) -> None:
    context = screen.desk.context()
    assert context.item is not None
    decide_and_go_on(screen, Reject(context.article, (context.target,), reason), context.item)


def delete(screen: Screen) -> None:
    context = screen.desk.context()
    assert context.item is not None
    decide_and_go_on(screen, Delete(context.article, (context.target,)), context.item)


def decide_and_go_on(screen: Screen, command: Command, item: Item) -> None:
    """Submit a decision about an item; when it stands, select the next undecided one."""
    desk = screen.desk
    place = item.body.bounds.start

    def go_on(_revision: object) -> None:
        if desk.session is None:
            return
        there = desk.unsure_first or desk.session.item(item.id) is not None
        desk.select(desk.next_undecided(item.id if there else place))

    desk.submit(command, go_on)
