"""Marks that quote nobody: about the name of a work, a person's nickname, or a word held at arm's length."""

from __future__ import annotations

import re

from core.bodies import Span
from core.doubts import NO_QUOTE
from core.suggest.quotes.shape import Shape
from core.suggest.wordsets import word_set

SCARE, TITLE, NICKNAME = NO_QUOTE

_NAME_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'.-]*\s$")
_NAME_BEHIND = re.compile(r"\s[A-ZÀ-Þ][\w’'-]+")
_CALLED = re.compile(
    r"\b(?:nicknamed|a\.?k\.?a\.?|known (?:to \w+ )?(?:simply )?as|goes by|alias)(?: (?:the|just))?\s$"
)
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_NO_NAME = word_set("the a an this that in on at of and but his her its their our my by with for to")
_LONGEST_NICKNAME = 3
_NEAR = 48


def taken_for(text: str, span: Span, shape: Shape) -> str:
    """One of :data:`core.doubts.NO_QUOTE` for a stretch in marks that nobody is said to say."""
    before, behind = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    words = _WORD.findall(span.of(text))
    short = 0 < len(words) <= _LONGEST_NICKNAME and words[-1][:1].isupper()
    if short and (_CALLED.search(before) or _stands_in_name(before, behind)):
        return NICKNAME
    return TITLE if shape is Shape.TITLE else SCARE


def _stands_in_name(before: str, behind: str) -> bool:
    """Takes "Jack “Shorty” Malone", but not "The “Shorty” Club"."""
    first = _NAME_BEFORE.search(before)
    return first is not None and first.group().strip().lower() not in _NO_NAME and bool(_NAME_BEHIND.match(behind))
