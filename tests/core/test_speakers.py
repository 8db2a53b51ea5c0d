"""Who is meant by a name: the rules by example, and what must hold for any names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import commands as c
from core.bodies import Entity, Kind, Quote, Span
from core.cli import main
from core.library import LibraryStore, open_library
from core.merging import Former, formers, merging, splitting
from core.records import ArticleDraft, Proposal, Status
from core.speakers import SPEAKER, KnownSpeaker, Registry, in_full, is_short_for, words_of
from tests.core.library.made import ANA, run_result, session_of, target

KNOWN = ("Yahya Ali Suleiman", "Kamel Wazne", "Bashar al-Assad", "Ursula von der Leyen", "The army")
BODIES = ("Local Coordination Committees", "UN", "Syrian Observatory for Human Rights")


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("Suleiman", "Yahya Ali Suleiman"),
        ("Brig. Gen. Yahya Suleiman", "Yahya Ali Suleiman"),
        ("Y. Suleiman", "Yahya Ali Suleiman"),
        ("Wazne’s", "Kamel Wazne"),
        ("KAMEL WAZNE", "Kamel Wazne"),
        ("President Assad", "Bashar al-Assad"),
        ("von der Leyen", "von der Leyen"),
        ("Von der Leyen", "Ursula von der Leyen"),
        ("the army", "The army"),
        ("LCC", "Local Coordination Committees"),
        ("the LCC", "Local Coordination Committees"),
        ("United Nations", "UN"),
        ("U.N.", "UN"),
        ("SOHR", "Syrian Observatory for Human Rights"),
        ("Yahya", "Yahya"),
        ("Ali Wazne", "Ali Wazne"),
        ("Karim Wazne", "Karim Wazne"),
        ("an officer", "an officer"),
        ("", ""),
    ],
)
def test_who_is_meant(name: str, means: str) -> None:
    assert Registry((*KNOWN, *BODIES)).who(name) == means


def test_a_name_that_may_mean_two_means_neither() -> None:
    registry = Registry(("Hillary Clinton", "Bill Clinton"))
    assert registry.who("Clinton") == "Clinton"
    assert registry.who("Bill Clinton") == "Bill Clinton"
    assert registry.who("Mr. Bill Clinton") == "Bill Clinton"


def test_a_short_name_is_given_in_full_where_it_can_mean_one_only() -> None:
    names = [
        "Khashan",
        "Hilal Khashan",
        "Clinton",
        "Bill Clinton",
        "Hillary Clinton",
        "The army",
        "the Free Syrian Army",
    ]
    full = in_full(names)
    assert list(full) == names
    assert full.pop("Khashan") == "Hilal Khashan"
    assert all(name == itself for name, itself in full.items())


def test_a_known_name_is_never_another_however_short() -> None:
    assert Registry(("Suleiman", "Yahya Suleiman")).who("Suleiman") == "Suleiman"


NAMES = st.lists(
    st.sampled_from(["Yahya", "Ali", "Suleiman", "Wazne", "Gen.", "The", "of", "al-Assad", "UN", "É", "x", "’s", ""]),
    max_size=4,
).map(" ".join) | st.text(max_size=12)


@given(st.lists(NAMES, max_size=6), NAMES)
def test_whoever_is_meant_is_known_or_the_name_itself_and_known_already_means_itself(
    known: list[str], name: str
) -> None:
    registry = Registry(known)
    found = registry.who(name)
    assert found in {*known, name}
    assert registry.who(found) == found


@given(NAMES, NAMES)
def test_being_short_goes_one_way_only(one: str, other: str) -> None:
    short, full = words_of(one), words_of(other)
    assert not is_short_for(short, short)
    assert not (is_short_for(short, full) and is_short_for(full, short))


@given(st.lists(NAMES, max_size=5), NAMES, st.sampled_from([(), ("cue",), (SPEAKER,)]))
def test_what_is_proposed_otherwise_is_unsure(known: list[str], name: str, doubts: tuple[str, ...]) -> None:
    proposal = Proposal(Quote((Span(0, 1),), speakers=(name,)), 0.9, doubts)
    found = Registry(known).recognised(proposal)
    assert isinstance(found.body, Quote)
    assert (found == proposal) == (found.body.speakers == (name,))
    assert found == proposal or SPEAKER in found.doubts
    assert found.doubts.count(SPEAKER) <= 1
    entity = Proposal(Entity(Span(0, 1), "ORG"))
    assert Registry(known).recognised(entity) is entity


# --------------------------------------------------------------------------------------------------------- the library

FIRST = "“It is over,” said Brig. Gen. Yahya Suleiman."
SECOND = "“We won,” Suleiman said on Friday."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        yield store


def said(text: str, content: str, name: str) -> Quote:
    start = text.index(content)
    return Quote((Span(start, start + len(content)),), kind=Kind.DIRECT, speakers=(name,))


def suggested(store: LibraryStore, text: str, quote: Quote) -> str:
    article = store.execute(c.ImportArticle(ArticleDraft("News", text, "a.txt")), ANA).article or ""
    store.execute(c.RecordSuggestions(article, (run_result(text, [quote], "quotes"),)), ANA)
    return article


def test_two_articles_have_one_speaker_after_one_confirmation(store: LibraryStore) -> None:
    article = suggested(store, FIRST, said(FIRST, "“It is over,”", "Yahya Suleiman"))
    assert store.known_speakers() == (), "a suggested speaker is nobody's word yet"
    (item,) = session_of(store, article).items()
    store.execute(c.Accept(article, (target(item),)), ANA)
    assert store.known_speakers() == (KnownSpeaker("Yahya Suleiman", 1, 1),)

    second = suggested(store, SECOND, said(SECOND, "“We won,”", "Suleiman"))
    (proposed,) = session_of(store, second).items()
    assert isinstance(proposed.body, Quote)
    assert proposed.body.speakers == ("Yahya Suleiman",)
    suggestion = session_of(store, second).suggestion(proposed.id)
    assert suggestion is not None
    assert suggestion.doubts == (SPEAKER,), "until somebody has said so"
    store.execute(c.Accept(second, (target(proposed),)), ANA)
    assert store.known_speakers() == (KnownSpeaker("Yahya Suleiman", 2, 2),)
    assert not store.check()


def test_who_was_confirmed_in_an_article_is_not_asked_about_there_again(store: LibraryStore) -> None:
    first, second = "“We won,” Suleiman said.", "“We go,” Suleiman said."
    text = f"{first}\n{second}"
    article = store.execute(c.ImportArticle(ArticleDraft("News", text, "a.txt")), ANA).article or ""
    store.execute(c.AddQuote(article, said(text, "“We won,”", "Yahya Suleiman")), ANA)
    quote = said(text, "“We go,”", "Suleiman")
    store.execute(c.RecordSuggestions(article, (run_result(text, [quote], "quotes"),)), ANA)
    (suggestion,) = store.load(article).suggestions
    assert suggestion.body == replace(quote, speakers=("Yahya Suleiman",))
    assert suggestion.doubts == ()


def test_speakers_are_told_the_most_quoted_first(store: LibraryStore) -> None:
    article = suggested(store, FIRST, said(FIRST, "“It is over,”", "Yahya Suleiman"))
    (item,) = session_of(store, article).items()
    store.execute(c.Accept(article, (target(item),)), ANA)
    store.execute(c.AddQuote(article, replace(said(FIRST, "said", "Ann"))), ANA)
    store.execute(c.AddQuote(article, replace(said(FIRST, "Brig.", "Ann"))), ANA)
    names = [(one.name, one.quotes, one.articles) for one in store.known_speakers()]
    assert names == [("Ann", 2, 1), ("Yahya Suleiman", 1, 1)]


def two_articles(store: LibraryStore) -> tuple[str, str]:
    articles = []
    for text, content, name in ((FIRST, "“It is over,”", "Yahya Suleiman"), (SECOND, "“We won,”", "Gen. Suleiman")):
        article = store.execute(c.ImportArticle(ArticleDraft("News", text, "a.txt")), ANA).article or ""
        store.execute(c.AddQuote(article, said(text, content, name)), ANA)
        articles.append(article)
    return articles[0], articles[1]


def test_two_speakers_are_merged_by_one_revision_in_each_article_and_split_by_undo(store: LibraryStore) -> None:
    _, second = two_articles(store)
    commands = merging(store, "Gen. Suleiman", "Yahya Suleiman")
    assert [command.article for command in commands] == [second]
    for command in commands:
        store.execute(command, ANA)
    assert [one.name for one in store.known_speakers()] == ["Yahya Suleiman"]
    assert merging(store, "Gen. Suleiman", "Yahya Suleiman") == ()
    store.execute(c.Undo(), ANA)
    assert {one.name for one in store.known_speakers()} == {"Yahya Suleiman", "Gen. Suleiman"}
    assert not store.check()


def test_what_was_merged_is_split_again_also_when_other_revisions_came_after(store: LibraryStore) -> None:
    first, second = two_articles(store)
    for command in merging(store, "Gen. Suleiman", "Yahya Suleiman"):
        store.execute(command, ANA)
    store.execute(c.SetStatus(first, Status.DONE), ANA)
    assert formers(store, "Yahya Suleiman") == (Former("Gen. Suleiman", 1, 1),), "the other was always his"
    (command,) = splitting(store, "Yahya Suleiman", "Gen. Suleiman")
    assert (command.article, len(command.targets)) == (second, 1)
    store.execute(command, ANA)
    assert {one.name for one in store.known_speakers()} == {"Yahya Suleiman", "Gen. Suleiman"}
    assert formers(store, "Yahya Suleiman") == ()
    assert splitting(store, "Yahya Suleiman", "Gen. Suleiman") == ()
    assert not store.check()


def test_some_quotes_of_a_speaker_are_given_to_another(store: LibraryStore) -> None:
    article = store.execute(c.ImportArticle(ArticleDraft("News", FIRST, "a.txt")), ANA).article or ""
    store.execute(c.AddQuote(article, said(FIRST, "“It is over,”", "Suleiman")), ANA)
    store.execute(c.AddQuote(article, said(FIRST, "Brig.", "Suleiman")), ANA)
    mine = store.quotes_of("Suleiman")[0]
    for command in merging(store, "Suleiman", "Omar Suleiman", {mine.id}):
        store.execute(command, ANA)
    assert [quote.id for quote in store.quotes_of("Omar Suleiman")] == [mine.id]
    assert len(store.quotes_of("Suleiman")) == 1


@pytest.mark.parametrize(("name", "into"), [("Nobody", "Ann"), ("Ann", "Ann"), ("", "Ann"), ("Ann", "")])
def test_there_may_be_nothing_to_merge(store: LibraryStore, name: str, into: str) -> None:
    two_articles(store)
    assert merging(store, name, into) == ()


def test_the_command_line_lists_and_merges(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        _, second = two_articles(store)
    library = ["--library", str(tmp_path / "library.copydesk")]
    assert main(["speakers", *library]) == 0
    assert "1 in    1  Gen. Suleiman" in capsys.readouterr().out
    assert main(["speakers", "--merge", "Gen. Suleiman", "--into", "Yahya  Suleiman", "--json", *library]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == [{"name": "Yahya Suleiman", "quotes": 2, "articles": 2}]
    assert f"{second}: 1 of Gen. Suleiman are Yahya Suleiman’s now." in told.err
    assert main(["speakers", "--merge", "Nobody", "--into", "Ann", *library]) == 1
    assert main(["speakers", "--merge", "Ann", *library]) == 2
    assert "No quote is Nobody’s" in capsys.readouterr().err


def test_the_command_line_splits_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        two_articles(store)
    library = ["--library", str(tmp_path / "library.copydesk")]
    assert main(["speakers", "--merge", "Gen. Suleiman", "--into", "Yahya Suleiman", *library]) == 0
    assert main(["speakers", "--split", "Gen. Suleiman", "--out-of", "Yahya Suleiman", *library]) == 0
    assert "1 of Yahya Suleiman are Gen. Suleiman’s now." in capsys.readouterr().err
    assert main(["speakers", "--split", "Gen. Suleiman", "--out-of", "Yahya Suleiman", *library]) == 1
    assert "No quote of Yahya Suleiman was Gen. Suleiman’s before." in capsys.readouterr().err
    assert main(["speakers", "--split", "Gen. Suleiman", *library]) == 2


def test_a_library_without_quotes_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_library(tmp_path / "library.copydesk").close()
    assert main(["speakers", "--library", str(tmp_path / "library.copydesk")]) == 0
    assert "No quote has a speaker yet." in capsys.readouterr().out
