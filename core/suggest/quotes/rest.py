"""The unquoted rest of a mixed quote: the whole clause into which the marked fragments are woven.

A newsroom marks only what stands in marks; corpora mark the clause. Which of them holds is a setting.
"""

from __future__ import annotations

from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word, subtree

_EDGE = frozenset((",", ";", ":", ".", "-", "–", "—", "--"))


def clause_about(paragraph: Paragraph, stretches: list[int], attribution: Attribution) -> tuple[int, int] | None:
    """The first and the last word of what is said, marked or not, by the cue of ``attribution``."""
    bounds = [paragraph.bounds[number] for number in stretches if number in paragraph.bounds]
    if not bounds:
        return None
    first, last = min(low for low, _ in bounds), max(high for _, high in bounds)
    zone = paragraph.sentence_of(first, last)
    if attribution.cue[0] > last:
        start, end = zone[0].nth, _left_edge(attribution) - 1
    else:
        start, end = _behind_cue(paragraph, attribution, first, last)
        end = min(max(end, last), zone[-1].nth)
    while start < first and _is_edge(paragraph.words[start]):
        start += 1
    while end > last and _is_edge(paragraph.words[end]):
        end -= 1
    return (start, end) if start <= first and last <= end else (first, last)


def _left_edge(attribution: Attribution) -> int:
    source = attribution.source
    return min(attribution.cue[0], source.first) if source is not None else attribution.cue[0]


def _behind_cue(paragraph: Paragraph, attribution: Attribution, first: int, last: int) -> tuple[int, int]:
    """What hangs on the cue and holds the fragment; of a naming verb all that follows it: "called her “weak”"."""
    words, verb = paragraph.words, attribution.verb
    after = attribution.cue[1] + 1
    if attribution.source is not None and verb < attribution.source.first < first:
        after = attribution.source.last + 1
    top = first
    while words[top].head not in (verb, top) and words[top].nth > verb:
        top = words[top].head
    if words[top].head != verb:
        return after, last
    low, high = subtree(words, top)
    names = paragraph.lexicon.base(words[verb].text) in paragraph.lexicon.naming
    return (after if names else max(after, min(low, first))), high


def _is_edge(word: Word) -> bool:
    return word.text in _EDGE or word.text.isspace()
