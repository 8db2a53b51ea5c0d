"""The rows of the article list: what is in them, and how each is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from core.counted import counted
from core.queries import ArticleSummary
from core.records import Status
from core.rules import short
from gui.look import Look
from gui.panels import work
from gui.row_painting import painted, write

SUMMARY_ROLE = Qt.ItemDataRole.UserRole
_PAD, _GAP = 10, 4
_SMALL = 18  # pixels of a line below the headline
_LEAST_ORIGIN = "wire….txt"

Index = QModelIndex | QPersistentModelIndex


class ArticleModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.summaries: list[ArticleSummary] = []
        self.open: str | None = None  # the id of the article that lies on the desk

    def fill(self, summaries: Sequence[ArticleSummary]) -> None:
        self.beginResetModel()
        self.summaries = list(summaries)
        self.endResetModel()

    def is_open(self, summary: ArticleSummary) -> bool:
        return summary.info.id == self.open

    def show_open(self, article: str | None) -> None:
        """Another article lies on the desk."""
        rows = [row for row in map(self.row_of, (self.open or "", article or "")) if row is not None]
        self.open = article
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row))

    def update_row(self, summary: ArticleSummary) -> None:
        row = self.row_of(summary.info.id)
        if row is not None:
            self.summaries[row] = summary
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, article: str) -> int | None:
        return next((row for row, summary in enumerate(self.summaries) if summary.info.id == article), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.summaries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        summary = self.summaries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return summary.info.headline
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{summary.info.headline}, open" if self.is_open(summary) else summary.info.headline
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                told = (summary.info.headline, second_line(summary), third_line(summary))
                return "\n".join(line for line in told if line)
            case _:
                return summary if role == SUMMARY_ROLE else None


def second_line(summary: ArticleSummary) -> str:
    """Where an article came from and how far it is: “wire.txt · 41 of 104 decided”."""
    return " · ".join((short(summary.info.origin, 20), *_how_far(summary)))


def _fitting(summary: ArticleSummary, metrics: QFontMetrics, width: int) -> str:
    """The same in a width: the origin gives way first, for how far it is matters more."""
    rest = "".join(f" · {part}" for part in _how_far(summary))
    room = max(width - metrics.horizontalAdvance(rest), metrics.horizontalAdvance(_LEAST_ORIGIN))
    origin = metrics.elidedText(summary.info.origin, Qt.TextElideMode.ElideMiddle, room)
    return metrics.elidedText(origin + rest, Qt.TextElideMode.ElideRight, width)


def _how_far(summary: ArticleSummary) -> list[str]:
    info = summary.info
    parts: list[str] = []
    if info.status is Status.FLAGGED:
        parts.append("flagged")
    elif info.status is Status.DONE:
        parts.append("done")
    if summary.total and info.status is not Status.NEW:
        parts.append(f"{summary.decided:,} of {summary.total:,} decided")
    elif summary.total > summary.decided:
        parts += ["new", counted(summary.total - summary.decided, "suggestion")]
    elif summary.total:
        parts += ["new", counted(summary.total, "annotation")]
    elif info.status is Status.NEW:
        parts.append("new")
    if summary.open_comments:
        parts.append(counted(summary.open_comments, "open comment"))
    elif summary.comments:
        parts.append(counted(summary.comments, "comment"))
    if summary.flags:
        parts.append(counted(summary.flags, "flag"))
    return parts


def third_line(summary: ArticleSummary) -> str:
    """Who works on it and what a reviewer said: “submitted · for Ben, Ana · due 2026-12-01”; "" for nothing."""
    return " · ".join(work.told(summary))


class ArticleDelegate(QStyledItemDelegate):
    """The headline on up to two lines, where it came from, and a thin bar of what is decided."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        font = self._headline_font(option.font)
        lines = _lines(index.data(), font, width - 2 * _PAD - 8)
        below = 2 if third_line(index.data(SUMMARY_ROLE)) else 1
        return QSize(width, len(lines) * 19 + below * _SMALL + 3 * _PAD + 2)

    @staticmethod
    def _model_of(index: Index) -> ArticleModel:
        model = index.model()
        assert isinstance(model, ArticleModel)
        return model

    @staticmethod
    def _headline_font(font: QFont) -> QFont:
        font = QFont(font)
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(14)
        return font

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary: ArticleSummary = index.data(SUMMARY_ROLE)
        theme = self._look.theme
        rect = option.rect.adjusted(4, 2, -4, -2)
        with painted(painter, option, theme, rect, 6):
            if summary.info.id == self._model_of(index).open:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 8, 3, rect.height() - 16), 1.5, 1.5)
            self._draw(painter, option.font, rect.adjusted(_PAD, _PAD - 2, -_PAD, 0), summary)

    def _draw(self, painter: QPainter, plain: QFont, inner: QRect, summary: ArticleSummary) -> None:
        theme = self._look.theme
        painter.setFont(self._headline_font(plain))
        painter.setPen(theme.colour("ink"))
        y = inner.top()
        for line in _lines(summary.info.headline, painter.font(), inner.width()):
            painter.drawText(QRect(inner.left(), y, inner.width(), 19), Qt.AlignmentFlag.AlignVCenter, line)
            y += 19
        font = QFont(plain)
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        for line in filter(None, (_fitting(summary, painter.fontMetrics(), inner.width()), third_line(summary))):
            write(painter, QRect(inner.left(), y, inner.width(), _SMALL), line)
            y += _SMALL
        bar = QRectF(inner.left(), y + _GAP, inner.width(), 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        if summary.total and summary.decided:
            bar.setWidth(bar.width() * summary.decided / summary.total)
            painter.setBrush(theme.colour("warn" if summary.info.status is Status.FLAGGED else "good"))
            painter.drawRoundedRect(bar, 1.5, 1.5)


def _lines(text: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """The text broken into lines of a width; the last one says by dots that there is more."""
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    lines: list[str] = []
    utf16 = text.encode("utf-16-le")
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 20))
        start, length = line.textStart(), line.textLength()
        lines.append(utf16[2 * start : 2 * (start + length)].decode("utf-16-le").rstrip())
        if len(lines) == most and 2 * (start + length) < len(utf16):
            lines[-1] = f"{lines[-1]} …"
    layout.endLayout()
    return lines or [""]
