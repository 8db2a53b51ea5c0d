"""What a marked stretch looks like: a whole statement, a fragment of a clause, or no quote at all."""

from __future__ import annotations

import re
from enum import StrEnum

from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.marks import Stretch
from core.suggest.wordsets import word_set

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_SENTENCE_END_BEFORE = re.compile(r"(?:^|[.!?:…—–]|[.!?,]?[”\"’'])\s*(?:[—–(\[-]\s*)?$")
_LAST_WORD = re.compile(r"([\w’'-]+)[^\w]*$")
_STOP = frozenset(".,!?…—–-;:")
_FEW_WORDS = 2
_MANY_WORDS = 9


class Shape(StrEnum):
    """How a stretch stands in its sentence."""

    WHOLE = "whole"  # a full statement, set off from the sentence that brings it
    FRAGMENT = "fragment"  # a piece woven into somebody else's clause
    TITLE = "title"  # the name of a work, a thing or a person


def shape_of(text: str, stretch: Stretch, before: str, after: str, lexicon: Lexicon) -> Shape:
    """The shape of ``stretch``; ``before`` and ``after`` are its paragraph's text on either side, up to other marks."""
    inner = text[stretch.inner_start : stretch.inner_end].strip()
    words = _WORD.findall(inner)
    if not words:
        return Shape.FRAGMENT
    if not stretch.closed or not stretch.opened or stretch.continues:
        return Shape.WHOLE
    if _is_title(inner, words, before, after, lexicon):
        return Shape.TITLE
    return Shape.WHOLE if _is_whole(inner, words, before, after, lexicon) else Shape.FRAGMENT


def _is_whole(inner: str, words: list[str], before: str, after: str, lexicon: Lexicon) -> bool:
    first = next((sign for sign in inner if sign.isalnum()), "a")
    begins_upper = first.isupper() or first.isdigit() or inner[0] in "[($#@…."
    ends_with_stop = inner[-1] in _STOP or inner.endswith(("…", "..."))
    begins_sentence = _SENTENCE_END_BEFORE.search(before) is not None
    introduced = before.rstrip().endswith((":", ","))
    cue_before = _ends_with_cue(before, lexicon)
    if begins_sentence and not before.rstrip().endswith(":"):
        if after.lstrip()[:1] in ".," and not ends_with_stop and len(words) <= _FEW_WORDS:
            return False
        return begins_upper or (ends_with_stop and inner[-1] in ",.!?")
    if introduced or cue_before:
        return begins_upper or len(words) >= _MANY_WORDS or introduced
    if begins_upper and inner[-1] in ".!?" and len(words) > 1:
        return not before.rstrip().lower().endswith((" that", " the", " a", " an"))
    return False


def _ends_with_cue(before: str, lexicon: Lexicon) -> bool:
    last = _LAST_WORD.search(before)
    return last is not None and before.rstrip().endswith(last.group(1)) and lexicon.is_cue(last.group(1))


def _is_title(inner: str, words: list[str], before: str, after: str, lexicon: Lexicon) -> bool:
    """Names of works, shows and people: title case, no stop of their own, no cue beside them."""
    if inner[-1] in "!?" and len(words) > _FEW_WORDS:
        return False
    last = _LAST_WORD.search(before)
    said_of_names = last is not None and last.group(1).lower() in lexicon.not_said
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    small = sum(word.lower() in _SMALL for word in words)
    title_case = words[0][0].isupper() and capitals + small == len(words) and capitals > small
    if not title_case:
        return False
    if said_of_names:
        return True
    if _ends_with_cue(before, lexicon) or before.rstrip().endswith((":", ",")):
        return False
    in_the_middle = bool(before.strip()) and not _SENTENCE_END_BEFORE.search(before)
    return (in_the_middle and inner[-1] not in ".!?") or (in_the_middle and len(words) > 1 and "’s" in before[-4:])


_SMALL = word_set("a an and as at but by for from in is of on or the to vs with nor into")
