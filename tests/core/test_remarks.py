"""Comments and flags: who may do what to them, what becomes of them, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core import commands as c
from core.bodies import Quote, Span
from core.comments import LONGEST, Comment
from core.errors import ConflictError, KnownError, RefusedError
from core.library import LibraryStore, open_library
from core.records import Annotation, Item, Revision
from core.session import Session
from core.story import tell, title
from tests.core.library.made import ANA, BEN, TEXT, imported, session_of, target


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        yield store


@pytest.fixture
def article(store: LibraryStore) -> str:
    id = imported(store)
    at = TEXT.index("Qusair")
    store.execute(c.AddEntity(id, Span(at, at + 6), "GPE"), ANA)
    return id


def the_item(store: LibraryStore, article: str) -> Item:
    return next(session_of(store, article).items())


def the_comment(session: Session, about: str | None) -> Comment:
    (comment,) = session.remarks.thread(about)
    return comment


def sentence(store: LibraryStore, revision: Revision) -> str:
    story = tell(revision, text=TEXT, earlier=store.revision)
    return " | ".join(part for part in (story.sentence, story.before, story.after, story.detail) if part)


def test_a_comment_lives_and_is_told(store: LibraryStore, article: str) -> None:
    item = the_item(store, article)
    said = [sentence(store, store.execute(c.AddComment(article, "  A town?\r\n", item.id), ANA))]
    session = session_of(store, article)
    comment = the_comment(session, item.id)
    assert (comment.author, comment.text, comment.resolved) == (ANA, "A town?", False)
    seen = c.Target(comment.id, comment.version)
    for made in (lambda seen: c.EditComment(article, seen, "A city?"), lambda seen: c.ResolveComment(article, seen)):
        revision = store.execute(made(seen), ANA)
        assert session.fold(revision).ids == {item.id}
        said.append(sentence(store, revision))
        comment = the_comment(session, item.id)
        seen = c.Target(comment.id, comment.version)
    assert not session.remarks.is_open(item.id)
    revision = store.execute(c.ResolveComment(article, seen, False), BEN)
    said.append(sentence(store, revision))
    session.fold(revision)
    seen = c.Target(seen.id, revision.id)
    said.append(sentence(store, store.execute(c.DeleteComment(article, seen), ANA)))
    said.append(sentence(store, store.execute(c.Undo(), ANA)))
    assert said == [
        "commented on “Qusair” | “A town?”",
        "changed a comment on “Qusair” | A town? | A city?",
        "resolved a comment on “Qusair” | “A city?”",
        "reopened a comment on “Qusair” | “A city?”",
        "deleted a comment on “Qusair” | “A city?”",
        "took back: deleted a comment on “Qusair”",
    ]
    assert the_comment(session_of(store, article), item.id).text == "A city?"
    assert title("add_comment") == "Add Comment"


def test_an_article_can_be_commented_on(store: LibraryStore, article: str) -> None:
    revision = store.execute(c.AddComment(article, "Who wrote this?"), BEN)
    assert sentence(store, revision) == "commented on the article | “Who wrote this?”"
    (line,) = store.articles()
    assert (line.comments, line.open_comments, line.flags) == (1, 1, 0)
    assert session_of(store, article).info.status.value == "open", "a comment decides nothing"


def test_a_flag_goes_up_and_comes_off(store: LibraryStore, article: str) -> None:
    item = the_item(store, article)
    assert sentence(store, store.execute(c.SetFlag(article, item.id, True), ANA)) == "flagged “Qusair”"
    assert store.articles()[0].flags == 1
    with pytest.raises(RefusedError, match="flagged already"):
        store.execute(c.SetFlag(article, item.id, True), BEN)
    assert sentence(store, store.execute(c.SetFlag(article, item.id, False), BEN)) == "took the flag off “Qusair”"
    assert session_of(store, article).remarks.flag(item.id) is None


def test_only_the_author_changes_the_words_and_anybody_resolves(store: LibraryStore, article: str) -> None:
    revision = store.execute(c.AddComment(article, "Sure?"), ANA)
    seen = c.Target(revision.changes[0].record.id, revision.id)
    for command in (c.EditComment(article, seen, "No."), c.DeleteComment(article, seen)):
        with pytest.raises(RefusedError, match="only Ana can change its words"):
            store.execute(command, BEN)
    assert store.execute(c.ResolveComment(article, seen), BEN).annotator == BEN
    with pytest.raises(ConflictError, match="changed this comment in the meantime"):
        store.execute(c.EditComment(article, seen, "No."), ANA)


@pytest.mark.parametrize("words", ["", " \n", "x" * (LONGEST + 1)])
def test_words_that_are_no_comment_are_refused(store: LibraryStore, article: str, words: str) -> None:
    with pytest.raises(RefusedError):
        store.execute(c.AddComment(article, words), ANA)


def test_a_quote_that_is_told_of_has_its_own_marks(store: LibraryStore, article: str) -> None:
    content = Span(TEXT.index("“It is ours"), TEXT.index(" he said"))
    made = store.execute(c.AddQuote(article, Quote((content,))), ANA)
    quote = next(change.record.id for change in made.changes if isinstance(change.record, Annotation))
    assert sentence(store, store.execute(c.SetFlag(article, quote, True), ANA)).startswith("flagged “It is ours")


def test_what_is_gone_or_elsewhere_cannot_be_commented_on(store: LibraryStore, article: str) -> None:
    item = the_item(store, article)
    other = imported(store, TEXT[::-1])
    for command in (
        c.AddComment(other, "?", item.id),
        c.SetFlag(other, item.id, True),
        c.AddComment(article, "?", "x"),
    ):
        with pytest.raises(KnownError, match="Nothing was changed"):
            store.execute(command, ANA)


def test_a_comment_outlives_its_annotation_and_finds_it_again(store: LibraryStore, article: str) -> None:
    item = the_item(store, article)
    store.execute(c.AddComment(article, "Why?", item.id), ANA)
    store.execute(c.Delete(article, (target(item),)), BEN)
    session = session_of(store, article)
    assert session.item(item.id) is None
    comment = the_comment(session, item.id)
    store.execute(c.ResolveComment(article, c.Target(comment.id, comment.version)), ANA)
    store.execute(c.Undo(), BEN)
    assert session_of(store, article).item(item.id) is not None
    assert the_comment(session_of(store, article), item.id).resolved
    assert store.check() == ()
