"""Mends, pauses, restores, jobs, and the key of the journal.

Everything is new or may be empty, so the old version of the program runs on beside it.
"""

import os

import sqlalchemy as sa
from alembic import op

revision = "0002_before"
down_revision = "0001_before"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("round", sa.Column("journal_key", sa.LargeBinary()))
    _fill_journal_keys()
    op.create_table(
        "mend",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("apart", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("round", "number", name="pk_mend"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_mend_round_round"),
    )
    op.create_table(
        "pause",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("began", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Integer()),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("round", "number", name="pk_pause"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_pause_round_round"),
    )
    op.create_table(
        "restore",
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("copied", sa.Integer(), nullable=False),
        sa.Column("restored", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer()),
        sa.Column("withdrawn", sa.Integer()),
        sa.PrimaryKeyConstraint("round", "number", name="pk_restore"),
        sa.ForeignKeyConstraint(["round"], ["round.id"], name="fk_restore_round_round"),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("operation", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.LargeBinary()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("runner", sa.String()),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
    )
    op.create_table(
        "runner",
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("worker", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("recipient", name="pk_runner"),
    )


def _fill_journal_keys() -> None:
    rounds = sa.table("round", sa.column("id"), sa.column("journal_key", sa.LargeBinary()))
    connection = op.get_bind()
    for round_id in connection.scalars(sa.select(rounds.c.id)).all():
        one = rounds.update().where(rounds.c.id == round_id).values(journal_key=os.urandom(32))
        connection.execute(one)
