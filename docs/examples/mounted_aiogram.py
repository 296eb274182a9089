"""A bot with a command of its own, and a consultation in it. Arguments: the files of its rounds."""

import asyncio
import sys
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import Message

from bot.cli.files import read_round
from bot.mounting.guest import Guest
from bot.mounting.in_aiogram import consult_router
from bot.settings import Settings


async def hello(message: Message) -> None:
    await message.answer("Hello from the library!")


settings = Settings()
guest = Guest([read_round(Path(name)) for name in sys.argv[1:]], settings)
dispatcher = Dispatcher()
dispatcher.include_router(consult_router(guest))
dispatcher.message.register(hello, Command("hello"))
server = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api))
asyncio.run(dispatcher.start_polling(Bot(settings.token().get_secret_value(), session=server)))
