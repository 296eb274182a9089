"""Serves the results of the demonstration at a local address until Ctrl-C."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from aiohttp import web
from rich.console import Console

PAGE = files("bot.demo") / "index.html"
HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
TYPES = {
    "brief.html": HTML,
    "brief.pdf": "application/pdf",
    "brief.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "brief.md": TEXT,
    "participants.html": HTML,
    "participants.pdf": "application/pdf",
    "participants.txt": TEXT,
    "technical.html": HTML,
    "technical.pdf": "application/pdf",
    "tables.csv": "text/csv; charset=utf-8",
    "chat.html": HTML,
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def serve(folder: Path, console: Console) -> None:
    """Serve `folder` on a free loopback port until the person stops it."""
    async with serving(folder) as address:
        console.print(f"\nServing at [bold]{address}[/] until you press Ctrl-C.")
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await stop.wait()


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[str]:
    """Serve `folder` while the block runs; yields the address."""
    runner = web.AppRunner(_application(folder), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


def _application(folder: Path) -> web.Application:
    application = web.Application()
    application.router.add_get("/", _front_page)
    application.router.add_get("/favicon.ico", _no_icon)
    for name, kind in TYPES.items():
        application.router.add_get(f"/{name}", _sender(folder / name, kind))
    return application


def _sender(path: Path, kind: str) -> Handler:
    async def send(_request: web.Request) -> web.StreamResponse:
        return web.FileResponse(path, headers={"Content-Type": kind})

    return send


async def _front_page(_request: web.Request) -> web.StreamResponse:
    return web.Response(body=PAGE.read_bytes(), headers={"Content-Type": HTML})


async def _no_icon(_request: web.Request) -> web.StreamResponse:
    """Browsers ask for an icon of their own accord; there is none."""
    return web.Response(status=204)
