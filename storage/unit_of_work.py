"""One transaction that reads what a batch needs and writes all it changes.

On SQLite there is one writer, so a transaction sees a world that stands still. On PostgreSQL a
transaction first makes sure that no other one handles the same people (`storage.people`). A batch
should stay below 1,000 people (the server's lock table).
"""

import asyncio
from collections.abc import Collection, Mapping
from functools import lru_cache

from sqlalchemy import BindParameter, Column, Delete, Select, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from dialogs.ports import Changes, Held, Owed, Snapshot
from storage.drafts import DraftCipher
from storage.intake import Intake, RoundClosedError, State, check_intake, prefixes_touched
from storage.journals import Journals
from storage.outbox import take_out
from storage.people import hold
from storage.promises import Promises
from storage.sealing import PublicKey
from storage.spelt import look_up, put
from storage.statements import propose
from storage.tables import draft, failing, ledger, round_table, sealed, seen, tally
from storage.tickets import give_back, redeem, usable
from storage.upsert import insert_missing, insert_or_add, insert_or_replace

_TAGS: BindParameter[bytes] = bindparam("tags", expanding=True)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_SEEN = select(seen.c.update_id).where(seen.c.bot == bindparam("bot"), seen.c.update_id.in_(_IDS))
_DRAFTS = select(draft.c.tag, draft.c.box).where(draft.c.tag.in_(_TAGS))
_MOVED = update(draft).where(draft.c.tag == bindparam("moved")).values(box=bindparam("anew"))
_INTAKES = (
    select(round_table.c.id, round_table.c.state, round_table.c.public_key)
    .where(round_table.c.prefix.in_(_TAGS))
    .order_by(round_table.c.id)
    .with_for_update(read=True)
)
_SEALED_IN = select(sealed.c.row_key, sealed.c.round).where(sealed.c.row_key.in_(_TAGS))
_OPEN = select(round_table.c.id).where(round_table.c.state == bindparam("state"))
"""Statements of every batch, made once: to build one costs more than to run it."""


@lru_cache(maxsize=16)
def _found(column: Column[bytes]) -> Select[bytes]:
    return select(column).where(column.in_(_TAGS))


@lru_cache(maxsize=16)
def _erased(column: Column[bytes]) -> Delete:
    return delete(column.table).where(column.in_(_TAGS))


