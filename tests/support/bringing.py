"""Bringing an update to a gate, as the web server does it, and waiting for the answer."""

import asyncio

from bot.gate import Gate
from bot.web_requests import Answer


async def bring(gate: Gate, body: bytes) -> Answer:
    """Return how the bringer of this update is answered."""
    answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
    gate.accept(body, answered.set_result)
    return await answered
