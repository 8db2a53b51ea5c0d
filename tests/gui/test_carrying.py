"""A source is carried onto a quote: an entity from the text, or a speaker from the Sources panel."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from gui.article.carrying import MIME
from tests.gui.conftest import Hand, span
from tests.gui.dragging import drag_enter

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def on(hand: Hand, words: str) -> QPoint:
    return hand.point(span(words).start + 2)


def target(hand: Hand) -> str | None:
    return hand.article.carrying.target


def carry(hand: Hand, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    view = hand.article.viewport()
    hand.bot.mousePress(view, LEFT, pos=start)
    hand.bot.mouseMove(view, (start + end) / 2)
    hand.bot.mouseMove(view, end)
    if drop:
        hand.bot.mouseRelease(view, LEFT, pos=end)


def test_an_entity_that_is_dropped_on_a_quote_is_its_source(hand: Hand) -> None:
    hand.window.assistants.arrive()
    before = len(hand.revisions())
    hand.select("Yahya Suleiman")
    carry(hand, on(hand, "Yahya Suleiman"), on(hand, "“No comment,”"))
    assert span("Yahya Suleiman") in hand.quote("“No comment,”").sources
    assert len(hand.revisions()) == before + 1
    assert hand.desk.item == hand.item("“No comment,”", layer="quote")


def test_while_it_is_carried_one_sees_where_it_would_drop(hand: Hand) -> None:
    hand.window.assistants.arrive()
    hand.select("Yahya Suleiman")
    carry(hand, on(hand, "Yahya Suleiman"), on(hand, "“No comment,”"), drop=False)
    carrying = hand.article.carrying
    assert target(hand) == hand.item("“No comment,”", layer="quote").id
    assert carrying.hint is not None
    assert carrying.hint.isVisible()
    assert carrying.hint.text() == "“Yahya Suleiman”: the source of this quote"
    assert hand.article.selected_span() is None
    hand.bot.mouseMove(hand.article.viewport(), on(hand, "BEIRUT"))
    assert target(hand) is None
    assert carrying.hint.text() == "“Yahya Suleiman”: drop it on a quote, as its source"
    before = len(hand.revisions())
    hand.bot.mouseRelease(hand.article.viewport(), LEFT, pos=on(hand, "BEIRUT"))
    assert not carrying.hint.isVisible()
    assert len(hand.revisions()) == before


def test_what_is_not_selected_is_not_carried_and_text_is_selected_as_ever(hand: Hand) -> None:
    hand.window.assistants.arrive()
    hand.desk.select(None)
    before = len(hand.revisions())
    carry(hand, on(hand, "Syrian officer"), on(hand, "Yahya Suleiman"))
    assert hand.article.selected_span() is not None
    assert len(hand.revisions()) == before


def speaker(name: str) -> QMimeData:
    data = QMimeData()
    data.setData(MIME, name.encode())
    return data


def test_a_speaker_that_is_dropped_on_a_quote_is_its_speaker(hand: Hand) -> None:
    hand.window.assistants.arrive()
    there, data, copy = on(hand, "“No comment,”"), speaker("Syrian Army"), Qt.DropAction.CopyAction
    enter = drag_enter(there, data)
    QApplication.sendEvent(hand.article.viewport(), enter)
    assert enter.isAccepted()
    assert hand.article.carrying.target == hand.item("“No comment,”", layer="quote").id
    before = len(hand.revisions())
    QApplication.sendEvent(hand.article.viewport(), QDropEvent(QPointF(there), copy, data, LEFT, NONE))
    assert hand.quote("“No comment,”").speakers == ("Syrian Army",)
    assert len(hand.revisions()) == before + 1
    assert hand.article.carrying.target is None


def test_the_sources_panel_gives_its_names_to_be_dragged(hand: Hand) -> None:
    hand.window.show_tab("Sources")
    panel = hand.window.frame.sources
    row = next(
        panel.model.index(at, 0)
        for at in range(panel.model.rowCount())
        if panel.model.index(at, 0).data() == "Kamel Wazne"
    )
    assert bytes(panel.model.mimeData([row]).data(MIME).data()) == b"Kamel Wazne"
    assert panel.tree.dragEnabled()
    quote = panel.model.index(1, 0, row)
    assert not panel.model.mimeData([quote]).hasFormat(MIME)
