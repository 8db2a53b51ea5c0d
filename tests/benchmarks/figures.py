"""A measured figure, and the report that a benchmark leaves: ``build/bench/NAME.json``, a list of figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    case: str
    figure: str | float  # a text where it is printed with a fixed number of places
    unit: str
    goal: str
    holds: bool


def report(path: Path, figures: Sequence[Figure]) -> int:
    """Write the figures, as numbers, and give the exit status: 1 when a goal is missed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [{**asdict(figure), "figure": float(figure.figure)} for figure in figures]
    path.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(figure.holds for figure in figures) else 1
