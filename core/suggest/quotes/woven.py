"""Which cue brings a fragment: a verb above it in the parse, for it is woven into that verb's clause."""

from __future__ import annotations

from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word, ancestors
from core.suggest.quotes.phrases import Source
from core.suggest.quotes.source import antecedent_of, source_of_phrase

_ABOVE, _PHRASE = 1.5, 1.2  # how sure a verb above the fragment is, and a phrase like "according to"
_PER_WORD, _BEHIND = 0.03, 1.5


def attribution_of_fragment(paragraph: Paragraph, stretch: int) -> Attribution | None:
    """The attribution of a fragment: the nearest reporting verb above it in the parse, else the nearest one."""
    if stretch not in paragraph.bounds:
        return None
    words = paragraph.words
    first, last = paragraph.bounds[stretch]
    zone = paragraph.sentence_of(first, last)
    return (
        _above(paragraph, zone, first, last)
        or next((one for word in zone if (one := _phrase(paragraph, zone, words[word.nth])) is not None), None)
        or _nearest(paragraph, zone, first, last)
    )


def antecedent(paragraph: Paragraph, attribution: Attribution) -> Source | None:
    """Whom a pronoun that is the source may mean, from its own sentence."""
    source = attribution.source
    if source is None or paragraph.words[source.head].tag not in ("PRP", "WP"):
        return None
    return antecedent_of(paragraph.words, source, paragraph.sentence_of(source.first, source.last))


def _above(paragraph: Paragraph, zone: list[Word], first: int, last: int) -> Attribution | None:
    words = paragraph.words
    root = next((word.nth for word in words[first : last + 1] if not first <= word.head <= last), first)
    inside = {word.nth for word in zone}
    for word in ancestors(words, root):
        if word.nth not in inside:
            return None
        if paragraph.is_cue(word) and (paragraph.lexicon.is_strong(word.text) or _names(paragraph, word)):
            found = paragraph.attribution(word, zone, after=word.nth > first, strength=_ABOVE)
            if found.source is not None:
                return found
    return None


def _phrase(paragraph: Paragraph, zone: list[Word], word: Word) -> Attribution | None:
    phrase = paragraph.phrase_at(word)
    if phrase is None:
        return None
    return Attribution(phrase, word.nth, source_of_phrase(paragraph.words, phrase[1], zone), _PHRASE)


def _nearest(paragraph: Paragraph, zone: list[Word], first: int, last: int) -> Attribution | None:
    best: Attribution | None = None
    for word in zone:
        if not paragraph.is_cue(word) or not paragraph.lexicon.is_strong(word.text):
            continue
        distance = first - word.nth if word.nth < first else (word.nth - last) * _BEHIND
        strength = 1.0 - _PER_WORD * distance
        if best is None or strength > best.strength:
            found = paragraph.attribution(word, zone, after=word.nth > first, strength=strength)
            best = found if found.source is not None else best
    return best


def _names(paragraph: Paragraph, word: Word) -> bool:
    return paragraph.lexicon.base(word.text) in paragraph.lexicon.naming
