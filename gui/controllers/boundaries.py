"""Moving one boundary of the current part, by a word or by a character, or to where the text is selected."""

from __future__ import annotations

from core.bodies import PartRef, Span
from core.boundaries import Edge, Step, moved
from core.commands import MoveBoundary
from gui.article.lines import runs_left
from gui.screen import Screen


def move(screen: Screen, how: str) -> None:
    """Move a boundary, as ``end,token,out`` says; where the words run to the left, out is to the left, too."""
    edge, step, direction = how.split(",")
    context = screen.desk.context()
    session, span = context.session, context.part_span
    if session is None or span is None:
        return
    # An arrow moves a boundary the way it points, and the words decide whether that makes them more or fewer.
    outwards = (direction == "out") is not runs_left(span.of(session.text))
    there = moved(session.text, span, Edge(edge), Step(step), outwards=outwards)
    if there == span:
        screen.hint("There is no room to move the boundary any further.")
    else:
        move_to(screen, there)


def to_selection(screen: Screen) -> None:
    """The current part covers the selected text instead of what it covered."""
    context = screen.desk.context()
    if context.item is None or context.span is None:
        screen.hint("Select an annotation first, then the text that it should cover.")
    else:
        move_to(screen, context.span)


def move_to(screen: Screen, span: Span, part: PartRef | None = None) -> None:
    """Give a part of the selected item, by default the current one, another span."""
    desk, context = screen.desk, screen.desk.context()
    part = part or context.part
    if context.item is None or part is None:
        return
    role = part.role

    def follow(_revision: object) -> None:
        # The parts of a role are kept in the order of the text, so the ordinal may be another one now.
        item = desk.item
        if item is not None:
            there = [ref for ref, now in item.body.parts() if ref.role is role and now.overlaps(span)]
            desk.select(item.id, there[0] if there else None, scroll=False)

    desk.submit(MoveBoundary(context.article, context.target, part, span), follow)


def dragged(screen: Screen, id: str, part: PartRef, span: Span) -> None:
    """A boundary was dragged by the mouse."""
    desk = screen.desk
    if desk.item is None or desk.item.id != id:
        desk.select(id, part, scroll=False)
    move_to(screen, span, part)
