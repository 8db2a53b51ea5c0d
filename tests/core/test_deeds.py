"""What was done to one mention, and what doing it to all equal ones comes to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.bodies import Body, Entity, Kind, Quote, Span
from core.commands import AnnotateAll, Command, Delete, Reject, Relabel
from core.deeds import Deed, deed_of
from core.matching import EXACTLY
from core.records import Annotation, Article, ArticleInfo, Change, Origin, Revision, Suggestion, Verdict
from core.session import Session
from core.text import text_hash

TEXT = "Qusair fell. Qusair burned. “Qusair is gone,” he said."
AT = datetime(2026, 11, 22, tzinfo=UTC)
FIRST, SECOND, THIRD = Span(0, 6), Span(13, 19), Span(29, 35)


def suggestion(body: Body, verdict: Verdict = Verdict.PENDING, id: str = "s") -> Suggestion:
    return Suggestion(id, "a", "run", body, verdict=verdict)


def annotation(body: Body, id: str = "s") -> Annotation:
    return Annotation(id, "a", body, Origin.SUGGESTION, "run")


def revision(intent: str, *changes: Change, reason: str | None = None) -> Revision:
    return Revision(7, "a", "Lois", AT, intent, changes, reason=reason)


ORG, GPE = Entity(FIRST, "ORG"), Entity(FIRST, "GPE")
OPENED = Change(ArticleInfo("a", "h", "o", "", 1, AT), ArticleInfo("a", "h", "o", "", 1, AT))
RELABELLED = (Change(suggestion(ORG), suggestion(ORG, Verdict.CORRECTED)), Change(None, annotation(GPE)), OPENED)
REJECTED = Change(suggestion(ORG), suggestion(ORG, Verdict.REJECTED))
QUOTE = Quote((Span(28, 44),), kind=Kind.DIRECT)


@pytest.mark.parametrize(
    ("made", "deed"),
    [
        (revision("relabel", *RELABELLED), Deed("Qusair", "GPE", FIRST)),
        (revision("relabel", Change(annotation(ORG), annotation(GPE))), Deed("Qusair", "GPE", FIRST)),
        (revision("add_entity", Change(None, annotation(GPE))), Deed("Qusair", "GPE", FIRST)),
        (revision("accept", *RELABELLED), Deed("Qusair", "GPE", FIRST)),
        (revision("reject", REJECTED, reason="wrong"), Deed("Qusair", None, FIRST, reason="wrong")),
        (revision("delete", Change(annotation(GPE), None)), Deed("Qusair", None, FIRST, deletes=True)),
        (revision("undo", *RELABELLED), None),
        (revision("annotate_all", *RELABELLED), None),
        (revision("reject", REJECTED, Change(suggestion(ORG, id="t"), None)), None),
        (revision("reject", Change(suggestion(QUOTE), suggestion(QUOTE, Verdict.REJECTED))), None),
        (revision("accept", *RELABELLED, Change(None, annotation(GPE, "t"))), None),
    ],
)
def test_what_was_done_to_one(made: Revision, deed: Deed | None) -> None:
    assert deed_of(made, TEXT) == deed


def session() -> Session:
    info = ArticleInfo("a", "Qusair", "wire", text_hash(TEXT), len(TEXT), AT)
    items = [suggestion(Entity(SECOND, "ORG"), id="t"), suggestion(ORG, Verdict.REJECTED)]
    return Session(Article(info, TEXT), [], items, 1)


@pytest.mark.parametrize(
    ("deed", "kind", "count"),
    [
        (Deed("Qusair", "GPE", FIRST), AnnotateAll, 2),
        (Deed("Qusair", None, FIRST, reason="wrong"), Reject, 1),
        (Deed("Qusair", None, FIRST, deletes=True), Delete, 1),
    ],
)
def test_all_that_are_left_make_one_command(deed: Deed, kind: type[Command], count: int) -> None:
    left = deed.open_places(session(), EXACTLY)
    assert len(left) == count
    assert isinstance(deed.command("a", left), kind)


def test_where_nothing_is_bare_it_is_a_relabelling() -> None:
    deed = Deed("Qusair", "GPE", FIRST)
    left = [place for place in deed.open_places(session(), EXACTLY) if place.item is not None]
    assert isinstance(deed.command("a", left), Relabel)


def test_what_was_rejected_can_be_chosen_but_is_not_meant() -> None:
    deed = Deed("Qusair", "GPE")
    first = deed.places(session(), EXACTLY)[0]
    assert (deed.is_open(first), deed.is_meant(first)) == (True, False)
    removal = Deed("Qusair", None)
    assert [place.span for place in removal.places(session(), EXACTLY)] == [FIRST, SECOND]
    assert not removal.is_open(removal.places(session(), EXACTLY)[0])
