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
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA = "0003"
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


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Utc, str: Text}  # noqa: RUF012  # as SQLAlchemy declares it


class AboutRow(Base):
    """What the library says of itself: ``id``, ``created_at``, ``written_by`` (the version that made the schema)."""

    __tablename__ = "about"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]


# ------------------------------------------------------------------------------------------------------------- articles


class ArticleRow(Base):
    """An article without its text, so that the article list reads little."""

    __tablename__ = "article"
    __table_args__ = (CheckConstraint("length >= 0", name="length"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    headline: Mapped[str]
    origin: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    length: Mapped[int]
    imported_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]


class ArticleTextRow(Base):
    """The text, which never changes."""

    __tablename__ = "article_text"

    article_id: Mapped[str] = mapped_column(String(36), ForeignKey("article.id"), primary_key=True)
    text: Mapped[str]


class AnnotatorRow(Base):
    __tablename__ = "annotator"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class AnnotationSetRow(Base):
    """Whose annotations of which article. The shared set has its article's id.

    ``total`` and ``undecided`` count what the desk shows; they are kept with every commit, so that a list of ten
    thousand articles need not count a million rows. ``longest`` is no less than the length of any bounds in the set, so
    that what overlaps a span is found without looking at all that starts before it. The integrity check looks at both.
    """

    __tablename__ = "annotation_set"
    __table_args__ = (
        UniqueConstraint("article_id", "owner", "annotator_id"),
        CheckConstraint("(owner = 'annotator') = (annotator_id IS NOT NULL)", name="owner"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    article_id: Mapped[str] = mapped_column(String(36), ForeignKey("article.id"))
    owner: Mapped[str] = mapped_column(String(20))  # shared, annotator, gold
    annotator_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("annotator.id"))
    review_status: Mapped[str] = mapped_column(String(20))  # none, submitted, returned, approved
    total: Mapped[int]
    undecided: Mapped[int]
    longest: Mapped[int]


# ---------------------------------------------------------------------------------------------------------- annotations


class LabelRow(Base):
    __tablename__ = "label"

    name: Mapped[str] = mapped_column(primary_key=True)
    colour: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(20))
    guideline: Mapped[str]
    retired: Mapped[bool]
    ordinal: Mapped[int]  # the order in which labels came in
    version: Mapped[int]


class RunRow(Base):
    __tablename__ = "run"
    __table_args__ = (Index(None, "text_sha256"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    suggester: Mapped[str] = mapped_column(String(40))
    model: Mapped[str]
    model_version: Mapped[str]
    settings: Mapped[str]
    at: Mapped[datetime]
    text_sha256: Mapped[str] = mapped_column(String(64))
    proposed: Mapped[int]
    version: Mapped[int]


class AnnotationRow(Base):
    """An annotation; ``start`` and ``end`` are its bounds. A quote's parts and speakers are in their own tables."""

    __tablename__ = "annotation"
    __table_args__ = (
        CheckConstraint(BOUNDS, name="bounds"),
        CheckConstraint("(layer = 'entity') = (label IS NOT NULL)", name="label"),
        CheckConstraint("(layer = 'quote') = (kind IS NOT NULL)", name="kind"),
        Index(None, "set_id", "start", "end"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    set_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotation_set.id"))
    layer: Mapped[str] = mapped_column(String(20))
    label: Mapped[str | None] = mapped_column(ForeignKey("label.name"))
    kind: Mapped[str | None] = mapped_column(String(20))
    start: Mapped[int]
    end: Mapped[int]
    note: Mapped[str | None]
    origin: Mapped[str] = mapped_column(String(20))
    run_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("run.id"))
    version: Mapped[int]


class PartRow(Base):
    """One part of a quote."""

    __tablename__ = "part"
    __table_args__ = (CheckConstraint(BOUNDS, name="bounds"), CheckConstraint("ordinal >= 0", name="ordinal"))

    annotation_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("annotation.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]


class SpeakerRow(Base):
    __tablename__ = "speaker"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class AnnotationSpeakerRow(Base):
    __tablename__ = "annotation_speaker"
    __table_args__ = (CheckConstraint("ordinal >= 0", name="ordinal"), Index(None, "speaker_id"))

    annotation_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("annotation.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[str] = mapped_column(String(36), ForeignKey("speaker.id"))


class SuggestionRow(Base):
    """A proposal and its verdict. What an entity has no columns for is in ``body``, as JSON."""

    __tablename__ = "suggestion"
    __table_args__ = (
        CheckConstraint(BOUNDS, name="bounds"),
        CheckConstraint("(layer = 'entity') = (label IS NOT NULL)", name="label"),
        CheckConstraint("(layer = 'entity') = (body IS NULL)", name="body"),
        Index(None, "set_id", "start", "end"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    set_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotation_set.id"))
    run_id: Mapped[str] = mapped_column(String(36), ForeignKey("run.id"))
    layer: Mapped[str] = mapped_column(String(20))
    label: Mapped[str | None]
    kind: Mapped[str | None] = mapped_column(String(20))
    start: Mapped[int]
    end: Mapped[int]
    body: Mapped[str | None]
    score: Mapped[float | None]
    doubts: Mapped[str | None]  # JSON
    verdict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None]
    version: Mapped[int]


class MemoryRow(Base):
    """How often a label stands on some words, and how often it was rejected there, in all articles together.

    It could be counted from the annotations and suggestions at any time; it is kept with every commit, so that what was
    decided takes effect at once in a library of any size. The integrity check counts it anew.
    """

    __tablename__ = "memory"
    __table_args__ = (CheckConstraint("kept >= 0 AND rejected >= 0", name="counts"), Index(None, "first"))

    words: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[str]  # the first token, by which a text is searched
    kept: Mapped[int]
    rejected: Mapped[int]


class MemoryRuleRow(Base):
    """What an editor told the memory about some words."""

    __tablename__ = "memory_rule"
    __table_args__ = (Index(None, "first"),)

    words: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str | None]
    proposes: Mapped[bool]
    first: Mapped[str]
    version: Mapped[int]


class CommentRow(Base):
    """What somebody said about a set or an annotation in it, which may come and go: hence no foreign key."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "set_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    set_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotation_set.id"))
    annotation_id: Mapped[str | None] = mapped_column(String(36))
    annotator_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotator.id"))
    at: Mapped[datetime]
    text: Mapped[str]
    resolved: Mapped[bool]
    version: Mapped[int]


class FlagRow(Base):
    """The flag on an annotation or a suggestion, under its id; without a foreign key, as a comment."""

    __tablename__ = "flag"
    __table_args__ = (Index(None, "set_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    set_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotation_set.id"))
    annotator_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotator.id"))
    at: Mapped[datetime]
    version: Mapped[int]


# -------------------------------------------------------------------------------------------------------------- the log


class RevisionRow(Base):
    """One committed action. ``digest`` chains each to all before it."""

    __tablename__ = "revision"
    __table_args__ = (
        CheckConstraint("id > 0", name="number"),
        CheckConstraint("reverts < id", name="reverts"),
        Index(None, "article_id", "id"),
        Index(None, "annotator_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    article_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("article.id"))
    annotator_id: Mapped[str] = mapped_column(String(36), ForeignKey("annotator.id"))
    at: Mapped[datetime]
    intent: Mapped[str] = mapped_column(String(40))
    reverts: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    reason: Mapped[str | None]
    undo_top: Mapped[int | None]
    redo_top: Mapped[int | None]
    digest: Mapped[str] = mapped_column(String(64))


class ChangeRow(Base):
    """What one record was before and is after, as canonical JSON: text, so that the digest is of what is stored."""

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="something"),
        CheckConstraint("ordinal >= 0", name="ordinal"),
        Index(None, "record_id", "revision_id"),
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    text: Mapped[str]
