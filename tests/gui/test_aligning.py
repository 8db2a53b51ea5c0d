"""A span that training would drop is marked as soon as it is made, and one key mends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt

from core.bodies import Quote, Role
from core.workspace import Inline
from gui.article.tips import tip
from tests.gui.conftest import TEXT, Hand, Later, span

K = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
WAIT = 20_000  # the first time the tokenizer is loaded, with spaCy


@contextmanager
def looked_at(hand: Hand) -> Iterator[None]:
    with hand.bot.waitSignal(hand.desk.misfits_changed, timeout=WAIT):
        yield


def tags(hand: Hand) -> list[str]:
    return [tag.text for tag in hand.article._sight().tags]


def sentences(hand: Hand) -> list[str]:
    hand.wait_for_panel()
    return hand.window.selection.worth_a_look.sentences()


@pytest.fixture
def misfit(hand: Hand) -> Hand:
    """An entity that ends inside a token has been made."""
    hand.window.assistants.arrive()
    hand.mark("Tall Zah")
    with looked_at(hand):
        hand.key(K.Key_1)
    return hand


def test_the_tokenizer_is_not_loaded_before_it_is_needed(hand: Hand) -> None:
    hand.window.assistants.arrive()
    hand.select("Syrian")
    hand.key(K.Key_Return)
    hand.key(K.Key_3)
    assert hand.window.assistants.aligning is not None
    assert hand.window.assistants.aligning._executor is None


def test_it_is_marked_at_its_label_in_the_panel_and_in_words(misfit: Hand) -> None:
    assert "! PERSON" in tags(misfit)
    assert sentences(misfit) == ["Training would drop this: the token is “Zaher”."]
    item = misfit.item("Tall Zah")
    assert "training would drop it" in tip(item, TEXT, item.id in misfit.article._misfits)
    misfit.window.show_tab("Annotations")
    assert misfit.window.frame.annotations.count.text().endswith("· ! 1")


def test_one_key_covers_the_nearest_tokens_as_one_revision(misfit: Hand) -> None:
    before = len(misfit.revisions())
    with looked_at(misfit):
        misfit.key(K.Key_F)
    assert len(misfit.revisions()) == before + 1
    assert misfit.newest().intent == "apply_remedy"
    assert misfit.entity("Tall Zaher").label == "PERSON"
    assert sentences(misfit) == []
    assert "! PERSON" not in tags(misfit)
    with looked_at(misfit):
        misfit.key(K.Key_Z, CTRL)
    assert misfit.entity("Tall Zah").label == "PERSON"
    assert "! PERSON" in tags(misfit)


def test_a_boundary_that_is_moved_by_a_character_is_looked_at(misfit: Hand) -> None:
    misfit.key(K.Key_Right, CTRL | ALT)
    with looked_at(misfit):
        misfit.key(K.Key_Right, CTRL | ALT)
    assert sentences(misfit) == []
    with looked_at(misfit):
        misfit.key(K.Key_Right, CTRL | ALT | SHIFT)
    assert sentences(misfit) == ["Training would drop this: the token is “Tall”."]


def test_the_boundary_of_a_suggestion_is_looked_at_without_a_model(hand: Hand) -> None:
    """An article that was suggested before is opened without loading a pipeline."""
    hand.window.assistants.arrive()
    hand.select("Beirut")
    with looked_at(hand):
        hand.key(K.Key_Down, ALT)
    assert sentences(hand) == ["Training would drop this: the token is “Beirut”."]


def test_a_part_of_a_quote_is_marked_in_its_note(misfit: Hand) -> None:
    misfit.select("“No comment,”", layer="quote")
    misfit.mark("officer Yah")
    with looked_at(misfit):
        misfit.key(K.Key_S)
    assert "Training would drop this source: the token is “Yahya”." in sentences(misfit)
    note = next(note for note in misfit.article._sight().notes if note.mark.id == misfit.desk.item.id)  # type: ignore[union-attr]
    assert note.mark.flawed
    with looked_at(misfit):
        misfit.key(K.Key_F)
    body = misfit.desk.item.body  # type: ignore[union-attr]
    assert isinstance(body, Quote)
    assert span("officer Yahya") in body.of_role(Role.SOURCE)


def test_what_stands_in_the_article_is_looked_at_once_the_tokenizer_is_there(misfit: Hand, article: str) -> None:
    desk = misfit.desk
    desk.session = None  # as if another had been open
    with looked_at(misfit):
        desk.open_article(article)
    assert desk.misfits_of(misfit.item("Tall Zah"))


def test_a_key_leads_to_what_is_worth_a_look_and_round(misfit: Hand) -> None:
    misfit.mark("forc")
    with looked_at(misfit):
        misfit.key(K.Key_2)
    misfit.desk.select(None)
    misfit.article.set_caret(0)
    seen = []
    for _ in range(3):
        misfit.key(K.Key_F, SHIFT)
        item = misfit.desk.item
        assert item is not None
        seen.append(item.body.bounds.of(TEXT))
    assert seen == ["forc", "Tall Zah", "forc"]


def test_a_question_that_is_worked_on_after_the_window_is_closed_starts_no_process(hand: Hand) -> None:
    from gui.aligning import Aligning

    later = Later()
    aligning = Aligning(hand.desk, later)
    aligning.look()
    hand.bot.waitUntil(lambda: bool(later.waiting))
    aligning.close()
    later.work()
    assert aligning._child is not None
    assert aligning._child._process is None
    aligning.deleteLater()


def test_a_process_that_died_is_told_the_text_again(misfit: Hand) -> None:
    aligning = misfit.window.assistants.aligning
    assert aligning is not None
    assert aligning._child is not None
    assert aligning._child._process is not None
    aligning._child._process.kill()
    aligning._child._process.wait()
    with looked_at(misfit):
        misfit.key(K.Key_Right, CTRL | ALT | SHIFT)
    assert any("the token is “Tall”" in sentence for sentence in sentences(misfit))


class Asked:
    """Answers in the process's place, and remembers what it was asked."""

    def __init__(self) -> None:
        self.texts: list[str | None] = []
        self.ids: list[str] = []

    def ask(self, question: tuple[str | None, list[tuple[str, object]]]) -> Iterator[dict[str, tuple[object, ...]]]:
        text, bodies = question
        self.texts.append(text)
        self.ids += [id for id, _ in bodies]
        yield {}

    def is_running(self) -> bool:
        return True

    def close(self) -> None:
        pass


