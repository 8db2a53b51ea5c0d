"""What a key changes reaches the article first and the panels right after it; neither is left behind."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPixmap
from pytestqt.qtbot import QtBot

from core.bodies import Entity
from core.commands import Relabel
from core.records import Suggestion
from gui.context import target_of
from gui.desk import Folded
from tests.gui.conftest import Hand

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Paints(QObject):
    """Notes down in a diary when the article is painted."""

    def __init__(self, diary: list[str]) -> None:
        super().__init__()
        self._diary = diary

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._diary.append("painted")
        return super().eventFilter(watched, event)


def grabbed(hand: Hand) -> QPixmap:
    return hand.article.viewport().grab()


def test_the_article_is_painted_before_the_panels_hear_of_a_change(hand: Hand) -> None:
    hand.select("Qusair")
    grabbed(hand)
    diary: list[str] = []
    paints = Paints(diary)
    hand.article.viewport().installEventFilter(paints)
    hand.desk.folded.connect(lambda _folded: diary.append("told"))
    hand.key(K.Key_3)
    assert "told" in diary
    assert diary.index("painted") < diary.index("told")
    assert hand.entity("Qusair").label == "GPE"


def test_what_an_undo_brings_back_is_selected_before_the_panels_hear_of_it(hand: Hand) -> None:
    item = hand.select("Qusair")
    hand.key(K.Key_Backspace)
    hand.select("Yahya Suleiman")
    seen: list[tuple[str, bool]] = []

    def told(_folded: Folded) -> None:
        now = hand.desk.item
        seen.append((now.id if now is not None else "", isinstance(now, Suggestion)))

    hand.desk.folded.connect(told)
    hand.key(K.Key_Z, CTRL)
    assert seen == [(item.id, True)]


def test_the_panels_end_up_with_what_stands_after_each_key(hand: Hand, qtbot: QtBot) -> None:
    hand.select("Qusair")
    for key, modifiers, says in (
        (K.Key_3, Qt.KeyboardModifier.NoModifier, "GPE"),
        (K.Key_Z, CTRL, "ORG"),
        (K.Key_Return, Qt.KeyboardModifier.NoModifier, ""),
        (K.Key_Z, CTRL, "ORG"),
    ):
        hand.key(key, modifiers)
        if not says:
            continue
        item = hand.desk.item
        assert item is not None
        assert isinstance(item.body, Entity)
        assert item.body.label == says
        qtbot.waitUntil(lambda says=says: f"<b>{says}</b>" in hand.window.selection.facts.text())  # type: ignore[misc]
        progress = hand.desk.session.progress() if hand.desk.session is not None else None
        assert progress is not None
        assert hand.window.status.progress.text().startswith(f"{progress.decided} of {progress.total}")


def test_a_change_from_elsewhere_is_told_at_once(hand: Hand) -> None:
    told: list[Folded] = []
    hand.desk.folded.connect(told.append)
    item = hand.item("Beirut")
    hand.workspace.submit(Relabel(hand.newest().article or "", (target_of(item),), "ORG")).result()
    assert [folded.revision.intent for folded in told] == ["relabel"]
    assert hand.entity("Beirut").label == "ORG"


def test_as_little_is_painted_as_can_be_and_never_too_little(hand: Hand) -> None:
    """What stands on the screen after each key, part by part, is what is there when all is painted anew."""
    store = hand.window.backingStore().paintDevice()
    assert isinstance(store, QImage)
    for words, key in (("Qusair", K.Key_3), ("Wednesday", K.Key_Return), ("Kamel Wazne", K.Key_Backspace)):
        hand.select(words)
        hand.article.paint_now()
        hand.key(key)
        hand.article.paint_now()
        area = QRect(hand.article.viewport().mapTo(hand.window, QPoint(0, 0)), hand.article.viewport().size())
        in_parts = store.copy(area)
        hand.article.refresh()
        hand.article.paint_now()
        assert store.copy(area) == in_parts
