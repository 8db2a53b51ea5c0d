"""Choosing by typing: a line and a list under it. Labels, speakers, reasons, and the command palette are chosen so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QCloseEvent, QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.look import Look
from gui.parts import muted
from gui.row_painting import painted, write
from gui.screen import Choice

Index = QModelIndex | QPersistentModelIndex

CHOICE_ROLE = Qt.ItemDataRole.UserRole
_OTHER = "\0other"  # no choice of anybody's is called so
_ROW, _ROWS_SHOWN, _WIDTH = 32, 11, 520
_LINE = 28  # what is asked about, and the name of its label under it


def matches(choice: Choice, typed: str) -> bool:
    """Whether every typed word begins a word of what is shown, or stands in it."""
    shown = f"{choice.text or choice.value} {choice.hint}".casefold()
    return all(word in shown for word in typed.casefold().split())


def rank(choice: Choice, typed: str) -> tuple[bool, int, int]:
    """Names that begin with what was typed first, then words that do, then the rest; what is quiet below all."""
    shown, typed = (choice.text or choice.value).casefold(), typed.casefold().strip()
    if shown.startswith(typed):
        return choice.is_quiet, 0, len(shown)
    return choice.is_quiet, (1 if f" {typed}" in shown else 2 if typed in shown else 3), len(shown)


class ChoiceModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def fill(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.choices = list(choices)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text or choice.value
        if role == Qt.ItemDataRole.ToolTipRole:
            return choice.hint
        if role == CHOICE_ROLE:
            return choice
        return None


class ChoiceDelegate(QStyledItemDelegate):
    """One line: a spot in the label's colour, the name, a quiet hint, and the key at the right."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(CHOICE_ROLE)
        theme, rect = self._look.theme, option.rect.adjusted(4, 1, -4, -1)
        with painted(painter, option, theme, rect):
            left, right = rect.left() + 10, rect.right() - 8
            if choice.colour:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.label(choice.colour))
                painter.drawRoundedRect(QRect(left, rect.center().y() - 4, 10, 10), 3, 3)
                left += 20
            if choice.key:
                right = draw_key(painter, choice.key, right, rect, theme.colour("border"), theme.colour("muted")) - 10
            font = QFont(option.font)
            painter.setFont(font)
            painter.setPen(theme.colour("muted" if choice.is_quiet else "ink"))
            left += write(painter, QRect(left, rect.top(), right - left, rect.height()), choice.text or choice.value)
            left += 14
            if choice.hint and right - left > 40:
                font.setPixelSize(12)
                painter.setFont(font)
                painter.setPen(theme.colour("muted"))
                write(painter, QRect(left, rect.top(), right - left, rect.height()), choice.hint)


def draw_key(painter: QPainter, key: str, right: int, rect: QRect, frame: QColor, ink: QColor) -> int:
    """Draw a key cap that ends at ``right``; returns where it begins."""
    font = QFont(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    width = max(20, painter.fontMetrics().horizontalAdvance(key) + 12)
    cap = QRect(right - width, rect.center().y() - 9, width, 19)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(frame, 1))
    painter.drawRoundedRect(cap, 4, 4)
    painter.setPen(ink)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    return cap.left()


class Picker(QDialog):
    """Closes with what was chosen. With ``one_key`` the keys of the choices choose while nothing is typed yet.

    One that is ``firm`` stays until it is answered, and nothing else takes keys or clicks meanwhile. Enter alone is no
    answer, as it may have been typed before the question was there: a name is typed, or gone to, first.
    """

    def __init__(
        self,
        look: Look,
        title: str,
        choices: Sequence[Choice],
        then: Callable[[str], None],
        *,
        free: str = "",
        one_key: bool = False,
        firm: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        kind = Qt.WindowType
        flags = kind.Dialog | kind.FramelessWindowHint if firm else kind.Popup if parent is not None else kind.Dialog
        super().__init__(parent, flags)
        self.setModal(firm)
        self.setObjectName("picker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._choices, self._then, self._free, self._one_key = list(choices), then, free, one_key
        self._firm = firm
        if one_key and free:
            self._choices.append(Choice(_OTHER, "Something else…", "O", "type it"))
        how = " One key" if one_key else " Type a name, or ↓ and ⏎" if firm else ""
        self.line = QLineEdit(placeholderText=f"{title}{how}")
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.model = ChoiceModel(self)
        self.list = QListView()
        self.list.setAccessibleName(f"{title}: choices")
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChoiceDelegate(look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self._none = muted("Nothing matches.")
        self._none.hide()
        self._none.setContentsMargins(14, 8, 14, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 4)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self._filter("")
        self.line.setFocus()

    def open_over(self, widget: QWidget, about: QPoint | None = None) -> None:
        """Show at the top of a window's middle, where the eye is when it looks for a command.

        What it is about, at a point of the screen, stays in sight where there is room below or above.
        """
        self.setFixedWidth(min(_WIDTH, widget.width() - 40))
        self.adjustSize()
        corner = widget.mapToGlobal(widget.rect().topLeft())
        left, top = corner.x() + (widget.width() - self.width()) // 2, corner.y() + 60
        if about is not None and top - _LINE <= about.y() <= top + self.height() + _LINE:
            below, above = about.y() + _LINE, about.y() - _LINE - self.height()
            if below + self.height() <= corner.y() + widget.height():
                top = below
            elif above >= corner.y():
                top = above
        self.move(left, top)
        self.show()
        self.line.setFocus()

    def _filter(self, typed: str) -> None:
        typed = typed.strip()
        shown = [choice for choice in self._choices if matches(choice, typed)]
        if typed:
            shown.sort(key=lambda choice: rank(choice, typed))
            known = {choice.value.casefold() for choice in self._choices}
            if self._free and typed.casefold() not in known:
                shown.append(Choice(typed, self._free.format(typed)))
        self.model.fill(shown)
        self._none.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.list.setFixedHeight(min(_ROWS_SHOWN, len(shown)) * _ROW + 4)
        self.adjustSize()
        if shown and (typed or not self._firm):
            self.list.setCurrentIndex(self.model.index(0))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.model.choices):
            value = self.model.choices[row].value
            if value == _OTHER:
                self._type_freely()
                return
            self.accept()
            self._then(value)

    def _type_freely(self) -> None:
        """From here on letters are letters."""
        self._one_key = False
        self._choices = []
        self.line.setPlaceholderText("Type it, then Enter")
        self._filter("")

    def reject(self) -> None:
        if not self._firm:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever does not want to answer leaves the desk."""
        window = self.parentWidget()
        if self._firm and window is not None:
            self._firm = False
            window.close()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                # An article that was on its way takes the focus when it comes; the keys are this list's all the same.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            last = len(self.model.choices) - 1
            self.list.setCurrentIndex(self.model.index(max(0, min(last, row + steps[Qt.Key(key)]))))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(row)
            return True
        if self._one_key and not self.line.text() and event.text().strip():
            keyed = [at for at, c in enumerate(self.model.choices) if c.key and c.key == event.text().upper()]
            if keyed:
                self._choose(keyed[0])
                return True
        return False
