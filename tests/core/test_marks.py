"""Finding stretches in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.marks import find_stretches

SIGNS = "\"“”„‟«»‘’'`‹›‚"
NEWS_LIKE = st.text(alphabet=SIGNS + "ab A.,!?-—(\n)5 \u00a0\u2028\U0001f600", max_size=80)


def marked(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_stretches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
        ('"Yes," she said. "No."', ['"Yes,"', '"No."']),
        ("''Yes,'' she said. ''No.''", ["''Yes,''", "''No.''"]),
        ("``Yes,'' she said.", ["``Yes,''"]),
        ("«Oui», dit-elle.", ["«Oui»"]),
        ("»Ja«, sagte sie.", ["»Ja«"]),
        ("„Ja“, sagte sie. „Nein.“", ["„Ja“", "„Nein.“"]),
        ("‘Yes,’ she said. ‘It’s not the dogs’ fault.’", ["‘Yes,’", "‘It’s not the dogs’ fault.’"]),
        ("'Yes,' she said. 'It's not the dogs' fault.'", ["'Yes,'", "'It's not the dogs' fault.'"]),
        ("“Closed with a straight one,\" he said.", ["“Closed with a straight one,\""]),
        ("”Opened the wrong way round,” he said.", ["”Opened the wrong way round,”"]),
        ("The so-called 'reformer' and the voters' choice.", ["'reformer'"]),
        ("»Jag vet inte», sade hon. »Inte jag heller», sade han.", ["»Jag vet inte»", "»Inte jag heller»"]),
        ("”Jag vet inte,” sade hon.", ["”Jag vet inte,”"]),
        ("„Er sagte ‚nie‘ zu mir“, sagte sie.", ["„Er sagte ‚nie‘ zu mir“"]),
        ("“Yes,” he said. ‘Bob said, “Go,” and left,’ she said.", ["“Yes,”", "“Go,”"]),
        ("‘Bob said, “Go,” and left,’ she said.", ["‘Bob said, “Go,” and left,’"]),
        ("“Yes.”\n\n'Bob said, \"Go,\" and left,' she said.", ["“Yes.”", "'Bob said, \"Go,\" and left,'"]),
    ],
)  # fmt: skip
def test_every_style_of_marks(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the players’ and the coaches’ fault.",
        "It's the players' and the coaches' fault.",
        "Rock 'n' roll in the '80s, 'tis true.",
        "A man of 6'2\" and a woman of 5'9\" met.",
        "Rock 'n' roll is dead, and rock ’n’ roll lives.",
        '<tweet id="12" author="@someone">Good morning</tweet>',
        "",
        "\n\n",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert marked(text) == []


def test_the_outermost_marks_count_and_what_is_inside_is_a_child() -> None:
    (stretch,) = find_stretches("“He said “never” to me,” she said.")
    assert (stretch.start, stretch.end) == (0, 24)
    assert stretch.children == ((9, 16),)


def test_single_marks_inside_double_ones_are_no_stretch_of_their_own() -> None:
    assert marked("“He said ‘never’ to me,” she said.") == ["“He said ‘never’ to me,”"]


def test_an_open_mark_runs_to_the_end_of_its_paragraph_and_the_next_one_continues() -> None:
    first, second = find_stretches("“We came.\n\n“We saw,” she said.")
    assert not first.closed
    assert not first.continues
    assert second.closed
    assert second.continues


def test_a_mark_that_only_closes_ends_what_the_paragraph_before_left_open() -> None:
    text = "“We came.\n\n We saw,” she said. “We left.”"
    stretches = find_stretches(text)
    assert [text[one.start : one.end] for one in stretches] == ["“We came.", "We saw,”", "“We left.”"]
    assert [one.continues for one in stretches] == [False, True, False]
    assert marked("We came.\n\nWe saw,” she said.") == [], "nothing was open"
    assert marked("“We came.\nFormer mayor Ann Li.”") == ["“We came."], "who speaks stands below it"


def test_a_forgotten_mark_does_not_swallow_the_attribution() -> None:
    assert marked("“We came, Smith said. “We saw.”") == ["“We came,", "“We saw.”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We never signed, said Ben Stone, a councillor.\nNobody asked.", ["“We never signed,"]),
        ("“We never signed, Stone told reporters.\nNobody asked.", ["“We never signed,"]),
        ("“We never signed, he added.", ["“We never signed,"]),
        ("“We never signed, he added. “Never.”", ["“We never signed,", "“Never.”"]),
        ("“We asked, and she said no.\n“We never signed.”", ["“We asked, and she said no.", "“We never signed.”"]),
        ("“We never signed, and Stone did.\nNobody asked.", ["“We never signed, and Stone did."]),
    ],
)
def test_a_mark_that_nothing_closes_ends_before_the_attribution(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(("left", "right"), ["‘’", "''"])
def test_a_single_mark_behind_an_attribution_is_taken_up_by_the_next_paragraph(left: str, right: str) -> None:
    text = (
        f"{left}We came,{right} she said. {left}We saw the dogs{right} dinner.\n\n{left}We left.{right}\n\nSo it was."
    )
    stretches = find_stretches(text)
    assert [text[one.start : one.end] for one in stretches] == [
        f"{left}We came,{right}",
        f"{left}We saw the dogs{right} dinner.",
        f"{left}We left.{right}",
    ]
    assert [(one.closed, one.continues) for one in stretches] == [(True, False), (False, False), (True, True)]


def test_a_french_quote_goes_on_behind_a_closing_guillemet() -> None:
    text = "« Le pont est vieux.\n\n» Il sera reconstruit. »"
    first, second = find_stretches(text)
    assert (first.closed, second.closed, second.continues) == (False, True, True)
    assert text[second.start : second.end] == "» Il sera reconstruit. »"


def test_an_inch_inside_straight_marks_closes_nothing() -> None:
    text = 'The 6\'2" captain said, "It is a 12" pipe," and left. "On page 12" he found it.'
    assert marked(text) == ['"It is a 12" pipe,"', '"On page 12"']


def test_offsets_are_code_points_behind_emoji() -> None:
    text = "😀😀 “Yes,” she said."
    assert marked(text) == ["“Yes,”"]
    assert find_stretches(text)[0].start == 3


@given(st.one_of(st.text(max_size=120), NEWS_LIKE))
def test_stretches_lie_in_the_text_and_apart(text: str) -> None:
    last = 0
    for stretch in find_stretches(text):
        assert last <= stretch.start <= stretch.inner_start <= stretch.inner_end <= stretch.end <= len(text)
        assert stretch.start < stretch.inner_start or stretch.continues, "what only closes goes on with another"
        assert text[stretch.inner_start : stretch.inner_end].strip()
        assert "\n" not in text[stretch.start : stretch.end]
        assert all(stretch.start <= low < high <= stretch.end for low, high in stretch.children)
        last = stretch.end
