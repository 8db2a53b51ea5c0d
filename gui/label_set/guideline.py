"""The guideline of the label at hand, in one calm line: what it is, one example of it, and one of what it is not."""

from __future__ import annotations

import re
from html import escape

from core.labels import marked
from core.records import Example, Label

_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


def first_sentence(guideline: str) -> str:
    """The first sentence, or all where no sentence ends."""
    found = _SENTENCE.match(guideline.strip())
    return " ".join((found[0] if found is not None else guideline).split())


def plain(label: Label) -> str:
    """For a picker’s quiet hint: the title, the first sentence, an example."""
    good = next((one for one in label.examples if one.good), None)
    example = "".join(marked(good)) if good is not None else ""
    return " · ".join(part for part in (label.title, first_sentence(label.guideline), example) if part)


def html(label: Label) -> str:
    """For a panel; "" where nobody wrote anything."""
    name = f"<b>{escape(label.name)}</b>"
    title = f" {escape(label.title)}" if label.title else ""
    parts = [escape(first_sentence(label.guideline))] if label.guideline.strip() else []
    for good in (True, False):
        example = next((one for one in label.examples if one.good is good), None)
        if example is not None:
            parts.append(f"{'✓' if good else '✗'} {_shown(example)}")
    return f"{name}{title} – {'&nbsp; '.join(parts)}" if parts else ""


def whole(label: Label) -> str:
    """For a tooltip: all that is written of a label."""
    lines = [f"<b>{escape(label.name)}</b> {escape(label.title)}", escape(label.guideline)]
    lines += [f"{'✓' if one.good else '✗'} {_shown(one)}" for one in label.examples]
    return "<br>".join(line for line in lines if line.strip())


def _shown(example: Example) -> str:
    before, mention, after = (escape(part) for part in marked(example))
    return f"{before}<u>{mention}</u>{after}"
