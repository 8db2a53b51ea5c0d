"""What the chips of the history page say, and which revisions that leaves. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from string import ascii_lowercase, ascii_uppercase
from types import MappingProxyType

from core.bodies import Entity, Quote
from core.frozen import frozen
from core.queries import Wanted
from core.records import Annotation, Record, Revision, Run, Suggestion
from core.steps import Step, steps_of
from core.surveys import Model, model_of
from gui.history.moments import SUGGESTING, Since
from gui.history.periods import period

KINDS: dict[str, frozenset[str]] = {
    "suggestions": SUGGESTING,
    "accepted": frozenset({"accept"}),
    "rejected": frozenset({"reject", "delete"}),
    "added": frozenset({"add_entity", "add_quote", "annotate_all", "exclude_region"}),
    "relabelled": frozenset({"relabel", "annotate_all"}),
    "boundaries": frozenset({"move_boundary"}),
    "quote parts": frozenset({"add_part", "remove_part", "change_role", "join_quotes", "split_quote", "apply_remedy"}),
    "kinds and speakers": frozenset({"set_kind", "set_speakers", "rename_speaker"}),
    "taken back": frozenset({"undo", "redo", "revert", "restore"}),
    "label set": frozenset({"set_label", "rename_label", "merge_label", "order_labels", "adopt_labels"}),
    "status and import": frozenset({"set_status", "import_article"}),
}
"""Kinds of change as an editor speaks of them, by the intents that they are in the log."""

PARTS = {"sources": "sources", "cues": "cues", "contents": "contents", "speakers": "speakers"}
"""Parts of quotes whose changes one may ask for, whatever the intent was, by the names that snapshots have for them."""

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


@frozen
class Wishes:
    """What the page is asked to show; "" and ``None`` ask for nothing in particular."""

    article: str | None = None
    headline: str = ""
    set_id: str | None = None  # of the article; the one that somebody works in, where none is asked for
    whose: str = ""  # that set, in words
    annotator: str | None = None
    kind: str = ""  # of KINDS or PARTS
    label: str | None = None
    time: str = ""  # a period, see gui.history.periods
    since: Since = Since.SUGGESTED
    words: str = ""
    model: Model | None = None

    @property
    def sifts(self) -> bool:
        """Whether something of what was done is left out."""
        return any((self.annotator, self.kind, self.label, self.time, self.words, self.model))

    def wanted(self, now: datetime | None = None) -> Wanted:
        """The same, as the library understands it; a time that nobody understands is any time."""
        asked = period(self.time, None if now is None else now.date()) if self.time else None
        since, until = (None, None) if asked is None else asked.moments()
        return Wanted(self.article, self.annotator, KINDS.get(self.kind, frozenset()), self.label, since, until,
                      self.words, self.model, abridged=True, part=PARTS.get(self.kind, ""))  # fmt: skip


def meets(revision: Revision, wanted: Wanted, models: Mapping[str, Model] = MappingProxyType({})) -> bool:
    """Whether a revision is wanted; the library's timeline decides the same.

    Args:
        revision: the one in question.
        wanted: what is asked for.
        models: by their ids the runs that are known; asked only where a model is wanted.
    """
    return (
        wanted.article in (None, revision.article)
        and wanted.annotator in (None, revision.annotator)
        and (not wanted.intents or revision.intent in wanted.intents)
        and (wanted.since is None or wanted.since <= revision.at)
        and (wanted.until is None or revision.at < wanted.until)
        and (wanted.label is None or any(_has(c.before, wanted) or _has(c.after, wanted) for c in revision.changes))
        and (not wanted.words or any(_small(wanted.words) in _small(c.text) for c in revision.changes))
        and (not wanted.part or any(_is_apart(step, wanted.part) for step in steps_of(revision)))
        and (wanted.model is None or any(_is_of(c.record, wanted.model, models) for c in revision.changes))
    )


def _is_apart(step: Step, part: str) -> bool:
    before, after = step.before, step.after
    both = isinstance(before, Quote) and isinstance(after, Quote)
    return both and getattr(before, part) != getattr(after, part)


def _small(words: str) -> str:
    """As the database compares: of letters, A–Z count as a–z, and no others."""
    return words.translate(_SMALL)


def _is_of(record: Record, model: Model, models: Mapping[str, Model]) -> bool:
    if isinstance(record, Run):
        return model_of(record) == model
    return isinstance(record, Annotation | Suggestion) and record.run is not None and models.get(record.run) == model


def _has(record: Record | None, wanted: Wanted) -> bool:
    if not isinstance(record, Annotation | Suggestion) or not isinstance(record.body, Entity):
        return False
    return record.body.label == wanted.label
