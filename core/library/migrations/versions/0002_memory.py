"""The memory of decisions: how often which label was kept or rejected on which words, and rules set by hand."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# How words were remembered and tokens cut when this migration was written; it must not change with the program.
_ENDING = re.compile(r"(?<=\S)['’][sS]$")
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.,](?=\d)\d+)*|['’‘](?:s|re|ve|ll|d|m|t)\b|_+|[^\w\s]", re.IGNORECASE
)
_KEPT = """
SELECT substr(x.text, a.start + 1, a."end" - a.start), a.label
FROM annotation a JOIN annotation_set s ON s.id = a.set_id JOIN article_text x ON x.article_id = s.article_id
WHERE a.layer = 'entity' AND a.origin <> 'import' AND a."end" - a.start <= 100
"""
_REJECTED = """
SELECT substr(x.text, a.start + 1, a."end" - a.start), a.label
FROM suggestion a JOIN annotation_set s ON s.id = a.set_id JOIN article_text x ON x.article_id = s.article_id
WHERE a.layer = 'entity' AND a.verdict = 'rejected' AND a."end" - a.start <= 100
AND (a.reason IS NULL OR a.reason NOT IN ('wrong label', 'double'))
"""


def upgrade() -> None:
    memory = op.create_table(
        "memory",
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.CheckConstraint("kept >= 0 AND rejected >= 0", name="ck_memory_counts"),
        sa.PrimaryKeyConstraint("words", "label", name="pk_memory"),
    )
    op.create_index("ix_memory_first", "memory", ["first"])
    op.create_table(
        "memory_rule",
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("proposes", sa.Boolean(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("words", name="pk_memory_rule"),
    )
    op.create_index("ix_memory_rule_first", "memory_rule", ["first"])
    rows = _counted()
    if rows:
        op.bulk_insert(memory, rows)


def _counted() -> list[dict[str, object]]:
    counts: dict[tuple[str, str], list[int]] = {}
    for column, statement in enumerate((_KEPT, _REJECTED)):
        for covered, label in op.get_bind().execute(sa.text(statement)):
            words = " ".join(_ENDING.sub("", covered).replace("’", "'").split())
            if words:
                counts.setdefault((words, label), [0, 0])[column] += 1
    return [
        {"words": words, "label": label, "first": _first(words), "kept": kept, "rejected": rejected}
        for (words, label), (kept, rejected) in counts.items()
    ]


def _first(words: str) -> str:
    found = _TOKEN.search(words)
    return found.group() if found is not None else ""
