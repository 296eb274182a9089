"""A site with the bot in it, in a process that will be killed: one of several on a port."""

import asyncio
import os
import signal
import socket
from collections.abc import Mapping
from pathlib import Path

import uvicorn

from bot.asgi import ConsultApp
from bot.bots_file import Bot
from bot.cli.files import read_round
from bot.settings import Settings


def run(round_file: Path, environment: Mapping[str, str]) -> None:
    """Be a site that a server of ASGI runs, until told to stop."""
    os.environ.update(environment)
    settings = Settings()
    site = ConsultApp([Bot("", [read_round(round_file)], settings)], settings)
    server = uvicorn.Server(uvicorn.Config(site, lifespan="on", log_config=None, access_log=False))
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn has it, and raises it again at its end
    with socket.socket() as shared:
        shared.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        shared.bind((settings.webhook_host, settings.webhook_port))
        asyncio.run(server.serve([shared]))
    if not server.started:
        raise SystemExit("the site has not started")
