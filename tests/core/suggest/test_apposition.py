"""Whom a described source names, and when it names nobody."""

import pytest

from core.suggest import Pipeline
from tests.core.suggest.reading import quotes_in


@pytest.mark.parametrize(
    ("source", "speakers"),
    [
        ("the mayor, Ann Li", ("Ann Li",)),
        ("the mayor of Lindau, Ann Li", ("Ann Li",)),
        ("Ann Li, the mayor", ("Ann Li",)),
        ("Mayor Ann Li", ("Ann Li",)),
        ("Ann Li’s lawyer, Peter Maier", ("Peter Maier",)),
        ("her husband, Bill", ("Bill",)),
        ("the builder, Stone & Sons", ("Stone & Sons",)),
        ("Ann Li and Peter Maier", ("Ann Li", "Peter Maier")),
        ("Ann Li, Peter Maier and Eva Stone", ("Ann Li", "Peter Maier", "Eva Stone")),
        ("a spokesman for the mayor, Ann Li", ("A spokesman for the mayor",)),
        ("a spokesman for Ann Li, the mayor", ("A spokesman for Ann Li",)),
        ("the group’s founder, a former teacher", ("The group’s founder",)),
        ("residents of Lindau", ("residents of Lindau",)),
    ],
)
def test_speakers_of_a_source(source: str, speakers: tuple[str, ...], pipeline: Pipeline) -> None:
    (quote,) = quotes_in(f"“The bridge is safe,” said {source}.", pipeline)
    assert quote.speakers == speakers


def test_a_place_behind_a_comma_is_nobody(pipeline: Pipeline) -> None:
    (quote,) = quotes_in("“The bridge is safe,” said the police in Paris, France.", pipeline)
    assert "France" not in quote.speakers
