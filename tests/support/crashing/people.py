"""Simulated people who try again, as anybody does whose phone shows nothing new.

They are curious, too: now and then they look at the help lines and go back. When the round is
paused, they ask from time to time whether it goes on.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.practice.people import Fate, Person
from bot.practice.phone import NoSuchButtonError, Phone

WAITS, WAITS_AT_MOST = 3.0, 24.0
"""Real seconds after which somebody tries once more: twice as many each time, up to the second.

Nobody taps every few seconds for minutes. A crowd that did would be an outage of its own: while a
round is paused it grows, as nobody gets through; then what it repeats is more than bots that are
killed all the time can take in, so everybody is answered late, and repeats themselves again.
"""

TRIES = 60
"""How often somebody tries while the bot is well; how often before that does not count.

After a bad time it takes a while: Telegram's pauses between its own tries grow to a minute, and
where writes fail a pause may be followed by another. These are three minutes.
"""


LOOKS_UP_EVERY = 5
"""After so many steps somebody looks at the help lines."""

ASKS_AGAIN = 1.0
"""Real seconds after which somebody asks whether the round goes on."""


class Patient(Person):
    """Somebody who is stuck only when many tries have led nowhere."""

    retries = 0
    steps = 0
    excuses: Callable[[], bool] = staticmethod(lambda: False)
    """Tells whether it is no wonder that nothing happens: the bot is being killed just now."""

    @property
    def phone(self) -> Phone:
        """The phone of this person."""
        return self._phone

    async def live(self) -> Fate:
        """Take part; see `Person.live`."""
        try:
            return await super().live()
        except _NothingNewError:
            self.fate = Fate.STUCK
            return self.fate

    async def _look_and_act(self) -> None:
        tries = TRIES
        while tries:
            try:
                if not await self._curious():
                    await super()._look_and_act()
            except _NothingNewError:
                raise TimeoutError from None
            except TimeoutError:
                await asyncio.sleep(WAITS / 4)  # the screen was not what it seemed; look again
                tries -= not self.excuses()
            else:
                return
        raise TimeoutError

    async def _curious(self) -> bool:
        """Look at the help lines now and then; True when that was this step."""
        self.steps += 1
        helping = self._say("🆘 Help")
        if self.steps % LOOKS_UP_EVERY or not self._has(helping):
            return False
        await self._tap(helping)
        return True

    def _headings(self) -> dict[str, Callable[[], Awaitable[None]]]:
        say = self._say
        return {
            **super()._headings(),
            say("Somebody to talk to"): self._go_back,
            say("⏸ This round is paused"): self._ask_again,
        }

    async def _go_back(self) -> None:
        question = self._say("⬅ Back to the question")
        await self._tap(question if self._has(question) else self._say("⬅ Back"))

    async def _ask_again(self) -> None:
        await asyncio.sleep(ASKS_AGAIN)
        await self._after(lambda: self._phone.say("/start"))

    async def _after(self, act: Callable[[], Awaitable[object]]) -> None:
        before, waits = self._signature(), WAITS
        tries = TRIES
        while tries:
            with suppress(NoSuchButtonError):
                await act()
            if await self._something_new(before, waits):
                return
            self.retries += 1
            excused = self.excuses()
            tries -= not excused
            waits = min(2 * waits, WAITS_AT_MOST) if excused else WAITS
        raise _NothingNewError

    async def _something_new(self, before: object, waits: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(waits):
                while self._signature() == before:
                    await self._phone.changed(self._phone.version)
        return self._signature() != before


class _NothingNewError(Exception):
    """Whatever was done, the screen stayed as it was."""
