"""The sample's corrections: done on the real text by keys and by mouse, with as many of them as the table says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from core.bodies import Entity, Kind, Quote, Span
from core.commands import ImportArticle, RecordSuggestions
from core.records import Annotation, ArticleDraft, Suggestion, Verdict
from tests.gui.conftest import Hand, results, span

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "seeds" / "000_ed2e3873cc5f8452.txt").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "keystrokes.md").read_text(encoding="utf-8").partition("## The sample's corrections")[2]
ROW = re.compile(
    r"^\| (?P<what>[^|]+?) \| (?P<keys>`[^|]+`) \| (?P<count>\d+) \| [^|]+ \| (?P<mouse>\d+) \|", re.MULTILINE
)
ROWS = {row["what"]: row for row in ROW.finditer(PAGE)}
LEFT = Qt.MouseButton.LeftButton

QUSAIRS = tuple(Span(match.start(), match.end()) for match in re.finditer("Qusair", TEXT))
NAME, MISSED, FIRST = "Yahya Suleiman", "Hilal Khashan", "“I think it could be the beginning of the end"
SCARE = "“assault”"


def at(words: str) -> Span:
    return span(words, 0, TEXT)


def first_quote() -> Span:
    start = TEXT.index(FIRST)
    return Span(start, TEXT.index("”", start) + 1)


@pytest.fixture
def desk(hand: Hand) -> Hand:
    """The sample, as a model might have read it."""
    article = hand.workspace.submit(ImportArticle(ArticleDraft("Syrian forces", TEXT, "seed"))).result().article
    assert article is not None
    people = Entity(at("Suleiman"), "PERSON"), Entity(at("Kamel Wazne"), "PERSON")
    entities = (*(Entity(where, "ORG") for where in QUSAIRS), *people)
    quotes = (Quote((first_quote(),), (), (), Kind.DIRECT), Quote((at(SCARE),), (), (), Kind.DIRECT))
    hand.workspace.submit(RecordSuggestions(article, results(TEXT, entities, quotes))).result()
    hand.desk.open_article(article)
    hand.window.assistants.arrive()
    hand.article.setFocus()
    return hand


def select(hand: Hand, where: Span, layer: str) -> None:
    assert hand.desk.session is not None
    found = [
        item
        for item in hand.desk.session.items()
        if item.body.layer == layer and next(there for _, there in item.body.parts()) == where
    ]
    hand.desk.select(found[0].id)


def entities(hand: Hand) -> dict[Span, str]:
    assert hand.desk.session is not None
    return {i.body.span: i.body.label for i in hand.desk.session.items()
            if isinstance(i, Annotation) and isinstance(i.body, Entity)}  # fmt: skip


def sources(hand: Hand) -> tuple[Span, ...]:
    assert hand.desk.session is not None
    return next(i.body.sources for i in hand.desk.session.items()
                if isinstance(i.body, Quote) and i.body.contents[0] == first_quote())  # fmt: skip


def is_rejected(hand: Hand) -> bool:
    return hand.newest().reason == "scare quote" and any(
        isinstance(change.after, Suggestion) and change.after.verdict is Verdict.REJECTED
        for change in hand.newest().changes
    )


def before_the_source(hand: Hand) -> None:
    select(hand, first_quote(), "quote")
    hand.article.set_caret(at("Kamel Wazne").start)


CASES: dict[str, tuple[Callable[[Hand], object], Callable[[Hand], bool]]] = {
    "relabel all “Qusair”": (
        lambda h: select(h, QUSAIRS[1], "entity"),
        lambda h: all(entities(h).get(where) == "GPE" for where in QUSAIRS),
    ),
    "fix a boundary": (
        lambda h: select(h, at("Suleiman"), "entity"),
        lambda h: entities(h).get(at(NAME)) == "PERSON",
    ),
    "add a missed name": (
        lambda h: h.article.set_caret(at(MISSED).start),
        lambda h: entities(h).get(at(MISSED)) == "PERSON",
    ),
    "link a quote to its source": (before_the_source, lambda h: at("Kamel Wazne") in sources(h)),
    "reject a scare quote, with the reason": (lambda h: select(h, at(SCARE), "quote"), is_rejected),
}


def test_the_sample_has_twelve_and_the_table_these_rows() -> None:
    assert len(QUSAIRS) == 12
    assert set(ROWS) == set(CASES)


@pytest.mark.parametrize("what", CASES)
def test_by_keys(desk: Hand, what: str) -> None:
    keys = re.findall("`([^`]+)`", ROWS[what]["keys"])
    assert len(keys) == int(ROWS[what]["count"])
    prepare, is_done = CASES[what]
    prepare(desk)
    before = len(desk.revisions())
    assert not is_done(desk)
    for one in keys:
        QTest.keySequence(desk.article, QKeySequence(one))
    assert is_done(desk)
    assert len(desk.revisions()) == before + 1


# --------------------------------------------------------------------------------------------------------- by the mouse


def drag(hand: Hand, start: QPoint, end: QPoint) -> None:
    view = hand.article.viewport()
    hand.bot.mousePress(view, LEFT, pos=start)
    hand.bot.mouseMove(view, (start + end) / 2)
    hand.bot.mouseMove(view, end)
    hand.bot.mouseRelease(view, LEFT, pos=end)


def test_a_boundary_by_one_drag(desk: Hand) -> None:
    select(desk, at("Suleiman"), "entity")
    drag(desk, desk.article.point_of(at("Suleiman").start), desk.point(at(NAME).start + 1))
    assert entities(desk).get(at(NAME)) == "PERSON"
    assert ROWS["fix a boundary"]["mouse"] == "1"


def test_a_missed_name_by_a_drag_and_a_click(desk: Hand) -> None:
    desk.article.scroll_to(at(MISSED).start)
    desk.desk.select(None)
    drag(desk, desk.point(at(MISSED).start), desk.point(at(MISSED).end - 1))
    bar = desk.window.assistants.bar
    assert bar is not None
    desk.bot.mouseClick(bar.buttons["label:PERSON"], LEFT)
    assert entities(desk).get(at(MISSED)) == "PERSON"
    assert ROWS["add a missed name"]["mouse"] == "2"


def test_a_source_by_a_click_and_a_drag(desk: Hand) -> None:
    desk.article.scroll_to(at("Kamel Wazne").start)
    name = desk.point(at("Kamel Wazne").start + 2)
    desk.bot.mouseClick(desk.article.viewport(), LEFT, pos=name)
    drag(desk, name, desk.point(first_quote().start + 8))
    assert at("Kamel Wazne") in sources(desk)
    assert ROWS["link a quote to its source"]["mouse"] == "2"


def test_all_mentions_by_two_clicks_in_the_panel(desk: Hand) -> None:
    select(desk, QUSAIRS[1], "entity")
    panel = desk.window.selection
    desk.wait_for_panel()
    desk.bot.mouseClick(panel.labels.rows["label_3"], LEFT)
    desk.click(panel.repeat_button if not panel.repeat_button.isHidden() else panel.same_button)
    assert all(entities(desk).get(where) == "GPE" for where in QUSAIRS)
    assert ROWS["relabel all “Qusair”"]["mouse"] == "2"


def test_a_reason_by_two_clicks(desk: Hand) -> None:
    select(desk, at(SCARE), "quote")
    desk.click(desk.window.selection.reason)
    picker = desk.picker()
    row = next(at for at, choice in enumerate(picker.model.choices) if choice.value == "scare quote")
    where = picker.list.visualRect(picker.model.index(row)).center()
    desk.bot.mouseClick(picker.list.viewport(), LEFT, pos=where)
    assert is_rejected(desk)
    assert ROWS["reject a scare quote, with the reason"]["mouse"] == "2"
