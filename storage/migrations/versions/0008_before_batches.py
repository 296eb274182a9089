"""Statements are laid before a moderator in batches; codes come in batches, each with a quota."""

import sqlalchemy as sa
from alembic import op

revision = "0008_before"
down_revision = "0004_before"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("round", sa.Column("laid", sa.Integer(), nullable=True))
    op.add_column("ticket", sa.Column("batch", sa.String(), nullable=True))
    op.create_table(
        "used_ticket",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name="pk_used_ticket"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ticket_batch",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("round", "label", name="pk_ticket_batch"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_ticket_batch_round_round"),
        sqlite_with_rowid=False,
    )
