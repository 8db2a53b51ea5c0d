"""Quiet checks of a quote while it is edited: what may be wrong with it, and the remedy that one key applies.

A check never blocks: news breaks every rule for a good reason now and then. Each check is a pure function of the text
and the quote; its remedy is the quote as it would be, or a question that only a person can answer, or that the quote
goes, or nothing. What is a quotation mark, and which one closes which, is known to :mod:`core.marks`, as the quote
engine has it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter

from core.bodies import Body, Kind, PartRef, Quote, Role, Span
from core.comments import Remarks
from core.contents import with_content
from core.doubts import taken_for
from core.frozen import frozen
from core.marks import Stretch, paragraph_at, paragraphs_of, stretches_in
from core.patterns import Pattern
from core.records import Annotation, Item
from core.rules import quoted, short

LONGEST_CONTENT = 70
"""Words. In 840 annotated news articles 99 of 100 contents have at most 68."""

_SINGLES = "'‘’‚‛‹›`"
_SIGNS = '"“”„‟«»〝〞＂' + _SINGLES
_DASH = Pattern(r"[—–―]|--?\s*(?=\w)")
_START = attrgetter("start")
_LONE_CLOSING = Pattern(r"(?<=[\w.,!?…])[”\"»“«’](?=[\s.,;:)]|$)")


class Flaw(StrEnum):
    """What may be wrong; the value is a stable name."""

    CUE_IN_CONTENT = "cue-in-content"
    SOURCE_IN_CONTENT = "source-in-content"
    OPEN_MARK = "open-mark"
    DIRECT_WITHOUT_MARKS = "direct-without-marks"
    LONG_CONTENT = "long-content"
    NO_SOURCE = "no-source"
    SOURCE_WITHOUT_CONTENT = "source-without-content"
    CUE_WITHOUT_CONTENT = "cue-without-content"
    INSIDE_TOKEN = "inside-token"  # of any body; core.alignment finds it, with the training tokenizer


IN_WORDS: Mapping[str, str] = {
    Flaw.CUE_IN_CONTENT: "a cue inside the content",
    Flaw.SOURCE_IN_CONTENT: "a source inside the content",
    Flaw.OPEN_MARK: "an opening mark that nothing closes",
    Flaw.DIRECT_WITHOUT_MARKS: "a direct quote without marks",
    Flaw.LONG_CONTENT: "a very long content",
    Flaw.NO_SOURCE: "nobody named",
    Flaw.SOURCE_WITHOUT_CONTENT: "a source without content",
    Flaw.CUE_WITHOUT_CONTENT: "a cue without content",
    Flaw.INSIDE_TOKEN: "a boundary inside a token",
}
"""What a flaw is called in a sentence."""


@frozen
class Check:
    """One finding: where, a sentence for the editor, and the body with the remedy applied."""

    flaw: Flaw
    part: PartRef
    sentence: str
    remedy: Body | None = None
    remedy_name: str = ""
    asks_speaker: bool = False  # the remedy is to say who speaks, which only a person can
    deletes: bool = False  # the remedy is that it goes

    @property
    def can_be_mended(self) -> bool:
        return self.remedy is not None or self.asks_speaker or self.deletes


def checks(text: str, quote: Quote) -> tuple[Check, ...]:
    """Everything that may be wrong with a quote, in the order of its parts."""
    return tuple(check for look in _LOOKS for check in look(text, quote))


@lru_cache(maxsize=1024)
def has_flaw(text: str, quote: Quote) -> bool:
    """Whether there is anything to look at. Remembered: what is drawn is asked again and again."""
    return any(True for look in _LOOKS for _ in look(text, quote))


def checks_of_item(text: str, item: Item, remarks: Remarks | None = None) -> tuple[Check, ...]:
    """The checks of what stands or is suggested; none where somebody has said that it is right as it is."""
    if not isinstance(item.body, Quote) or _needs_no_look(item, remarks):
        return ()
    return checks(text, item.body)


def is_worth_a_look(text: str, item: Item, remarks: Remarks | None = None) -> bool:
    """Whether :func:`checks_of_item` has anything to say."""
    return isinstance(item.body, Quote) and not _needs_no_look(item, remarks) and has_flaw(text, item.body)


def _needs_no_look(item: Item, remarks: Remarks | None) -> bool:
    """Of marks that probably quote nobody the question is another one: nobody has to be named for them."""
    settled = isinstance(item, Annotation) and remarks is not None and remarks.is_settled(item.id)
    return settled or bool(taken_for(item))


# --------------------------------------------------------------------------------------------------------- the looks


def _without_content(text: str, quote: Quote) -> Iterator[Check]:
    if quote.contents:
        return
    role, flaw = (Role.SOURCE, Flaw.SOURCE_WITHOUT_CONTENT) if quote.sources else (Role.CUE, Flaw.CUE_WITHOUT_CONTENT)
    sentence = f"The {role.value} “{short(quote.of_role(role)[0].of(text), 60)}” has no content."
    found = with_content(text, quote)
    if found is None:
        yield Check(flaw, PartRef(role), sentence, None, "Delete it", deletes=True)
        return
    words = " … ".join(span.of(text) for span in found.contents)
    yield Check(flaw, PartRef(role), sentence, found, f"Take {quoted(words, 26)}")


def _part_in_content(text: str, quote: Quote) -> Iterator[Check]:
    for role, flaw in ((Role.CUE, Flaw.CUE_IN_CONTENT), (Role.SOURCE, Flaw.SOURCE_IN_CONTENT)):
        for ordinal, span in enumerate(quote.of_role(role)):
            for content in quote.contents:
                if content.overlaps(span):
                    cut = _cut_out(text, content, span)
                    remedy = _with_contents(quote, content, cut) if cut else _without_part(quote, role, span)
                    name = f"Take the {role.value} out of the content" if cut else f"Take the {role.value} away"
                    what = f"The {role.value} “{short(span.of(text), 60)}” lies inside the content."
                    yield Check(flaw, PartRef(role, ordinal), what, remedy, name)


def _open_mark(text: str, quote: Quote) -> Iterator[Check]:
    for ordinal, content in enumerate(quote.contents):
        for number, stretch in _stretches_from(text, content):
            part = PartRef(Role.CONTENT, ordinal)
            if stretch.closed:
                if not _is_covered(quote, stretch.end - 1):
                    remedy = _extended(text, quote, content, Span(content.start, stretch.end))
                    sentence = "The content ends before the mark that closes it."
                    yield Check(Flaw.OPEN_MARK, part, sentence, remedy, "Extend to the closing mark")
            elif stretch.start != content.start and not _is_covered(quote, stretch.end - 1):
                continue  # what is cut off behind a fragment of a clause says nothing of its mark
            elif not _is_taken_up(text, quote, number):
                closed = _closed_in_next(text, number)
                remedy = _with_contents(quote, content, [content, closed]) if closed is not None else None
                sentence = "The opening mark is not closed, and the next paragraph does not go on with the quote."
                yield Check(Flaw.OPEN_MARK, part, sentence, remedy, "Take the next paragraph in")


def _direct_without_marks(text: str, quote: Quote) -> Iterator[Check]:
    if quote.kind is not Kind.DIRECT or not quote.contents or _DASH.match(quote.contents[0].of(text)):
        return  # in dialogue a dash is the mark, and what goes on behind the cue has none
    for ordinal, content in enumerate(quote.contents):
        covered = content.of(text).strip()
        if covered[:1] in _SIGNS or covered[-1:] in _SIGNS:
            continue
        marked = _around(text, content)
        if marked is not None and all(_is_covered(quote, at) for at in (marked.start, marked.end - 1)):
            continue  # a cue parts it from what holds the marks
        if marked is not None:
            remedy, name = _extended(text, quote, content, marked), "Take the marks into the content"
        else:
            kind = Kind.MIXED if any(_stretches_from(text, span) for span in quote.contents) else Kind.INDIRECT
            remedy, name = replace(quote, kind=kind), f"Make it {kind.value}"
        sentence = "The quote is direct, but this content has no quotation marks."
        yield Check(Flaw.DIRECT_WITHOUT_MARKS, PartRef(Role.CONTENT, ordinal), sentence, remedy, name)


def _long_content(text: str, quote: Quote) -> Iterator[Check]:
    for ordinal, content in enumerate(quote.contents):
        count = len(content.of(text).split())
        if count <= LONGEST_CONTENT:
            continue
        first_line = text.find("\n", content.start, content.end)
        ends = [stretch.end for _, stretch in _stretches_from(text, content) if stretch.start == content.start]
        end = ends[0] if ends and ends[0] < content.end else first_line
        remedy = _with_contents(quote, content, [Span(content.start, end)]) if end > content.start else None
        sentence = f"The content has {count} words; more than {LONGEST_CONTENT} is rare. It may end earlier."
        name = "End it at the first mark or line"
        yield Check(Flaw.LONG_CONTENT, PartRef(Role.CONTENT, ordinal), sentence, remedy, name)


def _no_source(text: str, quote: Quote) -> Iterator[Check]:
    if quote.contents and not quote.sources and not quote.speakers:
        sentence = "Nobody is named as source or speaker of this quote."
        yield Check(Flaw.NO_SOURCE, PartRef(Role.CONTENT), sentence, None, "Name the speaker", asks_speaker=True)


_LOOKS: tuple[Callable[[str, Quote], Iterator[Check]], ...] = (
    _without_content,
    _part_in_content,
    _open_mark,
    _direct_without_marks,
    _long_content,
    _no_source,
)


# ------------------------------------------------------------------------------------------------ marks about a content


def _manner(text: str, content: Span) -> bool:
    """Whether the outer marks of a content are single ones; then those of its paragraph are read so."""
    return text[content.start] in _SINGLES or (content.start > 0 and text[content.start - 1] in _SINGLES)


def _stretches_from(text: str, content: Span) -> list[tuple[int, Stretch]]:
    """The stretches in marks that begin inside a content, each with the number of its paragraph."""
    found: list[tuple[int, Stretch]] = []
    lines, singles = paragraphs_of(text), _manner(text, content)
    number = max(0, paragraph_at(text, content.start))
    while number < len(lines) and lines[number][0] < content.end:
        inside = stretches_in(text, *lines[number], singles)
        first, last = (bisect_left(inside, at, key=_START) for at in (content.start, content.end))
        found += [(number, one) for one in inside[first:last]]
        number += 1
    return found


def _around(text: str, content: Span) -> Span | None:
    """The stretch in marks inside which a content lies, marks included."""
    number = paragraph_at(text, content.start)
    if number < 0:
        return None
    about = stretches_in(text, *paragraphs_of(text)[number], _manner(text, content))
    before = bisect_left(about, content.start, key=_START) - 1
    if before < 0 or not about[before].closed or about[before].end < content.end:
        return None
    return Span(about[before].start, about[before].end)


def _is_covered(quote: Quote, offset: int) -> bool:
    return any(part.start <= offset < part.end for part in quote.contents)


def _is_taken_up(text: str, quote: Quote, number: int) -> bool:
    """Whether the paragraph behind a numbered one goes on with the quote: it is a part of it, or begins with a mark."""
    following = paragraphs_of(text)[number + 1 : number + 2]
    if not following:
        return False
    begin, end = following[0]
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    if _is_covered(quote, begin):
        return True
    found = (one for singles in (False, True) for one in stretches_in(text, *following[0], singles))
    return any(one.start == begin for one in found)


def _closed_in_next(text: str, number: int) -> Span | None:
    """The part of the next paragraph that a mark closes which nothing there opens."""
    following = paragraphs_of(text)[number + 1 : number + 2]
    if not following:
        return None
    begin, end = following[0]
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    closing = _LONE_CLOSING.search(text, begin, end)
    stretches = stretches_in(text, *following[0])
    if closing is None or any(one.start < closing.end() for one in stretches):
        return None
    return Span(begin, closing.end())


# --------------------------------------------------------------------------------------------------------- remedies


def _extended(text: str, quote: Quote, content: Span, to: Span) -> Quote | None:
    """The quote with a content that reaches farther, without what would then be a cue or a source inside it.

    Nothing where the cue or the source takes up all that was gained.
    """
    pieces = [to]
    for hole in (*quote.cues, *quote.sources):
        pieces = [piece for one in pieces for piece in _without(text, one, hole)]
    extended = _with_contents(quote, content, pieces)
    return extended if extended != quote and pieces else None


def _without(text: str, content: Span, hole: Span) -> list[Span]:
    return _cut_out(text, content, hole) if content.overlaps(hole) else [content]


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


def _without_part(quote: Quote, role: Role, span: Span) -> Quote:
    """The quote without a cue or a source that holds all that was said."""
    left = tuple(part for part in quote.of_role(role) if part != span)
    return replace(quote, cues=left) if role is Role.CUE else replace(quote, sources=left)


def _with_contents(quote: Quote, old: Span, new: Iterable[Span]) -> Quote:
    kept = [span for span in quote.contents if span != old]
    spans = [*new, *(span for span in kept if not any(span.overlaps(one) for one in new))]
    return replace(quote, contents=tuple(sorted(spans)))
