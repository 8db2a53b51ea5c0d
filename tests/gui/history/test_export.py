"""The history is exported from the desk, by hand, to the end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionFrame

from core.errors import FormatError
from gui.dialogs.history import HistoryDialog
from gui.printing import write_pdf
from tests.gui.conftest import Hand

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dialog(hand: Hand, tmp_path: Path) -> HistoryDialog:
    hand.select("Syrian")
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_E, CTRL_SHIFT)
    dialog = hand.window.findChild(HistoryDialog)
    assert dialog is not None
    dialog.file.setText(str(tmp_path / "history.html"))
    return dialog


def export(hand: Hand, dialog: HistoryDialog, format: str) -> Path:
    dialog.format.setCurrentIndex(dialog.format.findData(format))
    hand.bot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    hand.bot.waitUntil(lambda: bool(dialog.told.text()) and dialog.go.isEnabled())
    return Path(dialog.file.text())


def test_json_lines_of_the_article(hand: Hand, dialog: HistoryDialog) -> None:
    path = export(hand, dialog, "jsonl")
    assert path.name == "history.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["intent"] for line in lines] == ["import_article", "record_suggestions", "accept"]
    assert dialog.told.text() == f"3 revisions written to {path}."


def test_a_page_of_the_library(hand: Hand, dialog: HistoryDialog) -> None:
    dialog.whose.setCurrentIndex(1)
    path = export(hand, dialog, "html")
    assert "History of the library" in path.read_text(encoding="utf-8")
    assert dialog.told.text().startswith("4 revisions")


def test_a_pdf(hand: Hand, dialog: HistoryDialog) -> None:
    path = export(hand, dialog, "pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert b"/Type /Page" in content


def test_a_time_in_which_nothing_was_done_is_fine(hand: Hand, dialog: HistoryDialog) -> None:
    dialog.time.setCurrentIndex(dialog.time.findData("today"))
    assert "History of “Qusair falls”" in export(hand, dialog, "html").read_text(encoding="utf-8")


def test_what_goes_wrong_is_told(hand: Hand, dialog: HistoryDialog, tmp_path: Path) -> None:
    dialog.file.setText("")
    hand.bot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.told.text() == "Name a file to write to."
    for format in ("html", "pdf"):
        dialog.told.clear()
        dialog.file.setText(str(tmp_path / "nowhere" / "history"))
        export(hand, dialog, format)
        assert "could not be written" in dialog.told.text()


def test_a_pdf_takes_the_place_of_another_or_leaves_it(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "history.pdf"
    path.write_text("precious")
    write_pdf("<h1>History</h1>", path, "History")
    assert path.read_bytes().startswith(b"%PDF-")
    with pytest.raises(FormatError, match="What was there before is untouched"):
        write_pdf("<h1>History</h1>", tmp_path, "History")
    assert [one.name for one in tmp_path.iterdir()] == ["history.pdf"]


def test_the_report_is_printed(hand: Hand, tmp_path: Path) -> None:
    """What would go to the printer goes into a file here."""
    hand.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    hand.bot.waitUntil(lambda: hand.window.findChild(QPrintPreviewDialog) is not None)
    dialog = hand.window.findChild(QPrintPreviewDialog)
    assert isinstance(dialog, QPrintPreviewDialog)
    assert dialog.windowTitle() == "Print: History of “Qusair falls”"
    printer = dialog.printer()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.paintRequested.emit(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    dialog.close()


def test_the_zoom_of_the_preview_can_be_read(hand: Hand) -> None:
    hand.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    hand.bot.waitUntil(lambda: hand.window.findChild(QPrintPreviewDialog) is not None)
    dialog = hand.window.findChild(QPrintPreviewDialog)
    assert isinstance(dialog, QPrintPreviewDialog)
    zoom = dialog.findChild(QComboBox)
    assert isinstance(zoom, QComboBox)
    line = zoom.lineEdit()
    assert line is not None
    frame = QStyleOptionFrame()
    line.initStyleOption(frame)
    inside = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, line)
    assert inside.height() >= line.fontMetrics().height()
    dialog.close()


def test_the_report_of_what_the_history_page_shows_is_printed(hand: Hand) -> None:
    hand.window.run("history")
    hand.bot.waitUntil(lambda: hand.window.door.is_open)
    hand.window.door.page.visit(None)
    hand.window.run("print_history")
    hand.bot.waitUntil(lambda: hand.window.findChild(QPrintPreviewDialog) is not None)
    dialog = hand.window.findChild(QPrintPreviewDialog)
    assert isinstance(dialog, QPrintPreviewDialog)
    assert dialog.windowTitle() == "Print: History of the library"
    dialog.close()
