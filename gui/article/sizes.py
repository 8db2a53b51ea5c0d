"""How large everything on the page is, at a zoom and in a window. Pure numbers: logical pixels, no Qt."""

from __future__ import annotations

from functools import cache

from core.frozen import frozen

SMALLEST_ZOOM, LARGEST_ZOOM = 50, 300
HEADLINE = 1.55  # times the size of the text

_LETTER = 600 / (72 * 18)  # width of a letter of English text with its share of spaces, in ems of the article's font
_GIVES = 0.7  # how much of its width the text keeps before the notes go
_NOTES = 196
_LEAST_NOTES = 146  # “direct · “said” · 2 parts” on one line
_LEFT, _LEAST_LEFT = 52, 30  # left of the text: bars
_NOTES_GAP, _NOTES_RIGHT = 26, 16
BARS_GAP = 15  # between the rightmost bar and the text, at 100 %; the frame of a selected mention reaches into it
_DESK, _LEAST_DESK = 20, 6  # desk in sight beside and above the page


@frozen
class Type:
    """How the text is set, as somebody chose it: at 100 %, before any zoom."""

    size: int = 18  # of the letters, in pixels
    measure: int = 72  # letters in a full line
    line_height: int = 180  # from baseline to baseline, in percent of the size


PLAIN = Type()


@frozen
class Sizes:
    """The sizes at one zoom. Heights are offsets from a line's baseline, downwards."""

    zoom: float
    em: int  # the text's font, in pixels
    measure: int  # width of a full line
    pitch: int  # from baseline to baseline
    paragraph: int  # extra room after a paragraph
    blank: int  # the height of a blank line
    meta_gap: int  # room under the headline, for the line that says where the article came from
    top: int  # from the page's edge to the first line
    bottom: int
    small: int  # font of notes and meta line
    note_pitch: int  # from line to line in a note
    tag: int  # font of the labels' names
    stroke: float  # the thickness of an underline
    lane: float  # from one underline to the next

    @staticmethod
    def at(percent: int, setting: Type = PLAIN) -> Sizes:
        """The sizes at a zoom in percent, 50 to 300."""
        return _sizes(max(SMALLEST_ZOOM, min(LARGEST_ZOOM, percent)), setting)

    def px(self, pixels: float) -> float:
        """A length at this zoom, in whole pixels and never nothing."""
        return max(1.0, float(round(pixels * self.zoom)))

    @property
    def headline_em(self) -> int:
        return round(self.em * HEADLINE)

    @property
    def headline_pitch(self) -> int:
        return 5 * round(self.headline_em * 1.5 / 5)  # so that four fifths of it are whole pixels

    def rise(self, em: float) -> float:
        """From the baseline up to the top of the boxes, for a font of this size."""
        return round(0.82 * em)

    def drop(self, em: float) -> float:
        """From the baseline down to the first underline."""
        return max(2.0, round(0.27 * em))

    def above(self, em: float) -> float:
        """The highest that anything of a line stands over its baseline: the letters' box, and a handle on that."""
        return self.rise(em) + self.px(6)

    @property
    def below(self) -> float:
        """The lowest that anything hangs under it: underlines, and the label's name."""
        return self.pitch

    @property
    def settling(self) -> float:
        """What brings the baselines of the text to whole pixels: Qt puts them at four fifths of a line's height."""
        return -0.8 * self.pitch % 1


@cache
def _sizes(percent: int, setting: Type) -> Sizes:
    zoom = percent / 100
    em = setting.size * zoom
    return Sizes(
        zoom=zoom,
        em=round(em),
        measure=round(setting.measure * em * _LETTER),
        pitch=round(em * setting.line_height / 100),
        paragraph=round(em * 2 / 3),
        blank=5 * max(1, round(em / 15)),  # as with the headline: four fifths are whole pixels
        meta_gap=round(42 * zoom),
        top=round(34 * zoom),
        bottom=round(44 * zoom),
        small=max(7, round(13 * zoom)),
        note_pitch=round(1.3 * max(7, round(13 * zoom))),
        tag=max(6, round(em / 2)),
        stroke=max(1.0, float(round(2 * zoom))),
        lane=max(1.0, float(round(2 * zoom))) + max(1.0, float(round(zoom))),
    )


@frozen
class Page:
    """Where things are on the page, from its left edge; ``notes`` is 0 where there is no room for notes."""

    width: int
    text: int  # left edge of the text
    measure: int  # width of the text
    notes_left: int
    notes: int  # width of the notes
    desk: int  # desk above and below the page

    def between_margins(self, sizes: Sizes) -> tuple[int, int]:
        """From where to where nothing is drawn but what belongs to the lines: right of the bars, left of the notes."""
        return max(0, self.text - round(sizes.px(BARS_GAP))), self.notes_left - 1 if self.notes else self.width

    @staticmethod
    def fitted(available: int, sizes: Sizes) -> Page:
        """The page for a desk of this width: full size where there is room; else narrower notes, text, margins.

        The notes shrink first, then the text, then the notes go, so that the text never becomes a thread beside them.
        """
        zoom = sizes.zoom
        left = round(_LEFT * zoom)
        around = round((_NOTES_GAP + _NOTES_RIGHT) * zoom)
        desk = _DESK if available >= sizes.measure else _LEAST_DESK
        room = max(1, available - 2 * desk)
        measure, notes = sizes.measure, round(_NOTES * zoom)
        over = left + measure + around + notes - room
        if over > 0:
            cut = min(over, notes - round(_LEAST_NOTES * zoom))
            notes, over = notes - cut, over - cut
        if over > 0:
            cut = min(over, measure - round(measure * _GIVES))
            measure, over = measure - cut, over - cut
        if over <= 0:
            notes_left = left + measure + round(_NOTES_GAP * zoom)
            return Page(notes_left + notes + round(_NOTES_RIGHT * zoom), left, measure, notes_left, notes, desk)
        measure = sizes.measure
        if measure + 2 * left > room:
            left = min(left, max(round(_LEAST_LEFT * min(1.0, zoom)), room // 12))
            measure = max(1, room - left - left // 2)
            return Page(left + measure + left // 2, left, measure, left + measure, 0, desk)
        return Page(measure + 2 * left, left, measure, left + measure, 0, desk)
