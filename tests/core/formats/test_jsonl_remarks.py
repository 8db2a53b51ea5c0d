"""Comments and flags go from one library to another by way of a file, and what does not is told."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core import commands as c
from core.bodies import Entity, Layer, Quote, Span
from core.comments import Said
from core.errors import FormatError
from core.formats.jsonl import article_of
from core.formats.jsonl_out import dossier, record
from core.library import LibraryStore, open_library
from tests.core.library.made import ANA, BEN, TEXT, imported, run_result, session_of

AT = "2026-11-22T19:28:40.000000Z"


def said(store: LibraryStore, article: str) -> dict[str, Any]:
    """Everything that is said, by the words it is about."""
    session = session_of(store, article)
    told: dict[str, Any] = {"": [(one.author, one.at, one.text, one.resolved) for one in session.remarks.thread(None)]}
    for item in session.items():
        words = item.body.bounds.of(session.text)
        flag = session.remarks.flag(item.id)
        thread = [(one.author, one.at, one.text, one.resolved) for one in session.remarks.thread(item.id)]
        if thread or flag is not None:
            told[words] = (thread, None if flag is None else (flag.author, flag.at))
    return told


def test_they_come_into_another_library_as_they_were(tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "one")) as one, closing(open_library(tmp_path / "other")) as other:
        article = imported(one)
        start = TEXT.index("Qusair")
        quote = Quote((Span(TEXT.index("“"), TEXT.index("”") + 1),))
        for command in (c.AddEntity(article, Span(start, start + 6), "GPE"), c.AddQuote(article, quote)):
            one.execute(command, ANA)
        for item in session_of(one, article).items():
            one.execute(c.AddComment(article, "Sure?", item.id), ANA)
            reply = one.execute(c.AddComment(article, "Yes.", item.id), BEN)
            one.execute(c.ResolveComment(article, c.Target(reply.changes[0].record.id, reply.id)), ANA)
            one.execute(c.SetFlag(article, item.id, True), BEN)
        one.execute(c.AddComment(article, "No byline."), BEN)
        line = json.loads(json.dumps(record(dossier(one, article))))
        draft, notices = article_of(line, "file")
        assert notices == []
        there = other.execute(c.ImportArticle(draft), "Carl").article
        assert there is not None
        assert said(other, there) == said(one, article)
        assert other.check() == ()
        assert record(dossier(other, there), [Layer.ENTITY])["comments"][0]["text"] == "No byline."


def test_what_is_about_a_suggestion_moves_to_the_article_and_is_told(tmp_path: Path) -> None:
    with closing(open_library(tmp_path / "one")) as store:
        article = imported(store)
        start = TEXT.index("Qusair")
        store.execute(c.RecordSuggestions(article, (run_result(TEXT, [Entity(Span(start, start + 6), "ORG")]),)), ANA)
        (item,) = session_of(store, article).items()
        store.execute(c.AddComment(article, "Really?", item.id), ANA)
        store.execute(c.SetFlag(article, item.id, True), ANA)
        draft, notices = article_of(record(dossier(store, article)), "file")
    assert [one.text for one in draft.comments] == ["Really?"]
    assert notices == [
        "1 pending suggestion is not taken over; suggest anew instead.",
        "1 comment on a suggestion is taken over as comments on the article.",
        "1 flag on a suggestion is not taken over.",
    ]


def line(**more: object) -> dict[str, object]:
    return {"text": "Qusair fell.", "entities": [{"start": 0, "end": 6, "label": "GPE"}], **more}


def annotation(**more: object) -> dict[str, object]:
    return {"layer": "entity", "start": 0, "end": 6, "label": "GPE", **more}


def test_little_is_enough() -> None:
    comment = {"text": " Sure? "}
    draft, _ = article_of(line(comments=[comment], annotations=[annotation(comments=[comment], flagged=True)]), "f")
    assert draft.comments == (Said("Sure?"),)
    (one,) = draft.annotations
    assert (one.comments, one.flagged) == ((Said("Sure?"),), Said(""))
    full = {"text": "Sure?", "author": " Ana  B ", "time": AT, "resolved": True}
    draft, _ = article_of(line(comments=[full]), "f")
    assert draft.comments == (Said("Sure?", "Ana B", datetime(2026, 11, 22, 19, 28, 40, tzinfo=UTC), True),)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (line(comments="x"), "comments has to be a list"),
        (line(comments=["x"]), "comments[0] has to be an object"),
        (line(comments=[{}]), "comments[0] has no text"),
        (line(comments=[{"text": 1}]), "comments[0].text has to be a string"),
        (line(comments=[{"text": "x", "author": 1}]), "comments[0].author has to be a string"),
        (line(comments=[{"text": "x", "time": "soon"}]), "comments[0].time is no time"),
        (line(annotations=[{"comments": [{"text": "x"}]}]), "annotations[0].layer has to be one of"),
        (line(annotations=[annotation(end=99, comments=[{"text": "x"}])]), "annotations[0]"),
    ],
)
def test_what_is_no_comment_is_told(value: dict[str, object], sentence: str) -> None:
    with pytest.raises(FormatError) as error:
        article_of(value, "f")
    assert sentence in str(error.value)
