"""The hits of a search through the library, article by article, each in its line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.find.library import ArticleHits, Hit
from core.frozen import frozen
from core.queries import ArticleSummary
from gui.dialogs.places import draw_line
from gui.look import Look
from gui.row_painting import painted, write

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_ROW = 30


@frozen
class Row:
    """An article, or a hit in it."""

    article: ArticleSummary
    total: int = 0
    hit: Hit | None = None

    def told(self) -> str:
        if self.hit is not None:
            return f"{self.hit.before}{self.hit.words}{self.hit.after}".strip()
        return f"{self.article.info.headline}: {self.told_count()}"

    def told_count(self) -> str:
        return f"{self.total:,} hit{'' if self.total == 1 else 's'}"


class ResultModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def clear(self) -> None:
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def add(self, found: Sequence[tuple[ArticleSummary, ArticleHits]]) -> None:
        """Take in more articles with their hits, behind those that are there."""
        fresh = []
        for summary, hits in found:
            fresh.append(Row(summary, hits.total))
            fresh += [Row(summary, hit=hit) for hit in hits.hits]
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        self.rows += fresh
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.told()
        return row if role == ROW_ROLE else None


class ResultDelegate(QStyledItemDelegate):
    """An article's headline with what it came from and the number of its hits; a hit in bold in its line."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        theme, rect = self._look.theme, option.rect.adjusted(6, 1, -6, -1)
        with painted(painter, option, theme, rect):
            if row.hit is not None:
                line = rect.adjusted(26, 0, -10, 0)
                words = (row.hit.before, row.hit.words, row.hit.after)
                draw_line(painter, option.font, line, words, theme.colour("ink"), theme.colour("accent"))
            else:
                if index.row():
                    painter.setPen(QPen(theme.colour("line"), 1))
                    painter.drawLine(rect.left() + 8, rect.top(), rect.right() - 8, rect.top())
                self._headline(painter, option.font, rect.adjusted(10, 0, -10, 0), row)

    def _headline(self, painter: QPainter, font: QFont, rect: QRect, row: Row) -> None:
        theme, info = self._look.theme, row.article.info
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        width = write(painter, QRect(rect.left(), rect.top(), rect.width() * 2 // 3, rect.height()), info.headline)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        beside = QRect(rect.left() + width + 14, rect.top(), rect.width() - width - 14, rect.height())
        told = f"{row.told_count()} · {info.status.value} · {info.origin}"
        write(painter, beside, told)