class SqlUnitOfWork:
    """`dialogs.ports.UnitOfWork` on one connection."""

    def __init__(
        self,
        connection: AsyncConnection,
        cipher: DraftCipher,
        bot: int,
        day: int,
        journals: Journals | None = None,
    ) -> None:
        self._journals = journals or Journals({})
        self._connection = connection
        self._cipher = cipher
        self._bot = bot
        self._day = day
        self._promises = Promises(connection, cipher)

    @property
    def _on_postgres(self) -> bool:
        return self._connection.dialect.name == "postgresql"

    async def read(
        self,
        *,
        updates: Collection[int],
        tags: Collection[bytes],
        keys: Collection[bytes],
        tickets: Collection[bytes] = (),
    ) -> Snapshot:
        """Return what is known; see `dialogs.ports.UnitOfWork`."""
        await self.hold(tags)
        sealed_in = await self._sealed_in(keys)
        is_open = await self._open()
        return Snapshot(
            seen=await self._seen(updates),
            drafts=await self._drafts(tags),
            took_part=await self._found(ledger.c.tag, tags),
            sealed=sealed_in,
            counted=frozenset(key for key, one in sealed_in.items() if one not in is_open),
            open=is_open,
            tickets=await usable(self._connection, tickets),
            promises=await self._promises.of(tags),
        )

    async def hold(self, tags: Collection[bytes]) -> None:
        """Lock the rows of `tags`; see `dialogs.ports.UnitOfWork`."""
        await hold(self._connection, tags)

    async def write(self, changes: Changes) -> None:
        """Write all changes; see `dialogs.ports.UnitOfWork`.

        Raises:
            RoundClosedError: something new for a round that takes nothing more.
            UnknownRoundError: something new for a round that was never opened.
        """
        public_keys = check_intake(changes, await self._intakes(prefixes_touched(changes)))
        lay_in = await self._sealed_in(changes.withdrawn)
        await self._write_people(changes)
        await self._write_sealed(changes, public_keys)
        await self._write_counts(changes)
        await redeem(self._connection, changes.redeemed)
        await give_back(self._connection, changes.released)
        await propose(self._connection, self._cipher, changes.proposed)
        await self._promises.erase(changes.kept)
        await self._promises.write(changes.promised, self._day)
        await take_out(self._connection, changes.unsent)
        if self._journals.are_about(changes):
            await asyncio.to_thread(self._journals.note, changes, lay_in)

    async def count_failure(self, update: int) -> int:
        """Note a failure and return the total; see `dialogs.ports.UnitOfWork`."""
        row = {"bot": self._bot, "update_id": update, "tries": 1, "day": self._day}
        await self._connection.execute(insert_or_add(self._connection, failing, "tries"), row)
        tries = select(failing.c.tries).where(
            failing.c.bot == self._bot, failing.c.update_id == update
        )
        return int((await self._connection.execute(tries)).scalar_one())

    async def owed(self, worker: int, limit: int, held: Held) -> dict[bytes, Owed]:
        """Return those of up to `limit` promises that `worker` has to keep, by tag."""
        if self._on_postgres:
            await self._promises.take_over(worker)
        marks = await self._promises.marks_of_worker(worker, limit)
        promises = await self._promises.of([tag for tag, mark in marks if not held(tag, mark)])
        boxes = await self._boxes(promises)
        drafts = {tag: self._cipher.try_open(tag, box) for tag, box in boxes.items()}
        return {
            tag: Owed(one, drafts.get(tag))
            for tag, one in promises.items()
            if tag not in boxes or drafts[tag] is not None  # else there is nothing to draw
        }

    async def _seen(self, updates: Collection[int]) -> frozenset[int]:
        if not updates:
            return frozenset()
        given = {"bot": self._bot, "ids": list(updates)}
        return frozenset(one for (one,) in await look_up(self._connection, _SEEN, given))

    async def _drafts(self, tags: Collection[bytes]) -> dict[bytes, bytes]:
        """Return drafts; DraftError for a damaged one, rather than letting it be written over."""
        boxes = await self._boxes(tags)
        return {tag: self._cipher.open(tag, box) for tag, box in boxes.items()}

    async def _boxes(self, tags: Collection[bytes]) -> dict[bytes, bytes]:
        if not tags:
            return {}
        return dict(await look_up(self._connection, _DRAFTS, {"tags": list(tags)}))

    async def _found(self, column: Column[bytes], wanted: Collection[bytes]) -> frozenset[bytes]:
        if not wanted:
            return frozenset()
        found = await look_up(self._connection, _found(column), {"tags": list(wanted)})
        return frozenset(one for (one,) in found)

    async def _sealed_in(self, keys: Collection[bytes]) -> dict[bytes, str]:
        """Return in which round a response lies, by row key."""
        if not keys:
            return {}
        return dict(await look_up(self._connection, _SEALED_IN, {"tags": list(keys)}))

    async def _open(self) -> frozenset[str]:
        found = await look_up(self._connection, _OPEN, {"state": State.OPEN.value})
        return frozenset(one for (one,) in found)

    async def _intakes(self, prefixes: Collection[bytes]) -> list[Intake]:
        """Return the rounds, held so that none can close before this transaction ends."""
        if not prefixes:
            return []
        rows = await look_up(self._connection, _INTAKES, {"tags": list(prefixes)})
        return [
            Intake(round_id, State(state), PublicKey.from_bytes(key))
            for round_id, state, key in rows
        ]

    async def _write_people(self, changes: Changes) -> None:
        written = [
            {"tag": tag, "box": self._cipher.seal(tag, content), "day": self._day}
            for tag, content in changes.drafts.items()
            if content is not None
        ]
        erased = [tag for tag, content in changes.drafts.items() if content is None]
        if written:
            await put(self._connection, insert_or_replace(self._connection, draft), written)
        await self._move(changes.moved)
        await self._erase(draft.c.tag, erased)
        await self._erase(ledger.c.tag, changes.left)
        if changes.entered:
            entered = [{"tag": tag} for tag in sorted(changes.entered)]
            await put(self._connection, insert_missing(self._connection, ledger), entered)

    async def _move(self, moved: Mapping[bytes, bytes]) -> None:
        """Rewrite drafts that are there, and leave their day as it is."""
        rows = [
            {"moved": tag, "anew": self._cipher.seal(tag, content)}
            for tag, content in sorted(moved.items())
        ]
        if rows:
            await put(self._connection, _MOVED, rows)

    async def _write_sealed(self, changes: Changes, public_keys: dict[str, PublicKey]) -> None:
        if changes.withdrawn:
            await self._refuse_late_withdrawal(changes.withdrawn)
            await self._erase(sealed.c.row_key, changes.withdrawn)
        if changes.finished:
            boxes = [
                {
                    "row_key": key,
                    "round": one.round_id,
                    "box": public_keys[one.round_id].seal(one.round_id, key, one.content),
                }
                for key, one in sorted(changes.finished.items())
            ]
            await put(self._connection, insert_missing(self._connection, sealed), boxes)

    async def _refuse_late_withdrawal(self, keys: Collection[bytes]) -> None:
        """Raise when a response is being counted already, so that nobody is told it is gone."""
        rounds = await self._connection.scalars(
            select(round_table.c.id).where(
                round_table.c.id.in_(
                    select(sealed.c.round).where(sealed.c.row_key.in_(list(keys)))
                ),
                round_table.c.state != State.OPEN,
            )
        )
        closed = rounds.all()
        if closed:
            raise RoundClosedError(closed)

    async def _write_counts(self, changes: Changes) -> None:
        if changes.seen:
            handled = [
                {"bot": self._bot, "update_id": one, "day": self._day}
                for one in sorted(changes.seen)
            ]
            await put(self._connection, insert_missing(self._connection, seen), handled)
        if changes.tallies:
            grown = [
                {"round": one.round_id, "name": one.name, "language": one.language, "count": count}
                for one, count in changes.tallies.items()
            ]
            grown.sort(key=lambda row: (row["round"], row["name"], row["language"]))
            await put(self._connection, insert_or_add(self._connection, tally, "count"), grown)

    async def _erase(self, column: Column[bytes], gone: Collection[bytes]) -> None:
        if gone:
            await look_up(self._connection, _erased(column), {"tags": list(gone)})
