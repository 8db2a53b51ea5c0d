"""The rulings of a newsroom: switches of the quote engine on which guidelines differ.

They belong to the library, so that all who work in it see suggestions of one mind, and they have a history there. What
nobody ruled on is as :data:`RULINGS` has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.frozen import frozen
from core.records import Ruling


@frozen
class RulingInfo:
    """What a ruling is about, and how the newsroom has it unless the library says otherwise."""

    name: str
    default: bool
    title: str
    example: str


RULINGS: tuple[RulingInfo, ...] = (
    RulingInfo(
        "auxiliaries",
        True,
        "Auxiliaries and adverbs belong to the cue",
        "The cue is “has not said”, not “said”.",
    ),
    RulingInfo(
        "medium",
        True,
        "The medium belongs to the cue",
        "The cue is “said in a statement” or “wrote on Facebook”, not “said” or “wrote”.",
    ),
    RulingInfo(
        "circumstance",
        False,
        "Day and manner belong to the cue",
        "The cue is “said Sunday” or “said with a smile”, not “said”.",
    ),
    RulingInfo(
        "description",
        True,
        "Descriptions belong to the source",
        "The source is “Kamel Wazne, director of the Center”, not “Kamel Wazne”.",
    ),
    RulingInfo(
        "unquoted_rest",
        False,
        "The unquoted rest of a mixed quote is content",
        "In: he said the bridge was “rotten”, the content is: the bridge was “rotten”.",
    ),
    RulingInfo("indirect", False, "Indirect quotes are suggested", "As in: The mayor said the bridge was rotten."),
    RulingInfo(
        "unattributed",
        True,
        "Marks that quote nobody are shown",
        "Scare quotes, titles and nicknames are suggested too, and called so; one key rejects one.",
    ),
)

BY_NAME: Mapping[str, RulingInfo] = {info.name: info for info in RULINGS}


def in_force(rulings: Iterable[Ruling]) -> dict[str, bool]:
    """Every ruling by its name: what the library has, else the default. What a newer version ruled is passed over."""
    ruled = {ruling.name: ruling.on for ruling in rulings}
    return {info.name: ruled.get(info.name, info.default) for info in RULINGS}
