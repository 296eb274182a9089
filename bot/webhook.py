"""The address to which Telegram brings updates, and who is let in there.

Several workers may listen on one port of one machine; the system hands connections out to them. In
front of them stands a reverse proxy that speaks TLS. A site of one's own can listen instead of
`WebhookServer`: see `asgi`.
"""

import hmac
from hashlib import sha256
from http import HTTPStatus

from bot.channels.base import Hook
from bot.gate import Gate
from bot.web_requests import Head, Take
from bot.web_server import WebServer

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_SECRET = SECRET_HEADER.lower().encode()
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


class Doors:
    """The ways in of one bot or several, each on a path of its own."""

    def __init__(self) -> None:
        self._doors: dict[str, tuple[bytes, Gate]] = {}

    def open(self, path: str, secret: str, gate: Gate) -> None:
        """Take updates on this path; `secret` must come along with each of them."""
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._doors[path] = secret.encode(), gate

    def shut(self, path: str) -> None:
        """Take none on this path any more."""
        self._doors.pop(path, None)

    def find(self, head: Head) -> Take | HTTPStatus:
        """Return who takes a request, or why nobody does."""
        door = self._doors.get(head.path)
        if door is None:
            return HTTPStatus.NOT_FOUND
        secret, gate = door
        brought = head.headers.get(_SECRET, b"")
        return gate.accept if hmac.compare_digest(brought, secret) else HTTPStatus.FORBIDDEN


class WebhookServer:
    """Listens for what is brought to some doors."""

    def __init__(self) -> None:
        self.doors = Doors()
        server = WebServer(self.doors.find)
        self.start = server.start
        self.stop = server.stop
