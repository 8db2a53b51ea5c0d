"""Dialogs, each in a module of its own, imported when it is asked for: none of them is needed to show the window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.host import Host

NAMES = (
    "about",
    "assign",
    "consistency",
    "cues",
    "export",
    "history",
    "keys",
    "labels",
    "library",
    "memory",
    "model",
    "own_keys",
    "palette",
    "paste",
    "preferences",
    "print_history",
    "same_text",
    "speakers",
)


def open_dialog(window: Host, name: str) -> None:
    """Open the dialog of this name over the window, without waiting for its end."""
    if name not in NAMES:
        raise ValueError(f"there is no dialog {name!r}")
    opener: Callable[[Host], None] = import_module(f"gui.dialogs.{name}").open_over
    opener(window)


def show_text(parent: QWidget, title: str, text: str) -> None:
    """A text to be read and copied, in a window of its own."""
    from gui.dialogs.text import TextDialog

    TextDialog(title, text, parent).open()


def file_executor() -> Executor:
    """The thread on which files are read and exports are written."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="copydesk-files")
