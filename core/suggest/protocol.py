"""What a suggester is: text in, proposals out."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from core.records import Proposal


@runtime_checkable
class Suggester(Protocol):
    """One of the things that propose annotations; it says by which model and settings it does."""

    @property
    def name(self) -> str:
        """Which suggester: "entities", "quotes", "memory"."""
        ...

    @property
    def model(self) -> str:
        """The pipeline it asks, or its own name where it needs none."""
        ...

    @property
    def model_version(self) -> str: ...

    @property
    def settings(self) -> str:
        """Its settings as JSON; the same settings give the same string."""
        ...

    def propose(self, text: str) -> list[Proposal]:
        """The proposals for one text."""
        ...
