"""Hosts that are as curious as a bot can be: whatever they get to see, they write down.

Each registers its handlers in the ways that its library knows, before the consultation is added and
with it in the last place.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from aiogram import Bot, Dispatcher
from aiogram import Router as AiogramRouter
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import TelegramObject
from telegram import Update as PtbUpdate
from telegram.ext import (
    ApplicationBuilder,
    CallbackContext,
    CallbackQueryHandler,
    Defaults,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.mounting.guest import Guest
from bot.mounting.in_aiogram import consult_router
from bot.mounting.in_ptb import AnyApplication, consult_handlers

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Host(Protocol):
    """A bot of somebody else's. `heard` is what its handlers have seen, whole."""

    heard: list[str]

    def running(self) -> AbstractAsyncContextManager[None]:
        """Run meanwhile, guest included."""
        ...

    async def begins(self) -> None:
        """Do what the library does before it receives anything."""
        ...

    async def gets(self, update: Mapping[str, Any]) -> None:
        """Handle one update that came some other way, as the Bot API has it."""
        ...


class AiogramHost:
    """With middlewares, handlers of the dispatcher itself, and a router before ours."""

    def __init__(self, guest: Guest, url: str, token: str) -> None:
        self.heard: list[str] = []
        api = TelegramAPIServer.from_base(url)
        self.bot = Bot(token, session=AiohttpSession(api=api))
        self.dispatcher = Dispatcher()
        self.dispatcher.update.outer_middleware(self._looks)
        self.dispatcher.message.outer_middleware(self._looks)
        router = AiogramRouter()
        for each in (self.dispatcher, router):
            for observer in (each.message, each.edited_message, each.callback_query):
                observer.register(self._hears)
        self.dispatcher.include_routers(router, consult_router(guest))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        start = self.dispatcher.start_polling
        polling = asyncio.create_task(start(self.bot, polling_timeout=1, handle_signals=False))
        try:
            yield
        finally:
            await self.dispatcher.stop_polling()
            await polling

    async def begins(self) -> None:
        await self.dispatcher.emit_startup(bot=self.bot, bots=[self.bot])

    async def gets(self, update: Mapping[str, Any]) -> None:
        await self.dispatcher.feed_raw_update(self.bot, dict(update))

    async def _looks(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> object:
        self.heard.append(repr(event))
        return await handler(event, data)

    async def _hears(self, event: TelegramObject) -> None:
        self.heard.append(repr(event))


class PtbHost:
    """With handlers in groups before ours and after it, of which none waits for another."""

    def __init__(self, guest: Guest, url: str, token: str) -> None:
        self.heard: list[str] = []
        builder = ApplicationBuilder().token(token).base_url(f"{url}/bot")
        builder = builder.request(_request()).get_updates_request(_request())
        builder = builder.defaults(Defaults(block=False))
        self.application: AnyApplication = builder.build()
        self.application.add_handler(TypeHandler(PtbUpdate, self._hears), group=-5)
        self.application.add_handler(MessageHandler(filters.ALL, self._hears))
        self.application.add_handlers(consult_handlers(guest), group=3)
        self.application.add_handler(CallbackQueryHandler(self._hears), group=4)
        self._guest = guest

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        updater = self.application.updater
        assert updater is not None
        async with self.application:
            await self._guest.start(self.application)
            await updater.start_polling(timeout=1)
            await self.application.start()
            try:
                yield
            finally:
                await updater.stop()
                await self.application.stop()
                await self._guest.stop(self.application)

    async def begins(self) -> None:
        async with self.application:
            await self._guest.start(self.application)

    async def gets(self, update: Mapping[str, Any]) -> None:
        await self.application.process_update(PtbUpdate.de_json(dict(update), self.application.bot))

    async def _hears(
        self, update: PtbUpdate, _context: CallbackContext[Any, Any, Any, Any]
    ) -> None:
        self.heard.append(repr(update))


def _request() -> HTTPXRequest:
    """Return a request that loads no certificates: there is no TLS on loopback."""
    return HTTPXRequest(httpx_kwargs={"verify": False})


HOSTS: dict[str, Callable[[Guest, str, str], Host]] = {"aiogram": AiogramHost, "ptb": PtbHost}
"""By the library, as CONSULT_CHANNEL names it."""
