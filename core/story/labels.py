"""What a revision did to the label set, in words."""

from __future__ import annotations

from collections.abc import Iterator

from core.frozen import frozen
from core.records import Change, Example, Label, Revision


@frozen
class LabelStory:
    """A sentence that goes on from who did it, what was there before and after, and more where there is more."""

    sentence: str
    before: str = ""
    after: str = ""
    detail: str = ""


def label_story(revision: Revision) -> LabelStory:
    changes = [change for change in revision.changes if isinstance(change.after, Label)]
    if not changes:
        return LabelStory("changed the label set")
    match revision.intent:
        case "rename_label" | "merge_label":
            return _gave_way(changes, revision.intent)
        case "order_labels":
            first = " · ".join(c.after.name for c in _in_order(changes)[:4] if isinstance(c.after, Label))
            return LabelStory("put the labels into another order", after=first)
        case "adopt_labels":
            return _adopted(changes)
        case _:
            return _changed(changes)


def _gave_way(changes: list[Change], intent: str) -> LabelStory:
    gone = next((c for c in changes if isinstance(c.after, Label) and c.after.successor), changes[-1])
    after = gone.after
    assert isinstance(after, Label)
    if intent == "rename_label":
        return LabelStory(f"renamed the label {after.name}", after.name, after.successor, gone.text)
    return LabelStory(f"merged the label {after.name} into {after.successor}", after.name, after.successor, gone.text)


def _in_order(changes: list[Change]) -> list[Change]:
    placed = [change for change in changes if isinstance(change.after, Label) and change.after.place]
    return sorted(placed, key=lambda change: change.after.place if isinstance(change.after, Label) else 0)


def _adopted(changes: list[Change]) -> LabelStory:
    new = [change.record.id for change in changes if change.before is None]
    retired = [
        change.record.id
        for change in changes
        if isinstance(change.before, Label)
        and isinstance(change.after, Label)
        and change.after.retired > change.before.retired
    ]
    changed = len(changes) - len(new) - len(retired)
    parts = [f"added {', '.join(new)}"] if new else []
    parts += [f"changed {changed}"] if changed else []
    parts += [f"retired {', '.join(retired)}"] if retired else []
    return LabelStory("took over a label set", detail=" · ".join(parts))


def _changed(changes: list[Change]) -> LabelStory:
    names = [change.record.id for change in changes]
    verb = "added" if changes[0].before is None else "changed"
    if len(changes) > 1:
        return LabelStory(f"{verb} {len(names)} labels", detail=", ".join(names))
    before, after = changes[0].before, changes[0].after
    if not isinstance(before, Label) or not isinstance(after, Label):
        return LabelStory(f"added the label {names[0]}", after=names[0])
    differences = list(_differences(before, after))
    if len(differences) == 1:
        return differences[0]
    detail = "; ".join(told.sentence for told in differences)
    return LabelStory(f"changed the label {after.name}", detail=detail)


def _differences(before: Label, after: Label) -> Iterator[LabelStory]:
    name = after.name
    if before.retired != after.retired:
        yield LabelStory(f"retired the label {name}" if after.retired else f"brought the label {name} back")
    if before.colour != after.colour:
        yield LabelStory(f"gave the label {name} another colour", before.colour, after.colour)
    if before.key != after.key:
        sentence = f"gave the label {name} the key {after.key}" if after.key else f"took the key of the label {name}"
        yield LabelStory(sentence, before.key, after.key)
    if before.title != after.title:
        sentence = f"called the label {name} “{after.title}”" if after.title else f"took the title of the label {name}"
        yield LabelStory(sentence, before.title, after.title)
    if before.guideline != after.guideline:
        yield LabelStory(f"wrote the guideline of the label {name}", before.guideline, after.guideline)
    if before.examples != after.examples:
        told = [_examples(side.examples) for side in (before, after)]
        yield LabelStory(f"changed the examples of the label {name}", *told)
    if before.place != after.place:
        yield LabelStory(f"moved the label {name}")
    if before.successor != after.successor:
        yield LabelStory(f"let the label {name} stand for itself again", before.successor, after.successor)


def _examples(examples: tuple[Example, ...]) -> str:
    return " · ".join(f"{'✓' if example.good else '✗'} {example.text}" for example in examples)
