"""Quiet checks of a quote while it is edited: what may be wrong with it, and the remedy that one key applies.

A check never blocks: news breaks every rule for a good reason now and then. Each check is a pure function of the text
and the quote; its remedy is the quote as it would be, or nothing where only a person can tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from core.model import Body, Kind, PartRef, Quote, Role, Span

LONGEST_CONTENT = 70
"""Words. In 840 annotated news articles 99 of 100 contents have at most 68."""

_OPENING = "“„«‘\"'"
_CLOSING = "”“»’\"'"
_DASH = re.compile(r"[—–―]|--?\s*(?=\w)")
_MARK = re.compile(r"[“”„«»\"‘’]|''")
_CLOSING_DOUBLE = re.compile(r"[”»\"]")
_TAKEN_UP = re.compile(r"[ \t]*\n[\n \t]*[“„«\"]")


class Flaw(StrEnum):
    """What may be wrong; the value is a stable name."""

    CUE_IN_CONTENT = "cue-in-content"
    SOURCE_IN_CONTENT = "source-in-content"
    OPEN_MARK = "open-mark"
    DIRECT_WITHOUT_MARKS = "direct-without-marks"
    LONG_CONTENT = "long-content"
    NO_SOURCE = "no-source"
    INSIDE_TOKEN = "inside-token"  # of any body; core.alignment finds it, with the training tokenizer


IN_WORDS: Mapping[str, str] = {
    Flaw.CUE_IN_CONTENT: "a cue inside the content",
    Flaw.SOURCE_IN_CONTENT: "a source inside the content",
    Flaw.OPEN_MARK: "an opening mark that nothing closes",
    Flaw.DIRECT_WITHOUT_MARKS: "a direct quote without marks",
    Flaw.LONG_CONTENT: "a very long content",
    Flaw.NO_SOURCE: "nobody named",
    Flaw.INSIDE_TOKEN: "a boundary inside a token",
}
"""What a flaw is called in a sentence."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: where, a sentence for the editor, and the body with the remedy applied."""

    flaw: Flaw
    part: PartRef
    sentence: str
    remedy: Body | None = None
    remedy_name: str = ""


def checks(text: str, quote: Quote) -> tuple[Check, ...]:
    """Everything that may be wrong with a quote, in the order of its parts."""
    return tuple(check for look in _LOOKS for check in look(text, quote))


@lru_cache(maxsize=1024)
def has_flaw(text: str, quote: Quote) -> bool:
    """Whether there is anything to look at. Remembered: what is drawn is asked again and again."""
    return any(True for look in _LOOKS for _ in look(text, quote))


def _part_in_content(text: str, quote: Quote) -> Iterator[Check]:
    for role, flaw in ((Role.CUE, Flaw.CUE_IN_CONTENT), (Role.SOURCE, Flaw.SOURCE_IN_CONTENT)):
        for ordinal, span in enumerate(quote.of_role(role)):
            for content in quote.contents:
                if content.overlaps(span):
                    cut = _cut_out(text, content, span)
                    remedy = _with_contents(quote, content, cut) if cut else None
                    what = f"The {role.value} “{span.of(text)}” lies inside the content."
                    yield Check(flaw, PartRef(role, ordinal), what, remedy, f"Take the {role.value} out of the content")


def _open_mark(text: str, quote: Quote) -> Iterator[Check]:
    for ordinal, content in enumerate(quote.contents):
        covered = content.of(text)
        if covered[0] not in '“„«"' or _CLOSING_DOUBLE.search(covered, 1) or _continues(text, quote, content):
            continue
        line_end = text.find("\n", content.end)
        line_end = len(text) if line_end < 0 else line_end
        closing = _CLOSING_DOUBLE.search(text, content.end, line_end)
        remedy = _with_contents(quote, content, [Span(content.start, closing.end())]) if closing else None
        sentence = "The opening mark is not closed, and the next paragraph does not go on with the quote."
        yield Check(Flaw.OPEN_MARK, PartRef(Role.CONTENT, ordinal), sentence, remedy, "Extend to the closing mark")


