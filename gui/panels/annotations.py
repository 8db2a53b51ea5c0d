"""All annotations and suggestions of the article: grouped, filtered, and a way to each."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from core.counted import counted
from core.find.states import IN_WORDS, State
from gui.article import signs
from gui.desk import Desk, Folded, Opened, Selected
from gui.look import Look
from gui.panels.annotation_model import ID_ROLE, LABEL_ROLE, PENDING_ROLE, SIGN_ROLE, AnnotationModel, Grouping
from gui.panels.worth_count import WorthCount
from gui.parts import muted, search_line
from gui.row_painting import painted, write

Index = QModelIndex | QPersistentModelIndex
STATES = tuple(state for state in State if state is not State.BARE)
_ROW = 27
_FEW = 400  # rows that are unfolded at once without being asked


class AnnotationDelegate(QStyledItemDelegate):
    """The words with a spot in the label's colour: filled where decided, a ring where not."""

    def __init__(self, desk: Desk, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._desk, self._look = desk, look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(ID_ROLE) is None:
            super().paint(painter, option, index)
            return
        theme, rect = self._look.theme, option.rect
        with painted(painter, option, theme, rect.adjusted(0, 1, -3, -1)):
            self._draw(painter, option.font, rect, index)

    def _draw(self, painter: QPainter, plain: QFont, rect: QRect, index: Index) -> None:
        theme = self._look.theme
        name = index.data(LABEL_ROLE)
        known = next((label for label in self._desk.labels if label.name == name), None)
        colour = theme.label(known.colour) if known is not None else theme.colour("quote")
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush if index.data(PENDING_ROLE) else colour)
        painter.drawRoundedRect(QRect(rect.left() + 6, rect.center().y() - 4, 9, 9), 3, 3)
        painter.setPen(theme.colour("ink"))
        font = QFont(plain)
        font.setItalic(bool(index.data(PENDING_ROLE)))
        painter.setFont(font)
        where = rect.adjusted(24, 0, -8, 0)
        for sign in reversed(index.data(SIGN_ROLE) or ""):
            signs.draw(painter, QRectF(where.right() - 11, rect.center().y() - 5, 11, 11), sign, theme)
            where.adjust(0, 0, -16, 0)
        painter.setPen(theme.colour("ink"))
        write(painter, where, index.data())


class AnnotationsPanel(QWidget):
    action_clicked = Signal(str)  # an action's id

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self.filter = search_line("Filter by words, label or speaker")
        self.filter.setAccessibleName("Filter annotations")
        self.filter.textChanged.connect(self._fill)
        self.group = QComboBox()
        self.group.setAccessibleName("Group annotations by")
        for grouping in Grouping:
            self.group.addItem(f"by {grouping.value}", grouping)
        self.group.currentIndexChanged.connect(self._fill)
        self.states = QComboBox()
        self.states.setAccessibleName("Show annotations that are")
        self.states.addItem("all", None)
        for state in STATES:
            self.states.addItem(IN_WORDS[state].lower(), state.value)
        self.states.setMaxVisibleItems(len(STATES) + 1)
        self.states.currentIndexChanged.connect(self._fill)
        self.count = muted()
        self.worth = WorthCount(desk)
        self.worth.clicked.connect(lambda _checked=False: self.action_clicked.emit("next_flaw"))
        self.model = AnnotationModel(self)
        self.tree = QTreeView()
        self.tree.setAccessibleName("Annotations")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(AnnotationDelegate(desk, look, self.tree))
        self.tree.clicked.connect(self._jump)
        self.tree.activated.connect(self._jump)
        row = QHBoxLayout()
        row.addWidget(self.states, 1)
        row.addWidget(self.group)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 4)
        column.addWidget(self.filter)
        column.addLayout(row)
        column.addWidget(self.count)
        column.addWidget(self.worth, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.tree, 1)
        desk.view.hiding_changed.connect(self._say_count)
        desk.opened.connect(self._opened)
        desk.folded.connect(self._folded)
        desk.selected.connect(self._selected)
        desk.misfits_changed.connect(self._say_count)
        look.changed.connect(self.tree.viewport().update)

    def _opened(self, _opened: Opened) -> None:
        self._stale = True
        if self.isVisible():
            self._fill()
        else:
            self.model.fill(None, Grouping.LABEL)

    def _folded(self, folded: Folded) -> None:
        if not folded.touched.ids:
            return
        if not self.isVisible():
            self._stale = True
            return
        unfolded = {self.model.index(row, 0).data().split("  ")[0]: self.tree.isExpanded(self.model.index(row, 0))
                    for row in range(self.model.rowCount())}  # fmt: skip
        self.model.update_items(folded.touched.ids)
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            if unfolded.get(index.data().split("  ")[0], True):
                self.tree.expand(index)
        self._say_count()

    def _selected(self, selected: Selected) -> None:
        if self.isVisible() and selected.item is not None:
            index = self.model.index_of(selected.item.id)
            if index.isValid():
                self.tree.setCurrentIndex(index)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _fill(self) -> None:
        self._stale = False
        self.model.fill(self.desk.session, Grouping(self.group.currentData()), self.filter.text(), self._state())
        if self.model.count() <= _FEW or self.filter.text() or self._state() is not None:
            self.tree.expandAll()
        self._say_count()
        self._selected(Selected(self.desk.item, None))

    def _state(self) -> State | None:
        chosen = self.states.currentData()
        return State(chosen) if chosen else None

    def _say_count(self) -> None:
        count, hidden = self.model.count(), self.desk.view.hidden_count()
        told = counted(count, "annotation")
        if dropped := self._count_dropped():
            told += f" · ! {dropped:,}"
        self.count.setText(f"{told} · {hidden:,} hidden in the article (D)" if hidden else told)
        self.count.setToolTip(f"! Training would drop {dropped:,}: a boundary is inside a token" if dropped else "")

    def _count_dropped(self) -> int:
        """How many of what stands in the article training would drop, as far as anybody has looked."""
        return len(self.desk.misfits.standing)

    def _jump(self, index: Index) -> None:
        id = index.data(ID_ROLE)
        if id is not None:
            self.desk.select(id)
