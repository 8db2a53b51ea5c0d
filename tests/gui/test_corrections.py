"""Every correction, by keyboard and by mouse: one gesture, one revision, the right content."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from core.bodies import Entity, ExcludedRegion, Kind, Quote, Role, Span
from core.commands import ImportArticle
from core.records import Annotation, ArticleDraft, ImportedAnnotation, Suggestion, Verdict
from tests.gui.conftest import ARMY, SULEIMAN, TEXT, WAZNE, Hand, span

K = Qt.Key
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)

Gesture = Callable[[Hand], None]


def one_revision(hand: Hand, intent: str, gesture: Gesture) -> None:
    before = len(hand.revisions())
    gesture(hand)
    made = hand.revisions()[before:]
    assert [revision.intent for revision in made] == [intent]
    assert made[0].annotator == "Lois Lane"


def by_key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Gesture:
    return lambda hand: hand.key(key, modifiers)


def by_menu(*path: str) -> Gesture:
    return lambda hand: hand.menu(*path)


# ------------------------------------------------------------------------------------------------------------ deciding


@pytest.mark.parametrize(
    "gesture",
    [by_key(K.Key_Return), by_key(K.Key_Enter), lambda h: h.click(h.window.selection.accept), by_menu("Accept")],
    ids=["Return", "Enter", "button", "menu"],
)
def test_accept_and_go_on(hand: Hand, gesture: Gesture) -> None:
    first = hand.select("Syrian")
    one_revision(hand, "accept", gesture)
    item = hand.item("Syrian")
    assert isinstance(item, Annotation)
    assert item.body == first.body
    assert hand.desk.item == hand.item("Qusair", 1)


@pytest.mark.parametrize(
    "gesture",
    [by_key(K.Key_Backspace), lambda h: h.click(h.window.selection.reject), by_menu("Reject")],
    ids=["key", "button", "menu"],
)
def test_reject_and_go_on(hand: Hand, gesture: Gesture) -> None:
    hand.select("Wednesday")
    one_revision(hand, "reject", gesture)
    item = hand.item("Wednesday")
    assert isinstance(item, Suggestion)
    assert item.verdict is Verdict.REJECTED
    assert hand.desk.item == hand.item("“It is over,”", layer="quote")


@pytest.mark.parametrize(
    "opening",
    [by_key(K.Key_Backspace, SHIFT), lambda h: h.click(h.window.selection.reason), by_menu("Reject with Reason…")],
    ids=["key", "button", "menu"],
)
def test_reject_with_a_reason_by_one_more_key(hand: Hand, opening: Gesture) -> None:
    hand.select("Wednesday")

    def gesture(hand: Hand) -> None:
        opening(hand)
        hand.bot.keyClick(hand.picker().line, K.Key_B)

    one_revision(hand, "reject", gesture)
    assert hand.newest().reason == "wrong boundary"


def test_a_reason_in_ones_own_words(hand: Hand) -> None:
    hand.select("Wednesday")
    hand.key(K.Key_Backspace, SHIFT)
    hand.bot.keyClick(hand.picker().line, K.Key_O)
    hand.type_choice("not news")
    assert hand.newest().reason == "not news"


@pytest.mark.parametrize(
    "gesture",
    [by_key(K.Key_Delete), lambda h: h.click(h.window.selection.delete), by_menu("Delete")],
    ids=["key", "button", "menu"],
)
def test_delete(hand: Hand, gesture: Gesture) -> None:
    hand.mark("Tall Zaher")
    hand.key(K.Key_3)
    assert hand.desk.item == hand.item("Tall Zaher")
    one_revision(hand, "delete", gesture)
    assert hand.desk.session is not None
    assert "Tall Zaher" not in [i.body.bounds.of(TEXT) for i in hand.desk.session.items(rejected=True)]


def test_accept_all_of_a_label_at_once(hand: Hand) -> None:
    hand.select("Qusair")
    one_revision(hand, "accept", by_key(K.Key_Return, CTRL))
    assert all(isinstance(hand.item("Qusair", nth), Annotation) for nth in range(3))


# -------------------------------------------------------------------------------------------------------------- labels


@pytest.mark.parametrize(
    "gesture",
    [by_key(K.Key_3), lambda h: h.click(h.window.selection.labels.rows["label_3"]), by_menu("Label", "GPE")],
    ids=["key", "row", "menu"],
)
def test_relabel(hand: Hand, gesture: Gesture) -> None:
    hand.select("Qusair", 1)
    one_revision(hand, "relabel", gesture)
    assert [hand.entity("Qusair", nth).label for nth in range(3)] == ["ORG", "GPE", "ORG"]
    assert hand.desk.item == hand.item("Qusair", 1)


@pytest.mark.parametrize(
    "opening",
    [by_key(K.Key_L), lambda h: h.click(h.window.selection.labels.rows["label"])],
    ids=["key", "row"],
)
def test_any_label_by_its_first_letters(hand: Hand, opening: Gesture) -> None:
    hand.select("Qusair")

    def gesture(hand: Hand) -> None:
        opening(hand)
        hand.type_choice("prod")

    one_revision(hand, "relabel", gesture)
    assert hand.entity("Qusair").label == "PRODUCT"


@pytest.mark.parametrize(
    "gesture",
    [by_key(K.Key_3), lambda h: h.click(h.window.selection.labels.rows["label_3"]), by_menu("Label", "GPE")],
    ids=["key", "row", "menu"],
)
def test_add_an_entity(hand: Hand, gesture: Gesture) -> None:
    marked = hand.mark("Tall Zaher")
    one_revision(hand, "add_entity", gesture)
    entity = hand.entity("Tall Zaher")
    assert (entity.span, entity.label) == (marked, "GPE")
    assert hand.desk.item == hand.item("Tall Zaher")
    assert hand.article.selected_span() is None


def test_a_label_on_selected_text_that_is_an_entity_relabels_it(hand: Hand) -> None:
    hand.mark("Beirut")
    one_revision(hand, "relabel", by_key(K.Key_2))
    assert hand.entity("Beirut").label == "ORG"


@pytest.mark.parametrize(
    "gesture",
    [by_key(K.Key_3, SHIFT), by_key(K.Key_A), lambda h: h.click(h.window.selection.same_button)],
    ids=["Shift+3", "A", "button"],
)
def test_all_equal_mentions_are_one_revision_and_one_undo(hand: Hand, gesture: Gesture) -> None:
    hand.select("Qusair")
    hand.key(K.Key_3)
    one_revision(hand, "relabel", gesture)
    assert [hand.entity("Qusair", nth).label for nth in range(3)] == ["GPE"] * 3
    hand.key(K.Key_Z, CTRL)
    assert [hand.entity("Qusair", nth).label for nth in range(3)] == ["GPE", "ORG", "ORG"]


# ---------------------------------------------------------------------------------------------------------- boundaries

MOVES = [
    ("End One Word to the Right", K.Key_Right, ALT, "Kamel Wazne in"),
    ("End One Word to the Left", K.Key_Left, ALT, "Kamel"),
    ("Start One Word to the Left", K.Key_Left, ALT | SHIFT, "said Kamel Wazne"),
    ("Start One Word to the Right", K.Key_Right, ALT | SHIFT, "Wazne"),
    ("End One Character to the Right", K.Key_Up, ALT, "Kamel Wazne i"),
    ("End One Character to the Left", K.Key_Down, ALT, "Kamel Wazn"),
    ("Start One Character to the Left", K.Key_Up, ALT | SHIFT, "d Kamel Wazne"),
    ("Start One Character to the Right", K.Key_Down, ALT | SHIFT, "amel Wazne"),
]


@pytest.mark.parametrize(("name", "key", "modifiers", "words"), MOVES)
@pytest.mark.parametrize("way", ["key", "menu"])
def test_move_a_boundary(
    hand: Hand, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier, words: str, way: str
) -> None:
    id = hand.select("Kamel Wazne").id
    gesture = by_key(key, modifiers) if way == "key" else by_menu("Boundaries", name)
    one_revision(hand, "move_boundary", gesture)
    assert hand.entity(words).label == "PERSON"
    assert hand.desk.item is not None
    assert hand.desk.item.id == id


def test_two_quick_keys_are_two_moves(hand: Hand) -> None:
    hand.select("Kamel Wazne")
    hand.key(K.Key_Right, ALT)
    hand.key(K.Key_Right, ALT)
    assert hand.entity("Kamel Wazne in Beirut").label == "PERSON"


def test_a_boundary_is_dragged_by_the_mouse(hand: Hand) -> None:
    hand.select("Wednesday")
    hand.article.scroll_to(0)
    viewport, body = hand.article.viewport(), hand.item("Wednesday").body.bounds
    handle = next(
        hand.point(body.end - 1) + QPoint(dx, dy)
        for dy in range(-4, 24)
        for dx in range(16)
        if hand.article.handle_at(hand.point(body.end - 1) + QPoint(dx, dy)) is not None
    )
    there = hand.point(span("Wednesday").start + 4)

    def gesture(hand: Hand) -> None:
        hand.bot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=handle)
        hand.bot.mouseMove(viewport, handle + QPoint(-20, 0))
        hand.bot.mouseMove(viewport, there)
        hand.bot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=there)

    before = len(hand.revisions())
    gesture(hand)
    made = hand.revisions()[before:]
    assert [revision.intent for revision in made] in (
        ["move_boundary"],
        [],
    )  # a drag back onto the token changes nothing


def test_the_annotation_moves_to_the_selected_text(hand: Hand) -> None:
    hand.select("Kamel Wazne")
    hand.mark("Wazne")
    one_revision(hand, "move_boundary", by_key(K.Key_M))
    assert hand.entity("Wazne").label == "PERSON"


def test_a_quotes_current_part_moves(hand: Hand) -> None:
    hand.select("“Whoever controls Qusair,”", layer="quote")
    hand.key(K.Key_Period)
    assert hand.desk.context().part is not None
    assert hand.desk.context().part.role is Role.SOURCE  # type: ignore[union-attr]  # the line above says so
    one_revision(hand, "move_boundary", by_key(K.Key_Left, ALT | SHIFT))
    assert hand.quote("“Whoever controls Qusair,”").sources == (span("officer Yahya Suleiman"),)


# -------------------------------------------------------------------------------------------------------------- quotes

NAME = "“No comment,”"
PARTS = [("C", K.Key_C, "Content", "content", Role.CONTENT), ("V", K.Key_V, "Cue", "cue", Role.CUE),
         ("S", K.Key_S, "Source", "source", Role.SOURCE)]  # fmt: skip


@pytest.mark.parametrize(("letter", "key", "entry", "row", "role"), PARTS)
@pytest.mark.parametrize("way", ["key", "menu", "row"])
def test_add_a_part(hand: Hand, letter: str, key: Qt.Key, entry: str, row: str, role: Role, way: str) -> None:
    hand.select(NAME, layer="quote")
    marked = hand.mark("The army left")
    gestures = {
        "key": by_key(key),
        "menu": by_menu(entry),
        "row": lambda hand: hand.click(hand.window.selection.labels.rows[row]),
    }
    one_revision(hand, "add_part", gestures[way])
    quote = hand.desk.context().quote
    assert quote is not None
    assert marked in quote.of_role(role)
    part = hand.desk.context().part
    assert part is not None
    assert part.role is role


@pytest.mark.parametrize("gesture", [by_key(K.Key_C), by_menu("Content")], ids=["key", "menu"])
def test_a_quote_of_the_selected_text(hand: Hand, gesture: Gesture) -> None:
    hand.desk.select(None)
    marked = hand.mark("The army left Tall Zaher")
    one_revision(hand, "add_quote", gesture)
    assert hand.desk.context().quote == Quote((marked,), kind=Kind.INDIRECT)


@pytest.mark.parametrize(
    "gesture",
    [by_key(K.Key_R), by_menu("Remove Part"), lambda h: h.click(h.window.selection.remove_part)],
    ids=["key", "menu", "button"],
)
def test_remove_a_part(hand: Hand, gesture: Gesture) -> None:
    hand.select(NAME, layer="quote")
    hand.key(K.Key_Period)
    one_revision(hand, "remove_part", gesture)
    assert hand.quote(NAME) == replace(ARMY, sources=())


def test_the_last_part_cannot_be_removed(hand: Hand) -> None:
    hand.select(NAME, layer="quote")
    for _ in range(2):
        hand.key(K.Key_R)
    before = hand.revisions()
    hand.key(K.Key_R)
    assert hand.revisions() == before
    assert "needs a content, a cue or a source" in hand.window.messages.sentence()


@pytest.mark.parametrize("gesture", [by_key(K.Key_V), by_menu("Cue")], ids=["key", "menu"])
def test_a_part_gets_another_role(hand: Hand, gesture: Gesture) -> None:
    hand.select(NAME, layer="quote")
    hand.key(K.Key_Period)
    hand.article.set_caret(0)
    one_revision(hand, "change_role", gesture)
    assert hand.quote(NAME) == replace(ARMY, sources=(), cues=(ARMY.sources[0], ARMY.cues[0]))


@pytest.mark.parametrize(
    "gesture",
    [by_key(K.Key_K), by_menu("Kind: Direct, Mixed, Indirect"), lambda h: h.click(h.window.selection.kind)],
    ids=["key", "menu", "button"],
)
def test_the_kind_goes_round(hand: Hand, gesture: Gesture) -> None:
    hand.select(NAME, layer="quote")
    for kind in (Kind.MIXED, Kind.INDIRECT, Kind.DIRECT):
        one_revision(hand, "set_kind", gesture)
        assert hand.quote(NAME).kind is kind


@pytest.mark.parametrize(
    "opening",
    [by_key(K.Key_P), by_menu("Speaker…"), lambda h: h.click(h.window.selection.speaker)],
    ids=["key", "menu", "button"],
)
@pytest.mark.parametrize(("typed", "name"), [("sulei", "Yahya Suleiman"), ("An officer", "An officer")])
def test_the_speaker_is_chosen_or_new(hand: Hand, opening: Gesture, typed: str, name: str) -> None:
    hand.select(NAME, layer="quote")

    def gesture(hand: Hand) -> None:
        opening(hand)
        hand.type_choice(typed)

    one_revision(hand, "set_speakers", gesture)
    assert hand.quote(NAME).speakers == (name,)


@pytest.mark.parametrize("gesture", [by_key(K.Key_J), by_menu("Join with Next Quote")], ids=["key", "menu"])
def test_join_with_the_next(hand: Hand, gesture: Gesture) -> None:
    hand.select("“Whoever controls Qusair,”", layer="quote")
    one_revision(hand, "join_quotes", gesture)
    joined = hand.quote("“Whoever controls Qusair,”")
    assert joined.contents == (*SULEIMAN.contents, *ARMY.contents)
    assert joined.speakers == ("Yahya Suleiman",)
    assert hand.desk.context().quote == joined


def test_join_what_the_selected_text_touches(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    hand.mark("comment")
    one_revision(hand, "join_quotes", by_key(K.Key_J))
    assert hand.quote("“It is over,”").contents == (*WAZNE.contents, *ARMY.contents)


@pytest.mark.parametrize("gesture", [by_key(K.Key_J, SHIFT), by_menu("Split at the Caret")], ids=["key", "menu"])
def test_split_at_the_caret(hand: Hand, gesture: Gesture) -> None:
    hand.select("“It is over,”", layer="quote")
    hand.article.set_caret(span("“We go").start)
    one_revision(hand, "split_quote", gesture)
    assert hand.quote("“It is over,”").contents == WAZNE.contents[:1]
    assert hand.quote("“We go home now.”").contents == WAZNE.contents[1:]


def test_a_right_click_is_about_the_part_under_the_mouse(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    one_revision(hand, "remove_part", lambda h: h.choose(h.right_click("Kamel Wazne"), "Remove Part"))
    assert hand.quote("“It is over,”") == replace(WAZNE, sources=())


def test_a_right_click_says_where_to_split(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    one_revision(hand, "split_quote", lambda h: h.choose(h.right_click("home"), "Split at the Caret"))
    assert hand.quote("home now.”").contents == (span("home now.”"),)


def test_a_right_click_beside_the_selected_text_lets_go_of_it(hand: Hand) -> None:
    hand.mark("Tall Zaher")
    menu = hand.right_click("Mayadeen")
    assert hand.article.selected_span() is None
    menu.close()


def test_split_inside_a_content_keeps_words_whole(hand: Hand) -> None:
    hand.select("“It is over,”", layer="quote")
    hand.article.set_caret(span("home").start + 2)
    one_revision(hand, "split_quote", by_key(K.Key_J, SHIFT))
    assert hand.quote("“It is over,”").contents == (span("“It is over,”"), span("“We go"))
    assert hand.quote("home now.”").contents == (span("home now.”"),)


@pytest.mark.parametrize("gesture", [by_key(K.Key_X), by_menu("Exclude Text")], ids=["key", "menu"])
def test_exclude_text(hand: Hand, gesture: Gesture) -> None:
    marked = hand.mark("More to Read")
    one_revision(hand, "exclude_region", gesture)
    assert hand.desk.item is not None
    assert hand.desk.item.body == ExcludedRegion(marked)


@pytest.mark.parametrize(
    ("key", "modifiers", "entry", "status"),
    [(K.Key_D, CTRL, "Mark Article as Done", "done"), (K.Key_D, CTRL | SHIFT, "Flag Article", "flagged")],
)
@pytest.mark.parametrize("way", ["key", "menu"])
def test_the_status(hand: Hand, key: Qt.Key, modifiers: Qt.KeyboardModifier, entry: str, status: str, way: str) -> None:
    one_revision(hand, "set_status", by_key(key, modifiers) if way == "key" else by_menu(entry))
    assert hand.desk.session is not None
    assert hand.desk.session.info.status == status


def test_of_two_that_come_to_say_the_same_one_stays_and_that_is_said(hand: Hand) -> None:
    twice = (ImportedAnnotation(Entity(Span(0, 4), "ORG")), ImportedAnnotation(Entity(Span(0, 4), "GPE")))
    made = hand.workspace.submit(ImportArticle(ArticleDraft("H", "Homs fell.", "h.txt", twice))).result()
    assert made.article is not None
    hand.desk.open_article(made.article)
    assert hand.desk.session is not None
    org, gpe = sorted(hand.desk.session.items(), key=lambda item: item.body != twice[0].body)
    hand.desk.select(org.id)
    one_revision(hand, "relabel", by_key(K.Key_3))
    assert list(hand.desk.session.items()) == [gpe]
    assert hand.desk.item == gpe
    assert "were there twice" in hand.window.status.hint.text()
    hand.key(K.Key_Z, CTRL)
    assert len(list(hand.desk.session.items())) == 2
