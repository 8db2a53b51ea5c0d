"""What an export says of itself: what is in it, and everything that is not, with the reason."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from core.codec import time_to_json
from core.counted import counted
from core.frozen import frozen
from core.rules import short

MADE_BY = "copydesk export"


@frozen
class LeftOut:
    """A span that is in the library and not, or not everywhere, in the data. Offsets are into the article's text."""

    what: str
    """"misaligned": no token boundary fits; "overlap": not in doc.ents; "excluded": in or across an excluded region;
    "contradicted": rejected once, and annotated since; "without-content": a source or a cue of a quote
    without content."""
    article: str
    headline: str
    layer: str
    label: str
    start: int
    end: int
    text: str
    reason: str
    nearest: str | None = None
    """The nearest stretch of whole tokens, for misaligned spans."""


@frozen
class PassedOver:
    """An article that is not in the data."""

    article: str
    headline: str
    reason: str


@dataclass(slots=True)
class Part:
    """What is in one file of the data."""

    articles: list[str] = field(default_factory=list)
    tokens: int = 0
    tokens_missing: int = 0
    """Of which nobody has said whether they are in an entity."""
    tokens_outside: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    """In doc.ents, by label."""
    spans: Counter[str] = field(default_factory=Counter)
    """In the span groups, by "doc.spans[…] LABEL"; in JSONL, the quotes, and those without content by themselves."""

    def to_json(self) -> dict[str, Any]:
        return {
            "articles": self.articles,
            "tokens": self.tokens,
            "tokens_missing": self.tokens_missing,
            "tokens_outside": self.tokens_outside,
            "entities": dict(sorted(self.entities.items())),
            "spans": dict(sorted(self.spans.items())),
        }


@dataclass(slots=True)
class Report:
    """An export's own account; complete when the export has returned."""

    folder: str
    format: str
    at: datetime
    library: str
    options: dict[str, Any]
    parts: dict[str, Part] = field(default_factory=dict)
    decisions: Counter[str] = field(default_factory=Counter)
    """Annotations by how they came to stand: added, imported, accepted, corrected; "pending" ones are silver."""
    left_out: list[LeftOut] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def articles(self) -> int:
        return len({id for part in self.parts.values() for id in part.articles})

    @property
    def gold(self) -> int:
        """Annotations that somebody decided."""
        return self.decisions.total() - self.silver

    @property
    def silver(self) -> int:
        """Suggestions that were taken as they are."""
        return self.decisions["pending"]

    def to_json(self) -> dict[str, Any]:
        return {
            "made_by": MADE_BY,
            "at": time_to_json(self.at),
            "folder": self.folder,
            "format": self.format,
            "library": self.library,
            "options": self.options,
            "articles": self.articles,
            "gold": self.gold,
            "silver": self.silver,
            "decisions": self.decisions,
            "parts": {name: part.to_json() for name, part in self.parts.items()},
            "left_out": [asdict(one) for one in self.left_out],
            "passed_over": [asdict(one) for one in self.passed_over],
            "notes": self.notes,
        }

    def to_json_text(self) -> str:
        return json.dumps(self.to_json(), ensure_ascii=False, indent=2) + "\n"

    def to_markdown(self) -> str:
        """The same to be read: a summary, then everything that was left out."""
        lines = [f"# Export of {self.at:%Y-%m-%d %H:%M} UTC", ""]
        gold, silver = counted(self.gold, "annotation"), counted(self.silver, "suggestion")
        lines += [f"{counted(self.articles, 'article')}: {gold} decided (gold), {silver} taken undecided (silver)."]
        lines += ["", *(f"- {note}" for note in self.notes)] if self.notes else []
        lines += ["", "## What is in it", "", *self._counts()]
        lines += ["", f"## Left out: {len(self.left_out)}", ""]
        lines += [_told(one) for one in self.left_out] or ["Nothing."]
        lines += ["", f"## Articles passed over: {len(self.passed_over)}", ""]
        lines += [f"- {_cell(one.headline)} ({one.article}): {one.reason}" for one in self.passed_over] or ["None."]
        lines += ["", "## How it was made", "", f"- library: {self.library}"]
        for name, value in self.options.items():
            lines.append(f"- {name}: {', '.join(value) if isinstance(value, list) else value}")
        return "\n".join(lines) + "\n"

    def _counts(self) -> list[str]:
        """A table with a row for each thing that is counted, and a column for each part."""
        rows: dict[str, list[int]] = {"articles": [len(part.articles) for part in self.parts.values()]}
        if any(part.tokens for part in self.parts.values()):
            rows["tokens"] = [part.tokens for part in self.parts.values()]
            rows["tokens of which nobody said anything"] = [part.tokens_missing for part in self.parts.values()]
        for name in sorted({label for part in self.parts.values() for label in part.entities}):
            rows[f"entities: {name}"] = [part.entities[name] for part in self.parts.values()]
        for name in sorted({label for part in self.parts.values() for label in part.spans}):
            rows[name] = [part.spans[name] for part in self.parts.values()]
        head = ["| | " + " | ".join(self.parts) + " |", "| --- |" + " ---: |" * len(self.parts)]
        return head + [f"| {_cell(name)} | " + " | ".join(map(str, row)) + " |" for name, row in rows.items()]


def _told(one: LeftOut) -> str:
    nearest = f" Nearest: “{_cell(one.nearest)}”." if one.nearest is not None else ""
    return (
        f"- **{one.what}** {one.label} “{_cell(one.text)}” at {one.start}–{one.end} "
        f"in {_cell(one.headline)} ({one.article}): {one.reason}{nearest}"
    )


def _cell(text: str) -> str:
    return short(text, 80).replace("|", "\\|")
