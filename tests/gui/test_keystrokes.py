"""The table of keystrokes: each row is typed as it stands there, and does what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.bodies import Entity, Quote
from core.records import Annotation, Suggestion, Verdict
from gui.picker import Picker
from tests.gui.conftest import TEXT, Hand, span

PAGE = Path(__file__).parents[2] / "docs" / "keystrokes.md"
ROW = re.compile(r"^\| (?P<what>[^|`]+?) \| (?P<keys>`[^|]+`) \| (?P<count>\d+) \|$", re.MULTILINE)
ROWS = {
    row["what"]: (re.findall("`([^`]+)`", row["keys"]), int(row["count"])) for row in ROW.finditer(PAGE.read_text())
}


def labels(hand: Hand, words: str) -> list[str]:
    assert hand.desk.session is not None
    items = [item for item in hand.desk.session.items() if isinstance(item, Annotation)]
    return [i.body.label for i in items if isinstance(i.body, Entity) and i.body.span.of(TEXT) == words]


def verdicts(hand: Hand, words: str, layer: str = "entity") -> list[Verdict]:
    assert hand.desk.session is not None
    items = [i for i in hand.desk.session.items(rejected=True) if isinstance(i, Suggestion) and i.body.layer == layer]
    return [i.verdict for i in items if next(s for _, s in i.body.parts()).of(TEXT) == words]


def before(words: str) -> Callable[[Hand], object]:
    return lambda hand: hand.article.set_caret(span(words).start)


def on(words: str, layer: str = "entity") -> Callable[[Hand], object]:
    return lambda hand: hand.select(words, layer=layer)


def in_the_unsourced_quote(hand: Hand) -> None:
    hand.select("“No comment,”", layer="quote")
    hand.article.set_caret(span("Tall Zaher").start)


CASES: dict[str, tuple[Callable[[Hand], object], Callable[[Hand], bool]]] = {
    "accept, and go on to the next": (on("Syrian"), lambda h: labels(h, "Syrian") == ["NORP"]),
    "reject, and go on to the next": (on("Syrian"), lambda h: verdicts(h, "Syrian") == [Verdict.REJECTED]),
    "reject a scare quote, with the reason": (
        on("“No comment,”", "quote"),
        lambda h: h.newest().reason == "scare quote",
    ),
    "reject for any other reason of the list": (on("Syrian"), lambda h: h.newest().reason == "wrong label"),
    "say that a suggestion is right, whatever was decided elsewhere": (
        on("Qusair"),
        lambda h: (
            labels(h, "Qusair") == ["ORG"]
            and h.desk.session is not None
            and h.desk.session.remarks.is_settled(h.item("Qusair").id)
        ),
    ),
    "give an entity another label": (on("Qusair"), lambda h: labels(h, "Qusair") == ["GPE"]),
    "give every mention of the same name another label": (on("Qusair"), lambda h: labels(h, "Qusair") == ["GPE"] * 3),
    "reject every mention of the same words": (
        on("Qusair"),
        lambda h: verdicts(h, "Qusair") == [Verdict.REJECTED] * 3,
    ),
    "make a mention one word longer": (on("Wednesday"), lambda h: labels(h, "Wednesday.") == ["DATE"]),
    "add a missed name of two words": (before("Tall Zaher"), lambda h: labels(h, "Tall Zaher") == ["PERSON"]),
    "add every mention of a missed name": (before("army"), lambda h: labels(h, "army") == ["ORG"] * 2),
    "give a quote the words of its source": (
        in_the_unsourced_quote,
        lambda h: (
            isinstance(body := h.item("“No comment,”", layer="quote").body, Quote)
            and span("Tall Zaher") in body.sources
        ),
    ),
}


def press(hand: Hand, keys: str) -> None:
    """Into the article, or into the picker that an earlier key opened."""
    pickers = [w for w in QApplication.topLevelWidgets() if isinstance(w, Picker) and w.isVisible()]
    where = pickers[0].line if pickers else hand.article
    QTest.keySequence(where, QKeySequence(keys))


def test_the_table_has_these_rows() -> None:
    assert set(ROWS) == {*CASES, "take any of these back", "go to the next quote"}


def test_the_next_quote_is_gone_to_as_the_row_says(hand: Hand) -> None:
    keys, count = ROWS["go to the next quote"]
    assert len(keys) == count
    hand.select("Wednesday")
    press(hand, keys[0])
    assert hand.desk.item is not None
    assert hand.desk.item.id == hand.item("“It is over,”", layer="quote").id


@pytest.mark.parametrize("what", CASES)
def test_a_row_does_what_it_says(hand: Hand, what: str) -> None:
    keys, count = ROWS[what]
    assert len(keys) == count
    prepare, is_done = CASES[what]
    revisions = len(hand.revisions())
    prepare(hand)
    hand.article.setFocus()
    assert not is_done(hand)
    for one in keys:
        press(hand, one)
    assert is_done(hand)
    assert len(hand.revisions()) == revisions + 1
    back, once = ROWS["take any of these back"]
    assert (len(back), once) == (1, 1)
    hand.bot.keyClick(hand.article, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not is_done(hand) or hand.newest().intent == "undo"
