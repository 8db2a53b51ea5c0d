"""The labels as a list: spot, name, title, how much bears each, and its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.queries import LabelUse
from core.records import Label
from gui.look import Look
from gui.picker import draw_key
from gui.row_painting import painted, write

Index = QModelIndex | QPersistentModelIndex
LABEL_ROLE = Qt.ItemDataRole.UserRole
_ROW = 34


class LabelModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.labels: list[Label] = []
        self.uses: Mapping[str, LabelUse] = {}

    def fill(self, labels: Sequence[Label], uses: Mapping[str, LabelUse]) -> None:
        self.beginResetModel()
        self.labels, self.uses = list(labels), uses
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """Where a label stands; -1 where it is not shown."""
        return next((row for row, label in enumerate(self.labels) if label.name == name), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        label = self.labels[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            state = f", {state_of(label)}" if state_of(label) else ""
            return f"{label.name}{f', {label.title}' if label.title else ''}{state}"
        if role == LABEL_ROLE:
            return label
        return None

    def count_of(self, label: Label) -> str:
        use = self.uses.get(label.name)
        return f"{use.annotations:,}" if use is not None and use.annotations else ""


def state_of(label: Label) -> str:
    """What is to be said of a label that is not offered."""
    return f"is {label.successor} now" if label.successor else "retired" if label.retired else ""


class LabelDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, model: LabelModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = look, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        label: Label = index.data(LABEL_ROLE)
        theme, rect = self._look.theme, option.rect.adjusted(4, 1, -4, -1)
        with painted(painter, option, theme, rect):
            self._draw(painter, option.font, rect, label)

    def _draw(self, painter: QPainter, plain: QFont, rect: QRect, label: Label) -> None:
        theme = self._look.theme
        left, right = rect.left() + 10, rect.right() - 8
        painter.setPen(theme.label(label.colour))
        painter.setBrush(Qt.BrushStyle.NoBrush if label.retired else theme.label(label.colour))
        painter.drawRoundedRect(QRect(left, rect.center().y() - 5, 11, 11), 3, 3)
        left += 24
        font = QFont(plain)
        if label.key and not label.retired:
            right = draw_key(painter, label.key, right, rect, theme.colour("border"), theme.colour("muted"))
            painter.setFont(font)
        right = min(right, rect.right() - 34)
        painter.setPen(theme.colour("muted"))
        painter.setFont(font)
        count = self._model.count_of(label)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(left, rect.top(), right - left - 8, rect.height()), middle, count)
        right -= painter.fontMetrics().horizontalAdvance(count) + 14
        painter.setPen(theme.colour("faint" if label.retired else "ink"))
        left += write(painter, QRect(left, rect.top(), right - left, rect.height()), label.name) + 10
        more = state_of(label) or label.title
        if more and right - left > 30:
            painter.setPen(theme.colour("muted"))
            write(painter, QRect(left, rect.top(), right - left, rect.height()), more)
