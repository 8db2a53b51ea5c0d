"""Whose words or thoughts an indirect quote tells: the subject of a verb, the owner of a noun."""

from __future__ import annotations

from core.suggest.quotes.paragraph import Paragraph
from core.suggest.quotes.parse import Word
from core.suggest.quotes.phrases import Source, phrase_of, subject_of
from core.suggest.quotes.source import Clause, source_of

_NOBODY = frozenset(("it", "there"))


def holder_of(paragraph: Paragraph, cue: Word, first: int, last: int) -> Source | None:
    """The source of ``cue``, which brings the words from ``first`` to ``last``."""
    sentence = paragraph.sentence_of(cue.nth, cue.nth)
    zone = [word for word in sentence if not first <= word.nth <= last and not word.dummy]
    if not cue.is_verb:
        return _owner(paragraph, cue, frozenset(word.nth for word in zone))
    if first > cue.nth:
        zone = [word for word in zone if word.nth < first]
    else:
        zone = [word for word in zone if word.nth > last]
    after = last < cue.nth
    inside = frozenset(word.nth for word in zone)
    if is_passive(paragraph, cue) and not any(paragraph.words[nth].dep == "agent" for nth in cue.children):
        return None  # "is expected to win": nobody is said to expect it
    clause = Clause.about(paragraph.words, cue.nth, zone, after, paragraph.lexicon)
    subject = subject_of(paragraph.words, cue.nth, inside)
    found = phrase_of(paragraph.words, subject, inside, cue.nth) if subject is not None and not after else None
    found = found or source_of(clause)
    if found is None or (paragraph.words[found.head].lower in _NOBODY and found.first == found.last):
        return None
    return found


def is_passive(paragraph: Paragraph, cue: Word) -> bool:
    """Whether the subject of ``cue`` is what it is done to."""
    return any(paragraph.words[nth].dep in ("auxpass", "nsubjpass") for nth in cue.children)


def agent_of(paragraph: Paragraph, word: Word) -> Source | None:
    """The mayor in "as reported by the mayor"."""
    words = paragraph.words
    inside = frozenset(one.nth for one in paragraph.sentence_of(word.nth, word.nth))
    for by in word.children:
        if words[by].dep == "agent" or (words[by].lower == "by" and words[by].dep == "prep" and word.tag == "VBN"):
            below = [nth for nth in words[by].children if words[nth].dep == "pobj" and nth in inside]
            return phrase_of(words, below[0], inside, by) if below else None
    return None


def _owner(paragraph: Paragraph, cue: Word, inside: frozenset[int]) -> Source | None:
    """Takes "the mayor's claim", "her plan", "the mayor made the claim", "the mayor is confident"."""
    words = paragraph.words
    for nth in cue.children:
        if words[nth].dep == "poss":
            return _without_case(words, phrase_of(words, nth, inside, cue.nth))
    above = words[cue.head]
    if above.nth != cue.nth and above.is_verb:
        subject = subject_of(words, above.nth, inside)
        if subject is not None and words[subject].lower not in _NOBODY and subject != cue.nth:
            return phrase_of(words, subject, inside, max(above.nth, subject + 1))
    return None


def _without_case(words: list[Word], source: Source) -> Source:
    last = source.last
    while last > source.head and words[last].tag == "POS":
        last -= 1
    return Source(source.first, last, source.head)
