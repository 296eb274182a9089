"""What an operator's tools ask: does it live, is it ready, how is it doing.

On loopback only, unless the settings say otherwise: nothing here is for the public.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import web

from bot.metrics import Metrics, text_of

_METRICS = "text/plain; version=1.0.0; charset=utf-8"

Trouble = Callable[[], Awaitable[str]]
"""Returns in a few words what is wrong; empty when nothing is."""


@dataclass(frozen=True)
class _Watched:
    metrics: Metrics
    trouble: Trouble


class HealthServer:
    """Answers `/healthz`, `/readyz` and `/metrics` for one bot, or for several by their names."""

    def __init__(self, *, practice: bool = False) -> None:
        self._ready = "ready, with a practice round" if practice else "ready"
        self._bots: dict[str, _Watched] = {}
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._show_metrics)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

    def watch(self, name: str, metrics: Metrics, trouble: Trouble) -> None:
        """Tell of this bot, too; a single one has no name."""
        self._bots[name] = _Watched(metrics, trouble)

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    async def _healthz(self, _request: web.Request) -> web.Response:
        """The process answers; whether it can work is another question."""
        return web.Response(text="alive\n")

    async def _readyz(self, _request: web.Request) -> web.Response:
        troubles = {name: await one.trouble() for name, one in self._bots.items()}
        told = [f"{name}: {said}" if name else said for name, said in troubles.items() if said]
        status = HTTPStatus.SERVICE_UNAVAILABLE if told else HTTPStatus.OK
        return web.Response(status=status, text=("\n".join(told) or self._ready) + "\n")

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        body = text_of({name: one.metrics for name, one in self._bots.items()})
        return web.Response(body=body, headers={"Content-Type": _METRICS})
