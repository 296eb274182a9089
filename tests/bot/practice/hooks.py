"""Webhooks on this machine: a server for any handler, and a bare one that answers as it is told."""

import socket
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler


def free_port() -> int:
    """A port on which nobody listens yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def hook_url(port: int) -> str:
    """The address of the webhook at a port."""
    return f"http://127.0.0.1:{port}/hook"


@asynccontextmanager
async def serving(handler: Handler, port: int) -> AsyncIterator[None]:
    """Listen at `hook_url(port)`."""
    app = web.Application()
    app.router.add_post("/hook", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()


class Hook:
    """Gives the answers it was told, one for each call, and then takes everything."""

    def __init__(self, *answers: web.Response) -> None:
        self.words: list[str] = []
        """The text of each message that came, refused ones too."""
        self.headers: list[dict[str, str]] = []
        self._answers = deque(answers)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        update = await request.json()
        self.words.append(update["message"]["text"])
        self.headers.append(dict(request.headers))
        return self._answers.popleft() if self._answers else web.Response()
