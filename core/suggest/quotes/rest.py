"""The unquoted rest of a mixed quote: the whole clause into which the marked fragments are woven.

A newsroom marks only what stands in marks; corpora mark the clause. Which of them holds is a setting.
"""

from __future__ import annotations

from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word, subtree
from core.suggest.quotes.phrases import TENSED

_EDGE = frozenset((",", ";", ":", ".", "-", "–", "—", "--"))
_OF_CUE = frozenset(("by", "after", "during"))
_OPENS_CIRCUMSTANCE = frozenset(("IN", "WRB", "VBN", "VBG"))  # "After she was asked, she said, …"
_OPENS_CLAUSE = frozenset(("that", "if", "whether", "why", "how"))


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


def sentence_about(paragraph: Paragraph, stretch: int, said: str, attribution: Attribution) -> tuple[int, int] | None:
    """What a whole stretch is only a part of: "said | “no” voter will follow", "said | that it is “a trap.”".

    ``said`` are the words inside the marks; nothing where they stand alone.
    """
    first, last = paragraph.bounds[stretch]
    zone = paragraph.sentence_of(first, last)
    start, end = first, last
    if attribution.cue[1] < first:
        end = _end_behind(paragraph, attribution, zone[-1].nth, last, said)
        start = _begin_behind(paragraph, attribution, first) if zone[0].nth <= attribution.cue[0] else first
    elif said[0].islower() and attribution.cue[0] <= zone[-1].nth:
        start = _behind_marks(paragraph, zone[0].nth, first)
    while start < first and _is_edge(paragraph.words[start]):
        start += 1
    while end > last and _is_edge(paragraph.words[end]):
        end -= 1
    return (start, end) if (start, end) != (first, last) else None


def front_of(paragraph: Paragraph, stretch: int, said: str, attribution: Attribution) -> tuple[int, int] | None:
    """What is said before the cue and goes on in marks behind it: "If it rains, | she said, “we will close it.”"."""
    words, source = paragraph.words, attribution.source
    first = paragraph.bounds[stretch][0]
    low = paragraph.sentence_of(first, first)[0].nth
    edge = _left_edge(attribution)
    if source is None or attribution.cue[1] > first or not low < edge - 1:
        return None
    if words[edge - 1].text != "," or words[first - 1].text != ",":
        return None
    while low < edge and _is_edge(words[low]):
        low += 1
    front = words[low : edge - 1]
    if not front:
        return None
    told = any(word.tag in TENSED for word in front) and front[0].tag not in _OPENS_CIRCUMSTANCE
    if any(word.stretch >= 0 for word in front) or not (told or said[0].islower()):
        return None
    return front[0].nth, front[-1].nth


def _begin_behind(paragraph: Paragraph, attribution: Attribution, first: int) -> int:
    """Where a clause that ends in marks begins behind its cue and hearer."""
    words = paragraph.words
    after = attribution.cue[1] + 1
    if attribution.source is not None and after <= attribution.source.last < first:
        after = attribution.source.last + 1
    after = _behind_marks(paragraph, after, first)
    opens = next((word.nth for word in words[after:first] if word.lower in _OPENS_CLAUSE), None)
    if opens is not None:
        return opens
    return first if _is_edge(words[first - 1]) else after


def _behind_marks(paragraph: Paragraph, low: int, first: int) -> int:
    """The first word from ``low`` on behind other marks that stand before the word ``first``."""
    return max((word.nth + 1 for word in paragraph.words[low:first] if word.stretch >= 0), default=low)


def _end_behind(paragraph: Paragraph, attribution: Attribution, high: int, last: int, said: str) -> int:
    """Where a clause that goes on behind marks ends, if no sign divides it from them."""
    words = paragraph.words
    if last >= high or not said[-1].isalnum() or words[attribution.verb].tag == "VBN":
        return last
    beyond = words[last + 1]
    tells_when = beyond.tag == "WRB" or beyond.dep == "mark" or beyond.lower in _OF_CUE
    does_more = beyond.tag == "CC" and words[last + 2].is_verb  # "said “no” | and left"
    if tells_when or does_more:
        return last
    while last < high and words[last + 1].stretch < 0 and words[last + 1].text not in _EDGE:
        last += 1
    return last


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
