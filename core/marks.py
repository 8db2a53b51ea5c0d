"""Finding the stretches of text that stand in quotation marks, paragraph by paragraph, from the marks alone.

The quote engine and the checks of a quote ask here, so that both mean the same by a mark.

Newspapers mix every style in one article, forget marks, type them the wrong way round and use the same sign as an
apostrophe. What holds nearly always:

* a stretch ends in the paragraph in which it begins; one that does not close runs to the paragraph's end, and an
  opening mark at the start of the next paragraph continues it;
* the outermost marks count, what stands in marks inside them is a child;
* single marks count only outside double ones;
* white space tells an opening mark from a closing one more surely than the glyph does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from functools import lru_cache

from core.frozen import frozen
from core.patterns import Pattern
from core.single_marks import single_stretches

_PARAGRAPH = Pattern(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARKUP = Pattern(r"</?[A-Za-z][^<>\n]*>|\w+=\"[^\"\n<>]*(?:\"|$)")
_DOUBLE = Pattern(r"'{2,3}|’{2,3}|‘‘|``|[\"“”„‟«»〝〞＂]")
_OPENING, _CLOSING = frozenset("“„‟〝"), frozenset("”〞")
_BEFORE_OPENING = frozenset("([{—–-/…‘'’`*|>")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…’'*<|")
_SOME = 3
_SENTENCE = 8  # words
_FIRST_MARK = Pattern(r"'{2,3}|’{2,3}|‘‘|``|[\"“”„‟«»〝〞＂]|(?<!\w)[‘'](?=\w|[“\"])")
_SAID = r"(?:said|says|added|told|wrote|explained|insisted|warned)"
_WHO = r"(?:[Hh]e|[Ss]he|[Tt]hey|(?:the )?(?:[A-ZÀ-Þ][\w’'.-]*\s?){1,4})"
# Of a paragraph's last sentence: ", said Ben Stone, a councillor." and ", Stone said on Monday."
_TRAILING_ATTRIBUTION = Pattern(
    rf",(?=\s+(?:{_SAID}\s{_WHO}(?:,?\s[^.!?]{{1,80}})?|{_WHO}\s?{_SAID}(?:\s[^.!?,]{{1,60}})?)[.!?]?\s*$)"
)
_FEET = Pattern(r"\d\s?['’′]\s?\d{1,2}$")
_LONGEST_MEASURE = 6
_INCH = Pattern(r"\d\s?$")


@frozen
class Stretch:
    """A stretch in quotation marks, marks included, within one paragraph."""

    start: int
    end: int
    closed: bool = True  # its closing mark is there
    continues: bool = False  # it goes on with what the paragraph before left open
    single: bool = False  # the marks are single ones
    inner_start: int = 0  # without the marks
    inner_end: int = 0
    children: tuple[tuple[int, int], ...] = field(default=())  # what stands in marks inside it
    dash: bool = False  # a dash opens it, in dialogue without marks


@frozen
class _Mark:
    start: int
    end: int
    opens: bool  # may open, as the signs around it have it
    closes: bool


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text that hold more than white space, as ``(start, end)``."""
    for match in _PARAGRAPH.finditer(text):
        if not match.group().isspace():
            yield match.span()


def find_stretches(text: str) -> list[Stretch]:
    """All outermost stretches in quotation marks, in order, never overlapping."""
    found = _find(text, singles_first=False)
    if uses_single_marks(found):
        found = _find(text, singles_first=True)
    return found


@lru_cache(maxsize=4)
def paragraphs_of(text: str) -> tuple[tuple[int, int], ...]:
    """The same, remembered: whoever looks at quotes asks it of one text again and again."""
    return tuple(paragraphs(text))


@lru_cache(maxsize=256)
def stretches_in(text: str, start: int, end: int, singles_first: bool = False) -> tuple[Stretch, ...]:
    """The stretches of one paragraph, ``text[start:end]``, whatever the article about it does.

    ``singles_first`` is the British manner, in which single marks are the outer ones.
    """
    return tuple(_paragraph_stretches(text, start, end, singles_first))


def paragraph_at(text: str, offset: int) -> int:
    """The number of the last of :func:`paragraphs_of` that begins at an offset or before it; -1 before the first."""
    return bisect_right(paragraphs_of(text), (offset, len(text))) - 1


def uses_single_marks(stretches: Sequence[Stretch]) -> bool:
    """Whether an article quotes in the British manner, ‘thus’."""
    singles = sum(stretch.single for stretch in stretches)
    return singles >= _SOME and singles > len(stretches) - singles


