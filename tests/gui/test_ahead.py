"""While the disk writes, the desk takes a change in; nobody sees it before it is saved, nor when it never is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage

from gui.bridge import Written
from tests.conftest import FullDisk
from tests.gui.conftest import Hand

K = Qt.Key
CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier

CHANGES = pytest.mark.parametrize(
    ("words", "layer", "key"),
    [("Qusair", "entity", K.Key_3), ("Wednesday", "entity", K.Key_Backspace), ("“No comment,”", "quote", K.Key_Return)],
)


def screen(hand: Hand) -> QImage:
    """What is on the screen where the article is."""
    store = hand.window.backingStore().paintDevice()
    assert isinstance(store, QImage)
    viewport = hand.article.viewport()
    return store.copy(QRect(viewport.mapTo(hand.window, QPoint(0, 0)), viewport.size()))


@CHANGES
def test_nothing_is_seen_before_it_is_saved(hand: Hand, words: str, layer: str, key: Qt.Key) -> None:
    hand.select(words, layer=layer)
    hand.article.paint_now()
    before = screen(hand)
    meanwhile: list[tuple[QImage, QImage]] = []

    def look(_written: Written) -> None:
        hand.article.paint_now()
        seen = screen(hand)
        hand.article.viewport().repaint()  # as when another window has stood before it
        meanwhile.append((seen, screen(hand)))

    hand.desk.bridge.written.connect(look)
    hand.key(key)
    hand.article.paint_now()
    assert meanwhile[0] == (before, before)
    assert screen(hand) != before
    saved = screen(hand)
    hand.article.refresh()
    hand.article.paint_now()
    assert screen(hand) == saved, "what was worked out ahead is what is there"


@CHANGES
def test_what_could_not_be_saved_is_not_there(
    hand: Hand, full_disk: FullDisk, words: str, layer: str, key: Qt.Key
) -> None:
    item = hand.select(words, layer=layer)
    hand.article.paint_now()
    before, revisions = screen(hand), hand.revisions()
    with full_disk():
        hand.key(key)
    assert "is full" in hand.window.messages.sentence()
    assert hand.window.status.saved.text() == "✕ Not saved"
    session = hand.desk.session
    assert session is not None
    stored = hand.workspace.open_article(session.id).result()
    assert list(session.items(rejected=True)) == list(stored.items(rejected=True))
    assert session.progress() == stored.progress()
    assert hand.desk.item == item, "it is still selected"
    assert hand.revisions() == revisions
    hand.window.messages.hide()
    hand.bot.waitUntil(lambda: screen(hand) == before)
    hand.key(key)
    assert len(hand.revisions()) > len(revisions)
    assert hand.window.status.saved.text().startswith("✓ Saved ")


def test_an_undo_that_could_not_be_saved_can_be_done_again(hand: Hand, full_disk: FullDisk) -> None:
    hand.select("Syrian")
    hand.key(K.Key_3)
    with full_disk():
        hand.key(K.Key_Z, CTRL)
    assert hand.entity("Syrian").label == "GPE"
    hand.key(K.Key_Z, CTRL)
    assert hand.entity("Syrian").label == "NORP"
