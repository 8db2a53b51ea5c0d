"""Where words or a pattern stand in a text: quick at a megabyte, and with an end to every pattern.

The ``regex`` module is used because it can be given a time limit and lets other threads run meanwhile; the standard
library's ``re`` can do neither, so that one pattern such as ``(a|aa)+$`` would freeze the desk.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from core.find.material import Place
from core.find.search import Search, SearchError
from core.matching import is_inside_word

TIME_LIMIT = 2.0  # seconds for one text

_APOSTROPHES, _MARKS = "'’‘", '"“”„«»'
_SPACE = r"[^\S\n]+"


class Finder:
    """One search, made ready for many texts.

    Raises:
        SearchError: the pattern is none; the text says what is wrong with it.
    """

    def __init__(self, search: Search, time_limit: float = TIME_LIMIT) -> None:
        self._search = search
        self._time_limit = time_limit
        shown = search.words if search.pattern else plain(search.words)
        if search.whole:
            shown = rf"(?<!\w)(?:{shown})(?!\w)"
        flags = regex.MULTILINE | (0 if search.case else regex.IGNORECASE)
        try:
            self._pattern = regex.compile(shown, flags)
        except regex.error as error:
            raise SearchError(_told(error)) from error
        except (RecursionError, OverflowError, MemoryError) as error:
            raise SearchError("This pattern is too large to be looked for. Make it simpler.") from error

    def places(self, text: str, time_limit: float | None = None) -> Iterator[Place]:
        """Where it stands, in the order of the text, none overlapping another; nothing empty, no white space alone.

        Raises:
            SearchError: the pattern takes too long.
        """
        whole = self._search.whole
        limit = time_limit if time_limit is not None else self._time_limit
        try:
            for found in self._pattern.finditer(text, timeout=limit, concurrent=True):
                start, end = found.span()
                if start == end or (self._search.pattern and text[start:end].isspace()):
                    continue
                if whole and (is_inside_word(text, start) or is_inside_word(text, end)):
                    continue
                yield start, end
        except TimeoutError as error:
            raise SearchError(
                "This pattern takes too long, so it was stopped. Make it simpler: "
                "repetitions within repetitions, as in (a+)+, are what takes time."
            ) from error


def plain(words: str) -> str:
    """A pattern for words as they are typed: any space is a space, any apostrophe an apostrophe, any mark a mark."""
    return "".join(map(_letter, _runs(words)))


def _runs(words: str) -> Iterator[str]:
    """The characters, with each run of white space as one space."""
    for at, sign in enumerate(words):
        if not sign.isspace():
            yield sign
        elif at == 0 or not words[at - 1].isspace():
            yield " "


def _letter(sign: str) -> str:
    for alike in (_APOSTROPHES, _MARKS):
        if sign in alike:
            return f"[{alike}]"
    return _SPACE if sign == " " else regex.escape(sign)


def _told(error: regex.error) -> str:
    message, position = getattr(error, "msg", str(error)), getattr(error, "pos", None)
    at = f", at character {position + 1}" if position is not None else ""
    return f"This is no pattern yet: {message}{at}."
