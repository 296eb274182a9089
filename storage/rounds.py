"""Rounds in the database: opening one, its versions, and what state it is in."""

import datetime as dt
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.questions.base import Localised
from dialogs.round import Round, canonical
from dialogs.version import version_of
from storage.db import Database
from storage.holders import HOLDERS, THRESHOLD, RoundKeys, combine, new_round_keys
from storage.intake import State
from storage.journal import new_key
from storage.sealing import KeyPair
from storage.shape import RoundChangedError
from storage.tables import pause, round_table, round_version
from storage.tags import round_prefix
from storage.upsert import insert_missing
from storage.vault import Vault


class KeysMissingError(Exception):
    """A real round needs holders before it can open."""


class KeysMadeError(Exception):
    """The round has its keys already, and other ones would open nothing."""


class NotOpenError(Exception):
    """The round was never opened here, or is closed already; the message says which."""


@dataclass(frozen=True)
class RoundRow:
    """A round as the database knows it. `version` is the newest one.

    `pause` is what is said while it is paused, by language; None while it is not. `journal_key` is
    None once the round has ended.
    """

    id: str
    version: str
    state: State
    public_key: bytes = field(repr=False)
    opened: dt.date
    closed: dt.date | None
    dataset: str | None
    journal_key: bytes | None = field(repr=False, default=None)
    pause: Localised | None = None


async def open_round(
    database: Database,
    vault: Vault,
    round_: Round,
    *,
    today: dt.date,
    public_key: bytes | None = None,
) -> RoundRow:
    """Open a round, or find it open with the same questions; the same call again is harmless.

    A practice round makes its own keys and keeps the holders' words in the vault. A real round is
    given the public key of `holders.new_round_keys`, whose words have been shown by then, so that
    no interruption can leave an open round that nobody can close.

    Raises:
        KeysMissingError: a real round is opened for the first time without `public_key`.
        RoundChangedError: it has changed since, and `mending.mend_round` was not asked first. A
            file with the date from before an extension is taken: the later date holds.
        NotOpenError: it is closed, and a closed round never opens again.
        VaultError: it is open, but this vault has no key for it.
    """
    known = await find_round(database, round_.id)
    if known is None:
        key = public_key or _practice_key(vault, round_)
        vault.create_round_key(round_.id)
        await _insert(database, round_, key, today)
    else:
        _refuse_ended(known)
        _refuse_change(await newest_version(database, round_.id), round_)
        vault.round_key(round_.id)
    return await get_round(database, round_.id)


def make_keys(vault: Vault, round_: Round, threshold: int, holders: int) -> RoundKeys:
    """Make the keys of a round that was never opened; a practice round's words stay in the vault.

    Raises:
        HoldersError: so many holders make no sense.
    """
    made = new_round_keys(threshold, holders)
    if not round_.practice:
        return made
    vault.keep_practice_words(round_.id, made.words, practice=round_.practice)
    kept = vault.practice_words(round_.id)  # an interrupted opening may have left others
    return RoundKeys(KeyPair.from_seed(combine(kept)).public_bytes, kept)


async def find_round(database: Database, round_id: str) -> RoundRow | None:
    """Return what is known of a round; None when it was never opened."""
    return next((row for row in await list_rounds(database) if row.id == round_id), None)


async def get_round(database: Database, round_id: str) -> RoundRow:
    """Return what is known of a round; `NotOpenError` when it was never opened."""
    row = await find_round(database, round_id)
    if row is None:
        raise NotOpenError(f"round {round_id} was never opened in this database")
    return row


async def list_rounds(database: Database) -> list[RoundRow]:
    """Return every round that was ever opened, by id."""
    async with database.read() as connection:
        rows = (await connection.execute(select(round_table).order_by(round_table.c.id))).all()
        pauses = await connection.execute(select(pause).where(pause.c.ended.is_(None)))
        said = {row.round: msgspec.json.decode(row.said, type=Localised) for row in pauses}
        return [
            RoundRow(
                id=row.id,
                version=row.version,
                state=State(row.state),
                public_key=row.public_key,
                opened=dt.date.fromordinal(row.opened),
                closed=None if row.closed is None else dt.date.fromordinal(row.closed),
                dataset=row.dataset,
                journal_key=row.journal_key,
                pause=said.get(row.id),
            )
            for row in rows
        ]


async def load_versions(database: Database, round_id: str) -> dict[str, Round]:
    """Return every version of a round by content hash: a session keeps the one it began with."""
    async with database.read() as connection:
        rows = await connection.execute(
            select(round_version.c.version, round_version.c.content).where(
                round_version.c.round == round_id
            )
        )
        return {row.version: msgspec.json.decode(row.content, type=Round) for row in rows}


async def newest_version(database: Database, round_id: str) -> Round:
    """Return what newcomers are asked; `NotOpenError` when the round was never opened."""
    row = await get_round(database, round_id)
    return (await load_versions(database, round_id))[row.version]


async def set_state(
    connection: AsyncConnection, round_id: str, state: State, *, dataset: str | None = None
) -> None:
    """Move a round on, with the hash of its `dataset` when it is frozen.

    On PostgreSQL this waits for the batches that are still writing to it.

    Raises:
        NotOpenError: it has gone on to where no way leads to `state`.
    """
    values = {"state": state} if dataset is None else {"state": state, "dataset": dataset}
    moved = await connection.execute(
        update(round_table)
        .where(round_table.c.id == round_id, round_table.c.state.in_(state.comes_after))
        .values(values)
    )
    if moved.rowcount != 1:
        raise NotOpenError(f"round {round_id} was ended by somebody else in this very moment")


def _practice_key(vault: Vault, round_: Round) -> bytes:
    """Return the public key of a practice round; what an interrupted opening left is used again."""
    if not round_.practice:
        raise KeysMissingError(
            f"round {round_.id} is real and has no holders yet: make its keys first "
            "(`consult keys new`), hand out the words, then open it with the public key"
        )
    return make_keys(vault, round_, THRESHOLD, HOLDERS).public_key


def _refuse_ended(known: RoundRow) -> None:
    if known.state is not State.OPEN:
        raise NotOpenError(f"round {known.id} is {known.state}; it never opens again")


def _refuse_change(newest: Round, round_: Round) -> None:
    """Refuse what is not asked; a file that does not know of a later date yet may stay so."""
    extended = replace(round_, closes=max(round_.closes, newest.closes))
    if version_of(extended) != version_of(newest):
        raise RoundChangedError(
            f"round {round_.id} is open, and this file differs from what people are asked. "
            "To mend its wording: consult round mend FILE. Otherwise take the change back."
        )


async def _insert(database: Database, round_: Round, public_key: bytes, today: dt.date) -> None:
    async with database.begin() as connection:
        row = {
            "id": round_.id,
            "prefix": round_prefix(round_.id),
            "public_key": public_key,
            "version": version_of(round_),
            "state": State.OPEN,
            "opened": today.toordinal(),
            "keep_drafts_days": round_.keep_drafts_days,
            "journal_key": new_key(),
        }
        await connection.execute(insert_missing(connection, round_table), row)
        await insert_version(connection, round_)


async def insert_version(connection: AsyncConnection, round_: Round) -> None:
    """Keep a version of a round, so that sessions and responses can name it."""
    row = {"version": version_of(round_), "round": round_.id, "content": canonical(round_)}
    await connection.execute(insert_missing(connection, round_version), row)
