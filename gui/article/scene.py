"""All that is drawn of an article in a stretch of the page, with its places: plain values for painter and hit test."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtGui import QTextDocument

from core.bodies import Quote, Role, Span
from core.boundaries import Edge
from core.frozen import frozen
from core.session import Session
from gui.article import lines, margin
from gui.article.lanes import lanes
from gui.article.lines import Row
from gui.article.marks import LANES_AROUND, Mark, Marks, QuoteMark, Shown, marks
from gui.article.notes import Broken, NoteType
from gui.article.sizes import Page, Sizes
from gui.article.tags import Room, Wish, placed

Seat: TypeAlias = Row | lines.Place
"""The line that something stands in: where it begins and ends, its baseline and its block."""

Seats: TypeAlias = Callable[[int], Seat]

MOST_BARS = 4  # bars side by side; more share the last place
_LEAST_LINES = 2  # of a note: who speaks, and how
_SHORT = 4  # letters of a label's name where there is no room for all


@frozen
class Box:
    """A mark's piece in a row, as a rectangle around the letters."""

    mark: Mark
    left: float
    right: float
    top: float
    bottom: float  # where the first underline begins
    left_edge: Edge | None  # which boundary the left side is; None where the mark goes on in another line
    right_edge: Edge | None

    @property
    def ends(self) -> bool:
        """Whether the mark ends in this box."""
        return Edge.END in (self.left_edge, self.right_edge)


@frozen
class Region:
    """Excluded text: a rectangle over whole lines, or over a part of one."""

    id: str
    left: float
    top: float
    right: float
    bottom: float
    whole: bool  # lines, not words


@frozen
class Tag:
    """A label's name under the end of its mention."""

    text: str
    mark: Mark
    left: float
    top: float  # of its capitals


@frozen
class Bar:
    """The stroke left of the lines that hold a quote's contents; ``thread`` joins the parts of the selected quote."""

    mark: QuoteMark
    left: float
    top: float
    bottom: float
    thread: bool = False


@frozen
class Note:
    """What the right margin says of a quote."""

    mark: QuoteMark
    words: Broken
    top: float
    bottom: float

    @property
    def signs(self) -> tuple[str, ...]:
        """``?`` of a suggestion that is unsure of itself, ``!`` of a quote worth a look."""
        return signs_of(self.mark)


@frozen
class Line:
    """A row with what is drawn in it."""

    row: Row
    boxes: tuple[Box, ...]
    tags: tuple[Tag, ...]


@frozen
class Scene:
    """What to draw, each sequence in the order in which it is drawn."""

    lines: tuple[Line, ...] = ()
    regions: tuple[Region, ...] = ()
    bars: tuple[Bar, ...] = ()
    notes: tuple[Note, ...] = ()
    quotes: tuple[QuoteMark, ...] = ()  # all that had a say, also those out of sight

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(line.row for line in self.lines)

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(box for line in self.lines for box in line.boxes)

    @property
    def tags(self) -> tuple[Tag, ...]:
        return tuple(tag for line in self.lines for tag in line.tags)

    def reaches(self, span: Span) -> bool:
        """Whether something of a span may lie in the scene's lines or between them."""
        return bool(self.lines) and self.lines[0].row.start <= span.end and span.start <= self.lines[-1].row.end

    def between(self, top: float, bottom: float) -> Scene:
        """The part of the scene between two heights."""
        return replace(
            self,
            lines=tuple(line for line in self.lines if top < line.row.baseline < bottom),
            regions=tuple(region for region in self.regions if region.top < bottom and top < region.bottom),
            bars=tuple(bar for bar in self.bars if bar.top < bottom and top < bar.bottom),
            notes=tuple(note for note in self.notes if note.top < bottom and top < note.bottom),
        )


