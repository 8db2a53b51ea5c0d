"""A quote may stand with a source or a cue alone: it is marked, filled, emptied, mended, written, read and compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core import commands as c
from core.agreement.tally import Tally
from core.bodies import Entity, Kind, PartRef, Quote, Role, Span
from core.checks import Flaw, checks, is_worth_a_look
from core.cli.reading import _described
from core.codec import body_from_json, body_to_json
from core.comments import ON_PURPOSE
from core.diffing import Alteration, corrections
from core.errors import RefusedError
from core.formats.jsonl import article_of
from core.formats.jsonl_out import fields
from core.history import covered_text
from core.library import LibraryStore, open_library
from core.pairing import pairs
from core.records import Annotation, Item, Origin, Revision, Suggestion, Verdict
from core.story import tell
from tests.core.library.made import ANA, imported, run_result, session_of, target

TEXT = "Rain\n“It rains,” Ann Li said. “It pours.” Bob Ray left."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


RAINS, POURS, SAID, ANN = span("“It rains,”"), span("“It pours.”"), span("said"), span("Ann Li")
BARE = Quote((), (), (ANN,), Kind.INDIRECT)
WHOLE = Quote((RAINS,), (SAID,), (ANN,), Kind.DIRECT)


class Desk:
    def __init__(self, store: LibraryStore) -> None:
        self.store, self.article = store, imported(store, TEXT)

    def do(self, command: c.Command) -> Revision:
        return self.store.execute(command, ANA)

    def add(self, quote: Quote) -> str:
        self.do(c.AddQuote(self.article, quote))
        return next(item.id for item in self.items() if item.body == quote)

    def items(self) -> list[Item]:
        return list(session_of(self.store, self.article).items())

    def item(self, id: str) -> Item:
        return next(item for item in self.items() if item.id == id)

    def quote(self, id: str) -> Quote:
        body = self.item(id).body
        assert isinstance(body, Quote)
        return body

    def target(self, id: str) -> c.Target:
        return target(self.item(id))

    def told(self) -> str:
        story = tell(self.store.revision(self.store.newest()), text=TEXT)
        return story.sentence


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        yield Desk(store)
        assert store.check() == ()


# ------------------------------------------------------------------------------------------------- filling and emptying


def test_the_source_comes_first_and_the_content_after(desk: Desk) -> None:
    id = desk.add(BARE)
    assert desk.told() == "added the quote without content at “Ann Li”"
    desk.do(c.AddPart(desk.article, desk.target(id), Role.CUE, SAID))
    desk.do(c.AddPart(desk.article, desk.target(id), Role.CONTENT, RAINS))
    assert desk.quote(id) == WHOLE, "the first content says of what kind the quote is"


def test_the_last_content_goes_and_the_rest_stands(desk: Desk) -> None:
    id = desk.add(replace(WHOLE, speakers=("Ann Li",)))
    desk.do(c.RemovePart(desk.article, desk.target(id), PartRef(Role.CONTENT)))
    assert desk.quote(id) == Quote((), (SAID,), (ANN,), Kind.DIRECT, ("Ann Li",))
    assert desk.told() == "removed the content of the quote at “Ann Li … said”"
    desk.do(c.Undo())
    assert desk.quote(id).contents == (RAINS,)
    desk.do(c.ChangeRole(desk.article, desk.target(id), PartRef(Role.CONTENT), Role.CUE))
    assert desk.quote(id).cues == (RAINS, SAID)
    desk.do(c.ChangeRole(desk.article, desk.target(id), PartRef(Role.CUE, 1), Role.CONTENT))
    assert (desk.quote(id).contents, desk.quote(id).kind) == ((SAID,), Kind.INDIRECT)


def test_something_of_it_stays(desk: Desk) -> None:
    id = desk.add(BARE)
    with pytest.raises(RefusedError, match="needs a content, a cue or a source"):
        desk.do(c.RemovePart(desk.article, desk.target(id), PartRef(Role.SOURCE)))
    with pytest.raises(RefusedError, match="no content yet"):
        desk.do(c.SplitQuote(desk.article, desk.target(id), ANN.start))
    with pytest.raises(RefusedError, match="inside the content"):
        desk.do(c.AddPart(desk.article, desk.target(id), Role.NESTED, RAINS))
    with pytest.raises(RefusedError, match="already annotated"):
        desk.do(c.AddQuote(desk.article, BARE))
    desk.add(Quote((), (SAID,)))


def test_joined_with_its_content_it_is_of_that_kind(desk: Desk) -> None:
    first, second = desk.add(Quote((), (), (ANN,))), desk.add(Quote((POURS,), kind=Kind.MIXED))
    desk.do(c.JoinQuotes(desk.article, (desk.target(first), desk.target(second))))
    assert [item.body for item in desk.items()] == [Quote((POURS,), (), (ANN,), Kind.MIXED)]


def test_a_suggestion_of_just_its_content_becomes_one_with_it(desk: Desk) -> None:
    desk.do(c.RecordSuggestions(desk.article, (run_result(TEXT, [replace(WHOLE, sources=())], "quotes"),)))
    (suggested,) = desk.items()
    id = desk.add(BARE)
    desk.do(c.AddPart(desk.article, desk.target(id), Role.CONTENT, RAINS))
    assert [(item.id, item.body) for item in desk.items()] == [(id, WHOLE)], "and brings the cue along"
    assert desk.told() == "added the content of the quote “It rains,”"
    suggestion = session_of(desk.store, desk.article).suggestion(suggested.id)
    assert isinstance(suggestion, Suggestion)
    assert suggestion.verdict is Verdict.CORRECTED
    desk.do(c.Undo())
    assert {item.id for item in desk.items()} == {id, suggested.id}


def test_content_that_another_quote_has_is_refused(desk: Desk) -> None:
    desk.add(Quote((RAINS,)))
    id = desk.add(BARE)
    with pytest.raises(RefusedError, match="already annotated"):
        desk.do(c.AddPart(desk.article, desk.target(id), Role.CONTENT, RAINS))


# ----------------------------------------------------------------------------------------------------------- the check


def test_it_is_worth_a_look_and_one_remedy_takes_the_content(desk: Desk) -> None:
    id = desk.add(Quote((), (SAID,), (ANN,)))
    (check,) = checks(TEXT, desk.quote(id))
    assert (check.flaw, check.part) == (Flaw.SOURCE_WITHOUT_CONTENT, PartRef(Role.SOURCE))
    assert check.sentence == "The source “Ann Li” has no content."
    assert check.remedy_name == "Take “It rains,” … “It pours.”"
    assert check.remedy is not None
    desk.do(c.ApplyRemedy(desk.article, desk.target(id), check.remedy, check.flaw))
    assert desk.quote(id) == replace(WHOLE, contents=(RAINS, POURS))
    story = tell(desk.store.revision(desk.store.newest()), text=TEXT)
    assert (story.after, story.detail) == ("“It rains,” … “It pours.”", "it had a source without content")
    assert not is_worth_a_look(TEXT, desk.item(id))


def test_where_no_content_can_be_made_out_the_remedy_is_that_it_goes() -> None:
    (check,) = checks(TEXT, Quote((), (), (span("Bob Ray"),)))
    assert (check.remedy, check.deletes, check.can_be_mended) == (None, True, True)
    (check,) = checks(TEXT, Quote((), (span("left"),)))
    assert check.flaw is Flaw.CUE_WITHOUT_CONTENT
    assert check.sentence == "The cue “left” has no content."


def test_where_a_quote_of_that_content_stands_the_remedy_gives_it_the_source(desk: Desk) -> None:
    standing = desk.add(Quote((RAINS, POURS), (), (), Kind.DIRECT, ("Ann Li",)))
    id = desk.add(BARE)
    (check,) = checks(TEXT, desk.quote(id))
    assert check.remedy is not None
    desk.do(c.ApplyRemedy(desk.article, desk.target(id), check.remedy, check.flaw))
    assert [item.body for item in desk.items()] == [Quote((RAINS, POURS), (), (ANN,), Kind.DIRECT, ("Ann Li",))]
    assert desk.items()[0].id == standing
    desk.do(c.Undo())
    assert {item.id for item in desk.items()} == {standing, id}


def test_what_is_right_as_it_is_is_left_alone(desk: Desk) -> None:
    id = desk.add(BARE)
    assert is_worth_a_look(TEXT, desk.item(id))
    desk.do(c.AddComment(desk.article, ON_PURPOSE, id, resolved=True))
    session = session_of(desk.store, desk.article)
    assert not is_worth_a_look(TEXT, desk.item(id), session.remarks)


# ------------------------------------------------------------------------------------------- written, read and compared


def test_it_is_written_and_read() -> None:
    assert body_from_json(body_to_json(BARE)) == BARE
    line = {"text": TEXT, **fields([BARE, Quote((), (SAID,)), WHOLE])}
    assert [quote["contents"] for quote in line["quotes"]] == [[[5, 16]], [], []]
    draft, notices = article_of(line, "here")
    assert [one.body for one in draft.annotations] == [WHOLE, BARE, Quote((), (SAID,))]
    assert notices == []
    assert covered_text(TEXT, Quote((), (SAID,), (ANN,))) == "Ann Li … said"


def test_the_command_line_says_what_it_is() -> None:
    assert _described(BARE, TEXT) == "quote, without content, nobody named  Ann Li"
    assert _described(WHOLE, TEXT) == "quote, direct, nobody named  “It rains,”"


def annotation(body: Quote | Entity, id: str) -> Annotation:
    return Annotation(id, "set", body, Origin.HAND)


def test_it_is_paired_with_the_quote_that_has_its_source() -> None:
    mine = [annotation(BARE, "a"), annotation(Quote((POURS,)), "b")]
    yours = [annotation(WHOLE, "c"), annotation(Quote((POURS,), (), (span("Bob Ray"),)), "d")]
    assert [pair.key for pair in pairs(mine, yours)] == [("a", "c"), ("b", "d")]
    assert [pair.key for pair in pairs([annotation(BARE, "a")], [annotation(Quote((RAINS,)), "c")])] == [
        (None, "c"),
        ("a", None),
    ]
    assert list(corrections(BARE, WHOLE)) == [Alteration.PARTS, Alteration.KIND]


def test_agreement_counts_it_as_a_quote_that_differs() -> None:
    tally = Tally()
    tally.count(TEXT, [annotation(BARE, "a")], [annotation(WHOLE, "c")])
    rows = {line.name: (line.left, line.right, line.strict, line.lenient) for line in tally.lines()}
    wanted = {"quotes": (1, 1, 0, 1), "content": (0, 1, 0, 0), "source": (1, 1, 1, 1)}
    assert {name: rows[name] for name in wanted} == wanted
