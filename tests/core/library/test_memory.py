"""What was decided takes effect at once, here and in later articles, and can be taken back like anything else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from core import commands as c
from core.bodies import Entity, Span
from core.errors import RefusedError
from core.library import LibraryStore, open_library
from core.matching import find
from core.memory import HELD_BACK, silent
from core.records import Annotation, ArticleDraft, ImportedAnnotation, MemoryRule, Revision, Suggestion, Verdict
from core.session import Session
from core.story import tell
from core.text import text_hash
from tests.core.library.made import ANA, imported, run_result, session_of, target

TEXT = "Qusair fell. In Qusair, Yahya Suleiman spoke. Qusair’s mayor left on Wednesday. Wednesday was cold."
LATER = "Later, Qusair rose. Qusair airport opened on Wednesday. Suleiman and Yahya Suleiman came."


class Desk:
    """One article with what a model suggests, and the memory at work behind it."""

    def __init__(self, store: LibraryStore, text: str, *words: str, label: str = "ORG", memory: bool = True) -> None:
        self.store, self.text = store, text
        self.article = imported(store, text)
        self.suggest(*words, label=label, memory=memory)

    def suggest(self, *words: str, label: str = "ORG", memory: bool = True) -> Revision:
        bodies = [Entity(span, label) for one in words for span in find(self.text, one)]
        results = (run_result(self.text, bodies),)
        return self.store.execute(c.RecordSuggestions(self.article, results, memory), ANA)

    @property
    def session(self) -> Session:
        return session_of(self.store, self.article)

    def shown(self, words: str) -> list[str]:
        """Label and suggester of what is shown on some words; capitals stand for what was decided."""
        found = []
        runs = {run.id: run.suggester for run in self.store.runs(self.article)}
        for item in self.session.items():
            assert isinstance(item.body, Entity)
            if item.body.span.of(self.text) == words:
                by = "decided" if isinstance(item, Annotation) else runs[item.run]
                found.append(f"{item.body.label} {by}")
        return found

    def do(self, command: c.Command, *words: str) -> None:
        """Carry out a decision, and recall as the desk does."""
        self.store.execute(command, ANA)
        recall = c.Recall(self.article, words)
        if self.store.would_change(recall, ANA):
            self.store.execute(recall, ANA)
        else:
            with pytest.raises(RefusedError):
                self.store.execute(recall, ANA)
        assert self.store.check() == ()

    def target(self, words: str, nth: int = 0) -> c.Target:
        items = [i for i in self.session.items() if i.body.bounds.of(self.text) == words]
        return target(items[nth])

    def relabel(self, words: str, label: str, nth: int = 0) -> None:
        self.do(c.Relabel(self.article, (self.target(words, nth),), label), words)


def test_one_decision_takes_effect_at_once_in_the_article(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Qusair")
    assert desk.shown("Qusair") == ["ORG entities"] * 3
    desk.relabel("Qusair", "GPE")
    assert desk.shown("Qusair") == ["GPE decided", "GPE memory", "GPE memory"]
    held = [s for s in store.load(desk.article).suggestions if s.verdict is Verdict.WITHDRAWN]
    assert [s.reason for s in held] == [HELD_BACK] * 2, "what the model said is kept"
    story = tell(store.revision(store.newest()))
    assert (story.who, story.sentence, story.by_machine) == ("The memory of decisions", "suggested 2", True)
    assert story.detail == "2 entities · 2 withdrawn"


def test_undo_gives_the_model_its_word_back_and_redo_takes_it_again(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Qusair")
    desk.relabel("Qusair", "GPE")
    desk.do(c.Accept(desk.article, (desk.target("Qusair", 1),)), "Qusair")
    for _ in range(2):
        desk.do(c.Undo(), "Qusair")
    assert desk.shown("Qusair") == ["ORG entities"] * 3
    assert store.memory(["Qusair"]) == ()
    story = tell(store.revision(store.newest()))
    told = (story.who, story.sentence, story.detail)
    assert told == ("The memory of decisions", "suggested 2", "2 entities · 2 withdrawn")
    for _ in range(2):
        desk.do(c.Redo(), "Qusair")
    assert desk.shown("Qusair") == ["GPE decided", "GPE decided", "GPE memory"]
    assert len(store.load(desk.article).suggestions) == 5, "what came back is what was there"


def test_later_articles_are_suggested_what_was_decided(store: LibraryStore) -> None:
    first = Desk(store, TEXT, "Qusair")
    first.relabel("Qusair", "GPE")
    first.do(c.AddEntity(first.article, next(find(TEXT, "Yahya Suleiman")), "PERSON"), "Yahya Suleiman")
    later = Desk(store, LATER, "Qusair", "Suleiman", "airport")
    assert later.shown("Qusair") == ["GPE memory", "GPE memory"]
    assert later.shown("Yahya Suleiman") == [], "where a model suggests a part, the memory keeps out"
    assert later.shown("Suleiman") == ["ORG entities"] * 2
    again = Desk(store, LATER + " Again.")
    assert again.shown("Yahya Suleiman") == ["PERSON memory"]
    assert store.check() == ()


def test_where_the_model_agrees_it_keeps_its_word(store: LibraryStore) -> None:
    Desk(store, TEXT, "Qusair").relabel("Qusair", "GPE")
    later = Desk(store, LATER, "Qusair", label="GPE")
    assert later.shown("Qusair") == ["GPE entities"] * 2


def test_switched_off_it_says_nothing(store: LibraryStore) -> None:
    Desk(store, TEXT, "Qusair").relabel("Qusair", "GPE")
    later = Desk(store, LATER, "Qusair", memory=False)
    assert later.shown("Qusair") == ["ORG entities"] * 2


def test_switched_off_what_it_suggested_goes_with_the_next_suggestions(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Qusair")
    desk.relabel("Qusair", "GPE")
    bodies = [Entity(span, "ORG") for span in find(TEXT, "Qusair")]
    results = (run_result(TEXT, bodies), silent(text_hash(TEXT)))
    store.execute(c.RecordSuggestions(desk.article, results), ANA)
    assert desk.shown("Qusair") == ["GPE decided", "ORG entities", "ORG entities"]


def test_an_older_library_learns_from_what_it_holds(store: LibraryStore, path: Path) -> None:
    desk = Desk(store, TEXT, "Qusair")
    desk.relabel("Qusair", "GPE")
    desk.do(c.Reject(desk.article, (desk.target("Qusair", 1),)), "Qusair")
    span = next(find(TEXT, "Yahya Suleiman"))
    desk.do(c.AddEntity(desk.article, Span(span.start, span.end), "PERSON"), "Yahya Suleiman")
    before = store.memories()
    store.close()
    with closing(sqlite3.connect(path)) as older:
        older.executescript(
            "DROP INDEX ix_annotation_set_annotator_id; DROP TABLE revision_set; DROP TABLE resolution;"
            "DROP TABLE review; DROP TABLE assignment; DROP TABLE made_set;"
            "DROP TABLE memory; DROP TABLE memory_rule; DROP TABLE flag; DROP TABLE reach;"
            "ALTER TABLE label DROP title; ALTER TABLE label DROP examples;"
            "ALTER TABLE label DROP place; ALTER TABLE label DROP successor;"
            "UPDATE alembic_version SET version_num = '0001';"
        )
    upgraded = open_library(path)
    assert upgraded.memories() == before
    # The log of this one is newer than it pretends to be: it has examples of labels.
    assert [finding for finding in upgraded.check() if not finding.where.startswith("label ")] == []
    upgraded.close()


def test_where_decisions_differ_it_says_nothing(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Qusair")
    desk.relabel("Qusair", "GPE")
    desk.relabel("Qusair", "LOC", 1)
    assert desk.shown("Qusair") == ["GPE decided", "LOC decided", "ORG entities"]


def test_what_was_rejected_twice_is_not_suggested_again(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Wednesday", label="DATE")
    desk.do(c.Reject(desk.article, (desk.target("Wednesday"),)), "Wednesday")
    assert desk.shown("Wednesday") == ["DATE entities"], "once may be a slip"
    desk.do(c.Reject(desk.article, (desk.target("Wednesday"),)), "Wednesday")
    later = Desk(store, LATER, "Wednesday", label="DATE")
    assert later.shown("Wednesday") == []
    (held,) = store.load(later.article).suggestions
    assert (held.verdict, held.reason) == (Verdict.WITHDRAWN, HELD_BACK), "nothing is dropped in silence"
    assert store.articles()[0].total == 0


def test_rejecting_what_the_memory_suggests_settles_that_place(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Qusair")
    desk.relabel("Qusair", "GPE")
    desk.do(c.Reject(desk.article, (desk.target("Qusair", 1),)), "Qusair")
    assert desk.shown("Qusair") == ["GPE decided", "ORG entities"], "decisions differ now, and one place is settled"


def test_suggesting_anew_asks_nothing_twice(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Qusair")
    desk.relabel("Qusair", "GPE")
    desk.suggest("Qusair")
    assert desk.shown("Qusair") == ["GPE decided", "GPE memory", "GPE memory"]
    desk.do(c.Undo(), "Qusair")
    assert desk.shown("Qusair") == ["ORG entities"] * 3
    assert store.check() == ()


def test_a_rule_goes_before_what_was_counted(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Qusair")
    desk.relabel("Qusair", "GPE")
    desk.do(c.SetMemoryRule("Qusair’s", MemoryRule("", "LOC")), "Qusair")
    assert desk.shown("Qusair") == ["GPE decided", "LOC memory", "LOC memory"]
    desk.do(c.SetMemoryRule("Qusair", MemoryRule("", None)), "Qusair")
    assert desk.shown("Qusair") == ["GPE decided"]
    desk.do(c.SetMemoryRule("Qusair", MemoryRule("", None, False)), "Qusair")
    assert desk.shown("Qusair") == ["GPE decided", "ORG entities", "ORG entities"]
    desk.do(c.SetMemoryRule("Qusair", None), "Qusair")
    assert desk.shown("Qusair") == ["GPE decided", "GPE memory", "GPE memory"]
    told = [tell(r).sentence for r in store.revisions() if r.intent == "set_memory_rule"]
    assert told == [
        "told the memory that “Qusair” is LOC",
        "told the memory that “Qusair” is no entity",
        "made the memory forget “Qusair”",
        "let the memory of “Qusair” count again",
    ]
    desk.do(c.Undo(), "Qusair")
    assert desk.shown("Qusair")[1] == "ORG entities"


def test_a_rule_needs_words_a_label_that_is_there_and_something_to_change(store: LibraryStore) -> None:
    for words, rule in ((" ", None), ("Qusair", MemoryRule("", "PLANET")), ("Qusair", None)):
        with pytest.raises(RefusedError):
            store.execute(c.SetMemoryRule(words, rule), ANA)


def test_what_a_file_brought_is_not_what_you_decided(store: LibraryStore) -> None:
    span = next(find(TEXT, "Qusair"))
    draft = ArticleDraft("h", TEXT, "f", (ImportedAnnotation(Entity(span, "GPE")),))
    store.execute(c.ImportArticle(draft), ANA)
    assert store.memory(["Qusair"]) == ()


def test_the_list_has_the_most_often_decided_first_and_can_be_searched(store: LibraryStore) -> None:
    desk = Desk(store, TEXT, "Qusair", "Wednesday")
    items = [i for i in desk.session.items() if isinstance(i, Suggestion)]
    store.execute(c.Accept(desk.article, tuple(map(target, items))), ANA)
    store.execute(c.SetMemoryRule("today", MemoryRule("", None)), ANA)
    assert [known.words for known in store.memories()] == ["Qusair", "Wednesday", "today"]
    assert [known.words for known in store.memories(search="DNES")] == ["Wednesday"]
    assert store.memories()[0].told() == "you made this ORG 3 times"


def test_the_check_counts_anew(store: LibraryStore) -> None:
    Desk(store, TEXT, "Qusair").relabel("Qusair", "GPE")
    assert store._connection is not None
    with store._connection.begin():
        store._connection.execute(sql("UPDATE memory SET kept = 7"))
    (finding,) = store.check()
    assert (finding.where, finding.what) == ("memory of “Qusair”", "GPE was kept 1 times, and it says 7")
