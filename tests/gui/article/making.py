"""Sessions made by hand, for tests of the article view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from core.bodies import Body, Entity, Quote, Span
from core.records import Annotation, Article, ArticleInfo, Change, Origin, Revision, Suggestion, Verdict
from core.session import Session
from core.text import text_hash

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def span(text: str, words: str, after: str = "") -> Span:
    """Where some words stand, behind others."""
    start = text.index(words, text.index(after) + len(after) if after else 0)
    return Span(start, start + len(words))


def entity(text: str, words: str, label: str = "GPE", after: str = "") -> Entity:
    return Entity(span(text, words, after), label)


def decided(id: str, body: Body) -> Annotation:
    return Annotation(id, "article", body, Origin.HAND)


def suggested(id: str, body: Body, *doubts: str) -> Suggestion:
    return Suggestion(id, "article", "run", body, doubts=doubts)


def rejected(id: str, body: Body) -> Suggestion:
    return Suggestion(id, "article", "run", body, verdict=Verdict.REJECTED)


def session(text: str, items: Sequence[Annotation | Suggestion] = (), headline: str | None = None) -> Session:
    first = text.split("\n", 1)[0] if headline is None else headline
    info = ArticleInfo("article", first, "test.txt", text_hash(text), len(text), NOW)
    annotations = [item for item in items if isinstance(item, Annotation)]
    suggestions = [item for item in items if isinstance(item, Suggestion)]
    return Session(Article(info, text), annotations, suggestions, 0)


def revision(of: Session, *changes: Change) -> Revision:
    return Revision(of.revision + 1, of.id, "editor", NOW, "test", changes)


TEXT = (
    "Rebels leave Qusair\n"
    "BEIRUT — Syrian troops took Qusair on Wednesday, the army of Bashar Assad said.\n"
    "“It is over,” said Kamel Wazne, director of the Center of American Strategic Studies in Beirut. "
    "“It was a battle.”\n"
    "Sign up for our letters.\n"
)


def items() -> list[Annotation | Suggestion]:
    """Decided, suggested and rejected ones of every sort."""
    quote = Quote(
        (span(TEXT, "“It is over,”"), span(TEXT, "“It was a battle.”")),
        (span(TEXT, "said", after="over,”"),),
        (span(TEXT, "Kamel Wazne"),),
        speakers=("Kamel Wazne",),
    )
    return [
        decided("qusair", entity(TEXT, "Qusair", after="took")),
        suggested("syrian", entity(TEXT, "Syrian", "NORP")),
        rejected("wednesday", entity(TEXT, "Wednesday", "DATE")),
        decided("assad", entity(TEXT, "Bashar Assad", "PERSON")),
        decided("wazne", entity(TEXT, "Kamel Wazne", "PERSON")),
        decided("center", entity(TEXT, "the Center of American Strategic Studies", "ORG")),
        suggested("american", entity(TEXT, "American", "NORP")),
        decided("quote", quote),
    ]
