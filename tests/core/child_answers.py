"""What the child of ``test_child`` calls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from threading import Event

from core.errors import ModelError


class Parrot:
    """Says after, as often as it was asked before, and does what some words say."""

    def __init__(self) -> None:
        self._asked = 0

    def __call__(self, question: object) -> Iterator[object]:
        self._asked += 1
        match question:
            case "refuse":
                raise ModelError("There is no such model.")
            case "die":
                yield "last words"
                os._exit(1)
            case "print":
                print("this is no answer", flush=True)
                yield "printed"
            case "sleep":
                yield "sleeping"
                Event().wait()  # until it is stopped
            case _:
                yield from [question] * self._asked
