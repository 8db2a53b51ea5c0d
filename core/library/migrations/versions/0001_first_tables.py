"""The tables of the first issue, and the triggers that let the log only grow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TRIGGERS = """
CREATE TRIGGER revision_only_grows BEFORE INSERT ON revision
WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM revision)
BEGIN SELECT RAISE(ABORT, 'copydesk: revisions are numbered without gaps'); END;

CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'copydesk: the log cannot be changed'); END;

CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'copydesk: the log cannot be changed'); END;

CREATE TRIGGER change_only_grows BEFORE INSERT ON change
WHEN NEW.revision_id <> (SELECT coalesce(max(id), 0) FROM revision)
BEGIN SELECT RAISE(ABORT, 'copydesk: the log cannot be changed'); END;

CREATE TRIGGER change_no_update BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'copydesk: the log cannot be changed'); END;

CREATE TRIGGER change_no_delete BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'copydesk: the log cannot be changed'); END;

CREATE TRIGGER article_text_no_update BEFORE UPDATE ON article_text
BEGIN SELECT RAISE(ABORT, 'copydesk: the text of an article never changes'); END;
"""


def upgrade() -> None:
    op.create_table(
        "about",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_about"),
    )
    op.create_table(
        "annotator",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_annotator"),
        sa.UniqueConstraint("name", name="uq_annotator_name"),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length >= 0", name="ck_article_length"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("sha256", name="uq_article_sha256"),
    )
    op.create_table(
        "label",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("guideline", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_label"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("suggester", sa.String(length=40), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("model_version", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_text_sha256", "run", ["text_sha256"])
    op.create_table(
        "speaker",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker"),
        sa.UniqueConstraint("name", name="uq_speaker_name"),
    )
    op.create_table(
        "annotation_set",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("article_id", sa.String(length=36), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("annotator_id", sa.String(length=36), nullable=True),
        sa.Column("review_status", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=False),
        sa.CheckConstraint("(owner = 'annotator') = (annotator_id IS NOT NULL)", name="ck_annotation_set_owner"),
        sa.ForeignKeyConstraint(["annotator_id"], ["annotator.id"], name="fk_annotation_set_annotator_id"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_annotation_set_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_annotation_set"),
        sa.UniqueConstraint(
            "article_id", "owner", "annotator_id", name="uq_annotation_set_article_id_owner_annotator_id"
        ),
    )
    op.create_table(
        "article_text",
        sa.Column("article_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_text_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_text"),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(length=36), nullable=True),
        sa.Column("annotator_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("intent", sa.String(length=40), nullable=False),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("undo_top", sa.Integer(), nullable=True),
        sa.Column("redo_top", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id > 0", name="ck_revision_number"),
        sa.CheckConstraint("reverts < id", name="ck_revision_reverts"),
        sa.ForeignKeyConstraint(["annotator_id"], ["annotator.id"], name="fk_revision_annotator_id"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_revision_article_id"),
        sa.ForeignKeyConstraint(["reverts"], ["revision.id"], name="fk_revision_reverts"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_index("ix_revision_annotator_id_id", "revision", ["annotator_id", "id"])
    op.create_index("ix_revision_article_id_id", "revision", ["article_id", "id"])
    op.create_table(
        "annotation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("set_id", sa.String(length=36), nullable=False),
        sa.Column("layer", sa.String(length=20), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(layer = 'entity') = (label IS NOT NULL)", name="ck_annotation_label"),
        sa.CheckConstraint("(layer = 'quote') = (kind IS NOT NULL)", name="ck_annotation_kind"),
        sa.CheckConstraint('0 <= start AND start < "end"', name="ck_annotation_bounds"),
        sa.ForeignKeyConstraint(["label"], ["label.name"], name="fk_annotation_label"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_annotation_run_id"),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name="fk_annotation_set_id"),
        sa.PrimaryKeyConstraint("id", name="pk_annotation"),
    )
    op.create_index("ix_annotation_set_id_start_end", "annotation", ["set_id", "start", "end"])
    op.create_table(
        "change",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="ck_change_something"),
        sa.CheckConstraint("ordinal >= 0", name="ck_change_ordinal"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_change_revision_id"),
        sa.PrimaryKeyConstraint("revision_id", "ordinal", name="pk_change"),
    )
    op.create_index("ix_change_record_id_revision_id", "change", ["record_id", "revision_id"])
    op.create_table(
        "comment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("set_id", sa.String(length=36), nullable=False),
        sa.Column("annotation_id", sa.String(length=36), nullable=True),
        sa.Column("annotator_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["annotator_id"], ["annotator.id"], name="fk_comment_annotator_id"),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name="fk_comment_set_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_index("ix_comment_set_id", "comment", ["set_id"])
    op.create_table(
        "suggestion",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("set_id", sa.String(length=36), nullable=False),
        sa.Column("run_id", sa.String(length=36), nullable=False),
        sa.Column("layer", sa.String(length=20), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("doubts", sa.Text(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(layer = 'entity') = (body IS NULL)", name="ck_suggestion_body"),
        sa.CheckConstraint("(layer = 'entity') = (label IS NOT NULL)", name="ck_suggestion_label"),
        sa.CheckConstraint('0 <= start AND start < "end"', name="ck_suggestion_bounds"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_suggestion_run_id"),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name="fk_suggestion_set_id"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
    )
    op.create_index("ix_suggestion_set_id_start_end", "suggestion", ["set_id", "start", "end"])
    op.create_table(
        "annotation_speaker",
        sa.Column("annotation_id", sa.String(length=36), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("ordinal >= 0", name="ck_annotation_speaker_ordinal"),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotation.id"], name="fk_annotation_speaker_annotation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name="fk_annotation_speaker_speaker_id"),
        sa.PrimaryKeyConstraint("annotation_id", "ordinal", name="pk_annotation_speaker"),
    )
    op.create_index("ix_annotation_speaker_speaker_id", "annotation_speaker", ["speaker_id"])
    op.create_table(
        "part",
        sa.Column("annotation_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name="ck_part_bounds"),
        sa.CheckConstraint("ordinal >= 0", name="ck_part_ordinal"),
        sa.ForeignKeyConstraint(["annotation_id"], ["annotation.id"], name="fk_part_annotation_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("annotation_id", "role", "ordinal", name="pk_part"),
    )
    for trigger in TRIGGERS.strip().split("\n\n"):
        op.execute(trigger)
