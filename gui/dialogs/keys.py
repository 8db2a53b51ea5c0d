"""The sheet of keys: the action table as a page to read and to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from gui.actions import ACTIONS, BY_ID
from gui.keymap import told
from gui.keys import key_text
from gui.parts import button, resize_to

if TYPE_CHECKING:
    from gui.host import Host


def open_over(window: Host) -> None:
    shown = (action.id for action in ACTIONS if window.actions_of[action.id].isVisible())
    words = {id: window.actions_of[id].text() for id in shown} | {id: BY_ID[id].text for id in ("undo", "redo")}
    theme = window.look.theme
    dialog = KeysDialog(html(words, theme.colours["ink"], theme.colours["muted"]), plain(words), window)
    dialog.on_paper = sheet(words)
    dialog.change_clicked.connect(lambda: window.open_dialog("own_keys"))
    dialog.open()


def sections(words: dict[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    """For every menu its actions that have keys: keys, name, help."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for action in ACTIONS:
        keys = key_text(action, all_keys=True)
        if keys and action.menu and action.id in words:
            row = (keys, words[action.id], action.help)
            found.setdefault(action.menu.replace("/", " › "), []).append(row)
    return found


def html(words: dict[str, str], ink: str, muted: str) -> str:
    opening = told(
        "Keys without Ctrl or F act while the article has the focus. {palette} finds any command by its name."
    )
    parts = [f"<p style='color:{muted}'>{opening}</p>"]
    for name, rows in sections(words).items():
        parts.append(
            f"<h3 style='color:{ink}; margin-bottom:4px'>{escape(name)}</h3><table cellpadding='3' width='100%'>"
        )
        for keys, text, tip in rows:
            parts.append(
                f"<tr><td width='190'><b>{escape(keys)}</b></td><td width='230'>{escape(text)}</td>"
                f"<td style='color:{muted}'>{escape(tip)}</td></tr>"
            )
        parts.append("</table>")
    return "".join(parts)


_COLUMN = 58  # lines in a column of a printed page
_FIRST = ("Annotate", "Go", "View", "Edit")  # on paper, what one has under one’s fingers all day comes first


def sheet(words: dict[str, str]) -> str:
    """The same for paper: keys and names in two columns, so that two pages hold all of it."""
    found = sections(words)
    order = {menu: place for place, menu in enumerate(_FIRST)}
    lines: list[str] = []
    for name in sorted(found, key=lambda name: order.get(name.partition(" › ")[0], len(order))):
        here = _COLUMN - len(lines) % _COLUMN
        if here < 4:  # no heading at the foot of a column
            lines += ["<tr><td>&nbsp;</td></tr>"] * here
        lines.append(f"<tr><td colspan='2'><b>{escape(name)}</b></td></tr>")
        lines += [
            f"<tr><td width='42%'>{escape(keys)}</td><td>{escape(text)}</td></tr>" for keys, text, _ in found[name]
        ]
        if len(lines) % _COLUMN:
            lines.append("<tr><td>&nbsp;</td></tr>")
    columns = ["".join(lines[start : start + _COLUMN]) for start in range(0, len(lines), _COLUMN)]
    cells = [f"<table width='100%' cellpadding='0' cellspacing='0'>{column}</table>" for column in columns]
    if len(cells) % 2:
        cells.append("")
    pages = [
        f"<table width='100%' cellpadding='0' style='font-size:8.5pt{'; page-break-before:always' if nth else ''}'><tr>"
        f"<td width='50%'>{cells[nth]}</td><td width='50%'>{cells[nth + 1]}</td></tr></table>"
        for nth in range(0, len(cells), 2)
    ]
    return f"<h3>Keys of Copydesk</h3>{''.join(pages)}"


def plain(words: dict[str, str]) -> str:
    """The same to be pasted or printed elsewhere."""
    lines = []
    for name, rows in sections(words).items():
        lines += ["", name, *(f"  {keys:<28}{text}" for keys, text, _ in rows)]
    return "\n".join(lines).strip()


class KeysDialog(QDialog):
    change_clicked = Signal()
    on_paper = ""  # the page as a printer gets it

    def __init__(self, page: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        resize_to(self, 860, 700)
        self.page = QTextBrowser()
        self.page.setAccessibleName("Keys")
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.setHtml(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.addButton(
            button("Copy as Text", lambda: QGuiApplication.clipboard().setText(text)),
            QDialogButtonBox.ButtonRole.ActionRole,
        )
        for words, act in (("Print…", self._print), ("Change Keys…", self._change)):
            buttons.addButton(button(words, act), QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)

    def _change(self) -> None:
        self.close()
        self.change_clicked.emit()

    def _print(self) -> None:
        from gui.printing import ask_and_print

        ask_and_print(self.on_paper, "Keys of Copydesk", self)
