"""Finding stretches in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.suggest.quotes.marks import find_stretches

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


def test_a_forgotten_mark_does_not_swallow_the_attribution() -> None:
    assert marked("“We came, Smith said. “We saw.”") == ["“We came,", "“We saw.”"]


def test_offsets_are_code_points_behind_emoji() -> None:
    text = "😀😀 “Yes,” she said."
    assert marked(text) == ["“Yes,”"]
    assert find_stretches(text)[0].start == 3


@given(st.one_of(st.text(max_size=120), NEWS_LIKE))
def test_stretches_lie_in_the_text_and_apart(text: str) -> None:
    last = 0
    for stretch in find_stretches(text):
        assert last <= stretch.start < stretch.inner_start <= stretch.inner_end <= stretch.end <= len(text)
        assert text[stretch.inner_start : stretch.inner_end].strip()
        assert "\n" not in text[stretch.start : stretch.end]
        assert all(stretch.start <= low < high <= stretch.end for low, high in stretch.children)
        last = stretch.end
