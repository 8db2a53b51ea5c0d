"""Two annotators do whatever comes to mind. The log and the tables must never part, and the past must come back."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from core import commands as c
from core.bodies import Entity, ExcludedRegion, Kind, PartRef, Quote, Role, Span
from core.errors import ConflictError, KnownError
from core.history import WITHOUT_UNDO, Key, State, fold, key_of, replay, stamped, state_at
from core.labels import heirs, settled
from core.library import LibraryStore, open_library
from core.library.integrity import standing
from core.records import Annotation, ArticleInfo, Example, Item, Label, MemoryRule, Revision, Run, Status, Suggestion
from core.session import Session
from tests.core.library.made import (
    ANA,
    BEN,
    TEXT,
    as_called_in,
    imported,
    run_result,
    session_of,
    target,
    without_versions,
)

ANNOTATORS = st.sampled_from([ANA, BEN])
LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "PLANET", "TOWN"])
# Few places, so that things meet.
ANY_SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
WORDS = st.sampled_from(["Syria", "army", "Qusair", "takes Qusair"])
SPANS = ANY_SPANS | WORDS.map(lambda words: Span(TEXT.index(words), TEXT.index(words) + len(words)))
NAME = st.sampled_from(["Yahya Suleiman", "LCC", "he ", ""])
NAMES = st.lists(NAME, max_size=2).map(tuple)
QUOTES = st.builds(
    Quote,
    st.lists(SPANS, max_size=2).map(tuple),
    st.lists(SPANS, max_size=1).map(tuple),
    st.lists(SPANS, max_size=1).map(tuple),
    st.sampled_from(Kind),
    NAMES,
).filter(lambda quote: quote.anchors)
BODIES = st.one_of(st.builds(Entity, SPANS, LABELS), QUOTES)
PICK = st.integers(0, 1000)
ROLES = st.sampled_from([Role.CONTENT, Role.CUE, Role.SOURCE, Role.NESTED, Role.MENTION])
PICKS = st.lists(PICK, min_size=1, max_size=3)
Wanted: TypeAlias = Callable[[Item], bool]


def anything(_item: Item) -> bool:
    return True


def is_quote(item: Item) -> bool:
    return isinstance(item.body, Quote)


def is_entity(item: Item) -> bool:
    return isinstance(item.body, Entity)


def is_suggestion(item: Item) -> bool:
    return isinstance(item, Suggestion)


class Newsroom(RuleBasedStateMachine):
    template: Path

    articles: Bundle[str] = Bundle("articles")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.template, Path(self.folder.name) / "library.copydesk"))
        self.store: LibraryStore = open_library(self.path)
        self.sessions: dict[str, Session] = {}
        self.past: list[State] = [{}]  # the state after each revision, by its number
        self.undoable: dict[str, list[int]] = defaultdict(list)
        self.redoable: dict[str, list[int]] = defaultdict(list)
        self._catch_up()

    def teardown(self) -> None:
        assert self.store.check() == ()
        self.store.close()
        self.folder.cleanup()

    # --------------------------------------------------------------------------------------------------------- helpers

    def _catch_up(self) -> None:
        for revision in self.store.revisions(after=len(self.past) - 1):
            state = dict(self.past[-1])
            fold(state, revision)
            self.past.append(state)
            for session in self.sessions.values():
                session.fold(revision)

    def _do(self, annotator: str, command: c.Command) -> Revision | None:
        """Carry it out. A refusal is fine, if it says why and changes nothing."""
        try:
            revision = self.store.execute(command, annotator)
        except KnownError as refused:
            error = refused
        else:
            return self._done(annotator, command, revision)
        assert str(error).endswith(".")
        assert self.store.newest() == len(self.past) - 1
        return None

    def _done(self, annotator: str, command: c.Command, revision: Revision) -> Revision:
        assert revision == self.store.revision(revision.id)
        self._catch_up()
        if revision.intent not in WITHOUT_UNDO and not isinstance(command, c.Undo | c.Redo):
            self.undoable[annotator].append(revision.id)
            self.redoable[annotator].clear()
        return revision

    def _item(self, article: str, pick: int, wanted: Wanted = anything) -> Item | None:
        items = [item for item in self.sessions[article].items(rejected=True) if wanted(item)]
        return items[pick % len(items)] if items else None

    def _items(self, article: str, picks: list[int], wanted: Wanted) -> tuple[c.Target, ...]:
        return tuple(target(item) for pick in picks if (item := self._item(article, pick, wanted)) is not None)

    def _on_quote(self, who: str, article: str, pick: int, made: Callable[[c.Target, Quote], c.Command]) -> None:
        item = self._item(article, pick, is_quote)
        if item is not None and isinstance(item.body, Quote):
            self._do(who, made(target(item), item.body))

    def _taken_back(self, revision: Revision) -> None:
        """What the reverted revision changed is as it was before that; everything else is as it was just now."""
        assert revision.reverts is not None
        reverted = self.store.revision(revision.reverts)
        only_status = all(isinstance(change.record, ArticleInfo) for change in reverted.changes)
        before, now, just_now = (
            without_versions(self.past[number]) for number in (reverted.id - 1, revision.id, revision.id - 1)
        )
        if reverted.article is None and any(isinstance(change.record, Label) for change in reverted.changes):
            self._labels_taken_back(reverted, before, now, just_now)
            return
        before = as_called_in(now, before)
        back: set[Key] = set()
        for change in reverted.changes:
            record = change.record
            stays = isinstance(record, Run) or (isinstance(record, Label) and change.before is None)
            if not stays and (only_status or not isinstance(record, ArticleInfo)):
                key = key_of(record)
                back.add(key)
                assert now.get(key) == before.get(key)
        assert {k: v for k, v in now.items() if k not in back} == {k: v for k, v in just_now.items() if k not in back}

    def _labels_taken_back(self, reverted: Revision, before: State, now: State, just_now: State) -> None:
        """Labels are as they were, or retired if they came in; what stood as it was moved is back, all else stays."""
        called = as_called_in(now, before)
        moved = set()
        for change in reverted.changes:
            key = key_of(change.record)
            moved.add(key)
            if isinstance(change.record, Label):
                label = now[key]
                assert isinstance(label, Label)
                assert label == change.before if change.before is not None else label.retired and not label.key
            elif just_now.get(key) == (None if change.after is None else stamped(change.after, 0)):
                assert now.get(key) == called.get(key)
        called = as_called_in(now, just_now)
        for key in (now.keys() | just_now.keys()) - moved:
            assert now.get(key) == called.get(key)

    # ----------------------------------------------------------------------------------------------------------- rules

    @initialize(target=articles)
    def first_article(self) -> str:
        return self._import(TEXT)

    @rule(target=articles)
    @precondition(lambda self: len(self.sessions) < 2)
    def second_article(self) -> str:
        return self._import(TEXT[::-1])

    def _import(self, text: str) -> str:
        article = imported(self.store, text)
        self._catch_up()
        self.sessions[article] = session_of(self.store, article)
        return article

    @rule(who=ANNOTATORS, article=articles, span=SPANS, label=LABELS)
    def add_entity(self, who: str, article: str, span: Span, label: str) -> None:
        self._do(who, c.AddEntity(article, span, label))

    @rule(who=ANNOTATORS, article=articles, quote=QUOTES)
    def add_quote(self, who: str, article: str, quote: Quote) -> None:
        self._do(who, c.AddQuote(article, quote))

    @rule(who=ANNOTATORS, article=articles, span=SPANS)
    def exclude(self, who: str, article: str, span: Span) -> None:
        self._do(who, c.ExcludeRegion(article, span, "advertisement"))

    @rule(
        who=ANNOTATORS,
        article=articles,
        suggester=st.sampled_from(["entities", "quotes", "memory"]),
        bodies=st.lists(BODIES | st.builds(ExcludedRegion, SPANS), max_size=4),
        score=st.none() | st.floats(0, 1),
        memory=st.booleans(),
    )
    def suggest(self, who: str, article: str, suggester: str, bodies: list, score: float | None, memory: bool) -> None:
        text = self.sessions[article].text
        self._do(who, c.RecordSuggestions(article, (run_result(text, bodies, suggester, score=score),), memory))

    @rule(who=ANNOTATORS, article=articles, words=st.lists(WORDS, max_size=3).map(tuple))
    def recall(self, who: str, article: str, words: tuple[str, ...]) -> None:
        command = c.Recall(article, words, tuple(one.id for one in self.sessions[article].suggestions()))
        changes = self.store.would_change(command, who)
        assert (self._do(who, command) is not None) is changes
        assert not self.store.would_change(command, who), "what was recalled stays so"

    @rule(who=ANNOTATORS, words=WORDS, made=st.none() | st.builds(MemoryRule, st.just(""), LABELS, st.booleans()))
    def set_memory_rule(self, who: str, words: str, made: MemoryRule | None) -> None:
        self._do(who, c.SetMemoryRule(words, made))

    @rule(who=ANNOTATORS, article=articles, picks=PICKS, spans=st.lists(SPANS, max_size=3).map(tuple), label=LABELS)
    def annotate_all(self, who: str, article: str, picks: list[int], spans: tuple[Span, ...], label: str) -> None:
        self._do(who, c.AnnotateAll(article, label, spans, self._items(article, picks, is_entity)))

    @rule(who=ANNOTATORS, picks=PICKS, span=SPANS, label=LABELS, removes=st.booleans())
    def everywhere(self, who: str, picks: list[int], span: Span, label: str, removes: bool) -> None:
        targets = {article: self._items(article, picks, is_entity) for article in self.sessions}
        parts = (
            c.Delete(article, targets[article]) if removes else c.AnnotateAll(article, label, (span,), targets[article])
            for article in self.sessions
        )
        self._do(who, c.Everywhere(tuple(parts)))

    @rule(who=ANNOTATORS, article=articles, picks=PICKS, reason=st.sampled_from([None, "wrong"]), delete=st.booleans())
    def take_away(self, who: str, article: str, picks: list[int], reason: str | None, delete: bool) -> None:
        targets = self._items(article, picks, anything)
        self._do(who, c.Delete(article, targets) if delete else c.Reject(article, targets, reason))

    @rule(who=ANNOTATORS, article=articles, picks=PICKS)
    def accept(self, who: str, article: str, picks: list[int]) -> None:
        self._do(who, c.Accept(article, self._items(article, picks, is_suggestion)))

    @rule(who=ANNOTATORS, article=articles, picks=PICKS, label=LABELS)
    def relabel(self, who: str, article: str, picks: list[int], label: str) -> None:
        self._do(who, c.Relabel(article, self._items(article, picks, is_entity), label))

    @rule(who=ANNOTATORS, article=articles, pick=PICK, part=PICK, span=SPANS)
    def move(self, who: str, article: str, pick: int, part: int, span: Span) -> None:
        item = self._item(article, pick, anything)
        if item is not None:
            refs = [ref for ref, _ in item.body.parts()]
            self._do(who, c.MoveBoundary(article, target(item), refs[part % len(refs)], span))

    @rule(who=ANNOTATORS, article=articles, pick=PICK, role=ROLES, span=SPANS)
    def add_part(self, who: str, article: str, pick: int, role: Role, span: Span) -> None:
        self._on_quote(who, article, pick, lambda quote, _: c.AddPart(article, quote, role, span))

    @rule(who=ANNOTATORS, article=articles, pick=PICK, part=PICK, role=st.none() | ROLES)
    def change_part(self, who: str, article: str, pick: int, part: int, role: Role | None) -> None:
        def made(quote: c.Target, body: Quote) -> c.Command:
            refs = [*(ref for ref, _ in body.parts()), PartRef(Role.MENTION), PartRef(Role.CUE, 7)]
            ref = refs[part % len(refs)]
            return c.RemovePart(article, quote, ref) if role is None else c.ChangeRole(article, quote, ref, role)

        self._on_quote(who, article, pick, made)

    @rule(who=ANNOTATORS, article=articles, pick=PICK, names=NAMES)
    def set_speakers(self, who: str, article: str, pick: int, names: tuple[str, ...]) -> None:
        self._on_quote(who, article, pick, lambda quote, _: c.SetSpeakers(article, quote, names))

    @rule(who=ANNOTATORS, article=articles, picks=PICKS, name=NAME, new_name=NAME)
    def rename_speaker(self, who: str, article: str, picks: list[int], name: str, new_name: str) -> None:
        self._do(who, c.RenameSpeaker(article, self._items(article, picks, is_quote), name, new_name))

    @rule(who=ANNOTATORS, article=articles, pick=PICK, kind=st.sampled_from(Kind))
    def set_kind(self, who: str, article: str, pick: int, kind: Kind) -> None:
        self._on_quote(who, article, pick, lambda quote, _: c.SetKind(article, quote, kind))

    @rule(who=ANNOTATORS, article=articles, pick=PICK, better=QUOTES)
    def apply_remedy(self, who: str, article: str, pick: int, better: Quote) -> None:
        self._on_quote(who, article, pick, lambda quote, _: c.ApplyRemedy(article, quote, better, "flaw"))

    @rule(who=ANNOTATORS, article=articles, picks=st.lists(PICK, min_size=2, max_size=3))
    def join(self, who: str, article: str, picks: list[int]) -> None:
        self._do(who, c.JoinQuotes(article, self._items(article, picks, is_quote)))

    @rule(who=ANNOTATORS, article=articles, pick=PICK, behind=st.integers(0, 9))
    def split(self, who: str, article: str, pick: int, behind: int) -> None:
        self._on_quote(
            who, article, pick, lambda quote, body: c.SplitQuote(article, quote, body.anchors[-1].start + behind)
        )

    @rule(who=ANNOTATORS, article=articles, status=st.sampled_from(Status))
    def set_status(self, who: str, article: str, status: Status) -> None:
        self._do(who, c.SetStatus(article, status))

    @rule(who=ANNOTATORS, article=articles, pick=st.none() | PICK, words=st.sampled_from(["Sure?", " ", "It is.\r\n"]))
    def comment(self, who: str, article: str, pick: int | None, words: str) -> None:
        item = None if pick is None else self._item(article, pick)
        self._do(who, c.AddComment(article, words, None if item is None else item.id))

    @rule(who=ANNOTATORS, article=articles, pick=PICK, what=st.sampled_from(["edit", "resolve", "reopen", "delete"]))
    def on_comment(self, who: str, article: str, pick: int, what: str) -> None:
        remarks = self.sessions[article].remarks
        said = [one for about in (None, *sorted(remarks.abouts())) for one in remarks.thread(about)]
        if not said:
            return
        comment = said[pick % len(said)]
        seen = c.Target(comment.id, comment.version)
        made: dict[str, c.Command] = {
            "edit": c.EditComment(article, seen, f"{who} was here"),
            "resolve": c.ResolveComment(article, seen),
            "reopen": c.ResolveComment(article, seen, False),
            "delete": c.DeleteComment(article, seen),
        }
        self._do(who, made[what])

    @rule(who=ANNOTATORS, article=articles, pick=PICK, on=st.booleans())
    def flag(self, who: str, article: str, pick: int, on: bool) -> None:
        item = self._item(article, pick)
        if item is not None:
            self._do(who, c.SetFlag(article, item.id, on))

    @rule(who=ANNOTATORS, name=LABELS, retired=st.booleans(), key=st.sampled_from(["", "1", "x"]))
    def set_label(self, who: str, name: str, retired: bool, key: str) -> None:
        self._do(who, c.SetLabel(Label(name, "blue", key, "", retired)))

    @rule(who=ANNOTATORS, name=LABELS, new_name=LABELS)
    def rename_label(self, who: str, name: str, new_name: str) -> None:
        self._do(who, c.RenameLabel(name, new_name))

    @rule(who=ANNOTATORS, name=LABELS, into=LABELS)
    def merge_label(self, who: str, name: str, into: str) -> None:
        self._do(who, c.MergeLabel(name, into))

    @rule(who=ANNOTATORS, names=st.lists(LABELS, max_size=3).map(tuple), retire=st.booleans())
    def order_or_adopt(self, who: str, names: tuple[str, ...], retire: bool) -> None:
        self._do(who, c.OrderLabels(names))
        examples = (Example("to [Beirut]"), Example("[Beirut] said", good=False))
        taken = tuple(Label(name, "#2a5fc9/#7fb0ff", title="Town", examples=examples) for name in names)
        self._do(who, c.AdoptLabels(taken, retire))

    @rule(who=ANNOTATORS, name=st.sampled_from(["indirect", "auxiliaries", "weather"]), on=st.booleans())
    def rule_otherwise(self, who: str, name: str, on: bool) -> None:
        self._do(who, c.SetRuling(name, on))

    @precondition(lambda self: any(self.undoable.values()))
    @rule(pick=PICK, times=st.integers(1, 3))
    def undo(self, pick: int, times: int) -> None:
        able = sorted(who for who, numbers in self.undoable.items() if numbers)
        for _ in range(times):
            self._undo(able[pick % len(able)])

    @precondition(lambda self: any(self.redoable.values()))
    @rule(pick=PICK, times=st.integers(1, 3))
    def redo(self, pick: int, times: int) -> None:
        able = sorted(who for who, numbers in self.redoable.items() if numbers)
        for _ in range(times):
            self._redo(able[pick % len(able)])

    def _undo(self, who: str) -> None:
        revision = self._do(who, c.Undo())
        if revision is not None:
            assert revision.reverts == self.undoable[who].pop()
            self.redoable[who].append(revision.id)
            self._taken_back(revision)

    def _redo(self, who: str) -> None:
        revision = self._do(who, c.Redo())
        if revision is not None:
            assert revision.reverts == self.redoable[who].pop()
            self.undoable[who].append(revision.id)
            self._taken_back(revision)

    @rule(who=ANNOTATORS, back=st.integers(0, 8))
    def revert(self, who: str, back: int) -> None:
        revision = self._do(who, c.Revert(max(1, len(self.past) - 1 - back), "on second thoughts"))
        if revision is not None:
            self._taken_back(revision)

    @rule(who=ANNOTATORS, article=articles, pick=PICK)
    def decide_too_late(self, who: str, article: str, pick: int) -> None:
        item = self._item(article, pick, anything)
        if item is not None:
            with pytest.raises(ConflictError):
                self.store.execute(c.Delete(article, (c.Target(item.id, item.version - 1),)), who)

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = open_library(self.path)

    # ------------------------------------------------------------------------------------------------------ invariants

    @invariant()
    def tables_are_what_the_log_says(self) -> None:
        assert self.store._connection is not None
        with self.store._connection.begin():
            tables = standing(self.store._connection)
        assert tables == self.past[-1]
        assert replay(self.store.revisions()) == tables

    @invariant()
    def nothing_bears_a_label_that_gave_way(self) -> None:
        labels = [record for record in self.past[-1].values() if isinstance(record, Label)]
        to = heirs(labels)
        assert all(settled(record, to) == record for record in self.past[-1].values())
        keys = [label.key for label in labels if label.key and not label.retired]
        assert len(set(keys)) == len(keys)

    @invariant()
    def articles_find_their_own_in_the_log(self) -> None:
        for article in self.sessions:
            told = state_at(self.store.revisions(article=article, set_id=article), len(self.past))
            items = {
                key: record
                for key, record in self.past[-1].items()
                if isinstance(record, Annotation | Suggestion) and record.set_id == article
            }
            assert told == items

    @invariant()
    def sessions_are_what_a_fresh_one_is(self) -> None:
        for article, session in self.sessions.items():
            fresh = session_of(self.store, article)
            assert session.info == fresh.info
            assert list(session.items(rejected=True)) == list(fresh.items(rejected=True))
            assert session.progress() == fresh.progress()
            assert session.speakers() == fresh.speakers()
            abouts = fresh.remarks.abouts()
            assert session.remarks.abouts() == abouts
            for about in (None, *abouts):
                assert session.remarks.thread(about) == fresh.remarks.thread(about)
                assert about is None or session.remarks.flag(about) == fresh.remarks.flag(about)
            assert [session.undecided_after(n) for n in range(0, 40, 7)] == [
                fresh.undecided_after(n) for n in range(0, 40, 7)
            ]

    @invariant()
    def the_article_list_counts_right(self) -> None:
        for line in self.store.articles():
            progress = self.sessions[line.info.id].progress()
            assert (line.decided, line.total) == (progress.decided, progress.total)
            remarks = self.sessions[line.info.id].remarks
            assert (line.comments, line.flags) == remarks.counts()
            assert line.open_comments == remarks.open_count()

    @invariant()
    def trails_are_the_two_stacks(self) -> None:
        for who in (ANA, BEN):
            trail = self.store.trail(who)
            assert trail.undo_top == (self.undoable[who][-1] if self.undoable[who] else None)
            assert trail.redo_top == (self.redoable[who][-1] if self.redoable[who] else None)


@pytest.fixture
def newsroom(template: Path) -> type[Newsroom]:
    Newsroom.template = template
    return Newsroom


def test_two_annotators(newsroom: type[Newsroom]) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        newsroom,
        settings=settings(
            max_examples=20, stateful_step_count=40, suppress_health_check=[HealthCheck.too_slow], deadline=None
        ),
    )
