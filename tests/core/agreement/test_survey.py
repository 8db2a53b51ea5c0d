"""Agreement of a library: who can be compared with whom, and models with what stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from core.agreement import survey
from core.agreement.survey import (
    couples,
    differences,
    gold_pairings,
    human_pairings,
    model_pairings,
    of_couple,
    settled,
    tallied,
)
from core.bodies import Entity, Kind, Quote, Span
from core.cli import main
from core.commands import Accept, AddEntity, RecordSuggestions, Reject, SetStatus
from core.commands.sharing import Adjudicate, Assign, StartAdjudication, SubmitSet
from core.errors import StoppedError
from core.library import LibraryStore, open_library
from core.queries import Store
from core.records import Status
from core.sets import Choice
from core.surveys import sets_seen_by
from tests.core.agreement.two_people import library_of_two, put_own_set
from tests.core.library.made import ANA, TEXT, imported, run_result, session_of, target

T = TypeVar("T")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


QUOTE = Quote((at("“It is ours,”"), at("“and it stays so.”")), (at("he said"),), (), Kind.DIRECT, ("Yahya Suleiman",))
MINE = (Entity(at("Syrian"), "NORP"), Entity(at("Qusair"), "GPE"), QUOTE)
YOURS = (Entity(at("Syrian"), "NORP"), Entity(at("Qusair"), "ORG"), QUOTE)


def figures(store: LibraryStore) -> dict[str, float | None]:
    pairings = human_pairings(store.annotation_sets())
    return {one.name: one.strict for one in tallied(lambda query: query(store), pairings).lines()}


def test_two_peoples_sets_of_one_article_are_compared(path: Path) -> None:
    library_of_two(path, TEXT, MINE, YOURS)
    store = open_library(path)
    assert figures(store) == {
        "entities": 0.5, "NORP": 1.0, "GPE": 0.0, "ORG": 0.0,
        "quotes": 1.0, "content": 1.0, "cue": 1.0, "source": None, "speaker": 1.0, "kind": 1.0,
    }  # fmt: skip
    store.close()


def test_what_stands_behind_a_figure_can_be_seen(path: Path) -> None:
    article = library_of_two(path, TEXT, MINE, YOURS)
    store = open_library(path)
    pairings = human_pairings(store.annotation_sets())
    found = differences(lambda query: query(store), pairings, ("entities", "GPE"))
    assert [(one.pairing.article, one.case.left, one.case.right) for one in found] == [
        (article, "ORG “Qusair”", "GPE “Qusair”")
    ]
    store.close()


def test_an_article_with_one_persons_work_is_not_compared(store: LibraryStore, article: str) -> None:
    assert human_pairings(store.annotation_sets()) == []


def test_everybody_is_compared_with_everybody_and_two_when_asked(path: Path) -> None:
    article = library_of_two(path, TEXT, MINE, YOURS)
    put_own_set(path, article, "Cleo", MINE)
    store = open_library(path)
    pairings = human_pairings(store.annotation_sets())
    assert set(couples(pairings)) == {
        ("Ben", "Cleo"), ("Ben", survey.SHARED_NAME), ("Cleo", survey.SHARED_NAME),
    }  # fmt: skip
    turned = of_couple(pairings, "Cleo", "Ben")
    tally = tallied(lambda query: query(store), turned)
    assert [one.names for one in turned] == [("Cleo", "Ben")]
    assert (tally.rows["entities", "GPE"].left, tally.rows["entities", "GPE"].right) == (1, 0)
    store.close()


def test_nothing_marked_is_an_answer_when_it_was_handed_in(path: Path) -> None:
    library_of_two(path, TEXT, MINE, ())
    store = open_library(path)
    assert figures(store)["entities"] == 0
    store.close()


def test_counting_can_be_stopped(path: Path) -> None:
    library_of_two(path, TEXT, MINE, YOURS)
    store = open_library(path)
    pairings = human_pairings(store.annotation_sets())
    with pytest.raises(StoppedError):
        tallied(lambda query: query(store), pairings, cancelled=lambda: True)
    store.close()


def test_a_model_is_compared_with_what_stands_in_finished_articles(store: LibraryStore, article: str) -> None:
    proposed = Entity(at("Hezbollah"), "ORG"), Entity(at("Qusair"), "ORG")
    store.execute(RecordSuggestions(article, (run_result(TEXT, proposed),)), ANA)
    assert model_pairings(store.annotation_sets(), store.runs()) == {}
    session = session_of(store, article)
    kept, wrong = (next(one for one in session.items() if one.body == body) for body in proposed)
    store.execute(Accept(article, (target(kept),)), ANA)
    store.execute(Reject(article, (target(wrong),)), ANA)
    found = model_pairings(store.annotation_sets(), store.runs())
    ((model, pairings),) = found.items()
    assert model.name == "en_test 3.8.0 (entities)"
    org = next(one for one in tallied(lambda query: query(store), pairings).lines() if one.name == "ORG")
    assert (org.left, org.right) == (2, 1)
    assert org.strict == pytest.approx(2 / 3)


def test_a_model_that_came_second_is_not_compared(store: LibraryStore, article: str) -> None:
    body = Entity(at("Hezbollah"), "ORG")
    for version in ("1", "2"):
        store.execute(RecordSuggestions(article, (run_result(TEXT, [body], version=version),)), ANA)
    store.execute(SetStatus(article, Status.DONE), ANA)
    found = model_pairings(store.annotation_sets(), store.runs())
    assert [model.version for model in found] == ["1"]
    (pairings,) = found.values()
    assert tallied(lambda query: query(store), pairings).rows["entities", "ORG"].left == 1


def test_what_was_proposed_twice_counts_once(store: LibraryStore, article: str) -> None:
    body = Entity(at("Hezbollah"), "ORG")
    for _ in range(2):
        store.execute(RecordSuggestions(article, (run_result(TEXT, [body]),)), ANA)
    store.execute(SetStatus(article, Status.DONE), ANA)
    (pairings,) = model_pairings(store.annotation_sets(), store.runs()).values()
    assert tallied(lambda query: query(store), pairings).rows["entities", "ORG"].left == 1


# -------------------------------------------------------------------------------------------------------- independence


def test_who_annotates_independently_sees_no_agreement_until_handing_in(store: LibraryStore, article: str) -> None:
    """Ben’s set counts from when it is handed in; while he works in it the page must not show him Ana’s."""
    store.execute(AddEntity(article, at("Qusair"), "GPE"), ANA)
    store.execute(Assign(article, "Ben", independent=True, assisted=False), ANA)
    store.execute(AddEntity(article, at("Qusair"), "ORG"), "Ben")
    assert human_pairings(store.annotation_sets()) == []
    assert sets_seen_by(store, "Ben") == ()
    assert len(sets_seen_by(store, ANA)) == 2
    store.execute(SubmitSet(article), "Ben")
    assert [one.names for one in human_pairings(sets_seen_by(store, "Ben"))] == [("Ben", survey.SHARED_NAME)]
    assert figures(store)["entities"] == 0


# ----------------------------------------------------------------------------------------------------- command line


def test_the_command_line_prints_the_table(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library_of_two(path, TEXT, MINE, YOURS)
    assert main(["agreement", "--explain", "--library", str(path)]) == 0
    told = capsys.readouterr().out
    assert "1 article" in told
    assert "Krippendorff’s α:" in told
    assert next(line for line in told.splitlines() if line.strip().startswith("NORP")).split()[:4] == [
        "NORP", "1", "1", "1.00",
    ]  # fmt: skip
    assert main(["agreement", "--between", "Ben", "--between", "Nobody", "--library", str(path)]) == 1
    assert "Nobody shares no article" in capsys.readouterr().err
    assert main(["agreement", "--between", "Ben", "--library", str(path)]) == 2


def test_the_command_line_gives_figures_to_programs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library_of_two(path, TEXT, MINE, YOURS)
    assert main(["agreement", "--json", "--library", str(path)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["articles"] == 1
    row = next(row for row in document["rows"] if row["name"] == "GPE")
    assert (row["layer"], row["left"], row["right"], row["strict"]) == ("entities", 0, 1, 0)
    assert main(["agreement", "--models", "--json", "--library", str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_where_nothing_can_be_compared_it_says_what_to_do(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_library(path)
    imported(store)
    store.close()
    assert main(["agreement", "--library", str(path)]) == 0
    assert "second annotator" in capsys.readouterr().out


def adjudicated(store: LibraryStore, article: str) -> None:
    """Ana's annotations and Ben's, who works on his own: of the one label in which they differ, Ben's is gold."""
    suggested = [body for body in MINE if isinstance(body, Entity)]
    store.execute(RecordSuggestions(article, (run_result(TEXT, suggested),)), ANA)
    for body in suggested:
        (one,) = [s for s in store.load(article).suggestions if s.body == body]
        store.execute(Accept(article, (target(one),)), ANA)
    store.execute(Assign(article, "Ben", True, False), ANA)
    for mark in YOURS:
        if isinstance(mark, Entity):
            store.execute(AddEntity(article, mark.span, mark.label), "Ben")
    store.execute(SubmitSet(article), "Ben")
    own = store.load(article, annotator="Ben").annotation_set.id
    store.execute(StartAdjudication(article, article, own), "Cleo")


