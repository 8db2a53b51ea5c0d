"""Where words or a pattern stand in a text: quick at a megabyte, and with an end to every pattern.

The ``regex`` module is used because it can be given a time limit and lets other threads run meanwhile; the standard
library's ``re`` can do neither, so that one pattern such as ``(a|aa)+$`` would freeze the desk.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import regex

from core.find.material import Place
from core.find.search import Search, SearchError
from core.matching import is_inside_word

TIME_LIMIT = 2.0  # seconds for one text
_BLINK = 0.02  # seconds for which a match may keep other threads waiting

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

    def places(self, text: str, time_limit: float | None = None) -> list[Place]:
        """Where it stands, in the order of the text, none overlapping another; nothing empty, no white space alone.

        Raises:
            SearchError: the pattern takes too long.
        """
        if self._search.pattern:
            found = self._by_pattern(text, time_limit if time_limit is not None else self._time_limit)
            found = [place for place in found if not text[slice(*place)].isspace()]
        else:  # nothing in it repeats, so it comes to an end
            found = [match.span() for match in self._pattern.finditer(text)]
        if self._search.whole:
            found = [one for one in found if not (is_inside_word(text, one[0]) or is_inside_word(text, one[1]))]
        return found

    def _by_pattern(self, text: str, time_limit: float) -> list[Place]:
        """To let other threads run costs a thousand times what a match does, so that only a slow one does it."""
        ends_at = time.monotonic() + time_limit
        found: list[Place] = []
        at = 0
        while at <= len(text):
            known = len(found)
            try:
                for match in self._pattern.finditer(text, at, timeout=_BLINK):
                    at = max(match.end(), match.start() + 1)
                    if match.end() > match.start():
                        found.append(match.span())
                return found
            except TimeoutError:
                if len(found) > known and time.monotonic() < ends_at:
                    continue
            slow = self._slow(text, at, ends_at - time.monotonic())
            if slow is None:
                return found
            at = max(slow[1], slow[0] + 1)
            if slow[1] > slow[0]:
                found.append(slow)
        return found

    def _slow(self, text: str, at: int, time_limit: float) -> Place | None:
        """The next match, however long it takes within the limit; other threads run meanwhile."""
        try:
            if time_limit > 0:
                match = self._pattern.search(text, at, timeout=time_limit, concurrent=True)
                return None if match is None else match.span()
        except TimeoutError:
            pass
        raise SearchError(
            "This pattern takes too long, so it was stopped. Make it simpler: "
            "repetitions within repetitions, as in (a+)+, are what takes time."
        )


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
