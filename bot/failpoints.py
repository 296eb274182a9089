"""Named places at which a crash test lets the process die or the store fail.

Inert unless `arm` is called, which the settings allow only against a practice server on this
machine. An order is `<name>:<n>`: die the nth time that place is reached, as `kill -9` would do it.
`writes:<share>` lets that share of the transactions fail, half of them before the commit and half
after it, when the program cannot know that its work is done.
"""

import os
import random
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from dialogs.ports import Held, Owed, Pool, Store, UnitOfWork, none_held

PLACES = (
    "receiving",
    "received",
    "accepted",
    "looking",
    "counting",
    "counted",
    "storing",
    "read",
    "written",
    "stored",
    "confirmed",
    "answering",
    "acknowledging",
    "acknowledged",
    "recalling",
    "recalled",
    "drawing",
    "sent",
    "drawn",
    "noting",
    "noted",
    "posting",
    "posted",
)
"""Around every await between an update and its screen, and around the sending of letters."""

_WRITES = "writes"
_left: dict[str, int] = {}


def arm(orders: str) -> float:
    """Take orders, separated by spaces; return the share of writes that shall fail."""
    share = 0.0
    for order in orders.split():
        name, _, value = order.partition(":")
        if name == _WRITES:
            share = float(value)
        elif name in PLACES:
            _left[name] = int(value)
        else:
            raise ValueError(f"no such place to fail: {name}")
    return share


def reach(name: str) -> None:
    """Note that a place is reached, and die there if that was ordered."""
    if name in _left:
        _left[name] -= 1
        if _left[name] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


class FailingStore:
    """A store some of whose transactions fail."""

    def __init__(self, store: Store, share: float) -> None:
        self._store = store
        self._share = share
        self._dice = random.Random()  # noqa: S311 - trouble, not a secret

    @asynccontextmanager
    async def begin(self, bot: int) -> AsyncIterator[UnitOfWork]:
        """Open a transaction that may fail; see `dialogs.ports.Store`."""
        drawn = self._dice.random()
        async with self._store.begin(bot) as work:
            yield work
            if drawn < self._share / 2:
                raise OSError("this write was ordered to fail")
        if drawn < self._share:
            raise OSError("this write was ordered to look as if it had failed")

    async def pool(self, round_id: str) -> Pool:
        """Return the added statements; see `dialogs.ports.Store`."""
        return await self._store.pool(round_id)

    async def owed(self, limit: int, held: Held = none_held) -> Mapping[bytes, Owed]:
        """Return the promises to keep; see `dialogs.ports.Store`."""
        return await self._store.owed(limit, held)
