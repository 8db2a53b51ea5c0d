"""Revisions as a line of dots, newest at the top: who, what, when, before → after, and a link to take one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.look import Look
from gui.panels import typeset
from gui.panels.entries import Entry, Event, Heading
from gui.row_painting import MIDDLE, painted

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_RAIL, _TEXT, _LINK, _TOP = 10, 24, 56, 7


class TimelineModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.measure: Callable[[Entry], QSize] = lambda _entry: QSize()

    def fill(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.SizeHintRole:  # asked of every row whenever one is added
            return self.measure(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text if isinstance(entry, Heading) else f"{entry.who} {entry.story.sentence}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.entries[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class TimelineDelegate(QStyledItemDelegate):
    revert_clicked = Signal(int)

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._sizes: dict[tuple[int, bool, bool, str], QSize] = {}  # at one width and in one font
        self.measure_anew()

    def _width(self, entry: Event, whole: int) -> int:
        return max(60, whole - _TEXT - 10 - (_LINK if entry.can_revert else 0))

    def _font(self, font: QFont) -> QFont:
        font = QFont(font)
        font.setPixelSize(14)
        return font

    def measure_anew(self) -> None:
        """The list has another width or another font."""
        self._sizes.clear()
        self._across, self._letters = self._view.viewport().width(), self._font(self._view.font())
        self._of_heading = QSize(self._across, 32)

    def size(self, entry: Entry) -> QSize:
        """Of a row, remembered: a list is measured as a whole whenever something is added to it, and it may be long."""
        if isinstance(entry, Heading):
            return self._of_heading
        key = (entry.number, entry.taken_back, entry.can_revert, entry.story.detail)
        size = self._sizes.get(key)
        if size is None:
            height = typeset.height(entry, self._letters, self._width(entry, self._across))
            size = self._sizes[key] = QSize(self._across, round(height) + 2 * _TOP)
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        theme, rect = self._look.theme, option.rect
        if isinstance(entry, Heading):
            self._draw_heading(painter, option.font, rect.adjusted(_RAIL - 6, 6, 0, 0), entry)
            return
        letters = self._font(option.font)
        if letters != self._letters:  # the list was styled since it was measured
            self.measure_anew()
            self._view.scheduleDelayedItemsLayout()
        with painted(painter, option, theme, rect.adjusted(_TEXT - 7, 1, -4, -1), 6):
            self._draw_rail(painter, rect, index, entry)
            painter.translate(rect.left() + _TEXT, rect.top() + _TOP)
            typeset.draw(painter, entry, letters, self._width(entry, rect.width()), theme)
            painter.translate(-rect.left() - _TEXT, -rect.top() - _TOP)
            if entry.can_revert:
                painter.setFont(letters)
                painter.setPen(theme.colour("accent"))
                painter.drawText(self.link_rect(rect), Qt.AlignmentFlag.AlignRight, "Revert")

    def _draw_heading(self, painter: QPainter, plain: QFont, where: QRect, entry: Heading) -> None:
        painter.save()
        font = QFont(plain)
        font.setPixelSize(12)
        font.setBold(True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("muted"))
        painter.drawText(where, MIDDLE, entry.text.upper())
        painter.restore()

    def _draw_rail(self, painter: QPainter, rect: QRect, index: Index, entry: Event) -> None:
        theme = self._look.theme
        centre = QPointF(rect.left() + _RAIL, rect.top() + _TOP + 9)
        model = index.model()
        last = index.row() == model.rowCount() - 1
        first = index.row() == 0 or isinstance(model.index(index.row() - 1, 0).data(ENTRY_ROLE), Heading)
        painter.setPen(QPen(theme.colour("track"), 2))
        top = centre.y() if first else rect.top()
        bottom = centre.y() if last else rect.bottom() + 1
        painter.drawLine(QPointF(centre.x(), top), QPointF(centre.x(), bottom))
        painter.setPen(QPen(theme.colour("panel"), 2))
        quiet = entry.story.by_machine or entry.taken_back or not entry.can_revert
        painter.setBrush(theme.colour("faint" if quiet else "accent"))
        painter.drawEllipse(centre, 5.5, 5.5)

    @staticmethod
    def link_rect(rect: QRect) -> QRect:
        """Where the link to take a revision back lies in its row."""
        return QRect(rect.right() - _LINK - 2, rect.top() + _TOP, _LINK - 8, 20)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        entry: Entry = index.data(ENTRY_ROLE)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(entry, Event)
            and entry.can_revert
            and self.link_rect(option.rect).contains(event.position().toPoint())
        ):
            self.revert_clicked.emit(entry.number)
            return True
        return super().editorEvent(event, model, option, index)


class TimelineView(QListView):
    """Enter, a double click: ``event_chosen``; R, or the link: ``revert_clicked``. Both carry the revision's number."""

    revert_clicked = Signal(int)
    event_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = TimelineModel(self)
        self.setModel(self.timeline)
        self._delegate = TimelineDelegate(look, self)
        self._delegate.revert_clicked.connect(self.revert_clicked)
        self.setItemDelegate(self._delegate)
        self.timeline.measure = self._delegate.size
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._whole = False
        self.activated.connect(self._choose)
        look.changed.connect(self.viewport().update)

    def fill(self, entries: Sequence[Entry]) -> None:
        self.timeline.fill(entries)
        if self._whole:
            self._fit()

    def show_whole(self) -> None:
        """Be as high as what is told, and leave the scrolling to what this lies in."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._whole = True
        self._fit()

    def _fit(self) -> None:
        rows = range(self.timeline.rowCount())
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + 2)

    def events(self) -> list[Event]:
        return [entry for entry in self.timeline.entries if isinstance(entry, Event)]

    def link_of(self, number: int) -> QPoint:
        """Where in the viewport the link of a revision is."""
        row = next(at for at, e in enumerate(self.timeline.entries) if isinstance(e, Event) and e.number == number)
        return TimelineDelegate.link_rect(self.visualRect(self.timeline.index(row))).center()

    def _choose(self, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Event):
            self.event_chosen.emit(entry.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.currentIndex().data(ENTRY_ROLE)
        if event.key() == Qt.Key.Key_R and isinstance(entry, Event) and entry.can_revert:
            self.revert_clicked.emit(entry.number)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        index = self.indexAt(where)
        entry = index.data(ENTRY_ROLE)
        over = (
            isinstance(entry, Event)
            and entry.can_revert
            and TimelineDelegate.link_rect(self.visualRect(index)).contains(where)
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.measure_anew()
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._delegate.measure_anew()
        self.scheduleDelayedItemsLayout()
        if self._whole and event.size().width() != event.oldSize().width():
            self._fit()
