"""Paints what lies around the text: desk, page, meta line, bars and notes; and the empty desk."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText

from core.records import ArticleInfo
from gui.article.margin import INDENT
from gui.article.marks import Look, QuoteMark
from gui.article.notes import NoteType
from gui.article.painter import dashed
from gui.article.scene import Bar, Note, Scene
from gui.article.sizes import Page, Sizes
from gui.fonts import sans, serif
from gui.theme import Theme

_CORNER = 3.0
_MOST_PREPARED = 2_000  # lines of notes that are kept ready

EMPTY_TITLE = "Open an article"
EMPTY_WAYS = ("Choose one from the list, or drop text files here.", "Pasting works, too.")


def meta_line(info: ArticleInfo) -> str:
    """Where the article came from, when, and how long it is."""
    day = info.imported_at.astimezone()
    return f"{info.origin} · imported {day.day} {day:%b %Y} · {info.length:,} characters"


class PagePainter:
    """Paints in the colours of one theme and the sizes of one zoom."""

    def __init__(self, theme: Theme, sizes: Sizes) -> None:
        self._theme = theme
        self._sizes = sizes
        self.note_type = NoteType(sizes)
        self._meta_font = sans(sizes.small)
        self._meta_metrics = QFontMetricsF(self._meta_font)
        self._badge_font = sans(self.note_type.badge * 0.75, QFont.Weight.Bold)
        self._prepared: dict[tuple[str, bool], QStaticText] = {}

    def page(self, painter: QPainter, page: Page, bottom: float, clip: QRectF) -> None:
        """The desk, and the page that lies on it down to ``bottom``."""
        paper, line = self._theme.colour("page"), self._theme.colour("line")
        sheet = QRectF(0, page.desk, page.width, bottom - page.desk)
        if sheet.top() + _CORNER <= clip.top() and clip.bottom() <= sheet.bottom() - _CORNER:
            painter.fillRect(clip, paper)
            for x in (0.0, page.width - 1.0):
                painter.fillRect(QRectF(x, clip.top(), 1, clip.height()), line)
            return
        painter.fillRect(clip, self._theme.colour("desk"))
        painter.fillRect(sheet.adjusted(1, 2, -1, -2), paper)
        painter.fillRect(sheet.adjusted(2, 1, -2, -1), paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def meta(self, painter: QPainter, page: Page, baseline: float, text: str) -> None:
        """The line under the headline."""
        painter.setFont(self._meta_font)
        painter.setPen(self._theme.colour("muted"))
        room = max(page.measure, page.notes_left + page.notes - page.text)
        shown = self._meta_metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QPointF(page.text, baseline), shown)

    # ---------------------------------------------------------------------------------------------- bars and notes

    def margins(self, painter: QPainter, page: Page, scene: Scene) -> None:
        """The bars left of the text and the notes right of it."""
        for bar in scene.bars:
            self._bar(painter, bar)
        for note in scene.notes:
            self._note(painter, page, note)

    def _quote_colour(self, mark: QuoteMark) -> QColor:
        if mark.selected:
            return self._theme.colour("accent")
        roles = {Look.DECIDED: "quote", Look.SUGGESTED: "quote_soft", Look.REJECTED: "faint"}
        return self._theme.colour(roles[mark.look])

    def _bar(self, painter: QPainter, bar: Bar) -> None:
        width = self._sizes.px(4 if bar.mark.selected else 3)
        if bar.thread:
            left = bar.left + width / 2 - self._sizes.px(1) / 2
            painter.fillRect(
                QRectF(left, bar.top, self._sizes.px(1), bar.bottom - bar.top), self._theme.colour("accent")
            )
            return
        self._stroke(painter, bar.mark, bar.left, width, bar.top, bar.bottom)

    def _stroke(self, painter: QPainter, mark: QuoteMark, left: float, width: float, top: float, bottom: float) -> None:
        """An upright stroke: solid, dashed or dotted."""
        colour = self._quote_colour(mark)
        if mark.look is Look.DECIDED:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(left, top, width, bottom - top), width / 2, width / 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            return
        painter.setPen(dashed(colour, width, mark.look))
        painter.drawLine(QLineF(left + width / 2, top, left + width / 2, bottom))

    def _note(self, painter: QPainter, page: Page, note: Note) -> None:
        px = self._sizes.px
        left, height = float(page.notes_left), note.bottom - note.top
        if note.mark.selected:
            painter.fillRect(QRectF(left, note.top, page.width - 1 - left, height), self._theme.colour("selection"))
        self._stroke(painter, note.mark, left, px(3), note.top, note.bottom)
        inner, pitch, kind = left + px(INDENT), self._sizes.note_pitch, self.note_type
        baseline = note.top + self._sizes.small * 1.15
        named = bool(note.mark.quote.speakers) and note.mark.look is not Look.REJECTED
        painter.setFont(kind.title_font)
        painter.setPen(self._theme.colour("ink" if named else "muted"))
        for line in note.words.title:
            painter.drawStaticText(
                QPointF(inner, baseline - kind.title_metrics.ascent()), self._static(line, bold=True)
            )
            baseline += pitch
        for nth, sign in enumerate(note.signs):
            x = inner + note.words.title_width + kind.sign_left(nth)
            self._badge(painter, QRectF(x, baseline - pitch - kind.badge * 0.86, kind.badge, kind.badge), sign)
        painter.setFont(kind.detail_font)
        painter.setPen(self._theme.colour("muted"))
        for line in note.words.detail:
            painter.drawStaticText(QPointF(inner, baseline - kind.detail_metrics.ascent()), self._static(line))
            baseline += pitch

    def _static(self, words: str, *, bold: bool = False) -> QStaticText:
        """A line of a note, ready to be drawn; the same few come again and again."""
        key = (words, bold)
        if key not in self._prepared:
            if len(self._prepared) >= _MOST_PREPARED:
                self._prepared.clear()
            static = QStaticText(words)
            static.setTextFormat(Qt.TextFormat.PlainText)
            static.prepare(font=self.note_type.title_font if bold else self.note_type.detail_font)
            self._prepared[key] = static
        return self._prepared[key]

    def _badge(self, painter: QPainter, circle: QRectF, sign: str) -> None:
        """A quiet sign: ``?`` of a suggestion that is unsure of itself, ``!`` of a quote worth a look."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("border"), self._sizes.px(1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(self._badge_font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, sign)

    # ----------------------------------------------------------------------------------------------- the empty desk

    def empty(self, painter: QPainter, area: QRectF) -> None:
        """What is there before anything is."""
        painter.fillRect(area, self._theme.colour("desk"))
        width, height = min(440.0, area.width() - 24), min(250.0, area.height() - 24)
        sheet = QRectF(0, 0, width, height)
        sheet.moveCenter(area.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("border"), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("page"))
        painter.drawRoundedRect(sheet, 10, 10)
        self._leaf(painter, QPointF(sheet.center().x(), sheet.top() + height * 0.27))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(serif(22, QFont.Weight.Bold))
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(QRectF(sheet.left(), sheet.top() + height * 0.47, width, 32), middle, EMPTY_TITLE)
        painter.setFont(sans(14))
        painter.setPen(self._theme.colour("muted"))
        for nth, way in enumerate(EMPTY_WAYS):
            line = QRectF(sheet.left(), sheet.top() + height * 0.47 + 40 + 22 * nth, width, 22)
            painter.drawText(line, middle, way)

    def _leaf(self, painter: QPainter, centre: QPointF) -> None:
        """A sheet with a few lines, one of them underlined as the desk does it."""
        sheet = QRectF(0, 0, 46, 58)
        sheet.moveCenter(centre)
        painter.setPen(QPen(self._theme.colour("muted"), 1.5))
        painter.setBrush(self._theme.colour("field"))
        painter.drawRoundedRect(sheet, 4, 4)
        for nth, (length, role) in enumerate(((28, "muted"), (22, "line"), (28, "accent"), (18, "line"))):
            painter.setPen(QPen(self._theme.colour(role), 2.5))
            y = sheet.top() + 14 + 10 * nth
            painter.drawLine(QLineF(sheet.left() + 9, y, sheet.left() + 9 + length, y))
