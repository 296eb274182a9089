"""Closing a round: from sealed responses to a dataset, and nothing left that points to a person.

    open     -> closing   the holders' words fit; nothing more is taken
    closing  -> frozen    the dataset is written, durable and read back; its hash is in the database
    frozen   -> closed    ledger, drafts, sealed responses and counts are erased, in one transaction
    closed                the round's keys are destroyed and the database is rewritten

Nothing is destroyed before the dataset is complete, and each step can be repeated: calling
`close_round` again after an interruption goes on from the last arrow.
"""

import asyncio
import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import update

from storage import dataset
from storage.closing_record import ClosingRecord
from storage.codebook import Added
from storage.dataset import Contents, DatasetError
from storage.db import Database
from storage.editions import Editions, load_editions
from storage.erasing import erase_people
from storage.holders import HolderWordsError, combine
from storage.intake import State
from storage.progress import Progress, silent
from storage.recording import closing_record
from storage.rounds import NotOpenError, RoundRow, get_round, load_versions, set_state
from storage.sealing import KeyPair
from storage.shredding import sync_directory
from storage.statements import Statements
from storage.steps import reach
from storage.tables import round_table
from storage.texts import Text
from storage.unsealing import unseal
from storage.unsent import settle_drafts
from storage.vault import Vault


class UnreadableError(Exception):
    """Sealed responses do not open, though the words are right: the database was damaged."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            f"{count} sealed responses are damaged and do not open. Restore them from a backup, or "
            f"close with accept_unreadable={count}; the closing record will say so."
        )


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
        accept_unreadable: how many damaged responses may be given up.

    Raises:
        HolderWordsError: the words do not open this round. Nothing has changed.
        DatasetError: `out` exists, or is not the folder that was frozen. Nothing was destroyed.
        UnreadableError: more responses are damaged than were given up. Nothing was destroyed.
        NotOpenError: the round was never opened here, or was cancelled.
    """
    row = await get_round(database, round_id)
    if row.state is State.CANCELLED:
        raise NotOpenError(f"round {round_id} was cancelled; nothing of it is left")
    progress = on_progress or silent
    if row.state.needs_words:
        job = _Job(database, row, out, today, progress, vault.draft_key(), vault.signing_key())
        pair = _key_pair(row, words)
        _refuse_existing(out)
        await _stop_intake(job)
        await _freeze(job, await _unseal_all(job, pair, accept_unreadable))
        row = await get_round(database, round_id)
    if row.state is State.FROZEN:
        progress("erase", 0, 1)
        await _erase(database, _put_in_place(out, row.dataset))
        progress("erase", 1, 1)
    vault.destroy_round(round_id)
    progress("rewrite", 0, 1)
    await database.compact()
    progress("rewrite", 1, 1)
    return dataset.check(out, row.dataset)


@dataclass(frozen=True)
class _Job:
    """What every step up to the frozen dataset needs."""

    database: Database
    row: RoundRow
    out: Path
    today: dt.date
    progress: Progress
    draft_key: bytes = field(repr=False)
    signing_key: bytes = field(repr=False)


def _key_pair(row: RoundRow, words: Sequence[str]) -> KeyPair:
    pair = KeyPair.from_seed(combine(words), suite=row.public_key[0])
    if pair.public_bytes != row.public_key:
        raise HolderWordsError(f"these words are right, but they are not those of round {row.id}")
    return pair


def _refuse_existing(out: Path) -> None:
    if out.exists():
        raise DatasetError(f"{out} exists already; a dataset is never written over")


async def _stop_intake(job: _Job) -> None:
    async with job.database.begin() as connection:
        await set_state(connection, job.row.id, State.CLOSING)
    reach("intake stopped")


async def _unseal_all(job: _Job, pair: KeyPair, accepted: int) -> list[bytes | None]:
    responses = await unseal(job.database, pair, job.row.id, job.progress)
    damaged = responses.count(None)
    if damaged > accepted:
        raise UnreadableError(damaged)
    reach("responses unsealed")
    return responses


async def _freeze(job: _Job, responses: list[bytes | None]) -> None:
    """Write and verify the dataset beside its place, then note its hash in the database."""
    editions = await load_editions(job.database, job.row)
    versions = await load_versions(job.database, job.row.id)
    unsent = await settle_drafts(job.database, job.row, versions, job.draft_key, job.today)
    statements = Statements(job.database, job.draft_key)
    added = (await statements.pool(job.row.id)).added
    own = [
        (one.question, one.language, one.text) for one in await statements.not_refused(job.row.id)
    ]
    unreadable = responses.count(None)
    said = [*filter(None, responses), *unsent.kept]
    responses.clear()
    contents = await asyncio.to_thread(_shuffled, editions, said, added, [*own, *unsent.statements])
    folder = _fresh(_unfinished(job.out))
    hashes = await asyncio.to_thread(_write, folder, contents, job.progress)
    record = await closing_record(
        job.database,
        job.row,
        editions,
        today=job.today,
        finished=len(contents.responses),
        kept_unsent=len(unsent.kept),
        quarantined=sum(contents.quarantined),
        unfinished=unsent.discarded,
        unreadable=unreadable,
        hashes=hashes,
    )
    digest = dataset.write_record(folder, record, job.signing_key)
    reach("dataset durable")
    async with job.database.begin() as connection:
        await connection.execute(
            update(round_table)
            .where(round_table.c.id == job.row.id)
            .values(state=State.FROZEN, dataset=digest)
        )
    reach("round frozen")


def _shuffled(editions: Editions, said: list[bytes], added: Added, own: Sequence[Text]) -> Contents:
    """Return the contents of the dataset; `said` is empty afterwards, to spare memory."""
    placed = [editions.placed(one) for one in said]
    said.clear()
    return Contents.shuffled(editions.round, placed, added, own)


def _write(folder: Path, contents: Contents, progress: Progress) -> dict[str, str]:
    hashes = dataset.write(folder, contents, progress)
    reach("data written")
    dataset.verify(folder, contents, progress)
    reach("data verified")
    return hashes


def _put_in_place(out: Path, digest: str | None) -> ClosingRecord:
    """Give the verified dataset its name, when that has not happened yet, and check it once more.

    Raises:
        DatasetError: it is neither at `out` nor beside it.
    """
    unfinished = _unfinished(out)
    if not out.exists() and unfinished.exists():
        dataset.check(unfinished, digest)
        unfinished.rename(out)
        sync_directory(out.parent)
        reach("dataset in place")
    return dataset.check(out, digest)


async def _erase(database: Database, record: ClosingRecord) -> None:
    async with database.begin() as connection:
        await erase_people(connection, record.round, State.CLOSED, record.closed)
        reach("people half erased")
    reach("people erased")


def _unfinished(out: Path) -> Path:
    return out.with_name(f".{out.name}.unfinished")


def _fresh(folder: Path) -> Path:
    """Return `folder`, empty; what an interrupted run left there was never verified."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True)
    return folder
