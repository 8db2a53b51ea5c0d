"""The same newsroom, in which people also work independently, hand in, review and adjudicate."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from core import commands as c
from core import diffing
from core.adjudication import Adjudication, compare
from core.bodies import Entity, Span
from core.commands import sharing as r
from core.history import State, state_at
from core.records import Annotation, Item, Label, Revision, Suggestion, Verdict
from core.session import Session
from core.sets import FACTS, AnnotationSet, Choice, Owner, Resolution, Review, ReviewStatus
from tests.core.library.made import ANA, BEN, TEXT, as_called_in, run_result, target, without_versions
from tests.core.library.test_machine import ANNOTATORS, BODIES, PICK, Newsroom, Wanted, anything

CHIEF = "Carla"
REVIEWERS = st.sampled_from([ANA, CHIEF, CHIEF])
REVIEWING = st.sampled_from([r.SubmitSet, r.ReturnSet, r.ApproveSet, r.ReopenSet])


def items_of(state: State, set_id: str) -> State:
    return {key: one for key, one in without_versions(state).items() if _is_item_of(one, set_id)}


def _is_item_of(record: object, set_id: str) -> bool:
    return isinstance(record, Annotation | Suggestion) and record.set_id == set_id


class Sharing(Newsroom):
    """Ana and Ben, each now and then in a set of their own."""

    def __init__(self) -> None:
        self.own: dict[str, Session] = {}  # by set
        super().__init__()

    def _done(self, annotator: str, command: c.Command, revision: Revision) -> Revision:
        new = [one.after for one in revision.changes if isinstance(one.after, AnnotationSet)]
        for one in new:
            if one.id not in self.own:
                self.own[one.id] = self.store.load(one.article, set_id=one.id).session()
        revision = super()._done(annotator, command, revision)
        for session in self.own.values():
            session.fold(revision)
        touched = {one.record.set_id for one in revision.changes if isinstance(one.record, Annotation | Suggestion)}
        if revision.article is None:  # of the label set, which is everybody's
            return revision
        assert len(touched) <= 1, "one revision is about one set"
        for set_id in touched:
            review = self.past[-2].get(("review", set_id))
            assert not (isinstance(review, Review) and review.status is ReviewStatus.APPROVED), "it was approved"
            owner = self.past[-1].get(("set", set_id)) or self.past[-2].get(("set", set_id))
            if (
                isinstance(owner, AnnotationSet)
                and owner.is_independent
                and not isinstance(command, c.Undo | c.Redo | c.Revert | r.Assign | r.Unassign)
            ):
                assert owner.annotator == annotator, "nobody else works in somebody's own set"
        return revision

    def _item(self, article: str, pick: int, wanted: Wanted = anything) -> Item | None:
        """Of any set: what is not in the one that somebody works in has to be refused."""
        sessions = [self.sessions[article], *(one for one in self.own.values() if one.id == article)]
        items = [item for one in sessions for item in one.items(rejected=True) if wanted(item)]
        return items[pick % len(items)] if items else None

    def _gold(self, article: str) -> AnnotationSet | None:
        return next((one for one in self.store.sets(article) if one.owner is Owner.GOLD), None)

    def _adjudication(self, article: str) -> Adjudication | None:
        gold = self._gold(article)
        if gold is None:
            return None
        left, right = (self.store.load(article, set_id=id).annotations for id in gold.sources)
        return compare(gold, left, right, self.store.resolutions(gold.id), self.store.labels())

    # ----------------------------------------------------------------------------------------------------------- rules

    @initialize(target=Newsroom.articles, assisted=st.booleans())
    def first_article(self, assisted: bool) -> str:
        article = self._import(TEXT)
        bodies = [Entity(Span(0, 5), "GPE"), Entity(Span(19, 25), "ORG")]
        self._do(ANA, c.RecordSuggestions(article, (run_result(TEXT, bodies),)))
        self._do(ANA, r.Assign(article, BEN, True, assisted))
        return article

    @rule(who=ANNOTATORS, article=Newsroom.articles, name=ANNOTATORS, independent=st.booleans(), assisted=st.booleans())
    def assign(self, who: str, article: str, name: str, independent: bool, assisted: bool) -> None:
        self._do(who, r.Assign(article, name, independent, assisted, "2026-11-30"))

    @rule(who=ANNOTATORS, article=Newsroom.articles, name=ANNOTATORS)
    def unassign(self, who: str, article: str, name: str) -> None:
        self._do(who, r.Unassign(article, name))

    @rule(who=ANNOTATORS, article=Newsroom.articles, does=REVIEWING, pick=PICK)
    def review(self, who: str, article: str, does: type, pick: int) -> None:
        sets = [None, *(one.id for one in self.store.sets(article))]
        command = does(article, sets[pick % len(sets)])
        if isinstance(command, r.ReturnSet):
            command = r.ReturnSet(article, command.set_id, (r.Remark("Look at the sources again."),))
        self._do(who, command)

    @rule(who=REVIEWERS, article=Newsroom.articles, pick=PICK)
    def start_adjudication(self, who: str, article: str, pick: int) -> None:
        sets = [one.id for one in self.store.sets(article)]
        left, right = sets[pick % len(sets)], sets[pick // len(sets) % len(sets)]
        gold = self._gold(article)
        sources = (left, right) if gold is None else gold.sources
        if self._do(who, r.StartAdjudication(article, *sources)) is not None:
            found = self._adjudication(article)
            assert found is not None
            assert found.is_up_to_date

    @rule(who=REVIEWERS, article=Newsroom.articles, pick=PICK, choice=st.sampled_from(Choice), body=BODIES)
    def adjudicate(self, who: str, article: str, pick: int, choice: Choice, body: object) -> None:
        found = self._adjudication(article)
        if found is None or not found.pairs:
            return
        pair = found.pairs[pick % len(found.pairs)]
        left, right = (None if one is None else target(one) for one in (pair.left, pair.right))
        if self._do(who, r.Adjudicate(article, left, right, choice, body)) is not None:  # type: ignore[arg-type]
            now = self._adjudication(article)
            assert now is not None
            settled = now.resolution(pair)
            assert settled is not None
            assert settled.choice is choice
            assert settled.by == who

    @rule(who=ANNOTATORS, article=Newsroom.articles, pick=PICK)
    def restore(self, who: str, article: str, pick: int) -> None:
        number = 1 + pick % (len(self.past) - 1)
        set_id = self.store.load(article, annotator=who).annotation_set.id
        others = {s: items_of(self.past[-1], s) for s in (article, *self.own) if s != set_id}
        if self._do(who, c.Restore(article, number)) is not None:
            then = as_called_in(self.past[-1], self.past[number])
            assert items_of(self.past[-1], set_id) == items_of(then, set_id)
            assert {s: items_of(self.past[-1], s) for s in others} == others

    @rule(article=Newsroom.articles, pick=PICK, first=PICK, second=PICK)
    def a_diff_of_a_sets_own_history_leads_on(self, article: str, pick: int, first: int, second: int) -> None:
        sets = [one.id for one in self.store.sets(article)]
        set_id = sets[pick % len(sets)]
        revisions = self.store.revisions(article=article, set_id=set_id)
        older, newer = sorted(1 + number % (len(self.past) - 1) for number in (first, second))
        before, after = state_at(revisions, older), state_at(revisions, newer)
        assert without_versions(after) == items_of(self.past[newer], set_id)
        assert without_versions(diffing.apply(before, diffing.diff(before, after))) == without_versions(after)

    # ------------------------------------------------------------------------------------------------------ invariants

    @invariant()
    def own_sessions_are_what_fresh_ones_are(self) -> None:
        for set_id, session in self.own.items():
            if ("set", set_id) in self.past[-1]:
                fresh = self.store.load(session.id, set_id=set_id).session()
                assert list(session.items(rejected=True)) == list(fresh.items(rejected=True))
                assert session.progress() == fresh.progress()
                assert session.review == fresh.review
            else:
                assert list(session.items(rejected=True)) == []

    @invariant()
    def sets_find_their_own_in_the_log(self) -> None:
        for set_id, session in self.own.items():
            told = state_at(self.store.revisions(article=session.id, set_id=set_id), len(self.past))
            assert told == {key: one for key, one in self.past[-1].items() if _is_item_of(one, set_id)}

    @invariant()
    def gold_says_where_it_comes_from(self) -> None:
        state = self.past[-1]
        golden = {id for _, id in state if isinstance(one := state.get(("set", id)), AnnotationSet) and one.sources}
        standing = {one.id for one in state.values() if isinstance(one, Annotation) and one.set_id in golden}
        named = [id for one in state.values() if isinstance(one, Resolution) for id in one.annotations]
        assert standing <= set(named)
        assert len(named) == len(set(named))

    @invariant()
    @precondition(lambda self: bool(self.own))
    def nobody_who_works_independently_sees_the_others(self) -> None:
        from core.queries import Wanted as Asked

        for line in self.store.articles(annotator="Ben"):
            if self.store.is_blind(line.info.id, "Ben"):
                seen = self.store.timeline(Asked(line.info.id, viewer="Ben"), limit=1000)
                others = [one for one in seen if one.set_id != line.set_id and one.intent not in FACTS]
                assert all(any(isinstance(c.record, Label) for c in one.changes) for one in others)


def test_several_annotators(template: Path) -> None:
    Sharing.template = template
    run_state_machine_as_test(
        Sharing,
        settings=settings(
            max_examples=15, stateful_step_count=40, suppress_health_check=[HealthCheck.too_slow], deadline=None
        ),
    )


def test_a_moment_before_two_labels_were_merged_comes_back_under_the_names_of_today(template: Path) -> None:
    Sharing.template = template
    newsroom = Sharing()
    newsroom.first_article(assisted=True)
    (article,) = newsroom.sessions
    moment = len(newsroom.past) - 1
    newsroom.relabel(ANA, article, [0], "PERSON")
    newsroom.merge_label(BEN, "GPE", "ORG")
    newsroom.restore(ANA, article, moment - 1)
    first = next(newsroom.sessions[article].items())
    assert isinstance(first, Suggestion)
    assert (first.body, first.verdict) == (Entity(Span(0, 5), "ORG"), Verdict.PENDING)
    newsroom.own_sessions_are_what_fresh_ones_are()
    newsroom.nothing_bears_a_label_that_gave_way()
    newsroom.teardown()
