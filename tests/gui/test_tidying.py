"""The library's file is tidied in a pause, and not under the editor's hands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from core.library import LibraryStore
from tests.gui.conftest import Hand

K = Qt.Key


@pytest.fixture
def tidied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The newest revision at each time that the library is tidied."""
    times: list[int] = []
    tidy = LibraryStore.tidy

    def noted(store: LibraryStore) -> None:
        tidy(store)
        times.append(store.newest())

    monkeypatch.setattr(LibraryStore, "tidy", noted)
    return times


def test_after_many_edits_it_waits_for_a_pause(hand: Hand, tidied: list[int]) -> None:
    tidying = hand.window.assistants.tidying
    assert tidying is not None
    hand.select("Syrian")
    while not tidying._pause.isActive():
        hand.key(K.Key_3)
        hand.key(K.Key_4)
        assert not tidied
    assert len(hand.revisions()) > 20
    hand.desk.hold()
    tidying._pause.timeout.emit()
    assert not tidied, "a key is on its way"
    assert tidying._pause.isActive(), "it will be tried again"
    hand.desk.release()
    hand.bot.waitUntil(lambda: bool(tidied))
    assert tidied == [hand.newest().id]
    hand.key(K.Key_3)
    assert not tidying._pause.isActive(), "a few edits are not worth it"
