"""What can be asked about articles, suggestions and what is remembered."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import ArticleDraft, MemoryRule, RunResult, Status


@dataclass(frozen=True, slots=True)
class ImportArticle:
    """Take an article into the library. Refused when an article with the same text is there."""

    draft: ArticleDraft


@dataclass(frozen=True, slots=True)
class SetStatus:
    article: str
    status: Status


@dataclass(frozen=True, slots=True)
class RecordSuggestions:
    """Write down what suggesters proposed for an article; refused when its text is another one than they read."""

    article: str
    results: tuple[RunResult, ...]
    memory: bool = (
        False  # let what was decided before propose too, and go before the models where it agrees with itself
    )


@dataclass(frozen=True, slots=True)
class Recall:
    """Bring what is suggested on some words of an article in line with what was decided about them by now.

    ``quotes`` are the ids of undecided ones, which are weighed again and named by what was decided about their like.
    """

    article: str
    words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetMemoryRule:
    """Tell the memory what to propose on some words, or to be silent; ``None`` lets what was counted decide again."""

    words: str
    rule: MemoryRule | None


@dataclass(frozen=True, slots=True)
class SetRuling:
    """Switch a ruling of the newsroom on or off; later suggestions follow it."""

    name: str
    on: bool
