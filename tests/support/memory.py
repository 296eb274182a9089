"""The store in memory, for tests of what does not depend on a database.

It passes the contract of the one on disk (`tests.storage.test_store`): one transaction at a time,
all or nothing, drafts encrypted, responses sealed to a public key, nothing for a closed round.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from dialogs.ports import (
    EXPOSED,
    Changes,
    Held,
    Owed,
    Pool,
    Promise,
    Proposal,
    Snapshot,
    Tally,
    none_held,
)
from storage.drafts import DraftCipher
from storage.intake import Intake, RoundClosedError, State, check_intake, prefixes_touched
from storage.sealing import PublicKey, new_seed
from storage.tags import round_prefix
from storage.ticket_batches import TicketGoneError


@dataclass
class _Rows:
    seen: set[tuple[int, int]] = field(default_factory=set)
    drafts: dict[bytes, bytes] = field(default_factory=dict)
    ledger: set[bytes] = field(default_factory=set)
    sealed: dict[bytes, tuple[str, bytes]] = field(default_factory=dict)
    tallies: Counter[Tally] = field(default_factory=Counter)
    tickets: set[bytes] = field(default_factory=set)
    proposals: list[Proposal] = field(default_factory=list)
    promises: dict[bytes, Promise] = field(default_factory=dict)
    failing: Counter[tuple[int, int]] = field(default_factory=Counter)

    def copied(self) -> "_Rows":
        return _Rows(
            set(self.seen),
            dict(self.drafts),
            set(self.ledger),
            dict(self.sealed),
            Counter(self.tallies),
            set(self.tickets),
            list(self.proposals),
            dict(self.promises),
            Counter(self.failing),
        )


class MemoryStore:
    """`dialogs.ports.Store` in memory. `public_keys` holds the rounds that are open, by id."""

    def __init__(self, public_keys: Mapping[str, bytes]) -> None:
        self._rounds = {
            round_id: Intake(round_id, State.OPEN, PublicKey.from_bytes(key))
            for round_id, key in public_keys.items()
        }
        self._rows = _Rows()
        self._cipher = DraftCipher(new_seed())
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def begin(self, bot: int) -> AsyncIterator["MemoryUnitOfWork"]:
        """Open a transaction; see `dialogs.ports.Store`."""
        async with self._turn:
            rows = self._rows.copied()
            yield MemoryUnitOfWork(rows, self._rounds, self._cipher, bot)
            self._rows = rows

    async def pool(self, round_id: str) -> Pool:
        """Return how often statements were shown; nobody lets added ones through here."""
        shown: Counter[str] = Counter()
        for one, count in self._rows.tallies.items():
            if one.round_id == round_id and one.name.startswith(EXPOSED):
                shown[one.name.removeprefix(EXPOSED)] += count
        return Pool(shown=shown)

    async def owed(self, limit: int, held: Held = none_held) -> dict[bytes, Owed]:
        """Return what is promised; there is no other process to take over from."""
        rows = self._rows
        drafts = {tag: self._cipher.open(tag, box) for tag, box in rows.drafts.items()}
        promised = list(rows.promises.items())[:limit]
        return {tag: Owed(one, drafts.get(tag)) for tag, one in promised if not held(tag, one.mark)}

    def admit(self, tickets: Collection[bytes]) -> None:
        """Make codes usable, by their tags."""
        self._rows.tickets.update(tickets)

    def proposals(self) -> list[Proposal]:
        """Return the statements that were added."""
        return list(self._rows.proposals)

    def close_round(self, round_id: str) -> None:
        """Stop taking anything for this round."""
        known = self._rounds[round_id]
        self._rounds[round_id] = Intake(round_id, State.CLOSING, known.public_key)

    def sealed(self, round_id: str) -> dict[bytes, bytes]:
        """Return the sealed boxes of a round by row key."""
        boxes = self._rows.sealed.items()
        return {key: box for key, (owner, box) in boxes if owner == round_id}

    def tallies(self) -> dict[Tally, int]:
        """Return all counts."""
        return dict(self._rows.tallies)


class MemoryUnitOfWork:
    """`dialogs.ports.UnitOfWork` on a copy of the rows."""

    def __init__(
        self, rows: _Rows, rounds: Mapping[str, Intake], cipher: DraftCipher, bot: int
    ) -> None:
        self._rows = rows
        self._rounds = rounds
        self._cipher = cipher
        self._bot = bot

    async def read(
        self,
        *,
        updates: Collection[int],
        tags: Collection[bytes],
        keys: Collection[bytes],
        tickets: Collection[bytes] = (),
    ) -> Snapshot:
        """Return what is known; see `dialogs.ports.UnitOfWork`."""
        boxes = {tag: self._rows.drafts[tag] for tag in tags if tag in self._rows.drafts}
        return Snapshot(
            seen=frozenset(one for one in updates if (self._bot, one) in self._rows.seen),
            drafts={tag: self._cipher.open(tag, box) for tag, box in boxes.items()},
            took_part=frozenset(self._rows.ledger.intersection(tags)),
            sealed={key: self._rows.sealed[key][0] for key in keys if key in self._rows.sealed},
            counted=self._counted(keys),
            open=frozenset(id_ for id_, one in self._rounds.items() if one.state is State.OPEN),
            tickets=frozenset(self._rows.tickets.intersection(tickets)),
            promises={t: self._rows.promises[t] for t in tags if t in self._rows.promises},
        )

    async def hold(self, tags: Collection[bytes]) -> None:
        """Do nothing: nobody else is here; see `dialogs.ports.UnitOfWork`."""

    async def count_failure(self, update: int) -> int:
        """Note a failure and return the total; see `dialogs.ports.UnitOfWork`."""
        self._rows.failing[self._bot, update] += 1
        return self._rows.failing[self._bot, update]

    async def write(self, changes: Changes) -> None:
        """Write all changes; see `SqlUnitOfWork.write`."""
        prefixes = prefixes_touched(changes)
        intakes = [one for id_, one in self._rounds.items() if round_prefix(id_) in prefixes]
        public_keys = check_intake(changes, intakes)
        self._refuse_late_withdrawal(changes)
        self._write_people(changes)
        self._write_added(changes)
        for key in changes.withdrawn:
            self._rows.sealed.pop(key, None)
        for key, one in changes.finished.items():
            box = public_keys[one.round_id].seal(one.round_id, key, one.content)
            self._rows.sealed.setdefault(key, (one.round_id, box))
        self._rows.seen.update((self._bot, one) for one in changes.seen)
        self._rows.tallies.update(dict(changes.tallies))
        for tag, mark in changes.kept.items():
            if tag in self._rows.promises and self._rows.promises[tag].mark == mark:
                del self._rows.promises[tag]
        self._rows.promises.update(changes.promised)

    def _write_people(self, changes: Changes) -> None:
        for tag, content in changes.drafts.items():
            if content is None:
                self._rows.drafts.pop(tag, None)
            else:
                self._rows.drafts[tag] = self._cipher.seal(tag, content)
        for tag in changes.moved.keys() & self._rows.drafts.keys():
            self._rows.drafts[tag] = self._cipher.seal(tag, changes.moved[tag])
        self._rows.ledger.difference_update(changes.left)
        self._rows.ledger.update(changes.entered)

    def _write_added(self, changes: Changes) -> None:
        if not self._rows.tickets.issuperset(changes.redeemed):
            raise TicketGoneError("a code was used twice in the same moment")
        self._rows.tickets.difference_update(changes.redeemed)
        self._rows.tickets.update(changes.released)
        self._rows.proposals.extend(changes.proposed)

    def _refuse_late_withdrawal(self, changes: Changes) -> None:
        closed = {self._rows.sealed[key][0] for key in self._counted(changes.withdrawn)}
        if closed:
            raise RoundClosedError(closed)

    def _counted(self, keys: Collection[bytes]) -> frozenset[bytes]:
        held = {key: self._rows.sealed[key][0] for key in keys if key in self._rows.sealed}
        states = {key: self._rounds[owner].state for key, owner in held.items()}
        return frozenset(key for key, state in states.items() if state is not State.OPEN)
