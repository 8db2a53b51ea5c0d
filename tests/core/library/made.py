"""What tests of the library put into it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from core.bodies import Body
from core.commands import ImportArticle, Target
from core.history import State, stamped
from core.ids import new_id
from core.labels import heirs, settled
from core.queries import Store
from core.records import ArticleDraft, Item, Label, Proposal, Run, RunResult
from core.session import Session
from core.text import canonical, text_hash

ANA, BEN = "Ana", "Ben"

TEXT = canonical(
    "Syria's army takes Qusair\n\n"
    "BEIRUT (AP) — Syrian troops and their Hezbollah allies took the town of Qusair on Wednesday 🎉.\n"
    "“Whoever controls Qusair controls the center of the country,” Syrian Brig. Gen. Yahya Suleiman told reporters. "
    "“It is ours,” he said, “and it stays so.”\n"
    "The Local Coordination Committees said that the fighting goes on. “We will not give up,” it added.\n"
)


def imported(store: Store, text: str = TEXT, headline: str = "Qusair", annotator: str = ANA) -> str:
    article = store.execute(ImportArticle(ArticleDraft(headline, text, f"{headline}.txt")), annotator).article
    assert article is not None
    return article


def run_result(
    text: str, bodies: Iterable[Body], suggester: str = "entities", version: str = "3.8.0", score: float | None = 0.5
) -> RunResult:
    """A run of a suggester as it comes back from a model."""
    run = Run(new_id(), suggester, "en_test", version, '{"layers":["entities"]}', datetime.now(UTC), text_hash(text))
    return RunResult(run, tuple(Proposal(body, score, ("content",) if score is None else ()) for body in bodies))


def session_of(store: Store, article: str) -> Session:
    loaded = store.load(article)
    return Session(loaded.article, loaded.annotations, loaded.suggestions, loaded.revision, loaded.remarks)


def target(item: Item) -> Target:
    return Target(item.id, item.version)


def without_versions(state: State) -> State:
    return {key: stamped(record, 0) for key, record in state.items()}


def as_called_in(now: State, then: State) -> State:
    """A state of the past under the labels of another: a label that gave way since does not come back."""
    to = heirs(record for record in now.values() if isinstance(record, Label))
    return {key: settled(record, to) for key, record in then.items()}
