"""The address to which Telegram brings updates, and the small web server behind it.

Several workers may listen on one port of one machine; the system hands connections out to them. In
front of them stands a reverse proxy that speaks TLS.
"""

import hmac
from hashlib import sha256
from http import HTTPStatus

from aiohttp import web

from bot.channels.base import Hook
from bot.gate import Gate

LONGEST_BODY = 1_000_000
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_PREFIX = "/telegram/"


def hook_of(token: str, base_url: str) -> Hook:
    """Return the hook of a bot under a public address.

    Path and secret are made from the token, so that all workers have the same, nobody has to keep
    them, and both change when the token does.
    """
    return Hook(base_url.rstrip("/") + path_of(token), _derived(token, "secret"))


def path_of(token: str) -> str:
    """Return the path of a bot's hook; it cannot be guessed without the token."""
    return _PREFIX + _derived(token, "path")


def _derived(token: str, use: str) -> str:
    return hmac.digest(token.encode(), f"consult/webhook/1|{use}".encode(), sha256).hex()[:48]


class WebhookServer:
    """Listens for the updates of one bot or several, each on a path of its own."""

    def __init__(self) -> None:
        self._doors: dict[str, tuple[bytes, Gate]] = {}
        app = web.Application(client_max_size=LONGEST_BODY)
        app.router.add_post("/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=5.0)

    def open(self, path: str, secret: str, gate: Gate) -> None:
        """Take updates on this path; `secret` must come along with each of them."""
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._doors[path] = secret.encode(), gate

    def shut(self, path: str) -> None:
        """Take none on this path any more."""
        self._doors.pop(path, None)

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port (another than asked for where that is 0)."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port, reuse_port=True).start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Answer what is in hand, then listen no more."""
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        door = self._doors.get(request.path)
        if door is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        secret, gate = door
        brought = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(brought.encode(errors="replace"), secret):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        return web.Response(status=await gate.accept(await request.read()))
