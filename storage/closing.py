"""Closing a round: from sealed responses to a dataset, and nothing left that points to a person.

    open     -> closing   the holders' words fit; nothing more is taken
    closing  -> frozen    the dataset is written, durable and read back; its hash is in the database
    frozen   -> closed    ledger, drafts, sealed responses and counts are erased, in one transaction
    closed                the round's keys are destroyed and the database is rewritten

Whoever else closes or cancels the round waits until this has ended: on PostgreSQL behind a lock, on
SQLite because one process does a round's jobs one after the other. Should the server forget the
lock, states that only go forward still let one of them through alone.

Nothing is destroyed before the dataset is complete, and each step can be repeated: calling
`close_round` again after an interruption goes on from the last arrow.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from storage import dataset
from storage.closing_record import ClosingRecord
from storage.dataset import DatasetError
from storage.db import Database
from storage.erasing import erase_people
from storage.freezing import Freezing, UnreadableError, freeze, unfinished
from storage.holders import HolderWordsError, combine
from storage.intake import State
from storage.presence import Alone, one_at_a_time
from storage.progress import Progress, silent
from storage.rounds import NotOpenError, RoundRow, get_round, set_state
from storage.sealing import KeyPair
from storage.shredding import sync_directory
from storage.steps import reach
from storage.vault import Vault

__all__ = ["UnreadableError", "close_round"]


async def close_round(
    database: Database,
    vault: Vault,
    round_id: str,
    words: Sequence[str],
    out: Path,
    *,
    today: dt.date,
    on_progress: Progress | None = None,
    accept_unreadable: int = 0,
) -> ClosingRecord:
    """Close a round and return its closing record; call again after an interruption.

    Args:
        database: nobody else may have it open when it is SQLite.
        vault: the one with the round's keys.
        round_id: a round that was opened in `database`.
        words: the words of enough holders, one string each; not needed once the dataset is frozen.
        out: the folder of the dataset; it must not exist yet.
        today: the day that the record names.
        on_progress: told "unseal", "write", "verify", "erase" and "rewrite" with counts.
        accept_unreadable: how many damaged responses and statements may be given up.

    Raises:
        HolderWordsError: the words do not open this round. Nothing has changed.
        DatasetError: `out` exists, or is not the folder that was frozen. Nothing was destroyed.
        UnreadableError: more is damaged than was given up. Nothing was destroyed.
        NotOpenError: the round was never opened here, or was cancelled.
    """
    progress = on_progress or silent
    async with one_at_a_time(database, Alone.ENDING, round_id):
        row = await get_round(database, round_id)
        if row.state is State.CANCELLED:
            raise NotOpenError(f"round {round_id} was cancelled; nothing of it is left")
        if row.state.needs_words:
            job = Freezing(
                database,
                row,
                out,
                today,
                progress,
                accept_unreadable,
                vault.draft_key(),
                vault.signing_key(),
            )
            row = await _frozen(job, words)
        return await _finished(database, vault, row, out, progress)


async def _frozen(job: Freezing, words: Sequence[str]) -> RoundRow:
    """Take nothing more, freeze what was said, and return the round as it is then."""
    pair = _key_pair(job.row, words)
    if job.out.exists():
        raise DatasetError(f"{job.out} exists already; a dataset is never written over")
    async with job.database.begin() as connection:
        await set_state(connection, job.row.id, State.CLOSING)
    reach("intake stopped")
    await freeze(job, pair)
    return await get_round(job.database, job.row.id)


def _key_pair(row: RoundRow, words: Sequence[str]) -> KeyPair:
    pair = KeyPair.from_seed(combine(words), suite=row.public_key[0])
    if pair.public_bytes != row.public_key:
        raise HolderWordsError(f"these words are right, but they are not those of round {row.id}")
    return pair


async def _finished(
    database: Database, vault: Vault, row: RoundRow, out: Path, progress: Progress
) -> ClosingRecord:
    """Put a frozen dataset in its place, and destroy all that it was made from."""
    if row.state is State.FROZEN:
        progress("erase", 0, 1)
        await _erase(database, _put_in_place(out, row.dataset))
        progress("erase", 1, 1)
    vault.destroy_round(row.id)
    progress("rewrite", 0, 1)
    await database.compact()
    progress("rewrite", 1, 1)
    return dataset.check(out, row.dataset)


def _put_in_place(out: Path, digest: str | None) -> ClosingRecord:
    """Give the verified dataset its name, when that has not happened yet, and check it once more.

    Raises:
        DatasetError: it is neither at `out` nor beside it.
    """
    beside = unfinished(out)
    if not out.exists() and beside.exists():
        dataset.check(beside, digest)
        beside.rename(out)
        sync_directory(out.parent)
        reach("dataset in place")
    return dataset.check(out, digest)


async def _erase(database: Database, record: ClosingRecord) -> None:
    async with database.begin() as connection:
        await erase_people(connection, record.round, State.CLOSED, record.closed)
        reach("people half erased")
    reach("people erased")
