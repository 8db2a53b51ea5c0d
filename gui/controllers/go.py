"""Going through the article: to the next undecided one, to the next of any sort, by words and by characters."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtGui import QGuiApplication

from core.bodies import Layer
from core.boundaries import Step
from core.checks import is_worth_a_look
from core.memory import Remembered
from core.session import Session
from gui.article.selecting import Stretch
from gui.context import Context
from gui.keymap import told
from gui.screen import Screen


def undecided(screen: Screen, step: str) -> None:
    """Select the next (1) or the previous (-1) undecided suggestion, from the selected item or the caret on."""
    context = screen.desk.context()
    place = context.item.id if context.item is not None else context.caret - 1
    found = screen.desk.next_undecided(place, int(step))
    if found is None:
        screen.hint(told("Everything in this article is decided. {done} marks it as done."))
    else:
        screen.desk.select(found)


def disagreement(screen: Screen, step: str) -> None:
    """Select the next (1) or the previous (-1) place where two voices say different things, and say what they say."""
    from core.disagreements import disagreements, words_of

    desk = screen.desk
    session = desk.session
    assert session is not None

    def take(known: tuple[Remembered, ...]) -> None:
        if desk.session is not session:
            return
        found = disagreements(session, {one.words: one for one in known})
        if not found:
            screen.hint(told("Nobody disagrees here. {consistency} lists words that bear several labels."))
            return
        chosen = found[_beside(session, [one.id for one in found], desk.context(), int(step))]
        desk.select(chosen.id)
        screen.hint(f"{chosen.sentence}{told(' {on_purpose} if it is on purpose.')}")

    words = words_of(session) if desk.remembers else []
    desk.follow_up(lambda store: store.memory(words), take)


def _beside(session: Session, ids: list[str], context: Context, step: int) -> int:
    """The place in a list of items, in the order of the text, that comes after or before where one is; and round."""
    if context.item is not None and context.item.id in ids:
        return (ids.index(context.item.id) + step) % len(ids)
    here = context.item.body.bounds.start if context.item is not None else context.caret
    starts = [item.body.bounds.start for item in map(session.item, ids) if item is not None]
    behind = bisect_left(starts, here)
    return (behind if step > 0 else behind - 1) % len(ids)


def annotation(screen: Screen, step: str) -> None:
    """Select the next (1) or the previous (-1) annotation or suggestion, decided or not, and round."""
    found = _next(screen.desk.context(), int(step))
    if found is None:
        screen.hint(
            told("There are no annotations here yet. {suggest} asks the model; a label key takes selected text.")
        )
    else:
        screen.desk.select(found)


def quote(screen: Screen, step: str) -> None:
    """Select the next (1) or the previous (-1) quote, decided or not, and round."""
    found = _next(screen.desk.context(), int(step), Layer.QUOTE)
    if found is None:
        screen.hint(told("There are no quotes here yet. {content} makes one of the selected text."))
    else:
        screen.desk.select(found)


def _next(context: Context, step: int, layer: Layer | None = None) -> str | None:
    """The first item of a layer, or of any, after (1) or before (-1) the selected one, or the caret; and round."""
    session = context.session
    assert session is not None
    for start in (context.item.id if context.item is not None else context.caret, None):
        found = session.neighbour(start, step)
        while found is not None:
            item = session.item(found)
            if item is not None and (layer is None or item.body.layer is layer):
                return found
            found = session.neighbour(found, step)
    return None


def flaw(screen: Screen, step: str) -> None:
    """Select the next (1) or the previous (-1) item of which a check has something to say, and round."""
    desk = screen.desk
    session = desk.session
    assert session is not None
    items = [
        item
        for item in session.items()
        if desk.misfits_of(item) or is_worth_a_look(session.text, item, session.remarks)
    ]
    if not items:
        screen.hint("Nothing in this article is worth a look.")
        return
    here = desk.item.body.bounds.start if desk.item is not None else desk.view.caret() - 1
    ahead = [item for item in items if (item.body.bounds.start - here) * int(step) > 0]
    desk.select(((ahead or items)[0 if int(step) > 0 else -1]).id)


def article(screen: Screen, step: str) -> None:
    screen.step_article(int(step))


def move(screen: Screen, how: str) -> None:
    """Move the caret, as ``token,1,extend`` says."""
    by, direction, *extend = how.split(",")
    view, far, extends = screen.desk.view, int(direction), bool(extend)
    if by == "over":
        view.move_caret_over(far, extends)
    elif by in tuple(Stretch):
        view.move_caret_to_edge(Stretch(by), far, extends)
    else:
        view.move_caret(Step(by), far, extends)


def clear(screen: Screen) -> None:
    """First the find bar goes, then the selected text, then the selected item, then what is said below."""
    desk = screen.desk
    if screen.finder.is_open:
        screen.finder.leave()
    elif desk.view.selected_span() is not None:
        desk.view.set_caret(desk.view.caret())
    elif desk.item is None:
        screen.messages.clear()
    else:
        desk.select(None)


def select_words(screen: Screen) -> None:
    span = screen.desk.context().part_span
    if span is not None:
        screen.desk.view.set_caret(span.end, span.start)


def copy(screen: Screen) -> None:
    context = screen.desk.context()
    if context.span is not None and context.session is not None:
        QGuiApplication.clipboard().setText(context.span.of(context.session.text))
