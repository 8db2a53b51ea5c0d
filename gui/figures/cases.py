"""The cases behind a figure: a list at the right, each of which opens at its place in the article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.counted import counted
from core.frozen import frozen
from gui.desk import Desk
from gui.look import Look
from gui.parts import label, muted
from gui.row_painting import painted, write

MOST = 500
"""So many cases are listed; who wants more asks for less at once."""

PLACE_ROLE = Qt.ItemDataRole.UserRole


@frozen
class Place:
    """A case with where it is."""

    article: str
    headline: str
    ids: tuple[str, ...]  # of what should be selected, the first that is there
    start: int
    words: str  # what stands there
    told: str  # what is wrong, or differs


class _Delegate(QStyledItemDelegate):
    """What stands there, what is wrong with it, and in which article: a line each."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(120, 3 * option.fontMetrics.height() + 16)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place: Place = index.data(PLACE_ROLE)
        theme, rect = self._look.theme, option.rect
        height = option.fontMetrics.height()
        lines = ((place.words, "ink", False), (place.told, "ink", False), (place.headline, "muted", True))
        with painted(painter, option, theme, rect.adjusted(1, 1, -2, -2), 6):
            for number, (words, colour, small) in enumerate(lines):
                font = QFont(option.font)
                font.setPixelSize(12 if small else 14)
                painter.setFont(font)
                painter.setPen(theme.colour(colour))
                write(
                    painter, QRect(rect.left() + 10, rect.top() + 7 + number * height, rect.width() - 22, height), words
                )
            painter.setPen(theme.colour("line"))
            painter.drawLine(rect.left() + 8, rect.bottom(), rect.right() - 10, rect.bottom())


class Cases(QWidget):
    opened = Signal(object)  # Place

    def __init__(self, hint: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cases")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hint = hint
        self.title = label("", role="title", wrap=True)
        self.told = muted(hint)
        self.list = QListWidget()
        self.list.setAccessibleName("Cases")
        self.list.setItemDelegate(_Delegate(look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        look.changed.connect(self.list.viewport().update)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        self.clear()

    def clear(self) -> None:
        self.title.setText("Cases")
        self.told.setText(self._hint)
        self.list.clear()

    def show_waiting(self, title: str) -> None:
        self.title.setText(title)
        self.told.setText("Looking for them …")
        self.list.clear()

    def show_places(self, title: str, places: Sequence[Place], whole: int | None = None) -> None:
        """List cases; ``whole`` is how many there are, ``None`` where nobody counted on."""
        self.title.setText(title)
        number = len(places)
        if not number:
            self.told.setText("There is none.")
        elif whole is not None and whole <= number:
            self.told.setText(f"{counted(number, 'case')}. Enter opens one in its article.")
        else:
            of = f" of {whole:,}" if whole else ""
            self.told.setText(f"The first {number:,}{of}. Enter opens one in its article.")
        self.list.clear()
        for place in places:
            line = QListWidgetItem(f"{place.words}; {place.told}; {place.headline}")  # for screen readers
            line.setToolTip(f"{place.words}\n{place.told}\n{place.headline}")
            line.setData(PLACE_ROLE, place)
            self.list.addItem(line)

    def places(self) -> list[Place]:
        return [self.list.item(row).data(PLACE_ROLE) for row in range(self.list.count())]

    def _open(self, line: QListWidgetItem) -> None:
        self.opened.emit(line.data(PLACE_ROLE))


def go_to(desk: Desk, place: Place) -> None:
    """Open an article with a case selected, or, where nothing stands there any more, with the caret at its place."""

    def select() -> None:
        if desk.session is None:
            return
        there = next((id for id in place.ids if desk.session.item(id) is not None), None)
        if there is not None:
            desk.select(there)
        else:
            desk.select(None)
            desk.view.set_caret(place.start)
            desk.view.scroll_to(place.start)

    desk.open_article(place.article, select)
