"""The label set is edited: labels added, changed, put in order, or taken over from a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from core.commands import AdoptLabels, OrderLabels, SetLabel
from core.errors import ConflictError, RefusedError
from core.history import stamped
from core.labels import is_colour, refuse_unmarked
from core.records import Change, Label
from core.unit_of_work import Plan, UnitOfWork

SAME = "That is as it already is. Nothing was changed."


def set_label(uow: UnitOfWork, command: SetLabel) -> Plan:
    label, labels = command.label, {label.name: label for label in uow.labels()}
    refuse_bad_label(label)
    before = labels.get(label.name)
    if before is None:
        refuse_twin(labels, label.name)
    elif command.seen_version not in (None, before.version):
        raise ConflictError(
            f"Somebody has changed the label {label.name} in the meantime. "
            "Nothing was changed; look at it as it is now and change it again."
        )
    if label.successor and (before is None or before.successor != label.successor):
        raise RefusedError(f"A label gives way by merging it into {label.successor}. Nothing was changed.")
    refuse_taken_keys({**labels, label.name: label}.values())
    if before is not None and stamped(before, 0) == stamped(label, 0):
        raise RefusedError(SAME)
    return Plan(None, (Change(before, label),))


def order_labels(uow: UnitOfWork, command: OrderLabels) -> Plan:
    labels = {label.name: label for label in uow.labels()}
    unknown = [name for name in command.names if name not in labels]
    if unknown:
        raise RefusedError(f"The label set has no label {unknown[0]}. Nothing was changed.")
    places = {name: place for place, name in enumerate(dict.fromkeys(command.names), 1)}
    changes = [
        Change(label, replace(label, place=places.get(label.name, 0)))
        for label in labels.values()
        if label.place != places.get(label.name, 0)
    ]
    if not changes:
        raise RefusedError(SAME)
    return Plan(None, tuple(changes))


def adopt_labels(uow: UnitOfWork, command: AdoptLabels) -> Plan:
    """Keys go to the labels that come in; who had them keeps everything else."""
    labels = {label.name: label for label in uow.labels()}
    wanted = {
        label.name: replace(label, place=place, version=0, successor="")
        for place, label in enumerate(command.labels, 1)
    }
    if len(wanted) != len(command.labels):
        raise RefusedError("The label set names a label twice. Nothing was changed; name each once.")
    for label in wanted.values():
        refuse_bad_label(label)
        if label.name not in labels:
            refuse_twin(labels, label.name)
    refuse_taken_keys(wanted.values())
    keys = {label.key.casefold() for label in wanted.values() if label.key and not label.retired}
    after = dict(wanted)
    for name, label in labels.items():
        if name not in wanted:
            key = "" if label.key.casefold() in keys else label.key
            after[name] = replace(label, key=key, place=0, retired=label.retired or command.retire_others)
    changes = tuple(
        Change(labels.get(name), label)
        for name, label in after.items()
        if name not in labels or stamped(labels[name], 0) != stamped(label, 0)
    )
    if not changes:
        raise RefusedError(SAME)
    return Plan(None, changes)


# ----------------------------------------------------------------------------------------------------------- refusals


def refuse_bad_label(label: Label) -> None:
    """Raises RefusedError where a label has no fit name, colour or examples."""
    if not label.name.strip() or label.name.strip() != label.name:
        raise RefusedError("A label needs a name, without spaces around it.")
    if any((sign.isspace() and sign != " ") or not sign.isprintable() for sign in label.name):
        raise RefusedError(f"The name “{' '.join(label.name.split())}” has signs that no line can hold.")
    if not is_colour(label.colour):
        raise RefusedError(
            f"“{label.colour}” is no colour of a label. Choose one by its name, such as blue, "
            "or give two for light and dark paper, as in #2a5fc9/#7fb0ff."
        )
    if len(label.key) > 1:
        raise RefusedError(f"“{label.key}” is no key of a label: it takes one sign.")
    refuse_unmarked(label.examples)


def refuse_twin(labels: Iterable[str], name: str) -> None:
    """Raises RefusedError where a label is called the same but for capitals: models and files would mix them up."""
    for other in labels:
        if other != name and other.casefold() == name.casefold():
            raise RefusedError(f"There is a label {other} already. Give the new one a name that is not so like it.")


def refuse_taken_keys(labels: Iterable[Label]) -> None:
    """Raises RefusedError where two labels that are offered have the same key."""
    by_key: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        if label.key and not label.retired:
            by_key[label.key.casefold()].append(label)
    for sharing in by_key.values():
        if len(sharing) > 1:
            first, second, *_ = sharing
            raise RefusedError(
                f"The key {first.key} already belongs to {first.name}, so {second.name} cannot have it. "
                "Take another, or take it away there first."
            )
