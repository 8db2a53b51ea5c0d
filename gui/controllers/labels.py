"""Labels: given to the selected entity, or to selected text."""

from __future__ import annotations

from core.bodies import Entity
from core.commands import AddEntity, Relabel
from core.history import items_touched
from core.records import Annotation, Revision
from gui.context import Context, target_of
from gui.label_set import guideline
from gui.screen import Choice, Screen


def keyed(screen: Screen, key: str) -> None:
    """Give the label that this key stands for."""
    label = screen.desk.context().label_keyed(key)
    if label is None:
        screen.hint(f"No label has the key {key}.")
    else:
        give(screen, label.name)


def pick(screen: Screen) -> None:
    """Choose any label by its name; on an entity or on selected text."""

    def chosen(name: str) -> None:
        screen.focus_article()
        give(screen, name)

    screen.pick("Label", label_choices(screen.desk.context()), chosen)


def label_choices(context: Context) -> list[Choice]:
    return [
        Choice(label.name, key=label.key.upper(), hint=guideline.plain(label), colour=label.colour)
        for label in context.labels
        if not label.retired
    ]


def give(screen: Screen, name: str) -> None:
    """Make the selected text an entity with this label, or relabel the selected entity."""
    desk, context = screen.desk, screen.desk.context()
    span, session = context.span, context.session
    if session is None:
        return
    if span is None:
        if context.entity is not None:
            desk.submit(Relabel(context.article, (context.target,), name), lambda r: _tell_merged(screen, r))
        return
    # Text that is an entity already is relabelled: the editor should not have to know which of the two it takes.
    there = [i for i in session.touching(span.start, span.end) if isinstance(i.body, Entity) and i.body.span == span]
    if there:
        desk.submit(Relabel(session.id, tuple(target_of(item) for item in there), name), lambda r: _select(screen, r))
    else:
        desk.submit(AddEntity(session.id, span, name), lambda r: _select(screen, r))


def _select(screen: Screen, revision: Revision) -> None:
    session, touched = screen.desk.session, items_touched(revision)
    screen.desk.view.set_caret(screen.desk.view.caret())
    there = next((id for id in touched if session is not None and session.item(id) is not None), None)
    if there is not None:
        screen.desk.select(there, scroll=False)
    _tell_merged(screen, revision)


def _tell_merged(screen: Screen, revision: Revision) -> None:
    """Two annotations of the same words came to say the same, and are one now: say so, and select that one."""
    gone = [change.before for change in revision.changes if change.after is None]
    body = next((one.body for one in gone if isinstance(one, Annotation) and isinstance(one.body, Entity)), None)
    desk = screen.desk
    if body is None or desk.session is None:
        return
    here = (item for item in desk.session.touching(body.span.start, body.span.end) if isinstance(item.body, Entity))
    same = next((item for item in here if item.body.bounds == body.span), None)
    if same is not None:
        desk.select(same.id, scroll=False)
        screen.hint("These words were there twice, with two labels. Now they say the same, and are one annotation.")
