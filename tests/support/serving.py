"""`consult serve` inside a test, beside the practice server it serves."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path

import uvicorn

from bot.asgi import ConsultApp
from bot.bots_file import Bot
from bot.practice import PracticeServer
from bot.serving import serve
from bot.settings import Settings
from dialogs.round import Round

TOKEN = "4242:practice-token-for-conversations-00000000000"


class Edge(StrEnum):
    """How updates come."""

    POLLING = "polling"
    WEBHOOK = "webhook"
    SITE = "site"
    """Brought to a site of somebody else's, which we are a part of."""


def settings_for(
    server: PracticeServer, folder: Path, channel: str, token: str = TOKEN
) -> Settings:
    """Return the settings of a bot that keeps everything in `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / "token").write_text(token)
    port = free_port()
    return Settings(
        channel=channel,
        telegram_api=server.url,
        token_file=folder / "token",
        database=f"sqlite+aiosqlite:///{folder / 'consult.db'}",
        vault=folder / "vault",
        confirmations=folder / "confirmations.yaml",
        webhook_url=f"http://127.0.0.1:{port}",
        webhook_port=port,
        health_port=0,
    )


@asynccontextmanager
async def serving(
    rounds: Round | Sequence[Round], settings: Settings, edge: Edge
) -> AsyncIterator[None]:
    """Run the bot meanwhile; it is told to stop as a service manager tells it."""
    served = [rounds] if isinstance(rounds, Round) else rounds
    async with serving_bots([Bot("", served, settings)], settings, edge):
        yield


@asynccontextmanager
async def serving_bots(bots: Sequence[Bot], common: Settings, edge: Edge) -> AsyncIterator[None]:
    """Run several bots meanwhile."""
    if edge is Edge.SITE:
        async with _site(bots, common):
            yield
        return
    ready, webhook = asyncio.Event(), edge is Edge.WEBHOOK
    running = asyncio.create_task(serve(bots, common, ready=ready.set, webhook=webhook))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    try:
        yield
    finally:
        if not running.done():
            os.kill(os.getpid(), signal.SIGTERM)
        await running


@asynccontextmanager
async def _site(bots: Sequence[Bot], common: Settings) -> AsyncIterator[None]:
    """Have uvicorn run the bots, as it runs any site."""
    config = uvicorn.Config(
        ConsultApp(bots, common),
        port=common.webhook_port,
        lifespan="on",
        log_config=None,
        access_log=False,
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not (server.started or running.done()):  # noqa: ASYNC110 - it has no bell
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await running


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
