"""Keys of one's own: every action with its keys, found by name or by key, and changed by pressing new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from gui import keymap
from gui.actions import ACTIONS, BY_ID, Action
from gui.keys import key_text
from gui.parts import button, muted, repolish, resize_to

if TYPE_CHECKING:
    from gui.host import Host

_ACTION = Qt.ItemDataRole.UserRole
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


def open_over(window: Host) -> None:
    OwnKeysDialog(window).open()


def portable(event: QKeyEvent) -> str:
    """The keys of an event in Qt's portable form; "" while only modifiers are held."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _MODIFIERS or key == Qt.Key.Key_unknown:
        return ""
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    text = event.text()
    if text.isprintable() and text.strip() and not text.isalnum() and modifiers == Qt.KeyboardModifier.ShiftModifier:
        modifiers = Qt.KeyboardModifier.NoModifier  # “?” is “?”, whatever one holds for it
    return QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.PortableText)


class Capture(QLineEdit):
    """While it has the focus, the next keys that are pressed are taken; Esc leaves it."""

    pressed = Signal(str)  # in Qt's portable form
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Press the new keys")
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # only the buttons lead here
        self.setPlaceholderText("Choose an action above, then press Enter to change its keys")

    def listen(self) -> None:
        self.setPlaceholderText("Press the new keys… (Esc leaves it)")
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit()
        elif keys := portable(event):
            self.pressed.emit(keys)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setPlaceholderText("Choose an action above, then press Enter to change its keys")


