"""Qt's side of the action table: a ``QAction`` for every row, with its keys, its condition and its handler."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from gui import keymap
from gui.actions import ACTIONS, BY_ID, CONTEXT_MENUS, LABEL_KEYS, MENUS, Action
from gui.context import CONDITIONS, Context, allowed
from gui.screen import Screen


class ActionSet(QObject):
    """All actions of one window. Shortcuts are always heard; whether they may act is asked when they are."""

    keys_changed = Signal()  # the editor has other keys from now on

    def __init__(self, screen: Screen, window: QWidget, article: QWidget) -> None:
        super().__init__(window)
        keymap.use(keymap.parsed(screen.settings.own_keys))
        self._screen = screen
        self._window = window
        self._actions: dict[str, QAction] = {}
        for action in ACTIONS:
            owner = article if action.in_article else window
            made = QAction(action.text, owner)
            made.setObjectName(action.id)
            made.setShortcuts([QKeySequence(keys) for keys in keymap.keys_of(action)])
            context = Qt.ShortcutContext
            made.setShortcutContext(context.WidgetWithChildrenShortcut if action.in_article else context.WindowShortcut)
            made.setCheckable(bool(action.checked))
            made.setToolTip(self.tip(action))
            made.triggered.connect(lambda _checked=False, action=action: self.run(action))
            owner.addAction(made)
            self._actions[action.id] = made

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def use_keys(self, own: keymap.Own) -> None:
        """These are the editor's own keys from now on: they act, are shown, and are kept."""
        before = {action.id: keymap.keys_of(action) for action in ACTIONS}
        keymap.use(own)
        for action in ACTIONS:
            keys = keymap.keys_of(action)
            if keys != before[action.id]:
                self[action.id].setShortcuts([QKeySequence(one) for one in keys])
                self[action.id].setToolTip(self.tip(action))
        self._screen.settings.own_keys = keymap.written(own)
        self.keys_changed.emit()

    def tip(self, action: Action) -> str:
        keys = key_text(action)
        return f"{action.help} ({keys})" if keys else action.help

    def run(self, action: Action) -> None:
        """Do it, when what is on its way has arrived; where it cannot be done, say what would make it possible."""
        over = _in_front()
        self._screen.desk.when_idle(lambda: self._act(action, over))

    def _act(self, action: Action, over: QWidget | None) -> None:
        """``over`` is the dialog that was in front when the key was pressed."""
        from gui.controllers import handler  # late: they need all commands, and the window does not

        in_front = _in_front()
        if in_front is not None and in_front is not over:
            # What is typed ahead into a dialog is no key of the article’s.
            self._screen.hint(
                f"{self[action.id].text().rstrip('…')} was not done: a dialog had opened before its turn."
            )
        elif allowed(action.when, self._screen.desk.context()):
            handler(action.run)(self._screen)
        else:
            self._screen.hint(keymap.told(CONDITIONS[action.when].otherwise))

    # ----------------------------------------------------------------------------------------------------- their words

    def refresh_words(self) -> None:
        """Names that depend on something: labels by their keys, what undo takes back."""
        context = self._screen.desk.context()
        for key in LABEL_KEYS:
            label = context.label_keyed(key)
            self[f"label_{key}"].setText(label.name if label else f"Label {key}")
            self[f"label_{key}"].setVisible(label is not None)
            if f"label_all_{key}" in BY_ID:
                self[f"label_all_{key}"].setText(f"Make All Equal Mentions {label.name}" if label else "")
                self[f"label_all_{key}"].setVisible(label is not None)
        self["undo"].setText(f"Undo {context.undo}".strip())
        self["redo"].setText(f"Redo {context.redo}".strip())

    # ---------------------------------------------------------------------------------------------------------- menus

    def fill(self, bar: QMenuBar) -> None:
        """The menu bar, in the order of the table."""
        for name in MENUS:
            menu = self._menu(name, bar)
            menu.setTitle(f"&{name}")
            bar.addMenu(menu)

    def context_menu(self, kind: str, parent: QWidget) -> QMenu:
        """The menu of a right click on this kind of thing; "nothing" and "text" among them."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._watch(menu)
        for name in CONTEXT_MENUS[kind]:
            if name == "-":
                menu.addSeparator()
            elif "/" in name:
                menu.addMenu(self._menu(name, menu))
            else:
                menu.addAction(self[name])
        return menu

    def _menu(self, path: str, parent: QWidget) -> QMenu:
        menu = QMenu(path.rpartition("/")[2], parent)
        menu.setToolTipsVisible(True)
        self._watch(menu)
        submenus: set[str] = set()
        for action in ACTIONS:
            if action.menu == path:
                if action.separated and not menu.isEmpty():
                    menu.addSeparator()
                menu.addAction(self[action.id])
            elif action.menu.startswith(f"{path}/") and action.menu not in submenus:
                submenus.add(action.menu)
                menu.addMenu(self._menu(action.menu, menu))
        return menu

    def _watch(self, menu: QMenu) -> None:
        menu.aboutToShow.connect(lambda: self._enable(menu.actions()))
        menu.aboutToHide.connect(lambda: self._enable_all(menu.actions()))

    def _enable(self, actions: Sequence[QAction]) -> None:
        """Grey out what cannot be done now. Only while a menu is open: a disabled action would swallow no key."""
        context = self._screen.desk.context()
        for made in actions:
            action = BY_ID.get(made.objectName())
            if action is not None:
                made.setEnabled(allowed(action.when, context))
                if action.checked:
                    made.setChecked(bool(getattr(self._window, action.checked)))

    def _enable_all(self, actions: Sequence[QAction]) -> None:
        for made in actions:
            made.setEnabled(True)

    def all(self, context: Context) -> Iterator[tuple[Action, QAction, str]]:
        """Everything, for the palette; what cannot be done now with the sentence that says what would help."""
        for action in ACTIONS:
            if self[action.id].isVisible():
                otherwise = "" if allowed(action.when, context) else keymap.told(CONDITIONS[action.when].otherwise)
                yield action, self[action.id], otherwise


def _in_front() -> QWidget | None:
    """The dialog or picker that has the keys."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def key_text(action: Action, *, all_keys: bool = False) -> str:
    """The keys as a person reads them."""
    form = QKeySequence.SequenceFormat.NativeText
    shown = [QKeySequence(keys).toString(form) for keys in keymap.keys_of(action)]
    return ", ".join(shown) if all_keys else (shown[0] if shown else "")
