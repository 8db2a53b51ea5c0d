"""What goes wrong: refused commands, faults of ours, libraries that cannot be opened, a start without a display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from core.commands import ImportArticle, Relabel, Target
from core.errors import BugError, LibraryError
from core.library import LibraryStore
from core.records import ArticleDraft
from core.settings import Settings
from core.workspace import Inline, Workspace
from gui import __main__ as program
from gui import app as app_module
from gui.app import Application, make_application
from gui.dialogs.text import TextDialog
from gui.display import spoken_for
from gui.reports import Reporter, details
from gui.window import DeskWindow
from tests.gui.conftest import Hand

ROOT = Path(__file__).parents[2]


def test_a_refused_command_is_a_sentence_and_nothing_changes(hand: Hand) -> None:
    before = hand.revisions()
    item = hand.select("Syrian")
    hand.desk.submit(Relabel(hand.desk.context().article, (Target(item.id, 1),), "GPE"))
    assert "Somebody has changed this annotation" in hand.window.messages.sentence()
    assert hand.window.status.saved.text().startswith("✓ Saved"), "there was nothing to save"
    assert hand.revisions() == before
    hand.bot.mouseClick(hand.window.messages.dismiss, Qt.MouseButton.LeftButton)
    assert hand.window.messages.sentence() == ""
    hand.key(Qt.Key.Key_3)
    assert hand.window.status.saved.text().startswith("✓ Saved ")


def test_what_the_library_could_not_write_is_told_as_not_saved(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **_more: object) -> None:
        raise LibraryError("The disk is full. Nothing was changed. Make room and try again.")

    hand.select("Syrian")
    with monkeypatch.context() as patch:
        patch.setattr(LibraryStore, "execute", full)
        hand.key(Qt.Key.Key_3)
    assert "The disk is full" in hand.window.messages.sentence()
    assert hand.window.status.saved.text() == "✕ Not saved"
    hand.key(Qt.Key.Key_3)
    assert hand.window.messages.sentence() == "", "what was not done then is done now"
    assert hand.window.status.saved.text().startswith("✓ Saved ")
    assert hand.newest().intent == "relabel"


def test_what_another_program_writes_reaches_the_screen(hand: Hand) -> None:
    other = Workspace.open(hand.workspace.location, "Perry White", Inline())
    item = hand.select("Syrian")
    assert hand.desk.session is not None
    other.submit(Relabel(hand.desk.session.id, (Target(item.id, item.version),), "GPE")).result()
    other.close()
    assert hand.entity("Syrian").label == "NORP", "nobody has looked yet"
    hand.desk.bridge.catch_up()
    assert hand.entity("Syrian").label == "GPE"
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.entity("Syrian").label == "GPE", "what another did is not this annotator's to undo"


def test_a_fault_of_ours_is_a_report_and_the_desk_goes_on(hand: Hand, qtbot: QtBot) -> None:
    reporter = Reporter(hand.window)
    reporter._hook(BugError, BugError("two and two are five"), None)
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, TextDialog))
    assert "BugError: two and two are five" in dialog.text.toPlainText()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert "PySide6" in QApplication.clipboard().text()
    dialog.close()
    hand.window.activateWindow()
    qtbot.waitUntil(hand.window.isActiveWindow)
    hand.select("Syrian")
    hand.key(Qt.Key.Key_Return)
    assert hand.newest().intent == "accept"


def test_a_report_has_the_trace() -> None:
    with pytest.raises(BugError) as caught:
        raise BugError("here")
    assert "test_trouble.py" in details(caught.value)


@pytest.mark.parametrize("what", [b"not a database at all", b"SQLite format 3\x00" + bytes(80)])
def test_a_library_that_is_none_leaves_the_open_one_open(
    qapp: QApplication, settings: Settings, tmp_path: Path, qtbot: QtBot, what: bytes
) -> None:
    application = Application(make_application(), settings)
    application.open_library(tmp_path / "good.copydesk")
    window = application.window
    assert window is not None
    broken = tmp_path / "broken.copydesk"
    broken.write_bytes(what)
    window.library_chosen.emit(str(broken))
    assert application.window is window
    assert "broken.copydesk" in window.messages.sentence()
    assert broken.read_bytes() == what
    with pytest.raises(LibraryError):
        application.open_library(broken)
    window.library_chosen.emit(str(tmp_path / "other.copydesk"))
    assert application.window is not window
    assert application.window is not None
    assert application.window.desk.workspace.location.endswith("other.copydesk")
    application.window.close()


@pytest.mark.parametrize(("button", "opens"), [("Try Again", True), ("Quit", False)])
def test_a_library_that_cannot_be_opened_at_the_start_is_tried_again(
    qapp: QApplication, settings: Settings, tmp_path: Path, button: str, opens: bool
) -> None:
    broken = tmp_path / "l.copydesk"
    broken.write_bytes(b"not a database at all")
    application = Application(make_application(), settings)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "l.copydesk is no Copydesk library" in box.text()
        if opens:
            broken.unlink()  # somebody has put it right
        next(one for one in box.buttons() if one.text() == button).click()

    QTimer.singleShot(0, answer)
    assert app_module._open(application, str(broken)) is opens
    if application.window is not None:
        application.window.close()


def article_in(location: Path, headline: str) -> str:
    workspace = Workspace.open(location, "Lois Lane", Inline())
    article = workspace.submit(ImportArticle(ArticleDraft(headline, f"{headline}\nText.", "wire"))).result().article
    workspace.close()
    assert article is not None
    return article


def test_each_library_opens_with_the_article_that_was_left_last_in_it(
    qapp: QApplication, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = {name: tmp_path / f"{name}.copydesk" for name in ("one", "other")}
    articles = {name: article_in(path, name) for name, path in paths.items()}
    application = Application(make_application(), settings)

    def window() -> DeskWindow:
        assert application.window is not None
        return application.window

    def wait_for(name: str) -> None:
        def is_open() -> bool:
            session = window().desk.session
            return session is not None and session.id == articles[name]

        qtbot.waitUntil(is_open)

    for name, path in paths.items():
        application.open_library(path)
        window().desk.open_article(articles[name])
        wait_for(name)
    for name, path in paths.items():
        window().library_chosen.emit(str(path))
        wait_for(name)
    window().close()


def test_the_settings_are_kept_when_the_window_closes(qapp: QApplication, settings: Settings, tmp_path: Path) -> None:
    application = Application(make_application(), settings)
    application.open_library(tmp_path / "library.copydesk")
    assert application.window is not None
    application.window.run("zoom_in")
    application.window.close()
    kept = Settings.load(settings.path)
    assert kept.zoom == 110
    assert kept.last_library.endswith("library.copydesk")


# ------------------------------------------------------------------------------------------------------------ the start


def run_program(*arguments: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    keep = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    keep.pop("QT_QPA_PLATFORM", None)
    keep |= {"COPYDESK_LIBRARY": str(tmp_path / "l.copydesk"), "COPYDESK_CONFIG": str(tmp_path / "s.json")}
    command = [sys.executable, "-m", "gui", *arguments]
    return subprocess.run(command, cwd=ROOT, env=keep | environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    run = run_program(tmp_path=tmp_path)
    assert run.returncode == 1
    assert run.stderr.startswith("copydesk: There is no display")
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DISPLAY": ":987"}, "The display :987 cannot be reached"),
        ({"QT_QPA_PLATFORM": "xcb"}, "There is no display"),
        ({"QT_QPA_PLATFORM": "nonesuch"}, "Qt cannot open a window here (Could not find the Qt platform plugin"),
    ],
)
def test_a_display_that_cannot_be_reached_is_told_in_a_sentence(
    tmp_path: Path, environment: dict[str, str], words: str
) -> None:
    run = run_program(tmp_path=tmp_path, **environment)
    assert run.returncode == 1
    assert run.stderr.startswith(f"copydesk: {words}")
    assert run.stderr.count("\n") == 1
    assert not (tmp_path / "l.copydesk").exists(), "nothing was begun"


def test_what_qt_says_of_a_display_that_it_reaches_is_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    with spoken_for():
        qWarning("A plugin is old.")
    assert capsys.readouterr().err == "A plugin is old.\n"


def test_a_subcommand_goes_to_the_command_line(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Headline\nText.", encoding="utf-8")
    run = run_program("import", str(article), tmp_path=tmp_path)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "l.copydesk").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a.txt", "articles"], "a command comes first: copydesk articles"),
        (["frobnicate"], "there is no command and no file frobnicate"),
    ],
)
def test_a_command_that_is_none_is_no_article(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), (["--nonsense"], 2)])
def test_usage(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(arguments) == status
    out = capsys.readouterr()
    assert "ARTICLE_FILE" in out.out + out.err
    assert status or "restore         put a backup in the library's place" in out.out
