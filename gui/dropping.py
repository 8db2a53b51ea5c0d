"""Files, folders and text that are dropped on the window: they become articles, and stay where they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


class Taker(Protocol):
    """What dropping asks of the window."""

    def import_paths(self, paths: Sequence[Path]) -> None: ...
    def import_text(self, text: str, origin: str) -> None: ...
    def say(self, sentence: str) -> None: ...


def offered(event: QDropEvent) -> None:
    """Something is dragged over the window; only files and text are taken."""
    if event.mimeData().hasUrls() or event.mimeData().hasText():
        _copy(event)


def dropped(event: QDropEvent, taker: Taker) -> None:
    data = event.mimeData()
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        taker.import_paths(paths)
    elif data.hasUrls():
        taker.say("That is a link, and nothing was imported. Drop files, folders or the text itself.")
    elif data.hasText():
        taker.import_text(data.text(), "dropped")
    _copy(event)


def _copy(event: QDropEvent) -> None:
    """Take a copy, whatever was proposed: a file manager that is told of a move takes its file away."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
