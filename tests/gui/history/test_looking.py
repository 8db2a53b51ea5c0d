"""The library's past comes part by part: the first screen at once, what is rare with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.bodies import PartRef, Role, Span
from core.commands import AddEntity, Delete, MoveBoundary, Target
from core.queries import Store, Wanted
from core.workspace import Workspace
from gui.history import looking
from gui.history.looking import Found, LookingBack
from tests.gui.conftest import TEXT, Hand
from tests.gui.history.test_page import Chief, K


class Later:
    """A bridge that answers when it is told to."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.waiting: list[tuple[Callable[[Store], Any], Callable[[Any], None]]] = []

    def ask(self, query: Callable[[Store], Any], then: Callable[[Any], None]) -> None:
        self.waiting.append((query, then))

    def answer(self) -> None:
        query, then = self.waiting.pop(0)
        then(self._workspace.ask(query).result())


@pytest.fixture
def busy(workspace: Workspace, article: str) -> Workspace:
    """Sixty revisions: an entity that comes and goes, and a source that was moved at the beginning."""
    text = TEXT.index("army said")
    loaded = workspace.ask(lambda store: store.load(article)).result()
    quote = next(one for one in loaded.suggestions if one.body.bounds.of(TEXT).endswith("the army said"))
    move = MoveBoundary(article, Target(quote.id, quote.version), PartRef(Role.SOURCE), Span(text, text + 4))
    workspace.submit(move).result()
    for _ in range(28):
        made = workspace.submit(AddEntity(article, Span(0, 6), "LOC")).result().changes[0].record
        workspace.submit(Delete(article, (Target(made.id, made.version),))).result()
    return workspace


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("STRIDE", 7), ("_SMALLEST", 7), ("_LARGEST", 7), ("FIRST", 5), ("PAGE", 12)):
        monkeypatch.setattr(looking, name, value)


def look(workspace: Workspace) -> tuple[LookingBack, Later, list[int]]:
    later = Later(workspace)
    made = LookingBack(later)  # type: ignore[arg-type]
    found: list[int] = []

    def came(part: Found) -> None:
        found.extend(revision.id for revision in part.stretch.found)

    made.came.connect(came)
    return made, later, found


def test_the_first_screen_comes_first_and_a_page_is_filled(qtbot: QtBot, busy: Workspace, small: None) -> None:
    back, later, found = look(busy)
    back.begin(Wanted())
    later.answer()
    newest = busy.ask(lambda store: store.newest()).result()
    assert found == list(range(newest, newest - 5, -1))
    later.answer()
    assert len(found) == 12
    assert not later.waiting
    assert not back.is_looking
    back.more()
    while later.waiting:
        later.answer()
    assert len(found) == 12 + 24, "the farther back, the longer the page"


def test_what_is_rare_comes_with_progress(qtbot: QtBot, busy: Workspace, small: None) -> None:
    back, later, found = look(busy)
    shares = []
    back.changed.connect(lambda: shares.append(back.share))
    back.begin(Wanted(intents=frozenset({"move_boundary"})))
    while later.waiting:
        assert not back.is_whole
        later.answer()
    assert found == [4]
    assert shares == sorted(shares)
    assert len(shares) > 5
    assert shares[-1] == 1
    assert back.is_whole
    assert not back.is_long


def test_it_can_be_stopped_and_gone_on_with(qtbot: QtBot, busy: Workspace, small: None) -> None:
    back, later, found = look(busy)
    back.begin(Wanted(intents=frozenset({"move_boundary"})))
    later.answer()
    later.answer()
    assert back.is_long
    back.stop()
    later.answer()  # what was asked meanwhile comes too late
    assert not later.waiting
    assert not found
    back.more()
    assert not back.was_stopped
    while later.waiting:
        later.answer()
    assert found == [4]


def test_something_else_is_looked_for_meanwhile(qtbot: QtBot, busy: Workspace, small: None) -> None:
    back, later, found = look(busy)
    back.begin(Wanted(intents=frozenset({"add_entity"})))
    back.stop()
    back.begin(Wanted(intents=frozenset({"move_boundary"})))
    while later.waiting:
        later.answer()
    assert found == [4]


def test_the_page_tells_how_far_it_is(hand: Hand, busy: Workspace, article: str, small: None) -> None:
    chief = Chief(hand)
    chief.open()
    chief.click(chief.page.chips.article)
    chief.choose("All articles")
    chips, back = chief.page.chips, chief.page.ledger.looking
    assert chips.count.text() == "12+ revisions"
    assert chips.stop.isHidden()
    later = Later(busy)
    back._bridge = later  # type: ignore[assignment]
    chief.click(chips.kind)
    chief.choose("Boundaries")
    later.answer()
    assert not chips.stop.isHidden()
    assert chips.count.text().startswith("0 revisions so far · looked through ")
    chief.click(chips.stop)
    assert chips.count.text() == "0+ revisions"
    assert chips.stop.text() == "Look On"
    chief.click(chips.stop)
    while later.waiting:
        later.answer()
    assert chips.count.text() == "1 revision"
    assert chips.stop.isHidden()
    (event,) = chief.page.listing.events()
    assert (event.story.before, event.story.after) == ("the army", "army"), "with the words, which no log has"
    assert chips.kind.property("sifts") is True
    back._bridge = hand.desk.bridge
    chief.click(chips.clear)
    assert chips.kind.value() == "any"
    assert chips.clear.isHidden()
    assert len(chief.page.listing.events()) == 12


def test_more_is_listed_at_the_end(
    hand: Hand, busy: Workspace, article: str, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "PAGE", 20)
    chief = Chief(hand)
    chief.open()
    chief.click(chief.page.chips.article)
    chief.choose("All articles")
    listing = chief.page.listing
    listing.setFocus()
    for count in (20, 60):
        assert len(listing.events()) == count
        chief.key(K.Key_End)
        assert listing.current() == 60 - count + 1
    assert [event.number for event in listing.events()] == list(range(60, 0, -1))
    assert chief.page.chips.count.text() == "60 revisions"
