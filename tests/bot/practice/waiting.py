"""Waiting for something that happens elsewhere, without guessing how long it takes."""

import asyncio
from collections.abc import Callable

from bot.practice import PracticeServer

PATIENCE = 10.0  # real seconds; only a failing test waits so long


async def until(condition: Callable[[], bool]) -> None:
    """Wait until the condition holds.

    Raises:
        TimeoutError: it did not.
    """
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what it waits for has no event
            await asyncio.sleep(0.001)


async def until_a_poll_waits(server: PracticeServer) -> None:
    """Wait until the server has a poll for which there is nothing yet."""
    await until(lambda: server.account.polling._waiter is not None)
