"""What the parts of one bot share."""

from dataclasses import dataclass
from pathlib import Path

from bot.channels.base import Channel
from bot.clock import Clock
from bot.failpoints import FailingStore
from bot.forgetting import Offset, nobody_can_tell
from bot.running import Rounds
from bot.watching import Load
from dialogs.ports import Store
from dialogs.texts import Texts
from storage.db import Database
from storage.journals import Journals
from storage.presence import Presence
from storage.store import SqlStore
from storage.vault import Vault


@dataclass(frozen=True)
class House:
    """Everything that is open while a bot runs.

    `offset` tells by how much `clock` is wrong. `failing` is the share of writes that a test lets
    fail; `keeps_limits` says whether answers are sent as slowly as Telegram wants it.
    """

    database: Database
    draft_key: bytes
    presence: Presence
    vault: Vault
    journals: Journals
    channel: Channel
    rounds: Rounds
    load: Load
    texts: Texts
    clock: Clock
    bot: int
    offset: Offset = nobody_can_tell
    logs: Path | None = None
    failing: float = 0.0
    keeps_limits: bool = True

    def store(self) -> Store:
        """Return the store of conversations."""
        store = SqlStore(
            self.database,
            self.draft_key,
            self.clock.today,
            worker=self.presence.worker,
            journals=self.journals,
        )
        return FailingStore(store, self.failing) if self.failing else store
