"""Which keys each action has: those of the table, or the editor's own. No Qt.

One map for the application, as there is one editor before it. Whoever shows a key asks here, so that what is shown is
what acts. Own keys are kept in the settings, as ``action=Key Key``; an action that keeps the table's keys is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gui.actions import ACTIONS, BY_ID, LETTERS, Action

Own = dict[str, tuple[str, ...]]

_SYMBOLS = {"Return": "⏎", "Enter": "⏎", "Backspace": "⌫", "Delete": "⌦"}
_SHIFT = re.compile(r"^Shift\+(?=.$)")
_NAMED = re.compile(r"\{(\w+)\}")
_CARET = frozenset({"Up", "Down", "PgUp", "PgDown", "Home", "End"})
_HELD = ("Ctrl+", "Alt+", "Meta+")
_FUNCTION = re.compile(r"(Shift\+)?F\d+")

_own: Own = {}
_taken: frozenset[str] = frozenset()


# ----------------------------------------------------------------------------------------------------------- settings


def parsed(lines: Iterable[str]) -> Own:
    """Own keys from the settings; what names no action of this version is passed over."""
    found: Own = {}
    for line in lines:
        id, _, keys = line.partition("=")
        if id in BY_ID:
            found[id] = tuple(keys.split())
    return found


def written(own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The same for the settings."""
    return tuple(f"{id}={' '.join(keys)}" for id, keys in sorted(own.items()))


def use(own: Own) -> None:
    """From now on these are the editor's own keys."""
    global _own, _taken  # noqa: PLW0603  # one map for the application
    _own = own
    _taken = frozenset(keys for id, mine in own.items() if not _is_letter(BY_ID[id]) for keys in mine)


def own() -> Own:
    return dict(_own)


# ------------------------------------------------------------------------------------------------------------- asking


def keys_of(action: Action) -> tuple[str, ...]:
    """Its keys now. The letters of labels give way to what an editor chose for an action."""
    if action.id in _own:
        return _own[action.id]
    if _taken and _is_letter(action):
        return tuple(keys for keys in action.keys if keys not in _taken)
    return action.keys


def _is_letter(action: Action) -> bool:
    """Whether it is the row of a letter that a label may have."""
    return action.id.rpartition("_")[2] in LETTERS and action.id.startswith("label_")


def short(id: str) -> str:
    """An action's first key as a button shows it: ⏎, ⇧A, Ctrl+K; "" where it has none."""
    keys = keys_of(BY_ID[id])
    return _SYMBOLS.get(keys[0]) or _SHIFT.sub("⇧", keys[0]) if keys else ""


def with_key(words: str, id: str) -> str:
    """A button's words with the key behind them, where there is one."""
    return f"{words} {short(id)}".rstrip()


def told(sentence: str) -> str:
    """The sentence with keys in the place of actions: “press {next_undecided}”."""
    return _NAMED.sub(lambda match: _in_sentence(match[1]) if match[1] in BY_ID else match[0], sentence)


def _in_sentence(id: str) -> str:
    keys = keys_of(BY_ID[id])
    return keys[0] if keys else f"“{BY_ID[id].text}”"


# ----------------------------------------------------------------------------------------------------------- refusing


def objection(action: Action, keys: str, labels: Mapping[str, str]) -> str:
    """Why an action cannot have a key, as a sentence; "" where it can.

    Args:
        action: the one that would have it.
        keys: in Qt's portable form.
        labels: the names of labels by the letters and digits that are theirs.
    """
    for other in ACTIONS:
        if other.id != action.id and keys in keys_of(other):
            letter = other.id.rpartition("_")[2]
            if _is_letter(other) and letter not in labels:
                continue  # no label has it, so it is free
            name = labels[letter] if other.id.startswith("label_") and letter in labels else other.text
            return f"{keys} is {name.rstrip('…')}. Choose another, or change that one first."
    if keys in _CARET:
        return f"{keys} moves about in the text. Choose another, or hold Ctrl or Alt with it."
    is_bare = not keys.startswith(_HELD) and not _FUNCTION.fullmatch(keys)
    if is_bare and not action.in_article:
        return (
            f"{keys} alone would be heard wherever one types, as {action.text.rstrip('…')} is not about the article. "
            "Hold Ctrl or Alt with it."
        )
    return ""