def _find(text: str, singles_first: bool) -> list[Stretch]:
    found: list[Stretch] = []
    left_open = False  # the last stretch of all, in the paragraph before
    for start, end in paragraphs(text):
        mine = _paragraph_stretches(text, start, end, singles_first)
        if left_open:
            mine = [*_closed_without_opening(text, start, end, mine), *mine]
        continues = left_open and bool(mine) and _begins_paragraph(text, start, mine[0])
        if continues:
            mine[0] = replace(mine[0], continues=True)
        elif left_open:
            found[-1] = _without_attribution(text, found[-1])
        found.extend(mine)
        left_open = bool(mine) and not mine[-1].closed
    if left_open:
        found[-1] = _without_attribution(text, found[-1])
    return found


def _closed_without_opening(text: str, start: int, end: int, mine: list[Stretch]) -> Iterator[Stretch]:
    """What begins a paragraph without a mark and is closed by one, where the paragraph before left a mark open."""
    mark = next(_marks(text, start, end), None)
    if mark is None or mark.opens or text[mark.start - 1] not in ".,!?…" or (mine and mine[0].start < mark.start):
        return
    while text[start].isspace():
        start += 1
    said = text[start : mark.start]
    # A short line of its own is the name below a quote that stands apart: Ben Jealous."
    is_name = not text[mark.end : end].strip() and not said[0].islower() and len(said.split()) < _SENTENCE
    if any(sign.isalpha() for sign in said) and not is_name:
        yield Stretch(start, mark.end, inner_start=start, inner_end=mark.start)


def _without_attribution(text: str, stretch: Stretch) -> Stretch:
    """A stretch that nothing closes or takes up ends before the words that say who speaks."""
    match = _TRAILING_ATTRIBUTION.search(text, stretch.inner_start, stretch.end)
    if match is None:
        return stretch
    end = match.start() + 1
    return replace(stretch, end=end, inner_end=end)


def _begins_paragraph(text: str, start: int, stretch: Stretch) -> bool:
    return not text[start : stretch.start].strip()


def _paragraph_stretches(text: str, start: int, end: int, singles_first: bool) -> list[Stretch]:
    masked = [match.span() for match in _MARKUP.finditer(text, start, end)] if "=" in text[start:end] else []
    if singles_first or _singles_hold_doubles(text, start, end, masked):
        singles = single_stretches(text, start, end, masked)
        taken = [(opening, closing + 1) for opening, closing in singles if closing is not None]
        doubles = _double_stretches(text, start, end, masked + taken)
        doubles = [one for one in doubles if not any(one.start < high and low < one.end for low, high in taken)]
        open_at = next((opening for opening, closing in singles if closing is None), end)
        doubles = [one for one in doubles if one.end <= open_at]
    else:
        doubles = _double_stretches(text, start, end, masked)
        singles = single_stretches(text, start, end, [(one.start, one.end) for one in doubles] + masked)
    for opening, closing in singles:
        last = closing if closing is not None else end - 1
        doubles.append(
            Stretch(
                opening,
                last + 1,
                closed=closing is not None,
                single=True,
                inner_start=opening + 1,
                inner_end=last if closing is not None else end,
            )
        )
    doubles.sort(key=lambda stretch: stretch.start)
    return [stretch for stretch in doubles if text[stretch.inner_start : stretch.inner_end].strip()]


def _singles_hold_doubles(text: str, start: int, end: int, masked: list[tuple[int, int]]) -> bool:
    """Whether a paragraph is quoted as ‘She told me, “Go,” and left’ in an article that is not."""
    first = _FIRST_MARK.search(text, start, end)
    if first is None or first.group() not in "‘'" or _DOUBLE.search(text, first.end(), end) is None:
        return False
    doubles = _double_stretches(text, start, end, masked)
    for opening, closing in single_stretches(text, start, end, masked):
        if closing is None or text[closing - 1] not in ".,!?…":
            continue
        touched = [one for one in doubles if one.start < closing and opening < one.end]
        if touched and all(opening < one.start and one.end <= closing and one.closed for one in touched):
            return text[opening] == "‘" or not text[start:opening].strip()
    return False


def _double_stretches(text: str, start: int, end: int, masked: list[tuple[int, int]]) -> list[Stretch]:
    marks = [mark for mark in _marks(text, start, end) if not any(a <= mark.start < b for a, b in masked)]
    found: list[Stretch] = []
    depth: list[_Mark] = []
    children: list[tuple[int, int]] = []
    for nth, mark in enumerate(marks):
        if not depth:
            if mark.opens:
                depth.append(mark)
            continue
        if mark.opens and not mark.closes and _is_nested(marks, nth, len(depth)):
            depth.append(mark)
            continue
        if mark.opens and not mark.closes:
            # The stretch before was never closed; it ends where its sentence did, at the latest here.
            found.append(_closed_at_sentence(text, depth[0], mark.start, children))
            depth, children = [mark], []
            continue
        if len(depth) == 1 and _is_inch_inside(text, marks, nth):
            continue
        opening = depth.pop()
        if depth:
            children.append((opening.start, mark.end))
            continue
        found.append(_stretch(opening, mark, children))
        children = []
    if depth:
        found.append(_open_stretch(text, depth[0], end, children))
    return found