class OwnKeysDialog(QDialog):
    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys of Your Own")
        resize_to(self, 820, 680)
        self._window = window
        self._adds = False
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._lines: dict[str, QTreeWidgetItem] = {}
        self.search = QLineEdit(placeholderText="Search an action, or a key such as Ctrl+K")
        self.search.setAccessibleName("Search an action or a key")
        self.search.textChanged.connect(lambda _text: self._sift())
        self.search.returnPressed.connect(self.begin)
        self.search.installEventFilter(self)
        self.tree = self._build_tree()
        self.capture = Capture()
        self.capture.pressed.connect(self._pressed)
        self.capture.left.connect(self.tree.setFocus)
        self.told = muted()
        self.told.setAccessibleName("What was done")
        self.change = button("Change", self.begin, tip="Press new keys in the place of the present ones (Enter)")
        self.add = button("Add Another", lambda: self.begin(adds=True), tip="Press keys that act, too")
        self.remove = button("Remove", self._remove, tip="The action is found in menus and the palette only")
        self.reset = button("Reset", self._reset, tip="The keys that it came with")
        self.reset_all = button("Reset All", self._reset_all, tip="Every action has the keys that it came with")
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self.capture)
        column.addWidget(self.told)
        row = QHBoxLayout()
        for made in (self.change, self.add, self.remove, self.reset, self.reset_all):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(button("Close", self.close))
        column.addLayout(row)
        self._fill()
        self._enable()
        self.search.setFocus()

    def _build_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("Actions and their keys")
        tree.setHeaderLabels(["Action", "Keys", ""])
        tree.setRootIsDecorated(False)
        tree.setIndentation(14)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.setColumnWidth(1, 230)
        tree.setColumnWidth(2, 90)
        tree.itemActivated.connect(lambda *_: self.begin())
        tree.currentItemChanged.connect(lambda *_: self._enable())
        return tree

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows go from the search to what it found."""
        is_key = watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):  # type: ignore[attr-defined]
            self.tree.setFocus()
            QApplication.sendEvent(self.tree, event)
            return True
        return super().eventFilter(watched, event)

    # --------------------------------------------------------------------------------------------------------- showing

    def _fill(self) -> None:
        groups = self._groups
        for action in ACTIONS:
            if not self._window.actions_of[action.id].isVisible():
                continue
            name = action.menu.replace("/", " › ") or "More"
            if name not in groups:
                groups[name] = QTreeWidgetItem(self.tree, [name])
                groups[name].setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = QFont(self.tree.font())
                font.setBold(True)
                groups[name].setFont(0, font)
                groups[name].setExpanded(True)
            line = QTreeWidgetItem(groups[name])
            line.setData(0, _ACTION, action.id)
            self._lines[action.id] = line
            line.setToolTip(0, action.help)
        self._show_keys()

    def lines(self) -> list[QTreeWidgetItem]:
        """The actions, without the groups above them."""
        return [self._lines[id] for id in self._lines]

    def _show_keys(self) -> None:
        own = keymap.own()
        for line in self.lines():
            action = BY_ID[line.data(0, _ACTION)]
            line.setText(0, self._text(action))
            line.setText(1, key_text(action, all_keys=True))
            line.setText(2, "your own" if action.id in own else "")

    def _sift(self) -> None:
        words = self.search.text().casefold().split()
        for line in self.lines():
            menu = BY_ID[line.data(0, _ACTION)].menu
            shown = f"{menu} {line.text(0)} {line.text(1)} {line.text(2)}".casefold()
            line.setHidden(not all(word in shown for word in words))
        shown_ones = [line for line in self.lines() if not line.isHidden()]
        for group in self._groups.values():
            group.setHidden(not any(line.parent() is group for line in shown_ones))
        if shown_ones:
            self.tree.setCurrentItem(shown_ones[0])

    def chosen(self) -> Action | None:
        line = self.tree.currentItem()
        id = line.data(0, _ACTION) if line is not None else None
        return BY_ID[id] if id else None

    def choose(self, id: str) -> None:
        self.tree.setCurrentItem(self._lines[id])

    def _enable(self) -> None:
        action, own = self.chosen(), keymap.own()
        self.change.setEnabled(action is not None)
        self.add.setEnabled(action is not None)
        self.remove.setEnabled(action is not None and bool(keymap.keys_of(action)))
        self.reset.setEnabled(action is not None and action.id in own)
        self.reset_all.setEnabled(bool(own))

    # ---------------------------------------------------------------------------------------------------------- acting

    def begin(self, adds: bool = False) -> None:
        """Listen for new keys of the chosen action."""
        action = self.chosen()
        if action is not None:
            self._adds = adds
            self._say(f"New keys for {self._name(action)}:")
            self.capture.listen()

    def _say(self, sentence: str, *, refused: bool = False) -> None:
        self.told.setProperty("role", "bad" if refused else "muted")
        repolish(self.told)
        self.told.setText(sentence)

    def _text(self, action: Action) -> str:
        """Labels as they are called; undo and redo whatever would be taken back at the moment."""
        return action.text if action.id in ("undo", "redo") else self._window.actions_of[action.id].text()

    def _name(self, action: Action) -> str:
        return self._text(action).rstrip("…")

    def _pressed(self, keys: str) -> None:
        action = self.chosen()
        if action is None:
            return
        labels = {one.key.upper(): one.name for one in self._window.desk.labels if one.key and not one.retired}
        why_not = keymap.objection(action, keys, labels)
        if why_not:
            self._say(f"{why_not} {self._name(action)} keeps its keys; press others, or Esc.", refused=True)
            return
        before = keymap.keys_of(action) if self._adds else ()
        self._give(action, (*(one for one in before if one != keys), keys))
        self._say(f"{self._name(action)} is {key_text(action, all_keys=True)} now.")
        self.tree.setFocus()

    def _give(self, action: Action, keys: tuple[str, ...]) -> None:
        own = keymap.own()
        own[action.id] = keys
        if keys == action.keys:
            del own[action.id]
        self._use(own)

    def _remove(self) -> None:
        action = self.chosen()
        if action is not None:
            self._give(action, ())
            self._say(f"{self._name(action)} has no keys now; the menus and the palette have it.")

    def _reset(self) -> None:
        action = self.chosen()
        own = keymap.own()
        if action is None or action.id not in own:
            return
        kept = own.pop(action.id)
        labels = {one.key.upper(): one.name for one in self._window.desk.labels if one.key and not one.retired}
        keymap.use(own)
        why_not = next((told for keys in action.keys if (told := keymap.objection(action, keys, labels))), "")
        if why_not:
            keymap.use({**own, action.id: kept})
            self._say(f"{why_not} {self._name(action)} keeps the keys that it has.", refused=True)
            return
        self._use(own)
        self._say(f"{self._name(action)} has the keys that it came with.")

    def _reset_all(self) -> None:
        self._use({})
        self._say("Every action has the keys that it came with.")

    def _use(self, own: keymap.Own) -> None:
        self._window.actions_of.use_keys(own)
        self._show_keys()
        self._enable()
