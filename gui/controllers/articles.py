"""Articles come in, are marked, are given to the model, and go out as training data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from core.commands import SetStatus
from core.records import Status
from gui.screen import Screen

FILTERS = "Articles (*.txt *.text *.jsonl);;All files (*)"


def import_files(screen: Screen) -> None:
    paths, _ = QFileDialog.getOpenFileNames(screen.widget, "Import Articles", "", FILTERS)
    if paths:
        screen.import_paths([Path(path) for path in paths])


def import_folder(screen: Screen) -> None:
    folder = QFileDialog.getExistingDirectory(screen.widget, "Import a Folder of Articles")
    if folder:
        screen.import_paths([Path(folder)])


def paste(screen: Screen) -> None:
    """The clipboard's files are imported; its text is looked at first, in a dialog."""
    data = QGuiApplication.clipboard().mimeData()
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        screen.import_paths(paths)
    else:
        screen.open_dialog("paste")


def export(screen: Screen) -> None:
    screen.open_dialog("export")


def export_history(screen: Screen) -> None:
    screen.open_dialog("history")


def print_history(screen: Screen) -> None:
    screen.open_dialog("print_history")


def choose_library(screen: Screen) -> None:
    screen.open_dialog("library")


def choose_model(screen: Screen) -> None:
    screen.open_dialog("model")


def suggest(screen: Screen) -> None:
    screen.suggest()


def stop(screen: Screen) -> None:
    screen.stop_suggesting()


def mark(screen: Screen, status: str) -> None:
    screen.desk.submit(SetStatus(screen.desk.context().article, Status(status)))
