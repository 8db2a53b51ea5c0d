"""Labels: given to the selected entity, or to selected text."""

from __future__ import annotations

from core.commands import AddEntity, Relabel
from core.model import Entity, Revision
from gui.context import Context, target_of
from gui.desk import items_touched
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
            desk.submit(Relabel(context.article, (context.target,), name))
        return
    # Text that is an entity already is relabelled: the editor should not have to know which of the two it takes.
    there = [i for i in session.touching(span.start, span.end) if isinstance(i.body, Entity) and i.body.span == span]
    if there:
        desk.submit(Relabel(session.id, tuple(target_of(item) for item in there), name), lambda r: _select(screen, r))
    else:
        desk.submit(AddEntity(session.id, span, name), lambda r: _select(screen, r))


def _select(screen: Screen, revision: Revision) -> None:
    touched = items_touched(revision)
    screen.desk.view.set_caret(screen.desk.view.caret())
    if touched:
        screen.desk.select(touched[0], scroll=False)
