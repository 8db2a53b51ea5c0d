"""The tables of the work of several people: their sets, assignments and reviews, and how differences were settled."""

# Annotations are evaluated here: SQLAlchemy reads them, and a string costs it an eval each.

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Named, String, Table, Text, TypedColumns

from core.library.tables import METADATA, Utc


class MadeSetColumns(TypedColumns):
    """A set that somebody had made: an annotator's own, or gold. The shared one comes with its article."""

    set_id: Named[str] = Column(String(36), ForeignKey("annotation_set.id"), primary_key=True)
    assisted: Named[bool]
    left_id: Named[str | None] = Column(String(36))  # of gold: the sets that are settled
    right_id: Named[str | None] = Column(String(36))
    version: Named[int]


made_sets = Table("made_set", METADATA, MadeSetColumns)


class AssignmentColumns(TypedColumns):
    article_id: Named[str] = Column(String(36), ForeignKey("article.id"), primary_key=True)
    annotator_id: Named[str] = Column(String(36), ForeignKey("annotator.id"), primary_key=True)
    independent: Named[bool]
    due: Named[str] = Column(String(10))
    note: Named[str] = Column(Text)
    version: Named[int]


assignments = Table("assignment", METADATA, AssignmentColumns, Index(None, "annotator_id"))


class ReviewColumns(TypedColumns):
    """By whom and when a set was submitted, returned or approved; the set itself has the status too, to be listed."""

    set_id: Named[str] = Column(String(36), ForeignKey("annotation_set.id"), primary_key=True)
    status: Named[str] = Column(String(20))
    annotator_id: Named[str] = Column(String(36), ForeignKey("annotator.id"))
    at: Named[datetime] = Column(Utc)
    version: Named[int]


reviews = Table("review", METADATA, ReviewColumns)


class ResolutionColumns(TypedColumns):
    """How one pair of two sets was settled; bodies and lists are JSON."""

    id: Named[str] = Column(String(36), primary_key=True)
    set_id: Named[str] = Column(String(36), ForeignKey("annotation_set.id"))
    left_id: Named[str | None] = Column(String(36))
    right_id: Named[str | None] = Column(String(36))
    left_body: Named[str | None] = Column(Text)
    right_body: Named[str | None] = Column(Text)
    choice: Named[str] = Column(String(20))
    annotations: Named[str] = Column(Text)
    annotator_id: Named[str] = Column(String(36), ForeignKey("annotator.id"))
    version: Named[int]


resolutions = Table("resolution", METADATA, ResolutionColumns, Index(None, "set_id"))


class RevisionSetColumns(TypedColumns):
    """Which revisions are about another set than their article's shared one, so that a history can be sifted by set.

    It follows from the changes; the integrity check looks at it.
    """

    revision_id: Named[int] = Column(ForeignKey("revision.id"), primary_key=True, autoincrement=False)
    set_id: Named[str] = Column(String(36))


revision_sets = Table("revision_set", METADATA, RevisionSetColumns, Index(None, "set_id", "revision_id"))
