"""Several annotators: sets of their own, assignments, reviews, and how the differences were settled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=36), nullable=nullable)


def upgrade() -> None:
    op.create_index("ix_annotation_set_annotator_id", "annotation_set", ["annotator_id"])
    op.create_table(
        "made_set",
        _id("set_id"),
        sa.Column("assisted", sa.Boolean(), nullable=False),
        _id("left_id", nullable=True),
        _id("right_id", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name="fk_made_set_set_id"),
        sa.PrimaryKeyConstraint("set_id", name="pk_made_set"),
    )
    op.create_table(
        "assignment",
        _id("article_id"),
        _id("annotator_id"),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["annotator_id"], ["annotator.id"], name="fk_assignment_annotator_id"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_assignment_article_id"),
        sa.PrimaryKeyConstraint("article_id", "annotator_id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_annotator_id", "assignment", ["annotator_id"])
    op.create_table(
        "review",
        _id("set_id"),
        sa.Column("status", sa.String(length=20), nullable=False),
        _id("annotator_id"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["annotator_id"], ["annotator.id"], name="fk_review_annotator_id"),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name="fk_review_set_id"),
        sa.PrimaryKeyConstraint("set_id", name="pk_review"),
    )
    op.create_table(
        "resolution",
        _id("id"),
        _id("set_id"),
        _id("left_id", nullable=True),
        _id("right_id", nullable=True),
        sa.Column("left_body", sa.Text(), nullable=True),
        sa.Column("right_body", sa.Text(), nullable=True),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.Column("annotations", sa.Text(), nullable=False),
        _id("annotator_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["annotator_id"], ["annotator.id"], name="fk_resolution_annotator_id"),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name="fk_resolution_set_id"),
        sa.PrimaryKeyConstraint("id", name="pk_resolution"),
    )
    op.create_index("ix_resolution_set_id", "resolution", ["set_id"])
    op.create_table(
        "revision_set",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        _id("set_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_revision_set_revision_id"),
        sa.PrimaryKeyConstraint("revision_id", name="pk_revision_set"),
    )
    op.create_index("ix_revision_set_set_id_revision_id", "revision_set", ["set_id", "revision_id"])
