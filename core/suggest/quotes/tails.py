"""Where a content without marks ends: what hangs over it, and what belongs to it though it comes late.

A small parser ends a thing too early ("criticized | the bridge" in "criticized the bridge closing at night") and a
clause too late ("said the bridge is safe, which nobody believed").
"""

from __future__ import annotations

from core.suggest.quotes.paragraph import Paragraph
from core.suggest.quotes.parse import Word, subtree

OF_OBJECT = frozenset(("for", "as", "over", "than", "to", "of"))  # "criticized | him for closing the bridge"
_GOES_ON_BY = frozenset((*OF_OBJECT, "with", "from", "by", "about", "against", "between", "into"))
_GOES_ON = frozenset(("acl", "xcomp", "relcl", "advcl", "ccomp"))
_BESIDES = frozenset((",", "as", "while", "after", "before", "when", "because", "if", "since"))
_SIGNS = frozenset((",", ";", "”", '"', "''", "—", "–", "-", "--"))
_AND = frozenset(("and", "but"))
_BESIDE_NOUN = frozenset(("appos", "dobj", "attr", "conj", "npadvmod"))
_SHORTEST = 3


def end_of(paragraph: Paragraph, cue: Word, first: int, last: int, is_clause: bool) -> int:
    """The last word of a content that begins with ``first`` and for the parse ends with ``last``, behind its cue."""
    words = paragraph.words
    last = _before_besides(paragraph, first + (_SHORTEST if is_clause else 1), last, is_clause)
    last = _with_rest(paragraph, cue, last)
    last = _with_second(paragraph, cue, _with_other(paragraph, cue, last)) if is_clause else last
    bounds = paragraph.bounds.get(words[last].stretch)
    return max(last, bounds[1]) if bounds is not None else last  # no content ends inside marks


def _before_besides(paragraph: Paragraph, first: int, last: int, is_clause: bool) -> int:
    """Takes "said the bridge is safe | , which nobody believed": what is told besides is no part of what was said."""
    words = paragraph.words
    for word in words[first : last + 1]:
        if words[word.nth - 1].text == "," and _is_besides(paragraph, word, is_clause):
            return word.nth - 2
    return last


def _is_besides(paragraph: Paragraph, word: Word, is_clause: bool) -> bool:
    """Whether a word begins an aside: ", who …", ", a trap …", ", adding …"; of a thing also ", where …"."""
    if word.tag in ("WP", "WDT"):
        return True
    if word.lower in ("where", "when"):
        return not is_clause
    if word.lower in ("a", "an"):
        return word.dep == "det" and paragraph.words[word.head].dep in _BESIDE_NOUN
    return word.tag == "VBG" and paragraph.is_cue(word) and paragraph.lexicon.is_strong(word.text)


def _with_second(paragraph: Paragraph, cue: Word, last: int) -> int:
    """Takes "said that the bridge is safe | and that nobody will fall": a second "that" is the same cue's."""
    words = paragraph.words
    sentence = paragraph.sentence_of(cue.nth, cue.nth)
    at = last + 1
    while at < sentence[-1].nth and (words[at].text in _SIGNS or words[at].lower in _AND):
        at += 1
    joined = at > last + 1 and words[at - 1].lower in _AND and words[at].lower == "that"
    return sentence[-1].nth if joined else last


def _with_other(paragraph: Paragraph, cue: Word, last: int) -> int:
    """Takes "said that whatever he meant | , words matter": a parser hangs both halves on the cue."""
    words = paragraph.words
    end = paragraph.sentence_of(cue.nth, cue.nth)[-1].nth
    if last + 2 > end or words[last + 1].text != "," or words[last + 2].dummy or words[last + 2].tag == "RB":
        return last
    top = words[last + 2]
    while top.head > last and top.head != top.nth:
        top = words[top.head]
    other_end = min(subtree(words, top.nth)[1], end)
    brings = any(paragraph.is_cue(word) for word in words[last + 2 : other_end + 1])
    return other_end if top.dep == "ccomp" and top.head != top.nth and not brings else last


def _with_rest(paragraph: Paragraph, cue: Word, last: int) -> int:
    """Takes "criticized the bridge | closing at night": what follows at once and hangs on the thing or on the cue."""
    words = paragraph.words
    end = paragraph.sentence_of(cue.nth, cue.nth)[-1].nth
    while last < end and not words[last + 1].dummy:
        beyond = words[last + 1]
        top = beyond
        while top.head > last and top.head != top.nth:
            top = words[top.head]
        goes_on = top.dep in _GOES_ON and beyond.lower not in _BESIDES
        if top.head == top.nth or not (goes_on or (top.dep == "prep" and top.lower in _GOES_ON_BY)):
            break
        last = min(subtree(words, top.nth)[1], end)
    return last