def _stretch(opening: _Mark, closing: _Mark, children: list[tuple[int, int]]) -> Stretch:
    return Stretch(
        opening.start,
        closing.end,
        inner_start=opening.end,
        inner_end=closing.start,
        children=tuple(children),
    )


def _open_stretch(text: str, opening: _Mark, end: int, children: list[tuple[int, int]]) -> Stretch:
    while end > opening.end and text[end - 1].isspace():
        end -= 1
    return Stretch(opening.start, end, closed=False, inner_start=opening.end, inner_end=end, children=tuple(children))


_ATTRIBUTION_AFTER_COMMA = Pattern(
    r",[”\"']?\s+(?=(?:said|says|(?:he|she|they|[A-Z]\w+(?:\s\w+)?)\s(?:said|says|added))\b)"
)


def _closed_at_sentence(text: str, opening: _Mark, limit: int, children: list[tuple[int, int]]) -> Stretch:
    match = _ATTRIBUTION_AFTER_COMMA.search(text, opening.end, limit)
    return _open_stretch(text, opening, match.start() + 1 if match else limit, children)


def _is_nested(marks: list[_Mark], nth: int, depth: int) -> bool:
    """Whether an opening mark inside a stretch opens a child: then enough marks follow to close both."""
    for mark in marks[nth + 1 :]:
        if mark.closes and not mark.opens:
            depth -= 1
            if depth < 0:
                return True
        elif mark.opens and not mark.closes:
            depth += 1
        else:
            depth -= 1
            if depth < 0:
                return True
    return False


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    both_guillemets = "«" in text[start:end] and "»" in text[start:end]
    low_open = False  # „low-high“: the sign that opens elsewhere closes here
    guillemets_inward = _guillemets_point_inward(text, start, end)
    for match in _DOUBLE.finditer(text, start, end):
        sign = match.group()
        opens, closes = _direction(text, start, end, match.start(), match.end())
        if sign == "„":
            low_open, opens, closes = True, True, False
        elif low_open and sign in "“”":
            low_open, opens, closes = False, False, True
        elif sign in "«»" and not both_guillemets:
            # »So» in Swedish; and in French, where » begins each further paragraph of a quote
            opens = (opens and not closes) or (not closes and not text[start : match.start()].strip())
            closes = not opens
        elif sign in "«»":
            opens = (sign == "»") == guillemets_inward
            closes = not opens
        elif sign[0] in _OPENING or sign in ("``", "‘‘"):
            # A mark set the wrong way round is known by its surroundings: glued to a word before it, with space after.
            opens, closes = (opens or not closes, closes and not opens)
        elif sign[0] in _CLOSING or sign in ("’’", "’’’"):
            opens, closes = (opens and not closes, closes or not opens)
        elif not opens and not closes:
            if _INCH.search(text, max(start, match.start() - 2), match.start()):
                continue
            opens = closes = True
        elif closes and not opens and sign == '"' and _is_measure(text, start, match.start()):
            continue  # 6'2" closes nothing
        yield _Mark(match.start(), match.end(), opens, closes)


def _is_inch_inside(text: str, marks: Sequence[_Mark], nth: int) -> bool:
    """Whether a mark behind a digit closes nothing, since the next one can only close: "It is a 12" pipe," he said."""
    mark, following = marks[nth], marks[nth + 1 : nth + 2]
    if text[mark.start] != '"' or not text[mark.start - 1].isdigit() or not following:
        return False
    return text[following[0].start] == '"' and following[0].closes and not following[0].opens


def _is_measure(text: str, start: int, at: int) -> bool:
    return _FEET.search(text, max(start, at - _LONGEST_MEASURE), at) is not None


def _guillemets_point_inward(text: str, start: int, end: int) -> bool:
    first_left, first_right = text.find("«", start, end), text.find("»", start, end)
    return first_right >= 0 and (first_left < 0 or first_right < first_left)


def _direction(text: str, start: int, end: int, at: int, after: int) -> tuple[bool, bool]:
    """Whether the signs around a mark let it open, and let it close."""
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    opens = (before.isspace() or before in _BEFORE_OPENING or before in '“"') and not behind.isspace()
    closes = not before.isspace() and (behind.isspace() or behind in _AFTER_CLOSING or behind in '”"')
    if opens and closes:
        # Between two signs: a word behind it opens, a sentence's end before it closes.
        if behind.isalnum():
            closes = False
        elif before.isalnum() or before in ".,!?":
            opens = False
    return opens, closes
