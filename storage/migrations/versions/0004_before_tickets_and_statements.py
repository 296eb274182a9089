"""Codes that let people in, and statements that participants add."""

import sqlalchemy as sa
from alembic import op

revision = "0004_before"
down_revision = "0003_before"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name="pk_ticket"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_statement_round_round"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_round", "statement", ["round"])
