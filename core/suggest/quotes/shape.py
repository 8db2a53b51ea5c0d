"""What a marked stretch looks like: a whole statement, a fragment of a clause, or no quote at all."""

from __future__ import annotations

import re
from enum import StrEnum

from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.marks import Stretch
from core.suggest.wordsets import word_set

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_SENTENCE_END_BEFORE = re.compile(r"(?:^|[.!?:…—–]|\s-{1,2}|[.!?,]?[”\"’'])\s*(?:[—–(\[-]\s*)?$")
_LAST_WORD = re.compile(r"([\w’'-]+)[^\w]*$")
_ATTRIBUTION = re.compile(r"\s*(?:[a-z]+ed|says|wrote|said|[A-Z]\w+|he|she|they|it|the)\b[^,.;:]*")
_BEFORE_NOUN = word_set("a an the his her its their my our this that in on of by")
_STOP = frozenset(".,!?…—–-;:")
_FEW_WORDS = 2
_MANY_WORDS = 9
_NEAR_WORDS = 6
_LONG_TITLE = 8
_SENTENCE_INSIDE = re.compile(r"[a-z][.!?]\s+[A-Z]")


class Shape(StrEnum):
    """How a stretch stands in its sentence."""

    WHOLE = "whole"  # a full statement, set off from the sentence that brings it
    FRAGMENT = "fragment"  # a piece woven into somebody else's clause
    TITLE = "title"  # the name of a work, a thing or a person


def shape_of(
    text: str, stretch: Stretch, before: str, after: str, lexicon: Lexicon, follows_whole: bool = False
) -> Shape:
    """The shape of ``stretch``; ``before`` and ``after`` are its paragraph's text on either side, up to other marks.

    ``follows_whole`` says that the stretch before it in the paragraph is a whole one.
    """
    inner = text[stretch.inner_start : stretch.inner_end].strip()
    words = _WORD.findall(inner)
    if not words:
        return Shape.FRAGMENT
    if not stretch.closed or not stretch.opened or stretch.continues:
        return Shape.WHOLE
    if _is_title(inner, words, before, after, lexicon, stretch.single):
        return Shape.TITLE
    if follows_whole and before.rstrip().endswith(",") and not _SENTENCE_INSIDE.search(before):
        if _cue_within(before, _MANY_WORDS, lexicon):
            return Shape.WHOLE  # “…,” said Smith, the mayor, “but …”
    return Shape.WHOLE if _is_whole(inner, words, before, after, lexicon) else Shape.FRAGMENT


def _is_whole(inner: str, words: list[str], before: str, after: str, lexicon: Lexicon) -> bool:
    lead = before.rstrip()
    if inner[-1] in ",?!" and len(words) > _FEW_WORDS and lead.endswith((",", "(")) and _says_next(after, lexicon):
        return True
    first = next((sign for sign in inner if sign.isalnum()), "a")
    begins_upper = first.isupper() or first.isdigit() or inner[0] in "[($#@…."
    if _ends_with_cue(before, lexicon):
        return True  # all that is said stands in the marks: yelled “eminent domain!”
    if lead.endswith((":", ",")):
        return begins_upper or len(words) >= _MANY_WORDS or _cue_within(lead, _NEAR_WORDS, lexicon, last=True)
    if _SENTENCE_END_BEFORE.search(before):
        if inner[-1] not in _STOP and not _cue_within(after, _NEAR_WORDS, lexicon) and after.strip():
            return after.lstrip()[0] == "," and begins_upper and len(words) > _FEW_WORDS
        return begins_upper or inner[-1] in ",.!?"
    if begins_upper and inner[-1] in ".!?" and len(words) > 1:
        return not lead.lower().endswith((" that", " the", " a", " an"))
    return _SENTENCE_INSIDE.search(inner) is not None and len(words) >= _MANY_WORDS


def _says_next(after: str, lexicon: Lexicon) -> bool:
    """Whether an attribution follows at once: "said Smith", "Smith said"."""
    match = _ATTRIBUTION.match(after)
    return match is not None and any(lexicon.is_strong(word) for word in _WORD.findall(match.group())[:4])


def _cue_within(text: str, count: int, lexicon: Lexicon, last: bool = False) -> bool:
    """Whether one of the first (or last) words of a text is a cue."""
    words = _WORD.findall(text)
    return any(lexicon.is_strong(word) for word in (words[-count:] if last else words[:count]))


def _ends_with_cue(before: str, lexicon: Lexicon) -> bool:
    ending = _WORD.findall(before[-40:])[-2:]
    if not ending or not before.rstrip().endswith(ending[-1]) or not lexicon.is_cue(ending[-1]):
        return False
    return len(ending) == 1 or ending[0].lower() not in _BEFORE_NOUN


def _is_title(inner: str, words: list[str], before: str, after: str, lexicon: Lexicon, stretch_is_single: bool) -> bool:
    """Names of works, shows and people: title case, and no cue beside them."""
    lead = before.rstrip()
    alone = not lead and not after.strip()
    if alone and (inner.isupper() or (len(words) < _NEAR_WORDS and before == "" and stretch_is_single)):
        return True  # a heading
    if after.lstrip().startswith("by ") and inner[-1] in ",":
        return True  # "A headline," by So-and-so
    if not _in_title_case(words) or inner[-1] in "?!":
        return False
    last = _LAST_WORD.search(before)
    if last is not None and last.group(1).lower() in lexicon.not_said:
        return True
    if len(words) > _LONG_TITLE:
        return False
    if last is not None and last.group(1).lower() in ("told", "tells", "telling") and len(words) > 1:
        return True
    if _ends_with_cue(before, lexicon) or lead.endswith(":"):
        return False
    if lead.endswith(",") and _cue_within(lead, _FEW_WORDS, lexicon, last=True):
        return False
    if _cue_within(after, _NEAR_WORDS, lexicon):
        return bool(lead) and not _SENTENCE_END_BEFORE.search(before) and inner[-1] not in ",."
    return bool(lead or after.strip()) and (len(words) > 1 or inner[-1] not in ".")


def _in_title_case(words: list[str]) -> bool:
    small = sum(word.lower() in _SMALL and not word[0].isupper() for word in words)
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return not words[0][0].islower() and capitals + small == len(words) and capitals >= small


_SMALL = word_set("a an and as at but by for from in is of on or the to vs with nor into")
