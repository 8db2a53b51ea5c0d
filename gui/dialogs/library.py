"""Another library: one that is there, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from gui.host import Host

FILTER = "Copydesk libraries (*.copydesk *.sqlite *.db);;All files (*)"


def open_over(window: Host) -> None:
    path = ask_for_library(window)
    if path:
        window.library_chosen.emit(path)


def ask_for_library(parent: QWidget | None) -> str:
    """The path of a library; one that does not exist yet is made when it is opened. "" for none."""
    dialog = QFileDialog(parent, "Open or Make a Library", "", FILTER)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Open")
    dialog.setDefaultSuffix("copydesk")
    return dialog.selectedFiles()[0] if dialog.exec() and dialog.selectedFiles() else ""
