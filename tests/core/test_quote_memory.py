"""What follows from decisions on quotes: what must hold for any of them, and over two articles of a library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import commands as c
from core.bodies import Quote, Span
from core.library import LibraryStore, open_library
from core.library.quote_memory import Kept, quote_memory
from core.quote_memory import QuoteDecision, QuoteMemory, adjusted, key_of, known, means_anybody, memory_of
from core.records import Origin, Proposal, RunResult, Suggestion
from core.speakers import SPEAKER
from tests.core.library.made import ANA, imported, run_result, session_of, target

scores = st.floats(0, 1)
counts = st.integers(0, 10_000)

# --------------------------------------------------------------------------------------------------------- the formula


@given(scores, counts, counts)
def test_a_score_stays_in_bounds_and_moves_a_third_at_most(score: float, kept: int, rejected: int) -> None:
    found = adjusted(score, kept, rejected)
    assert found is not None
    assert 0 <= found <= 1
    assert abs(found - score) <= 1 / 3 + 1e-9
    assert adjusted(None, kept, rejected) is None


@given(scores, counts, counts)
def test_more_kept_never_lowers_and_more_rejected_never_raises(score: float, kept: int, rejected: int) -> None:
    now, kept_more = adjusted(score, kept, rejected), adjusted(score, kept + 1, rejected)
    rejected_more = adjusted(score, kept, rejected + 1)
    assert now is not None
    assert kept_more is not None
    assert rejected_more is not None
    assert rejected_more - 1e-12 <= now <= kept_more + 1e-12
    assert adjusted(score, 0, 0) == score


# ---------------------------------------------------------------------------------------------------------- the speaker

TEXT = "“We won,” the army said. “We go,” he called."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


ARMY = Quote((span("“We won,”"),), (span("said"),), (span("the army"),))
HE = Quote((span("“We go,”"),), (span("called"),), (span("he"),))
names = st.sampled_from(["Syrian Army", "Lebanese Army", "Omar Khatib"])


def of_source(words: str, *speakers: str) -> list[QuoteDecision]:
    return [QuoteDecision(True, ("said",), key_of(words), (name,)) for name in speakers]


@given(st.lists(names, min_size=1, max_size=6))
def test_a_speaker_is_proposed_exactly_where_all_agree(speakers: list[str]) -> None:
    found = memory_of(of_source("The  army’s", *speakers)).applied(Proposal(ARMY, 0.5), TEXT)
    assert isinstance(found.body, Quote)
    agree = len(set(speakers)) == 1
    assert found.body.speakers == ((speakers[0],) if agree else ())
    assert found.doubts == ((SPEAKER,) if agree else ())


@given(names, st.integers(1, 5))
def test_a_pronoun_means_nobody(name: str, times: int) -> None:
    memory = memory_of(of_source("he", *[name] * times))
    found = memory.applied(Proposal(HE, 0.5), TEXT)
    assert found == Proposal(HE, 0.5)
    assert memory.told(HE, TEXT) == ""


@pytest.mark.parametrize("words", ["He", "they", "his lawyer", "an official", "This man", "it", "who", " "])
def test_words_that_mean_somebody_else_in_each_article(words: str) -> None:
    assert means_anybody(words)


@pytest.mark.parametrize("words", ["the army", "US officials", "IT ministry", "Anna", "Whoever Inc."])
def test_words_that_may_come_again(words: str) -> None:
    assert not means_anybody(words)


def test_who_was_confirmed_in_the_article_is_not_doubted() -> None:
    found = memory_of(of_source("the army", "Syrian Army")).applied(Proposal(ARMY, 0.5), TEXT, {"Syrian Army"})
    assert found.body == replace(ARMY, speakers=("Syrian Army",))
    assert found.doubts == ()


def test_what_the_article_says_itself_goes_before_what_others_said() -> None:
    memory = memory_of(of_source("the army", "Syrian Army"))
    theirs = Proposal(replace(ARMY, speakers=("Lebanese Army",)), 0.5)
    assert memory.applied(theirs, TEXT).body == theirs.body
    for open_to_doubt in (replace(theirs, doubts=(SPEAKER,)), Proposal(replace(ARMY, speakers=("Army",)), 0.5)):
        found = memory.applied(open_to_doubt, TEXT)
        assert found.body == replace(ARMY, speakers=("Syrian Army",))
        assert found.doubts == (SPEAKER,)
    refused = [replace(one, refused=("Lebanese Army",)) for one in of_source("the army", "Syrian Army")]
    assert memory_of(refused).applied(theirs, TEXT).body == replace(ARMY, speakers=("Syrian Army",))


def test_the_sentences() -> None:
    rejected = [QuoteDecision(False, ("called",))] * 4
    called = memory_of([*rejected, QuoteDecision(True, ("called",))])
    assert called.told(HE, TEXT) == "you rejected 4 of 5 quotes with the cue ‘called’"
    memory = memory_of(of_source("the army", *["Syrian Army"] * 3))
    assert memory.told(ARMY, TEXT) == (
        "you named ‘the army’ Syrian Army 3 times; you kept all 3 quotes with the cue ‘said’"
    )
    both = memory_of(
        [*of_source("the army", "A", "A", "B"), replace(of_source("the army", "B")[0], cues=(), refused=("A",))]
    )
    assert both.told(ARMY, TEXT).startswith("you named ‘the army’ A twice, B twice, and took away A once; ")
    assert QuoteMemory().told(ARMY, TEXT) == ""


# --------------------------------------------------------------------------------------------------------- the library

FIRST = "“We won,” the army said. “Stay,” the army said. They called it “clean” on Friday."
SECOND = "“We fight on,” The Army said. They called it “ours” on Monday."


def quote(text: str, content: str, cue: str, source: str = "", name: str = "", after: int = 0) -> Quote:
    def there(words: str) -> tuple[Span, ...]:
        start = text.index(words, text.index(content) if words != content else after)
        return (Span(start, start + len(words)),)

    return Quote(there(content), there(cue), there(source) if source else (), speakers=(name,) if name else ())


def first_quotes() -> list[Quote]:
    start = FIRST.index("called")
    called = Quote((Span(FIRST.index("“clean”"), FIRST.index("“clean”") + 7),), (Span(start, start + 6),))
    return [quote(FIRST, "“We won,”", "said", "the army"), quote(FIRST, "“Stay,”", "said", "the army"), called]


def second_quotes() -> list[Quote]:
    start = SECOND.index("called")
    called = Quote((Span(SECOND.index("“ours”"), SECOND.index("“ours”") + 6),), (Span(start, start + 6),))
    return [quote(SECOND, "“We fight on,”", "said", "The Army"), called]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        yield store


def suggest(store: LibraryStore, text: str, quotes: list[Quote], *, memory: bool = True) -> str:
    article = imported(store, text)
    store.execute(c.RecordSuggestions(article, (run_result(text, quotes, "quotes"),), memory), ANA)
    return article


def decide(store: LibraryStore) -> str:
    """The army is named twice, what was called so is rejected."""
    article = suggest(store, FIRST, first_quotes())
    said, again, called = sorted(session_of(store, article).items(), key=lambda item: item.body.bounds)
    for item in (said, again):
        store.execute(c.SetSpeakers(article, target(item), ("Syrian Army",)), ANA)
    store.execute(c.Reject(article, (target(called),)), ANA)
    return article


def suggested(store: LibraryStore, article: str) -> list[Suggestion]:
    return sorted(store.load(article).suggestions, key=lambda one: one.body.bounds)


def test_what_was_decided_in_one_article_counts_in_the_next(store: LibraryStore) -> None:
    decide(store)
    said, called = suggested(store, suggest(store, SECOND, second_quotes()))
    assert isinstance(said.body, Quote)
    assert said.body.speakers == ("Syrian Army",)
    assert said.doubts == (SPEAKER,)
    assert said.score is not None
    assert said.score > 0.5
    assert called.score == pytest.approx((8 * 0.5 + 0) / 9)
    assert store.quote_memory().told(said.body, SECOND) == (
        "you named ‘The Army’ Syrian Army twice; you kept both quotes with the cue ‘said’"
    )
    assert store.check() == ()


def test_a_memory_that_is_switched_off_moves_nothing(store: LibraryStore) -> None:
    decide(store)
    found = suggested(store, suggest(store, SECOND, second_quotes(), memory=False))
    assert [(one.body, one.score, one.doubts) for one in found] == [(body, 0.5, ()) for body in second_quotes()]


def test_what_is_taken_back_does_not_count(store: LibraryStore) -> None:
    decide(store)
    assert store.quote_memory().cues == {"said": (2, 0), "called": (0, 1)}
    for _ in range(2):
        store.execute(c.Undo(), ANA)
    assert store.quote_memory().cues == {"said": (1, 0)}
    for _ in range(2):
        store.execute(c.Redo(), ANA)
    assert store.quote_memory().cues == {"said": (2, 0), "called": (0, 1)}


def test_what_the_store_keeps_is_what_it_would_read_anew(store: LibraryStore, tmp_path: Path) -> None:
    store.quote_memory()
    decide(store)
    kept = store.quote_memory()
    with closing(open_library(tmp_path / "library.copydesk")) as other:
        assert other.quote_memory() == kept
    with store._engine.connect() as connection:
        assert quote_memory(connection, Kept(), newest=1).cues == {"called": (0, 1)}, "the newest decision alone"


def test_a_speaker_who_was_taken_away_is_remembered_as_refused(store: LibraryStore) -> None:
    article = suggest(store, FIRST, [replace(first_quotes()[0], speakers=("Lebanese Army",))])
    (item,) = session_of(store, article).items()
    store.execute(c.SetSpeakers(article, target(item), ("Syrian Army",)), ANA)
    assert dict(store.quote_memory().sources["the army"].refused) == {"Lebanese Army": 1}
    (standing,) = store.load(article).annotations
    assert standing.origin is Origin.SUGGESTION


# -------------------------------------------------------------------------------------------------- words in marks

NOVEL = "She read “The Old Man and the Sea” twice."
AGAIN = "He likes ‘The Old Man and the Sea,’ too. “The Old Man and the Sea,” Ann said."


def in_marks(text: str, start: int, end: int, *doubts: str) -> Proposal:
    return Proposal(Quote((Span(start, end),)), 0.3, doubts)


def reading_again() -> tuple[Proposal, Proposal]:
    """The same words in other marks, once with nobody who says them and once with somebody."""
    bare = in_marks(AGAIN, 9, AGAIN.index("’ too") + 1, "scare quote")
    start = AGAIN.index("“")
    end = AGAIN.index("”") + 1
    cue, source = AGAIN.index("said"), AGAIN.index("Ann")
    said = Quote((Span(start, end),), (Span(cue, cue + 4),), (Span(source, source + 3),))
    return bare, Proposal(said, 0.3)


def propose(store: LibraryStore, text: str, *proposals: Proposal) -> str:
    article = imported(store, text)
    run = run_result(text, [], "quotes").run
    store.execute(c.RecordSuggestions(article, (RunResult(run, proposals),), True), ANA)
    return article


def novel(store: LibraryStore, when: str = "") -> tuple[str, Suggestion]:
    end = NOVEL.index("”") + 1
    article = propose(store, NOVEL + when, in_marks(NOVEL + when, 9, end, "scare quote"))
    (suggestion,) = suggested(store, article)
    return article, suggestion


def test_words_that_were_rejected_as_a_title_are_taken_for_one_again(store: LibraryStore) -> None:
    article, suggestion = novel(store)
    store.execute(c.Reject(article, (target(suggestion),), "title"), ANA)
    bare, said = suggested(store, propose(store, AGAIN, *reading_again()))
    assert bare.doubts == ("title",)
    assert bare.score == pytest.approx(8 * 0.3 / 9)
    assert said.doubts == (), "somebody is said to say it"
    assert said.score == pytest.approx(8 * 0.3 / 9)
    told = "you rejected ‘The Old Man and the Sea’ as a title once"
    assert store.quote_memory().told(bare.body, AGAIN) == told  # type: ignore[arg-type]  # it is a quote
    assert (
        "the old man and the sea",
        "content",
        told.replace("The Old Man and the S", "the old man and the s"),
    ) in known(store.quote_memory())


def test_words_that_were_kept_as_a_quote_are_no_scare_quote_again(store: LibraryStore) -> None:
    article, suggestion = novel(store)
    store.execute(c.Accept(article, (target(suggestion),)), ANA)
    bare, said = suggested(store, propose(store, AGAIN, *reading_again()))
    assert bare.doubts == (SPEAKER,)
    assert bare.score == pytest.approx((8 * 0.3 + 1) / 9)
    assert said.score == pytest.approx((8 * 0.3 + 1) / 9)
    told = store.quote_memory().told(bare.body, AGAIN)  # type: ignore[arg-type]  # it is a quote
    assert told == "you kept ‘The Old Man and the Sea’ as a quote once"


def test_words_on_which_decisions_differ_only_move_the_score(store: LibraryStore) -> None:
    for reason in ("title", "nickname"):
        article, suggestion = novel(store, reason)
        store.execute(c.Reject(article, (target(suggestion),), reason), ANA)
    bare, _ = suggested(store, propose(store, AGAIN, *reading_again()))
    assert bare.doubts == ("scare quote",)
    assert bare.score == pytest.approx(8 * 0.3 / 10)
    told = store.quote_memory().told(bare.body, AGAIN)  # type: ignore[arg-type]  # it is a quote
    assert told == "you rejected ‘The Old Man and the Sea’ as a nickname once and as a title once"


@pytest.mark.parametrize("reason", ["wrong boundary", "double", None])
def test_a_rejection_for_another_reason_says_nothing_of_the_words(store: LibraryStore, reason: str | None) -> None:
    article, suggestion = novel(store)
    store.execute(c.Reject(article, (target(suggestion),), reason), ANA)
    bare, _ = suggested(store, propose(store, AGAIN, *reading_again()))
    assert (bare.doubts, bare.score) == (("scare quote",), 0.3)


def test_what_is_taken_back_is_forgotten(store: LibraryStore) -> None:
    article, suggestion = novel(store)
    revision = store.execute(c.Reject(article, (target(suggestion),), "title"), ANA)
    store.execute(c.Revert(revision.id), ANA)
    bare, _ = suggested(store, propose(store, AGAIN, *reading_again()))
    assert (bare.doubts, bare.score) == (("scare quote",), 0.3)
