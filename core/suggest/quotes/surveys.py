"""What a survey found, told without a verb that says so: "In a poll last week, most wanted a new bridge"."""

from __future__ import annotations

from core.suggest.quotes.asides import ACCORDING_TO
from core.suggest.quotes.complement import trimmed
from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word, ancestors, subtree
from core.suggest.quotes.phrases import TENSED, phrase_of
from core.suggest.quotes.saying import Indirect
from core.suggest.wordsets import word_set

_SURVEYS = word_set("poll polls survey surveys")
_OPENS = frozenset(("WRB", "IN", "CC"))  # "where", "though" and "but" before the clause
_SHORTEST = 2  # words that "poll" needs beside it


def by_survey(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "Most want a new bridge in a poll of the town": the clause, unless a cue in it says who says so."""
    words = paragraph.words
    by = words[word.head]
    if word.lower not in _SURVEYS or word.dep != "pobj" or by.lower != "in" or by.nth > word.nth:
        return None
    sentence = paragraph.sentence_of(word.nth, word.nth)
    verb = next((one for one in ancestors(words, by.nth) if one.is_verb or one.tag == "MD"), None)
    if verb is None or any(one.dummy or _says(paragraph, one) for one in sentence):
        return None
    source = phrase_of(words, word.nth, frozenset(one.nth for one in sentence), by.nth)
    if source.last - source.first < _SHORTEST or not _is_finite(words, verb):
        return None  # "fell in the polls": no survey in particular
    first, last = subtree(words, verb.nth)
    first, last = (source.last + 1, last) if by.nth < verb.nth else (first, by.nth - 1)
    while first < verb.nth and words[first].tag in _OPENS:
        first += 1
    ends = trimmed(words, max(first, sentence[0].nth), min(last, sentence[-1].nth))
    return Indirect((ends,), Attribution((by.nth, by.nth), word.nth, source, 0.8), ACCORDING_TO) if ends else None


def _is_finite(words: list[Word], verb: Word) -> bool:
    return verb.tag in TENSED or any(words[nth].tag in TENSED for nth in verb.children if words[nth].dep == "aux")


def _says(paragraph: Paragraph, word: Word) -> bool:
    return paragraph.is_cue(word) and paragraph.lexicon.is_strong(word.text)
