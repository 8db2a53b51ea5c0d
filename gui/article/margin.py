"""The notes in the right margin: what they say, and how they are stacked so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import Quote
from gui.article.marks import Look

NOBODY = "Speaker?"
_JOINT = " · "


def stacked(wished: Sequence[float], height: float, gap: float, lowest: float) -> list[float]:
    """Tops for notes of one height that wish for these tops, which are sorted: as near as can be, none on another.

    Notes are pushed down; only at the end of the page, where ``lowest`` is the lowest bottom, are they pushed up.
    """
    tops: list[float] = []
    for wish in wished:
        tops.append(max(wish, tops[-1] + height + gap) if tops else wish)
    limit = lowest
    for nth in range(len(tops) - 1, -1, -1):
        if tops[nth] + height <= limit:
            break
        tops[nth] = limit - height
        limit = tops[nth] - gap
    return tops


def title(quote: Quote) -> str:
    """Who speaks."""
    return ", ".join(quote.speakers) or NOBODY


def detail(quote: Quote, text: str, look: Look) -> str:
    """How: the kind, the cue, the number of parts, and "rejected" where nobody should take it for more."""
    words = [quote.kind.value]
    if quote.cues:
        words.append("“" + " … ".join(" ".join(cue.of(text).split()) for cue in quote.cues) + "”")
    if len(quote.contents) > 1:
        words.append(f"{len(quote.contents)} parts")
    if look is Look.REJECTED:
        words.append("rejected")
    return _JOINT.join(words)


def in_words(doubts: Sequence[str]) -> str:
    """What a suggester is unsure of: “the content, the source and the speaker”."""
    named = [f"the {doubt}" for doubt in doubts]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
