"""What holds of the quotes of any text, with a parse and without."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.bodies import Quote
from core.doubts import NO_QUOTE
from core.records import Proposal
from core.suggest import QUOTES, Pipeline, annotate
from core.suggest.quotes.engine import QuoteEngine
from tests.core.test_marks import NEWS_LIKE

MARKS = ["“Yes,”", "“No.”", '"Maybe"', "“", "”", "‘fine’", "’s", "—", ".", ":", ",", "\n\n", "😀", "(D-Tex.)"]
SAYING = ["said", "told", "saying,", "added that", "according to", "was", "who", "in Lindau"]
SPEAKING = ["Anna Weber", "the mayor,", "she", "It"]
WORDS = st.lists(st.sampled_from(MARKS + SAYING + SPEAKING), max_size=25).map(" ".join)


def check(text: str, proposals: tuple[Proposal, ...]) -> None:
    quotes = [proposal.body for proposal in proposals]
    assert all(isinstance(quote, Quote) for quote in quotes)
    contents = sorted((span.start, span.end) for quote in quotes if isinstance(quote, Quote) for span in quote.contents)
    assert contents == [(stretch.start, stretch.end) for stretch in QuoteEngine().prepare(text).stretches]
    for proposal in proposals:
        assert isinstance(proposal.body, Quote)
        assert proposal.score is not None
        assert 0 <= proposal.score <= 1
        assert set(proposal.doubts) <= {"content", "cue", "source", "speaker", *NO_QUOTE}
        for _, span in proposal.body.parts():
            assert span.end <= len(text)
            assert not span.of(text)[0].isspace()
            assert not span.of(text)[-1].isspace()
        assert all(name == name.strip() != "" for name in proposal.body.speakers)


@given(st.one_of(st.text(max_size=100), NEWS_LIKE, WORDS))
def test_every_stretch_is_in_one_quote_without_a_pipeline(text: str) -> None:
    (result,) = annotate(text, None)
    check(text, result.proposals)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.one_of(st.text(max_size=60), NEWS_LIKE, WORDS))
def test_every_stretch_is_in_one_quote_with_a_pipeline(text: str, pipeline: Pipeline) -> None:
    result = next(run for run in annotate(text, pipeline) if run.run.suggester == QUOTES)
    check(text, result.proposals)
