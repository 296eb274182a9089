"""Simulated people who try again, as anybody does whose phone shows nothing new."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.practice.people import Fate, Person
from bot.practice.phone import NoSuchButtonError, Phone

WAITS = 2.5
"""Real seconds after which somebody tries once more."""

TRIES = 16


class Patient(Person):
    """Somebody who is stuck only when many tries have led nowhere."""

    retries = 0

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
        for _ in range(TRIES):
            try:
                await super()._look_and_act()
            except _NothingNewError:
                raise TimeoutError from None
            except TimeoutError:
                await asyncio.sleep(WAITS / 4)  # the screen was not what it seemed; look again
            else:
                return
        raise TimeoutError

    async def _after(self, act: Callable[[], Awaitable[object]]) -> None:
        before = self._signature()
        for number in range(TRIES):
            self.retries += number > 0
            with suppress(NoSuchButtonError):
                await act()
            if await self._something_new(before):
                return
        raise _NothingNewError

    async def _something_new(self, before: object) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(WAITS):
                while self._signature() == before:
                    await self._phone.changed(self._phone.version)
        return self._signature() != before


class _NothingNewError(Exception):
    """Whatever was done, the screen stayed as it was."""
