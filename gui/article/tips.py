"""What the mouse is told of an item when it rests on it: in words, what shapes and colours say."""

from __future__ import annotations

from collections.abc import Iterator

from core.bodies import Entity, ExcludedRegion, Quote
from core.checks import checks_of_item
from core.comments import Remarks
from core.doubts import in_words, taken_for
from core.records import Item, Suggestion
from core.rules import short
from gui.article.margin import detail, title
from gui.article.marks import Look, look_of


def tip(item: Item, text: str, dropped: bool = False, remarks: Remarks | None = None) -> str:
    """A line or a few on an item, with what was said about it.

    ``text`` is the article's; ``dropped`` says that training would drop it.
    """
    body = item.body
    if isinstance(body, Entity):
        lines = [f"{body.label}: {' '.join(body.span.of(text).split())}"]
    elif isinstance(body, Quote):
        doubts = (taken_for(item),) if taken_for(item) else ()
        lines = [title(body, doubts), detail(body, text, Look.DECIDED, doubts)]
        if look_of(item) is not Look.REJECTED:
            lines += [f"Worth a look: {check.sentence}" for check in checks_of_item(text, item, remarks)]
    else:
        assert isinstance(body, ExcludedRegion)
        lines = ["Excluded from training", *([body.note] if body.note else [])]
    if dropped and look_of(item) is not Look.REJECTED:
        lines.append("Worth a look: training would drop it, since a boundary is inside a token.")
    if isinstance(item, Suggestion):
        lines.append(_state(item))
    if remarks is not None:
        lines += _said(item.id, remarks)
    return "\n".join(lines)


def _state(suggestion: Suggestion) -> str:
    if look_of(suggestion) is Look.REJECTED:
        return f"Rejected: {suggestion.reason}" if suggestion.reason else "Rejected"
    if taken_for(suggestion):
        return f"Probably a {taken_for(suggestion)}: rejecting it says so, accepting it makes it a quote"
    if suggestion.doubts:
        return f"Suggested, unsure of {in_words(suggestion.doubts)}"
    return "Suggested"


def _said(id: str, remarks: Remarks) -> Iterator[str]:
    flag = remarks.flag(id)
    if flag is not None:
        yield f"Flagged by {flag.author}"
    for comment in remarks.thread(id):
        yield f"{comment.author}{' (resolved)' if comment.resolved else ''}: {short(comment.text, 120)}"
