"""What the chips ask for, and the moments of an article: no window needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product

import pytest

from core.bodies import PartRef, Role, Span
from core.commands import (
    Accept,
    AddEntity,
    Command,
    MoveBoundary,
    Redo,
    Reject,
    Relabel,
    RemovePart,
    SetSpeakers,
    Target,
    Undo,
)
from core.queries import Store, Wanted
from core.records import Article, Revision
from core.surveys import Model, model_of
from core.workspace import Workspace
from gui.history.moments import Moments, Since, moment, touched
from gui.history.periods import DAYS
from gui.history.wishes import KINDS, PARTS, Wishes, meets
from tests.gui.conftest import TEXT

NOW = datetime(2026, 11, 22, 19, 31, 5, tzinfo=UTC)


@pytest.fixture
def worked_in(workspace: Workspace, article: str) -> Workspace:
    """Two annotators have accepted, relabelled, rejected and added."""

    def targets(count: int) -> tuple[Target, ...]:
        items = workspace.open_article(article).result().items()
        pending = [item for item in items if item.body.layer == "entity"]
        return tuple(Target(item.id, item.version) for item in pending[:count])

    workspace.submit(Accept(article, targets(2))).result()
    workspace.annotator = "Perry White"
    workspace.submit(Relabel(article, targets(1), "GPE")).result()
    workspace.submit(Reject(article, targets(2), "wrong")).result()
    workspace.annotator = "Lois Lane"
    workspace.submit(AddEntity(article, Span(0, 6), "PERSON")).result()
    return workspace


def moments_of(workspace: Workspace, article: str) -> Moments:
    loaded = workspace.ask(lambda store: store.load(article)).result()
    revisions = workspace.ask(lambda store: store.revisions(article=article)).result()
    return Moments(Article(loaded.article.info, loaded.article.text), revisions)


def timeline(wanted: Wanted, store: Store) -> tuple[Revision, ...]:
    return store.timeline(wanted, limit=100)


def test_the_page_and_the_library_sift_alike(worked_in: Workspace, article: str) -> None:
    newest_first = worked_in.ask(lambda store: store.revisions(newest_first=True)).result()
    middle = newest_first[2].at
    kinds: tuple[frozenset[str], ...] = (frozenset(), KINDS["rejected"], KINDS["relabelled"] | KINDS["accepted"])
    whose, who, labels = (None, article, "nowhere"), (None, "Perry White", "Nobody"), (None, "GPE", "NORP", "NOTHING")
    times = ((None, None), (middle, None), (None, middle))
    for one, name, kind, label, (since, until) in product(whose, who, kinds, labels, times):
        wanted = Wanted(one, name, kind, label, since, until)
        found = worked_in.ask(partial(timeline, wanted)).result()
        assert found == tuple(revision for revision in newest_first if meets(revision, wanted)), wanted


def test_the_page_and_the_library_find_the_same_parts_of_quotes_changed(worked_in: Workspace, article: str) -> None:
    def quote(nth: int) -> Target:
        items = worked_in.open_article(article).result().items()
        one = [item for item in items if item.body.layer == "quote"][nth]
        return Target(one.id, one.version)

    the_army, said = PartRef(Role.SOURCE), PartRef(Role.CUE)
    army = Span(TEXT.index("army said"), TEXT.index("army said") + 4)
    steps: tuple[Callable[[], Command], ...] = (
        lambda: MoveBoundary(article, quote(2), the_army, army),
        Undo,
        Redo,
        lambda: SetSpeakers(article, quote(2), ("The army",)),
        lambda: RemovePart(article, quote(2), said),
        lambda: Accept(article, (quote(0),)),
        lambda: RemovePart(article, quote(0), the_army),
        lambda: Reject(article, (quote(0),)),
    )
    for step in steps:
        worked_in.submit(step()).result()
    newest_first = worked_in.ask(lambda store: store.revisions(newest_first=True)).result()
    sizes = {}
    for part in PARTS:
        wanted = Wishes(kind=part).wanted()
        found = worked_in.ask(partial(timeline, wanted)).result()
        assert found == tuple(one for one in newest_first if meets(one, wanted)), part
        sizes[part] = [one.intent for one in found]
    assert sizes == {
        "sources": ["remove_part", "redo", "undo", "move_boundary"],
        "cues": ["remove_part"],
        "contents": [],
        "speakers": ["set_speakers"],
    }


def test_the_page_and_the_library_sift_words_and_models_alike(worked_in: Workspace, article: str) -> None:
    newest_first = worked_in.ask(lambda store: store.revisions(newest_first=True)).result()
    runs = worked_in.ask(lambda store: store.runs()).result()
    models = {run.id: model_of(run) for run in runs}
    sizes = []
    for words, model in product(("", "qUSAIR", "ÄÖ%_", "syrian"), (None, Model("x", "y", "z"), *set(models.values()))):
        wanted = Wanted(words=words, model=model)
        found = worked_in.ask(partial(timeline, wanted)).result()
        assert found == tuple(one for one in newest_first if meets(one, wanted, models)), wanted
        sizes.append(len(found))
    assert 0 in sizes
    assert len(set(sizes)) > 3


def test_wishes_as_the_library_understands_them() -> None:
    assert Wishes().wanted() == Wanted(abridged=True), "of a revision that changed much only as much as is told"
    wished = Wishes("a", annotator="Ana", kind="rejected", label="GPE", time="the last 7 days").wanted(NOW)
    midnight = NOW.replace(hour=0, minute=0, second=0)
    assert wished == Wanted(
        "a", "Ana", frozenset({"reject", "delete"}), "GPE", midnight - timedelta(days=7), abridged=True
    )
    assert all(Wishes(time=time).wanted().since is not None for time in DAYS)
    of_a_day = Wishes(time="2026-11-20").wanted()
    assert of_a_day.since is not None
    assert of_a_day.until == of_a_day.since + timedelta(days=1)


def test_every_moment_as_it_was(worked_in: Workspace, article: str) -> None:
    moments = moments_of(worked_in, article)
    numbers = [revision.id for revision in moments.revisions]
    told = [moments.compare(number, Since.BEFORE).diff.told() for number in numbers]
    assert told[2:] == ["2 accepted", "1 relabelled", "2 rejected", "1 added"]
    assert moments.compare(numbers[-1], Since.IMPORTED).left.title == "As imported"
    now = moments.compare(numbers[-1], Since.SUGGESTED)
    assert now.right.title == "As it stands now"
    assert now.told == f"as suggested ↔ revision {numbers[-1]}"
    fresh = worked_in.open_article(article).result()
    assert list(now.right.session.items(rejected=True)) == list(fresh.items(rejected=True))


def test_before_anything_was_suggested(worked_in: Workspace, article: str) -> None:
    moments = moments_of(worked_in, article)
    first = moments.compare(moments.revisions[0].id, Since.SUGGESTED)
    assert first.left.detail == "nothing was suggested yet"
    assert first.diff.differences == ()


def test_a_revision_that_is_committed_meanwhile(worked_in: Workspace, article: str) -> None:
    moments = moments_of(worked_in, article)
    last = moments.revisions.pop()
    assert moments.append(last)
    assert not moments.append(last)
    assert moments.place_of(last.id) == len(moments.revisions) - 1
    assert moments.place_of(10_000) == len(moments.revisions) - 1
    assert moments.place_of(0) == 0


def test_what_editors_touched(worked_in: Workspace, article: str) -> None:
    revisions = moments_of(worked_in, article).revisions
    assert touched(revisions[:2]) == 0
    assert touched(revisions) == 3


def test_a_moment_in_words() -> None:
    here = datetime.now().astimezone()
    there = here.replace(year=2024, month=3, day=1, hour=9, minute=5, second=7)
    assert moment(there, there.date()) == "09:05:07"
    assert moment(there, date(2024, 12, 24)) == "1 March, 09:05:07"
    assert moment(there, date(2026, 12, 24)) == "1 March 2024, 09:05:07"


def test_an_article_is_compared_with_what_the_model_alone_suggested(worked_in: Workspace, article: str) -> None:
    newest = worked_in.ask(lambda store: store.newest()).result()
    comparison = moments_of(worked_in, article).compare(newest, Since.MODEL)
    assert comparison.left.title == "As the model suggested"
    assert "en_core_web_sm 3.8.0 (entities)" in comparison.left.detail
    assert comparison.told == f"the model alone ↔ revision {comparison.revision}"
    same = moments_of(worked_in, article).compare(newest, Since.SUGGESTED)
    assert comparison.diff == same.diff, "without a memory that says something, both are one"
