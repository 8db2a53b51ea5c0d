"""Single quotation marks, and how to tell them from apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_right

from core.patterns import Pattern

_CANDIDATE = Pattern(r"['‘’`‹›‚‛]")
_BEFORE_OPENING = frozenset('([{—–-/…"“*|>')
_AFTER_CLOSING = frozenset('.,;:!?)]}—–-/…"”*<|')
_NEXT_BEGINS = Pattern(r"\s*\n\s*[‘'](?=[^\W\d_])(?!(?:tis|twas|em|til)\b)", re.IGNORECASE)
_N = Pattern(r"['’‘][nN]$")
_STRONG_END = frozenset(".,!?…—–-;:")
# Words that begin with an apostrophe, and years: 'em, 'tis, '80s.
_ELISION = Pattern(
    r"['’‘`](?:\d0s\b|\d\d\b|(?:em|tis|twas|twere|twill|til|till|cause|bout|round|neath|n|ere|im|ud|er|un|ave|ad|is|ow|"
    r"ead|ouse|alf|ome|ard|ell|specially|nother|nuff|gainst|mongst|cept|stead|pon|tain|taint|twixt|scuse|spose|fraid)\b)",
    re.IGNORECASE,
)


def single_stretches(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int | None]]:
    """Pairs of single marks in a paragraph, outside ``taken``: offsets of the opening and of the closing mark.

    A pair whose second offset is ``None`` opens the paragraph and is never closed.
    """
    starts = sorted(a for a, _ in taken)
    ends = sorted(b for _, b in taken)
    # A sign is outside where as many have ended as have begun.
    signs = [
        at
        for at in (match.start() for match in _CANDIDATE.finditer(text, start, end))
        if bisect_right(starts, at) == bisect_right(ends, at)
    ]
    found: list[tuple[int, int | None]] = []
    free_from = start
    for nth, at in enumerate(signs):
        if at < free_from or not _opens(text, start, end, at):
            continue
        upcoming = bisect_right(starts, at)
        limit = starts[upcoming] if upcoming < len(starts) else end
        closing = _closing(text, start, end, [s for s in signs[nth + 1 :] if s < limit])
        if closing is not None and not (
            text[closing - 1] in "sS" and _goes_on(text, start, at, end, bool(found))  # a plural's apostrophe
        ):
            found.append((at, closing))
            free_from = closing + 1
        elif _opens_whole_paragraph(text, start, at, end, taken) or _goes_on(text, start, at, end, bool(found)):
            found.append((at, None))
            break
    return found


def _opens(text: str, start: int, end: int, at: int) -> bool:
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    if not (before.isspace() or before in _BEFORE_OPENING) or behind.isspace():
        return False
    if text[at] in "’›":
        return False
    if not behind.isalnum() and behind not in "([—–-…$£€@#\"“.‘'":
        return False
    return not (text[at] in "'‘`" and _ELISION.match(text, at, end))


def _closes(text: str, start: int, end: int, at: int) -> bool:
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    return not before.isspace() and text[at] not in "‘`‹‚" and (behind.isspace() or behind in _AFTER_CLOSING)


def _closing(text: str, start: int, end: int, signs: list[int]) -> int | None:
    """The mark that closes: one after a stop if there is one, else one that is no plural's apostrophe."""
    weak: list[int] = []
    plural: list[int] = []
    for at in signs:
        if _closes(text, start, end, at) and not _N.search(text, max(start, at - 2), at):  # rock 'n' roll
            if text[at - 1] in _STRONG_END:
                return _first(weak) if _is_early(text, weak, at) else at
            (plural if text[at - 1] in "sSxz" or text[at - 2 : at].lower() == "in" else weak).append(at)
        elif (weak or plural) and _opens(text, start, end, at):
            break
    if weak:
        return weak[0]
    return plural[-1] if plural else None


def _first(signs: list[int]) -> int | None:
    return signs[0] if signs else None


def _is_early(text: str, weak: list[int], strong: int) -> bool:
    """Whether a mark without a stop came so long before one with a stop that it closes by itself."""
    return bool(weak) and re.search(r"[.!?]\s", text[weak[0] : strong]) is None


def _goes_on(text: str, start: int, at: int, end: int, is_used: bool) -> bool:
    """Whether the next paragraph begins with a mark, too, and so goes on with what this one leaves open.

    It must begin the paragraph or a sentence behind a quote, as in ‘…,’ she said. ‘…
    """
    begins = not text[start:at].strip() or (is_used and text[start:at].rstrip()[-1:] in ".:,!?")
    return begins and _NEXT_BEGINS.match(text, end) is not None and len(text[at:end].split()) > 2


def _opens_whole_paragraph(text: str, start: int, at: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """A curly or British mark at the very start of a long paragraph: what it opens goes on in the next one."""
    if taken or text[start:at].strip() or text[at] not in "‘‹":
        return False
    return len(text[at:end].split()) > 4
