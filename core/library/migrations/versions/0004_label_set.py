"""Labels get a title, examples, a place and a successor; articles find their own in revisions of the whole library."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("examples", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("successor", sa.Text(), server_default="", nullable=False),
    ):
        op.add_column("label", column)
    op.create_table(
        "reach",
        sa.Column("article_id", sa.String(36), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_reach_article_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_reach_revision_id"),
        sa.PrimaryKeyConstraint("article_id", "revision_id", "ordinal", name="pk_reach"),
    )
    op.create_index("ix_reach_revision_id_ordinal", "reach", ["revision_id", "ordinal"])
