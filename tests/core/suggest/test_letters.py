"""An article as a parser reads it: plain signs, and headlines in the letters of sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.suggest.quotes.letters import for_parser

BODY = "\n\nThe council of Springfield met Anna Weber, and Weber slams what the Times calls a bridge."


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Weber Slams The Council Over Bridge", "Weber slams the council over bridge"),
        ("Council Of Springfield Fears NATO Bridge", "Council of Springfield fears NATO bridge"),
        ("WEBER SLAMS THE COUNCIL OVER BRIDGE", "Weber slams the council over bridge"),
        ("What I Told Anna Weber’s Council", "What I told Anna Weber's council"),
        ("Weber slams the council over a bridge", "Weber slams the council over a bridge"),
        ("Too Short", "Too Short"),
    ],
)
def test_headlines(headline: str, read: str) -> None:
    assert for_parser(headline + BODY).split("\n")[0] == read


def test_signs() -> None:
    assert for_parser("the council’s bridge — a trap") == "the council's bridge - a trap"


@given(st.text(alphabet="aBÉßİŉ ’—\n.“”", max_size=80) | st.text(max_size=60))
def test_offsets_hold(text: str) -> None:
    assert len(for_parser(text)) == len(text)
