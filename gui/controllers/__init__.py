"""What the actions do: for every ``run`` of :mod:`gui.actions` a function ``(screen)`` or ``(screen, argument)``.

A correction reads the context, makes one command and submits it; what follows on the screen waits for the revision.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import ModuleType

from gui.controllers import (
    articles,
    boundaries,
    decisions,
    finding,
    go,
    labels,
    past,
    people,
    quotes,
    remarks,
    same_text,
    views,
)
from gui.screen import Screen

_MODULES: dict[str, ModuleType] = {
    "articles": articles,
    "boundaries": boundaries,
    "decisions": decisions,
    "finding": finding,
    "go": go,
    "labels": labels,
    "past": past,
    "people": people,
    "quotes": quotes,
    "remarks": remarks,
    "same_text": same_text,
    "views": views,
}


def handler(run: str) -> Callable[[Screen], None]:
    """The function that a ``run`` names, with its argument bound."""
    place, _, argument = run.partition(":")
    module, _, name = place.partition(".")
    function: Callable[..., None] = getattr(_MODULES[module], name)
    return partial(_with_argument, function, argument) if argument else function


def _with_argument(function: Callable[..., None], argument: str, screen: Screen) -> None:
    function(screen, argument)
