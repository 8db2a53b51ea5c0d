"""The tables of a library.

State tables for reading, and the log (``revision`` and ``change``) beside them; both are written in one transaction,
and replaying the log gives the state. The types are portable; what is SQLite's own (the triggers on the log) is in the
migrations, which make these tables. Lists of values that may grow (statuses, verdicts, layers) are not in CHECK
constraints: SQLite would need to rebuild a table to change one.
"""

# Annotations are evaluated here: SQLAlchemy reads them, and a string costs it an eval each.

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Named,
    String,
    Table,
    Text,
    TypedColumns,
    TypeDecorator,
    UniqueConstraint,
)

SCHEMA = "0005"
"""The newest migration: what these tables are."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

BOUNDS = '0 <= start AND start < "end"'


class Utc(TypeDecorator[datetime]):
    """A moment: aware and UTC in Python, whatever the database makes of it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


METADATA = MetaData(naming_convention=NAMES)


class AboutColumns(TypedColumns):
    """What the library says of itself: ``id``, ``created_at``, ``written_by`` (the version that made the schema)."""

    name: Named[str] = Column(String(40), primary_key=True)
    value: Named[str] = Column(Text)


about = Table("about", METADATA, AboutColumns)


# ------------------------------------------------------------------------------------------------------------- articles


class ArticleColumns(TypedColumns):
    """An article without its text, so that the article list reads little."""

    id: Named[str] = Column(String(36), primary_key=True)
    headline: Named[str] = Column(Text)
    origin: Named[str] = Column(Text)
    sha256: Named[str] = Column(String(64), unique=True)
    length: Named[int]
    imported_at: Named[datetime] = Column(Utc)
    status: Named[str] = Column(String(20))
    version: Named[int]


articles = Table("article", METADATA, ArticleColumns, CheckConstraint("length >= 0", name="length"))


class ArticleTextColumns(TypedColumns):
    """The text, which never changes."""

    article_id: Named[str] = Column(String(36), ForeignKey("article.id"), primary_key=True)
    text: Named[str] = Column(Text)


article_texts = Table("article_text", METADATA, ArticleTextColumns)


class AnnotatorColumns(TypedColumns):
    id: Named[str] = Column(String(36), primary_key=True)
    name: Named[str] = Column(Text, unique=True)


annotators = Table("annotator", METADATA, AnnotatorColumns)


class AnnotationSetColumns(TypedColumns):
    """Whose annotations of which article. The shared set has its article's id.

    ``total`` and ``undecided`` count what the desk shows, so that a list need not count a million rows. ``longest`` is
    no less than the length of any bounds in the set, so that what overlaps a span is found without looking at all.
    """

    id: Named[str] = Column(String(36), primary_key=True)
    article_id: Named[str] = Column(String(36), ForeignKey("article.id"))
    owner: Named[str] = Column(String(20))  # shared, annotator, gold
    annotator_id: Named[str | None] = Column(String(36), ForeignKey("annotator.id"))
    review_status: Named[str] = Column(String(20))  # none, submitted, returned, approved
    total: Named[int]
    undecided: Named[int]
    longest: Named[int]


annotation_sets = Table(
    "annotation_set",
    METADATA,
    AnnotationSetColumns,
    UniqueConstraint("article_id", "owner", "annotator_id"),
    Index(None, "annotator_id"),
    CheckConstraint("(owner = 'annotator') = (annotator_id IS NOT NULL)", name="owner"),
)


# ---------------------------------------------------------------------------------------------------------- annotations


class LabelColumns(TypedColumns):
    name: Named[str] = Column(Text, primary_key=True)
    colour: Named[str] = Column(String(20))
    key: Named[str] = Column(String(20))
    guideline: Named[str] = Column(Text)
    retired: Named[bool]
    ordinal: Named[int]  # the order in which labels came in
    version: Named[int]
    title: Named[str] = Column(Text, server_default="")
    examples: Named[str] = Column(Text, server_default="")  # JSON, "" for none
    place: Named[int] = Column(Integer, server_default="0")
    successor: Named[str] = Column(Text, server_default="")


labels = Table("label", METADATA, LabelColumns)


