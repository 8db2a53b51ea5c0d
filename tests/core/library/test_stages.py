"""What changes very much tells how far it is, and can be stopped; then nothing of it stays."""

from __future__ import annotations

import pytest

from core import commands as c
from core.bodies import Entity, Span
from core.errors import StoppedError
from core.library import LibraryStore, labelled, log, stages
from core.queries import Report
from core.records import ArticleDraft, ImportedAnnotation
from tests.core.library.made import ANA

MANY = 40


@pytest.fixture
def many(store: LibraryStore, monkeypatch: pytest.MonkeyPatch) -> str:
    """An article with forty entities, of which five at a time are much."""
    marks = tuple(ImportedAnnotation(Entity(Span(5 * n, 5 * n + 4), "LOC")) for n in range(MANY))
    article = store.execute(c.ImportArticle(ArticleDraft("Many", "Lima " * MANY, "a.txt", marks)), ANA).article
    for module in (stages, labelled, log):
        monkeypatch.setattr(module, "AT_ONCE", 5)
    return article or ""


def labels(store: LibraryStore, article: str) -> set[str]:
    return {one.body.label for one in store.load(article).annotations if isinstance(one.body, Entity)}


def stopping_at(share: float, heard: list[float]) -> Report:
    def advance(done: int, total: int) -> None:
        heard.append(done / total)
        if done >= share * total:
            raise StoppedError("Stopped. Nothing was changed.")

    return advance


def test_stopped_in_whatever_stage_nothing_stays(store: LibraryStore, many: str) -> None:
    newest = store.newest()
    for eighth in range(1, 9):
        with pytest.raises(StoppedError):
            store.execute(c.MergeLabel("LOC", "GPE"), ANA, stopping_at(eighth / 8, []))
        assert store.newest() == newest
        assert labels(store, many) == {"LOC"}
    assert store.check() == ()
    assert store.execute(c.MergeLabel("LOC", "GPE"), ANA).id == newest + 1
    assert labels(store, many) == {"GPE"}


def test_one_measure_from_one_end_to_the_other(store: LibraryStore, many: str) -> None:
    heard: list[float] = []
    store.execute(c.MergeLabel("LOC", "GPE"), ANA, stopping_at(2, heard))
    assert heard == sorted(heard)
    assert len(heard) >= 4 * MANY // 5
    assert heard[0] < 0.1
    assert heard[-1] == pytest.approx(1, abs=0.02)
    assert store.check() == (), "the digest is the one of all changes together"