def _continues(text: str, quote: Quote, content: Span) -> bool:
    """Whether the quote goes on: in a part that closes the mark, or in a paragraph that opens with one itself."""
    line_end = text.find("\n", content.end)
    line_end = len(text) if line_end < 0 else line_end
    parts = (later for later in quote.contents if content.end <= later.start < line_end)
    if any(_CLOSING_DOUBLE.search(text, part.start, part.end) for part in parts):
        return True
    return _TAKEN_UP.match(text, content.end) is not None


def _direct_without_marks(text: str, quote: Quote) -> Iterator[Check]:
    if quote.kind is not Kind.DIRECT or _DASH.match(quote.contents[0].of(text)):
        return  # in dialogue a dash is the mark, and what goes on behind the cue has none
    for ordinal, content in enumerate(quote.contents):
        covered = content.of(text)
        if covered[0] in _OPENING or covered[-1] in _CLOSING:
            continue
        marked = _around_marks(text, content)
        if marked is not None:
            remedy, name = _with_contents(quote, content, [marked]), "Take the marks into the content"
        else:
            kind = Kind.MIXED if any(_MARK.search(span.of(text)) for span in quote.contents) else Kind.INDIRECT
            remedy, name = replace(quote, kind=kind), f"Make it {kind.value}"
        sentence = "The quote is direct, but this content has no quotation marks."
        yield Check(Flaw.DIRECT_WITHOUT_MARKS, PartRef(Role.CONTENT, ordinal), sentence, remedy, name)


def _around_marks(text: str, content: Span) -> Span | None:
    """The content with the marks that stand right outside it; ``None`` where there are none."""
    start, end = content.start - 1, content.end
    while end < len(text) and text[end] in ".,!?":
        end += 1
    if start >= 0 and text[start] in _OPENING and end < len(text) and text[end] in _CLOSING:
        return Span(start, end + 1)
    return None


def _long_content(text: str, quote: Quote) -> Iterator[Check]:
    for ordinal, content in enumerate(quote.contents):
        count = len(content.of(text).split())
        if count <= LONGEST_CONTENT:
            continue
        first_line = text.find("\n", content.start, content.end)
        closing = _CLOSING_DOUBLE.search(text, content.start + 1, content.end)
        end = closing.end() if closing and closing.end() < content.end else first_line
        remedy = _with_contents(quote, content, [Span(content.start, end)]) if end > content.start else None
        sentence = f"The content has {count} words; more than {LONGEST_CONTENT} is rare. It may end earlier."
        name = "End it at the first mark or line"
        yield Check(Flaw.LONG_CONTENT, PartRef(Role.CONTENT, ordinal), sentence, remedy, name)


def _no_source(text: str, quote: Quote) -> Iterator[Check]:
    if not quote.sources and not quote.speakers:
        yield Check(Flaw.NO_SOURCE, PartRef(Role.CONTENT), "Nobody is named as source or speaker of this quote.")


_LOOKS: tuple[Callable[[str, Quote], Iterator[Check]], ...] = (
    _part_in_content,
    _open_mark,
    _direct_without_marks,
    _long_content,
    _no_source,
)


# --------------------------------------------------------------------------------------------------------- remedies


def _cut_out(text: str, content: Span, hole: Span) -> list[Span]:
    """What is left of a content without a hole, trimmed of white space and commas at the cut."""
    left, right = content.start, content.end
    before = text[left : max(left, hole.start)].rstrip()
    after = text[min(right, hole.end) : right].lstrip(" ,\n")
    pieces = []
    if before.strip(" ,"):
        pieces.append(Span(left, left + len(before)))
    if after.strip(" ,"):
        pieces.append(Span(right - len(after), right))
    return pieces


def _with_contents(quote: Quote, old: Span, new: list[Span]) -> Quote:
    spans = [span for span in quote.contents if span != old] + new
    return replace(quote, contents=tuple(sorted(spans)))