class RunColumns(TypedColumns):
    id: Named[str] = Column(String(36), primary_key=True)
    suggester: Named[str] = Column(String(40))
    model: Named[str] = Column(Text)
    model_version: Named[str] = Column(Text)
    settings: Named[str] = Column(Text)
    at: Named[datetime] = Column(Utc)
    text_sha256: Named[str] = Column(String(64))
    proposed: Named[int]
    version: Named[int]


runs = Table("run", METADATA, RunColumns, Index(None, "text_sha256"))


class AnnotationColumns(TypedColumns):
    """An annotation; ``start`` and ``end`` are its bounds. A quote's parts and speakers are in their own tables."""

    id: Named[str] = Column(String(36), primary_key=True)
    set_id: Named[str] = Column(String(36), ForeignKey("annotation_set.id"))
    layer: Named[str] = Column(String(20))
    label: Named[str | None] = Column(Text, ForeignKey("label.name"))
    kind: Named[str | None] = Column(String(20))
    start: Named[int]
    end: Named[int]
    note: Named[str | None] = Column(Text)
    origin: Named[str] = Column(String(20))
    run_id: Named[str | None] = Column(String(36), ForeignKey("run.id"))
    version: Named[int]


annotations = Table(
    "annotation",
    METADATA,
    AnnotationColumns,
    CheckConstraint(BOUNDS, name="bounds"),
    CheckConstraint("(layer = 'entity') = (label IS NOT NULL)", name="label"),
    CheckConstraint("(layer = 'quote') = (kind IS NOT NULL)", name="kind"),
    Index(None, "set_id", "start", "end"),
)


class PartColumns(TypedColumns):
    """One part of a quote."""

    annotation_id: Named[str] = Column(String(36), ForeignKey("annotation.id", ondelete="CASCADE"), primary_key=True)
    role: Named[str] = Column(String(20), primary_key=True)
    ordinal: Named[int] = Column(primary_key=True)
    start: Named[int]
    end: Named[int]


parts = Table(
    "part",
    METADATA,
    PartColumns,
    CheckConstraint(BOUNDS, name="bounds"),
    CheckConstraint("ordinal >= 0", name="ordinal"),
)


class SpeakerColumns(TypedColumns):
    id: Named[str] = Column(String(36), primary_key=True)
    name: Named[str] = Column(Text, unique=True)


speakers = Table("speaker", METADATA, SpeakerColumns)


