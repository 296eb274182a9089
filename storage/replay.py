"""What becomes of a backup's rows on their way back, so that restoring breaks no promise.

- A response that was taken back since then does not return, and its owner may take part again.
- A round that has ended since then stays ended: nothing about people in it returns.
- Responses since then are lost. Their owners may answer again, and are counted once.

What the journal beside the vault cannot tell, because it is gone or began later, is not guessed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.backup_format import Value
from storage.intake import State
from storage.journal import Journal, Noted
from storage.tables import (
    ledger,
    restore,
    round_table,
    sealed,
    statement,
    tally,
    ticket,
    ticket_batch,
    used_ticket,
)
from storage.tags import PREFIX_BYTES, round_prefix
from storage.vault import Vault

Row = dict[str, Value]


@dataclass(frozen=True)
class Returned:
    """A round that can go on, and what it lost.

    `lost` and `withdrawn` count responses that are gone and withdrawals that were repeated, None
    when nothing is left to know it from. Without `has_key` it cannot go on yet.
    """

    round_id: str
    copied: dt.date
    lost: int | None
    withdrawn: int | None
    has_key: bool


@dataclass
class Replay:
    """Rows of one backup, of the day `copied`, in the order in which they stand there."""

    vault: Vault
    copied: dt.date
    ended: set[str] = field(default_factory=set)
    _noted: dict[str, Noted | None] = field(default_factory=dict)
    _ids: dict[bytes, str] = field(default_factory=dict)
    _present: dict[str, set[bytes]] = field(default_factory=dict)
    _withdrawn: Counter[str] = field(default_factory=Counter)
    _lost_before: Counter[str] = field(default_factory=Counter)
    _restores: Counter[str] = field(default_factory=Counter)

    def passes(self, table: str, row: Row) -> Row | None:
        """Return the row as it goes into the database, None when it does not."""
        match table:
            case round_table.name:
                return self._round(row)
            case restore.name:
                self._restores[str(row["round"])] += 1
                self._lost_before[str(row["round"])] += int(row["lost"] or 0)
            case ledger.name:
                return self._person(row)
            case sealed.name:
                return self._response(row)
            case ticket.name | used_ticket.name if self._round_of(row) in self.ended:
                return None
            case tally.name | statement.name | ticket_batch.name if row["round"] in self.ended:
                return None
        return row

    def returned(self) -> list[Returned]:
        """Return every round that is not over, once all rows have passed."""
        return [self._outcome(round_id, noted) for round_id, noted in self._noted.items()]

    def restores(self, today: dt.date) -> list[Mapping[str, Value]]:
        """Return the rows that tell of this restore, so that the brief can."""
        return [
            {
                "round": one.round_id,
                "number": self._restores[one.round_id] + 1,
                "copied": one.copied.toordinal(),
                "restored": today.toordinal(),
                "lost": one.lost,
                "withdrawn": one.withdrawn,
            }
            for one in self.returned()
        ]

    def _round(self, row: Row) -> Row:
        round_id, state = str(row["id"]), State(str(row["state"]))
        self._ids[round_prefix(round_id)] = round_id
        if self.vault.has_ended(round_id) and not state.is_over:
            self.ended.add(round_id)
            return {**row, "state": State.CLOSED, "journal_key": None}
        if not state.is_over:
            self._noted[round_id] = self._read(round_id, row["journal_key"])
            self._present[round_id] = set()
        return row

    def _read(self, round_id: str, key: Value) -> Noted | None:
        file = self.vault.journal_file(round_id)
        if not file.exists() or not isinstance(key, bytes):
            return None
        journal = Journal(file, key)
        try:
            return journal.read()
        finally:
            journal.close()

    def _person(self, row: Row) -> Row | None:
        round_id = self._round_of(row)
        noted = self._noted.get(round_id)
        gone = round_id in self.ended or (noted is not None and row["tag"] in noted.left)
        return None if gone else row

    def _round_of(self, row: Row) -> str:
        tag = row["tag"]
        assert isinstance(tag, bytes)  # noqa: S101 - the column holds nothing else
        return self._ids.get(tag[:PREFIX_BYTES], "")

    def _response(self, row: Row) -> Row | None:
        round_id, key = str(row["round"]), row["row_key"]
        if round_id in self.ended:
            return None
        noted = self._noted.get(round_id)
        if noted is not None and key in noted.withdrawn:
            self._withdrawn[round_id] += 1
            return None
        if round_id in self._present and isinstance(key, bytes):
            self._present[round_id].add(key)
        return row

    def _outcome(self, round_id: str, noted: Noted | None) -> Returned:
        lost, withdrawn = None, None
        if noted is not None and noted.covers(self.copied):
            missing = noted.finished - noted.withdrawn - self._present[round_id]
            lost = max(0, len(missing) - self._lost_before[round_id])
            withdrawn = self._withdrawn[round_id]
        has_key = self.vault.has_round_key(round_id)
        return Returned(round_id, self.copied, lost, withdrawn, has_key)
