"""Which cue brings a fragment: a verb above it in the parse, for it is woven into that verb's clause."""

from __future__ import annotations

from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word, ancestors
from core.suggest.quotes.phrases import Source
from core.suggest.quotes.source import antecedent_of, source_of_phrase
from core.suggest.wordsets import word_set

_ABOVE, _PHRASE = 1.5, 1.2  # how sure a verb above the fragment is, and a phrase like "according to"
_PER_WORD, _BEHIND = 0.03, 1.5
_PLAINLY_SAYING = word_set("say tell write report add announce state explain argue claim")


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
    best: Attribution | None = None
    below = words[root]
    for word in ancestors(words, root):
        if word.nth not in inside:
            break
        # "said he'd asked his “people”": what somebody says of what he asked is said, not asked
        reports = below.dep == "ccomp" and paragraph.lexicon.base(word.text) in _PLAINLY_SAYING
        below = word
        if not paragraph.is_cue(word) or not (best is None or reports):
            continue
        if paragraph.lexicon.is_strong(word.text) or _names(paragraph, word):
            found = _attribution(paragraph, word, zone, first, last, _ABOVE)
            best = found if found.source is not None else best
    return best


def _attribution(
    paragraph: Paragraph, verb: Word, zone: list[Word], first: int, last: int, strength: float
) -> Attribution:
    """The cue with its source; behind the fragment, the source stands behind it too: "…,” Sroka said"."""
    if verb.nth > last:
        found = paragraph.attribution(verb, [word for word in zone if word.nth > last], after=True, strength=strength)
        if found.source is not None:
            return found
    return paragraph.attribution(verb, zone, after=False, strength=strength)


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
            found = _attribution(paragraph, word, zone, first, last, strength)
            best = found if found.source is not None else best
    return best


def _names(paragraph: Paragraph, word: Word) -> bool:
    return paragraph.lexicon.base(word.text) in paragraph.lexicon.naming
