"""The label set on the screen: changed by keys and clicks, seen at once, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.bodies import Entity
from core.commands import RecordSuggestions
from core.labels import heirs
from core.records import Label, Suggestion
from gui.actions import LETTERS
from gui.dialogs.labels import LabelsDialog
from gui.importing import Imported
from tests.core.library.made import run_result
from tests.gui.conftest import Hand, span


@pytest.fixture
def dialog(hand: Hand, qtbot: QtBot) -> Iterator[LabelsDialog]:
    hand.key(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    found = hand.window.findChild(LabelsDialog)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    yield found
    if isValid(found):
        found.close()


def back_at_the_article(hand: Hand, dialog: LabelsDialog) -> None:
    dialog.close()
    hand.window.activateWindow()
    hand.article.setFocus()
    hand.bot.waitUntil(hand.article.hasFocus)


def label(hand: Hand, name: str) -> Label:
    return next(one for one in hand.desk.labels if one.name == name)


def type_into(hand: Hand, field: object, text: str) -> None:
    field.setFocus()  # type: ignore[attr-defined]
    field.selectAll()  # type: ignore[attr-defined]
    hand.bot.keyClicks(field, text)


def test_a_label_is_renamed_and_the_open_article_shows_it_at_once(hand: Hand, dialog: LabelsDialog) -> None:
    dialog.choose("ORG")
    type_into(hand, dialog.into.lineEdit(), "BODY")
    assert dialog.give.text() == "Rename"
    assert "3 open suggestions become BODY" in dialog.preview.text()
    hand.bot.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
    assert hand.entity("Qusair").label == "BODY"
    assert (label(hand, "BODY").key, label(hand, "ORG").retired) == ("2", True)
    assert dialog.told.text() == "You renamed the label ORG (3 suggestions in 1 article)."
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.name == "BODY"
    assert hand.window.actions_of["label_2"].text() == "BODY"
    hand.bot.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    assert hand.entity("Qusair").label == "ORG"
    assert hand.window.actions_of["label_2"].text() == "ORG"


def test_two_labels_are_merged(hand: Hand, dialog: LabelsDialog) -> None:
    dialog.choose("ORG")
    type_into(hand, dialog.into.lineEdit(), "GPE")
    assert dialog.give.text() == "Merge"
    hand.bot.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
    assert hand.entity("Qusair").label == "GPE"
    assert heirs(hand.desk.labels) == {"ORG": "GPE"}
    dialog.retired.click()
    assert "ORG, is GPE now" in [dialog.model.index(row).data() for row in range(dialog.model.rowCount())]


def test_a_label_past_the_ninth_gets_a_letter_that_works_in_the_article(hand: Hand, dialog: LabelsDialog) -> None:
    dialog.choose("LAW")
    key, letter = dialog.form.key, Qt.Key(ord(LETTERS[0]))
    assert [key.itemText(row) for row in range(key.count())][:2] == ["none", LETTERS[0]], "1 to 9 are taken"
    key.setFocus()
    hand.bot.keyClick(key, letter)
    key.activated.emit(key.currentIndex())
    assert label(hand, "LAW").key == LETTERS[0]
    back_at_the_article(hand, dialog)
    hand.select("Qusair")
    hand.key(letter)
    assert hand.entity("Qusair").label == "LAW"
    hand.select("Qusair", 1)
    hand.key(letter, Qt.KeyboardModifier.ShiftModifier)
    assert {hand.entity("Qusair", nth).label for nth in range(3)} == {"LAW"}
    assert f"label_{LETTERS[0]}" in hand.window.selection.labels.rows


def test_words_of_a_label_are_kept_when_one_leaves_their_field(hand: Hand, dialog: LabelsDialog) -> None:
    dialog.choose("ORG")
    form = dialog.form
    type_into(hand, form.title, "Organisation")
    hand.bot.keyClick(form.title, Qt.Key.Key_Return)
    type_into(hand, form.guideline, "Bodies. Not places.")
    hand.bot.keyClick(form.guideline, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_into(hand, form.good, "the [UN] said")
    type_into(hand, form.bad, "no mark")
    hand.bot.keyClick(form.bad, Qt.Key.Key_Tab)
    assert "marks no mention" in dialog.told.text()
    assert form.bad.toPlainText() == "no mark", "what was typed can be mended"
    type_into(hand, form.bad, "in [Oslo]")
    back_at_the_article(hand, dialog)
    org = label(hand, "ORG")
    assert (org.title, org.guideline) == ("Organisation", "Bodies. Not places.")
    assert [(one.text, one.good) for one in org.examples] == [("the [UN] said", True), ("in [Oslo]", False)]
    hand.select("Qusair")
    hand.wait_for_panel()
    told = hand.window.selection.labels.at_hand
    assert told.isVisible()
    assert "Bodies." in told.text()
    assert "<u>Oslo</u>" in told.text()
    assert "Not places" not in told.text(), "one sentence at hand; the tooltip has the rest"
    hand.key(Qt.Key.Key_L)
    assert hand.picker().model.choices[1].hint == "Organisation · Bodies. · the UN said"
    hand.type_choice("organis")
    assert hand.entity("Qusair").label == "ORG", "found by its title"


def test_a_colour_is_judged_and_a_better_one_taken(hand: Hand, dialog: LabelsDialog) -> None:
    dialog.choose("LAW")
    colour = dialog.form.colour
    assert "told from all others" in colour.told.text(), "as all that a library begins with"
    brown = next(one for one in colour.swatches if one.colour == label(hand, "FAC").colour)
    hand.bot.mouseClick(brown, Qt.MouseButton.LeftButton)
    assert "Hard to tell from FAC for everybody." in colour.told.text()
    hand.bot.mouseClick(colour.better, Qt.MouseButton.LeftButton)
    light, dark = label(hand, "LAW").colour.split("/")
    assert hand.window.look.theme.label(label(hand, "LAW").colour).name() == light != dark
    assert "for everybody" not in colour.told.text()
    hand.bot.mouseClick(colour.swatches[0], Qt.MouseButton.LeftButton)
    assert label(hand, "LAW").colour == "blue"
    before = colour.sample.grab().toImage()
    hand.bot.mouseClick(next(one for one in colour._eyes if one.text() == "Protan"), Qt.MouseButton.LeftButton)
    assert colour.sample.grab().toImage() != before


def test_add_move_retire_and_bring_back(hand: Hand, dialog: LabelsDialog) -> None:
    type_into(hand, dialog.new, "SHIP")
    hand.bot.keyClick(dialog.new, Qt.Key.Key_Return)
    assert label(hand, "SHIP").colour.startswith("#")
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.name == "SHIP"
    dialog.list.setFocus()
    hand.bot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    names = [one.name for one in hand.desk.labels]
    assert names.index("SHIP") == names.index("ORDINAL") - 1
    dialog.choose("PERSON")
    hand.bot.mouseClick(dialog.retire, Qt.MouseButton.LeftButton)
    assert label(hand, "PERSON").retired
    assert not hand.window.actions_of["label_1"].isVisible()
    dialog.retired.click()
    dialog.choose("PERSON")
    assert dialog.retire.text() == "Bring Back"
    hand.bot.mouseClick(dialog.retire, Qt.MouseButton.LeftButton)
    assert not label(hand, "PERSON").retired
    assert label(hand, "PERSON").key == "1"


def test_a_set_goes_into_a_file_and_comes_back(hand: Hand, dialog: LabelsDialog, tmp_path: Path) -> None:
    dialog.export_set(tmp_path / "set.toml")
    assert dialog.told.text().startswith("18 labels are in")
    dialog.export_set(tmp_path / "set.doc")
    assert "neither JSON nor TOML" in dialog.told.text()
    (tmp_path / "own.json").write_text('{"labels": [{"name": "SHIP", "key": "1"}]}', encoding="utf-8")
    dialog.import_set(tmp_path / "own.json")
    assert label(hand, "SHIP").key == "1"
    assert "took over a label set" in dialog.told.text()


def test_what_a_model_brings_along_is_told(hand: Hand, article: str) -> None:
    assert hand.desk.session is not None
    text = hand.desk.session.text
    hand.desk.submit(RecordSuggestions(article, (run_result(text, [Entity(span("Mayadeen"), "MEDIA")]),)))
    assert hand.window.messages.sentence().startswith("The model uses a label that was not in the label set: MEDIA.")
    assert isinstance(hand.item("Mayadeen"), Suggestion)
    hand.bot.mouseClick(hand.window.messages.button, Qt.MouseButton.LeftButton)
    found = hand.window.findChild(LabelsDialog)
    assert found is not None
    found.close()


def test_what_a_file_brings_along_is_told_behind_the_import(hand: Hand, tmp_path: Path, qtbot: QtBot) -> None:
    line = '{"id": "1", "text": "Beirut fell.", "entities": [{"start": 0, "end": 6, "label": "TOWN"}]}\n'
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    with qtbot.waitSignal(hand.window.intake.imported) as heard:
        hand.window.import_paths([tmp_path / "a.jsonl"])
    assert isinstance(heard.args[0], Imported)
    sentence = hand.window.messages.sentence()
    assert sentence.startswith(heard.args[0].sentence())
    assert "They use a label that was not in the label set: TOWN." in sentence


def test_everything_in_the_dialog_has_a_name(dialog: LabelsDialog) -> None:
    form = dialog.form
    for widget in (form.title, form.key, form.guideline, form.good, form.bad, dialog.list, dialog.new, dialog.into):
        assert widget.accessibleName()
    assert all(isinstance(one, QLabel) for one in (dialog.told, dialog.preview))


def test_a_merge_that_takes_long_is_stopped_by_its_button(
    hand: Hand, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can click between two steps here, as all is done at once: so the bar's own news presses the button."""
    for module in ("stages", "labelled", "log"):
        monkeypatch.setattr(f"core.library.{module}.AT_ONCE", 1)
    dialog = LabelsDialog(hand.desk, hand.window.look, hand.window, "ORG")
    dialog.show()
    revisions = len(hand.revisions())
    press = dialog.stop.click
    hand.desk.bridge.advanced.connect(press)
    dialog.into.setEditText("GPE")
    hand.bot.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
    assert dialog.told.text() == "Stopped. Nothing was changed."
    assert dialog.bar.isHidden()
    assert dialog.stop.isHidden()
    assert len(hand.revisions()) == revisions
    hand.desk.bridge.advanced.disconnect(press)
    hand.bot.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
    assert hand.newest().intent == "merge_label"
    dialog.close()
