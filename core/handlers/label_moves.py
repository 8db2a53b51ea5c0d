"""Labels take each other's place, in the whole library: by another name, by merging, and by taking either back.

What bears a label that has a successor is moved to the successor, so nothing ever bears one that has: neither an
annotation, nor a suggestion, nor a rule of the memory. Models and files may go on using the old name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from core.bodies import Entity
from core.commands import MergeLabel, RenameLabel
from core.counted import counted
from core.errors import ConflictError, RefusedError
from core.handlers.label_set import refuse_bad_label, refuse_taken_keys, refuse_twin
from core.history import key_of, same_but_version
from core.labels import heirs, settled
from core.records import Annotation, Change, Label, MemoryRule, Record, Revision, Suggestion
from core.unit_of_work import Plan, UnitOfWork

Key: TypeAlias = tuple[str, str]


def rename_label(uow: UnitOfWork, command: RenameLabel) -> Plan:
    labels = {label.name: label for label in uow.labels()}
    old, name = _standing(labels, command.name), command.new_name.strip()
    there = labels.get(name)
    if name == old.name:
        raise RefusedError(f"The label is called {name} already. Nothing was changed.")
    if there is not None and heirs(labels.values()).get(name) != old.name:
        raise RefusedError(f"There is a label {name} already. Merge {old.name} into it instead.")
    if there is None:
        refuse_twin((one for one in labels if one != old.name), name)
    new = replace(old, name=name, version=0)
    refuse_bad_label(new)
    moved = list(_moved(uow, old.name, name))
    gone = replace(old, key="", retired=True, successor=name)
    return Plan(None, (Change(there, new), Change(old, gone, told(moved)), *moved))


def merge_label(uow: UnitOfWork, command: MergeLabel) -> Plan:
    labels = {label.name: label for label in uow.labels()}
    old, into = _standing(labels, command.name), _standing(labels, command.into)
    if old.name == into.name:
        raise RefusedError("A label cannot be merged into itself. Nothing was changed.")
    if into.retired:
        raise RefusedError(f"The label {into.name} is retired. Bring it back first, or choose another.")
    moved = list(_moved(uow, old.name, into.name, uow.doubled(old.name, into.name)))
    gone = replace(old, key="", retired=True, successor=into.name)
    return Plan(None, (Change(old, gone, told(moved)), *moved))


def _standing(labels: Mapping[str, Label], name: str) -> Label:
    label = labels.get(name)
    if label is None:
        raise RefusedError(f"The label set has no label {name}. Nothing was changed.")
    if label.successor:
        raise RefusedError(f"The label {name} is called {heirs(labels.values())[name]} by now. Nothing was changed.")
    return label


def _moved(uow: UnitOfWork, name: str, into: str, doubled: frozenset[str] = frozenset()) -> Iterator[Change]:
    """The changes that give everything with a label another one.

    ``doubled`` are annotations beside which one with the other label stands already: two would say the same, so those
    that came with a file go. One that was made of a suggestion stays, as its suggestion must not be left alone.
    """
    to = {name: into}
    for item, words in uow.bearing(name):
        is_double = isinstance(item, Annotation) and item.run is None and item.id in doubled
        yield Change(item, None if is_double else settled(item, to), words)
    for rule in uow.rules_with(name):
        yield Change(rule, settled(rule, to))


def told(changes: Iterable[Change]) -> str:
    """How much is moved, in words; "" for nothing. It stands in the log with the label that gave way."""
    records = [change.record for change in changes]
    entities = [one for one in records if isinstance(one, Annotation)]
    suggestions = sum(isinstance(one, Suggestion) for one in records)
    rules = sum(isinstance(one, MemoryRule) for one in records)
    articles = len({one.set_id for one in records if isinstance(one, Annotation | Suggestion)})
    parts = [
        counted(count, singular, plural)
        for count, singular, plural in (
            (len(entities), "annotation", "annotations"),
            (suggestions, "suggestion", "suggestions"),
            (rules, "rule of the memory", "rules of the memory"),
        )
        if count
    ]
    where = f" in {counted(articles, 'article')}" if articles else ""
    return f"{', '.join(parts)}{where}"


# ------------------------------------------------------------------------------------------------------ taking it back


def is_about_labels(revision: Revision) -> bool:
    """Whether a revision is one of the label set, not one of an article that brought a label along."""
    return revision.article is None and any(isinstance(change.record, Label) for change in revision.changes)


def taken_back(uow: UnitOfWork, revision: Revision) -> tuple[Change, ...]:
    """The changes that take a revision of the label set back.

    A label that came in is retired, as it may be in use by now. What was moved and still stands so moves back; what
    somebody has changed since stays as it is.

    Raises:
        ConflictError: a label has been changed since.
        RefusedError: two labels would have one key.
    """
    now = {label.name: label for label in uow.labels()}
    labels = dict(_labels_back(uow, revision, now))
    refuse_taken_keys({**now, **labels}.values())
    after = heirs({**now, **labels}.values())
    items = _items_back(uow, revision, after)
    giving_way = [name for name, label in labels.items() if label.successor and not now[name].successor]
    for name in giving_way:  # also what came to bear the label since, beside what stands by now
        moved = _moved(uow, name, after[name], uow.doubled(name, after[name]))
        items.update((key_of(change.record), change) for change in moved)
    changed = (Change(now[name], label) for name, label in labels.items() if now[name] != label)
    return (*changed, *items.values())


def _labels_back(uow: UnitOfWork, revision: Revision, now: Mapping[str, Label]) -> Iterator[tuple[str, Label]]:
    changes = [change for change in revision.changes if isinstance(change.record, Label)]
    if revision.intent == "set_label" and len(changes) > 1:
        raise RefusedError("The labels that the library began with may be in use, so they stay. Retire single ones.")
    came_from = {change.after.successor: change.after.name for change in changes if isinstance(change.after, Label)}
    for change in changes:
        name = change.record.id
        if not same_but_version(now.get(name), change.after):
            later = uow.last_change(("label", name))
            by = "" if later is None else f" by {later.annotator}, in revision {later.id}"
            raise ConflictError(
                f"The label {name} has been changed since{by}, so revision {revision.id} cannot be taken back alone. "
                "Nothing was changed. Take the later change back first.",
                None if later is None else later.id,
            )
        if isinstance(change.before, Label):
            yield name, change.before
        else:
            yield name, replace(now[name], key="", retired=True, successor=came_from.get(name, ""))


def _items_back(uow: UnitOfWork, revision: Revision, after: Mapping[str, str]) -> dict[Key, Change]:
    """The changes of all but labels, where what the revision left behind still stands."""
    changes = [change for change in revision.changes if not isinstance(change.record, Label)]
    bearing: dict[Key, Record] = {}
    for label in {label for change in changes if (label := label_of(change.after))}:
        bearing.update((key_of(item), item) for item, _ in uow.bearing(label))
    back: dict[Key, Change] = {}
    for change in changes:
        key = key_of(change.record)
        is_item = isinstance(change.after, Annotation | Suggestion)
        current = bearing.get(key) if is_item else uow.record(key)
        before = None if change.before is None else settled(change.before, after)
        if same_but_version(current, change.after) and not same_but_version(current, before):
            back[key] = Change(current, before, change.text)
    return back


def label_of(record: Record | None) -> str:
    is_entity = isinstance(record, Annotation | Suggestion) and isinstance(record.body, Entity)
    return record.body.label if is_entity else ""  # type: ignore[union-attr]
