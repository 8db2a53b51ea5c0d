"""Canonical text, and the one place where code points and UTF-16 units are converted into each other.

Copydesk stores, compares and exports offsets in *code points* into canonical text. Qt counts *UTF-16 units*. A name
that holds a Qt number is a ``position``; ours are ``start``, ``end`` and ``offset``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from core.patterns import Pattern

_BOM = "\ufeff"
_PARAGRAPH_SEPARATOR = "\u2029"
_LAST_BMP_CODE_POINT = 0xFFFF

_LINE_END = Pattern(r"\r\n?|\u2029")
# Half a surrogate pair is no character, and Qt takes U+FDD0 and U+FDD1 for the ends of its own text frames.
_NOT_TEXT = Pattern("[\ud800-\udfff\ufdd0\ufdd1\x00]")
_ASTRAL = Pattern("[\U00010000-\U0010ffff]")

# A token by which the memory of decisions finds words: a word with its inner hyphens cut, a possessive ending, or one
# other sign. Libraries hold the first token of what is remembered, so this must not change without a migration.
_TOKEN = Pattern(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.,](?=\d)\d+)*|['’‘](?:s|re|ve|ll|d|m|t)\b|_+|[^\w\s]", re.IGNORECASE)

# What the English training tokenizer keeps together with its full stop, and the ranks that it forgets.
_ABBREVIATIONS = (
    "Adm|Ak|Ala|Apr|Ariz|Ark|Aug|Brig|Bros|Calif|Capt|Cmdr|Co|Col|Colo|Conn|Corp|Cpl|Dec|Del|Dr|Feb|Fla|Ga|"
    "Gen|Gov|Hon|Ia|Id|Ill|Inc|Ind|Jan|Jr|Jul|Jun|Kan|Kans|Ky|La|Lt|Ltd|Maj|Mar|Mass|Md|Messrs|Mich|Minn|Miss|"
    "Mo|Mont|Mr|Mrs|Ms|Mt|Neb|Nebr|Nev|Nov|Oct|Okla|Ore|Pa|Prof|Rep|Rev|Sen|Sep|Sept|Sgt|Sr|St|Tenn|Va|Wash|"
    "Wis|co|vs"
)

# A token as an editor steps by one: as above, and near enough to the training tokenizer that a boundary which is moved
# by tokens is one that training shares. “Gen.”, “J.” and “AT&T” are one token, “don’t” is two.
_STEP = Pattern(
    rf"(?:{_ABBREVIATIONS})\.|Ph\.D\.|(?:[^\W\d_]\.)+|[A-Z]+(?:&[A-Z]+)+|[^\W_]+?(?=n['’]t\b)|n['’]t\b"
    r"|[^\W_]+(?:[.,](?=\d)\d+)*|['’‘](?i:s|re|ve|ll|d|m|t)\b|_+|[.]{2,}|[^\w\s]"
)


def canonical(raw: str) -> str:
    """The text as Copydesk keeps it: line ends LF, no BOM, every code point a character that Qt keeps too.

    Nothing else is touched, and nothing is normalised: the source is evidence. Idempotent.
    """
    text = _LINE_END.sub("\n", raw)
    while text.startswith(_BOM):  # a file saved twice by careless editors has two
        text = text[1:]
    return _NOT_TEXT.sub("\ufffd", text)


def text_hash(text: str) -> str:
    """SHA-256 of the canonical text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class TextIndex:
    """Converts between code-point offsets and the UTF-16 positions in which Qt counts, for one canonical text."""

    __slots__ = ("_astral_offsets", "_astral_positions", "length", "line_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.length = len(text)
        self._astral_offsets = [match.start() for match in _ASTRAL.finditer(text)]
        self._astral_positions = [offset + nth for nth, offset in enumerate(self._astral_offsets)]
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> int:
        """The UTF-16 position of a code-point offset, ``0 <= offset <= length``."""
        if not 0 <= offset <= self.length:
            raise IndexError(f"offset {offset} is outside a text of {self.length} characters")
        return offset + bisect_left(self._astral_offsets, offset)

    def offset(self, position: int) -> int:
        """The code-point offset of a UTF-16 position; one inside a character counts as that character's start."""
        if not 0 <= position <= self.length + len(self._astral_offsets):
            raise IndexError(f"position {position} is outside the text")
        return position - bisect_left(self._astral_positions, position)

    def line_of(self, offset: int) -> int:
        """The number of the line (paragraph, block) that holds an offset, counted from 0."""
        return bisect_right(self.line_starts, offset) - 1

    def line_span(self, line: int) -> tuple[int, int]:
        """Start and end of a line in code points, without its line end."""
        start = self.line_starts[line]
        end = self.line_starts[line + 1] - 1 if line + 1 < len(self.line_starts) else self.length
        return start, end


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The tokens of ``text[start:end]`` as ``(start, end)`` in code points."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def steps(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The tokens of ``text[start:end]`` by which an editor steps, as ``(start, end)`` in code points."""
    for match in _STEP.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its edges; ``start == end`` where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def paragraph_edge(text: str, offset: int, direction: int) -> int:
    """The end (1) or the start (-1) of the paragraph at an offset; from there, that of the next one with text in it."""
    if direction > 0:
        while offset < len(text) and text[offset].isspace():
            offset += 1
        end = text.find("\n", offset)
        return len(text) if end < 0 else end
    while offset and text[offset - 1].isspace():
        offset -= 1
    return text.rfind("\n", 0, offset) + 1


# --------------------------------------------------------------------------------------------- stepping by characters

_JOINERS = "\u200c\u200d"


def character_after(text: str, offset: int) -> int:
    """Where the character that begins at an offset ends as a reader counts: with its accents, a whole emoji."""
    offset = min(offset + 1, len(text))
    while offset < len(text) and _goes_on(text, offset):
        offset += 1
    return offset


def character_before(text: str, offset: int) -> int:
    """Where the character that ends at an offset begins, as a reader counts."""
    offset = max(offset - 1, 0)
    while offset and _goes_on(text, offset):
        offset -= 1
    return offset


def _goes_on(text: str, offset: int) -> bool:
    """Whether the code point at an offset is seen as one character with the one before it."""
    before, after = text[offset - 1], text[offset]
    if after < "\u0300" or before == "\n":
        return before == "\u200d" and not after.isspace()
    if _is_half_flag(after) and _is_half_flag(before):
        halves = offset
        while halves and _is_half_flag(text[halves - 1]):
            halves -= 1
        return (offset - halves) % 2 == 1
    return (
        before == "\u200d"
        or after in _JOINERS
        or unicodedata.category(after).startswith("M")
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # the colours of skin
        or "\U000e0020" <= after <= "\U000e007f"  # the tags of a region's flag
    )


def _is_half_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


# ------------------------------------------------------------------------------------------------- stepping by tokens

_WORDS = 32  # code points that mostly hold the word before
_WINDOW = 256  # code points looked at around an offset: longer than any word, shorter than any wait


def token_end_after(text: str, offset: int) -> int:
    """The end of the first token that ends after ``offset``; the text's end where there is none."""
    start = token_start_before(text, offset) if offset and not text[offset - 1].isspace() else offset
    for _, end in steps(text, start):
        if end > offset:
            return end
    return len(text)


def token_start_before(text: str, offset: int) -> int:
    """The start of the last token that starts before ``offset``; 0 where there is none."""
    reach = _WORDS
    while True:
        window = max(0, offset - reach)
        # A window that begins inside a word would cut that word in two.
        while window and not text[window - 1].isspace() and offset - window < 2 * _WINDOW:
            window -= 1
        last = None
        for start, _ in steps(text, window, min(len(text), offset + _WINDOW)):
            if start >= offset:
                break
            last = start
        if last is not None or window == 0:
            return last or 0
        reach *= 2


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to whole tokens, without white space at its edges; ``start == end`` where it covers no token."""
    start, end = trimmed(text, start, end)
    if start == end:
        return start, end
    first = token_start_before(text, start + 1)
    return min(first, start), token_end_after(text, end - 1)


def token_around(text: str, offset: int) -> tuple[int, int] | None:
    """The token that has an offset inside it, if one does; not one that begins or ends there."""
    start = token_start_before(text, offset)
    end = token_end_after(text, start)
    return (start, end) if start < offset < end else None
