"""Waiting that ends when we are told to stop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

Result = TypeVar("Result")


async def unless(stop: asyncio.Event, work: Callable[[], Awaitable[Result]]) -> Result | None:
    """Return what `work` gives, or None as soon as `stop` is set."""
    working = asyncio.ensure_future(work())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.wait({working, stopping})
