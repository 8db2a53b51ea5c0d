"""The notes in the right margin: what they say, and how they are stacked so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence

from core.bodies import Quote
from core.doubts import NO_QUOTE
from gui.article.marks import Look

NOBODY = "Speaker?"
NO_CONTENT = "no content"
INDENT = 12  # from the stroke of a note to its words, in pixels at 100 %
_JOINT = " · "
_ALL = 4  # content, cue, source and speaker


def stacked(wished: Sequence[float], heights: Sequence[float], gap: float, lowest: float) -> list[float]:
    """Tops for notes of these heights that wish for these tops, which are sorted: as near as can be, none on another.

    Notes are pushed down; only at the end of the page, where ``lowest`` is the lowest bottom, are they pushed up.
    """
    tops: list[float] = []
    for nth, wish in enumerate(wished):
        tops.append(max(wish, tops[-1] + heights[nth - 1] + gap) if tops else wish)
    limit = lowest
    for nth in range(len(tops) - 1, -1, -1):
        if tops[nth] + heights[nth] <= limit:
            break
        tops[nth] = limit - heights[nth]
        limit = tops[nth] - gap
    return tops


def with_room(wished: Sequence[float], full: Sequence[float], least: float, gap: float, gives: float) -> list[bool]:
    """Which notes may be as high as their words wish: those that push the next one down by no more than ``gives``."""
    roomy: list[bool] = []
    bottom = float("-inf")
    for nth, wish in enumerate(wished):
        top = max(wish, bottom + gap)
        follows = wished[nth + 1] if nth + 1 < len(wished) else float("inf")
        roomy.append(top + full[nth] + gap <= follows + gives)
        bottom = top + (full[nth] if roomy[-1] else least)
    return roomy


def title(quote: Quote, doubts: Sequence[str] = ()) -> str:
    """Who speaks; of marks that probably quote nobody, what they are taken for."""
    no_quote = next((doubt for doubt in doubts if doubt in NO_QUOTE), "")
    return ", ".join(quote.speakers) or (f"{no_quote.capitalize()}?" if no_quote else NOBODY)


def _doubted(doubts: Sequence[str]) -> str:
    """What is unsure, in the room that a note has."""
    return "all unsure" if len(doubts) >= _ALL else ", ".join(doubts) + "?"


def detail(quote: Quote, text: str, look: Look, doubts: Sequence[str] = ()) -> str:
    """What is unsure, and how: the kind, the cue, the number of parts, and "rejected" where it was."""
    if any(doubt in NO_QUOTE for doubt in doubts):
        return "in marks, but no quote"
    words = [*([_doubted(doubts)] if doubts else []), quote.kind.value if quote.contents else NO_CONTENT]
    if quote.cues:
        words.append("“" + " … ".join(" ".join(cue.of(text).split()) for cue in quote.cues) + "”")
    if len(quote.contents) > 1:
        words.append(f"{len(quote.contents)}\u00a0parts")  # in one line
    if look is Look.REJECTED:
        words.append("rejected")
    return _JOINT.join(words)
