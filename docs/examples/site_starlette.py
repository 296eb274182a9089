"""A site with a page, to which a bot's updates come. Arguments: the files of its rounds."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from bot.asgi import ConsultApp
from bot.bots_file import Bot
from bot.cli.files import read_round
from bot.settings import Settings


async def page(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("Welcome to the youth forum!")


settings = Settings()
rounds = [read_round(Path(name)) for name in sys.argv[1:]]
consult = ConsultApp([Bot("", rounds, settings)], settings)
mounted = Mount(urlsplit(settings.webhook_url).path or "/", consult)
site = Starlette(
    routes=[Route("/", page), mounted],
    lifespan=lambda _site: consult.running(),
)
uvicorn.run(site, port=settings.webhook_port, access_log=False)
