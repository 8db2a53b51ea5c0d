"""An article in the letters that a small parser knows best, sign for sign as long as the article itself.

A parser trained on running text takes every word of "Mayor Slams Council Over Bridge" for a name. The article tells
which of them are: names stand in it with a capital within sentences, too.
"""

from __future__ import annotations

import re
from collections import Counter

from core.marks import paragraphs

_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
_WITHIN = re.compile(r"(?<=[a-zà-ÿ,] )[A-Za-zÀ-ÿ][\w’'-]*")  # not first in a sentence
_PLAIN = str.maketrans("’‘", "''")
_DASH = re.compile("(?<= )[—–―](?= )")
_LONG = 4  # letters of a word that a headline writes with a capital
_FEWEST, _MOST, _SHARE = 4, 30, 0.8


def for_parser(text: str) -> str:
    """The article with plain signs, and its headlines in the letters of sentences; offsets stay what they are."""
    return _DASH.sub("-", _in_sentence_case(text).translate(_PLAIN))


def _in_sentence_case(text: str) -> str:
    heads = [(start, end) for start, end in paragraphs(text) if _is_title(text[start:end])]
    if not heads:
        return text
    seen: Counter[str] = Counter()
    at = 0
    for start, end in (*heads, (len(text), len(text))):
        seen.update(_WITHIN.findall(text, at, start))
        at = end
    parts: list[str] = []
    at = 0
    for start, end in heads:
        parts += [text[at:start], _recased(text[start:end], seen)]
        at = end
    return "".join((*parts, text[at:]))


def _is_title(line: str) -> bool:
    words = _WORD.findall(line)
    long = [word for word in words if len(word) >= _LONG]
    if not _FEWEST <= len(words) <= _MOST or len(long) < _FEWEST - 1:
        return False
    capitals = sum(word[0].isupper() for word in long)
    return bool(capitals >= _SHARE * len(long))


def _recased(line: str, seen: Counter[str]) -> str:
    """The line with small letters but for what the article elsewhere writes with a capital more often than not."""
    shouts = line.isupper()

    def small(match: re.Match[str]) -> str:
        word = match.group()
        capital = word.capitalize() if shouts else word
        bare = re.sub(r"[’']s$", "", capital)
        names = seen[capital] + seen[bare]
        if (
            not match.start()
            or word == "I"
            or word.startswith(("I’", "I'"))
            or (word.isupper() and len(word) > 1 and not shouts)
            or names > seen[bare.lower()]
        ):
            return capital if len(capital) == len(word) else word
        lower = word.lower()
        return lower if len(lower) == len(word) else word

    return _WORD.sub(small, line)
