"""What can be asked about articles, suggestions and what is remembered."""

from __future__ import annotations

from core.frozen import frozen
from core.records import ArticleDraft, MemoryRule, RunResult, Status


@frozen
class ImportArticle:
    """Take an article into the library. Refused when an article with the same text is there."""

    draft: ArticleDraft


@frozen
class SetStatus:
    article: str
    status: Status


@frozen
class RecordSuggestions:
    """Write down what suggesters proposed for an article; refused when its text is another one than they read."""

    article: str
    results: tuple[RunResult, ...]
    memory: bool = (
        False  # let what was decided before propose too, and go before the models where it agrees with itself
    )


@frozen
class Recall:
    """Bring what is suggested on some words of an article in line with what was decided about them by now.

    ``quotes`` are the ids of undecided ones, which are weighed again and named by what was decided about their like.
    """

    article: str
    words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@frozen
class SetMemoryRule:
    """Tell the memory what to propose on some words, or to be silent; ``None`` lets what was counted decide again."""

    words: str
    rule: MemoryRule | None


@frozen
class SetRuling:
    """Switch a ruling of the newsroom on or off; later suggestions follow it."""

    name: str
    on: bool
