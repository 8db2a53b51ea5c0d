"""Quotes that wait in an article follow what is decided about their like in it, and go back when it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core import commands as c
from core.bodies import Body, Quote
from core.errors import RefusedError
from core.library import LibraryStore, open_library
from core.records import Revision, Suggestion
from core.speakers import SPEAKER
from core.story import tell
from tests.core.library.made import ANA, imported, run_result, session_of, target
from tests.core.test_quote_memory import quote

TEXT = "“We won,” the army said. “Stay,” the army said. “Go,” the army said. “No,” Ann Li added."
SAID = [quote(TEXT, words, "said", "the army") for words in ("“We won,”", "“Stay,”", "“Go,”")]
ADDED = quote(TEXT, "“No,”", "added", "Ann Li", "Ann Li")
Shown = list[tuple[Body, float | None, tuple[str, ...]]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        yield store
        assert store.check() == (), "what the log says is what stands"


@pytest.fixture
def article(store: LibraryStore) -> str:
    article = imported(store, TEXT)
    store.execute(c.RecordSuggestions(article, (run_result(TEXT, [*SAID, ADDED], "quotes"),), True), ANA)
    return article


def items(store: LibraryStore, article: str) -> list[Suggestion]:
    return sorted(store.load(article).suggestions, key=lambda one: one.body.bounds)


def shown(store: LibraryStore, article: str) -> Shown:
    return [(one.body, one.score, one.doubts) for one in items(store, article)]


def recall(store: LibraryStore, article: str) -> Revision | None:
    command = c.Recall(article, (), tuple(one.id for one in items(store, article)))
    if not store.would_change(command, ANA):
        with pytest.raises(RefusedError):
            store.execute(command, ANA)
        return None
    made = store.execute(command, ANA)
    assert not store.would_change(command, ANA), "what was recalled stays so"
    return made


def decide(store: LibraryStore, article: str, nth: int, name: str) -> None:
    item = list(session_of(store, article).items())[nth]
    store.execute(c.SetSpeakers(article, target(item), (name,)), ANA)


def test_a_speaker_is_named_at_once_and_goes_when_the_decision_does(store: LibraryStore, article: str) -> None:
    before = shown(store, article)
    decide(store, article, 0, "Syrian Army")
    made = recall(store, article)
    assert made is not None
    told = tell(made, text=TEXT)
    assert (told.who, told.sentence) == ("The memory of decisions", "weighed 2 quotes again and named Syrian Army")
    moved = round((8 * (8 * 0.5 + 1) / 9 + 1) / 9, 2)
    named: Shown = [(replace(one, speakers=("Syrian Army",)), moved, ()) for one in SAID[1:]]
    assert shown(store, article)[1:3] == named, "confirmed in this article, so nobody need doubt it"
    assert shown(store, article)[3] == before[3], "which is of another cue and another source"
    store.execute(c.Undo(), ANA)
    assert recall(store, article) is not None
    assert shown(store, article) == before
    store.execute(c.Redo(), ANA)
    assert recall(store, article) is not None
    assert shown(store, article)[1:3] == named


def test_where_decisions_part_nobody_is_named(store: LibraryStore, article: str) -> None:
    decide(store, article, 0, "Syrian Army")
    recall(store, article)
    decide(store, article, 1, "Lebanese Army")
    recall(store, article)
    body = items(store, article)[2].body
    assert isinstance(body, Quote)
    assert body.speakers == ()


def test_what_is_rejected_lowers_its_like_and_what_was_decided_stays(store: LibraryStore, article: str) -> None:
    first, second, *_ = items(store, article)
    store.execute(c.Reject(article, (target(first),)), ANA)
    recall(store, article)
    assert [one.score for one in items(store, article)] == [0.5, 0.44, 0.44, 0.5]
    store.execute(c.Accept(article, (target(items(store, article)[1]),)), ANA)
    standing = store.load(article).annotations
    recall(store, article)
    assert store.load(article).annotations == standing
    assert items(store, article)[1].score == 0.44, "as it was when it was decided"
    assert items(store, article)[2].score == 0.5
    for _ in range(2):
        store.execute(c.Undo(), ANA)
        recall(store, article)
    for _ in range(2):
        store.execute(c.Redo(), ANA)
        recall(store, article)
    assert items(store, article)[2].score == 0.5
    assert second.score == 0.5


def test_what_was_known_when_it_was_suggested_counts_once(store: LibraryStore, article: str) -> None:
    decide(store, article, 0, "Syrian Army")
    other = imported(store, f"{TEXT} Again.", "Again")
    again = run_result(f"{TEXT} Again.", SAID, "quotes")
    store.execute(c.RecordSuggestions(other, (again,), True), ANA)
    assert [one.doubts for one in items(store, other)] == [(SPEAKER,)] * 3
    assert recall(store, other) is None


def test_what_is_no_undecided_quote_of_the_article_is_passed_over(store: LibraryStore, article: str) -> None:
    decide(store, article, 0, "Syrian Army")
    other = imported(store, "Nothing.", "Nothing")
    ids = tuple(one.id for one in items(store, article))
    assert not store.would_change(c.Recall(other, (), (*ids, "nobody")), ANA)