@frozen
class Stage:
    """The article with everything that decides where its parts lie."""

    document: QTextDocument
    session: Session
    sizes: Sizes
    page: Page
    headline: bool  # the first block is the headline
    tag_width: Callable[[str], float]
    note_type: NoteType
    lowest: float  # the lowest bottom a note may have
    near: int = 0  # a block near what is in sight

    def em(self, block: int) -> int:
        """The font size of a block."""
        return self.sizes.headline_em if self.headline and block == 0 else self.sizes.em

    def scene(self, shown: Shown, top: float, bottom: float) -> Scene:
        """The scene between two heights."""
        index = self.session.index
        room = self.sizes.pitch  # what hangs below a line or stands above it
        top, bottom = top - room, bottom + room
        start, end = lines.in_sight(self.document, index, top, bottom, self.near)
        found = marks(self.session, start, end, shown)
        spans = [(mark.span.start, mark.span.end) for mark in found.parts]
        rows = lines.rows(self.document, index, top, bottom, spans, self.near)
        drawn = tuple(self._lines(rows, found.parts))
        boxes = [box for line in drawn for box in line.boxes]
        seat = self._seats(rows)
        bars, notes = tuple(self._bars(found, seat)), tuple(self._notes(found.quotes, seat))
        return Scene(drawn, tuple(self._regions(boxes)), bars, notes, found.quotes)

    def patched(self, scene: Scene, shown: Shown, start: int, end: int) -> Scene:
        """The scene after something between two offsets has changed that is drawn in lines alone: entities.

        What changes with it must lie between the offsets, too. Many times cheaper than a new scene, and equal to it.
        """
        old = {line.row.start: line for line in scene.lines if line.row.start <= end and start <= line.row.end}
        if not old:
            return scene
        first, last = min(old.values(), key=_start_of).row, max(old.values(), key=_start_of).row
        found = marks(self.session, first.start, last.end, shown, around=LANES_AROUND)
        spans = [(mark.span.start, mark.span.end) for mark in found.parts]
        rows = lines.rows(self.document, self.session.index, first.baseline - 1, last.baseline + 1, spans, first.block)
        fresh = {row.start: row for row in rows}
        changed = {line.row.start: line for line in self._lines([fresh[at] for at in old if at in fresh], found.parts)}
        return replace(scene, lines=tuple(changed.get(line.row.start, line) for line in scene.lines))

    def _lines(self, rows: Sequence[Row], parts: Sequence[Mark]) -> Iterator[Line]:
        edge = self.page.text + self.page.measure + self.sizes.px(8)
        room = Room(self.page.text, edge, self.sizes.px(4), self.sizes.px(12))
        for row in rows:
            boxes = tuple(self._boxes(row, parts)) if row.pieces else ()
            # Without its pieces: which span a piece is of, nobody knows for long.
            plain = Row(row.start, row.end, row.left, row.right, row.baseline, row.block, ()) if row.pieces else row
            yield Line(plain, boxes, tuple(self._tags(boxes, room)) if boxes else ())

    def meta_baseline(self) -> float:
        """Where the line stands that says where the article came from: under the headline, or first of all."""
        if not self.headline:
            return self.page.desk + self.sizes.top + self.sizes.px(16)
        _, end = self.session.index.line_span(0)
        return round(self._place(end).baseline + self.sizes.px(33))

    # ------------------------------------------------------------------------------------------------- in the text

    def _boxes(self, row: Row, parts: Sequence[Mark]) -> Iterator[Box]:
        em = self.em(row.block)
        top, bottom = round(row.baseline - self.sizes.rise(em)), round(row.baseline + self.sizes.drop(em))
        for piece in row.pieces:
            yield Box(parts[piece.span], piece.left, piece.right, top, bottom, piece.left_edge, piece.right_edge)

    def underline(self, box: Box) -> float:
        """The top of a box's underline."""
        return box.bottom + box.mark.lane * self.sizes.lane

    def floor(self, box: Box) -> float:
        """The lowest that anything drawn for a box reaches, its tag aside."""
        role = box.mark.part.role
        if role is Role.SOURCE or box.mark.selected:
            return box.bottom + self.sizes.stroke + self.sizes.px(2)
        if role in (Role.MENTION, Role.CUE):
            return self.underline(box) + self.sizes.stroke
        return box.bottom

    def _tags(self, boxes: Sequence[Box], room: Room) -> Iterator[Tag]:
        """The tags of one row."""
        tagged = [(box, text) for box in boxes if box.ends and (text := tag_text(box.mark))]
        width = self.tag_width
        wishes = [Wish(box.left, box.right, width(text), width(text[:_SHORT])) for box, text in tagged]
        for (box, text), spot in zip(tagged, placed(wishes, room), strict=True):
            if spot is not None:
                text = text[: _SHORT if spot.short else None]
                right = spot.left + spot.width
                under = (self.floor(other) for other in boxes if other.left < right and spot.left < other.right)
                top = max(under, default=self.floor(box)) + self.sizes.px(2)
                yield Tag(text, box.mark, spot.left, top)

    def _regions(self, boxes: Sequence[Box]) -> Iterator[Region]:
        by_item: dict[str, list[Box]] = {}
        for box in boxes:
            if box.mark.part.role is Role.REGION:
                by_item.setdefault(box.mark.id, []).append(box)
        for found in by_item.values():
            span = found[0].mark.span
            if self._is_lines(span):
                beside, first, last = self.sizes.px(10), self._place(span.start), self._place(span.end - 1)
                top, bottom = self._between(first, last)
                left = self.page.text - beside
                right = self.page.text + self.page.measure + beside
                yield Region(found[0].mark.id, left, top - beside, right, bottom + self.sizes.px(13), whole=True)
                continue
            for box in found:
                below = (self.sizes.pitch - (box.bottom - box.top)) / 2
                yield Region(box.mark.id, box.left, box.top - below, box.right, box.bottom + below, whole=False)

    def _is_lines(self, span: Span) -> bool:
        """Whether a span covers whole paragraphs."""
        index = self.session.index
        start, _ = index.line_span(index.line_of(span.start))
        _, end = index.line_span(index.line_of(span.end - 1))
        return span.start <= start and end <= span.end

    # ---------------------------------------------------------------------------------------------- in the margins

    def _bars(self, found: Marks, seat: Seats) -> Iterator[Bar]:
        runs: list[tuple[QuoteMark, Seat, Seat]] = []
        for mark in found.quotes:
            runs.extend((mark, seat(run.start), seat(run.end - 1)) for run in self._runs(mark.quote))
        beside = lanes([(first.start, max(last.end, first.start + 1)) for _, first, last in runs])
        step = self.sizes.px(7)
        for (mark, first, last), lane in zip(runs, beside, strict=True):
            left = self.page.text - self.sizes.px(20) - min(lane, MOST_BARS - 1) * step
            bar = Bar(mark, left, *self._between(first, last))
            if mark.selected:
                whole = mark.quote.bounds
                around = self._between(seat(whole.start), seat(whole.end - 1))
                yield Bar(mark, left, *around, thread=True)
            yield bar

    def _runs(self, quote: Quote) -> Iterator[Span]:
        """The contents, those joined that stand in one paragraph or in paragraphs that follow each other."""
        if not quote.contents:
            return
        run = quote.contents[0]
        for span in quote.contents[1:]:
            line_of = self.session.index.line_of
            if line_of(span.start) - line_of(run.end - 1) <= 1:
                run = Span(run.start, max(run.end, span.end))
            else:
                yield run
                run = span
        yield run

    def _place(self, offset: int) -> lines.Place:
        return lines.place(self.document, self.session.index, offset)

    def _seats(self, rows: Sequence[Row]) -> Seats:
        """Finds the line of an offset: among the rows in sight, else by asking Qt, which takes much longer."""
        starts = [row.start for row in rows]

        def seat(offset: int) -> Seat:
            nth = bisect_right(starts, offset) - 1
            return rows[nth] if nth >= 0 and offset <= rows[nth].end else self._place(offset)

        return seat

    def _between(self, first: Seat, last: Seat) -> tuple[float, float]:
        top = first.baseline - self.sizes.rise(self.em(first.block))
        bottom = last.baseline + self.sizes.drop(self.em(last.block))
        return round(top), round(bottom + self.sizes.stroke)

    def _notes(self, quotes: Sequence[QuoteMark], seat: Seats) -> Iterator[Note]:
        if not self.page.notes or not quotes:
            return
        firsts = [seat(mark.quote.anchors[0].start) for mark in quotes]
        wished = [place.baseline - self.sizes.rise(self.em(place.block)) for place in firsts]
        gap, least, high = self.sizes.px(6), self._height(_LEAST_LINES), self._height
        full = [self._words(mark) for mark in quotes]
        roomy = margin.with_room(wished, [high(words.count) for words in full], least, gap, gives=self.sizes.pitch)
        words = [
            one if has_room else self._words(mark, narrow=True)
            for mark, one, has_room in zip(quotes, full, roomy, strict=True)
        ]
        heights = [high(one.count) for one in words]
        tops = margin.stacked(wished, heights, gap, self.lowest)
        for mark, one, top, height in zip(quotes, words, tops, heights, strict=True):
            yield Note(mark, one, round(top), round(top) + height)

    def _height(self, count: int) -> float:
        """The height of a note of so many lines."""
        return self.sizes.px(38) + (count - _LEAST_LINES) * self.sizes.note_pitch

    def _words(self, mark: QuoteMark, *, narrow: bool = False) -> Broken:
        title = margin.title(mark.quote, mark.doubts)
        detail = margin.detail(mark.quote, self.session.text, mark.look, mark.doubts)
        room = self.page.notes - self.sizes.px(margin.INDENT)
        return self.note_type.broken(title, detail, room, len(signs_of(mark)), narrow=narrow)


def signs_of(mark: QuoteMark) -> tuple[str, ...]:
    """What a note shows behind the name."""
    return tuple(sign for sign, holds in (("?", bool(mark.doubts)), ("!", mark.flawed)) if holds)


def _start_of(line: Line) -> int:
    return line.row.start


def tag_text(mark: Mark) -> str:
    """What a mark says under its end: an entity its label, with a sign where training would drop it; others nothing."""
    if mark.part.role is not Role.MENTION:
        return ""
    return f"! {mark.label}" if mark.misfit else mark.label
