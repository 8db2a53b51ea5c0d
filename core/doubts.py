"""What a suggester may be unsure of, and what it may take marks for that quote nobody.

A doubt is the name of a part, "content", "cue", "source", or "speaker"; or one of :data:`NO_QUOTE`, which says that the
marks probably quote nobody at all. The words of these are also the reasons for which an editor rejects them.
"""

from __future__ import annotations

from core.bodies import Quote
from core.records import Item, Suggestion, Verdict

NO_QUOTE = ("scare quote", "title", "nickname")
"""What stands in quotation marks and is no quote."""


def taken_for(item: Item) -> str:
    """Which of :data:`NO_QUOTE` a suggester takes a quote for that nobody has decided on; "" for a quote."""
    if not isinstance(item, Suggestion) or not isinstance(item.body, Quote) or item.verdict is not Verdict.PENDING:
        return ""
    return next((doubt for doubt in item.doubts if doubt in NO_QUOTE), "")


def in_words(doubts: tuple[str, ...]) -> str:
    """What a suggester is unsure of: “the content, the source and the speaker”."""
    named = [f"the {doubt}" for doubt in doubts if doubt not in NO_QUOTE]
    if not named:
        return "being a quote" if doubts else ""
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
