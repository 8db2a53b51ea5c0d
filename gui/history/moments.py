"""The moments of one article, and what two of them differ in. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from core.diffing import Diff, as_suggested, diff
from core.frozen import frozen
from core.history import State, in_set, state_at
from core.memory import MEMORY
from core.records import Annotation, Article, Revision, Run, Suggestion
from core.session import Session
from core.sets import FACTS, AnnotationSet
from core.surveys import Model, model_of

SUGGESTING = frozenset({"record_suggestions", "recall"})
"""The intents by which suggestions come in: of a model, of the memory of decisions."""

_KEPT = 16  # states; stepping to and fro finds them again


class Since(StrEnum):
    """With what a moment is compared, as the page's chip says it."""

    SUGGESTED = "suggested"
    MODEL = "the model alone"
    BEFORE = "the revision before"
    IMPORTED = "the import"


@frozen
class Pane:
    """One side of a comparison: what stood, and the two lines above it."""

    session: Session
    title: str
    detail: str


@frozen
class Comparison:
    """An article at two moments."""

    left: Pane
    right: Pane
    diff: Diff
    revision: int
    told: str  # “as suggested ↔ revision 37”


class Moments:
    """The revisions of an article, the oldest first, and what it looked like after each of them."""

    def __init__(
        self,
        article: Article,
        revisions: Iterable[Revision],
        set_id: str | None = None,
        sets: Sequence[AnnotationSet] = (),
        works_in: str | None = None,
    ) -> None:
        self.article = article
        self.sets = sets  # of the article, that whoever looks may see
        self.set_id = set_id or article.info.id
        self.is_own = works_in in (None, self.set_id)  # what whoever looks works in, and may put back
        self.revisions = list(revisions)
        self._states: dict[int, State] = {}

    @property
    def id(self) -> str:
        return self.article.info.id

    @property
    def models(self) -> dict[str, Model]:
        """Whose the runs over the article were, by their ids."""
        return models_in(self.revisions)

    def has(self, revision: Revision | None) -> bool:
        """Whether a revision is about this article, and about no other annotation set of it."""
        if revision is None or revision.article != self.id:
            return False
        return revision.intent in FACTS or (revision.set_id or self.id) == self.set_id

    def append(self, revision: Revision) -> bool:
        """Take in a revision that was committed just now; says whether it is one of this article, and new."""
        if revision.article != self.id or (self.revisions and revision.id <= self.revisions[-1].id):
            return False
        of_set = in_set([revision], self.set_id)
        self.revisions.extend(of_set)
        return bool(of_set)

    def place_of(self, number: int) -> int:
        """Which of the revisions is the last up to a number; the first where all are later."""
        return max(0, bisect_right(self.revisions, number, key=lambda revision: revision.id) - 1)

    def state(self, number: int) -> State:
        """What stood after a revision. Not to be changed."""
        if number not in self._states:
            while len(self._states) >= _KEPT:
                del self._states[next(iter(self._states))]
            self._states[number] = state_at(self.revisions, number)
        return self._states[number]

    def compare(self, number: int, since: Since) -> Comparison:
        """What became of the article up to a revision."""
        place = self.place_of(number)
        revision = self.revisions[place]
        now = self.state(revision.id)
        older, title, detail, told = self._older(place, now, since)
        found = diff(older, now)
        is_last = place == len(self.revisions) - 1
        right = Pane(
            self._session(now, revision.id),
            "As it stands now" if is_last else "After this revision",
            f"{moment(revision.at)} · {found.told()}",
        )
        left = Pane(self._session(older, revision.id), title, detail)
        return Comparison(left, right, found, revision.id, f"{told} ↔ revision {revision.id}")

    def _older(self, place: int, now: State, since: Since) -> tuple[State, str, str, str]:
        """The state to compare with, its title and detail, and how the status bar calls it."""
        if since is Since.SUGGESTED:
            runs = [one for one in self.revisions[: place + 1] if one.intent in SUGGESTING]
            detail = f"{moment(runs[-1].at)} · run {len(runs)}" if runs else self._given(place)
            older = as_suggested(now, self.revisions[:1])
            return older, "As suggested", detail or "nothing was suggested yet", "as suggested"
        if since is Since.MODEL:
            runs = [one for one in self.revisions[: place + 1] if one.intent == "record_suggestions"]
            names = dict.fromkeys(model.name for model in models_in(runs).values() if model.suggester != MEMORY)
            memory = {run for run, model in self.models.items() if model.suggester == MEMORY}
            older = as_suggested(now, self.revisions[:1], without=memory)
            detail = ", ".join(names) or self._given(place) or "nothing yet"
            return older, "As the model suggested", detail, "the model alone"
        before = self.revisions[0 if since is Since.IMPORTED else max(0, place - 1)]
        if since is Since.IMPORTED:
            return self.state(before.id), "As imported", moment(before.at), "as imported"
        detail = f"{moment(before.at)} · revision {before.id}"
        return self.state(before.id), "Before this revision", detail, f"revision {before.id}"

    def _given(self, place: int) -> str:
        """When an annotator got the suggestions together with the article; "" for never."""
        given = (one for one in self.revisions[: place + 1] if one.intent == "assign")
        came = next((one for one in given if any(isinstance(c.after, Suggestion) for c in one.changes)), None)
        return f"{moment(came.at)} · given with the article" if came is not None else ""

    def _session(self, state: State, number: int) -> Session:
        records = state.values()
        annotations = [record for record in records if isinstance(record, Annotation)]
        suggestions = [record for record in records if isinstance(record, Suggestion)]
        return Session(self.article, annotations, suggestions, number)


def models_in(revisions: Iterable[Revision]) -> dict[str, Model]:
    """The models of the runs that some revisions brought in, by the runs' ids."""
    records = (change.after for revision in revisions for change in revision.changes)
    return {record.id: model_of(record) for record in records if isinstance(record, Run)}


def touched(revisions: Sequence[Revision]) -> int:
    """How many annotations editors have changed in these revisions."""
    ids = {
        change.record.id
        for revision in revisions
        if revision.intent not in SUGGESTING and revision.intent != "import_article"
        for change in revision.changes
        if isinstance(change.record, Annotation | Suggestion)
    }
    return len(ids)


def moment(at: datetime, today: date | None = None) -> str:
    """A moment where the editor is: the time, with the day where it was another."""
    there = at.astimezone()
    now = today or datetime.now().astimezone().date()
    if there.date() == now:
        return f"{there:%H:%M:%S}"
    return f"{there.day} {there:%B}{'' if there.year == now.year else f' {there.year}'}, {there:%H:%M:%S}"
