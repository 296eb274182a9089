"""The tables. Few columns, on purpose: what is not written cannot be stolen.

No table about people has a time finer than a day, a serial number, or a key that joins it to
another. On SQLite these tables are stored WITHOUT ROWID, because a hidden row number is a serial
number.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

round_table = Table(
    "round",
    metadata,
    Column("id", String, primary_key=True),
    Column("prefix", LargeBinary, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("version", String, nullable=False),
    Column("state", String, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("closed", Integer),
    Column("keep_drafts_days", Integer, nullable=False),
    Column("dataset", String),
    Column("journal_key", LargeBinary),
    Column("laid", Integer),
)
"""A round that was opened. `prefix` starts its tags; `opened` and `closed` are day numbers;
`dataset` is the hash of the closing record, from the moment the dataset is complete; `journal_key`
opens the journal beside the vault; `laid` is the day on which added statements were last laid
before a moderator."""

round_version = Table(
    "round_version",
    metadata,
    Column("version", String, primary_key=True),
    Column("round", String, ForeignKey("round.id"), nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Every wording a round has had while it was open, by content hash."""

mend = Table(
    "mend",
    metadata,
    Column("round", String, ForeignKey("round.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("before", String, nullable=False),
    Column("after", String, nullable=False),
    Column("apart", String, nullable=False),
)
"""A change of wording from one version to another. `apart` names, with commas, the questions whose
meaning changed, so that answers before and after must not be counted together."""

pause = Table(
    "pause",
    metadata,
    Column("round", String, ForeignKey("round.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("began", Integer, nullable=False),
    Column("ended", Integer),
    Column("said", LargeBinary, nullable=False),
)
"""A pause of an open round, in days; `said` is what people are told, by language."""

draft = Table(
    "draft",
    metadata,
    Column("tag", LargeBinary, primary_key=True),
    Column("box", LargeBinary, nullable=False),
    Column("day", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""An unfinished session, encrypted; `day` is the day of the last message, to know when to erase."""

ledger = Table(
    "ledger",
    metadata,
    Column("tag", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)
"""Who took part: the tag and nothing else."""

sealed = Table(
    "sealed",
    metadata,
    Column("row_key", LargeBinary, primary_key=True),
    Column("round", String, ForeignKey("round.id"), nullable=False, index=True),
    Column("box", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""A finished response that only the holders can open."""

seen = Table(
    "seen",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Updates that were handled, by number; they say nothing about who sent them."""

tally = Table(
    "tally",
    metadata,
    Column("round", String, ForeignKey("round.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What is counted without knowing who."""

ticket = Table(
    "ticket",
    metadata,
    Column("tag", LargeBinary, primary_key=True),
    Column("batch", String),
    sqlite_with_rowid=False,
)
"""An invitation or guardian's code that has not been used: its tag, and the label of the batch it
was made in, if that has one. A used one is erased, and nothing says who used it."""

used_ticket = Table(
    "used_ticket",
    metadata,
    Column("tag", LargeBinary, primary_key=True),
    Column("batch", String, nullable=False),
    sqlite_with_rowid=False,
)
"""A code of a batch that was used, so that whoever stops gives it back to its batch. It is written
when somebody begins and left alone when they finish: nothing joins it to a response."""

ticket_batch = Table(
    "ticket_batch",
    metadata,
    Column("round", String, ForeignKey("round.id"), primary_key=True),
    Column("label", String, primary_key=True),
    Column("made", Integer, nullable=False),
    Column("quota", Integer),
    Column("used", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Codes that were handed out together: how many there are, how many of them may be used (None: all
of them), and how many are in use."""

statement = Table(
    "statement",
    metadata,
    Column("id", String, primary_key=True),
    Column("round", String, ForeignKey("round.id"), nullable=False, index=True),
    Column("question", String, nullable=False),
    Column("language", String, nullable=False),
    Column("state", String, nullable=False),
    Column("box", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""A statement that a participant has added, encrypted, under an id of chance. No column joins it to
whoever wrote it, nor to their response. While it waits, it was written in one transaction with the
response; when it is laid before a moderator, it is written anew with the others of its batch."""

promise = Table(
    "promise",
    metadata,
    Column("tag", LargeBinary, primary_key=True),
    Column("mark", LargeBinary, nullable=False),
    Column("worker", BigInteger, nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("day", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""A screen that a commit has promised and that may not be drawn yet: what is needed to draw it,
encrypted. It is there for a moment, or until Telegram can be reached, and for a day at most."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("bot", BigInteger, nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("repeatable", Boolean, nullable=False),
    Column("sending", Boolean, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""A message that no session tells of, with the chat it goes to, encrypted; erased when delivered.
`last_day` is the last day on which it is worth sending. The id begins with the prefix of a round;
the rest is a keyed hash."""

failing = Table(
    "failing",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Updates that could not be handled alone, by number, and how often that was tried."""

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
)
"""When a bot was last known to hear Telegram, in Unix seconds; it beats by the clock, not when
somebody writes."""

gap = Table(
    "gap",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("began", BigInteger, primary_key=True, autoincrement=False),
    Column("ended", BigInteger, nullable=False),
)
"""An outage that was longer than Telegram keeps updates, in Unix seconds: something may be lost."""

restore = Table(
    "restore",
    metadata,
    Column("round", String, ForeignKey("round.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("copied", Integer, nullable=False),
    Column("restored", Integer, nullable=False),
    Column("lost", Integer),
    Column("withdrawn", Integer),
)
"""An open round that was brought back from a backup of the day `copied`: how many responses were
lost and how many withdrawals were repeated, None where no journal was left to know it from."""

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round", String, nullable=False),
    Column("operation", LargeBinary, nullable=False),
    Column("secret", LargeBinary),
    Column("state", String, nullable=False),
    Column("runner", String),
    Column("stage", String, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("said", String, nullable=False),
    Column("day", Integer, nullable=False),
)
"""What a running process is asked to do, and how far it is. `round` is empty when it is about none;
`secret` is sealed to the processes that may do it; `said` is the outcome or the error, in words."""

runner = Table(
    "runner",
    metadata,
    Column("recipient", String, primary_key=True),
    Column("worker", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
)
"""A process that carries out jobs: the key to which secrets for it are sealed (age), and its number
among the workers."""

ABOUT_PEOPLE = (
    draft.name,
    ledger.name,
    sealed.name,
    seen.name,
    tally.name,
    promise.name,
    outbox.name,
    failing.name,
    ticket.name,
    used_ticket.name,
    ticket_batch.name,
    statement.name,
)
"""The tables that are rewritten when something was erased for good."""
