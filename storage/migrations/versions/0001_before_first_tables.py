"""The first tables. There is no way down: a downgrade would have to invent what was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0001_before"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("prefix", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer()),
        sa.Column("keep_drafts_days", sa.Integer(), nullable=False),
        sa.Column("dataset", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("prefix", name="uq_round_prefix"),
    )
    op.create_table(
        "round_version",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_round_version"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_round_version_round_round"),
    )
    op.create_table(
        "draft",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name="pk_draft"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledger",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name="pk_ledger"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sealed",
        sa.Column("row_key", sa.LargeBinary(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row_key", name="pk_sealed"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_sealed_round_round"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sealed_round", "sealed", ["round"])
    op.create_table(
        "seen",
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bot", "update_id", name="pk_seen"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("round", "name", "language", name="pk_tally"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_tally_round_round"),
        sqlite_with_rowid=False,
    )
