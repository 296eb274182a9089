"""Somebody as the rounds of a bot know them, while one batch is handled."""

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec import Struct

from bot.batch import Batch
from bot.running import Rounds, Running
from dialogs.codes import row_key
from dialogs.drafts import Draft
from dialogs.events import Tapped
from dialogs.screens.rounds import Listed, Standing
from dialogs.session import Session
from dialogs.states import Aside
from dialogs.world import Stage

Tags = Mapping[str, bytes]
"""Somebody's tag in each round, by its id."""


class Person(Struct, frozen=True):
    """Somebody, as the rounds know them in one batch.

    Attributes:
        tags: their tag in each round, by its id.
        batch: what is true so far.
    """

    rounds: Rounds
    tags: Tags
    batch: Batch

    @property
    def today(self) -> dt.date:
        """The date."""
        return self.batch.now.date()

    def standing(self) -> Iterator[Listed]:
        """Yield every open round, and how this person stands with it."""
        for running in self.open():
            if not running.asks_on(self.today):
                standing = Standing.PAUSED
            elif self._session(running):
                standing = Standing.BEGUN
            else:
                sent = self.tags[running.id] in self.batch.took_part
                standing = Standing.SENT if sent else Standing.NEW
            yield Listed(running.round, standing)

    def open(self) -> list[Running]:
        """Return the rounds whose last day is not over."""
        return [one for one in self.rounds if one.stage_on(self.today) is Stage.OPEN]

    def drafts(self) -> list[Running]:
        """Return the rounds that wait for this person to go on."""
        return [one for one in self.rounds if self._session(one)]

    def under_way(self) -> Running | None:
        """Return the round that is being answered: begun, not put aside, and asked just now."""
        for running in self.rounds:
            session = self._session(running)
            if session and session.aside is not Aside.PAUSE and running.asks_on(self.today):
                return running
        return None

    def of_button(self, tap: Tapped) -> Running | None:
        """Return the round on whose screen a button stands; one of an older form tells less."""
        if tap.round:
            return self.rounds.marked(tap.round)
        if tap.carried is None:
            return next((one for one in self.drafts() if self._nonce(one) == tap.nonce), None)
        return self.of_code(tap.carried.code)

    def of_code(self, code: str | None) -> Running | None:
        """Return the round of a withdrawal code."""
        round_id = self.batch.sealed.get(row_key(code)) if code else None
        return self.rounds[round_id] if round_id and round_id in self.rounds else None

    def of_ticket(self, code: str | None) -> Running | None:
        """Return the round that an invitation or guardian's code lets somebody into."""
        if not code:
            return None
        tickets = self.batch.tickets
        return next((one for one in self.rounds if one.ticket_tag(code) in tickets), None)

    def only(self) -> Running | None:
        """Return the round that is meant where nothing is said: the one that waits, or is open."""
        drafts, is_open = self.drafts(), self.open()
        if len(drafts) == 1:
            return drafts[0]
        if len(is_open) > 1:
            return None
        return is_open[0] if is_open else self.rounds.first

    def _session(self, running: Running) -> Session | None:
        draft: Draft | None = self.batch.drafts.get(self.tags[running.id])
        return draft.session if draft and draft.session.kept else None

    def _nonce(self, running: Running) -> str:
        session = self._session(running)
        return session.nonce if session else ""
