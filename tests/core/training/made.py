"""Articles with annotations, made by the commands that the desk gives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from core.bodies import Body, Entity, Quote, Span
from core.commands import (
    Accept,
    AddEntity,
    AddQuote,
    Command,
    ExcludeRegion,
    ImportArticle,
    RecordSuggestions,
    Reject,
    SetStatus,
    Target,
)
from core.ids import new_id
from core.library import LibraryStore
from core.records import ArticleDraft, Item, Proposal, Run, RunResult, Status
from core.text import text_hash

ANN = "Ann"


class Made:
    """One article in a store, spoken of by its words."""

    def __init__(self, store: LibraryStore, text: str, headline: str = "News") -> None:
        self.store = store
        self.text = text
        id = store.execute(ImportArticle(ArticleDraft(headline, text, f"{headline}.txt")), ANN).article
        assert id is not None
        self.id = id

    def do(self, command: Command) -> None:
        self.store.execute(command, ANN)

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def add(self, words: str, label: str, nth: int = 0) -> Made:
        self.do(AddEntity(self.id, self.span(words, nth), label))
        return self

    def quote(self, contents: Iterable[str], cue: str = "", source: str = "", speaker: str = "") -> Made:
        quote = Quote(
            tuple(self.span(words) for words in contents),
            (self.span(cue),) if cue else (),
            (self.span(source),) if source else (),
            speakers=(speaker,) if speaker else (),
        )
        self.do(AddQuote(self.id, quote))
        return self

    def exclude(self, words: str) -> Made:
        self.do(ExcludeRegion(self.id, self.span(words)))
        return self

    def suggest(self, *entities: tuple[str, str], quotes: Iterable[Quote] = ()) -> Made:
        """One run of each suggester; entities as (words, label)."""
        bodies: list[Body] = [Entity(self.span(words), label) for words, label in entities]
        results = (self._run("entities", bodies), self._run("quotes", list(quotes)))
        self.do(RecordSuggestions(self.id, results))
        return self

    def _run(self, suggester: str, bodies: list[Body]) -> RunResult:
        run = Run(new_id(), suggester, "en_test", "1.0", "{}", datetime.now(UTC), text_hash(self.text))
        return RunResult(run, tuple(Proposal(body, 0.5) for body in bodies))

    def target(self, words: str) -> Target:
        loaded = self.store.load(self.id)
        span = self.span(words)
        items: list[Item] = [*loaded.suggestions, *loaded.annotations]
        (found,) = {one.id: one for one in items if one.body.bounds == span}.values()
        return Target(found.id, found.version)

    def accept(self, words: str) -> Made:
        self.do(Accept(self.id, (self.target(words),)))
        return self

    def reject(self, words: str, reason: str | None = None) -> Made:
        self.do(Reject(self.id, (self.target(words),), reason))
        return self

    def done(self) -> Made:
        self.do(SetStatus(self.id, Status.DONE))
        return self


def docs_of(path: Path) -> list[Doc]:
    """The documents of a ``.spacy`` file, read as a training reads them."""
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def iob(doc: Doc) -> dict[str, str]:
    """Each token with what is known of it: "B-GPE", "I-GPE", "O", or "?" for missing. For texts without doubles."""
    marks = {"": "?", "O": "O"}
    return {token.text: marks.get(token.ent_iob_) or f"{token.ent_iob_}-{token.ent_type_}" for token in doc}