def test_all_of_an_article_is_looked_at_in_slices_and_its_text_is_sent_once(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui import aligning

    monkeypatch.setattr(aligning, "_SLICE", 2)
    looking, asked = aligning.Aligning(hand.desk, Inline()), Asked()
    looking._child = asked  # type: ignore[assignment]
    session = hand.desk.session
    assert session is not None
    looking.look()
    items = {item.id for item in session.items()}
    assert len(items) > 4
    hand.bot.waitUntil(lambda: set(asked.ids) == items)
    assert len(asked.ids) == len(items)
    assert asked.texts == [session.text] + [None] * (len(asked.texts) - 1)
    looking.close()


def test_a_long_look_waits_while_the_editor_is_at_work(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    from gui import aligning

    monkeypatch.setattr(aligning, "_SLICE", 1)
    later = Later()
    looking, asked = aligning.Aligning(hand.desk, later), Asked()
    looking._child = asked  # type: ignore[assignment]
    looking.look()
    hand.bot.waitUntil(lambda: len(later.waiting) == 1)
    hand.select("Syrian")
    hand.key(K.Key_Return)  # looked at by itself, right away
    assert len(later.waiting) == 2
    later.work()
    hand.bot.waitUntil(lambda: len(asked.ids) == 1)
    assert looking._pause.isActive()
    assert not looking._later.isActive()
    hand.bot.waitSignal(looking._pause.timeout).wait()
    hand.bot.waitUntil(lambda: len(later.waiting) == 2)  # it goes on
    hand.key(K.Key_Z, CTRL)
    assert looking._pause.isActive()
    looking.close()
    assert not looking._pause.isActive(), "it would go on after the window is closed"
