"""What an export is asked for, as frozen values."""

from __future__ import annotations

import re
from dataclasses import field
from enum import StrEnum

from core.bodies import Layer
from core.errors import RefusedError
from core.frozen import frozen
from core.records import Status

LAYERS = {"entities": Layer.ENTITY, "quotes": Layer.QUOTE}
"""What can be exported, by the name it has on the command line and in reports."""


class Undecided(StrEnum):
    """What becomes of suggestions that nobody has decided, and of the text that nobody has looked at."""

    MISSING = "missing"
    AS_SUGGESTED = "as-suggested"


@frozen
class Split:
    """Of a hundred articles, how many train, how many are held back to choose the best model, how many to test it."""

    train: int = 80
    dev: int = 20
    test: int = 0

    def __post_init__(self) -> None:
        if min(self.train, self.dev, self.test) < 0 or self.train == 0 or self.dev == 0:
            raise RefusedError(
                "A split needs something to train on and something to evaluate on, as 80/20 or 80/10/10."
            )
        if self.train + self.dev + self.test != 100:
            raise RefusedError(
                f"The parts of the split {self} come to {self.train + self.dev + self.test}, not to 100."
            )

    @classmethod
    def parse(cls, text: str) -> Split:
        """Of "80/20" or "80/10/10". Raises RefusedError where it is neither."""
        if not re.fullmatch(r"\d{1,3}(/\d{1,3}){1,2}", text.strip(), re.ASCII):
            raise RefusedError(f"“{text}” is no split. Write percents as 80/20, or 80/10/10 to have a test part too.")
        return cls(*map(int, text.split("/")))

    def __str__(self) -> str:
        return f"{self.train}/{self.dev}" + (f"/{self.test}" if self.test else "")


@frozen
class ExportOptions:
    """What to export, and how.

    ``statuses`` is which articles; ``None`` leaves it to the format: "jsonl" takes all, "spacy" all but flagged ones.
    """

    format: str = "spacy"
    statuses: tuple[Status, ...] | None = None
    layers: tuple[Layer, ...] = tuple(LAYERS.values())
    split: Split = field(default_factory=Split)
    seed: int = 0
    undecided: Undecided = Undecided.MISSING
    whose: str | None = None  # see core.training.whose: ``None`` is gold where there is one, else the shared set