def test_annotators_and_models_are_compared_with_gold_once_it_is_settled(store: LibraryStore, article: str) -> None:
    adjudicated(store, article)

    def ask(query: Callable[[Store], T], /) -> T:
        return query(store)

    assert settled(ask, gold_pairings(store.annotation_sets())) == [], "not everything is decided"
    sides = [
        next(one for one in store.load(article, annotator=who).annotations if one.body.bounds == at("Qusair"))
        for who in (ANA, "Ben")
    ]
    store.execute(Adjudicate(article, target(sides[0]), target(sides[1]), Choice.RIGHT), "Cleo")
    pairings = settled(ask, gold_pairings(store.annotation_sets()))
    assert [one.names for one in pairings] == [("Ben", "gold"), ("shared", "gold")]
    ben, shared = (tallied(ask, [one]).lines() for one in pairings)
    assert [(one.name, one.strict) for one in ben[:3]] == [("entities", 1.0), ("NORP", 1.0), ("ORG", 1.0)]
    assert {one.name: one.strict for one in shared}["entities"] == 0.5
    ((model, of_model),) = model_pairings(store.annotation_sets(), store.runs(), gold=True).items()
    assert model.suggester == "entities"
    lines = {one.name: one.strict for one in tallied(ask, settled(ask, of_model)).lines()}
    assert (lines["entities"], lines["NORP"]) == (0.5, 1.0)
    with pytest.raises(StoppedError):
        settled(ask, pairings, lambda: True)


def test_the_command_line_compares_with_gold(
    store: LibraryStore, path: Path, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["agreement", "--gold", "--library", str(path)]) == 0
    assert "No article has gold yet" in capsys.readouterr().out
    adjudicated(store, article)
    sides = [
        next(one for one in store.load(article, annotator=who).annotations if one.body.bounds == at("Qusair"))
        for who in (ANA, "Ben")
    ]
    store.execute(Adjudicate(article, target(sides[0]), target(sides[1]), Choice.RIGHT), "Cleo")
    assert main(["agreement", "--gold", "--library", str(path), "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)
    assert [(one["annotator"], one["rows"][0]["strict"]) for one in documents] == [("Ben", 1.0), ("shared", 0.5)]
    assert main(["agreement", "--gold", "--models", "--library", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["rows"][0]["strict"] == 0.5
