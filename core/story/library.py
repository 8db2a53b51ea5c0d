"""The sentences of what is done to the library itself: labels, rulings, rules of the memory; see :mod:`core.story`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from core.records import MemoryRule, Revision, Ruling
from core.rules import short
from core.rulings import BY_NAME
from core.story.labels import label_story

Told: TypeAlias = tuple[str, str, str, str]
"""The sentence, what was before, what is after, the detail."""


def told(revision: Revision) -> Told | None:
    """The sentence of a revision, if it is one of these."""
    teller = _TELLERS.get(revision.intent)
    return teller(revision) if teller is not None else None


def _told(sentence: str, before: str = "", after: str = "", detail: str = "") -> Told:
    return sentence, before, after, detail


def _memory_rule(revision: Revision) -> Told:
    rules = [change for change in revision.changes if isinstance(change.record, MemoryRule)]
    if not rules:
        return _told("changed the memory of decisions")
    before, after = rules[0].before, rules[0].after
    told = [_rule(side) if isinstance(side, MemoryRule) else "" for side in (before, after)]
    words = f"“{short(rules[0].record.id)}”"
    if after is None:
        return _told(f"let the memory of {words} count again", told[0])
    if told[1] == _FORGOTTEN:
        return _told(f"made the memory forget {words}", told[0])
    return _told(f"told the memory that {words} is {told[1]}", told[0], told[1])


_FORGOTTEN = "nothing"


def _rule(rule: MemoryRule) -> str:
    return (rule.label or "no entity") if rule.proposes else _FORGOTTEN


def _labels(revision: Revision) -> Told:
    told = label_story(revision)
    return told.sentence, told.before, told.after, told.detail


def _ruled(revision: Revision) -> Told:
    ruling = next((change.after for change in revision.changes if isinstance(change.after, Ruling)), None)
    if ruling is None or ruling.name not in BY_NAME:
        return _told("changed a ruling")
    before, after = ("no", "yes") if ruling.on else ("yes", "no")
    return _told(f"ruled on “{BY_NAME[ruling.name].title}”", before, after)


_TELLERS: Mapping[str, Callable[[Revision], Told]] = {
    "set_memory_rule": _memory_rule,
    **dict.fromkeys(("set_label", "rename_label", "merge_label", "order_labels", "adopt_labels"), _labels),
    "set_ruling": _ruled,
}
