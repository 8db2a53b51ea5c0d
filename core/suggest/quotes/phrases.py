"""Noun phrases in a parse: where they begin, where they end, what is no part of them."""

from __future__ import annotations

from core.frozen import frozen
from core.suggest.quotes.parse import Word, subtree
from core.suggest.wordsets import word_set

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
TENSED = FINITE | {"MD"}
"""The tags of words that make a clause one: finite verbs, and what stands for them, like "will"."""
RELATIVE = frozenset(("WP", "WP$", "WDT"))
EDGE = frozenset((",", ";", ":", "-", "–", "—", "--", "“", "”", '"', "''", "``", "’", "‘", "'", "and", "but", "or"))
_BRACKETS_OPEN, _BRACKETS_CLOSE = ("(", "["), (")", "]")
_REST_OF_CLAUSE = word_set("as who which whose")
_FARTHEST_HEAD = 12


@frozen
class Source:
    """The source's words in the parsed paragraph: the first, the last, and the head among them."""

    first: int
    last: int
    head: int


def subject_of(words: list[Word], verb: int, inside: frozenset[int]) -> int | None:
    """The subject of a verb, the nearest before it if there is one."""
    found = [n for n in words[verb].children if words[n].dep in SUBJECTS and n in inside and not words[n].dummy]
    before = [n for n in found if n < verb]
    return before[-1] if before else (found[0] if found else None)


def phrase_of(words: list[Word], head: int, inside: frozenset[int], verb: int) -> Source:
    """The whole noun phrase of ``head`` that lies in ``inside`` on one side of the cue."""
    first, last = subtree(words, head)
    if head < verb:
        last = min(last, verb - 1)
    else:
        first = max(first, verb + 1)
    while first not in inside and first < head:
        first += 1
    while last not in inside and last > head:
        last -= 1
    return trimmed(words, first, last, head)


def head_from(words: list[Word], first: int, verb: int) -> int:
    """The head of the noun phrase that begins with ``first``."""
    at = first
    while words[at].head != verb and words[at].head > at and words[at].head - first < _FARTHEST_HEAD:
        at = words[at].head
        if words[at].is_noun and words[at].dep not in ("compound", "nmod", "poss", "amod"):
            break
    return at


def run_of_nouns(words: list[Word], first: int, inside: frozenset[int]) -> Source:
    """The nouns that follow each other from ``first`` on."""
    last = first
    while last + 1 in inside and (words[last + 1].is_noun or words[last + 1].tag in ("DT", "JJ")):
        last += 1
    return trimmed(words, first, last, last)


def trimmed(words: list[Word], first: int, last: int, head: int) -> Source:
    """A source without punctuation, conjunctions and rests of the next clause at its edges."""
    while first < head and _is_edge(words[first]):
        first += 1
    while last > head and (_is_edge(words[last]) or _hangs_over(words, first, last)):
        last -= 1
    return Source(first, max(last, head), head)


def before_aside(leading: list[Word]) -> list[Word]:
    """What stands before an aside that is no description: "Blunt, after a long pause,", "Others, reacting to …,"."""
    for nth, word in enumerate(leading[:-1]):
        following = leading[nth + 1]
        aside = following.tag in ("VBG", "WRB") or (following.tag == "IN" and following.lower not in ("of", "from"))
        if nth and word.text == "," and aside and leading[-1].text == ",":
            return leading[: nth + 1]
    return leading


def has_clause(leading: list[Word]) -> bool:
    """Whether a finite verb stands among the words that should be a noun phrase, outside a relative clause."""
    for word in leading:
        if word.tag in RELATIVE:
            return False
        if word.tag in FINITE:
            return True
    return False


def passes_over(word: Word) -> bool:
    """Punctuation and auxiliaries between a source and its cue."""
    if word.text in (*_BRACKETS_OPEN, *_BRACKETS_CLOSE):
        return False
    return _is_edge(word) or word.dep in ("aux", "auxpass", "neg", "punct")


def _is_edge(word: Word) -> bool:
    return word.text in EDGE or word.text.isspace()


def _hangs_over(words: list[Word], first: int, last: int) -> bool:
    """Whether the last word of a source is a rest of what follows it."""
    word = words[last]
    if word.text in (*_BRACKETS_CLOSE, "."):
        opened = sum(w.text in _BRACKETS_OPEN for w in words[first:last])
        closed = sum(w.text in _BRACKETS_CLOSE for w in words[first : last + 1])
        return closed > opened or (word.text == "." and words[last - 1].text in _BRACKETS_CLOSE)
    return word.lower in _REST_OF_CLAUSE
