"""What a model gets wrong, counted from real decisions in a real library."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.bodies import Body, Entity, Kind, Layer, PartRef, Quote, Role, Span
from core.cli import main
from core.commands import (
    Accept,
    AddEntity,
    Command,
    MoveBoundary,
    RecordSuggestions,
    Reject,
    Relabel,
    SetKind,
    SetSpeakers,
    Undo,
)
from core.commands.sharing import Assign
from core.errors import StoppedError
from core.library import LibraryStore
from core.mistakes.facts import Edge, Fate, Part, edges_between
from core.mistakes.sheet import Report, Sift, bucket_of
from core.mistakes.survey import read
from core.records import Item
from tests.core.library.made import ANA, BEN, TEXT, imported, run_result, session_of, target


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


HEZBOLLAH, QUSAIR = Entity(at("Hezbollah"), "ORG"), Entity(at("Qusair on"), "ORG")
SYRIA, WEDNESDAY = Entity(at("Syria"), "GPE"), Entity(at("Wednesday"), "PERSON")
QUOTE = Quote((at("“It is ours,”"),), (at("he said"),), (), Kind.DIRECT, ("Somebody",))


class Article:
    """An article with suggestions, and a hand that decides."""

    def __init__(self, store: LibraryStore) -> None:
        self.store = store
        self.id = imported(store)

    def suggest(self, *bodies: Body, version: str = "1", suggester: str = "entities") -> None:
        results = (run_result(TEXT, bodies, suggester=suggester, version=version),)
        self.store.execute(RecordSuggestions(self.id, results), ANA)

    def item(self, body: Body) -> Item:
        return next(one for one in session_of(self.store, self.id).items() if one.body == body)

    def do(self, command: Command) -> None:
        self.store.execute(command, ANA)

    def report(self) -> Report:
        return read(lambda query: query(self.store), ANA).report()


@pytest.fixture
def desk(store: LibraryStore) -> Article:
    """Of four entities one was right, one was relabelled and shortened, one is undecided and one was rejected."""
    desk = Article(store)
    desk.suggest(HEZBOLLAH, QUSAIR, SYRIA, WEDNESDAY)
    desk.do(Accept(desk.id, (target(desk.item(HEZBOLLAH)),)))
    desk.do(Relabel(desk.id, (target(desk.item(QUSAIR)),), "GPE"))
    relabelled = Entity(QUSAIR.span, "GPE")
    desk.do(MoveBoundary(desk.id, target(desk.item(relabelled)), PartRef(Role.MENTION), at("Qusair on Wed")))
    desk.do(Reject(desk.id, (target(desk.item(WEDNESDAY)),)))
    return desk


def test_what_became_of_suggestions_is_counted_by_label(desk: Article) -> None:
    rows = desk.report().rows
    org = rows[Layer.ENTITY, "ORG"]
    assert (org.accepted, org.corrected, org.rejected, org.precision, org.kept) == (1, 1, 0, 0.5, 1)
    assert rows[Layer.ENTITY, "PERSON"].precision == 0
    assert (Layer.ENTITY, "GPE") not in rows  # nobody has decided about it


def test_labels_taken_for_others_are_counted(desk: Article) -> None:
    assert desk.report().confusion == {("ORG", "GPE"): 1, ("PERSON", ""): 1}


def test_boundaries_are_counted(desk: Article) -> None:
    assert desk.report().edges[Layer.ENTITY, "ORG"] == {Edge.RIGHT_SHORT: 1}


@pytest.mark.parametrize(
    ("suggested", "stands", "edge"),
    [
        (Span(2, 9), Span(4, 9), Edge.LEFT_LONG),
        (Span(4, 9), Span(2, 9), Edge.LEFT_SHORT),
        (Span(4, 9), Span(4, 7), Edge.RIGHT_LONG),
        (Span(4, 9), Span(2, 12), Edge.LEFT_SHORT | Edge.RIGHT_SHORT),
        (Span(4, 9), Span(4, 9), Edge.NONE),
    ],
)
def test_too_long_or_too_short_at_either_end(suggested: Span, stands: Span, edge: Edge) -> None:
    assert edges_between(suggested, stands) is edge


def test_the_mentions_most_often_wrong_are_named(desk: Article) -> None:
    assert desk.report().mentions == {("Qusair on", "ORG", "GPE"): 1, ("Wednesday", "PERSON", ""): 1}


def test_what_people_added_was_missed(desk: Article) -> None:
    desk.do(AddEntity(desk.id, at("Yahya Suleiman"), "PERSON"))
    report = desk.report()
    assert report.missed == {("Yahya Suleiman", "PERSON"): 1}
    assert report.rows[Layer.ENTITY, "PERSON"].missed == 1
    assert report.total.recall == pytest.approx(2 / 3)


def test_what_was_suggested_there_was_not_missed(desk: Article) -> None:
    desk.do(AddEntity(desk.id, at("on Wednesday"), "DATE"))
    assert not desk.report().missed


def test_an_article_in_which_nothing_was_suggested_misses_nothing(store: LibraryStore) -> None:
    desk = Article(store)
    desk.do(AddEntity(desk.id, at("Yahya Suleiman"), "PERSON"))
    assert desk.report().total.missed == 0


def test_what_was_undone_is_no_decision(desk: Article) -> None:
    desk.do(Undo())
    assert desk.report().total.rejected == 0


def test_quotes_are_counted_by_part(store: LibraryStore) -> None:
    desk = Article(store)
    other = Quote((at("“We will not give up,”"),), (at("it added"),), (), Kind.DIRECT, ())
    desk.suggest(QUOTE, other, suggester="quotes")
    desk.do(Accept(desk.id, (target(desk.item(other)),)))
    desk.do(SetSpeakers(desk.id, target(desk.item(QUOTE)), ("Yahya Suleiman",)))
    (changed,) = [one for one in session_of(store, desk.id).items() if one.body.bounds == QUOTE.bounds]
    desk.do(SetKind(desk.id, target(changed), Kind.MIXED))
    report = desk.report()
    assert report.kept_quotes == 2
    assert report.parts == {Part.SPEAKER: 1, Part.KIND: 1}
    score = report.rows[Layer.QUOTE, "direct"]
    assert (score.accepted, score.corrected) == (1, 1)


def test_a_case_says_what_was_wrong_and_where(desk: Article) -> None:
    sheet = read(lambda query: query(desk.store), ANA)
    told = {one.words: (one.told(), one.fate) for one in sheet.mistakes}
    assert told == {
        "Qusair on": ("ORG → GPE; ended too early: “Qusair on Wed”", Fate.CORRECTED),
        "Wednesday": ("PERSON, rejected", Fate.REJECTED),
    }
    there = {one.words: one for one in sheet.mistakes}["Wednesday"]
    assert (sheet.sets[there.set_id].article, there.start) == (desk.id, WEDNESDAY.span.start)


# -------------------------------------------------------------------------------------------------------------- sifting


def test_decisions_are_sifted_by_label_model_article_and_time(desk: Article) -> None:
    sheet = read(lambda query: query(desk.store), ANA)
    (model,) = sheet.models()
    now = datetime.now(UTC)
    assert sheet.articles() == {desk.id: "Qusair"}
    assert sheet.labels() == ["ORG", "PERSON"]
    for sift, decided in (
        (Sift(), 3),
        (Sift(label="ORG"), 2),
        (Sift(model=model), 3),
        (Sift(model=model, label="PERSON"), 1),
        (Sift(article=desk.id), 3),
        (Sift(article="another"), 0),
        (Sift(since=now - timedelta(hours=1)), 3),
        (Sift(since=now + timedelta(hours=1)), 0),
        (Sift(until=now - timedelta(hours=1)), 0),
    ):
        report = sheet.report(sift)
        assert report.total.decided == decided, sift
        assert sum(report.mentions.values()) <= decided
        assert len(list(sheet.sifted(sift))) == report.total.corrected + report.total.rejected


def test_the_memory_is_no_model_unless_it_is_asked_for(store: LibraryStore) -> None:
    desk = Article(store)
    desk.suggest(HEZBOLLAH, suggester="memory")
    desk.do(Reject(desk.id, (target(desk.item(HEZBOLLAH)),)))
    sheet = read(lambda query: query(store), ANA)
    assert sheet.report().total.decided == 0
    assert sheet.report(Sift(model=sheet.models()[0])).total.rejected == 1


def test_time_is_told_by_day_week_or_month() -> None:
    first = date(2026, 1, 7)  # a Wednesday
    assert bucket_of([first, date(2026, 1, 20)])(first) == first
    assert bucket_of([first, date(2026, 4, 1)])(first) == date(2026, 1, 5)
    assert bucket_of([first, date(2027, 4, 1)])(first) == date(2026, 1, 1)


def test_who_annotates_independently_does_not_see_what_others_decided(desk: Article) -> None:
    desk.do(Assign(desk.id, BEN, independent=True, assisted=False))
    assert read(lambda query: query(desk.store), BEN).report().total.decided == 0
    assert read(lambda query: query(desk.store), ANA).report().total.decided == 3


def test_reading_can_be_stopped(desk: Article) -> None:
    with pytest.raises(StoppedError):
        read(lambda query: query(desk.store), ANA, cancelled=lambda: True)


# --------------------------------------------------------------------------------------------------------- command line


def test_the_command_line_tells_and_counts(desk: Article, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.do(AddEntity(desk.id, at("Yahya Suleiman"), "PERSON"))
    assert main(["mistakes", "--library", str(path)]) == 0
    told = capsys.readouterr().out
    assert "1  “Qusair on” ORG → GPE" in told
    assert "1  “Yahya Suleiman” PERSON" in told
    assert "1  ORG ended too early" in told
    assert main(["mistakes", "--json", "--model", "en_test 1", "--library", str(path)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["total"] == {
        "accepted": 1, "corrected": 1, "rejected": 1, "missed": 1,
        "precision": pytest.approx(1 / 3), "kept": pytest.approx(2 / 3), "recall": pytest.approx(2 / 3),
    }  # fmt: skip
    assert {"suggested": "PERSON", "became": None, "count": 1} in document["confusion"]
    assert [row["from"] for row in document["over_time"]] == [datetime.now(UTC).date().isoformat()]


def test_a_model_that_nobody_knows_is_told(desk: Article, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mistakes", "--model", "other", "--library", str(path)]) == 1
    assert "There are: en_test 1 (entities)." in capsys.readouterr().err


def test_where_nothing_was_decided_it_says_so(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mistakes", "--library", str(path)]) == 0
    assert "Nobody has decided" in capsys.readouterr().out
