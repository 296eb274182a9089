"""What an operator's tools ask: does it live, is it ready, how is it doing.

On loopback only, unless the settings say otherwise: nothing here is for the public.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from bot.metrics import Metrics

_METRICS = "text/plain; version=1.0.0; charset=utf-8"

Trouble = Callable[[], Awaitable[str]]
"""Returns in a few words what is wrong; empty when nothing is."""


class HealthServer:
    """Answers `/healthz`, `/readyz` and `/metrics`."""

    def __init__(self, metrics: Metrics, trouble: Trouble, *, practice: bool = False) -> None:
        self._metrics = metrics
        self._ready = "ready, with a practice round" if practice else "ready"
        self._trouble = trouble
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._show_metrics)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

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
        trouble = await self._trouble()
        status = HTTPStatus.SERVICE_UNAVAILABLE if trouble else HTTPStatus.OK
        return web.Response(status=status, text=f"{trouble or self._ready}\n")

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=self._metrics.text(), headers={"Content-Type": _METRICS})
