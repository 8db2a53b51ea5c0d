"""What a library keeps, as frozen values, and what is handed to it to be kept.

An *annotation* is what stands after a decision; a *suggestion* is what a suggester proposes. Both have a *body*
(:mod:`core.bodies`). An annotation made from a suggestion keeps the suggestion's id, so that the history of both is one
thread. A record's change is kept with complete snapshots in a revision; what is said about records is in
:mod:`core.comments`, who works on them in :mod:`core.sets`.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from core.bodies import Body
from core.comments import Comment, Flag, Said
from core.frozen import frozen
from core.sets import SetRecord


class Status(StrEnum):
    """How far the work on an article has come."""

    NEW = "new"
    OPEN = "open"
    DONE = "done"
    FLAGGED = "flagged"


@frozen
class ArticleInfo:
    """An article without its text."""

    id: str
    headline: str
    origin: str  # where it came from, as the editor knows it: a file name, "pasted", a URL
    sha256: str  # of the canonical text
    length: int  # code points
    imported_at: datetime
    status: Status = Status.NEW
    version: int = 0


@frozen
class Article:
    """An article with its text, which never changes."""

    info: ArticleInfo
    text: str


class Origin(StrEnum):
    """Where an annotation came from."""

    HAND = "hand"
    SUGGESTION = "suggestion"
    IMPORT = "import"


@frozen
class Annotation:
    """What stands: a body that somebody added, accepted or corrected.

    ``version`` is the number of the revision that last changed it; it is bookkeeping, and no part of a snapshot.
    """

    id: str
    set_id: str
    body: Body
    origin: Origin
    run: str | None = None  # of the suggestion it was made from
    version: int = 0


class Verdict(StrEnum):
    """What became of a suggestion."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # a later run of the same suggester no longer proposes it


@frozen
class Suggestion:
    """A proposal of one run, and what an editor made of it."""

    id: str
    set_id: str
    run: str
    body: Body
    score: float | None = None  # 0..1, the suggester's own confidence
    doubts: tuple[str, ...] = ()  # what the suggester is unsure of: "content", "source", "speaker" …
    verdict: Verdict = Verdict.PENDING
    reason: str | None = None  # why it was rejected
    version: int = 0


Item: TypeAlias = Annotation | Suggestion


@frozen
class Run:
    """One pass of one suggester over one article."""

    id: str
    suggester: str  # "entities", "quotes", "memory"
    model: str
    model_version: str
    settings: str  # JSON
    at: datetime
    text_sha256: str
    proposed: int = 0  # how many proposals came back, of which those already decided are not asked again
    version: int = 0


@frozen
class Ruling:
    """How this newsroom has a switch on which guidelines differ; :mod:`core.rulings` says what each is about."""

    name: str
    on: bool
    version: int = 0

    @property
    def id(self) -> str:
        return self.name


@frozen
class Example:
    """A line of text with a mention in square brackets: “He flew to [Beirut].” It shows what a label is, or is not."""

    text: str
    good: bool = True


@frozen
class Label:
    """A category of entities. Labels are retired, never deleted."""

    name: str  # its code, as annotations, files and models write it
    colour: str  # a colour role of the themes, "blue", or one's own on light and on dark paper, "#2a5fc9/#7fb0ff"
    key: str = ""  # "1" … "9", or a capital letter
    guideline: str = ""
    retired: bool = False
    version: int = 0
    title: str = ""  # what people read instead of the code, where there is something better
    examples: tuple[Example, ...] = ()
    place: int = 0  # in the order that was chosen, from 1; 0 comes after all that have one
    successor: str = ""  # the label that took its place: by another name, or by merging

    @property
    def id(self) -> str:
        return self.name

    @property
    def shown(self) -> str:
        """What people read: the title, or the code where there is none."""
        return self.title or self.name


@frozen
class MemoryRule:
    """What an editor told the memory of decisions about some words, whatever was counted.

    ``label`` is what to propose, ``None`` that the words are no entity; where it does not propose, it says nothing.
    """

    words: str  # as core.memory.key_of_words gives them
    label: str | None = None
    proposes: bool = True
    version: int = 0

    @property
    def id(self) -> str:
        return self.words


Record: TypeAlias = (
    ArticleInfo | Annotation | Suggestion | Run | Ruling | Label | MemoryRule | Comment | Flag | SetRecord
)


# ------------------------------------------------------------------------------------------------------------- history


@frozen
class Change:
    """What one record was before and is after; ``None`` where it was not there. Complete snapshots, both."""

    before: Record | None
    after: Record | None
    text: str = ""  # the covered text, so that the log can be read without the article

    @property
    def record(self) -> Record:
        """The record as it is after, or as it was when it is gone."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change changes something")
        return record


@frozen
class Revision:
    """One committed action of one annotator."""

    id: int
    article: str | None
    annotator: str
    at: datetime  # UTC
    intent: str  # the command's name: "relabel", "accept", "undo" …
    changes: tuple[Change, ...]
    reverts: int | None = None  # the revision it takes back; of a restore the one it goes back to
    reason: str | None = None
    undo_top: int | None = None  # what this annotator's next undo takes back
    redo_top: int | None = None  # which of this annotator's undos the next redo takes back

    @property
    def set_id(self) -> str | None:
        """The annotation set that it is about, where that is not the article's shared one: it is about one at most."""
        if self.article is None:  # of the whole library
            return None
        ids = (getattr(change.record, "set_id", self.article) for change in self.changes)
        return next((id for id in ids if id != self.article), None)


# ----------------------------------------------------------------------------------- what suggesters and readers give


@frozen
class Proposal:
    """What a suggester proposes for a text: a body, how sure it is, and of which parts it is not."""

    body: Body
    score: float | None = None
    doubts: tuple[str, ...] = ()


@frozen
class RunResult:
    """One run with its proposals."""

    run: Run
    proposals: tuple[Proposal, ...]


@frozen
class ImportedAnnotation:
    """An annotation that a file brings along."""

    body: Body
    note: str = ""
    comments: tuple[Said, ...] = ()
    flagged: Said | None = None  # who flagged it, without words


@frozen
class ArticleDraft:
    """An article as a reader hands it over, before it is imported."""

    headline: str
    text: str  # canonical
    origin: str
    annotations: tuple[ImportedAnnotation, ...] = ()
    status: Status = Status.NEW
    comments: tuple[Said, ...] = ()  # on the article
