"""Serves the results of the demonstration at a local address until Ctrl-C."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from rich.console import Console

FILES = ("brief.html", "brief.pdf", "brief.docx", "tables.csv", "chat.html")


async def serve(folder: Path, console: Console) -> None:
    """Serve `folder` on a free loopback port until the person stops it."""
    runner = web.AppRunner(_application(folder), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    console.print(f"\nServing at [bold]http://127.0.0.1:{port}/[/] until you press Ctrl-C.")
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
    await runner.cleanup()


def _application(folder: Path) -> web.Application:
    application = web.Application()
    application.router.add_get("/", _front_page)
    for name in FILES:
        application.router.add_get(f"/{name}", _sender(folder / name))
    return application


def _sender(path: Path) -> Callable[[web.Request], Awaitable[web.FileResponse]]:
    async def send(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(path)

    return send


async def _front_page(_request: web.Request) -> web.Response:
    return web.Response(text=FRONT_PAGE, content_type="text/html", charset="utf-8")


FRONT_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>consult · practice round</title>
<style>
 body{font:18px/1.5 "Noto Sans",system-ui,sans-serif;max-width:40rem;color:#1d2733;
 margin:4rem auto;padding:0 1rem}
 h1{font-size:1.6rem} li{margin:.6rem 0} a{color:#0b5f73} small{color:#5b6673}
</style>
<h1>What came out of the practice round</h1>
<ul>
<li><a href="chat.html">One simulated chat</a> <small>played as it looked on the phone</small></li>
<li><a href="brief.html">The brief</a> <small>to read on a screen</small></li>
<li><a href="brief.pdf">The brief as PDF</a> <small>to print</small></li>
<li><a href="brief.docx">The brief as Word</a> <small>to edit</small></li>
<li><a href="tables.csv">Every published number</a> <small>CSV</small></li>
</ul>
<p><small>All people in it are simulated.</small></p>
</html>
"""
