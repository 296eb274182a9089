"""A consultation that is attacked: days of answers, a backup every evening, then closing."""

import datetime as dt
import logging
import random
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from pyrage import x25519  # type: ignore[import-untyped]  # the package ships no types

from bot.redaction import make_record
from bot.running import Rounds, Running
from dialogs.round import Round
from dialogs.version import version_of
from storage import migrate
from storage.backup import backup
from storage.closing import close_round
from storage.db import Database
from storage.journalling import journals_of
from storage.retention import erase_expired
from storage.rounds import open_round
from storage.store import SqlStore
from storage.tags import tag
from storage.tickets import ticket_tag
from storage.vault import Vault
from tests.support.attacking.crowd import Visitor, attacked_round, make_visitors
from tests.support.attacking.street import NotingInbox, Street, pass_through

CHANNEL = "telegram"
OPENED = dt.date(2026, 11, 9)

Done = Callable[[int], None]
"""Told how many people have been through."""


@dataclass
class Scene:
    """A consultation on one database.

    Attributes:
        url: where the database is.
        folder: everything else that the installation leaves on its disk.
        visitors: everybody, in the order in which they come.
        finished: the truth: user ids by row key, in the order of finishing.
        identity: opens the backups; it is kept off the server.
    """

    url: str
    folder: Path
    visitors: Sequence[Visitor]
    dice: random.Random
    round: Round = field(default_factory=attacked_round)
    finished: dict[bytes, int] = field(default_factory=dict)
    day: dt.date = OPENED
    identity: x25519.Identity = field(default_factory=x25519.Identity.generate)

    @classmethod
    def of(cls, url: str, folder: Path, people: int, seed: int) -> Self:
        """Return a scene that has not begun."""
        dice = random.Random(seed)
        return cls(url, folder, make_visitors(people, dice), dice)

    @property
    def dataset(self) -> Path:
        """Where the dataset will be."""
        return self.folder / "dataset"

    @property
    def backups(self) -> Path:
        """Where the daily backups are."""
        return self.folder / "backups"

    async def begin(self) -> None:
        """Set up the installation and open the round."""
        self.backups.mkdir(parents=True)
        self._log()
        self._stack = AsyncExitStack()
        self.database = Database.open(self.url)
        self._stack.push_async_callback(self.database.close)
        self.vault = Vault.open(self.folder / "vault")
        await migrate.upgrade(self.database)
        await open_round(self.database, self.vault, self.round, today=self.day)
        journals = await self._stack.enter_async_context(
            journals_of(self.database, self.vault, [self.round.id], today=self.day)
        )
        self.store = SqlStore(
            self.database, self.vault.draft_key(), lambda: self.day, journals=journals
        )

    async def answer(self, days: int, done: Done = lambda _: None) -> None:
        """Let everybody answer, over so many days, with a backup every evening."""
        street = Street(self.dice)
        inbox = NotingInbox(self.store, Rounds([self._running()]), _noon(self.day))
        size = -(-len(self.visitors) // days)
        for number in range(days):
            today = self.visitors[number * size : (number + 1) * size]
            again, street.tomorrow = street.tomorrow, []
            await pass_through(street, self.store, inbox, [*again, *today])
            await self.evening()
            done(len(today))
        self.finished = inbox.finished

    async def close(self) -> None:
        """Close the round as `consult close` does, after the bot has stopped."""
        await self._stack.aclose()
        database = Database.open(self.url)
        try:
            words = self.vault.practice_words(self.round.id)[:2]
            await close_round(
                database, self.vault, self.round.id, words, self.dataset, today=self.day
            )
        finally:
            await database.close()

    async def end(self) -> None:
        """Let go of everything; harmless after `close`."""
        await self._stack.aclose()
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def tags(self) -> dict[bytes, int]:
        """Return everybody's user id by tag; only while the round is open."""
        key = self.vault.round_key(self.round.id)
        return {tag(key, CHANNEL, str(one.user)): one.user for one in self.visitors}

    async def evening(self) -> None:
        """End the day as a running bot does, an hour after the last message; then back up."""
        await erase_expired(self.database, self.day)
        await self.database.forget_drafts()
        out = self.backups / f"{self.day.isoformat()}.age"
        keys = [str(self.identity.to_public())]
        await backup(self.database, self.vault, out, keys, today=self.day)
        self.day += dt.timedelta(days=1)

    def _running(self) -> Running:
        key = self.vault.round_key(self.round.id)
        return Running(
            self.round,
            {version_of(self.round): self.round},
            tag_of=lambda user: tag(key, CHANNEL, user),
            ticket_tag=lambda code: ticket_tag(key, code),
            consent_age=0,
        )

    def _log(self) -> None:
        """Keep what the program logs at the level of `consult serve`, in a file."""
        self._handler = logging.FileHandler(self.folder / "consult.log", encoding="utf-8")
        logging.setLogRecordFactory(make_record)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._handler.setLevel(logging.INFO)
        logging.getLogger().addHandler(self._handler)


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
