"""Freezing a round: what was said becomes a dataset, whole and verified, beside its place.

Nobody else ends the round meanwhile (see `closing`). Until the database knows the dataset's hash,
nothing of it counts, and what an error has left of it is erased.
"""

import asyncio
import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dialogs.questions import Statements as StatementsQuestion
from dialogs.round import Round
from storage import dataset, join
from storage.closing_record import Moderated
from storage.codebook import Added
from storage.dataset import Contents
from storage.db import Database
from storage.editions import Editions, load_editions
from storage.intake import State
from storage.progress import Progress
from storage.recording import closing_record
from storage.rounds import NotOpenError, RoundRow, load_versions, set_state
from storage.sealing import KeyPair
from storage.shredding import shred
from storage.statements import Statements, Verdict
from storage.steps import reach
from storage.texts import Text
from storage.unsealing import unseal
from storage.unsent import Unsent, settle_drafts


class UnreadableError(Exception):
    """What was said does not open, though the words are right: the database was damaged."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            f"{count} sealed responses or added statements are damaged and do not open. Restore "
            f"them from a backup, or close with accept_unreadable={count}; the closing record will "
            "say so."
        )


@dataclass(frozen=True)
class Freezing:
    """What is frozen, and into which folder; see `closing.close_round`."""

    database: Database
    row: RoundRow
    out: Path
    today: dt.date
    progress: Progress
    accept_unreadable: int
    draft_key: bytes = field(repr=False)
    signing_key: bytes = field(repr=False)


@dataclass(frozen=True)
class _Said:
    """Everything that people have said: None stands for a response that does not open."""

    responses: list[bytes | None]
    unsent: Unsent
    added: Added
    own: list[Text]
    damaged: int
    moderated: Moderated | None


async def freeze(job: Freezing, pair: KeyPair) -> None:
    """Write and verify the dataset beside its place, then note its hash in the database.

    Raises:
        UnreadableError: more is damaged than was given up.
        NotOpenError: somebody else has ended the round all the same.
    """
    said = await _everything(job, pair)
    folder = unfinished(job.out)
    with _erased_on(folder, Exception):
        digest = await _write(job, folder, said, pair)
    reach("dataset durable")
    with _erased_on(folder, NotOpenError):  # after any other error it may be noted, or not
        async with job.database.begin() as connection:
            await set_state(connection, job.row.id, State.FROZEN, dataset=digest)
    reach("round frozen")


def unfinished(out: Path) -> Path:
    """Return where the dataset is until it has its place `out`."""
    return out.with_name(f".{out.name}.unfinished")


async def _everything(job: Freezing, pair: KeyPair) -> _Said:
    round_id = job.row.id
    responses = await unseal(job.database, pair, round_id, job.progress)
    statements = Statements(job.database, job.draft_key)
    damaged = await statements.damaged(round_id)
    if responses.count(None) + damaged > job.accept_unreadable:
        raise UnreadableError(responses.count(None) + damaged)
    reach("responses unsealed")
    versions = await load_versions(job.database, round_id)
    unsent = await settle_drafts(job.database, job.row, versions, job.draft_key, job.today)
    return _Said(
        responses,
        unsent,
        (await statements.pool(round_id)).added,
        [(one.question, one.language, one.text) for one in await statements.not_refused(round_id)],
        damaged,
        await _moderated(statements, versions[job.row.version], unsent),
    )


async def _moderated(statements: Statements, round_: Round, unsent: Unsent) -> Moderated | None:
    """Return what became of added statements; None where nobody could add any."""
    if not any(one.own for one in round_.questions if isinstance(one, StatementsQuestion)):
        return None
    waiting = await statements.number_of(round_.id, Verdict.WAITING, Verdict.LAID)
    return Moderated(
        refused=await statements.number_of(round_.id, Verdict.REFUSED),
        unjudged=waiting + len(unsent.statements),
    )


async def _write(job: Freezing, folder: Path, said: _Said, pair: KeyPair) -> str:
    """Write the dataset, read it back, sign its record; return the hash of that."""
    editions = await load_editions(job.database, job.row)
    unreadable = said.responses.count(None)
    contents = await asyncio.to_thread(_shuffled, editions, said)
    _empty(folder)
    hashes = await asyncio.to_thread(_write_data, folder, contents, job.progress)
    link = _write_join(folder, contents, pair) if contents.round.links_texts else ""
    record = await closing_record(
        job.database,
        job.row,
        editions,
        today=job.today,
        finished=len(contents.responses),
        kept_unsent=len(said.unsent.kept),
        quarantined=sum(contents.quarantined),
        unfinished=said.unsent.discarded,
        unreadable=unreadable,
        unreadable_statements=said.damaged,
        moderated=said.moderated,
        hashes=hashes,
        link=link,
    )
    return dataset.write_record(folder, record, job.signing_key)


def _shuffled(editions: Editions, said: _Said) -> Contents:
    """Return the contents of the dataset; no responses are `said` afterwards, to spare memory."""
    placed = [
        editions.placed(one) for one in (*said.responses, *said.unsent.kept) if one is not None
    ]
    said.responses.clear()
    own = [*said.own, *said.unsent.statements]
    return Contents.shuffled(editions.round, placed, said.added, own)


def _write_data(folder: Path, contents: Contents, progress: Progress) -> dict[str, str]:
    hashes = dataset.write(folder, contents, progress)
    reach("data written")
    dataset.verify(folder, contents, progress)
    reach("data verified")
    return hashes


def _write_join(folder: Path, contents: Contents, pair: KeyPair) -> str:
    """Write the sealed link from texts to responses, open it again, and return its hash."""
    round_id = contents.round.id
    digest = join.write(folder, round_id, contents.join, pair.public_key)
    join.check(folder, digest)
    if join.opened(folder, round_id, pair) != contents.join:
        raise dataset.DatasetError("the link read back differs from what was written")
    reach("join verified")
    return digest


def _empty(folder: Path) -> None:
    """Make `folder` anew; what an interrupted run left there was never verified."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True)


@contextmanager
def _erased_on(folder: Path, kind: type[Exception]) -> Iterator[None]:
    """Erase the folder after an error of this kind: what was said lies there in the open."""
    try:
        yield
    except kind:
        if folder.exists():
            for file in folder.iterdir():
                shred(file)
            folder.rmdir()
        raise
