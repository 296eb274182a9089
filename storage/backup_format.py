"""A backup: what it holds, and how it is written. Our own format, the same for both databases.

Inside the encryption there are frames, each a length (4 bytes, big-endian) and MessagePack: a
`Header`, any number of `Rows`, an `End`, a `Signature` over all of these. Rows stand in the order
of their keys, so a backup says nothing about who came first, and a backup of SQLite can be restored
on PostgreSQL and back. No program of the database is needed, and a page of the file holds nothing
that had been erased.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import msgspec
from msgspec import Struct
from sqlalchemy import Table

from storage.tables import (
    draft,
    failing,
    gap,
    heartbeat,
    job,
    ledger,
    mend,
    outbox,
    pause,
    promise,
    restore,
    round_table,
    round_version,
    runner,
    sealed,
    seen,
    statement,
    tally,
    ticket,
    ticket_batch,
    used_ticket,
)

FORMAT = 1

BACKED_UP: Mapping[str, Table] = {
    "round": round_table,
    "round_version": round_version,
    "mend": mend,
    "pause": pause,
    "restore": restore,
    "ledger": ledger,
    "sealed": sealed,
    "tally": tally,
    "ticket": ticket,
    "ticket_batch": ticket_batch,
    "used_ticket": used_ticket,
    "statement": statement,
    "heartbeat": heartbeat,
    "gap": gap,
}
"""In an order in which rows can be inserted: rounds come first."""

LEFT_OUT: Mapping[str, str] = {
    draft.name: "who stops must be forgotten, also by backups; people begin again",
    promise.name: "a screen that was lost is drawn when its owner comes back",
    outbox.name: "letters name chats, and are about what the restore has forgotten",
    failing.name: "what failed before the restore is worth another try",
    seen.name: "what Telegram sends again after a restore has to be handled again",
    job.name: "what was asked for before the restore has to be asked for again",
    runner.name: "the processes are other ones",
}
"""Tables that are not backed up, and why."""

_LENGTH_BYTES = 4
_LONGEST_FRAME = 1 << 28

Value = str | int | bytes | None
"""What a column holds; msgspec cannot check such a union, so `Rows` says Any."""


class BackupError(Exception):
    """A backup cannot be made or used; the message says why and what to do."""


class Header(Struct, frozen=True, kw_only=True, tag="header"):
    """What the backup is: `revision` of its tables, `day` it was made (ISO), columns by table."""

    format: int
    revision: str
    day: str
    columns: dict[str, tuple[str, ...]]


class Rows(Struct, frozen=True, kw_only=True, tag="rows"):
    """Some rows of a table, each with its values in the order of the header's columns."""

    table: str
    rows: list[tuple[Any, ...]]


class End(Struct, frozen=True, kw_only=True, tag="end"):
    """The last frame: how many rows of each table there were."""

    counts: dict[str, int]


class Signature(Struct, frozen=True, kw_only=True, tag="signature"):
    """After the end: who signed what comes before (see `storage.backup_signing`)."""

    signer: str
    signature: bytes


Frame = Header | Rows | End | Signature


class Sink(Protocol):
    """What frames are written to."""

    def write(self, content: bytes, /) -> int:
        """Write bytes."""
        ...


class Source(Protocol):
    """What frames are read from."""

    def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes."""
        ...


def write_frame(stream: Sink, frame: Frame) -> None:
    """Append a frame."""
    content = msgspec.msgpack.encode(frame)
    stream.write(len(content).to_bytes(_LENGTH_BYTES, "big") + content)


def read_frames(stream: Source) -> Iterator[Frame]:
    """Yield the frames up to the `End`, and the `Signature` after it if there is one.

    Raises:
        BackupError: it is no backup, or not all of one.
    """
    ended = False
    while length := stream.read(_LENGTH_BYTES):
        frame = _frame(stream, length)
        ended = ended or isinstance(frame, End)
        yield frame
    if not ended:
        raise BackupError("this backup ends too early: it was cut off. Use another one.")


def _frame(stream: Source, length: bytes) -> Frame:
    size = int.from_bytes(length, "big")
    content = stream.read(size) if size <= _LONGEST_FRAME else b""
    try:
        frame: Frame = msgspec.msgpack.decode(content, type=Frame)
    except ValueError:  # of another shape, or a text in it is no UTF-8
        raise BackupError("this is not a backup of consult, or it is damaged") from None
    return frame
