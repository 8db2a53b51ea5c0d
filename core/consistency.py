"""Consistency: the same words under different labels, in one article or in all, and what stands where.

Words are the same as the memory knows them: without a possessive ending, in the letters as written. “Washington” may
well be a place here and a person there; so this is a list to look at, and nothing is changed by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from core.bodies import Entity
from core.errors import StoppedError
from core.frozen import frozen
from core.memory import LONGEST, key_of_words
from core.queries import Ask, Cancelled, Report, Store
from core.records import Annotation, Item, Suggestion, Verdict
from core.session import Session
from core.surveys import GOLD, OWN, SetInfo

AT_ONCE = 50
"""Articles read in one question, so that whoever works in the library meanwhile need not wait."""


@frozen
class Use:
    """How often some words bear a label: by decision, and as suggestions that nobody has decided."""

    label: str
    decided: int
    suggested: int = 0

    @property
    def count(self) -> int:
        return self.decided + self.suggested


@frozen
class Mixed:
    """Words under several labels, the label that most decisions agree on first."""

    words: str
    uses: tuple[Use, ...]
    articles: int

    @property
    def usual(self) -> str:
        """The label that the others should perhaps be."""
        return self.uses[0].label

    @property
    def others(self) -> int:
        """How many mentions bear another label than the usual one."""
        return sum(use.count for use in self.uses[1:])


class Tally:
    """Counts labels by words; of many articles, one after the other."""

    def __init__(self) -> None:
        self._decided: dict[str, Counter[str]] = defaultdict(Counter)
        self._suggested: dict[str, Counter[str]] = defaultdict(Counter)
        self._articles: Counter[str] = Counter()

    def count(self, text: str, items: Iterable[Item]) -> None:
        """Add the entities of one article; what was rejected or withdrawn does not count."""
        seen: set[str] = set()
        for item in items:
            if not isinstance(item.body, Entity):
                continue
            if isinstance(item, Suggestion) and item.verdict is not Verdict.PENDING:
                continue
            span = item.body.span
            words = key_of_words(span.of(text)) if span.end - span.start <= LONGEST else ""
            if words:
                counts = self._decided if isinstance(item, Annotation) else self._suggested
                counts[words][item.body.label] += 1
                seen.add(words)
        self._articles.update(seen)

    def mixed(self) -> tuple[Mixed, ...]:
        """What bears several labels, that with the most mentions out of line first."""
        found = (self._of(words) for words in self._articles)
        several = [one for one in found if len(one.uses) > 1]
        return tuple(sorted(several, key=lambda one: (-one.others, one.words.casefold(), one.words)))

    def _of(self, words: str) -> Mixed:
        decided, suggested = self._decided[words], self._suggested[words]
        uses = [Use(label, decided[label], suggested[label]) for label in {**decided, **suggested}]
        uses.sort(key=lambda use: (-use.decided, -use.suggested, use.label))
        return Mixed(words, tuple(uses), self._articles[words])


def mixed_in(session: Session) -> tuple[Mixed, ...]:
    """The words of one article that bear several labels, suggested ones too; not what somebody said is on purpose."""
    tally = Tally()
    tally.count(session.text, (item for item in session.items() if not session.remarks.is_on_purpose(item.id)))
    return tally.mixed()


def mixed_in_library(
    ask: Ask,
    report: Report = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> tuple[Mixed, ...]:
    """The words that bear several labels by decision, in all articles together.

    What was settled by adjudication counts before the rest, and what somebody marks independently does not.

    Args:
        ask: puts one short question to the library.
        report: hears how many of how many articles are counted.
        cancelled: asked now and then whether to stop.

    Raises:
        StoppedError: ``cancelled()`` said so.
    """
    sets = _one_for_each_article(ask(lambda store: store.annotation_sets()))
    tally = Tally()
    for first in range(0, len(sets), AT_ONCE):
        if cancelled():
            raise StoppedError("Stopped. Nothing was changed.")
        some = sets[first : first + AT_ONCE]
        for text, standing in ask(lambda store, some=some: _some(store, some)):  # type: ignore[misc]  # bound by it
            tally.count(text, standing)
        report(min(first + AT_ONCE, len(sets)), len(sets))
    return tally.mixed()


def _one_for_each_article(sets: Iterable[SetInfo]) -> list[SetInfo]:
    """What is settled goes before what everybody works on together; what one annotator thinks alone does not count."""
    chosen: dict[str, SetInfo] = {}
    for one in sets:
        if one.owner != OWN and one.total > one.undecided and (one.article not in chosen or one.owner == GOLD):
            chosen[one.article] = one
    return list(chosen.values())


def _some(store: Store, sets: Sequence[SetInfo]) -> list[tuple[str, Sequence[Annotation]]]:
    texts = store.texts({one.article for one in sets})
    standing = store.annotations_of({one.id for one in sets})
    return [(texts[one.article], standing[one.id]) for one in sets]
