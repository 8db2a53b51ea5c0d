"""Quotes inside a quote are kept as its nested ones; only the outermost is a quote of its own."""

import pytest

from core.suggest import Pipeline
from tests.core.suggest.reading import quotes_in


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("“She told me, ‘Close it,’ and left,” said Anna Weber.", ["‘Close it,’"]),
        ("\"She told me, 'Close it,' and left,\" said Anna Weber.", ["'Close it,'"]),
        ("“She said “close it” and “go home” to us,” said Anna Weber.", ["“close it”", "“go home”"]),
        ("“It’s the mayor’s bridge, and the Webers’ too,” said Anna Weber.", []),
        ("“It is safe,” said Anna Weber.", []),
    ],
)
def test_what_is_nested(text: str, nested: list[str], pipeline: Pipeline) -> None:
    (quote,) = quotes_in(text, pipeline)
    assert [span.of(text) for span in quote.nested] == nested
    assert all(any(c.start <= n.start and n.end <= c.end for c in quote.contents) for n in quote.nested)


def test_nested_in_the_british_manner(pipeline: Pipeline) -> None:
    text = "‘She told me, “Close it,” and left,’ said Anna Weber. ‘Go,’ she said. ‘No,’ he said. ‘Yes,’ she said."
    first = quotes_in(text, pipeline)[0]
    assert [span.of(text) for span in first.nested] == ["“Close it,”"]
