"""The memory of decisions: what was made of which words, in all articles, and what follows from it for new ones.

What stands counts for its label; what was rejected counts against the words being an entity at all. Words about which
all decisions agree are a *lesson*: the memory proposes their label, or that they are none. A rule that an editor set by
hand goes before whatever was counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TypeAlias

from core.bodies import Entity, Span
from core.frozen import frozen
from core.ids import new_id
from core.matching import bare, find, is_mention
from core.records import Annotation, Change, MemoryRule, Origin, Record, Run, RunResult, Suggestion, Verdict
from core.text import tokens

HELD_BACK = "memory"
"""The reason of a suggestion that was withdrawn because the memory knows better; it may come back."""

MEMORY = "memory"
"""The suggester’s name."""

LONGEST = 100
"""Mentions with more characters than these are not remembered: they do not come again."""

REJECTED_OFTEN = 2
"""So many rejections, and nothing else, make words that are no entity: one may be a slip, or meant for one place."""

OTHER_REASONS = frozenset({"wrong label", "double"})
"""Reasons for a rejection that do not say that the words are no entity."""

Count: TypeAlias = tuple[str, str, bool]
"""Words, label, and whether it was kept (else it was rejected)."""


def key_of_words(words: str) -> str:
    """The words as they are remembered: without a possessive ending, with plain spaces and apostrophes."""
    return " ".join(bare(words).replace("’", "'").split())


def first_token(words: str) -> str:
    """By which remembered words are found in a text."""
    return next((words[start:end] for start, end in tokens(words)), "")


# ------------------------------------------------------------------------------------------------------------- counting


def counted(record: Record | None, text: str) -> Count | None:
    """What a record adds to the memory; ``None`` for most. What came with a file was decided elsewhere."""
    return _counted(record, lambda span: span.of(text))


def _counted(record: Record | None, words_of: Callable[[Span], str]) -> Count | None:
    if not isinstance(record, Annotation | Suggestion) or not isinstance(record.body, Entity):
        return None
    if isinstance(record, Annotation):
        if record.origin is Origin.IMPORT:
            return None
    elif record.verdict is not Verdict.REJECTED or record.reason in OTHER_REASONS:
        return None
    span = record.body.span
    words = key_of_words(words_of(span)) if span.end - span.start <= LONGEST else ""
    return (words, record.body.label, isinstance(record, Annotation)) if words else None


def learned(changes: Iterable[Change], text: str | None) -> Counter[Count]:
    """By how much the changes of a revision move the counts; what does not move is left out.

    Args:
        changes: of one article, or of many.
        text: of the article; ``None`` where there are many, and each change says which words it covers.
    """
    moved: Counter[Count] = Counter()
    for change in changes:
        words_of = partial(_covered, change.text, text)
        for record, sign in ((change.before, -1), (change.after, 1)):
            count = _counted(record, words_of)
            if count is not None:
                moved[count] += sign
    return Counter({count: by for count, by in moved.items() if by})


def _covered(told: str, text: str | None, span: Span) -> str:
    """The words of a span: of a text, or as the change tells them."""
    return told if text is None else span.of(text)


# ---------------------------------------------------------------------------------------------------------------- runs


def new_run(text_sha256: str) -> Run:
    """A run of the memory over a text."""
    return Run(new_id(), MEMORY, "decisions", "1", "{}", datetime.now(UTC), text_sha256)


def silent(text_sha256: str) -> RunResult:
    """The run of a memory that is switched off: what it proposed for this text before is withdrawn."""
    return RunResult(new_run(text_sha256), ())


# -------------------------------------------------------------------------------------------------------------- lessons


@frozen
class Remembered:
    """All that is known of some words: how often which label stands, and how often which was rejected."""

    words: str
    kept: tuple[tuple[str, int], ...] = ()
    rejected: tuple[tuple[str, int], ...] = ()
    rule: MemoryRule | None = None

    @property
    def lesson(self) -> Lesson:
        if self.rule is not None:
            return Lesson(self.words, self.rule.label, 0, self.rule.proposes)
        kept, rejected = dict(self.kept), dict(self.rejected)
        if not kept:
            times = sum(rejected.values())
            return Lesson(self.words, None, times, times >= REJECTED_OFTEN)
        label = max(kept, key=lambda name: (kept[name], name))
        return Lesson(self.words, label, kept[label], len(kept) == 1 and label not in rejected)

    def told(self) -> str:
        """A sentence to the editor: “you made this GPE 11 times”."""
        if self.rule is not None:
            if not self.rule.proposes:
                return "forgotten: the memory says nothing of these words"
            return f"by your rule, {self.rule.label or 'no entity'}"
        parts = [f"{label} {times(count)}" for label, count in sorted(self.kept, key=lambda pair: -pair[1])]
        made = [f"made this {' and '.join(parts)}"] if parts else []
        often = sum(count for _, count in self.rejected)
        rejected = [f"rejected it {times(often)}"] if often else []
        return f"you {', and '.join(made + rejected)}" if made or rejected else ""


@frozen
class Lesson:
    """What the memory says of some words: a label, or ``None`` for no entity; and whether it is sure enough to."""

    words: str
    label: str | None
    times: int
    holds: bool


def times(count: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


# ----------------------------------------------------------------------------------------------------------- in a text

_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_FEW = 16  # lessons for which the text is looked through one by one


def occurrences(text: str, lessons: Sequence[Lesson]) -> list[tuple[Span, Lesson]]:
    """Where the words of lessons stand in a text, in its order, the longest first where several begin; none overlap."""
    found = _one_by_one(text, lessons) if len(lessons) <= _FEW else _by_tokens(text, lessons)
    chosen: list[tuple[Span, Lesson]] = []
    after = 0
    for span, lesson in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if span.start >= after:
            chosen.append((span, lesson))
            after = span.end
    return chosen


def _one_by_one(text: str, lessons: Iterable[Lesson]) -> Iterator[tuple[Span, Lesson]]:
    for lesson in lessons:
        for span in find(text, lesson.words):
            yield span, lesson


def _by_tokens(text: str, lessons: Iterable[Lesson]) -> Iterator[tuple[Span, Lesson]]:
    by_first: dict[str, list[tuple[list[str], Lesson]]] = {}
    for lesson in lessons:
        by_first.setdefault(first_token(lesson.words), []).append((lesson.words.split(), lesson))
    for start, end in tokens(text):
        for pieces, lesson in by_first.get(text[start:end].replace("’", "'"), ()):
            last = _end_of(text, start, pieces)
            if last is not None and is_mention(text, start, last):
                yield Span(start, last), lesson


def _end_of(text: str, at: int, pieces: Sequence[str]) -> int | None:
    """Where words that begin at an offset end; ``None`` where other words stand there."""
    for nth, piece in enumerate(pieces):
        if nth:
            gap = _GAP.match(text, at)
            if gap is None or gap.end() == at:
                return None
            at = gap.end()
        if text[at : at + len(piece)].replace("’", "'") != piece:
            return None
        at += len(piece)
    return at