class AnnotationSpeakerColumns(TypedColumns):
    annotation_id: Named[str] = Column(String(36), ForeignKey("annotation.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Named[int] = Column(primary_key=True)
    speaker_id: Named[str] = Column(String(36), ForeignKey("speaker.id"))


annotation_speakers = Table(
    "annotation_speaker",
    METADATA,
    AnnotationSpeakerColumns,
    CheckConstraint("ordinal >= 0", name="ordinal"),
    Index(None, "speaker_id"),
)


class SuggestionColumns(TypedColumns):
    """A proposal and its verdict. What an entity has no columns for is in ``body``, as JSON."""

    id: Named[str] = Column(String(36), primary_key=True)
    set_id: Named[str] = Column(String(36), ForeignKey("annotation_set.id"))
    run_id: Named[str] = Column(String(36), ForeignKey("run.id"))
    layer: Named[str] = Column(String(20))
    label: Named[str | None] = Column(Text)
    kind: Named[str | None] = Column(String(20))
    start: Named[int]
    end: Named[int]
    body: Named[str | None] = Column(Text)
    score: Named[float | None]
    doubts: Named[str | None] = Column(Text)  # JSON
    verdict: Named[str] = Column(String(20))
    reason: Named[str | None] = Column(Text)
    version: Named[int]


suggestions = Table(
    "suggestion",
    METADATA,
    SuggestionColumns,
    CheckConstraint(BOUNDS, name="bounds"),
    CheckConstraint("(layer = 'entity') = (label IS NOT NULL)", name="label"),
    CheckConstraint("(layer = 'entity') = (body IS NULL)", name="body"),
    Index(None, "set_id", "start", "end"),
)


class MemoryColumns(TypedColumns):
    """How often a label stands on some words, and how often it was rejected there, in all articles together.

    It could be counted from the annotations and suggestions at any time; it is kept with every commit, so that what was
    decided takes effect at once in a library of any size. The integrity check counts it anew.
    """

    words: Named[str] = Column(Text, primary_key=True)
    label: Named[str] = Column(Text, primary_key=True)
    first: Named[str] = Column(Text)  # the first token, by which a text is searched
    kept: Named[int]
    rejected: Named[int]


memory = Table(
    "memory",
    METADATA,
    MemoryColumns,
    CheckConstraint("kept >= 0 AND rejected >= 0", name="counts"),
    Index(None, "first"),
)


class MemoryRuleColumns(TypedColumns):
    """What an editor told the memory about some words."""

    words: Named[str] = Column(Text, primary_key=True)
    label: Named[str | None] = Column(Text)
    proposes: Named[bool]
    first: Named[str] = Column(Text)
    version: Named[int]


memory_rules = Table("memory_rule", METADATA, MemoryRuleColumns, Index(None, "first"))


class CommentColumns(TypedColumns):
    """What somebody said about a set or an annotation in it, which may come and go: hence no foreign key."""

    id: Named[str] = Column(String(36), primary_key=True)
    set_id: Named[str] = Column(String(36), ForeignKey("annotation_set.id"))
    annotation_id: Named[str | None] = Column(String(36))
    annotator_id: Named[str] = Column(String(36), ForeignKey("annotator.id"))
    at: Named[datetime] = Column(Utc)
    text: Named[str] = Column(Text)
    resolved: Named[bool]
    version: Named[int]


comments = Table("comment", METADATA, CommentColumns, Index(None, "set_id"))


class FlagColumns(TypedColumns):
    """The flag on an annotation or a suggestion, under its id; without a foreign key, as a comment."""

    id: Named[str] = Column(String(36), primary_key=True)
    set_id: Named[str] = Column(String(36), ForeignKey("annotation_set.id"))
    annotator_id: Named[str] = Column(String(36), ForeignKey("annotator.id"))
    at: Named[datetime] = Column(Utc)
    version: Named[int]


flags = Table("flag", METADATA, FlagColumns, Index(None, "set_id"))


# -------------------------------------------------------------------------------------------------------------- the log


class RevisionColumns(TypedColumns):
    """One committed action. ``digest`` chains each to all before it."""

    id: Named[int] = Column(primary_key=True, autoincrement=False)
    article_id: Named[str | None] = Column(String(36), ForeignKey("article.id"))
    annotator_id: Named[str] = Column(String(36), ForeignKey("annotator.id"))
    at: Named[datetime] = Column(Utc)
    intent: Named[str] = Column(String(40))
    reverts: Named[int | None] = Column(ForeignKey("revision.id"))
    reason: Named[str | None] = Column(Text)
    undo_top: Named[int | None]
    redo_top: Named[int | None]
    digest: Named[str] = Column(String(64))


revisions = Table(
    "revision",
    METADATA,
    RevisionColumns,
    CheckConstraint("id > 0", name="number"),
    CheckConstraint("reverts < id", name="reverts"),
    Index(None, "article_id", "id"),
    Index(None, "annotator_id", "id"),
)


class ReachColumns(TypedColumns):
    """Which changes of a revision of the whole library belong to which article.

    It could be read from the changes at any time; it is kept beside them, so that an article's history finds its own
    among the hundred thousand changes of a merged label.
    """

    article_id: Named[str] = Column(String(36), ForeignKey("article.id"), primary_key=True)
    revision_id: Named[int] = Column(ForeignKey("revision.id"), primary_key=True)
    ordinal: Named[int] = Column(primary_key=True)


reach = Table("reach", METADATA, ReachColumns, Index(None, "revision_id", "ordinal"))


class ChangeColumns(TypedColumns):
    """What one record was before and is after, as canonical JSON: text, so that the digest is of what is stored."""

    revision_id: Named[int] = Column(ForeignKey("revision.id"), primary_key=True)
    ordinal: Named[int] = Column(primary_key=True)
    record: Named[str] = Column(String(20))
    record_id: Named[str] = Column(Text)
    before: Named[str | None] = Column(Text)
    after: Named[str | None] = Column(Text)
    text: Named[str] = Column(Text)


changes = Table(
    "change",
    METADATA,
    ChangeColumns,
    CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="something"),
    CheckConstraint("ordinal >= 0", name="ordinal"),
    Index(None, "record_id", "revision_id"),
)
