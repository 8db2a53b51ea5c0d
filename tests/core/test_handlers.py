"""Each command on a real library: what it does, and what it refuses and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core import commands as c
from core.bodies import Body, Entity, ExcludedRegion, Kind, PartRef, Quote, Role, Span
from core.errors import BugError, ConflictError, KnownError, RefusedError, UnknownRecordError
from core.handlers import HANDLERS, handle
from core.library import LibraryStore, open_library
from core.records import Annotation, ArticleDraft, ImportedAnnotation, Item, Label, Origin, Status, Suggestion, Verdict
from core.session import Session
from core.story import tell
from tests.core.library.made import ANA, run_result, session_of, target

TEXT = "“We won,” Suleiman said. “It is ours.” He told AP that Qusair fell. Qusair!"


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


WE_WON, OURS, QUSAIR = span("“We won,”"), span("“It is ours.”"), span("Qusair")
SAID, TOLD, SULEIMAN, HE = span("said"), span("told"), span("Suleiman"), span("He")
QUOTE = Quote((WE_WON,), (SAID,), (SULEIMAN,), Kind.DIRECT, ("Suleiman",))
SECOND = Quote((OURS,), (TOLD,), (HE,), Kind.MIXED)


class Desk:
    """One article on the desk of one annotator."""

    def __init__(self, store: LibraryStore) -> None:
        self.store = store
        self.article = self.do(c.ImportArticle(ArticleDraft("Qusair", TEXT, "a.txt"))).article or ""

    def do(self, command: c.Command):
        return self.store.execute(command, ANA)

    def suggest(self, *bodies: Body, suggester: str = "entities") -> list[Suggestion]:
        revision = self.do(c.RecordSuggestions(self.article, (run_result(TEXT, bodies, suggester),)))
        new = [change.after for change in revision.changes if change.before is None]
        return [record for record in new if isinstance(record, Suggestion)]

    def add(self, body: Body) -> Annotation:
        command: c.Command
        match body:
            case Entity(place, label):
                command = c.AddEntity(self.article, place, label)
            case Quote():
                command = c.AddQuote(self.article, body)
            case ExcludedRegion(place, note):
                command = c.ExcludeRegion(self.article, place, note)
        annotations = [change.after for change in self.do(command).changes if isinstance(change.after, Annotation)]
        assert len(annotations) == 1
        return annotations[0]

    @property
    def session(self) -> Session:
        return session_of(self.store, self.article)

    def item(self, id: str) -> Item:
        item = self.session.item(id)
        assert item is not None
        return item

    def quote(self, id: str) -> Quote:
        body = self.item(id).body
        assert isinstance(body, Quote)
        return body

    def bodies(self) -> list[Body]:
        return [item.body for item in self.session.items()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(open_library(tmp_path / "library.copydesk")) as store:
        yield Desk(store)
        assert store.check() == ()


def test_every_command_has_a_handler() -> None:
    assert set(HANDLERS) == set(c.Command.__args__)
    with pytest.raises(BugError):
        handle(None, "nonsense")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------------ articles


def test_import_brings_annotations_and_labels(desk: Desk) -> None:
    draft = ArticleDraft("H", "Mars calls.", "m.txt", (ImportedAnnotation(Entity(Span(0, 5), "PLANET")),), Status.DONE)
    article = desk.do(c.ImportArticle(draft)).article or ""
    (item,) = session_of(desk.store, article).items()
    assert isinstance(item, Annotation)
    assert (item.body, item.origin) == (Entity(Span(0, 4), "PLANET"), Origin.IMPORT)
    assert desk.store.labels()[-1].name == "PLANET"
    assert desk.store.load(article).article.info.status is Status.DONE


@pytest.mark.parametrize(
    ("draft", "error", "said"),
    [
        (ArticleDraft("H", " \n ", "a.txt"), RefusedError, "a.txt holds no text"),
        (ArticleDraft("H", TEXT, "b.txt"), RefusedError, "already in the library, as “Qusair”"),
        (ArticleDraft("H", "a\r\nb", "a.txt"), BugError, "not made canonical"),
        (ArticleDraft("H", "a", "a", (ImportedAnnotation(Entity(Span(0, 9), "ORG")),)), RefusedError, "ends at 9"),
    ],
)
def test_imports_that_are_refused(desk: Desk, draft: ArticleDraft, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        desk.do(c.ImportArticle(draft))
    assert len(desk.store.articles()) == 1


def test_status(desk: Desk) -> None:
    desk.do(c.SetStatus(desk.article, Status.FLAGGED))
    assert desk.session.info.status is Status.FLAGGED
    with pytest.raises(RefusedError, match="already flagged"):
        desk.do(c.SetStatus(desk.article, Status.FLAGGED))
    desk.add(Entity(QUSAIR, "GPE"))
    assert desk.session.info.status is Status.FLAGGED, "only a new article is opened by the first decision"
    with pytest.raises(UnknownRecordError, match="no article nowhere"):
        desk.do(c.SetStatus("nowhere", Status.DONE))


# --------------------------------------------------------------------------------------------------------- suggestions


def test_a_new_run_replaces_what_nobody_decided(desk: Desk) -> None:
    first, second = desk.suggest(Entity(QUSAIR, "ORG"), Entity(SULEIMAN, "PERSON"))
    (remembered,) = desk.suggest(Entity(span("AP"), "ORG"), suggester="memory")
    desk.do(c.Reject(desk.article, (target(first),)))
    again = desk.suggest(Entity(QUSAIR, "ORG"), Entity(QUSAIR, "GPE"), Entity(SULEIMAN, "PERSON"))
    assert [s.body for s in again] == [Entity(QUSAIR, "GPE"), Entity(SULEIMAN, "PERSON")], "nobody is asked twice"
    assert desk.session.item(second.id) is None
    assert desk.session.is_rejected(first.id)
    assert desk.session.is_pending(remembered.id), "another suggester's are left alone"
    desk.do(c.Relabel(desk.article, (target(again[1]),), "ORG"))
    assert desk.suggest(Entity(SULEIMAN, "PERSON")) == [], "what was corrected is not proposed again"
    assert [run.proposed for run in desk.store.runs(desk.article)] == [2, 1, 3, 1]
    with pytest.raises(ConflictError, match="no longer there"):
        desk.do(c.Accept(desk.article, (target(second),)))


def test_suggestions_for_another_text(desk: Desk) -> None:
    with pytest.raises(ConflictError, match="another text"):
        desk.do(c.RecordSuggestions(desk.article, (run_result("Another", []),)))
    with pytest.raises(RefusedError, match="changes nothing"):
        desk.do(c.RecordSuggestions(desk.article, ()))


def test_accept(desk: Desk) -> None:
    one, double, quote = desk.suggest(Entity(QUSAIR, "ORG"), Entity(QUSAIR, "GPE"), QUOTE)
    desk.do(c.Accept(desk.article, (target(one), target(double), target(quote), target(one))))
    accepted = desk.item(one.id)
    assert isinstance(accepted, Annotation)
    assert (accepted.origin, accepted.run) == (Origin.SUGGESTION, one.run)
    assert desk.session.is_pending(double.id), "one text, one annotation"
    assert desk.session.info.status is Status.OPEN
    with pytest.raises(RefusedError, match="already annotated as ORG"):
        desk.do(c.Accept(desk.article, (target(double),)))
    with pytest.raises(RefusedError, match="accepted already"):
        desk.do(c.Accept(desk.article, (target(accepted),)))


def test_reject_and_delete(desk: Desk) -> None:
    one, other = desk.suggest(Entity(QUSAIR, "ORG"), QUOTE)
    desk.do(c.Accept(desk.article, (target(one),)))
    desk.do(c.Reject(desk.article, (target(desk.item(one.id)), target(other)), "no people"))
    suggestion = desk.session.suggestion(one.id)
    assert suggestion is not None
    assert (suggestion.verdict, suggestion.reason) == (Verdict.REJECTED, "no people")
    with pytest.raises(RefusedError, match="rejected already"):
        desk.do(c.Reject(desk.article, (target(desk.item(one.id)),), "no people"))
    desk.do(c.Reject(desk.article, (target(desk.item(one.id)),), "a better reason"))
    by_hand = desk.add(Entity(SULEIMAN, "PERSON"))
    desk.do(c.Delete(desk.article, (target(by_hand),)))
    assert desk.bodies() == []
    with pytest.raises(ConflictError, match="no longer there"):
        desk.do(c.Delete(desk.article, (target(by_hand),)))


# -------------------------------------------------------------------------------------------------- adding, correcting


def test_adding_decides_what_is_suggested_on_the_same_text(desk: Desk) -> None:
    entity, quote = desk.suggest(Entity(QUSAIR, "ORG"), QUOTE)
    assert desk.add(Entity(QUSAIR, "GPE")).id == entity.id
    assert desk.add(QUOTE).id == quote.id
    found = [desk.session.suggestion(id) for id in (entity.id, quote.id)]
    assert [s.verdict for s in found if s] == [Verdict.CORRECTED, Verdict.ACCEPTED]
    with pytest.raises(RefusedError, match="“Qusair” is already annotated as GPE"):
        desk.add(Entity(QUSAIR, "ORG"))
    nested = desk.add(Entity(Span(QUSAIR.start, QUSAIR.end - 1), "ORG"))
    assert nested.body.bounds.end == QUSAIR.end - 1
    desk.add(ExcludedRegion(QUSAIR, "another layer may stand there"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (Entity(QUSAIR, "PLANET"), "no label PLANET"),
        (Entity(Span(len(TEXT) - 1, len(TEXT) + 1), "ORG"), "Select text inside the article"),
        (Entity(Span(WE_WON.end, WE_WON.end + 1), "ORG"), "only white space"),
        (Quote(()), "needs a content, a cue or a source"),
        (Quote((WE_WON, Span(WE_WON.start, WE_WON.end + 5))), "would overlap"),
    ],
)
def test_what_cannot_be_added(desk: Desk, body: Body, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        desk.add(body)


def test_relabel(desk: Desk) -> None:
    (suggestion,) = desk.suggest(Entity(QUSAIR, "ORG"))
    by_hand = desk.add(Entity(span("Qusair", 1), "ORG"))
    quote = desk.add(QUOTE)
    revision = desk.do(c.Relabel(desk.article, (target(suggestion), target(by_hand), target(by_hand)), "GPE"))
    assert len(revision.changes) == 3
    assert [b.label for b in desk.bodies() if isinstance(b, Entity)] == ["GPE", "GPE"]
    with pytest.raises(ConflictError, match="in the meantime"):
        desk.do(c.Relabel(desk.article, (target(by_hand),), "LOC"))
    with pytest.raises(RefusedError, match="That is GPE already"):
        desk.do(c.Relabel(desk.article, (target(desk.item(by_hand.id)),), "GPE"))
    with pytest.raises(RefusedError, match="Only an entity has a label"):
        desk.do(c.Relabel(desk.article, (target(quote),), "GPE"))
    desk.do(c.SetLabel(Label("OLD", "red", retired=True)))
    with pytest.raises(RefusedError, match="OLD is retired"):
        desk.do(c.Relabel(desk.article, (target(desk.item(by_hand.id)),), "OLD"))


def test_of_two_that_come_to_say_the_same_one_goes(desk: Desk) -> None:
    twice = tuple(ImportedAnnotation(Entity(Span(0, 6), label)) for label in ("ORG", "GPE", "NORP"))
    desk.article = desk.do(c.ImportArticle(ArticleDraft("H", "Qusair fell.", "q.txt", twice))).article or ""
    org, gpe, norp = (next(i for i in desk.session.items() if i.body == one.body) for one in twice)
    revision = desk.do(c.Relabel(desk.article, (target(org),), "GPE"))
    assert tell(revision).sentence == "merged “Qusair” as ORG with the one that stands there"
    assert {gpe.body, norp.body} == set(desk.bodies())
    assert desk.item(gpe.id) == gpe
    desk.do(c.Undo())
    assert len(desk.bodies()) == 3
    both = desk.do(c.Relabel(desk.article, tuple(target(desk.item(one.id)) for one in (org, norp)), "LOC"))
    assert set(desk.bodies()) == {gpe.body, Entity(Span(0, 6), "LOC")}
    assert tell(both).detail == "one gesture, 2 changes, 1 merged with one that stands there"
    assert "LOC" in tell(both).sentence


def test_move_a_boundary(desk: Desk) -> None:
    entity = desk.add(Entity(QUSAIR, "GPE"))
    other = desk.add(Entity(span("Qusair fell"), "EVENT"))
    region = desk.add(ExcludedRegion(span("!")))
    quote = desk.add(QUOTE)

    def move(item: Item, part: PartRef, to: Span) -> None:
        desk.do(c.MoveBoundary(desk.article, target(desk.item(item.id)), part, to))

    mention = PartRef(Role.MENTION)
    with pytest.raises(RefusedError, match="already annotated as EVENT"):
        move(entity, mention, other.body.bounds)
    move(entity, mention, span("that Qusair"))
    move(region, PartRef(Role.REGION), span("Qusair!"))
    move(quote, PartRef(Role.SOURCE), span("Suleiman said"))
    assert desk.bodies() == [
        Quote((WE_WON,), (SAID,), (span("Suleiman said"),), Kind.DIRECT, ("Suleiman",)),
        Entity(span("that Qusair"), "GPE"),
        other.body,
        ExcludedRegion(span("Qusair!")),
    ]
    for item, part in ((entity, PartRef(Role.CUE)), (quote, PartRef(Role.CUE, 1)), (quote, mention)):
        with pytest.raises(RefusedError, match="There is no"):
            move(item, part, QUSAIR)
    with pytest.raises(RefusedError, match="as it already is"):
        move(entity, mention, span(" that Qusair "))


# -------------------------------------------------------------------------------------------------------------- quotes


def test_parts_of_a_quote(desk: Desk) -> None:
    (suggestion,) = desk.suggest(QUOTE)
    id = suggestion.id

    def on(made: Callable[[c.Target], c.Command]) -> Quote:
        desk.do(made(target(desk.item(id))))
        return desk.quote(id)

    assert on(lambda t: c.AddPart(desk.article, t, Role.CONTENT, OURS)).contents == (WE_WON, OURS)
    assert on(lambda t: c.AddPart(desk.article, t, Role.CUE, TOLD)).cues == (SAID, TOLD)
    assert on(lambda t: c.ChangeRole(desk.article, t, PartRef(Role.CUE, 1), Role.SOURCE)).sources == (SULEIMAN, TOLD)
    assert on(lambda t: c.RemovePart(desk.article, t, PartRef(Role.SOURCE, 1))).sources == (SULEIMAN,)
    assert on(lambda t: c.SetKind(desk.article, t, Kind.MIXED)).kind is Kind.MIXED
    assert on(lambda t: c.SetSpeakers(desk.article, t, (" Y.  Suleiman ", ""))).speakers == ("Y. Suleiman",)
    assert on(lambda t: c.RenameSpeaker(desk.article, (t, t), "Y. Suleiman", "Yahya")).speakers == ("Yahya",)
    assert on(lambda t: c.RenameSpeaker(desk.article, (t,), "Yahya", "")).speakers == ()
    assert on(lambda t: c.RenameSpeaker(desk.article, (t,), "", "He")).speakers == ("He",)
    assert on(lambda t: c.ApplyRemedy(desk.article, t, QUOTE, "flaw")) == QUOTE
    last = desk.store.revision(desk.store.newest())
    assert (last.intent, last.reason) == ("apply_remedy", "flaw")
    found = desk.session.suggestion(id)
    assert found is not None
    assert found.verdict is Verdict.ACCEPTED, "put right until it is what was proposed"
    for made, said in (
        (lambda t: c.RemovePart(desk.article, t, PartRef(Role.CUE, 5)), "no cue part number 6"),
        (lambda t: c.ChangeRole(desk.article, t, PartRef(Role.MENTION), Role.CUE), "no mention part number 1"),
        (lambda t: c.ChangeRole(desk.article, t, PartRef(Role.CUE), Role.REGION), "A quote has no region part"),
        (lambda t: c.AddPart(desk.article, t, Role.CUE, SAID), "as it already is"),
        (lambda t: c.AddPart(desk.article, t, Role.CUE, span("Suleiman said")), "would overlap"),
        (lambda t: c.SetKind(desk.article, t, Kind.DIRECT), "as it already is"),
        (lambda t: c.RenameSpeaker(desk.article, (t,), "Nobody", "X"), "as it already is"),
    ):
        with pytest.raises(RefusedError, match=said):
            on(made)


def test_only_quotes_have_parts(desk: Desk) -> None:
    entity = target(desk.add(Entity(QUSAIR, "GPE")))
    for command in (
        c.AddPart(desk.article, entity, Role.CUE, SAID),
        c.RemovePart(desk.article, entity, PartRef(Role.CUE)),
        c.ChangeRole(desk.article, entity, PartRef(Role.CUE), Role.SOURCE),
        c.SetKind(desk.article, entity, Kind.DIRECT),
        c.SetSpeakers(desk.article, entity, ("A",)),
        c.RenameSpeaker(desk.article, (entity,), "A", "B"),
        c.ApplyRemedy(desk.article, entity, QUOTE, "flaw"),
        c.SplitQuote(desk.article, entity, 5),
    ):
        with pytest.raises(RefusedError, match="Select a quote first"):
            desk.do(command)


def test_join_and_split(desk: Desk) -> None:
    (suggestion,) = desk.suggest(SECOND)
    first = desk.add(QUOTE)
    desk.do(c.JoinQuotes(desk.article, (target(suggestion), target(first))))
    joined = Quote((WE_WON, OURS), (SAID, TOLD), (SULEIMAN, HE), Kind.DIRECT, ("Suleiman",))
    assert desk.bodies() == [joined]
    assert desk.quote(first.id) == joined, "the first in the text keeps its id"
    assert desk.session.item(suggestion.id) is None
    gone = desk.session.suggestion(suggestion.id)
    assert gone is not None
    with pytest.raises(ConflictError, match="no longer there"):
        desk.do(c.Accept(desk.article, (target(gone),)))
    desk.do(c.SplitQuote(desk.article, target(desk.item(first.id)), OURS.start))
    left, right = desk.bodies()
    assert left == Quote((WE_WON,), (SAID,), (SULEIMAN,), Kind.DIRECT, ("Suleiman",)), "a cue stays in its sentence"
    assert right == Quote((OURS,), (TOLD,), (HE,), Kind.DIRECT, ("Suleiman",))
    desk.do(c.Undo())
    desk.do(c.Undo())
    assert desk.bodies() == [QUOTE, SECOND]
    with pytest.raises(RefusedError, match="on one side of the caret only"):
        desk.do(c.SplitQuote(desk.article, target(desk.item(first.id)), 0))
    with pytest.raises(RefusedError, match="Joining takes two quotes"):
        desk.do(c.JoinQuotes(desk.article, (target(desk.item(first.id)),) * 2))


def test_a_content_is_split_where_the_caret_stands_in_it(desk: Desk) -> None:
    whole = desk.add(QUOTE)
    caret = WE_WON.start + 3
    with pytest.raises(RefusedError, match="on one side of the caret only"):  # only a mark is behind it
        desk.do(c.SplitQuote(desk.article, target(desk.item(whole.id)), WE_WON.end - 1))
    desk.do(c.SplitQuote(desk.article, target(desk.item(whole.id)), caret))
    left, right = desk.bodies()
    assert isinstance(left, Quote)
    assert (left.contents, left.cues, left.speakers) == ((Span(WE_WON.start, caret),), (), QUOTE.speakers)
    assert right == replace(QUOTE, contents=(Span(caret + 1, WE_WON.end),)), "the cue goes with what is nearer to it"
    desk.do(c.Undo())
    assert desk.quote(whole.id).contents == (WE_WON,)


# -------------------------------------------------------------------------------------------------- history and labels


def test_what_cannot_be_taken_back(desk: Desk) -> None:
    for command, error, said in (
        (c.Undo(), RefusedError, "nothing to undo"),
        (c.Redo(), RefusedError, "nothing to redo"),
        (c.Revert(2), RefusedError, "An import cannot be taken back"),
        (c.Revert(99), UnknownRecordError, "no revision 99"),
        (c.Revert(1), RefusedError, "Retire single ones"),
    ):
        with pytest.raises(error, match=said):
            desk.do(command)


def test_a_run_without_proposals_cannot_be_taken_back(desk: Desk) -> None:
    desk.suggest()
    with pytest.raises(RefusedError, match="nothing that could be taken back"):
        desk.do(c.Revert(3))


def test_reverting_with_a_reason(desk: Desk) -> None:
    entity = desk.add(Entity(QUSAIR, "GPE"))
    revision = desk.do(c.Revert(3, "not a place"))
    assert (revision.reverts, revision.reason, revision.article) == (3, "not a place", desk.article)
    assert desk.session.item(entity.id) is None
    assert desk.session.info.status is Status.OPEN, "that it was opened is a fact"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        (Label("", "red"), "needs a name"),
        (Label(" X", "red"), "without spaces around it"),
        (Label("X", "red", "1"), "key 1 already belongs to PERSON"),
    ],
)
def test_labels_that_are_refused(desk: Desk, label: Label, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        desk.do(c.SetLabel(label))


def test_labels(desk: Desk) -> None:
    desk.do(c.SetLabel(Label("SHIP", "red", "s", "Named ships.")))
    desk.do(c.SetLabel(Label("SHIP", "blue", "s", "Named ships.", retired=True)))
    assert desk.store.labels()[-1] == Label("SHIP", "blue", "s", "Named ships.", retired=True, version=4)
    with pytest.raises(RefusedError, match="as it already is"):
        desk.do(c.SetLabel(desk.store.labels()[-1]))


def test_an_annotation_of_another_article(desk: Desk) -> None:
    entity = desk.add(Entity(QUSAIR, "GPE"))
    other = desk.do(c.ImportArticle(ArticleDraft("Other", TEXT + "!", "b.txt"))).article or ""
    with pytest.raises(KnownError, match="not in the article “Other”"):
        desk.do(c.Delete(other, (target(entity),)))
