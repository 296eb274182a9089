"""A small HTTP/1.1 server for one kind of request: a POST that brings JSON and gets a short answer.

A web framework costs several times as much a request as all that we do with an update. Here is only
what a webhook needs; `http_line` is what happens on one connection. TLS is the business of the
reverse proxy in front.
"""

import asyncio
from contextlib import suppress
from time import monotonic

from bot.http_line import Line
from bot.web_requests import Find

MOST_CONNECTIONS = 1_000
LOOK_SECONDS = 1.0
STOP_SECONDS = 5.0


class WebServer:
    """Listens, and has `find` say who takes a request."""

    def __init__(self, find: Find) -> None:
        self.find = find
        self.lines: set[Line] = set()
        self._news = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._looking: asyncio.TimerHandle | None = None

    async def start(self, host: str, port: int, *, shared: bool = False) -> int:
        """Listen, and return the port (another than asked for where that is 0).

        Args:
            host: the address of this machine to listen on.
            port: the port.
            shared: others that do the same work may listen there, too.

        Raises:
            OSError: the port is taken.
        """
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Line(self), host, port, reuse_port=shared or None
        )
        self._look()
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Listen no more, answer what is in hand, and hang up."""
        if self._server is not None:
            self._server.close()
        if self._looking is not None:
            self._looking.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                while any(each.is_answering for each in self.lines):
                    self._news.clear()
                    await self._news.wait()
        for line in list(self.lines):
            line.close()
        await asyncio.sleep(0)

    def opened(self, line: Line) -> None:
        """Take a new connection; of too many, hang up on the one that has been silent longest."""
        self.lines.add(line)
        if len(self.lines) > MOST_CONNECTIONS:
            idle = (each for each in self.lines if not each.is_answering)
            min(idle, key=lambda each: each.since).close()

    def answered(self) -> None:
        """Learn that a request has been answered."""
        self._news.set()

    def ended(self, line: Line) -> None:
        """Forget a connection."""
        self.lines.discard(line)
        self._news.set()

    def hang_up_late(self) -> None:
        """Hang up where nothing more is to be expected."""
        now = monotonic()
        for line in list(self.lines):
            if line.is_late(now):
                line.close()

    def _look(self) -> None:
        """Look from time to time who is late."""
        self.hang_up_late()
        self._looking = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look)
